"""Letters about verdicts: what is new, who said what to it, and a link to where it goes on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import outbox
from accounts.enums import Role
from accounts.models import Government, Membership, User
from accounts.people import secretariat, staff
from pledges.models import Target
from progress import publication
from progress.enums import Outcome
from progress.models import Appeal, Assessment, Decision, Reply

Words = Callable[[], tuple[str, str]]
"""Subject and body, in the language at work when it is called."""


def verdicts(assessments: Iterable[Assessment], now: datetime) -> None:
    """New or changed verdicts that their signatory sees first: one letter to each certifier of a government.

    Those that are public already are left out, and those of which a letter told already: verdicts by hand,
    and verdicts that stand with other numbers. Three queries for any number, and those of the letters.
    """
    by_government: defaultdict[int, list[Assessment]] = defaultdict(list)
    for row in assessments:
        if row.public_from > now.date() and row.standing_since == row.created_at and not row.decision_id:
            by_government[row.government_id].append(row)
    readers = _certifiers(by_government)
    targets = Target.objects.in_bulk({row.target_id for pk in readers for row in by_government[pk]})
    for government in Government.objects.with_names().filter(pk__in=readers):
        rows = by_government[government.pk]
        _write(
            f"verdicts/{max(row.pk for row in rows)}",
            readers[government.pk],
            _of_verdicts(government, [(targets[row.target_id], row) for row in rows]),
            now,
        )


def _certifiers(government_ids: Iterable[int]) -> dict[int, list[User]]:
    held = Membership.objects.current().filter(
        government__in=list(government_ids), role=Role.CERTIFIER, user__is_active=True
    )
    found: defaultdict[int, list[User]] = defaultdict(list)
    for membership in held.select_related("user"):
        found[membership.government_id or 0].append(membership.user)
    return found


def _of_verdicts(government: Government, rows: list[tuple[Target, Assessment]]) -> Words:
    def words() -> tuple[str, str]:
        subject = ngettext(
            "A new verdict on a promise of %(place)s: you see it first",
            "New verdicts on promises of %(place)s: you see them first",
            len(rows),
        )
        place = {"place": government.name}
        told = [_("What Milepost says of promises of %(place)s is new or has changed.") % place]
        told += [_of_verdict(target, row) for target, row in rows]
        told.append(
            _(
                "Until then you can write a reply, which is published beside the verdict, let the verdict be "
                "published at once, or appeal; a reviewer who did not decide the first time then decides."
            )
        )
        return subject % place, "\n\n".join(told)

    return words


def _of_verdict(target: Target, row: Assessment) -> str:
    said = _("“%(quote)s”\n%(verdict)s. Everyone sees it from %(day)s on.") % {
        "quote": target.quote,
        "verdict": verdict_in_words(row),
        "day": formats.date_format(row.public_from, "DATE_FORMAT"),
    }
    return f"{said}\n{_page(target)}"


def decided(decision: Decision, now: datetime) -> None:
    """To those who speak for the government: the secretariat decided by hand."""
    target = decision.target
    heard = publication.Periods.of([target.government_id]).heard(target.government_id, now.date())

    def words() -> tuple[str, str]:
        facts = _facts(target) | {
            "verdict": decision.get_verdict_display(),
            "because": decision.because,
            "day": formats.date_format(heard, "DATE_FORMAT"),
        }
        body = _(
            "The secretariat decided by hand on a promise of %(place)s:\n\n“%(quote)s”\n\n%(verdict)s. "
            "The reason:\n\n%(because)s\n\nThe decision and its reason are public from %(day)s on. "
            "Until then you can reply or appeal:"
        )
        subject = _("The secretariat decided on a promise of %(place)s")
        return subject % facts, f"{body % facts}\n{_page(target)}"

    _write(f"verdict-decided/{decision.pk}", staff(target.government), words, now)


def withdrawn(decision: Decision, now: datetime) -> None:
    """To those who speak for the government: the judge speaks again."""
    target = decision.target

    def words() -> tuple[str, str]:
        facts = _facts(target)
        body = _(
            "The secretariat withdrew its decision on a promise of %(place)s:\n\n“%(quote)s”\n\n"
            "The promise is judged by its figures again:"
        )
        subject = _("The secretariat withdrew a decision on a promise of %(place)s")
        return subject % facts, f"{body % facts}\n{_page(target)}"

    _write(f"verdict-decision-withdrawn/{decision.pk}", staff(target.government), words, now)


def replied(reply: Reply, now: datetime) -> None:
    """To the secretariat."""
    target = reply.assessment.target

    def words() -> tuple[str, str]:
        facts = _facts(target) | {"who": reply.by, "text": reply.text}
        body = _(
            "%(who)s replied to the verdict on a promise of %(place)s:\n\n“%(quote)s”\n\n"
            "The reply:\n\n%(text)s"
        )
        return _("%(place)s replied to a verdict") % facts, f"{body % facts}\n\n{_page(target)}"

    _write(f"verdict-replied/{reply.pk}", secretariat(target.government), words, now)


def appealed(appeal: Appeal, now: datetime) -> None:
    """To those of the secretariat who did not decide the first time; where there is nobody else, to all, who
    then have to find somebody."""
    target = appeal.target

    def words() -> tuple[str, str]:
        facts = _facts(target) | {"who": appeal.by, "grounds": appeal.grounds}
        body = _(
            "%(who)s appeals against the verdict on a promise of %(place)s:\n\n“%(quote)s”\n\n"
            "The grounds:\n\n%(grounds)s\n\nA reviewer decides who did not decide the first time:"
        )
        return _("%(place)s appeals against a verdict") % facts, f"{body % facts}\n{_page(target)}"

    everyone = list(secretariat(target.government))
    others = [person for person in everyone if person.pk != appeal.first_decider_id]
    _write(f"verdict-appealed/{appeal.pk}", others or everyone, words, now)


def appeal_decided(appeal: Appeal, now: datetime) -> None:
    """To those who speak for the government."""
    target = appeal.target

    def words() -> tuple[str, str]:
        facts = _facts(target) | {"outcome": _outcome(appeal), "answer": appeal.answer}
        body = _(
            "Another reviewer decided on your appeal about a promise of %(place)s:\n\n“%(quote)s”\n\n"
            "%(outcome)s. The answer:\n\n%(answer)s"
        )
        return _("Your appeal is decided: %(outcome)s") % facts, f"{body % facts}\n\n{_page(target)}"

    _write(f"verdict-appeal-decided/{appeal.pk}", staff(target.government), words, now)


def verdict_in_words(assessment: Assessment) -> str:
    """'Undetermined: Figures too old', in the language at work."""
    verdict = assessment.get_verdict_display()
    if not assessment.reason:
        return verdict
    return _("%(verdict)s: %(reason)s") % {"verdict": verdict, "reason": assessment.get_reason_display()}


def _outcome(appeal: Appeal) -> str:
    if appeal.outcome == Outcome.CHANGED and appeal.decision:
        verdict = appeal.decision.get_verdict_display()
        return _("The verdict was changed to “%(verdict)s”") % {"verdict": verdict}
    return appeal.get_outcome_display()


def _facts(target: Target) -> dict[str, object]:
    return {"place": target.government.name, "quote": target.quote}


def _page(target: Target) -> str:
    return outbox.link(reverse("portal:verdict", args=[target.code]))


def _write(key: str, readers: Iterable[User], words: Words, now: datetime) -> None:
    def compose(_reader: User) -> tuple[str, str]:
        subject, body = words()
        return subject, f"{body}\n"

    outbox.write_to_many(key=key, readers=readers, compose=compose, now=now)
