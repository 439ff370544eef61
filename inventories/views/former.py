"""The accepted version that a version is read beside."""

from __future__ import annotations

from inventories.enums import ONCE_ACCEPTED
from inventories.models import ReportVersion


def of_earlier_year(version: ReportVersion) -> ReportVersion | None:
    """The accepted version of the latest earlier year in the same series and framework."""
    report = version.report
    accepted = ReportVersion.objects.accepted().filter(
        report__government=report.government_id,
        report__series=report.series,
        report__framework=report.framework,
        report__year__lt=report.year,
    )
    return accepted.select_related("report").order_by("-report__year").first()


def of_same_report(version: ReportVersion) -> ReportVersion | None:
    """The version of this report that is accepted, or was last, before `version`."""
    if version.number == 1:
        return None
    once = ReportVersion.objects.filter(
        report=version.report_id, state__in=ONCE_ACCEPTED, number__lt=version.number
    )
    return once.select_related("report").order_by("-number").first()


def to_compare(version: ReportVersion) -> ReportVersion | None:
    """What a reviewer compares with: this report's accepted version; else the year's before."""
    return of_same_report(version) or of_earlier_year(version)
