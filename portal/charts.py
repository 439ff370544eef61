"""Charts as plain numbers: scales and points. The templates draw them (components/chart.html).

Each chart comes in two drawings, one for wide screens and paper, one for phones, so that words keep their
size. Lengths are SVG units of about one pixel; texts are already in the reader's language.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from math import floor, log10

from accounts import numbers
from portal.labels import Label, place_labels, px, text_width

Points = Sequence[tuple[int, Decimal]]

WIDE, NARROW = (720, 330), (340, 270)
LEFT, RIGHT, TOP, BOTTOM = 8, 22, 30, 30


@dataclass(frozen=True)
class Series:
    """What a chart shows, in the measure's unit. A goal without a value is a year alone (a peak)."""

    figures: Points
    is_reference: bool
    unit: str
    path: Points = ()
    straight_line: Points = ()
    goal_year: int = 0
    goal_value: Decimal | None = None
    goal_label: str = ""
    path_label: str = ""
    straight_label: str = ""
    peak_year: int = 0

    @property
    def is_empty(self) -> bool:
        return not self.figures and len(self.path) < 2


@dataclass(frozen=True)
class Drawing:
    """One size of a chart; every number is text ready for an SVG attribute."""

    name: str
    width: int
    height: int
    left: str
    right: str
    top: str
    bottom: str
    y_ticks: list[Label]
    x_ticks: list[Label]
    figures: list[tuple[str, str]]
    joined: list[str]
    path: str
    straight_line: str
    goal: tuple[str, str] | None
    goal_line: str
    labels: list[Label] = field(default_factory=list)


def drawings(series: Series) -> list[Drawing]:
    """The chart in both sizes; nothing where there is nothing to draw."""
    if series.is_empty:
        return []
    return [Plot(series, "wide", *WIDE).drawn(), Plot(series, "narrow", *NARROW).drawn()]


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


def runs(figures: Points) -> list[list[tuple[int, Decimal]]]:
    """Neighbouring years together: a gap in the years is a gap in the line."""
    found: list[list[tuple[int, Decimal]]] = []
    for year, value in figures:
        if found and found[-1][-1][0] == year - 1:
            found[-1].append((year, value))
        else:
            found.append([(year, value)])
    return found


class Plot:
    """The scales of one drawing."""

    def __init__(self, series: Series, name: str, width: int, height: int) -> None:
        self.series, self.name, self.width, self.height = series, name, width, height
        years = [year for points in (series.figures, series.path) for year, _value in points]
        years += [series.goal_year] if series.goal_year else []
        self.first, self.last = min(years), max(years)
        if self.first == self.last:
            self.first, self.last = self.first - 1, self.last + 1
        values = [value for points in (series.figures, series.path) for _year, value in points]
        values += [series.goal_value] if series.goal_value is not None else []
        self.ticks = nice_ticks(max(values), 4 if name == "wide" else 3)
        self.left, self.right = LEFT + self._tick_room(), width - RIGHT
        self.top, self.bottom = TOP, height - BOTTOM

    def _tick_room(self) -> float:
        return max(text_width(text) for text in self._tick_texts()) + 6

    def _tick_texts(self) -> list[str]:
        """Numbers in one unit for all ticks; the highest names it."""
        top, unit = self.ticks[-1], self.series.unit
        scale, word = _scale(top, unit)
        texts = [numbers.grouped(tick / scale) for tick in self.ticks]
        return [*texts[:-1], f"{texts[-1]}{word}"]

    def x(self, year: int) -> float:
        return self.left + 6 + (self.right - self.left - 6) * (year - self.first) / (self.last - self.first)

    def y(self, value: Decimal) -> float:
        top = self.ticks[-1] or Decimal(1)
        return self.bottom - (self.bottom - self.top) * float(max(value, Decimal(0)) / top)

    def at(self, points: Points) -> list[tuple[str, str]]:
        return [(px(self.x(year)), px(self.y(value))) for year, value in points]

    def line(self, points: Points) -> str:
        return " ".join(f"{x},{y}" for x, y in self.at(points)) if len(points) > 1 else ""

    def drawn(self) -> Drawing:
        series = self.series
        goal = None
        if series.goal_year and series.goal_value is not None:
            goal = self.at([(series.goal_year, series.goal_value)])[0]
        return Drawing(
            name=self.name,
            width=self.width,
            height=self.height,
            left=px(self.left),
            right=px(self.right),
            top=px(self.top),
            bottom=px(self.bottom),
            y_ticks=self._y_ticks(),
            x_ticks=self._x_ticks(),
            figures=self.at(series.figures),
            joined=[self.line(run) for run in runs(series.figures) if len(run) > 1],
            path=self.line(series.path),
            straight_line=self.line(series.straight_line) if series.straight_label else "",
            goal=goal,
            goal_line=px(self.x(series.goal_year)) if series.goal_year else "",
            labels=place_labels(self),
        )

    def _y_ticks(self) -> list[Label]:
        pairs = zip(self.ticks, self._tick_texts(), strict=True)
        return [Label(px(self.left - 6), px(self.y(tick)), "end", text) for tick, text in pairs]

    def _x_ticks(self) -> list[Label]:
        years = year_ticks(self.first, self.last, self.right - self.left)
        return [Label(px(self.x(year)), px(self.bottom + 19), "middle", str(year)) for year in years]


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
