"""Trying a method out before anyone switches: what it would say of every target, and nothing of it told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import dispatch
from accounts.models import Government, User
from pledges import requests
from pledges.models import TargetVersion
from progress import assessments, judging, methods
from progress.enums import MethodState
from progress.models import Assessment, Method, Trial, TrialChange
from trajectory import METHOD_VERSION

SETTINGS = ("peak_decline_years", "peak_exceedance", "trend_p", "base_change")
"""What can be set in a method."""


class NotTried(Exception):
    """A method is adopted only after a trial of it is finished."""

    def __init__(self, method: Method) -> None:
        super().__init__(
            _("Method %(method)s has not been tried out: try it, read what would change, then adopt it.")
            % {"method": method}
        )


class NotProposed(Exception):
    """The method was adopted or dropped already."""

    def __init__(self, method: Method) -> None:
        super().__init__(
            _("Method %(method)s is no longer a proposal: it is %(state)s.")
            % {"method": method, "state": method.get_state_display()}
        )


class OfOtherCode(Exception):
    """The method belongs to a version of the judge that does not run here."""

    def __init__(self, method: Method) -> None:
        super().__init__(
            _("Method %(method)s is of judge %(wanted)s, but judge %(running)s runs: propose it anew.")
            % {"method": method, "wanted": method.code_version, "running": METHOD_VERSION}
        )


class NothingNew(Exception):
    """The proposal is what is in force."""

    def __init__(self, method: Method) -> None:
        super().__init__(
            _("This is method %(method)s, which is in force: change a number first.") % {"method": method}
        )


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a trial is, in targets."""

    done: int
    all: int

    @property
    def percent(self) -> int:
        return 100 * self.done // self.all if self.all else 100


@transaction.atomic
def propose(*, values: dict[str, int | Decimal], reason: str, by: User | None, now: datetime) -> Method:
    """A method with these settings (those of SETTINGS that are not given are Milepost's own), for the judge
    that runs.

    Raises NothingNew where it is in force already, ValidationError for settings that make no sense.
    """
    with suppress(methods.NotAdopted):
        methods.in_force(now)  # the first is in force by itself
    method = Method(code_version=METHOD_VERSION, reason=reason, proposed_by=by, proposed_at=now, **values)
    held = Method.objects.in_force().filter(code_version=METHOD_VERSION).first()
    if held and all(getattr(held, name) == getattr(method, name) for name in SETTINGS):
        raise NothingNew(held)
    known = Method.objects.filter(code_version=METHOD_VERSION).count()
    method.label = f"{METHOD_VERSION}.{known}" if known else METHOD_VERSION
    method.full_clean()
    method.save()
    return method


@transaction.atomic
def start(*, method: Method, as_of: date, now: datetime) -> Trial:
    """Begin a trial, or give the one that runs; the worker does the rest, in ranges of governments.

    Raises NotProposed, OfOtherCode.
    """
    method = _held(method)
    running = method.trials.filter(finished_at__isnull=True).first()
    trial = running or Trial.objects.create(method=method, as_of=as_of, started_at=now)
    dispatch.send_on_commit("progress.try_method", trial_id=trial.pk)
    return trial


def running() -> Iterator[Trial]:
    """Trials that are not finished, in the order in which they began."""
    yield from Trial.objects.filter(finished_at__isnull=True).order_by("pk")


def go_on(*, trial_id: int, now: datetime) -> None:
    """Do what is left of a trial, range by range; each is written before the next begins."""
    while _next_range(trial_id, now):
        pass


@transaction.atomic
def adopt(*, method: Method, by: User | None, now: datetime) -> None:
    """Judge by this method from now on: the one in force retires, and every government is judged anew.

    Verdicts of the old method stay under its label. Raises NotProposed, OfOtherCode, NotTried.
    """
    method = _held(method)
    if not method.trials.filter(finished_at__isnull=False).exists():
        raise NotTried(method)
    Method.objects.in_force().update(state=MethodState.RETIRED, retired_at=now)
    method.state, method.adopted_by, method.adopted_at = MethodState.IN_FORCE, by, now
    method.save(update_fields=["state", "adopted_by", "adopted_at"])
    places = Government.objects.filter(targets__versions__state="in_force").distinct()
    requests.open_many(governments=places, because=method)


@transaction.atomic
def drop(*, method: Method) -> None:
    """Give a proposal up. Raises NotProposed."""
    method = Method.objects.select_for_update().get(pk=method.pk)
    if method.state != MethodState.PROPOSED:
        raise NotProposed(method)
    method.state = MethodState.DROPPED
    method.save(update_fields=["state"])


def progress_of(trial: Trial) -> Progress:
    return Progress(trial.done, TargetVersion.objects.in_force().count())


def _held(method: Method) -> Method:
    """The method as it is now, held until the transaction ends."""
    method = Method.objects.select_for_update().get(pk=method.pk)
    if method.state != MethodState.PROPOSED:
        raise NotProposed(method)
    if method.code_version != METHOD_VERSION:
        raise OfOtherCode(method)
    return method


@transaction.atomic
def _next_range(trial_id: int, now: datetime) -> bool:
    """Try the next governments; False where none is left. Two workers take turns at the trial's row."""
    trial = Trial.objects.select_for_update().select_related("method").get(pk=trial_id)
    if trial.finished_at or trial.method.code_version != METHOD_VERSION:
        return False
    places = Government.objects.filter(pk__gte=trial.next_government).order_by("pk")
    ids = list(places.values_list("pk", flat=True)[: assessments.GOVERNMENTS_A_RANGE])
    if not ids:
        trial.finished_at = now
        trial.save(update_fields=["finished_at"])
        return False
    judgements = judging.judge(government_ids=ids, as_of=trial.as_of, method=trial.method)
    TrialChange.objects.bulk_create(_changes(trial, ids, judgements))
    trial.next_government, trial.done = ids[-1] + 1, trial.done + len(judgements)
    trial.save(update_fields=["next_government", "done"])
    return True


def _changes(
    trial: Trial, government_ids: list[int], judgements: list[judging.Judgement]
) -> Iterator[TrialChange]:
    """What would be said otherwise; a decision by hand stands whatever the method."""
    rows = Assessment.objects.current().filter(government__in=government_ids)
    standing = {
        target: (verdict, reason, decision)
        for target, verdict, reason, decision in rows.values_list("target", "verdict", "reason", "decision")
    }
    for each in judgements:
        verdict, reason, decision = standing.get(each.version.target_id, ("", "", None))
        if not decision and (verdict, reason) != (each.verdict, each.reason):
            yield TrialChange(
                trial=trial,
                target_id=each.version.target_id,
                verdict_before=verdict,
                reason_before=reason,
                verdict_after=each.verdict,
                reason_after=each.reason,
            )
