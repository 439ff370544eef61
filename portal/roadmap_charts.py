"""Roadmaps drawn: emissions by sector stacked without actions, a line with actions, peaks flagged."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from accounts import numbers
from plans.forecast import Peak
from portal.axes import NARROW, WIDE, Axes, Points, Size, joined
from portal.labels import Box, Label, Labels, Word, px

UNIT = "tCO2e"
ROOM_FOR_A_NUMBER = 13
NOTHING = Decimal(0)
WITHOUT, WITH, OTHER = "without", "with", "other"
"""Kinds of lines, drawn in three ways."""


@dataclass(frozen=True)
class Layer:
    """A sector without actions: tonnes by year, in the order of the years."""

    number: int
    label: str
    tonnes: Sequence[Decimal]


@dataclass(frozen=True)
class Line:
    """A total by year; its peak is flagged with year and level, `word` says which line it is."""

    kind: str
    word: str
    points: Points
    peak: Peak | None = None


@dataclass(frozen=True)
class Area:
    points: str
    tone: int
    number: Label | None


@dataclass(frozen=True)
class Drawing:
    """One size of the chart; every number is text ready for an SVG attribute."""

    name: str
    width: int
    height: int
    left: str
    right: str
    y_ticks: list[Label]
    x_ticks: list[Label]
    areas: list[Area]
    lines: list[tuple[str, str]]
    """Kind and points."""
    peaks: list[tuple[str, str]]
    dots: list[tuple[str, str]]
    labels: list[Label]


@dataclass(frozen=True)
class Chart:
    layers: Sequence[Layer]
    drawings: Sequence[Drawing]
    has_dots: bool = False


def chart(
    years: Sequence[int],
    layers: Sequence[Layer],
    lines: Sequence[Line],
    reported: Mapping[int, Decimal] | None = None,
) -> Chart:
    """`reported`: what accepted reports showed since, in tonnes by year."""
    dots = sorted((reported or {}).items())
    drawings = [_drawn(size, years, layers, lines, dots) for size in (WIDE, NARROW)]
    return Chart(layers, drawings, bool(dots))


def _drawn(
    size: Size, years: Sequence[int], layers: Sequence[Layer], lines: Sequence[Line], dots: Points
) -> Drawing:
    stacked = [
        sum((max(each, NOTHING) for each in year), NOTHING)
        for year in zip(*(layer.tonnes for layer in layers), strict=True)
    ]
    values = [*stacked, *(value for line in lines for _year, value in line.points), *(v for _y, v in dots)]
    scale = Axes(size, [*years, *(year for year, _value in dots)], values, UNIT)
    return Drawing(
        name=size.name,
        width=size.width,
        height=size.height,
        left=px(scale.left),
        right=px(scale.right),
        y_ticks=scale.y_labels(),
        x_ticks=scale.x_labels(),
        areas=_areas(scale, years, layers),
        lines=[(line.kind, scale.line(line.points)) for line in lines],
        peaks=scale.at([(line.peak.year, line.peak.tonnes) for line in lines if line.peak]),
        dots=scale.at(dots),
        labels=_labels(scale, lines, dots),
    )


def _areas(scale: Axes, years: Sequence[int], layers: Sequence[Layer]) -> list[Area]:
    """From the ground up; a sector that takes up more than it emits has no area, the lines know of it."""
    found = []
    ground = [NOTHING] * len(years)
    for tone, layer in enumerate(layers):
        top = [low + max(each, NOTHING) for low, each in zip(ground, layer.tonnes, strict=True)]
        upper = scale.places(list(zip(years, top, strict=True)))
        lower = scale.places(list(zip(years, ground, strict=True)))
        place = None
        if lower[-1][1] - upper[-1][1] >= ROOM_FOR_A_NUMBER:
            middle = (lower[-1][1] + upper[-1][1]) / 2 + 4.5
            place = Label(px(upper[-1][0] - 6), px(middle), "end", str(layer.number), "wedge-number")
        found.append(Area(joined([*upper, *reversed(lower)]), tone % 4, place))
        ground = top
    return found


def _labels(scale: Axes, lines: Sequence[Line], dots: Points) -> list[Label]:
    peaks = scale.places([(line.peak.year, line.peak.tonnes) for line in lines if line.peak])
    taken: Collection[Box] = [(x - 7, y - 16, x + 7, y - 6) for x, y in peaks]
    marks = scale.places([point for line in lines for point in line.points]) + scale.places(dots) * 2
    return Labels(scale.room, marks, list(taken)).placed(_words(scale, lines, dots))


def _words(scale: Axes, lines: Sequence[Line], dots: Points) -> Iterator[Word]:
    for line in lines:
        if line.peak:
            ((x, y),) = scale.places([(line.peak.year, line.peak.tonnes)])
            above = [(x, y - 11), (x, y)]
            yield Word(above, _peak_words(line), "chart__label")
    for line in lines:
        if line.word and not (line.peak and line.peak.year == line.points[-1][0]):
            yield Word(
                scale.places(list(reversed(line.points[len(line.points) // 2 :]))), line.word, line.kind
            )
    if dots:
        yield Word(scale.places([dots[-1]]), _("reported"), "chart__label")


def _peak_words(line: Line) -> str:
    if line.peak is None:
        return ""
    told = {"year": line.peak.year, "amount": numbers.mass(line.peak.tonnes), "line": line.word}
    if not line.word:
        words = _("%(year)s: %(amount)s") if line.peak.ahead else _("peak %(year)s: %(amount)s")
        return words % told
    if line.peak.ahead:
        return _("%(line)s, %(year)s: %(amount)s") % told
    return _("peak %(line)s, %(year)s: %(amount)s") % told
