"""Small lines of figures for tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from portal.labels import px


@dataclass(frozen=True)
class Spark:
    """A small line of figures: 112 by 28 units."""

    line: str
    dots: list[tuple[str, str]]
    is_reference: bool
    first_year: int
    last_year: int
    first_value: Decimal
    last_value: Decimal
    unit: str


def spark(figures: Sequence[tuple[int, Decimal]], *, is_reference: bool, unit: str) -> Spark | None:
    """From zero to the highest; a dot on the last figure. None without figures."""
    if not figures:
        return None
    highest = max(value for _year, value in figures) or Decimal(1)
    first, last = figures[0][0], figures[-1][0]
    span = max(last - first, 1)
    at = [
        (px(4 + 104 * (year - first) / span), px(24 - 20 * float(max(value, Decimal(0)) / highest)))
        for year, value in figures
    ]
    line = " ".join(f"{x},{y}" for x, y in at) if len(at) > 1 else ""
    ends = (first, last, figures[0][1], figures[-1][1])
    return Spark(line, at[-1:], is_reference, *ends, unit)
