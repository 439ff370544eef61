"""Which method is in force: verdicts are made by no other."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from progress.enums import MethodState
from progress.models import Method
from trajectory import METHOD_VERSION


class NotAdopted(Exception):
    """The judge that runs is not the one in force: somebody tries its method out and adopts it first."""

    def __init__(self, method: Method) -> None:
        self.running, self.in_force = METHOD_VERSION, method.label
        super().__init__(
            _(
                "Method %(running)s is not adopted: method %(in_force)s is in force. Try it out with "
                "`manage.py try_method`, then adopt it; until then verdicts stay as they are."
            )
            % {"running": METHOD_VERSION, "in_force": method.label}
        )


def standing_still() -> NotAdopted | None:
    """Why nobody is judged now: the judge that runs is not the one in force. None where all is well."""
    held = Method.objects.in_force().only("label", "code_version").first()
    return NotAdopted(held) if held and held.code_version != METHOD_VERSION else None


def in_force(now: datetime) -> Method:
    """The method by which is judged now. The first that there is needs nobody to adopt it.

    Raises NotAdopted where the code that runs is of another version.
    """
    method = Method.objects.in_force().first() or _first(now)
    if method.code_version != METHOD_VERSION:
        raise NotAdopted(method)
    return method


def _first(now: datetime) -> Method:
    """The first method; of several who judge first at once, one writes it and the others read it."""
    try:
        with transaction.atomic():
            return Method.objects.create(
                label=METHOD_VERSION,
                code_version=METHOD_VERSION,
                state=MethodState.IN_FORCE,
                proposed_at=now,
                adopted_at=now,
            )
    except IntegrityError:
        return Method.objects.in_force().get()
