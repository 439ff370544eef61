"""Which change of methods a version reflects."""

from __future__ import annotations

from django.db.models import Min, Q

from inventories.enums import ONCE_ACCEPTED, EventKind, State
from inventories.models import Event, ReportVersion

PENDING = (State.SUBMITTED, State.IN_REVIEW)


def reflected(version: ReportVersion) -> str:
    """The year of the latest change of methods that an accepted version reflects, empty before any.

    It reflects what its own report or one of an earlier year says, and of a later year what had been accepted
    before the version was begun: a base year that is restated after a change reflects the change. Reports of
    one release are made together and reflect what any of them says.
    """
    report = version.report
    of_series = ReportVersion.objects.filter(
        report__government=report.government_id, report__series=report.series
    ).exclude(method_change="")
    begun = Event.objects.filter(version=version).aggregate(first=Min("pk"))["first"] or 0
    before = Event.objects.filter(kind=EventKind.ACCEPTED, pk__lt=begun).values("version")
    known = Q(state__in=ONCE_ACCEPTED) & (Q(report__year__lte=report.year) | Q(pk__in=before))
    if version.release:
        known |= Q(release=version.release, state__in=(*ONCE_ACCEPTED, *PENDING))
    latest = of_series.filter(known).order_by("-report__year").values_list("report__year", flat=True).first()
    return str(latest) if latest else ""
