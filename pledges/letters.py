"""Letters about targets and questions: what happened, and a link to where it goes on."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import outbox
from accounts.models import User
from accounts.people import secretariat, staff
from pledges.models import Question, TargetVersion

Words = Callable[[], tuple[str, str]]
"""Subject and body, in the language at work when it is called."""


def proposed(version: TargetVersion, now: datetime.datetime) -> None:
    """To the secretariat: something waits for its decision."""
    facts = _facts(version)

    def words() -> tuple[str, str]:
        return (
            _("%(place)s proposes what its target means") % facts(),
            _(
                "%(place)s proposes version %(number)s of its target %(code)s:\n\n“%(quote)s”\n\n"
                "Compare and decide:"
            )
            % facts(),
        )

    _write(
        f"target-proposed/{version.pk}",
        secretariat(version.government),
        words,
        _proposal_page(version),
        now,
    )


def confirmed(version: TargetVersion, now: datetime.datetime) -> None:
    """To those who speak for the government."""
    facts = _facts(version)

    def words() -> tuple[str, str]:
        return (
            _("Your target %(code)s is confirmed") % facts(),
            _(
                "The secretariat confirmed version %(number)s of the target %(code)s of %(place)s:\n\n"
                "“%(quote)s”\n\nIt is in force from now on and is being judged. The target is here:"
            )
            % facts(),
        )

    _write(
        f"target-confirmed/{version.pk}",
        staff(version.government),
        words,
        version.get_absolute_url,
        now,
        version.decision_note,
    )


def refused(version: TargetVersion, now: datetime.datetime) -> None:
    """To those who speak for the government, with the reason."""
    facts = _facts(version)

    def words() -> tuple[str, str]:
        return (
            _("Your target %(code)s was not confirmed") % facts(),
            _(
                "The secretariat did not confirm version %(number)s of the target %(code)s of %(place)s:\n\n"
                "“%(quote)s”\n\nWhat you wrote is kept, and you can propose again:"
            )
            % facts(),
        )

    _write(
        f"target-refused/{version.pk}",
        staff(version.government),
        words,
        _proposal_page(version),
        now,
        version.decision_note,
    )


def asked(question: Question, now: datetime.datetime) -> None:
    """To those who speak for the government: something about a target is newly open."""

    def words() -> tuple[str, str]:
        about = {
            "place": question.government.name,
            "code": question.target.code if question.target else "",
            "quote": question.target.quote if question.target else "",
            "question": question.get_code_display(),
        }
        return (
            _("A question about your target %(code)s") % about,
            _("%(place)s is asked about its target %(code)s:\n\n“%(quote)s”\n\n%(question)s\n\nAnswer here:")
            % about,
        )

    _write(
        f"question-asked/{question.pk}",
        staff(question.government),
        words,
        question.get_absolute_url,
        now,
        question.note,
    )


def answered(question: Question, now: datetime.datetime) -> None:
    """To the secretariat: an answer in words waits."""

    def words() -> tuple[str, str]:
        place = {"place": question.government.name}
        return (
            _("%(place)s answered a question") % place,
            _("%(place)s answered in words what its statement means. Read and decide:") % place,
        )

    key = f"question-answered/{question.pk}/{now:%Y%m%d%H%M%S}"
    _write(key, secretariat(question.government), words, question.get_absolute_url, now, question.answer)


def settled(question: Question, now: datetime.datetime) -> None:
    def words() -> tuple[str, str]:
        place = {"place": question.government.name}
        return (
            _("Your answer was taken over") % place,
            _("The secretariat took over the answer of %(place)s. The question is settled:") % place,
        )

    _write(
        f"question-settled/{question.pk}",
        staff(question.government),
        words,
        question.get_absolute_url,
        now,
    )


def asked_again(question: Question, now: datetime.datetime, *, reason: str) -> None:
    def words() -> tuple[str, str]:
        place = {"place": question.government.name}
        return (
            _("The secretariat asks again") % place,
            _("The secretariat could not settle a question to %(place)s. Your answer is kept:") % place,
        )

    key = f"question-asked-again/{question.pk}/{now:%Y%m%d%H%M%S}"
    _write(key, staff(question.government), words, question.get_absolute_url, now, reason)


def _facts(version: TargetVersion) -> Callable[[], dict[str, object]]:
    return lambda: {
        "place": version.government.name,
        "number": version.number,
        "code": version.target.code,
        "quote": version.target.quote,
    }


def _proposal_page(version: TargetVersion) -> Callable[[], str]:
    return lambda: reverse("pledges:proposal", args=[version.pk])


def _write(
    key: str,
    readers: Iterable[User],
    words: Words,
    page: Callable[[], str],
    now: datetime.datetime,
    note: str = "",
) -> None:
    def compose(_reader: User) -> tuple[str, str]:
        subject, body = words()
        said = f"\n\n{note}" if note else ""
        return subject, f"{body}\n{outbox.link(page())}{said}\n"

    outbox.write_to_many(key=key, readers=readers, compose=compose, now=now)
