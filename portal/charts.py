"""Charts as plain numbers: marks, lines and words. The templates draw them (components/chart.html).

Each chart comes in two drawings, one for wide screens and paper, one for phones. Texts are already in the
reader's language.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from django.utils.translation import gettext as _

from accounts import numbers
from portal.axes import NARROW, WIDE, Axes, Points, Size
from portal.labels import Label, Labels, Word, px

Point = tuple[int, Decimal]

MOST_BEYOND = Decimal("1.5")
"""How far above everything else the projection may draw the axis."""


@dataclass(frozen=True)
class Band:
    """The projection: from the latest figure to the target year, at one pace and at another."""

    start: Point
    ends: tuple[Point, Point]
    label: str


@dataclass(frozen=True)
class Series:
    """What a chart shows, in the measure's unit. A goal without a value is a year alone (a peak).

    `restated`: years whose figures are not as they were reported. `breaks`: years from which on figures are
    made otherwise. `declared`: a point that is no figure. `unknown_until`: a year to which figures are
    missing, because they have grown old.
    """

    figures: Points
    is_reference: bool
    unit: str
    path: Points = ()
    straight_line: Points = ()
    scenario: Points = ()
    goal_year: int = 0
    goal_value: Decimal | None = None
    goal_label: str = ""
    path_label: str = ""
    straight_label: str = ""
    scenario_label: str = ""
    peak_year: int = 0
    restated: Collection[int] = ()
    breaks: Collection[int] = ()
    declared: Point | None = None
    band: Band | None = None
    unknown_until: int = 0
    unknown_label: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.figures and len(self.path) < 2

    def years(self) -> Iterator[int]:
        for points in (self.figures, self.path, self.scenario):
            yield from (year for year, _value in points)
        yield from (year for year in (self.goal_year, self.unknown_until) if year)
        yield from (point[0] for point in (self.declared,) if point)

    def highest(self) -> Decimal:
        """The value that the axis must reach."""
        points = [*self.figures, *self.path, *self.scenario]
        values = [value for _year, value in points]
        values += [self.goal_value] if self.goal_value is not None else []
        values += [self.declared[1]] if self.declared else []
        most = max(values)
        ends = [value for _year, value in self.band.ends] if self.band else []
        return max([most, *(min(value, MOST_BEYOND * most) for value in ends)])


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
    rings: list[tuple[str, str]]
    joined: list[str]
    path: str
    straight_line: str
    scenario: str
    band: str
    declared: tuple[str, str] | None
    goal: tuple[str, str] | None
    goal_line: str
    peak: tuple[str, str] | None
    breaks: list[str]
    unknown: tuple[str, str] | None
    """Left edge and width of the years without figures."""
    labels: list[Label] = field(default_factory=list)

    @property
    def depth(self) -> str:
        """From the top of the plot to its ground."""
        return px(float(self.bottom) - float(self.top))


def drawings(series: Series) -> list[Drawing]:
    """The chart in both sizes; nothing where there is nothing to draw."""
    if series.is_empty:
        return []
    return [_drawn(series, size) for size in (WIDE, NARROW)]


def runs(figures: Points, breaks: Collection[int] = ()) -> list[list[Point]]:
    """Neighbouring years together; a gap in the years and another way of counting are gaps in the line."""
    found: list[list[Point]] = []
    for year, value in figures:
        if found and found[-1][-1][0] == year - 1 and year not in breaks:
            found[-1].append((year, value))
        else:
            found.append([(year, value)])
    return found


def _drawn(series: Series, size: Size) -> Drawing:
    axes = Axes(size, series.years(), [series.highest()], series.unit)
    goal = (series.goal_year, series.goal_value) if series.goal_value is not None else None
    return Drawing(
        name=size.name,
        width=size.width,
        height=size.height,
        left=px(axes.left),
        right=px(axes.right),
        top=px(axes.top),
        bottom=px(axes.bottom),
        y_ticks=axes.y_labels(),
        x_ticks=axes.x_labels(),
        figures=axes.at(series.figures),
        rings=axes.at([point for point in series.figures if point[0] in series.restated]),
        joined=[axes.line(run) for run in runs(series.figures, series.breaks) if len(run) > 1],
        path=axes.line(series.path),
        straight_line=axes.line(series.straight_line) if series.straight_label else "",
        scenario=axes.line(series.scenario),
        band=axes.wedge(series.band.start, series.band.ends) if series.band else "",
        declared=_first(axes.at([series.declared] if series.declared else [])),
        goal=_first(axes.at([goal] if goal and series.goal_year else [])),
        goal_line=px(axes.x(series.goal_year)) if series.goal_year else "",
        peak=_first(axes.at(_peak(series))),
        breaks=[px(axes.x(year)) for year in _between_figures(series)],
        unknown=_unknown(series, axes),
        labels=_labels(series, axes),
    )


def _first(places: list[tuple[str, str]]) -> tuple[str, str] | None:
    return places[0] if places else None


def _peak(series: Series) -> list[Point]:
    """The peak that counts, once a later figure shows that it may be one."""
    return [point for point in series.figures[:-1] if point[0] == series.peak_year]


def _between_figures(series: Series) -> Iterator[float]:
    """In the middle between the last figure made one way and the first made another."""
    for (before, _value), (year, _other) in pairwise(series.figures):
        if year in series.breaks:
            yield (before + year) / 2


def _unknown(series: Series, axes: Axes) -> tuple[str, str] | None:
    if not series.unknown_until or not series.figures:
        return None
    left, right = axes.x(series.figures[-1][0]), axes.x(series.unknown_until)
    return px(left), px(right - left)


def _labels(series: Series, axes: Axes) -> list[Label]:
    marks = [*axes.places(series.figures) * 3, *axes.places(_yearly(series.path))]  # figures weigh more
    taken = [(x - 7, y - 16, x + 7, y - 6) for x, y in axes.places(_peak(series))]  # the mark above it
    if series.goal_year and series.goal_value is None:  # a line from top to bottom
        marks += [(axes.x(series.goal_year), float(y)) for y in range(int(axes.top), int(axes.bottom), 8)]
    if series.goal_year and series.goal_label:
        x, y = _goal_place(series, axes)
        taken.append((x - 3, y - 22, x + 16, y + 4))  # the flag
    return Labels(axes.room, marks, taken).placed(_words(series, axes))


def _goal_place(series: Series, axes: Axes) -> tuple[float, float]:
    value = series.goal_value
    return axes.x(series.goal_year), axes.y(value) if value is not None else axes.top + 20


def _words(series: Series, axes: Axes) -> Iterator[Word]:
    """The words of a chart, those that matter most first."""
    if series.goal_year and series.goal_label:
        x, y = _goal_place(series, axes)
        yield Word([(x, y - 4)], series.goal_label, "goal-label")
    for point in _told(series):
        ((x, y),) = axes.places([point])
        above = 11 if point in _peak(series) else 0
        yield Word([(x, y - above), (x, y)], _figure_words(series, *point), "chart__label")
    for place in list(_between_figures(series))[:1]:
        yield Word([(axes.x(place), axes.top + 8)], _("counted otherwise"), "break-label")
    if series.unknown_until and series.figures:
        middle = (axes.x(series.figures[-1][0]) + axes.x(series.unknown_until)) / 2
        yield Word([(middle, axes.top + 8)], series.unknown_label, "unknown-label")
    yield from _line_words(series, axes)


def _line_words(series: Series, axes: Axes) -> Iterator[Word]:
    """Names of lines, each somewhere along its line."""
    if series.band:
        (year, low), (_year, high) = series.band.ends
        middle = [series.band.start, (year, (low + high) / 2)]
        yield Word(_along(axes, middle, (0.6, 0.8, 0.4)), series.band.label, "band-label")
    lines = (
        (series.path, series.path_label, "path-label", (0.45, 0.3, 0.6, 0.75, 0.15)),
        (series.straight_line, series.straight_label, "straight-label", (0.6, 0.4, 0.75, 0.25)),
        (series.scenario, series.scenario_label, "scenario-label", (0.75, 0.5, 0.9, 0.25)),
    )
    for points, text, kind, shares in lines:
        if len(points) > 1 and text:
            yield Word(_along(axes, points, shares), text, kind)


def _along(axes: Axes, points: Points, shares: Iterable[float]) -> list[tuple[float, float]]:
    """Places on a line, at shares of the way from its first year to its last."""
    first, last = points[0][0], points[-1][0]
    years = (first + (last - first) * share for share in shares)
    return [(axes.x(year), axes.y(_value_at(points, year))) for year in years]


def _value_at(points: Points, year: float) -> Decimal:
    """The value of a line in a year between its ends."""
    (first, low), (last, high) = next(pair for pair in pairwise(points) if year <= pair[1][0])
    return low + (high - low) * Decimal(year - first) / (last - first)


def _told(series: Series) -> list[Point]:
    """The figures worth a word: the latest, the peak that counts, the first."""
    figures = list(series.figures)
    told = figures[-1:]
    told += [point for point in figures if point[0] == series.peak_year and point not in told]
    told += [point for point in figures[:1] if point not in told]
    return told + ([series.declared] if series.declared else [])


def _figure_words(series: Series, year: int, value: Decimal) -> str:
    amount = numbers.amount(value, series.unit)
    if (year, value) == series.declared:
        return _("declared for %(year)s: %(amount)s") % {"year": year, "amount": amount}
    if (year, value) in _peak(series):
        return _("peak %(year)s: %(amount)s") % {"year": year, "amount": amount}
    return f"{year}: {amount}"


def _yearly(points: Points) -> list[Point]:
    """Points along a line, year by year, so that words keep off it."""
    return [
        (year, low + (high - low) * (year - first) / max(last - first, 1))
        for (first, low), (last, high) in pairwise(points)
        for year in range(first, last + 1)
    ]
