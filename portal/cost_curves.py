"""Actions ranked by what a tonne costs, a curve for each currency: bars as wide as the tonnes saved.

Currencies are never converted into one another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from accounts import numbers
from plans.counting import Counted
from plans.enums import Currency
from plans.models import Action
from plans.reductions import NOTHING, Costed, costs
from portal import axes
from portal.axes import BOTTOM, LEFT, NARROW, RIGHT, TOP, WIDE, Size
from portal.labels import Label, px, text_width

ROOM_FOR_A_NUMBER = 13


@dataclass(frozen=True)
class Ranked:
    """An action and what it costs; `by_tonnes` is its place by tonnes, from 1; `rank` that on its curve."""

    action: Action
    costed: Costed
    by_tonnes: int
    rank: int = 0


@dataclass(frozen=True)
class Bar:
    x: str
    y: str
    width: str
    height: str
    ranked: Ranked
    number: Label | None


@dataclass(frozen=True)
class Drawing:
    """One size of the curve; every number is text ready for an SVG attribute."""

    name: str
    width: int
    height: int
    left: str
    right: str
    top: str
    bottom: str
    y_ticks: list[Label]
    x_ticks: list[Label]
    bars: list[Bar]


@dataclass(frozen=True)
class Curve:
    """The actions whose costs are in one currency, the cheapest tonne first."""

    currency: str
    ranked: Sequence[Ranked]
    drawings: Sequence[Drawing]
    unit: str

    @property
    def label(self) -> str:
        return str(Currency(self.currency).label)

    @property
    def tonnes(self) -> Decimal:
        return sum((each.costed.tonnes for each in self.ranked), NOTHING)

    @property
    def finding(self) -> str:
        first = self.ranked[0]
        told = {
            "title": first.action.title,
            "cost": numbers.grouped(first.costed.per_tonne or NOTHING, 2),
            "currency": self.currency,
        }
        return _("A tonne costs least with “%(title)s”: %(cost)s %(currency)s") % told


def ranked(counted: Counted, first_year: int, last_year: int) -> list[Ranked]:
    """Every action by the tonnes that it saves over the years, the most first."""
    found = costs(counted.promises, counted.shared, first_year, last_year)
    pairs = zip(counted.doings, found, strict=True)
    ordered = sorted(pairs, key=lambda pair: -pair[1].tonnes)
    return [Ranked(doing.action, costed, place) for place, (doing, costed) in enumerate(ordered, 1)]


def curves(by_tonnes: Sequence[Ranked]) -> list[Curve]:
    """One for each currency in which the cost of a tonne is known."""
    found = []
    for currency in Currency.values:
        mine = [each for each in by_tonnes if each.costed.currency == currency]
        told = [(each.costed.per_tonne, each) for each in mine if each.costed.per_tonne is not None]
        told.sort(key=lambda pair: (pair[0], pair[1].by_tonnes))
        placed = [
            Ranked(each.action, each.costed, each.by_tonnes, rank)
            for rank, (_cost, each) in enumerate(told, 1)
        ]
        if placed:
            drawings = [_drawn(size, placed) for size in (WIDE, NARROW)]
            total = sum((each.costed.tonnes for each in placed), NOTHING)
            found.append(Curve(currency, placed, drawings, axes.unit_words(total, "tCO2e")))
    return found


def _drawn(size: Size, placed: Sequence[Ranked]) -> Drawing:
    total = sum((each.costed.tonnes for each in placed), NOTHING)
    highest = max(each.costed.per_tonne or NOTHING for each in placed)
    y_ticks = axes.nice_ticks(highest, size.ticks)
    texts = [numbers.grouped(tick) for tick in y_ticks]
    left = LEFT + max(text_width(text) for text in texts) + 6
    right, top, bottom = float(size.width - RIGHT), float(TOP), float(size.height - BOTTOM)
    most = y_ticks[-1] or Decimal(1)

    def x(tonnes: Decimal) -> float:
        return left + (right - left) * float(tonnes / total)

    def y(cost: Decimal) -> float:
        return bottom - (bottom - top) * float(cost / most)

    x_ticks = [tick for tick in axes.nice_ticks(total, size.ticks) if tick <= total]
    bars, before = [], NOTHING
    for each in placed:
        cost, after = each.costed.per_tonne or NOTHING, before + each.costed.tonnes
        bars.append(_bar(each, x(before), x(after), y(cost), bottom))
        before = after
    return Drawing(
        name=size.name,
        width=size.width,
        height=size.height,
        left=px(left),
        right=px(right),
        top=px(top),
        bottom=px(bottom),
        y_ticks=[
            Label(px(left - 6), px(y(tick)), "end", text) for tick, text in zip(y_ticks, texts, strict=True)
        ],
        x_ticks=[Label(px(x(tick)), px(bottom + 19), "middle", numbers.mass(tick)) for tick in x_ticks],
        bars=bars,
    )


def _bar(each: Ranked, left: float, right: float, top: float, bottom: float) -> Bar:
    number = None
    if right - left >= ROOM_FOR_A_NUMBER:
        number = Label(px((left + right) / 2), px(top - 5), "middle", str(each.rank), "wedge-number")
    return Bar(px(left), px(top), px(max(right - left, 0.5)), px(bottom - top), each, number)
