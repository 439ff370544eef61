"""The scales of a chart: years to the right, values upwards from zero. Lengths are SVG units, about
a pixel each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import floor, log10

from accounts import numbers
from portal.labels import Box, Label, px, text_width

Points = Sequence[tuple[int, Decimal]]

LEFT, RIGHT, TOP, BOTTOM = 8, 22, 30, 30
"""Room around the plot; numbers beside the axis take more on the left."""


@dataclass(frozen=True)
class Size:
    """One drawing of a chart: for wide screens and paper, or for phones, so that words keep their size."""

    name: str
    width: int
    height: int
    ticks: int


WIDE, NARROW = Size("wide", 720, 330, 4), Size("narrow", 340, 270, 3)


class Axes:
    """Where a year and a value lie in a drawing."""

    def __init__(self, size: Size, years: Iterable[int], values: Iterable[Decimal], unit: str) -> None:
        self.size, self.unit = size, unit
        known = list(years)
        self.first, self.last = min(known), max(known)
        if self.first == self.last:
            self.first, self.last = self.first - 1, self.last + 1
        self.ticks = nice_ticks(max(values), size.ticks)
        self.left = LEFT + max(text_width(text) for text in self._tick_texts()) + 6
        self.right = size.width - RIGHT
        self.top, self.bottom = TOP, size.height - BOTTOM

    @property
    def highest(self) -> Decimal:
        return self.ticks[-1] or Decimal(1)

    @property
    def room(self) -> Box:
        """Where words may stand."""
        return self.left, 2.0, float(self.size.width), self.bottom - 2

    def x(self, year: float) -> float:
        return self.left + 6 + (self.right - self.left - 6) * (year - self.first) / (self.last - self.first)

    def y(self, value: Decimal) -> float:
        return self.bottom - (self.bottom - self.top) * float(max(value, Decimal(0)) / self.highest)

    def places(self, points: Points) -> list[tuple[float, float]]:
        return [(self.x(year), self.y(value)) for year, value in points]

    def at(self, points: Points) -> list[tuple[str, str]]:
        return [(px(x), px(y)) for x, y in self.places(points)]

    def line(self, points: Points) -> str:
        return joined(self.places(points)) if len(points) > 1 else ""

    def wedge(self, start: tuple[int, Decimal], ends: Iterable[tuple[int, Decimal]]) -> str:
        """What lies between the straight lines from one point to two others, as far as the plot reaches."""
        low, high = (self._within(start, end) for end in ends)
        return joined([*low, *reversed(high)])

    def _within(self, start: tuple[int, Decimal], end: tuple[int, Decimal]) -> list[tuple[float, float]]:
        """A straight line that goes on along the edge where it would leave the plot."""
        (first, begin), (last, value) = start, end
        edge = min(max(value, Decimal(0)), self.highest)
        crossing = first + (last - first) * float((edge - begin) / (value - begin)) if edge != value else last
        return [
            (self.x(first), self.y(begin)),
            (self.x(crossing), self.y(edge)),
            (self.x(last), self.y(edge)),
        ]

    def y_labels(self) -> list[Label]:
        pairs = zip(self.ticks, self._tick_texts(), strict=True)
        return [Label(px(self.left - 6), px(self.y(tick)), "end", text) for tick, text in pairs]

    def x_labels(self) -> list[Label]:
        years = year_ticks(self.first, self.last, self.right - self.left)
        return [Label(px(self.x(year)), px(self.bottom + 19), "middle", str(year)) for year in years]

    def _tick_texts(self) -> list[str]:
        """Numbers in one unit for all ticks; the highest names it."""
        scale, word = _scale(self.ticks[-1], self.unit)
        texts = [numbers.grouped(tick / scale) for tick in self.ticks]
        return [*texts[:-1], f"{texts[-1]}{word}"]


def joined(places: Iterable[tuple[float, float]]) -> str:
    """Places as the points of an SVG line."""
    return " ".join(f"{px(x)},{px(y)}" for x, y in places)


def nice_ticks(highest: Decimal, wanted: int = 4) -> list[Decimal]:
    """Zero and about `wanted` round steps that reach `highest`."""
    if highest <= 0:
        return [Decimal(0)]
    rough = float(highest) / wanted
    size = Decimal(10) ** floor(log10(rough))
    step = next(size * factor for factor in (1, 2, Decimal("2.5"), 5, 10) if size * factor >= Decimal(rough))
    ticks = [Decimal(0)]
    while ticks[-1] < highest:
        ticks.append(ticks[-1] + step)
    return ticks


def year_ticks(first: int, last: int, room: float) -> list[int]:
    """Years to write on the axis: round steps, as many as find room."""
    span = max(last - first, 1)
    step = next((each for each in (1, 2, 5, 10, 20, 50) if span / each * 48 <= room), 100)
    return [year for year in range(first, last + 1) if year % step == 0] or [first]


def _scale(highest: Decimal, unit: str) -> tuple[Decimal, str]:
    """What an axis divides by, and the word for that behind its highest number."""
    if not numbers.is_mass_unit(unit):
        return Decimal(1), "%" if unit.startswith("%") else ""
    if numbers.in_chinese():
        return (numbers.WAN, " 万吨") if highest >= numbers.WAN else (Decimal(1), " 吨")
    return (numbers.MILLION, " Mt") if highest >= numbers.MILLION else (Decimal(1), " t")


def unit_words(highest: Decimal, unit: str) -> str:
    """The unit of an axis that reaches about `highest`, with what is counted: Mt CO₂e."""
    if not numbers.is_mass_unit(unit):
        return numbers.written_unit(unit)
    _divisor, word = _scale(highest, unit)
    return f"{word.strip()} {numbers.written_unit(unit).removeprefix('t').strip()}".strip()
