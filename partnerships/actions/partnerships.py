"""A partnership: drafted by one partner, confirmed by the certifiers of all, ended with a reason."""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.models import Government, User
from inventories.history import Refused
from partnerships.actions import letters
from partnerships.enums import EventKind, PartnershipState, Topic
from partnerships.models import Deliverable, Organisation, Partner, Partnership, PartnershipEvent
from pledges.models import Target

FIELDS = (
    "kind",
    "title_en",
    "title_zh",
    "description_en",
    "description_zh",
    "topics",
    "starts_on",
    "ends_on",
    "network",
    "actions",
)
PUBLIC = (PartnershipState.CONFIRMED, PartnershipState.ENDED)
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class WrongState(Refused):
    """The partnership is in a state that does not allow this."""


class Conflict(Refused):
    """Someone else saved the partnership since it was read."""


class TooFewPartners(Refused):
    """A partnership is of two governments at least."""


@transaction.atomic
def begin(
    *,
    government: Government,
    partners: Iterable[Government],
    values: Mapping[str, Any],
    by: User,
    now: datetime.datetime,
) -> Partnership:
    """A draft of one government with others. Raises ValidationError, TooFewPartners."""
    made = Partnership(reference=_reference(), created_by=by, created_at=now)
    _set(made, values)
    made.full_clean(exclude={"reference"})
    made.save()
    _set_partners(made, [government, *partners])
    append(made, EventKind.CREATED, by=by, now=now)
    return made


@transaction.atomic
def save(
    *,
    partnership: Partnership,
    revision: int,
    values: Mapping[str, Any],
    partners: Sequence[Government],
    deliverables: Sequence[Mapping[str, Any]],
    targets: Iterable[Target] = (),
    organisations: Iterable[Organisation] = (),
    by: User,
    now: datetime.datetime,
) -> None:
    """Save a draft: what it is, who takes part, what is owed, exactly these.

    Raises ValidationError, TooFewPartners, Conflict, WrongState.
    """
    hold(partnership, PartnershipState.DRAFT)
    unseen = Partnership.objects.filter(pk=partnership.pk, revision=revision)
    if not unseen.update(revision=F("revision") + 1):
        raise Conflict(_("A colleague saved this partnership meanwhile. Compare, then save again."))
    partnership.refresh_from_db(fields=["revision"])
    _set(partnership, values)
    partnership.full_clean(exclude={"reference"})
    partnership.save(update_fields=[*values])
    _set_partners(partnership, partners)
    partnership.deliverables.all().delete()
    rows = [Deliverable(partnership=partnership, **each) for each in deliverables]
    for row in rows:
        row.full_clean(exclude={"partnership"})
    Deliverable.objects.bulk_create(rows)
    partnership.targets.set(targets)
    partnership.organisations.set(organisations)
    append(partnership, EventKind.SAVED, by=by, now=now)


@transaction.atomic
def propose(*, partnership: Partnership, government: Government, by: User, now: datetime.datetime) -> None:
    """Send the draft to the partners: the proposer's certifier confirms by it, the others are asked.

    Raises TooFewPartners, WrongState.
    """
    hold(partnership, PartnershipState.DRAFT)
    if partnership.partners.count() < 2:
        raise TooFewPartners(_("Name at least one other government."))
    partnership.partners.update(confirmed_by=None, confirmed_at=None, declined_at=None, note="")
    partnership.partners.filter(government=government).update(confirmed_by=by, confirmed_at=now)
    _move(partnership, PartnershipState.PROPOSED)
    append(partnership, EventKind.PROPOSED, by=by, now=now)
    letters.proposed(partnership, government, now)


@transaction.atomic
def confirm(*, partnership: Partnership, government: Government, by: User, now: datetime.datetime) -> None:
    """One partner's word; with the last one the partnership is public. Raises WrongState."""
    hold(partnership, PartnershipState.PROPOSED)
    asked = partnership.partners.filter(government=government, confirmed_at__isnull=True)
    if not asked.update(confirmed_by=by, confirmed_at=now, declined_at=None):
        raise WrongState(_("This partner has confirmed already, or is not one."))
    append(partnership, EventKind.CONFIRMED, by=by, now=now, note=government.slug)
    if not partnership.partners.filter(confirmed_at__isnull=True).exists():
        _move(partnership, PartnershipState.CONFIRMED, confirmed_at=now)
        letters.confirmed(partnership, now)


