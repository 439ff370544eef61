"""Which typed fields a kind of target lives on, and what a version leaves open.

Loading, forms and actions read the same tables.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pledges.enums import Provenance, QuestionCode, Sense, TargetKind, YearQualifier
from pledges.models import Measure, TargetVersion

Scenario = tuple[tuple[int, Decimal], ...]
"""A declared baseline: years with their tonnes, in order."""


@dataclass(frozen=True, slots=True)
class Fields:
    """`needed` must be there before a target of the kind can be judged; `open` may be left out."""

    needed: tuple[str, ...]
    open: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        return self.needed + self.open

    @property
    def asked(self) -> tuple[str, ...]:
        """What a person is asked for; the printed unit follows from the measure, and rows are asked for by a
        question of their own."""
        return tuple(name for name in self.all if name not in ("unit", "rows"))

    def __contains__(self, name: str) -> bool:
        return name in self.needed or name in self.open


_YEAR = ("target_year", "year_qualifier")
_AROUND = ("tolerance_years",)
_LEVEL = ("level", "unit")
_SIDED = ("sense", "level", "unit")
_START = ("base_year", "base_value")
_BASE = ("base_value", "keeps_base")
_WHICH = ("rows", "series")
"""Which inventory is read, and which rows of it: kept with every kind that is judged by figures."""

FIELDS: dict[str, Fields] = {
    TargetKind.BASE_YEAR_REDUCTION: Fields(
        ("measure", "reduction_percent", "base_year", *_YEAR), (*_AROUND, *_BASE, *_WHICH)
    ),
    TargetKind.FIXED_LEVEL: Fields(("measure", *_SIDED, *_YEAR), (*_AROUND, *_START, *_WHICH)),
    TargetKind.INTENSITY: Fields(
        ("measure", "activity", "reduction_percent", "base_year", *_YEAR), (*_AROUND, *_BASE, *_WHICH)
    ),
    TargetKind.BASELINE_SCENARIO: Fields(
        ("measure", "reduction_percent", "scenario", *_YEAR), (*_AROUND, *_WHICH)
    ),
    TargetKind.PEAK: Fields(("measure", *_YEAR), (*_AROUND, *_WHICH)),
    TargetKind.CARBON_NEUTRAL: Fields(
        ("measure", *_YEAR), (*_AROUND, "residual", "base_year", *_BASE, *_WHICH)
    ),
    TargetKind.SHARE: Fields(("measure", *_SIDED, *_YEAR), (*_AROUND, *_START, *_WHICH)),
    TargetKind.COUNT: Fields(("measure", *_SIDED, *_YEAR), (*_AROUND, *_START, *_WHICH)),
    TargetKind.INCREMENT: Fields(("measure", *_LEVEL, *_YEAR), (*_AROUND, *_START, *_WHICH)),
    TargetKind.RECURRING_SHARE: Fields(("measure", *_SIDED, "first_year"), (*_YEAR, *_AROUND, *_WHICH)),
    TargetKind.MAINTAINED_SHARE: Fields(("measure", *_SIDED, *_YEAR), (*_AROUND, *_START, *_WHICH)),
    TargetKind.DIRECTION: Fields(("measure",), (*_YEAR, *_AROUND, *_WHICH)),
    TargetKind.OTHER: Fields(
        ("measure",), ("reduction_percent", *_LEVEL, "base_year", *_YEAR, *_AROUND, *_WHICH)
    ),
}

UNJUDGED = (TargetKind.DIRECTION, TargetKind.OTHER)
"""Kinds that the secretariat decides with evidence: figures alone never do."""

STARTED = (
    TargetKind.FIXED_LEVEL,
    TargetKind.SHARE,
    TargetKind.COUNT,
    TargetKind.INCREMENT,
    TargetKind.MAINTAINED_SHARE,
)
"""Kinds whose path runs from a declared start, and only from there."""

REACHED = (
    TargetKind.SHARE,
    TargetKind.COUNT,
    TargetKind.INCREMENT,
    TargetKind.RECURRING_SHARE,
    TargetKind.MAINTAINED_SHARE,
)
"""Kinds whose level is to be reached where nobody says otherwise; any other is not to be exceeded."""


UNSAID_TONS = ("million tons/yr",)
"""Units as printed that do not say which ton they mean. Levels in them are read as metric."""


def is_level_inferred(version: TargetVersion) -> bool:
    return version.level is not None and version.unit in UNSAID_TONS


def usual_sense(kind: str) -> str:
    return str(Sense.AT_LEAST if kind in REACHED else Sense.AT_MOST)


def needs(kind: str, field: str) -> bool:
    return field in FIELDS[kind].needed


def value_field(kind: str) -> str:
    """The field that holds how much a kind promises; empty where it promises no number."""
    return next((name for name in ("reduction_percent", "level") if needs(kind, name)), "")


def base_field(measure: Measure | None) -> str:
    """Where the value of the base year is kept: tonnes of a mass (of an intensity, tonnes for each unit that
    they are divided by), else the unit of what is counted."""
    return "base_value" if measure is None or measure.is_mass else "base_amount"


def value_of(version: TargetVersion, name: str) -> Any:
    """What a version says in one of its typed fields: a scenario as its points, the value of the base year
    from whichever column holds it."""
    if name == "scenario":
        return scenario_of(version)
    if name == "base_value" and version.base_value is None:
        return version.base_amount
    return getattr(version, name)


def scenario_of(version: TargetVersion) -> Scenario:
    if version.pk is None or version.kind != TargetKind.BASELINE_SCENARIO:
        return ()
    return tuple((point.year, point.tonnes) for point in version.scenario.all())


STATUS_OF = {
    QuestionCode.QUANTITY: "quantity_status",
    QuestionCode.BOUNDARY: "boundary_status",
    QuestionCode.BASE_YEAR: "base_year_status",
    QuestionCode.TARGET_YEAR: "target_year_status",
    QuestionCode.BASE_VALUE: "base_value_status",
    QuestionCode.SENSE: "sense_status",
}
"""The status that the answer to a question settles."""

TYPED_CODES = (
    *STATUS_OF,
    QuestionCode.VALUE,
    QuestionCode.TOLERANCE,
    QuestionCode.ROWS,
    QuestionCode.ACTIVITY,
    QuestionCode.SCENARIO,
    QuestionCode.RESIDUAL,
    QuestionCode.START,
    QuestionCode.FIRST_YEAR,
)
"""Questions that are answered in a field; the others are answered in words or by declaring a target."""


def leaves_open(version: TargetVersion) -> list[QuestionCode]:
    """The typed questions that a version does not answer by what is stated in it."""
    found = [code for code, status in STATUS_OF.items() if getattr(version, status) != Provenance.STATED]
    if version.kind in STARTED:
        found = [code for code in found if code not in (QuestionCode.BASE_YEAR, QuestionCode.BASE_VALUE)]
    lacks = {
        QuestionCode.VALUE: _lacks_value,
        QuestionCode.TOLERANCE: _lacks_tolerance,
        QuestionCode.ROWS: _lacks_rows,
        QuestionCode.ACTIVITY: _lacks_activity,
        QuestionCode.SCENARIO: _lacks_scenario,
        QuestionCode.RESIDUAL: _lacks_residual,
        QuestionCode.START: _lacks_start,
        QuestionCode.FIRST_YEAR: _lacks_first_year,
    }
    return found + [code for code, lacking in lacks.items() if lacking(version)]


def worth_asking(version: TargetVersion, year: int) -> list[QuestionCode]:
    """What a version leaves open, less a start that no verdict needs any more: from its target year on, the
    figure of that year decides. A start that was inferred is asked for in any case."""
    inferred = Provenance.INFERRED in (version.base_year_status, version.base_value_status)
    is_over = version.target_year is not None and version.target_year < year
    needless = {QuestionCode.START} if is_over and not inferred else set()
    return [code for code in leaves_open(version) if code not in needless]


def _lacks_value(version: TargetVersion) -> bool:
    """A direction is a promise without a number: it is asked for one; and of tons, which are meant."""
    field = value_field(version.kind)
    is_missing = bool(field and getattr(version, field) is None)
    return version.kind == TargetKind.DIRECTION or is_missing or is_level_inferred(version)


def _lacks_tolerance(version: TargetVersion) -> bool:
    return version.year_qualifier == YearQualifier.AROUND and version.tolerance_years is None


def _lacks_rows(version: TargetVersion) -> bool:
    measure = version.measure
    return version.kind not in UNJUDGED and measure is not None and measure.needs_rows


def _lacks_activity(version: TargetVersion) -> bool:
    measure = version.measure
    divided = measure is not None and (measure.is_intensity or version.activity_id is not None)
    return version.kind == TargetKind.INTENSITY and not divided


def _lacks_scenario(version: TargetVersion) -> bool:
    return version.kind == TargetKind.BASELINE_SCENARIO and not scenario_of(version)


def _lacks_residual(version: TargetVersion) -> bool:
    return version.kind == TargetKind.CARBON_NEUTRAL and version.residual is None


def _lacks_start(version: TargetVersion) -> bool:
    """A start that rests on inference is still to be confirmed."""
    if version.kind not in STARTED:
        return False
    statuses = (version.base_year_status, version.base_value_status)
    has_value = value_of(version, "base_value") is not None
    return version.base_year is None or not has_value or any(each != Provenance.STATED for each in statuses)


def _lacks_first_year(version: TargetVersion) -> bool:
    return version.kind == TargetKind.RECURRING_SHARE and version.first_year is None
