"""Which typed fields a kind of target lives on; loading, forms and actions read the same table."""

from __future__ import annotations

from dataclasses import dataclass

from pledges.enums import TargetKind


@dataclass(frozen=True, slots=True)
class Fields:
    """`needed` must be there before a target of the kind can be judged; `open` may be left out."""

    needed: tuple[str, ...]
    open: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        return self.needed + self.open

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
