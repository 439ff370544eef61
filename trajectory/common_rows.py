"""Comparing figures on the framework rows that all of them hold."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from trajectory.exact import EXACT, to_decimal
from trajectory.figures import Figure
from trajectory.outcome import Flag
from trajectory.vocabulary import FlagCode, Missing
from trajectory.warming import first_stated, is_whole, total

NOT_APPLICABLE = Missing.NOT_APPLICABLE


@dataclass(frozen=True, slots=True)
class Common:
    """The rows to compare on, and the words for them in a basis."""

    rows: frozenset[str]
    framework: str | Missing
    level: str | Missing
    words: str | Missing

    def holds(self, figure: Figure) -> bool:
        """Whether the figure is on these rows as it stands."""
        basis = figure.basis
        same = (basis.framework, basis.level, basis.rows) == (self.framework, self.level, self.words)
        return same and _rows(figure) == self.rows


def on_common_rows(
    figures: Sequence[Figure], years: Iterable[int], anchor: Figure, least: Decimal
) -> tuple[tuple[Figure, ...], tuple[Flag, ...]]:
    """The figures on the rows that those of `years` all hold, the others where they hold these too; a flag if
    any was restated.

    All stays as it is where the common rows make up less than the fraction `least` of any of these figures,
    or where a confidential row would be left out, whose value could then be found by subtraction. Shares are
    of absolute values: rows of removals must not make what is left out look small.
    """
    needed = [each for each in figures if each.year in set(years)]
    common = _common(needed, anchor)
    if isinstance(common, Missing) or not all(_fits(each, common, least) for each in needed):
        return tuple(figures), ()
    found, changed = [], []
    for figure in figures:
        if not common.holds(figure) and _fits(figure, common, least):
            changed.append(figure)
            figure = _on_rows(figure, common)
        found.append(figure)
    return tuple(found), (_flag([*needed, *changed], common),) if changed else ()


def _common(needed: Sequence[Figure], anchor: Figure) -> Common | Missing:
    """The rows that all these figures hold, in whole groups; Missing where there is none."""
    framework = anchor.basis.framework
    if isinstance(framework, Missing):
        return NOT_APPLICABLE
    held = frozenset.intersection(*(_rows(each) for each in needed))
    rows = frozenset[str]().union(*(group for group in _groups(needed) if group <= held))
    return _in_words(rows, framework, needed, anchor) if rows else NOT_APPLICABLE


def _in_words(rows: frozenset[str], framework: str, needed: Sequence[Figure], anchor: Figure) -> Common:
    """The words are those of a figure that keeps all its rows, the anchor first; else the rows themselves."""
    for figure in (anchor, *needed):
        if _rows(figure) == rows:
            return Common(rows, framework, figure.basis.level, figure.basis.rows)
    levels = {each.basis.level for each in needed}
    level = levels.pop() if len(levels) == 1 else NOT_APPLICABLE
    return Common(rows, framework, level, ",".join(sorted(rows)))


def _groups(figures: Iterable[Figure]) -> list[frozenset[str]]:
    """The rows in groups of those that one figure or another states together (included elsewhere)."""
    group_of: dict[str, set[str]] = {}
    for part in (part for figure in figures for part in figure.parts):
        one = group_of.setdefault(part.row, {part.row})
        if part.included_in:
            other = group_of.setdefault(part.included_in, {part.included_in})
            one |= other
            for row in other:
                group_of[row] = one
    return [frozenset(group) for group in {id(each): each for each in group_of.values()}.values()]


def _fits(figure: Figure, common: Common, least: Decimal) -> bool:
    """Whether a figure can be stated on the rows: it holds them, apart from others, and little else."""
    if figure.basis.framework != common.framework or not is_whole(figure):
        return False
    if not common.rows <= _rows(figure):
        return False
    crosses = any(
        part.included_in and (part.row in common.rows) != (part.included_in in common.rows)
        for part in figure.parts
    )
    hides = any(part.is_confidential and part.row not in common.rows for part in figure.parts)
    return not crosses and not hides and _share(figure, common) >= Fraction(least)


def _share(figure: Figure, common: Common) -> Fraction:
    """The fraction that the rows make up of the figure, in absolute values; all of a figure of zeros."""
    whole = total(EXACT.abs(part.value) for part in figure.parts)
    kept = total(EXACT.abs(part.value) for part in figure.parts if part.row in common.rows)
    return Fraction(kept) / Fraction(whole) if whole else Fraction(1)


def _on_rows(figure: Figure, common: Common) -> Figure:
    """The figure on the rows; not marked as restated where it loses no emissions by it."""
    basis = replace(figure.basis, level=common.level, rows=common.words)
    kept = tuple(part for part in figure.parts if part.row in common.rows)
    if not any(part.value for part in figure.parts if part.row not in common.rows):
        return replace(figure, basis=basis, parts=kept)
    value = total(part.value for part in kept)
    return replace(figure, value=value, basis=basis, parts=kept, reported=first_stated(figure))


def _flag(figures: Sequence[Figure], common: Common) -> Flag:
    """The smallest share, and the rows with emissions or removals that are left out."""
    smallest = min(_share(each, common) for each in figures)
    left = {part.row for each in figures for part in each.parts if part.value and part.row not in common.rows}
    return Flag(
        FlagCode.COMMON_ROWS,
        {"share_percent": to_decimal(100 * smallest), "rows_list": tuple(sorted(left))},
    )


def _rows(figure: Figure) -> frozenset[str]:
    return frozenset(part.row for part in figure.parts)
