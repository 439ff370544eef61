"""A target's figures in the order of years, one a year."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from trajectory.exact import Exact
from trajectory.figures import Figure
from trajectory.vocabulary import Missing


@dataclass(frozen=True, slots=True)
class Series:
    """Figures in the order of years, one a year."""

    figures: tuple[Figure, ...]
    by_year: dict[int, Figure] = field(repr=False)

    @classmethod
    def of(cls, figures: tuple[Figure, ...]) -> "Series":
        """The series of figures that are in order already, as `vintages.choose` leaves them."""
        return cls(figures, {each.year: each for each in figures})

    def __bool__(self) -> bool:
        return bool(self.figures)

    @property
    def latest(self) -> Figure | Missing:
        return self.figures[-1] if self.figures else Missing.NOT_STATED

    @property
    def peak(self) -> Figure | Missing:
        """The latest figure that equals the maximum."""
        return _highest(self.figures)

    def peak_until(self, year: int) -> Figure | Missing:
        """The latest figure that equals the maximum of the years up to this one."""
        return _highest([each for each in self.figures if each.year <= year])

    def in_year(self, year: int) -> Figure | Missing:
        return self.by_year.get(year, Missing.NOT_STATED)

    def between(self, first: int, last: int) -> tuple[Figure, ...]:
        """The figures from first to last, both included."""
        return tuple(each for each in self.figures if first <= each.year <= last)

    def missing_years(self, first: int, last: int) -> tuple[int, ...]:
        """The years from first to last without a figure."""
        return tuple(year for year in range(first, last + 1) if year not in self.by_year)


def _highest(figures: Sequence[Figure]) -> Figure | Missing:
    return max(figures, key=lambda each: (each.value, each.year)) if figures else Missing.NOT_STATED


def total(figures: Sequence[Figure]) -> Exact:
    """The exact sum of the figures' values; zero of no figures."""
    values = [each.exact for each in figures]
    return sum(values[1:], values[0]) if values else Decimal(0)
