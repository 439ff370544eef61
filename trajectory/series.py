"""A target's figures in the order of years, one a year."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from trajectory.errors import TrajectoryError
from trajectory.figures import Figure
from trajectory.vocabulary import Missing


@dataclass(frozen=True, slots=True)
class Series:
    """Figures sorted by year; exact duplicates are dropped."""

    figures: tuple[Figure, ...]

    @classmethod
    def of(cls, figures: Iterable[Figure]) -> "Series":
        """Sort the figures. Raises TrajectoryError where two figures of one year differ."""
        by_year: dict[int, Figure] = {}
        for figure in sorted(figures, key=lambda each: (each.year, each.source, str(each.value))):
            known = by_year.setdefault(figure.year, figure)
            if (known.value, known.basis) != (figure.value, figure.basis):
                raise TrajectoryError(
                    f"Two figures of {figure.year} differ ({known.value} and {figure.value}); "
                    "pass only the one that the target counts."
                )
        return cls(tuple(by_year.values()))

    def __bool__(self) -> bool:
        return bool(self.figures)

    @property
    def latest(self) -> Figure | Missing:
        return self.figures[-1] if self.figures else Missing.NOT_STATED

    @property
    def peak(self) -> Figure | Missing:
        """The latest figure that equals the maximum."""
        if not self.figures:
            return Missing.NOT_STATED
        return max(self.figures, key=lambda each: (each.value, each.year))

    def in_year(self, year: int) -> Figure | Missing:
        return next((each for each in self.figures if each.year == year), Missing.NOT_STATED)

    def between(self, first: int, last: int) -> tuple[Figure, ...]:
        """The figures from first to last, both included."""
        return tuple(each for each in self.figures if first <= each.year <= last)

    def missing_years(self, first: int, last: int) -> tuple[int, ...]:
        """The years from first to last that have no figure."""
        held = {each.year for each in self.figures}
        return tuple(year for year in range(first, last + 1) if year not in held)


def exact(figure: Figure) -> Fraction:
    """The figure's value without rounding."""
    return Fraction(figure.value)
