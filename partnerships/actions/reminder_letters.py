"""One letter to a government's staff, in each reader's language: what comes due, and what lapsed."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Sequence
from typing import Protocol

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import outbox
from accounts.models import Government, User
from accounts.people import staff
from accounts.words import in_readers_language
from partnerships.enums import Commitment


class Said(Protocol):
    """What the letter needs to know of a thing (partnerships.reminders.Thing)."""

    @property
    def key(self) -> str: ...
    @property
    def code(self) -> str: ...
    @property
    def on(self) -> datetime.date: ...
    @property
    def year(self) -> int: ...
    @property
    def text_en(self) -> str: ...
    @property
    def text_zh(self) -> str: ...
    @property
    def commitment(self) -> str: ...


WORDS = {
    "inventory-lapses": lambda: _(
        "The latest accepted inventory is of %(year)s. After %(day)s it is too old to count: report a newer "
        "one."
    ),
    "inventory-lapsed": lambda: _(
        "The latest accepted inventory is of %(year)s. Since %(day)s it is too old to count: report a newer "
        "one."
    ),
    "report-due": lambda: _("The report for %(year)s is due by %(day)s."),
    "plan-ends": lambda: _("The climate action plan ends on %(day)s: bring the one that follows."),
    "plan-ended": lambda: _("The climate action plan ended on %(day)s: bring the one that follows."),
    "deliverable-due": lambda: _("Due on %(day)s, promised to your partners: %(text)s"),
    "deliverable-overdue": lambda: _(
        "Was due on %(day)s, promised to your partners: %(text)s. If it is done, enter the day."
    ),
    "step-due": lambda: _("A step of your network is due by %(day)s: %(commitment)s."),
}


def due(government: Government, found: Sequence[Said], now: datetime.datetime) -> None:
    """The key is made of what is said, so that the same letter is written once."""

    def compose(reader: User) -> tuple[str, str]:
        subject = ngettext(
            "%(place)s: %(count)s thing is due", "%(place)s: %(count)s things are due", len(found)
        ) % {"place": government.name, "count": len(found)}
        lines = "\n".join(f"- {_line(each)}" for each in found)
        body = _(
            "This is due, or has lapsed, of what %(place)s has committed itself to:\n\n"
            "%(lines)s\n\n"
            "Your desk shows where each of the four commitments stands:\n%(link)s\n\n"
            "Each of these is said once.\n"
        )
        link = outbox.link(reverse("portal:government-desk", args=[government.slug]))
        return subject, body % {"place": government.name, "lines": lines, "link": link}

    said = hashlib.sha256("\n".join(sorted(each.key for each in found)).encode()).hexdigest()[:32]
    outbox.write_to_many(
        key=f"due/{government.pk}/{said}", readers=staff(government), compose=compose, now=now
    )


def _line(found: Said) -> str:
    return WORDS[found.code]() % {
        "day": date_format(found.on, "DATE_FORMAT"),
        "year": found.year,
        "text": str(in_readers_language(en=found.text_en or found.text_zh, zh=found.text_zh)),
        "commitment": str(Commitment(found.commitment).label) if found.commitment else "",
    }
