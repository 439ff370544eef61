"""What the judge needs to bring figures together that were made in different ways: the potentials of the sets
they are stated in, the years of changed methods, and rows that do not give away what is confidential."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import trajectory
from inventories.gases import table
from trajectory import Missing, Part


def potentials_for(figures: Sequence[trajectory.Figure]) -> trajectory.Potentials:
    """The potentials of the sets and gases that occur in the figures; none where no masses are known."""
    apart = [figure for figure in figures if figure.parts]
    gases = {gas for figure in apart for part in figure.parts for gas in part.masses}
    if not gases:
        return {}
    sets = {figure.basis.gwp_set for figure in figures}
    return {
        name: {gas: factor for gas, factor in factors.items() if gas in gases}
        for name, factors in table().items()
        if name in sets
    }


def method_changes(figures: Iterable[trajectory.Figure]) -> tuple[int, ...]:
    """The years in which a method changed: the figure of such a year is the first to reflect it."""
    methods = {figure.basis.method for figure in figures}
    return tuple(sorted(int(method) for method in methods if not isinstance(method, Missing)))


def guarded(rows: tuple[Part, ...]) -> tuple[Part, ...]:
    """Where one row is confidential, none may be left out, for others are withheld beside it; nor do masses
    count: a second total, by other potentials, would be a second equation for what is withheld. It tells
    nothing of rows that are all withheld."""
    if len({each.is_confidential for each in rows}) < 2:
        return rows
    return tuple(replace(each, masses={}, is_confidential=True) for each in rows)
