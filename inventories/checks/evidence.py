"""Whether what is called good is backed."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from inventories.checks.registry import Remarked, Subject, check
from inventories.enums import Quality, Severity


@check("quality-without-evidence", Severity.WARNING)
def high_quality_without_evidence(subject: Subject) -> Iterable[Remarked]:
    """GPC 1.1, section 5.6: quality is high where data are measured and can be shown."""
    for line in subject.lines:
        if line.quality != Quality.HIGH or (line.co2e is None and line.co2 is None):
            continue
        if not subject.evidence & {(line.section, line.row), (line.section, ""), ("", "")}:
            yield Remarked(
                _("The data of row %(row)s are called high in quality, without evidence.")
                % {"row": line.row},
                _("Add a file or a link for the row or its section, or lower the quality."),
                section=line.section,
                row=line.row,
            )


@check("quality-without-source", Severity.WARNING)
def high_quality_without_source(subject: Subject) -> Iterable[Remarked]:
    worked_out = {(each.section, each.row) for each in subject.calculations}
    for line in subject.lines:
        named = line.source.strip() or (line.section, line.row) in worked_out
        if line.quality == Quality.HIGH and not named:
            yield Remarked(
                _("The data of row %(row)s are called high in quality, without a source.")
                % {"row": line.row},
                _("Name where the data come from, or lower the quality."),
                section=line.section,
                row=line.row,
            )
