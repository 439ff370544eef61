"""What the judge was given, as JSON, and read back again. Fields at their default are left out."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any

from trajectory.exact import to_text
from trajectory.figures import Amount, Basis, Figure, Part
from trajectory.inputs import Evidence, Milestone, Point, Start, Target
from trajectory.thresholds import DEFAULT, Thresholds
from trajectory.vocabulary import Kind, Missing, Origin, Sense, YearQualifier

Json = str | int | bool | list["Json"] | dict[str, "Json"]


class Bases:
    """The bases of a record, each told once."""

    def __init__(self) -> None:
        self.told: list[Json] = []
        self._by_id: dict[int, int] = {}
        self._by_basis: dict[Basis, int] = {}

    def index(self, basis: Basis) -> int:
        """Where the basis stands in the list."""
        found = self._by_id.get(id(basis))
        if found is None:
            found = self._by_basis.get(basis)
            if found is None:
                found = self._by_basis[basis] = len(self.told)
                self.told.append({name: str(getattr(basis, name)) for name in BASIS_FIELDS})
            self._by_id[id(basis)] = found
        return found


BASIS_FIELDS = tuple(each.name for each in fields(Basis))
WORDS: dict[str, type[StrEnum]] = {
    "kind": Kind,
    "year_qualifier": YearQualifier,
    "sense": Sense,
    "origin": Origin,
}
"""Fields that hold a word of a closed vocabulary."""


def target_given(target: Target) -> Json:
    """The stated fields of a target."""
    return _plain(target)


def thresholds_given(thresholds: Thresholds) -> Json:
    """The thresholds that are not the default's."""
    return {} if thresholds is DEFAULT else _plain(thresholds)


def evidence_given(
    evidence: Evidence, chosen: tuple[Figure, ...], compared: tuple[Figure, ...], bases: Bases
) -> dict[str, Json]:
    """The evidence, in an order of its own; the figures chosen of it only where others were compared, or
    where they hold parts, which the compared ones do not tell."""
    found: dict[str, Json] = {}
    if chosen != compared or any(each.parts for each in chosen):
        found["figures"] = [_figure(each, bases) for each in chosen]
    for name in ("activity", "earlier"):
        if told := getattr(evidence, name):
            found[name] = _sorted(_figure(each, bases) for each in sorted(told, key=repr))
    for name in ROWS:
        if told := getattr(evidence, name):
            found[name] = _sorted(_plain(each) for each in told)
    if evidence.method_changes:
        found["method_changes"] = [*sorted(set(evidence.method_changes))]
    if evidence.potentials:
        found["potentials"] = _json(evidence.potentials)
    return found


def target_read(given: Mapping[str, Any]) -> Target:
    """The target again."""
    start = {"start": Start(**_values(given["start"]))} if "start" in given else {}
    return Target(**{**_values(given), **start, "assumed": tuple(given.get("assumed", ()))})


def thresholds_read(given: Mapping[str, Any]) -> Thresholds:
    """The thresholds again."""
    return Thresholds(**_values(given)) if given else DEFAULT


def evidence_read(
    given: Mapping[str, Any],
    compared: Iterable[Mapping[str, Any]],
    bases: Iterable[Mapping[str, str]],
    origin: str,
) -> Evidence:
    """The evidence again; `compared` are the record's figures."""
    known = [Basis(**{name: _word(word) for name, word in each.items()}) for each in bases]
    told = {name: given.get(name, ()) for name in SERIES} | {"figures": given.get("figures", compared)}
    series: dict[str, Any] = {
        name: tuple(_figure_read(each, known) for each in figures) for name, figures in told.items()
    }
    rows: dict[str, Any] = {name: _each(kind, given.get(name, ())) for name, kind in ROWS.items()}
    return Evidence(
        **series,
        **rows,
        method_changes=tuple(given.get("method_changes", ())),
        potentials={
            name: {gas: Decimal(value) for gas, value in factors.items()}
            for name, factors in given.get("potentials", {}).items()
        },
        origin=Origin(origin),
    )


SERIES = ("figures", "activity", "earlier")
ROWS: dict[str, Callable[..., Any]] = {
    "milestones": Milestone,
    "removals": Amount,
    "credits": Amount,
    "scenario": Point,
}


def _figure(figure: Figure, bases: Bases) -> Json:
    told = _plain(figure, besides=("basis", "ratio"))
    told["basis"] = bases.index(figure.basis)
    return told


def _figure_read(given: Mapping[str, Any], bases: list[Basis]) -> Figure:
    parts = tuple(_part_read(each) for each in given.get("parts", ()))
    vintage = {"vintage": date.fromisoformat(given["vintage"])} if "vintage" in given else {}
    return Figure(**{**_values(given), "basis": bases[given["basis"]], "parts": parts, **vintage})


def _part_read(given: Mapping[str, Any]) -> Part:
    masses = {gas: Decimal(mass) for gas, mass in given.get("masses", {}).items()}
    return Part(**{**_values(given), "masses": masses})


def _plain(row: Any, besides: tuple[str, ...] = ()) -> dict[str, Json]:
    """The fields of a row that are not at their default."""
    found: dict[str, Json] = {}
    kind: Any = type(row)
    for name, default in _defaults(kind):
        value = getattr(row, name)
        if value is not default and value != default and name not in besides:
            found[name] = _json(value)
    return found


@cache
def _defaults(kind: Any) -> tuple[tuple[str, Any], ...]:
    """The fields of a kind of row, each with its default."""
    return tuple(
        (each.name, each.default if each.default_factory is MISSING else each.default_factory())
        for each in fields(kind)
    )


def _json(value: Any) -> Json:
    if isinstance(value, Decimal):
        return to_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(name): _json(each) for name, each in value.items()}
    if isinstance(value, tuple):
        return [_json(each) for each in value]
    return value if isinstance(value, (bool, int, str)) else _plain(value)


def _sorted(rows: Iterable[Json]) -> list[Json]:
    """Each once, in the order of their texts: equal for evidence that differs in its order alone."""
    by_text = {json.dumps(row, sort_keys=True): row for row in rows}
    return [by_text[text] for text in sorted(by_text)]


def _each(kind: Callable[..., Any], given: Iterable[Mapping[str, Any]]) -> tuple[Any, ...]:
    return tuple(kind(**_values(each)) for each in given)


NUMBERS = frozenset(
    {
        "value", "level", "base_value", "residual", "reduction_percent", "reported",
        *(each.name for each in fields(Thresholds) if isinstance(each.default, Decimal)),
    }
)  # fmt: skip
"""Fields whose text is a decimal."""


def _values(given: Mapping[str, Any]) -> dict[str, Any]:
    """Fields with numbers and words of closed vocabularies as such."""
    found = dict(given)
    for name, value in given.items():
        if name in NUMBERS:
            found[name] = Decimal(value)
        elif name in WORDS:
            found[name] = WORDS[name](value)
    return found


def _word(word: str) -> str | Missing:
    return Missing(word) if word in MISSING_WORDS else word


MISSING_WORDS = frozenset(each.value for each in Missing)
