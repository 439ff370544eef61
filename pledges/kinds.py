"""Which typed fields a kind of target lives on, and what a version leaves open.

Loading, forms and actions read the same tables.
"""

from __future__ import annotations

from dataclasses import dataclass

from pledges.enums import Provenance, QuestionCode, TargetKind, YearQualifier
from pledges.models import TargetVersion


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
        """What a person is asked for; the printed unit follows from the measure."""
        return tuple(name for name in self.all if name != "unit")

    def __contains__(self, name: str) -> bool:
        return name in self.needed or name in self.open


_YEAR = ("target_year", "year_qualifier")
_AROUND = ("tolerance_years",)
_LEVEL = ("level", "unit")

FIELDS: dict[str, Fields] = {
    TargetKind.BASE_YEAR_REDUCTION: Fields(
        ("measure", "reduction_percent", "base_year", *_YEAR), (*_AROUND, "base_value")
    ),
    TargetKind.FIXED_LEVEL: Fields(("measure", "level", *_YEAR), (*_AROUND, "base_year", "base_value")),
    TargetKind.INTENSITY: Fields(("measure", "reduction_percent", "base_year", *_YEAR), _AROUND),
    TargetKind.BASELINE_SCENARIO: Fields(("measure", "reduction_percent", *_YEAR), _AROUND),
    TargetKind.PEAK: Fields(("measure", *_YEAR), _AROUND),
    TargetKind.CARBON_NEUTRAL: Fields(("measure", *_YEAR), (*_AROUND, "base_year", "base_value")),
    TargetKind.SHARE: Fields(("measure", *_LEVEL, *_YEAR), _AROUND),
    TargetKind.COUNT: Fields(("measure", *_LEVEL, *_YEAR), _AROUND),
    TargetKind.INCREMENT: Fields(("measure", *_LEVEL, *_YEAR), (*_AROUND, "base_year")),
    TargetKind.RECURRING_SHARE: Fields(("measure", *_LEVEL), _YEAR),
    TargetKind.MAINTAINED_SHARE: Fields(("measure", *_LEVEL, *_YEAR), _AROUND),
    TargetKind.DIRECTION: Fields(("measure",), _YEAR),
    TargetKind.OTHER: Fields(("measure",), ("reduction_percent", *_LEVEL, "base_year", *_YEAR, *_AROUND)),
}


def needs(kind: str, field: str) -> bool:
    return field in FIELDS[kind].needed


def value_field(kind: str) -> str:
    """The field that holds how much a kind promises; empty where it promises no number."""
    return next((name for name in ("reduction_percent", "level") if needs(kind, name)), "")


STATUS_OF = {
    QuestionCode.QUANTITY: "quantity_status",
    QuestionCode.BOUNDARY: "boundary_status",
    QuestionCode.BASE_YEAR: "base_year_status",
    QuestionCode.TARGET_YEAR: "target_year_status",
    QuestionCode.BASE_VALUE: "base_value_status",
}
"""The status that the answer to a question settles."""

TYPED_CODES = (*STATUS_OF, QuestionCode.VALUE, QuestionCode.TOLERANCE)
"""Questions that are answered in a field; the others are answered in words or by declaring a target."""


def leaves_open(version: TargetVersion) -> list[QuestionCode]:
    """The typed questions that a version does not answer by what is stated in it."""
    found = [code for code, status in STATUS_OF.items() if getattr(version, status) != Provenance.STATED]
    field = value_field(version.kind)
    if field and getattr(version, field) is None:
        found.append(QuestionCode.VALUE)
    if version.year_qualifier == YearQualifier.AROUND and version.tolerance_years is None:
        found.append(QuestionCode.TOLERANCE)
    return found
