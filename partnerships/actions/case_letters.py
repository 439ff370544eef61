"""Letters about a case study: to the secretariat once submitted, to its government once decided."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import outbox
from accounts.models import User
from accounts.people import secretariat, staff
from partnerships.models import CaseStudy


def submitted(case: CaseStudy, now: datetime.datetime) -> None:
    _write(
        case,
        "submitted",
        secretariat(case.government),
        now,
        lambda: (_("%(place)s submitted a case study: %(title)s"), _("A case study awaits your review:")),
    )


def returned(case: CaseStudy, now: datetime.datetime, *, note: str) -> None:
    _write(
        case,
        "returned",
        staff(case.government),
        now,
        lambda: (
            _("The case study of %(place)s came back: %(title)s"),
            _("The secretariat returned the case study. Change it and submit it again:"),
        ),
        note=note,
    )


def published(case: CaseStudy, now: datetime.datetime) -> None:
    _write(
        case,
        "published",
        staff(case.government),
        now,
        lambda: (
            _("The case study of %(place)s is published: %(title)s"),
            _("Everyone can read the case study now:"),
        ),
    )


def _write(
    case: CaseStudy,
    cause: str,
    readers: Iterable[User],
    now: datetime.datetime,
    words: Callable[[], tuple[str, str]],
    note: str = "",
) -> None:
    """`words` gives subject and body in the language at work, that of each reader."""

    def compose(reader: User) -> tuple[str, str]:
        subject, body = words()
        told = {"place": case.government.name, "title": str(case.title)}
        address = outbox.link(reverse("partnerships:case", args=[case.slug]))
        return subject % told, "\n\n".join(part for part in (body, note, address) if part) + "\n"

    key = f"case-{cause}/{case.pk}-{case.events.count()}"
    outbox.write_to_many(key=key, readers=readers, compose=compose, now=now)
