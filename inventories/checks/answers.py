"""Answers to warnings: the signatory's word beside what a check noticed."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from inventories import history
from inventories.checks.registry import Finding, run
from inventories.enums import State
from inventories.models import ReportVersion, WarningAnswer


class NothingToAnswer(history.Refused):
    """The check does not warn of this, or no longer."""


@transaction.atomic
def answer(
    *, version: ReportVersion, code: str, row: str, text: str, by: User, now: datetime.datetime
) -> WarningAnswer | None:
    """Answer a draft's warning; an empty text takes the answer back. Raises NothingToAnswer, WrongState."""
    history.hold(version, State.DRAFT)
    key = {"check_code": code, "row": row}
    if not text.strip():
        version.warning_answers.filter(**key).delete()
        return None
    warned = {(each.code, each.row) for each in run(version) if not each.is_error}
    if (code, row) not in warned:
        raise NothingToAnswer(_("There is nothing to answer here any more: look at the checks again."))
    return version.warning_answers.update_or_create(
        check_code=code, row=row, defaults={"text": text.strip()}
    )[0]


def answers(version: ReportVersion) -> dict[tuple[str, str], str]:
    """What was answered, by code of the check and row."""
    return {(each.check_code, each.row): each.text for each in version.warning_answers.all()}


def blocking(version: ReportVersion) -> list[Finding]:
    """What keeps the version from being signed: errors, and warnings without an answer."""
    answered = answers(version)
    return [each for each in run(version) if each.is_error or (each.code, each.row) not in answered]
