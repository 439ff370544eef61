"""How a proposed version is made out of what stands and what someone says."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError

from accounts.models import User
from pledges import rules
from pledges.enums import Provenance, TargetState, YearQualifier
from pledges.kinds import FIELDS, Scenario, base_field, usual_sense, value_field, value_of
from pledges.models import Question, ScenarioPoint, Target, TargetVersion

TYPED = (
    "kind",
    "measure",
    "activity",
    "base_year",
    "base_value",
    "keeps_base",
    "scenario",
    "target_year",
    "year_qualifier",
    "tolerance_years",
    "first_year",
    "reduction_percent",
    "sense",
    "level",
    "unit",
    "residual",
    "rows",
    "series",
)
"""The fields that say what a target means; `base_value` stands for either column that may hold it."""

STATUSES = {
    "measure": ("quantity_status", "boundary_status"),
    "base_year": ("base_year_status",),
    "base_value": ("base_value_status",),
    "sense": ("sense_status",),
    "target_year": ("target_year_status",),
}
"""Fields whose provenance is kept, and where."""

NEVER_NULL = ("kind", "series", "unit", "year_qualifier", "sense", "rows")
"""Fields that hold a word in every kind."""

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
    version, scenario = _draft(base, values)
    for status in stated:
        setattr(version, status, Provenance.STATED)
    _check(version, scenario, base)
    version.target, version.number = target, _next_number(target)
    version.state, version.reason = TargetState.PROPOSED, reason
    version.proposed_by, version.proposed_at = by, now
    waiting = target.versions.proposed().first()
    if waiting:
        TargetVersion.objects.filter(pk=waiting.pk).update(state=TargetState.REFUSED, decided_at=now)
    version.save()
    ScenarioPoint.objects.bulk_create(
        [ScenarioPoint(version=version, year=year, tonnes=tonnes) for year, tonnes in scenario]
    )
    if waiting:
        Question.objects.answered().filter(proposal=waiting).update(proposal=version)
    return version


def _draft(base: TargetVersion | None, values: Values) -> tuple[TargetVersion, Scenario]:
    """An unsaved version and its scenario, without fields that its kind does not know."""
    said = {**(_copied(base) if base else {}), **values}
    scenario: Scenario = tuple(sorted(said.pop("scenario", None) or ()))
    version = TargetVersion(quantity_status=Provenance.STATED, boundary_status=Provenance.STATED)
    base_value = said.pop("base_value", None)
    for name, value in said.items():
        setattr(version, name, value)
    if "base_value" in values or _same_unit(version, base):
        setattr(version, base_field(version.measure), base_value)
    if "sense" not in values and (base is None or base.kind != version.kind):
        version.sense = usual_sense(version.kind)
    if version.measure and value_field(version.kind) == "level" and _differs(version, base):
        version.unit = version.measure.unit
    if "rows" not in values and base and version.measure_id != base.measure_id:
        version.rows = ""
    kept = (*FIELDS[version.kind].all, *NEVER_NULL)
    for name in set(TYPED).difference(kept, ["scenario"]):
        setattr(version, name, None)
    if "base_value" not in kept:
        version.base_amount = None
    version.keeps_base = bool(version.keeps_base) and value_of(version, "base_value") is not None
    if version.year_qualifier != YearQualifier.AROUND:
        version.tolerance_years = None
    return version, scenario if "scenario" in kept else ()


def _copied(base: TargetVersion) -> Values:
    """What a version says, with how far its words go."""
    statuses = {status for statuses in STATUSES.values() for status in statuses}
    return typed(base) | {name: getattr(base, name) for name in statuses}


def _same_unit(version: TargetVersion, base: TargetVersion | None) -> bool:
    """Whether the value of the base year that was copied still is one of what is counted."""
    return base is not None and (version.kind, version.measure_id) == (base.kind, base.measure_id)


def _differs(version: TargetVersion, base: TargetVersion | None) -> bool:
    """Whether measure or level are no longer those that the printed unit belongs to."""
    return base is None or (version.measure_id, version.level) != (base.measure_id, base.level)


def _check(version: TargetVersion, scenario: Scenario, base: TargetVersion | None) -> None:
    values = typed(version) | {"scenario": scenario}
    found = rules.problems(version.kind, values, may_lack=rules.left_open(base))
    if found:
        raise ValidationError(found)
    version.clean_fields(exclude=["target", "number", "state", "proposed_by", "proposed_at"])


def typed(version: TargetVersion) -> Values:
    return {name: value_of(version, name) for name in TYPED}


def _next_number(target: Target) -> int:
    last = target.versions.order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1
