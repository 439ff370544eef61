"""Letters about a part asked of somebody: to them in the language that was chosen, to staff in theirs."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts import outbox
from accounts.models import User
from accounts.words import joined
from inventories import part_indicators
from inventories.models import PartRequest
from pledges.models import Measure


def asked(part: PartRequest, token: str, now: datetime.datetime) -> None:
    with translation.override(part.language):
        subject = _("%(place)s asks you for figures of %(year)s, until %(due)s")
        body = _(
            "Hello %(name)s,\n\n"
            "%(who)s of %(place)s asks you to fill in a part of its greenhouse gas inventory for %(year)s: "
            "%(part)s. Please send it until %(due)s.\n\n"
            "%(message)s"
            "This link opens exactly that part, without an account. It is meant for you; whoever has it can "
            "fill in what was asked, and see nothing else:\n%(link)s\n\n"
            "What you enter is kept as you type. %(place)s looks at it before it enters the report.\n"
        )
        _to_the_asked(part, "asked", token, subject, body, now, message=_paragraph(part.message))


def asked_again(part: PartRequest, token: str, remark: str, by: User, now: datetime.datetime) -> None:
    with translation.override(part.language):
        subject = _("%(place)s asks you once more for figures of %(year)s")
        body = _(
            "Hello %(name)s,\n\n"
            "thank you for your answer. %(by)s of %(place)s has a question about it, and asks you to send it "
            "again until %(due)s:\n\n"
            "%(message)s"
            "What you entered is still there:\n%(link)s\n"
        )
        key = f"again-{now.isoformat()}"
        _to_the_asked(
            part, key, token, subject, body, now, message=_paragraph(remark), by=by.get_short_name()
        )


def reminded(part: PartRequest, token: str, now: datetime.datetime) -> None:
    late = now.date() > part.due
    with translation.override(part.language):
        subject = _("Reminder: %(place)s waits for figures of %(year)s, due %(due)s")
        body = _(
            "Hello %(name)s,\n\n"
            "%(who)s of %(place)s asked you for a part of its greenhouse gas inventory for %(year)s: "
            "%(part)s. It is due on %(due)s.\n\n"
            "This link opens it; what you entered so far is there:\n%(link)s\n"
        )
        if late:
            subject = _("Overdue: %(place)s waits for figures of %(year)s, due %(due)s")
            body = _(
                "Hello %(name)s,\n\n"
                "%(who)s of %(place)s asked you for a part of its greenhouse gas inventory for %(year)s: "
                "%(part)s. It was due on %(due)s and has not arrived yet.\n\n"
                "If you cannot give the figures, send it with a comment that says why:\n%(link)s\n"
            )
        key = f"{'overdue' if late else 'due'}-{part.due.isoformat()}"
        _to_the_asked(part, key, token, subject, body, now)


def withdrawn(part: PartRequest, by: User, now: datetime.datetime) -> None:
    with translation.override(part.language):
        subject = _("%(place)s no longer needs your figures of %(year)s")
        body = _(
            "Hello %(name)s,\n\n"
            "%(by)s of %(place)s has withdrawn the request for a part of its greenhouse gas inventory for "
            "%(year)s: %(part)s. You need not do anything; the link opens nothing any more.\n"
        )
        _to_the_asked(part, "withdrawn", "", subject, body, now, by=by.get_short_name())


def answered(part: PartRequest, now: datetime.datetime) -> None:
    """To whoever asked, in their language."""

    def compose(reader: User) -> tuple[str, str]:
        address = reverse("inventories:part", args=[part.report.reference, part.pk])
        words = _words(part) | {"link": outbox.link(address), "comment": _paragraph(part.comment)}
        body = _(
            "%(name)s has sent what you asked for: %(part)s, for the report of %(place)s for %(year)s.\n\n"
            "%(comment)s"
            "Compare it with what the report holds, and take it over or ask again:\n%(link)s\n"
        )
        return _("%(name)s has sent figures for the report of %(year)s") % words, body % words

    key = f"part-answered/{part.pk}/{now.isoformat()}"
    outbox.write_to_many(key=key, readers=[part.asked_by], compose=compose, now=now)


def described(part: PartRequest, measures: Mapping[str, Measure] | None = None) -> str:
    """What is asked, in the language at work: the section, and which of its rows or indicators.

    `measures`: those asked for, by code, where the caller has them for many requests at once.
    """
    section = part.get_section_display()
    if not part.rows:
        return section
    if part_indicators.asks_for_them(part):
        known = measures_asked([part]) if measures is None else measures
        labels = [known[code].label if code in known else code for code in part.rows]
        return _("%(section)s: %(indicators)s") % {"section": section, "indicators": _rows(labels)}
    return _("%(section)s, rows %(rows)s") % {"section": section, "rows": _rows(part.rows)}


def measures_asked(parts: Iterable[PartRequest]) -> dict[str, Measure]:
    """The measures that requests name, by code. One query, or none where no indicator is asked for."""
    codes = {code for part in parts if part_indicators.asks_for_them(part) for code in part.rows}
    return Measure.objects.in_bulk(codes, field_name="code") if codes else {}


def _rows(codes: list[str]) -> str:
    shown = codes[:12]
    words = joined(shown)
    return words if len(shown) == len(codes) else words + " …"


def _words(part: PartRequest) -> dict[str, str]:
    return {
        "name": part.name,
        "who": part.asked_by.get_short_name(),
        "place": part.report.government.name,
        "year": str(part.report.year),
        "due": date_format(part.due, "DATE_FORMAT"),
        "part": described(part),
    }


def _paragraph(text: str) -> str:
    return f"{text.strip()}\n\n" if text.strip() else ""


def _to_the_asked(
    part: PartRequest, cause: str, token: str, subject: str, body: str, now: datetime.datetime, **more: str
) -> None:
    """In the language at work. The letter holds the link, so it is forgotten as soon as it is sent."""
    link = outbox.link(reverse("inventories:answer", args=[token])) if token else ""
    words = _words(part) | {"link": link} | more
    outbox.write(
        key=f"part-{cause}/{part.pk}",
        to=part.email,
        subject=subject % words,
        body=body % words,
        now=now,
        secret=bool(token),
    )
