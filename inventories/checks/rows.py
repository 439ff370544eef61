"""Whether the rows hold together: complete, explained, counted once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from accounts.words import joined
from inventories import frameworks
from inventories.checks.registry import Remarked, Subject, check
from inventories.enums import Level, NotationKey, SectionCode, SectionStatus, Severity
from inventories.models import InventoryLine

INVENTORIES = (SectionCode.COMMUNITY.value, SectionCode.OPERATIONS.value)


@check("no-figures", Severity.ERROR)
def no_figures(subject: Subject) -> Iterable[Remarked]:
    """Without one number that counts in a total there is nothing to accept."""
    if not subject.totals.community and not subject.totals.operations:
        yield Remarked(
            _("No row that counts in a total holds a number."),
            _("Enter tonnes in at least one row of the community inventory or of government operations."),
            section=SectionCode.COMMUNITY,
        )


@check("row-missing", Severity.ERROR)
def required_rows_missing(subject: Subject) -> Iterable[Remarked]:
    """GPC 1.1, chapter 2: every row of the reporting level holds a number or a notation key."""
    for section in INVENTORIES:
        if not _applies(subject, section):
            continue
        lines = subject.lines_of(section)
        for row in frameworks.rows(subject.report.framework, section):
            if row.required_at(subject.version.level) and row.code not in lines:
                yield Remarked(
                    _("Row %(row)s (%(label)s) is blank.") % {"row": row.code, "label": _full_label(row)},
                    _("Enter tonnes, or one of the notation keys NO, IE, C and NE with an explanation."),
                    section=section,
                    row=row.code,
                )


@check("ie-unnamed", Severity.ERROR)
def included_elsewhere_names_no_row(subject: Subject) -> Iterable[Remarked]:
    for line in _with_key(subject, NotationKey.IE):
        if not line.included_in:
            yield Remarked(
                _("Row %(row)s is included elsewhere (IE), but does not say where.") % {"row": line.row},
                _("Name the row that holds these emissions."),
                section=line.section,
                row=line.row,
            )


@check("ie-blank", Severity.ERROR)
def included_in_a_row_without_number(subject: Subject) -> Iterable[Remarked]:
    for line in _with_key(subject, NotationKey.IE):
        other = subject.lines_of(line.section).get(line.included_in)
        if line.included_in and (other is None or (other.co2e is None and other.co2 is None)):
            yield Remarked(
                _("Row %(row)s is included in row %(other)s, which holds no number.")
                % {"row": line.row, "other": line.included_in},
                _("Enter the emissions in that row, or name the row that holds them."),
                section=line.section,
                row=line.row,
            )


@check("key-unexplained", Severity.ERROR)
def notation_key_without_explanation(subject: Subject) -> Iterable[Remarked]:
    """GPC 1.1, section 2.2: a notation key comes with an explanation; for IE the row it names will do."""
    explained = {key.code for key in frameworks.notation_keys() if key.explanation_required}
    for line in subject.lines:
        named = line.notation_key == NotationKey.IE and line.included_in
        if line.notation_key in explained and not named and not line.explanation.strip():
            yield Remarked(
                _("Row %(row)s has the key %(key)s without an explanation.")
                % {"row": line.row, "key": line.notation_key},
                _("Say in a sentence why there is no number."),
                section=line.section,
                row=line.row,
            )


@check("not-estimated", Severity.WARNING)
def emissions_not_estimated(subject: Subject) -> Iterable[Remarked]:
    for line in _with_key(subject, NotationKey.NE):
        row = frameworks.row(subject.report.framework, line.section, line.row)
        if row.required_at(subject.version.level):
            yield Remarked(
                _("Row %(row)s is not estimated (NE): the total is short of it.") % {"row": line.row},
                _("Estimate it if you can, or say by when you will."),
                section=line.section,
                row=line.row,
            )


@check("total-and-parts", Severity.ERROR)
def total_beside_its_parts(subject: Subject) -> Iterable[Remarked]:
    for section in INVENTORIES:
        lines = subject.lines_of(section)
        for row in frameworks.rows(subject.report.framework, section):
            parts = [part for part in row.sum_of if part in lines]
            if row.code in lines and parts:
                yield Remarked(
                    _("Row %(row)s is the total of rows that are filled too: %(parts)s.")
                    % {"row": row.code, "parts": joined(parts)},
                    _("Keep the total or its parts, not both."),
                    section=section,
                    row=row.code,
                )


@check("co2-above-co2e", Severity.ERROR)
def co2_above_its_equivalent(subject: Subject) -> Iterable[Remarked]:
    """CO2 is a part of CO2 equivalent, so it cannot be more (removals apart)."""
    for line in subject.lines:
        if line.co2 is not None and line.co2e is not None and line.co2 > line.co2e and line.co2 > 0:
            yield Remarked(
                _("Row %(row)s has more CO₂ than CO₂ equivalent.") % {"row": line.row},
                _("Check whether the columns are exchanged: CO₂ equivalent holds CO₂ and all other gases."),
                section=line.section,
                row=line.row,
            )


@check("co2e-missing", Severity.ERROR)
def co2_without_its_equivalent(subject: Subject) -> Iterable[Remarked]:
    """A total in CO2e that lacks rows given in CO2 alone would be too low without showing it."""
    for section in INVENTORIES:
        counted = [line for line in subject.lines_of(section).values() if _counts(subject, line)]
        if not any(line.co2e is not None for line in counted):
            continue
        for line in counted:
            if line.co2 is not None and line.co2e is None:
                yield Remarked(
                    _("Row %(row)s has CO₂ but no CO₂ equivalent, while other rows have it.")
                    % {"row": line.row},
                    _("Enter the CO₂ equivalent too; for a source of CO₂ alone it is the same number."),
                    section=section,
                    row=line.row,
                )


@check("negative-row", Severity.ERROR)
def negative_row(subject: Subject) -> Iterable[Remarked]:
    for line in subject.lines:
        row = frameworks.row(subject.report.framework, line.section, line.row)
        if not row.negative and min(line.co2e or 0, line.co2 or 0) < 0:
            yield Remarked(
                _("Row %(row)s is below zero.") % {"row": line.row},
                _("Enter the emissions of this row as zero or more; removals have rows of their own."),
                section=line.section,
                row=line.row,
            )


@check("duplicate-rows", Severity.WARNING)
def rows_with_the_same_value(subject: Subject) -> Iterable[Remarked]:
    """Two rows of a sector that agree to the gram were more likely entered twice than measured."""
    for section in INVENTORIES:
        alike: dict[tuple[str, Decimal | None, Decimal | None], list[str]] = {}
        lines = subject.lines_of(section)
        for row in frameworks.rows(subject.report.framework, section):
            line = lines.get(row.code)
            if line and (line.co2e or line.co2):
                alike.setdefault((row.sector, line.co2e, line.co2), []).append(row.code)
        for codes in alike.values():
            if len(codes) > 1:
                yield Remarked(
                    _("Rows %(rows)s of one sector hold the same value.") % {"rows": joined(codes)},
                    _("Check whether one source was entered twice; if both are right, say so."),
                    section=section,
                    row=codes[0],
                )


@check("operations-above-community", Severity.WARNING)
def operations_above_community(subject: Subject) -> Iterable[Remarked]:
    """A government's own emissions are part of its community's, electricity from outside apart."""
    operations = subject.totals.at(Level.NONE, section=SectionCode.OPERATIONS)
    community = subject.totals.at(subject.version.level)
    if operations is not None and community is not None and operations > community:
        yield Remarked(
            _("Government operations emit more than the whole community."),
            _("Check the units of both, and whether one of them is incomplete."),
            section=SectionCode.OPERATIONS,
        )


@check("negative-total", Severity.ERROR)
def negative_total(subject: Subject) -> Iterable[Remarked]:
    for section, totals in (
        (SectionCode.COMMUNITY, subject.totals.community),
        (SectionCode.OPERATIONS, subject.totals.operations),
    ):
        if any(total.tonnes < 0 for total in totals):
            yield Remarked(
                _("A total is below zero."),
                _("Check the signs: emissions are positive, only removals are negative."),
                section=section,
            )


def _with_key(subject: Subject, key: NotationKey) -> Iterator[InventoryLine]:
    return (line for line in subject.lines if line.notation_key == key)


def _counts(subject: Subject, line: InventoryLine) -> bool:
    row = frameworks.row(subject.report.framework, line.section, line.row)
    return any(row.in_total(level) for level in (*subject.framework.totals, "none"))


def _applies(subject: Subject, section: str) -> bool:
    return subject.statuses.get(section) != SectionStatus.NOT_APPLICABLE


def _full_label(row: frameworks.Row) -> str:
    if row.label == row.group_label:
        return row.label
    return _("%(group)s: %(row)s") % {"group": row.group_label, "row": row.label}
