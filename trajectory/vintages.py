"""Which figure of a year counts, where a year has several: later vintages, and releases of several years."""

from collections.abc import Iterable
from datetime import date

from trajectory.errors import TrajectoryError
from trajectory.figures import Figure
from trajectory.vocabulary import Missing

Release = dict[int, Figure]
"""The figures of one edition by year."""


def choose(
    figures: Iterable[Figure], base_year: int | Missing, last_year: int | Missing, as_of: date
) -> tuple[Figure, ...]:
    """One figure a year, in the order of years, of those stated by `as_of`.

    Of two figures of a year in one edition the later vintage counts. Of several editions the newest that
    holds both the base year (if there is one) and the year to be judged gives all its years, for they were
    restated together; any other year is that of the latest vintage. Raises TrajectoryError where two figures
    of a year were stated on the same day and differ.
    """
    known = [each for each in figures if each.vintage is Missing.NOT_STATED or _day(each) <= as_of]
    by_year = {each.year: each for each in known}
    if len(by_year) == len(known):
        return tuple([by_year[year] for year in sorted(by_year)])
    release = _release(known, base_year, _judged_year(by_year, last_year))
    rest = [each for each in known if each.year not in release]
    chosen = _latest(rest) | release
    return tuple(chosen[year] for year in sorted(chosen))


def _judged_year(years: Iterable[int], last_year: int | Missing) -> int:
    """The latest year on record up to the target year; the latest of all where none lies before it."""
    held = sorted(years)
    if isinstance(last_year, Missing):
        return held[-1]
    return max((year for year in held if year <= last_year), default=held[-1])


def _release(figures: list[Figure], base_year: int | Missing, judged_year: int) -> Release:
    """The newest edition that holds both years; empty where none does. Only a named edition is a release."""
    needed = {judged_year} if isinstance(base_year, Missing) else {base_year, judged_year}
    editions: dict[str, list[Figure]] = {}
    for each in figures:
        if not isinstance(each.basis.edition, Missing):
            editions.setdefault(each.basis.edition, []).append(each)
    complete = [
        (max(_day(each) for each in held), edition)
        for edition, held in editions.items()
        if needed <= {each.year for each in held}
    ]
    return _latest(editions[max(complete)[1]]) if complete else {}


def _latest(figures: Iterable[Figure]) -> Release:
    """The figure of the latest vintage of each year; of equal ones the first by source."""
    found: Release = {}
    for figure in sorted(figures, key=lambda each: (each.source, str(each.value))):
        held = found.setdefault(figure.year, figure)
        if _day(figure) > _day(held):
            found[figure.year] = figure
    for figure in figures:
        _require_same(found[figure.year], figure)
    return found


def _require_same(held: Figure, other: Figure) -> None:
    """Two figures of one year and day are one figure, or a contradiction."""
    if _day(held) != _day(other):
        return
    if (held.value, held.basis, held.parts) != (other.value, other.basis, other.parts):
        raise TrajectoryError(
            f"Two figures of {held.year} differ ({held.value} and {other.value}); "
            "pass only the one that the target counts."
        )


def _day(figure: Figure) -> date:
    """When it was stated; a figure that does not say so gives way to any that does."""
    return date.min if isinstance(figure.vintage, Missing) else figure.vintage
