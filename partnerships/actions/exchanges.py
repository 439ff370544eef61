"""Exchanges of a confirmed partnership: entered, changed, taken away; public at once."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Government, User
from partnerships.actions.partnerships import PUBLIC, append, hold
from partnerships.enums import EventKind, Topic
from partnerships.models import Exchange, Organisation, Participation, Partnership

FIELDS = (
    "kind",
    "title_en",
    "title_zh",
    "starts_on",
    "ends_on",
    "place_en",
    "place_zh",
    "topics",
    "participants",
    "outcome",
    "followed",
    "language",
)


@transaction.atomic
def save(
    *,
    partnership: Partnership,
    exchange: Exchange | None = None,
    values: Mapping[str, Any],
    governments: Iterable[Government],
    organisations: Iterable[Organisation] = (),
    hosts: Iterable[Government] = (),
    by: User,
    now: datetime.datetime,
) -> Exchange:
    """Enter an exchange, or change one: exactly these took part. Raises ValidationError, WrongState."""
    hold(partnership, *PUBLIC)
    saved = exchange or Exchange(partnership=partnership, created_by=by, created_at=now)
    for name in FIELDS:
        if name in values:
            setattr(saved, name, values[name])
    if set(saved.topics) - set(Topic.values):
        raise ValidationError({"topics": _("Choose topics of the list.")})
    saved.full_clean(exclude={"partnership", "created_by"})
    if saved.starts_on > now.date():
        raise ValidationError(
            {"starts_on": _("Enter an exchange once it has begun: this day is yet to come.")}
        )
    saved.save()
    _set_participants(saved, list(governments), list(organisations), {each.pk for each in hosts})
    append(partnership, EventKind.EXCHANGE, by=by, now=now, note=str(saved))
    return saved


@transaction.atomic
def remove(*, exchange: Exchange, by: User, now: datetime.datetime) -> None:
    """Take an exchange away; the history says who did. Raises WrongState."""
    partnership = exchange.partnership
    if partnership is None:
        raise ValueError("what the documents tell is changed by loading")
    hold(partnership, *PUBLIC)
    note = _("taken away: %(title)s") % {"title": exchange}
    exchange.delete()
    append(partnership, EventKind.EXCHANGE, by=by, now=now, note=note)


def _set_participants(
    exchange: Exchange, governments: list[Government], organisations: list[Organisation], hosts: set[int]
) -> None:
    if not governments:
        raise ValidationError(_("Name at least one government that took part."))
    exchange.participations.all().delete()
    Participation.objects.bulk_create(
        [
            *(
                Participation(exchange=exchange, government=each, is_host=each.pk in hosts)
                for each in governments
            ),
            *(Participation(exchange=exchange, organisation=each) for each in organisations),
        ]
    )
