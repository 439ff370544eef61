"""What was read, carried by the page from the preview to its confirmation: signed, nothing is kept here.

It is bound to the draft, to the person and to the day; it is refused where anything of it was changed.
"""

from __future__ import annotations

from typing import Any

from django.core import signing
from django.utils.translation import gettext as _

from accounts.models import User
from inventories.history import Refused
from inventories.importers.problems import Problem
from plans.models import PlanVersion
from plans.workbook.drafts import Drafted, as_json, from_json

MOST_BYTES = 1_500_000
"""Well within what a form may send; some two thousand actions."""
MOST_SECONDS = 24 * 3600


class TooMuch(Refused):
    """More was read than a page can carry."""


class Stale(Refused):
    """The page was opened too long ago, or what it carries is not what was read."""


def sign(drafted: Drafted, *, version: PlanVersion, by: User, file_name: str) -> str:
    """Raises TooMuch."""
    told = {"read": as_json(drafted), "file": file_name}
    return _signed(told, version, by)


def unsign(text: str, *, version: PlanVersion, by: User) -> tuple[Drafted, str]:
    """What was read, and the name of its file. Raises Stale."""
    told = _told(text, version, by)
    return from_json(told["read"]), told["file"]


def sign_faults(problems: list[Problem], *, version: PlanVersion, by: User) -> str:
    """Raises TooMuch."""
    return _signed([vars(each) for each in problems], version, by)


def faults(text: str, *, version: PlanVersion, by: User) -> list[Problem]:
    """Raises Stale."""
    return [Problem(**each) for each in _told(text, version, by)]


def _signed(told: Any, version: PlanVersion, by: User) -> str:
    made = signing.dumps(told, salt=_salt(version, by), compress=True)
    if len(made) > MOST_BYTES:
        raise TooMuch(
            _(
                "The workbook holds more than can be taken over at once: bring it in two parts, "
                "from blank workbooks."
            )
        )
    return made


def _told(text: str, version: PlanVersion, by: User) -> Any:
    try:
        return signing.loads(text, salt=_salt(version, by), max_age=MOST_SECONDS)
    except signing.BadSignature:
        raise Stale(_("The page was opened too long ago. Bring the workbook again.")) from None


def _salt(version: PlanVersion, by: User) -> str:
    return f"plans.workbook.{version.pk}.{by.pk}"
