"""Answers to warnings: the signatory's word beside what a check noticed. Waivers: the secretariat's."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from inventories import history
from inventories.checks.registry import Finding, run
from inventories.enums import State
from inventories.models import ReportVersion, Waiver, WarningAnswer

Key = tuple[str, str, str]
"""Code of the check, section, row."""


class NothingToAnswer(history.Refused):
    """The check does not warn of this, or no longer."""


@dataclass(frozen=True)
class Said:
    """What was said of a version's findings: by the signatory in answers, by the secretariat in waivers."""

    answers: dict[Key, str]
    waivers: dict[Key, Waiver]

    def answer_to(self, finding: Finding) -> str:
        """Empty where there is none. Answers given before they named a section have an empty one."""
        return self.answers.get(finding.key) or self.answers.get((finding.code, "", finding.row), "")

    def waiver_of(self, finding: Finding) -> Waiver | None:
        return self.waivers.get(finding.key)

    def leaves_open(self, finding: Finding) -> bool:
        """An error, or a warning without an answer, that is not waived."""
        if finding.key in self.waivers:
            return False
        return finding.is_error or not self.answer_to(finding)


def answer(
    *,
    version: ReportVersion,
    code: str,
    section: str,
    row: str,
    text: str,
    by: User,
    now: datetime.datetime,
) -> None:
    """Answer one warning of a draft, as answer_all does."""
    answer_all(version=version, texts={(code, section, row): text}, by=by, now=now)


@transaction.atomic
def answer_all(*, version: ReportVersion, texts: Mapping[Key, str], by: User, now: datetime.datetime) -> None:
    """Answer a draft's warnings, all of them or none; an empty text takes an answer back.

    The checks are run once, however many are answered. Raises NothingToAnswer, WrongState.
    """
    history.hold(version, State.DRAFT)
    given = {key: text.strip() for key, text in texts.items()}
    answered = {key for key, text in given.items() if text}
    if answered and not answered <= {each.key for each in run(version) if not each.is_error}:
        raise NothingToAnswer(_("There is nothing to answer here any more: look at the checks again."))
    # An answer that names no section was given before answers did: what is said now takes its place.
    gone = {(code, "", row) for code, _section, row in given} | given.keys() - answered
    held = WarningAnswer.objects.filter(version=version)
    held.filter(pk__in=[each.pk for each in held if _key(each) in gone - answered]).delete()
    WarningAnswer.objects.bulk_create(
        [
            WarningAnswer(version=version, check_code=code, section=section, row=row, text=text)
            for (code, section, row), text in given.items()
            if text
        ],
        update_conflicts=True,
        unique_fields=["version", "check_code", "section", "row"],
        update_fields=["text"],
    )


def _key(held: WarningAnswer) -> Key:
    return held.check_code, held.section, held.row


def said(version: ReportVersion) -> Said:
    """Two queries, none where the version knows its answers and waivers already."""
    return Said(
        {_key(each): each.text for each in version.warning_answers.all()},
        {(each.check_code, each.section, each.row): each for each in version.waivers.all()},
    )


def blocking(version: ReportVersion) -> list[Finding]:
    """What keeps the version from being signed: errors and unanswered warnings that are not waived."""
    spoken = said(version)
    return [each for each in run(version) if spoken.leaves_open(each)]
