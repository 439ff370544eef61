"""Restating figures from their masses to one set of global warming potentials."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from trajectory.checks import require_amount
from trajectory.exact import EXACT
from trajectory.figures import Figure, Part
from trajectory.inputs import Potentials
from trajectory.outcome import Flag
from trajectory.vocabulary import FlagCode, Missing

ROUNDING = Decimal("0.005")
"""fraction of a row's value by which its masses may miss it: reporters round (Milepost's own)."""


def to_one_set(
    figures: Sequence[Figure], years: Iterable[int], anchor: Figure, potentials: Potentials
) -> tuple[tuple[Figure, ...], tuple[Flag, ...]]:
    """The figures in one set, those of `years` all, the others where their masses allow; a flag if any was
    restated.

    The set is the anchor's if every figure of `years` can be stated in it, else the first other set among
    them in which they can; if there is none, all stays as it is.
    """
    needed = [each for each in figures if each.year in set(years)]
    sets = dict.fromkeys(each.basis.gwp_set for each in (anchor, *needed))
    for name in sets:
        if not any(isinstance(in_set(each, name, potentials), Missing) for each in needed):
            return _restated(figures, name, potentials)
    return tuple(figures), ()


def in_set(figure: Figure, name: str | Missing, potentials: Potentials) -> Figure | Missing:
    """The figure stated in a set; Missing where it does not hold the masses for that."""
    own = figure.basis.gwp_set
    if own == name:
        return figure
    if isinstance(own, Missing) or isinstance(name, Missing) or not is_whole(figure):
        return Missing.NOT_STATED
    parts = [_part_in_set(part, own, name, potentials) for part in figure.parts]
    found = tuple(part for part in parts if not isinstance(part, Missing))
    if len(found) < len(parts):
        return Missing.NOT_STATED
    return replace(
        figure,
        value=total(part.value for part in found),
        basis=replace(figure.basis, gwp_set=name),
        parts=found,
        reported=first_stated(figure),
    )


def is_whole(figure: Figure) -> bool:
    """Whether its parts are known and make up its value."""
    return bool(figure.parts) and total(part.value for part in figure.parts) == figure.value


def first_stated(figure: Figure) -> Decimal:
    """The value as it was before anything was restated."""
    return figure.value if isinstance(figure.reported, Missing) else figure.reported


def total(values: Iterable[Decimal]) -> Decimal:
    """The exact sum."""
    found = Decimal(0)
    for value in values:
        found = EXACT.add(found, value)
    return found


def _restated(
    figures: Sequence[Figure], name: str | Missing, potentials: Potentials
) -> tuple[tuple[Figure, ...], tuple[Flag, ...]]:
    found, years = [], []
    for figure in figures:
        stated = in_set(figure, name, potentials)
        if isinstance(stated, Missing) or stated is figure:
            found.append(figure)
        else:
            found.append(stated)
            years.append(figure.year)
    flag = Flag(FlagCode.RESTATED_GWP, {"sets_list": (str(name),), "years_list": tuple(years)})
    return tuple(found), (flag,) if years else ()


def _part_in_set(part: Part, own: str, name: str, potentials: Potentials) -> Part | Missing:
    """The part in another set; Missing where its masses are not all there, or a potential is not."""
    if not part.masses:
        return Missing.NOT_STATED if part.value else part
    stated, restated = _warming(part, own, potentials), _warming(part, name, potentials)
    if isinstance(stated, Missing) or isinstance(restated, Missing):
        return Missing.NOT_STATED
    missed = EXACT.abs(EXACT.subtract(stated, part.value))
    if missed > EXACT.multiply(ROUNDING, EXACT.abs(part.value)):
        return Missing.NOT_STATED
    return replace(part, value=restated)


def _warming(part: Part, name: str, potentials: Potentials) -> Decimal | Missing:
    """t CO2e of the part's masses by a set; Missing where the set lacks a gas that occurs."""
    factors = potentials.get(name, {})
    products = []
    for gas, mass in part.masses.items():
        if not mass:
            continue
        if gas not in factors:
            return Missing.NOT_STATED
        require_amount(factors[gas], f"the potential of {gas} in {name}")
        products.append(EXACT.multiply(mass, factors[gas]))
    return total(products)
