"""What targets count from: the base year's own report, and whether it still fits the reports that follow."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _

import trajectory
from accounts import numbers
from inventories import figures
from inventories.checks.registry import Remarked, Subject, check
from inventories.enums import ONCE_ACCEPTED, SectionCode, Severity
from inventories.figures import counted
from inventories.models import ReportVersion
from pledges.models import TargetVersion

BASE_CHANGE = trajectory.DEFAULT.base_change
"""Share from which a changed base year asks for a decision: the judge's own, from the same source."""
ROUNDING = Decimal("0.005")
"""Share. Milepost's own: a declared value that differs by less was rounded."""


@check("base-year-changed", Severity.WARNING)
def base_year_changed(subject: Subject) -> Iterable[Remarked]:
    """GHG Protocol, Mitigation Goal Standard: a significant change recalculates the base year."""
    accepted = [each for each in subject.accepted_years if each.report_id == subject.report.pk]
    if not accepted or not _of_base_year(subject):
        return
    before, after = figures.totals(accepted[0]).headline, subject.totals.headline
    if before is None or after is None or before.quantity != after.quantity or not before.tonnes:
        return
    share = (after.tonnes - before.tonnes) / abs(before.tonnes)
    if abs(share) >= BASE_CHANGE:
        yield Remarked(
            _("%(year)s is the base year of a target, and its total changes by %(percent)s %%.")
            % {"year": subject.report.year, "percent": numbers.grouped(100 * share, 1)},
            _("Restate the later years alike, as one release, or say why they need no change."),
            section=SectionCode.COMMUNITY,
        )


@check("base-value-differs", Severity.WARNING)
def base_value_differs(subject: Subject) -> Iterable[Remarked]:
    for target in _of_base_year(subject):
        reported = _counted(subject, target)
        if target.base_value is None or target.keeps_base or reported is None:
            continue
        if abs(reported - target.base_value) > ROUNDING * abs(target.base_value):
            yield Remarked(
                _("The target “%(target)s” counts from %(declared)s t, this report holds %(reported)s t.")
                % {
                    "target": target.target.quote,
                    "declared": numbers.grouped(target.base_value),
                    "reported": numbers.grouped(reported),
                },
                _("The report counts once it is accepted. If the declared value stays, revise the target."),
                section=SectionCode.COMMUNITY,
                row=str(target.target_id),
            )


@check("method-base-not-restated", Severity.WARNING)
def method_changed_and_base_not_restated(subject: Subject) -> Iterable[Remarked]:
    """GPC 1.1, section 11.3: changed methods recalculate the base year, or a method looks like a result."""
    if not subject.version.method_change.strip():
        return
    for base in subject.base_years:
        released = subject.version.release and base.release == subject.version.release
        if base.report.year < subject.report.year and not released and not _knows_the_change(subject, base):
            yield Remarked(
                _("The methods changed, and %(year)s, the base year of a target, was not restated since.")
                % {"year": base.report.year},
                _("Correct the report for the base year with the new methods, or say why it needs none."),
                section=SectionCode.ABOUT,
                row=str(base.report.year),
            )


@check("release-incomplete", Severity.WARNING)
def release_without_the_base_year(subject: Subject) -> Iterable[Remarked]:
    """A release is several years restated together: without the base year it compares with nothing."""
    for base in subject.base_years:
        if subject.version.release and base.release != subject.version.release:
            yield Remarked(
                _("The release “%(release)s” lacks %(year)s, the base year of a target.")
                % {"release": subject.version.release, "year": base.report.year},
                _("Correct the report for that year under the same release, or leave the release blank."),
                section=SectionCode.ABOUT,
                row=str(base.report.year),
            )


def _of_base_year(subject: Subject) -> list[TargetVersion]:
    return [target for target in subject.targets if target.base_year == subject.report.year]


def _counted(subject: Subject, target: TargetVersion) -> Decimal | None:
    """Tonnes that the target's measure counts in this version; None where it counts none."""
    if target.measure is None or not target.measure.is_mass:
        return None
    rows = counted.of_measure(target.measure, framework=subject.report.framework, level=subject.version.level)
    if rows is None:
        return None
    quantity = counted.quantity_of(target.measure)
    summed = counted.summed(rows, subject.lines_of(rows.section).values(), quantity)
    return sum(summed.values(), Decimal(0)) if summed else None


def _knows_the_change(subject: Subject, base: ReportVersion) -> bool:
    """The base year was restated after a version of this report that names the change had been accepted."""
    before = subject.report.versions.filter(state__in=ONCE_ACCEPTED, pk__lt=base.pk)
    return before.exclude(method_change="").exists()