@transaction.atomic
def decline(
    *, partnership: Partnership, government: Government, note: str, by: User, now: datetime.datetime
) -> None:
    """One partner says no, or not so: it goes back to a draft, with the words. Raises WrongState."""
    hold(partnership, PartnershipState.PROPOSED)
    if not note.strip():
        raise ValidationError(_("Say what would have to change, or why not."))
    held = partnership.partners.filter(government=government)
    if not held.update(declined_at=now, note=note.strip(), confirmed_by=None, confirmed_at=None):
        raise WrongState(_("This government is not a partner."))
    _move(partnership, PartnershipState.DRAFT)
    append(partnership, EventKind.DECLINED, by=by, now=now, note=note.strip())
    letters.declined(partnership, government, now, note=note.strip())


@transaction.atomic
def end(*, partnership: Partnership, day: datetime.date, note: str, by: User, now: datetime.datetime) -> None:
    """Say that a confirmed partnership is over since `day`; it stays public. Raises WrongState."""
    hold(partnership, PartnershipState.CONFIRMED)
    if day > now.date() or day < partnership.starts_on:
        raise ValidationError(_("Enter the day on which it ended: not before its start, not in the future."))
    partnership.ends_on = day
    partnership.save(update_fields=["ends_on"])
    _move(partnership, PartnershipState.ENDED)
    append(partnership, EventKind.ENDED, by=by, now=now, note=note.strip())


@transaction.atomic
def discard(*, partnership: Partnership, by: User) -> None:
    """Delete a draft. Raises WrongState."""
    hold(partnership, PartnershipState.DRAFT)
    partnership.delete()


@transaction.atomic
def deliver(
    *,
    deliverable: Deliverable,
    done_on: datetime.date | None,
    link: str,
    by: User,
    now: datetime.datetime,
) -> None:
    """Say when a deliverable was done, and where it can be seen; without a day, that it is not done yet.

    Raises ValidationError for a day to come, WrongState.
    """
    hold(deliverable.partnership, *PUBLIC)
    if done_on is not None and done_on > now.date():
        raise ValidationError(_("This day is yet to come: enter the day on which it was done."))
    deliverable.done_on, deliverable.link = done_on, link
    deliverable.full_clean(exclude={"partnership"})
    deliverable.save(update_fields=["done_on", "link"])
    append(deliverable.partnership, EventKind.DELIVERED, by=by, now=now, note=str(deliverable))


@transaction.atomic
def set_contact(*, partner: Partner, contact: str, email: str) -> None:
    """Whom the other partners ask at this one; told to the partners only. Raises ValidationError."""
    partner.contact, partner.email = contact.strip(), email
    partner.clean_fields(exclude={"partnership", "government", "confirmed_by"})
    partner.save(update_fields=["contact", "email"])


def hold(partnership: Partnership, *states: str) -> None:
    """Lock the partnership, read it anew and make sure of its state. Raises WrongState."""
    try:
        partnership.refresh_from_db(from_queryset=Partnership.objects.select_for_update())
    except Partnership.DoesNotExist:
        raise Refused(_("This draft was discarded. Begin a new one from your desk.")) from None
    if partnership.state not in states:
        raise WrongState(
            _("This partnership is now in the state “%(state)s”: open it again.")
            % {"state": partnership.get_state_display()}
        )


def _move(partnership: Partnership, to: str, **more: Any) -> None:
    Partnership.objects.filter(pk=partnership.pk).update(state=to, **more)
    partnership.refresh_from_db()


def append(partnership: Partnership, kind: str, *, by: User, now: datetime.datetime, note: str = "") -> None:
    """A line in its history."""
    PartnershipEvent.objects.create(partnership=partnership, kind=kind, by=by, at=now, note=note)


def _set(partnership: Partnership, values: Mapping[str, Any]) -> None:
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise TypeError(f"not of a partnership: {', '.join(sorted(unknown))}")
    for name, value in values.items():
        setattr(partnership, name, value)
    if set(partnership.topics) - set(Topic.values):
        raise ValidationError({"topics": _("Choose topics of the list.")})


def _set_partners(partnership: Partnership, partners: Iterable[Government]) -> None:
    """Exactly these governments; contacts of those who stay are kept."""
    wanted = {each.pk: each for each in partners}
    if len(wanted) < 2:
        raise TooFewPartners(_("Name at least one other government."))
    partnership.partners.exclude(government__in=wanted).delete()
    held = set(partnership.partners.values_list("government_id", flat=True))
    Partner.objects.bulk_create(
        Partner(partnership=partnership, government=each) for pk, each in wanted.items() if pk not in held
    )


def _reference() -> str:
    """For example PA-7K3QF."""
    while True:
        found = "PA-" + "".join(secrets.choice(CROCKFORD) for _ in range(5))
        if not Partnership.objects.filter(reference=found).exists():
            return found
