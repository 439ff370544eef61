"""Bringing figures together that were made in different ways, before they are compared: from their masses to
one set of global warming potentials, then on the rows that all of them hold."""

from collections.abc import Sequence
from dataclasses import dataclass

from trajectory.common_rows import on_common_rows
from trajectory.figures import Basis, Figure
from trajectory.inputs import Potentials
from trajectory.outcome import Flag
from trajectory.thresholds import Thresholds
from trajectory.vocabulary import Missing
from trajectory.warming import to_one_set


@dataclass(frozen=True, slots=True)
class Together:
    """Figures in their order, as far as they could be brought together, and what was done to them."""

    figures: tuple[Figure, ...]
    flags: tuple[Flag, ...] = ()


def bring_together(
    figures: tuple[Figure, ...],
    compared: Sequence[Figure],
    anchor: Figure,
    potentials: Potentials,
    thresholds: Thresholds,
) -> Together:
    """Restate what can be restated so that `compared` agree, and the other figures as far as they can follow.

    One figure a year; `compared` are some of them, and `anchor`, the one that is judged, is among these. They
    come to its GWP set, or it to theirs where they have no masses. What still differs is left for `compare`
    to find. Costs next to nothing where all bases are equal.
    """
    if _are_alike(figures) or not any(each.parts for each in figures):
        return Together(figures)
    years = {each.year for each in compared}
    figures, of_gases = to_one_set(figures, years, anchor, potentials)
    (anchor,) = (each for each in figures if each.year == anchor.year)
    figures, of_rows = on_common_rows(figures, years, anchor, thresholds.common_share)
    return Together(figures, of_gases + of_rows)


def bring_run_together(
    figures: tuple[Figure, ...], potentials: Potentials, thresholds: Thresholds
) -> Together:
    """The same for a peak, whose maximum is not known before: the longest run up to the latest figure that
    can be brought together, and the figures before it as far as they can follow."""
    for first in range(len(figures)):
        run = figures[first:]
        together = bring_together(figures, run, figures[-1], potentials, thresholds)
        if len({_restatable(each.basis) for each in together.figures[first:]}) == 1:
            return together
    return Together(figures)


def _are_alike(figures: Sequence[Figure]) -> bool:
    """Whether all have one basis; figures made together share the object, which is seen at once."""
    bases = {id(each.basis): each.basis for each in figures}
    return len(bases) < 2 or len(set(bases.values())) == 1


def _restatable(basis: Basis) -> tuple[str | Missing, ...]:
    """What restating can bring to agree."""
    return basis.gwp_set, basis.level, basis.rows
