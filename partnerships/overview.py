"""What desks show of cooperation: what waits for one's word, what is owed, what was done."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from accounts.models import Government
from partnerships.enums import PartnershipState as State
from partnerships.models import Deliverable, Exchange, Partnership
from plans.enums import PlanState
from plans.models import Action, ProgressEntry
from plans.overview import Doing, doing

LATELY = 20
"""Exchanges that a desk lists."""


@dataclass(frozen=True)
class Desk:
    """A government's cooperation; lists of partnerships, what one must do first in front."""

    to_confirm: list[Partnership]
    drafts: list[Partnership]
    waiting: list[Partnership]
    """Confirmed by this government, and not by all."""
    living: list[Partnership]
    over: list[Partnership]
    owed: list[Deliverable]
    exchanges: list[Exchange]

    @property
    def groups(self) -> list[tuple[str, list[Partnership]]]:
        """Those with anything in them, by the name of what they are."""
        named = [(name, getattr(self, name)) for name in ("drafts", "waiting", "living", "over")]
        return [(name, rows) for name, rows in named if rows]

    @property
    def is_empty(self) -> bool:
        return not (self.to_confirm or self.groups)


def of_government(government: Government, today: datetime.date) -> Desk:
    """Everything of one government, in a fixed number of queries."""
    rows = list(
        Partnership.objects.filter(partners__government=government)
        .select_related("network")
        .prefetch_related("partners__government__names")
    )
    said = {each.pk: _has_confirmed(each, government) for each in rows}
    proposed = [each for each in rows if each.state == State.PROPOSED]
    confirmed = [each for each in rows if each.state == State.CONFIRMED]
    over = [each for each in confirmed if each.ends_on and each.ends_on < today]
    return Desk(
        to_confirm=[each for each in proposed if not said[each.pk]],
        drafts=[each for each in rows if each.state == State.DRAFT],
        waiting=[each for each in proposed if said[each.pk]],
        living=[each for each in confirmed if each not in over],
        over=over + [each for each in rows if each.state == State.ENDED],
        owed=owed_by(government),
        exchanges=list(exchanges_of(government)[:LATELY]),
    )


def owed_by(government: Government) -> list[Deliverable]:
    """What is not delivered yet in confirmed partnerships, the earliest due first."""
    return list(
        Deliverable.objects.filter(
            partnership__state=State.CONFIRMED,
            partnership__partners__government=government,
            done_on__isnull=True,
        )
        .select_related("partnership")
        .order_by("due", "pk")
    )


def exchanges_of(government: Government) -> QuerySet[Exchange]:
    """Public exchanges that the government took part in, the latest first."""
    return (
        Exchange.objects.filter(participations__government=government)
        .filter(Q(partnership__isnull=True) | Q(partnership__state__in=(State.CONFIRMED, State.ENDED)))
        .select_related("partnership", "network")
        .order_by("-starts_on", "pk")
    )


def actions_of(partnership: Partnership, today: datetime.date) -> list[Doing]:
    """The actions of accepted plans that it names, each with its status. Three queries."""
    named = {tuple(pair) for pair in partnership.actions}
    found = (
        Action.objects.filter(
            version__plan__code__in={code for code, _key in named}, version__state=PlanState.ACCEPTED
        )
        .select_related("version__plan__government")
        .prefetch_related("milestones", "version__plan__government__names")
    )
    actions = [each for each in found if (each.version.plan.code, each.key) in named]
    entries: dict[tuple[int, str], ProgressEntry] = {}
    plans = {each.version.plan_id for each in actions}
    for entry in ProgressEntry.objects.filter(plan__in=plans).order_by("year"):
        entries[entry.plan_id, entry.key] = entry
    return [doing(each, entries.get((each.version.plan_id, each.key)), today) for each in actions]


def _has_confirmed(partnership: Partnership, government: Government) -> bool:
    return any(
        each.government_id == government.pk and each.confirmed_at is not None
        for each in partnership.partners.all()
    )
