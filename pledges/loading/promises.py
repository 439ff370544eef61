"""Targets with their versions, and claims: the rows of commitments.csv."""

from __future__ import annotations

import datetime
from collections import defaultdict
from decimal import Decimal
from typing import Any

from accounts.models import Government
from pledges.enums import TargetState
from pledges.loading.declared import SECOND
from pledges.loading.readings import fields, inferences, starts
from pledges.loading.rows import Tally, bring, touched
from pledges.loading.tables import Row, in_chinese, number, read, slug_of_key
from pledges.models import Claim, Declaration, Measure, Statement, Target, TargetVersion

CLAIM = (
    "government_id", "statement_id", "kind", "quote", "quantity", "scope", "base_year", "year", "value",
    "unit", "note", "note_zh",
)  # fmt: skip


def load(now: datetime.datetime) -> tuple[list[Tally], set[int]]:
    """What was done, and the governments whose targets now mean something else."""
    targets = _targets()
    versions, governments = _versions(now)
    return [targets, versions, _claims()], governments


def commitments(*, promised: bool) -> list[Row]:
    """The rows that are commitments, or those that are anything else."""
    return [row for row in read("pledges", "commitments") if (row["row_kind"] == "commitment") is promised]


def _statements() -> dict[tuple[str, str], Statement]:
    """Statements by the signatory's key and their order, as commitments.csv names them."""
    keys = {slug: key for key, slug in slug_of_key().items()}
    slugs = dict(Government.objects.values_list("pk", "slug"))
    appendix = Statement.objects.filter(declaration__slug=SECOND)
    return {(keys[slugs[each.government_id]], str(each.order)): each for each in appendix}


def _targets() -> Tally:
    declaration = Declaration.objects.get(slug=SECOND)
    statements = _statements()
    by_people = touched(Target)
    wanted = []
    for row in commitments(promised=True):
        statement = statements[row["signatory"], row["statement"]]
        wanted.append(
            Target(
                code=row["id"],
                government_id=statement.government_id,
                statement=statement,
                quote=row["quote"],
                source=f"{declaration.label_en}: appendix, {row['signatory']}, statement {row['statement']}",
                note=row["note"],
                note_zh=in_chinese(row["note"]),
            )
        )
    return bring(
        "targets",
        Target,
        wanted,
        key=("code",),
        fields=("government_id", "statement_id", "quote", "source", "note", "note_zh"),
        keep=lambda found: found.pk in by_people,
    )


def _versions(now: datetime.datetime) -> tuple[Tally, set[int]]:
    """One version in force per target, from the day of the Declaration.

    A reading that a new release corrects is superseded, not overwritten. A target of which a person's version
    is in force, or waits, is theirs; one whose proposals were all refused still is as it was read.
    """
    tally, new, ended = Tally("target versions"), [], []
    day = Declaration.objects.get(slug=SECOND).date
    declared = datetime.datetime.combine(day, datetime.time(), datetime.UTC)
    targets = {target.code: target for target in Target.objects.all()}
    present = _versions_by_target()
    changed = set()
    for code, values in _readings().items():
        target, versions = targets[code], present[targets[code].pk]
        loaded = [version for version in versions if version.proposed_by_id is None]
        if loaded and _same(loaded[-1], values):
            tally.unchanged += 1
            continue
        in_force = [version for version in versions if version.state == TargetState.IN_FORCE]
        if any(_is_a_persons(version) for version in versions):
            tally.kept += 1
            continue
        since = now if versions else declared
        new.append(_version(target, len(versions) + 1, values, since=since, now=now))
        ended += in_force
        changed.add(target.government_id)
    _supersede(ended, now)
    TargetVersion.objects.bulk_create(new)
    tally.created, tally.changed = len(new) - len(ended), len(ended)
    return tally, changed


def _readings() -> dict[str, dict[str, Any]]:
    """Field values of each target, by its code."""
    measures = dict(Measure.objects.values_list("code", "pk"))
    measure_of = {row["commitment"]: row["measure"] for row in read("pledges", "commitment_measures")}
    inferred, started = inferences(), starts()
    readings = {}
    for row in commitments(promised=True):
        name = row["id"]
        code = measure_of[name] if row["quantity_status"] != "unstated" else ""
        measure_id = measures[code] if code else None
        readings[name] = fields(row, inferred.get(name, {}), started.get(name), measure_id)
    return readings


def _versions_by_target() -> dict[int, list[TargetVersion]]:
    found = defaultdict(list)
    for version in TargetVersion.objects.order_by("target", "number"):
        found[version.target_id].append(version)
    return found


def _is_a_persons(version: TargetVersion) -> bool:
    """Whether a person's version is in force or waits for a decision."""
    return version.proposed_by_id is not None and version.state in (
        TargetState.IN_FORCE,
        TargetState.PROPOSED,
    )


def _same(version: TargetVersion, values: dict[str, Any]) -> bool:
    return all(getattr(version, name) == values[name] for name in values)


def _version(
    target: Target, number: int, values: dict[str, Any], *, since: datetime.datetime, now: datetime.datetime
) -> TargetVersion:
    return TargetVersion(
        target=target, number=number, state=TargetState.IN_FORCE, proposed_at=now, valid_from=since, **values
    )


def _supersede(versions: list[TargetVersion], now: datetime.datetime) -> None:
    TargetVersion.objects.filter(pk__in=[version.pk for version in versions]).update(
        state=TargetState.SUPERSEDED, valid_until=now
    )


def _claims() -> Tally:
    statements = _statements()
    by_people = touched(Claim)
    return bring(
        "claims",
        Claim,
        [_claim(row, statements[row["signatory"], row["statement"]]) for row in commitments(promised=False)],
        key=("code",),
        fields=CLAIM,
        keep=lambda found: found.pk in by_people,
    )


def _claim(row: Row, statement: Statement) -> Claim:
    return Claim(
        code=row["id"],
        government_id=statement.government_id,
        statement=statement,
        kind=row["row_kind"],
        quote=row["quote"],
        quantity=row["quantity"],
        scope=row["scope_of_target"],
        base_year=number(row["base_year"]),
        year=number(row["target_year"]),
        value=Decimal(row["value"]) if row["value"] else None,
        unit=row["unit"],
        note=row["note"],
        note_zh=in_chinese(row["note"]),
    )
