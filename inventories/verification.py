"""The verification statement of an inventory: who vouches for it, how far, since when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint
from django.utils.translation import gettext as _

from inventories.enums import Assurance
from inventories.models import ReportVersion

FIELDS = ("assurance", "verifier", "verified_in")
CONSTRAINT = "verification_says_who_and_when"


def faults(values: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong with a statement, by the field that mends it; empty where it can be kept.

    The database decides; the words say which part is missing or too much.
    """
    stated = ReportVersion(**{name: values[name] for name in FIELDS})
    constraint = _constraint()
    try:
        constraint.validate(ReportVersion, stated)
    except ValidationError:
        return {_field_to_mend(stated): str(constraint.violation_error_message)}
    return {}


def check(version: ReportVersion) -> None:
    """Raises ValidationError at the field where the statement that `version` holds cannot be kept."""
    found = faults({name: getattr(version, name) for name in FIELDS})
    if found:
        raise ValidationError({name: [words] for name, words in found.items()})


def words(version: ReportVersion) -> str:
    """The statement as one reads it; empty where nobody verified the inventory."""
    if version.assurance == Assurance.NONE:
        return ""
    return _("%(assurance)s, by %(verifier)s, %(year)s") % {
        "assurance": version.get_assurance_display(),
        "verifier": version.verifier,
        "year": version.verified_in,
    }


def _constraint() -> CheckConstraint:
    found = (each for each in ReportVersion._meta.constraints if each.name == CONSTRAINT)
    return next(each for each in found if isinstance(each, CheckConstraint))


def _field_to_mend(stated: ReportVersion) -> str:
    if stated.assurance == Assurance.NONE:
        return "assurance"
    return "verifier" if not stated.verifier else "verified_in"
