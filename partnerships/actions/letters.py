"""Letters about a partnership to its partners."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import outbox
from accounts.models import Government, User
from accounts.people import staff
from partnerships.models import Partnership


def proposed(partnership: Partnership, government: Government, now: datetime.datetime) -> None:
    """To every partner but the one that proposes."""
    for partner in partnership.partners.exclude(government=government).select_related("government"):
        _write(
            partnership,
            f"proposed-{partner.pk}-{int(now.timestamp())}",
            staff(partner.government),
            now,
            lambda: (
                _("%(place)s proposes a partnership: %(title)s"),
                _("It is public once every partner's certifier has confirmed it. Read, confirm or decline:"),
            ),
            place=government,
        )


def confirmed(partnership: Partnership, now: datetime.datetime) -> None:
    for partner in partnership.partners.select_related("government"):
        _write(
            partnership,
            f"confirmed-{partner.pk}",
            staff(partner.government),
            now,
            lambda: (
                _("The partnership is confirmed by all: %(title)s"),
                _("It is public now. Deliverables and exchanges can be entered here:"),
            ),
            place=partner.government,
        )


def declined(partnership: Partnership, government: Government, now: datetime.datetime, *, note: str) -> None:
    for partner in partnership.partners.exclude(government=government).select_related("government"):
        _write(
            partnership,
            f"declined-{partner.pk}-{int(now.timestamp())}",
            staff(partner.government),
            now,
            lambda: (
                _("%(place)s did not confirm the partnership: %(title)s"),
                _("It is a draft again. What they say stands below; change it and propose it again:"),
            ),
            place=government,
            note=note,
        )


def _write(
    partnership: Partnership,
    cause: str,
    readers: Iterable[User],
    now: datetime.datetime,
    words: Callable[[], tuple[str, str]],
    place: Government,
    note: str = "",
) -> None:
    """`words` gives subject and body in the language at work, that of each reader."""

    def compose(reader: User) -> tuple[str, str]:
        subject, body = words()
        told = {"place": place.name, "title": str(partnership.title)}
        address = outbox.link(reverse("partnerships:partnership", args=[partnership.reference]))
        paragraphs = [body, note, address]
        return subject % told, "\n\n".join(part for part in paragraphs if part) + "\n"

    outbox.write_to_many(
        key=f"partnership-{cause}/{partnership.pk}", readers=readers, compose=compose, now=now
    )
