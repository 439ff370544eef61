"""Where the words of a chart stand: direct labels instead of a legend."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from accounts import numbers

if TYPE_CHECKING:
    from portal.charts import Plot

Points = Sequence[tuple[int, Decimal]]
LETTER, WIDE_LETTER, LINE = 7.6, 13.5, 15  # estimated widths of letters, Latin and Chinese; height of a line
SHIFTS = ((0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1), (-1, -2), (-1, 2), (1, -2), (1, 2))
"""Where a label may stand beside its place, the best first: to a side, above or below."""
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Label:
    x: str
    y: str
    anchor: str
    text: str
    kind: str = ""


def px(length: float) -> str:
    return f"{length:.1f}".removesuffix(".0")


def text_width(text: str) -> float:
    return sum(WIDE_LETTER if ord(letter) > 0x2E80 else LETTER for letter in text)


def place_labels(plot: Plot) -> list[Label]:
    return Labels(plot).placed()


class Labels:
    """Puts the few words of a chart where they cover neither each other nor a point, if that can be."""

    def __init__(self, plot: Plot) -> None:
        self.plot = plot
        series = plot.series
        self.marks = [(plot.x(year), plot.y(value)) for year, value in series.figures]
        self.marks += [(plot.x(year), plot.y(value)) for year, value in _between(series.path)]
        if series.goal_year and series.goal_value is None:  # a line from top to bottom
            self.marks += [(plot.x(series.goal_year), y) for y in range(int(plot.top), int(plot.bottom), 8)]
        self.taken: list[Box] = []
        self.labels: list[Label] = []

    def placed(self) -> list[Label]:
        series, plot = self.plot.series, self.plot
        if series.goal_year and series.goal_label:
            value = series.goal_value
            x, y = plot.x(series.goal_year), plot.y(value) if value is not None else plot.top + 20
            self.taken.append((x - 3, y - 22, x + 16, y + 4))  # the flag
            self.put(x, y - 4, series.goal_label, "goal-label")
        for year, value in self._told():
            text = f"{year}: {numbers.amount(value, series.unit)}"
            self.put(plot.x(year), plot.y(value), text, "chart__label")
        if len(series.path) > 1 and series.path_label:
            self._on_line(series.path, series.path_label, "path-label", 0.45)
        if len(series.straight_line) > 1 and series.straight_label:
            self._on_line(series.straight_line, series.straight_label, "straight-label", 0.6)
        return self.labels

    def _told(self) -> list[tuple[int, Decimal]]:
        """The figures worth a word: the latest, the peak that counts, the first."""
        figures = list(self.plot.series.figures)
        told = figures[-1:]
        told += [point for point in figures if point[0] == self.plot.series.peak_year and point not in told]
        return told + [point for point in figures[:1] if point not in told]

    def _on_line(self, points: Points, text: str, kind: str, share: float) -> None:
        longest = max(pairwise(points), key=lambda pair: pair[1][0] - pair[0][0])
        (x1, y1), (x2, y2) = ((self.plot.x(year), self.plot.y(value)) for year, value in longest)
        self.put(x1 + (x2 - x1) * share, y1 + (y2 - y1) * share, text, kind)

    def put(self, x: float, y: float, text: str, kind: str) -> None:
        dx, box = self._cheapest(x, y, text_width(text))
        left, top, right, bottom = box
        self.taken.append(box)
        anchor, at = {0: ("middle", (left + right) / 2), 1: ("start", left), -1: ("end", right)}[dx]
        self.labels.append(Label(px(at), px((top + bottom) / 2 + 4.5), anchor, text, kind))

    def _cheapest(self, x: float, y: float, width: float) -> tuple[int, Box]:
        """The side (dx) and the box that cover least; the first that covers nothing ends the search."""
        least, found = math.inf, (0, self._box(x, y, width, 0, -1))
        for dx, dy in SHIFTS:
            box = self._box(x, y, width, dx, dy)
            cost = self._cost(box)
            if cost < least:
                least, found = cost, (dx, box)
            if not cost:
                break
        return found

    def _box(self, x: float, y: float, width: float, dx: int, dy: int) -> Box:
        """Above a place (dy below 0) or below it, centred (dx 0) or to a side, inside the plot."""
        plot = self.plot
        left = x - width / 2 + dx * (width / 2 + 10)
        left = min(max(left, plot.left + 4), plot.width - width - 2)
        middle = y + dy * 17
        return left, middle - LINE / 2, left + width, middle + LINE / 2

    def _cost(self, box: Box) -> float:
        left, top, right, bottom = box
        cost = sum(
            500.0
            for other in self.taken
            if left < other[2] and other[0] < right and top < other[3] and other[1] < bottom
        )
        cost += sum(20.0 for x, y in self.marks if left - 6 < x < right + 6 and top - 6 < y < bottom + 6)
        outside = max(0.0, 2 - top) + max(0.0, bottom - self.plot.bottom + 2)
        return cost + 30 * outside


def _between(points: Points) -> Iterable[tuple[int, Decimal]]:
    """Points along a line, year by year, so that words keep off it."""
    for (first, low), (last, high) in pairwise(points):
        for year in range(first, last + 1):
            yield year, low + (high - low) * (year - first) / max(last - first, 1)
