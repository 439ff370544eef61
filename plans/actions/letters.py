"""Letters about a plan: what happened, who did it, and a link to where it goes on."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import outbox
from accounts.models import User
from accounts.people import secretariat, staff
from plans.models import PlanVersion


def submitted(version: PlanVersion, now: datetime.datetime) -> None:
    _write(
        version,
        "submitted",
        secretariat(version.government),
        now,
        lambda: (_("%(place)s submitted a plan: %(title)s"), _("A plan awaits your review:")),
    )


def returned(version: PlanVersion, now: datetime.datetime, *, note: str) -> None:
    _write(
        version,
        "returned",
        staff(version.government),
        now,
        lambda: (
            _("The plan of %(place)s came back: %(title)s"),
            _("The secretariat returned the plan. A new draft holds everything you entered:"),
        ),
        note=note,
    )


def accepted(version: PlanVersion, now: datetime.datetime) -> None:
    _write(
        version,
        "accepted",
        staff(version.government),
        now,
        lambda: (
            _("The plan of %(place)s was accepted: %(title)s"),
            _("The plan is public now. Enter once a year what was done for its actions:"),
        ),
    )


def _write(
    version: PlanVersion,
    cause: str,
    readers: Iterable[User],
    now: datetime.datetime,
    words: Callable[[], tuple[str, str]],
    note: str = "",
) -> None:
    """`words` gives subject and body in the language at work, that of each reader."""

    def compose(reader: User) -> tuple[str, str]:
        subject, body = words()
        told = {"place": version.government.name, "title": str(version.title)}
        address = outbox.link(reverse("plans:plan", args=[version.plan.code]))
        paragraphs = [body, note, address]
        return subject % told, "\n\n".join(part for part in paragraphs if part) + "\n"

    outbox.write_to_many(key=f"plan-{cause}/{version.pk}", readers=readers, compose=compose, now=now)
