"""A case study: written by its government, reviewed by the secretariat, published, withdrawn."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.models import Government, User
from inventories.history import Refused
from inventories.models import Figure
from inventories.reports import ReasonMissing
from partnerships.actions import case_letters
from partnerships.enums import CASE_MOVES, CASE_OPEN, CaseEventKind, CaseState, Topic
from partnerships.models import CaseClaim, CaseEvent, CaseStudy
from plans.enums import ONCE_ACCEPTED
from plans.models import Action, Plan
from pledges.models import Target

FIELDS = ("title_en", "title_zh", "text_en", "text_zh", "topics", "sector", "partnership", "link")


class WrongState(Refused):
    """The case study is in a state that does not allow this."""


class Conflict(Refused):
    """Someone else saved the case study since it was read: nothing is saved."""


class NotTheirs(Refused):
    """A claim points to a record of another government, or to one that is not accepted."""


class SubmitterCannotPublish(Refused):
    """Who submitted a case study does not publish it, whatever roles they have."""


@dataclass(frozen=True)
class Claim:
    """A claim to save, with the one record by which it can be checked."""

    text_en: str = ""
    text_zh: str = ""
    figure: Figure | None = None
    since: Figure | None = None
    target: Target | None = None
    plan: Plan | None = None
    action_key: str = ""


@transaction.atomic
def begin(
    *,
    government: Government,
    values: Mapping[str, Any],
    claims: Sequence[Claim] = (),
    by: User,
    now: datetime.datetime,
) -> CaseStudy:
    """A draft. Raises ValidationError, NotTheirs."""
    case = CaseStudy(government=government, created_by=by, created_at=now)
    case.slug = _free_slug(government, str(values.get("title_en") or ""))
    _set(case, values)
    case.save()
    _put(case, claims)
    _append(case, CaseEventKind.CREATED, by=by, now=now)
    return case


@transaction.atomic
def save(
    *,
    case: CaseStudy,
    revision: int,
    values: Mapping[str, Any],
    claims: Sequence[Claim],
    by: User,
    now: datetime.datetime,
) -> None:
    """Save what a draft says, with exactly these claims.

    Raises ValidationError, NotTheirs, Conflict, WrongState.
    """
    hold(case, *CASE_OPEN)
    unseen = CaseStudy.objects.filter(pk=case.pk, revision=revision)
    if not unseen.update(revision=F("revision") + 1):
        raise Conflict(
            _(
                "A colleague saved this case study while you were working on it. "
                "Compare what stands there now with what you entered, then save again."
            )
        )
    case.refresh_from_db(fields=["revision"])
    _set(case, values)
    case.save(update_fields=list(values))
    _put(case, claims)


@transaction.atomic
def submit(*, case: CaseStudy, by: User, now: datetime.datetime) -> None:
    """Send it to the secretariat; from here on it is still. Raises WrongState."""
    hold(case, *CASE_OPEN)
    _move(case, CaseState.SUBMITTED, CaseEventKind.SUBMITTED, by=by, now=now)
    case_letters.submitted(case, now)


@transaction.atomic
def give_back(*, case: CaseStudy, note: str, by: User, now: datetime.datetime) -> None:
    """Return it with what would have to change. Raises ReasonMissing, WrongState."""
    hold(case, CaseState.SUBMITTED)
    if not note.strip():
        raise ReasonMissing(_("Say why the case study is returned."))
    _decide(case, CaseState.RETURNED, CaseEventKind.RETURNED, note.strip(), by=by, now=now)
    case_letters.returned(case, now, note=note.strip())


@transaction.atomic
def publish(*, case: CaseStudy, by: User, now: datetime.datetime) -> None:
    """Let everyone read it. Raises SubmitterCannotPublish, WrongState."""
    hold(case, CaseState.SUBMITTED)
    last = case.events.filter(kind=CaseEventKind.SUBMITTED).last()
    if last is not None and last.by_id == by.pk:
        raise SubmitterCannotPublish(
            _("You submitted this case study, so somebody else of the secretariat must publish it.")
        )
    _decide(case, CaseState.PUBLISHED, CaseEventKind.PUBLISHED, "", by=by, now=now)
    case_letters.published(case, now)


@transaction.atomic
def withdraw(*, case: CaseStudy, note: str, by: User, now: datetime.datetime) -> None:
    """Take it from everyone's sight, for good; its history stays. Raises ReasonMissing, WrongState."""
    hold(case, CaseState.RETURNED, CaseState.SUBMITTED, CaseState.PUBLISHED)
    if not note.strip():
        raise ReasonMissing(_("Say why the case study is withdrawn."))
    _move(case, CaseState.WITHDRAWN, CaseEventKind.WITHDRAWN, by=by, now=now, note=note.strip())


