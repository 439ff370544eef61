"""How a network's promises stand: counted by verdict, reported figures and indications apart."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count, QuerySet
from django.utils.translation import ngettext

from accounts.models import Government
from accounts.words import joined
from pledges.models import TargetVersion
from progress.enums import Origin, Reason, Verdict
from progress.models import Assessment

JUDGED = (Verdict.ON_TRACK, Verdict.MET, Verdict.OFF_TRACK, Verdict.MISSED)
"""In the order of trust in which they are always shown."""

BAR, FRAME = 1000, 4


@dataclass(frozen=True)
class Part:
    """One group of promises, and where it lies in the bar (of 1000 units)."""

    verdict: str
    origin: str
    count: int
    reason: str = ""
    last_known: str = ""
    start: int = 0
    width: int = 0

    @property
    def label(self) -> str:
        return str(Verdict(self.verdict).label)

    @property
    def inner_start(self) -> int:
        return self.start + FRAME

    @property
    def inner_width(self) -> int:
        """What is left white inside the frame of an indication."""
        return max(self.width - 2 * FRAME, 1)


@dataclass(frozen=True)
class ReasonCount:
    reason: str
    count: int

    @property
    def label(self) -> str:
        return str(Reason(self.reason).label)


@dataclass
class Tally:
    """Counts of promises; `waiting` are those without a published verdict."""

    promises: int
    reported: Counter[str] = field(default_factory=Counter)
    indicated: Counter[str] = field(default_factory=Counter)
    stale: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)

    @property
    def judged(self) -> int:
        return self.reported.total()

    @property
    def indications(self) -> int:
        return self.indicated.total()

    @property
    def undetermined(self) -> int:
        return self.reasons.total()

    @property
    def waiting(self) -> int:
        return max(self.promises - self.judged - self.indications - self.undetermined, 0)

    @property
    def why_undetermined(self) -> list[ReasonCount]:
        """The reasons, the most frequent first."""
        return [ReasonCount(reason, count) for reason, count in self.reasons.most_common()]

    @property
    def by_reports(self) -> list[Part]:
        return [Part(verdict, Origin.REPORTED, self.reported[verdict]) for verdict in JUDGED]

    @property
    def by_public_figures(self) -> list[Part]:
        return [Part(verdict, Origin.REFERENCE, self.indicated[verdict]) for verdict in JUDGED]

    @property
    def stale_parts(self) -> list[Part]:
        return [
            Part(Verdict.UNDETERMINED, "", self.stale[known], Reason.STALE, known)
            for known in (Verdict.ON_TRACK, Verdict.OFF_TRACK)
            if self.stale[known]
        ]

    @property
    def stale_in_words(self) -> str:
        """How many of the stale were last on track, how many off track."""
        on_track, off_track = self.stale[Verdict.ON_TRACK], self.stale[Verdict.OFF_TRACK]
        words = [
            (on_track, ngettext("%(count)s last on track", "%(count)s last on track", on_track)),
            (off_track, ngettext("%(count)s last off track", "%(count)s last off track", off_track)),
        ]
        return joined(text % {"count": count} for count, text in words if count)

    @property
    def bar(self) -> list[Part]:
        """All groups side by side, those without promises left out; lengths as shares of all promises."""
        other = self.undetermined - self.stale.total() + self.waiting
        groups = [*self.by_reports, *self.by_public_figures, *self.stale_parts]
        groups.append(Part(Verdict.UNDETERMINED, "", other))
        return laid_out([group for group in groups if group.count])


def laid_out(groups: list[Part]) -> list[Part]:
    """The same groups with their places; rounding never leaves a hole at the end."""
    total, before, parts = sum(group.count for group in groups), 0, []
    for group in groups:
        start, end = (BAR * edge // total for edge in (before, before + group.count))
        before += group.count
        parts.append(
            Part(group.verdict, group.origin, group.count, group.reason, group.last_known, start, end - start)
        )
    return parts


def tally(
    governments: QuerySet[Government],
    today: datetime.date,
    in_force: QuerySet[TargetVersion] | None = None,
) -> Tally:
    """The standing of every promise in force of these governments before the public, in two queries.

    `in_force`: the versions that were, where an earlier day is asked for.
    """
    versions = TargetVersion.objects.in_force() if in_force is None else in_force
    found = Tally(versions.filter(target__government__in=governments).count())
    groups = (
        Assessment.objects.public(today)
        .filter(government__in=governments)
        .order_by()
        .values("verdict", "origin", "reason", "last_known")
        .annotate(count=Count("pk"))
    )
    for group in groups:
        count = group["count"]
        if group["verdict"] == Verdict.UNDETERMINED:
            found.reasons[group["reason"]] += count
            if group["last_known"]:
                found.stale[group["last_known"]] += count
        elif group["origin"] == Origin.REPORTED:
            found.reported[group["verdict"]] += count
        else:
            found.indicated[group["verdict"]] += count
    return found
