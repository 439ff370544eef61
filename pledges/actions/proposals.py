"""How a proposed version is made out of what stands and what someone says."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError

from accounts.models import User
from pledges import rules
from pledges.enums import Provenance, TargetState, YearQualifier
from pledges.kinds import FIELDS, value_field
from pledges.models import Question, Target, TargetVersion

TYPED = (
    "kind",
    "measure",
    "base_year",
    "base_value",
    "target_year",
    "year_qualifier",
    "tolerance_years",
    "reduction_percent",
    "level",
    "unit",
    "series",
)
"""The fields that say what a target means."""

STATUSES = {
    "measure": ("quantity_status", "boundary_status"),
    "base_year": ("base_year_status",),
    "base_value": ("base_value_status",),
    "target_year": ("target_year_status",),
}
"""Fields whose provenance is kept, and where."""

Values = dict[str, Any]


def standing(target: Target) -> TargetVersion | None:
    """What a new proposal builds on: the one that waits, else the version in force."""
    waiting = target.versions.proposed().first()
    return waiting or target.versions.in_force().first()


def propose(
    *,
    target: Target,
    base: TargetVersion | None,
    values: Values,
    stated: Iterable[str],
    reason: str,
    by: User,
    now: datetime.datetime,
) -> TargetVersion:
    """A version that copies `base`, takes `values`, and counts the statuses in `stated` as stated.

    The caller holds the lock on `target`. A proposal that waits is replaced: it is closed without a decision,
    and its questions pass to the new one. Raises ValidationError with a message for each wrong field.
    """
    version = _draft(base, values)
    for status in stated:
        setattr(version, status, Provenance.STATED)
    _check(version, base)
    version.target, version.number = target, _next_number(target)
    version.state, version.reason = TargetState.PROPOSED, reason
    version.proposed_by, version.proposed_at = by, now
    waiting = target.versions.proposed().first()
    if waiting:
        TargetVersion.objects.filter(pk=waiting.pk).update(state=TargetState.REFUSED, decided_at=now)
    version.save()
    if waiting:
        Question.objects.answered().filter(proposal=waiting).update(proposal=version)
    return version


def _draft(base: TargetVersion | None, values: Values) -> TargetVersion:
    """An unsaved version without fields that its kind does not know."""
    version = TargetVersion(quantity_status=Provenance.STATED, boundary_status=Provenance.STATED)
    if base:
        for name in (*TYPED, *(status for statuses in STATUSES.values() for status in statuses)):
            setattr(version, name, getattr(base, name))
    for name, value in values.items():
        setattr(version, name, value)
    if version.measure and value_field(version.kind) == "level" and _differs(version, base):
        version.unit = version.measure.unit
    kept = (*FIELDS[version.kind].all, "kind", "series", "unit", "year_qualifier")
    for name in set(TYPED).difference(kept):
        setattr(version, name, None)
    if version.year_qualifier != YearQualifier.AROUND:
        version.tolerance_years = None
    return version


def _differs(version: TargetVersion, base: TargetVersion | None) -> bool:
    """Whether measure or level are no longer those that the printed unit belongs to."""
    return base is None or (version.measure_id, version.level) != (base.measure_id, base.level)


def _check(version: TargetVersion, base: TargetVersion | None) -> None:
    values = typed(version)
    found = rules.problems(version.kind, values, may_lack=rules.left_open(base))
    if found:
        raise ValidationError(found)
    version.clean_fields(exclude=["target", "number", "state", "proposed_by", "proposed_at"])


def typed(version: TargetVersion) -> Values:
    return {name: getattr(version, name) for name in TYPED}


def _next_number(target: Target) -> int:
    last = target.versions.order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1