@transaction.atomic
def discard(*, case: CaseStudy) -> None:
    """Delete a draft that was never submitted. Raises WrongState."""
    hold(case, CaseState.DRAFT)
    case.delete()


def hold(case: CaseStudy, *states: str) -> None:
    """Lock it to the end of the transaction, read it anew and make sure of its state.

    Raises WrongState, and Refused where it was discarded meanwhile.
    """
    try:
        case.refresh_from_db(from_queryset=CaseStudy.objects.select_for_update())
    except CaseStudy.DoesNotExist:
        raise Refused(_("This case study was discarded.")) from None
    if case.state not in states:
        raise WrongState(
            _("This case study is now in the state “%(state)s”: open it again.")
            % {"state": case.get_state_display()}
        )


def _decide(case: CaseStudy, to: str, kind: str, note: str, *, by: User, now: datetime.datetime) -> None:
    told = {"decided_by": by, "decided_at": now, "decision_note": note}
    _move(case, to, kind, by=by, now=now, note=note, **told)


def _move(
    case: CaseStudy, to: str, kind: str, *, by: User, now: datetime.datetime, note: str = "", **more: Any
) -> None:
    """The caller holds the row."""
    if to not in CASE_MOVES[case.state]:
        raise WrongState(_("This case study cannot go from “%s” there.") % case.get_state_display())
    CaseStudy.objects.filter(pk=case.pk).update(state=to, **more)
    case.refresh_from_db()
    _append(case, kind, by=by, now=now, note=note)


def _append(case: CaseStudy, kind: str, *, by: User, now: datetime.datetime, note: str = "") -> None:
    CaseEvent.objects.create(case=case, kind=CaseEventKind(kind), by=by, at=now, note=note)


def _set(case: CaseStudy, values: Mapping[str, Any]) -> None:
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise TypeError(f"not of a case study: {', '.join(sorted(unknown))}")
    for name, value in values.items():
        setattr(case, name, value)
    if set(case.topics) - set(Topic.values):
        raise ValidationError({"topics": _("Choose topics of the list.")})
    linked = case.partnership
    if linked is not None and not linked.partners.filter(government=case.government_id).exists():
        raise NotTheirs(_("A case study is about a partnership of its own government."))
    case.full_clean(exclude={"government", "created_by", "partnership"})


def _put(case: CaseStudy, claims: Sequence[Claim]) -> None:
    """Exactly these claims, in this order."""
    case.claims.all().delete()
    for claim in claims:
        _check(case, claim)
        made = CaseClaim(
            case=case,
            text_en=claim.text_en,
            text_zh=claim.text_zh,
            figure=claim.figure,
            since=claim.since,
            target=claim.target,
            plan=claim.plan,
            action_key=claim.action_key,
        )
        made.full_clean(exclude={"case", "figure", "since", "target", "plan"})
        made.save()


def _check(case: CaseStudy, claim: Claim) -> None:
    """That the record is the government's own and accepted; two figures are of one series."""
    records = [claim.figure, claim.since, claim.target, claim.plan]
    if any(each is not None and each.government_id != case.government_id for each in records):
        raise NotTheirs(_("A claim points to a record of its own government."))
    if claim.target and not Target.objects.public().filter(pk=claim.target.pk).exists():
        raise NotTheirs(_("A claim points to a target that is in force."))
    if claim.plan:
        held = Action.objects.filter(version__plan=claim.plan, version__state__in=ONCE_ACCEPTED)
        if not held.filter(key=claim.action_key).exists():
            raise NotTheirs(_("A claim points to an action of an accepted plan."))
    if claim.figure and claim.since:
        _check_pair(claim.figure, claim.since)


def _check_pair(figure: Figure, since: Figure) -> None:
    if (figure.measure_id, figure.series) != (since.measure_id, since.series):
        raise ValidationError(_("The two figures of a claim count different things: choose a like one."))
    if since.year >= figure.year:
        raise ValidationError(_("The figure that a claim is held against must be of an earlier year."))


def _free_slug(government: Government, title: str) -> str:
    stem = f"{government.slug[:30]}-{slugify(title)[:40].strip('-') or 'case'}".strip("-")
    taken = set(CaseStudy.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    number, found = 1, stem
    while found in taken:
        number += 1
        found = f"{stem}-{number}"
    return found
