"""What a government can teach and wants to learn, said topic by topic; what was said before is kept."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Government, User
from inventories.history import Refused
from partnerships.enums import Direction
from partnerships.models import Interest


class Conflict(Refused):
    """Someone else changed the offers and needs since they were read: nothing is saved."""


@dataclass(frozen=True)
class Wish:
    """One offer or need as it is to stand; `language` is that of `text`."""

    direction: str
    topic: str
    depth: str = ""
    text: str = ""
    language: str = "en"
    is_public: bool = True


def seen(rows: Iterable[Interest]) -> str:
    """Equal words for the same rows: a page carries them, so that nobody overwrites unseen."""
    return "-".join(str(pk) for pk in sorted(row.pk for row in rows))


@transaction.atomic
def declare(
    *, government: Government, shown: str, wishes: Sequence[Wish], by: User, now: datetime.datetime
) -> int:
    """Have exactly these stand, and say how many rows changed.

    A row that differs is withdrawn and another takes its place; one that does not is left as it was said.
    `shown` is `seen` of what the page showed. Raises Conflict, ValidationError.
    """
    Government.objects.select_for_update().get(pk=government.pk)
    held = {
        (row.direction, row.topic): row for row in Interest.objects.current().filter(government=government)
    }
    wanted = {(wish.direction, wish.topic): wish for wish in wishes}
    _check(wishes)
    fresh = [wish for key, wish in wanted.items() if key not in held or _differs(held[key], wish)]
    replaced = {(wish.direction, wish.topic) for wish in fresh}
    gone = [row for key, row in held.items() if key in replaced or key not in wanted]
    if (fresh or gone) and shown != seen(held.values()):
        raise Conflict(
            _("A colleague changed the offers and needs meanwhile. Compare, then save yours again.")
        )
    Interest.objects.filter(pk__in=[row.pk for row in gone]).update(withdrawn_at=now)
    Interest.objects.bulk_create(_row(wish, government, by, now) for wish in fresh)
    return len(fresh) + sum((row.direction, row.topic) not in replaced for row in gone)


def _row(wish: Wish, government: Government, by: User, now: datetime.datetime) -> Interest:
    row = Interest(
        government=government,
        direction=wish.direction,
        topic=wish.topic,
        depth=wish.depth,
        text=wish.text,
        language=wish.language,
        is_public=wish.is_public,
        by=by,
        at=now,
    )
    row.full_clean(exclude={"government", "by"}, validate_unique=False, validate_constraints=False)
    return row


def _check(wishes: Sequence[Wish]) -> None:
    if len({(wish.direction, wish.topic) for wish in wishes}) < len(wishes):
        raise ValidationError(_("A topic stands twice: say once what you teach and once what you learn."))
    if any(wish.direction == Direction.TEACH and not wish.depth for wish in wishes):
        raise ValidationError(_("Say of each offer how far you are with it."))


def _differs(row: Interest, wish: Wish) -> bool:
    """Whether something else is said; the language only tells where there are words."""
    told = (row.depth, row.text, row.is_public, row.language if row.text else "")
    return told != (wish.depth, wish.text, wish.is_public, wish.language if wish.text else "")
