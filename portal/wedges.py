"""What a plan's actions save, stacked year by year up to what a target needs: one wedge an action.

The scale counts tonnes a year less than in the latest figure, from zero; the flag is what the goal needs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import numbers
from plans.counting import Counted
from plans.gap import Gap, Goal
from plans.reductions import NOTHING, Wedge, wedges
from portal import axes
from portal.axes import NARROW, WIDE, Axes, Size, joined
from portal.labels import Label, px

MOST = 8
"""As many wedges as can be told apart; what the smaller actions save is drawn as one."""
ROOM_FOR_A_NUMBER, ROOM_FOR_WORDS = 13, 26
UNIT = "tCO2e"


@dataclass(frozen=True)
class Layer:
    """An action in the chart, or the small ones together; `tonnes` year by year, beyond the first."""

    number: int
    title: str
    tonnes: Sequence[Decimal]
    is_late: bool = False
    is_rest: bool = False

    @property
    def last(self) -> Decimal:
        return self.tonnes[-1]


@dataclass(frozen=True)
class Area:
    """A layer as it is drawn; `tone` names its tint."""

    points: str
    layer: Layer
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
    total: str
    """The line of what all save together, where some actions end before the target's year."""
    needed: str
    goal: tuple[str, str]
    missing: tuple[str, str, str] | None
    """Place to the right, upper and lower end of what remains."""
    labels: list[Label]


@dataclass(frozen=True)
class Chart:
    """The layers and both drawings of them."""

    finding: str
    unit: str
    layers: Sequence[Layer]
    drawings: Sequence[Drawing]
    goal: Goal
    gap: Gap


def chart(goal: Goal, gap: Gap, counted: Counted) -> Chart:
    """The chart of a plan held against a goal that is still ahead."""
    years = range(goal.latest_year, goal.target_year + 1)
    beyond = _beyond(years, counted)
    layers = _layers(beyond, counted)
    together = [sum((each[place] for each in beyond), NOTHING) for place in range(len(years))]
    drawings = [_drawn(size, goal, gap, layers, together) for size in (WIDE, NARROW)]
    highest = max(gap.needed, sum((each.last for each in layers), NOTHING))
    return Chart(_finding(goal, gap), axes.unit_words(highest, UNIT), layers, drawings, goal, gap)


def _finding(goal: Goal, gap: Gap) -> str:
    percent = 100 * max(gap.promised, NOTHING) / gap.needed
    told = {
        "year": goal.target_year,
        "remaining": numbers.mass_in_words(gap.remaining),
        "percent": numbers.percent(percent, 1 if 0 < percent < 1 else 0),
    }
    if gap.is_closed:
        return _("The plan promises all that the goal of %(year)s still needs") % told
    return _("The plan promises %(percent)s of what the goal of %(year)s needs; %(remaining)s remains") % told


def _beyond(years: range, counted: Counted) -> list[list[Decimal]]:
    """By action, in order: what it saves in each year beyond what it saved in the first."""
    by_year: list[list[Wedge]] = [wedges(counted.promises, counted.shared, year) for year in years]
    first = by_year[0]
    return [
        [year[place].counted - first[place].counted for year in by_year]
        for place in range(len(counted.promises))
    ]


def _layers(beyond: Sequence[Sequence[Decimal]], counted: Counted) -> list[Layer]:
    """The actions that save most in the target's year, in the plan's order, late ones on top."""
    saving = [place for place, tonnes in enumerate(beyond) if max(tonnes) > 0]
    largest = set(sorted(saving, key=lambda place: (-beyond[place][-1], place))[:MOST])
    ordered = sorted(largest, key=lambda place: (counted.promises[place].late, place))
    layers = [
        Layer(
            number,
            str(counted.doings[place].action.title),
            [max(each, NOTHING) for each in beyond[place]],
            counted.promises[place].late,
        )
        for number, place in enumerate(ordered, 1)
    ]
    small = [beyond[place] for place in saving if place not in largest]
    if small:
        words = ngettext("%(count)s smaller action", "%(count)s smaller actions together", len(small))
        sums = [sum((max(each, NOTHING) for each in year), NOTHING) for year in zip(*small, strict=True)]
        layers.insert(0, Layer(0, words % {"count": len(small)}, sums, is_rest=True))
    return layers


def _drawn(size: Size, goal: Goal, gap: Gap, layers: Sequence[Layer], together: Sequence[Decimal]) -> Drawing:
    years = list(range(goal.latest_year, goal.target_year + 1))
    tops = [sum(year, NOTHING) for year in zip(*(each.tonnes for each in layers), strict=True)]
    scale = Axes(size, years, [gap.needed, *tops], UNIT)
    flag = scale.places([(goal.target_year, gap.needed)])[0]
    promised = scale.y(max(gap.promised, NOTHING))
    ends_apart = bool(tops) and list(tops) != list(together)
    return Drawing(
        name=size.name,
        width=size.width,
        height=size.height,
        left=px(scale.left),
        right=px(scale.right),
        y_ticks=scale.y_labels(),
        x_ticks=scale.x_labels(),
        areas=_areas(scale, years, layers),
        total=scale.line(list(zip(years, together, strict=True))) if ends_apart else "",
        needed=scale.line([(goal.latest_year, NOTHING), (goal.target_year, gap.needed)]),
        goal=(px(flag[0]), px(flag[1])),
        missing=None if gap.is_closed else (px(flag[0] + 6), px(flag[1]), px(promised)),
        labels=_labels(goal, gap, flag, promised),
    )


def _areas(scale: Axes, years: Sequence[int], layers: Sequence[Layer]) -> list[Area]:
    """The layers from the ground up."""
    found = []
    ground = [NOTHING] * len(years)
    for tone, layer in enumerate(layers):
        top = [low + each for low, each in zip(ground, layer.tonnes, strict=True)]
        upper = scale.places(list(zip(years, top, strict=True)))
        lower = scale.places(list(zip(years, ground, strict=True)))
        place = None
        if layer.number and lower[-1][1] - upper[-1][1] >= ROOM_FOR_A_NUMBER:
            middle = (lower[-1][1] + upper[-1][1]) / 2 + 4.5
            place = Label(px(upper[-1][0] - 6), px(middle), "end", str(layer.number), "wedge-number")
        found.append(Area(joined([*upper, *reversed(lower)]), layer, tone % 4, place))
        ground = top
    return found


def _labels(goal: Goal, gap: Gap, flag: tuple[float, float], promised: float) -> list[Label]:
    """What is needed, beside the flag; what remains, where there is room for it below."""
    x, y = flag
    told = {"year": goal.target_year, "tonnes": numbers.mass(gap.needed)}
    words = _("needed by %(year)s: %(tonnes)s") % told
    found = [Label(px(x - 8), px(y - 7), "end", words, "goal-label")]
    if not gap.is_closed and promised - y >= ROOM_FOR_WORDS:
        words = _("remains: %(tonnes)s") % {"tonnes": numbers.mass(gap.remaining)}
        found.append(Label(px(x - 8), px((y + promised) / 2 + 10), "end", words, "rest-label"))
    return found
