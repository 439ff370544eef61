"""One target with its evidence, prepared: what every gate and rule asks about."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from trajectory.figures import Figure
from trajectory.inputs import Evidence, Start, Target
from trajectory.series import Series
from trajectory.thresholds import Thresholds
from trajectory.vocabulary import Kind, Missing

NOT_STATED = Missing.NOT_STATED


@dataclass(frozen=True, slots=True)
class Base:
    """The point from which reductions are counted; `figure` is Missing where the value is declared, not
    reported."""

    year: int
    value: Fraction
    figure: Figure | Missing


@dataclass(frozen=True, slots=True)
class Case:
    """A target, its figures in order, and the day and thresholds to judge by."""

    target: Target
    evidence: Evidence
    series: Series
    as_of: date
    thresholds: Thresholds

    @property
    def base(self) -> Base | Missing:
        """The base of a reduction or of a declared path to neutrality, or the declared start of a fixed
        level."""
        target = self.target
        if target.kind is Kind.FIXED_LEVEL:
            return _started(target.start)
        if isinstance(target.base_year, Missing):
            return NOT_STATED
        figure = self.series.in_year(target.base_year)
        if not isinstance(figure, Missing):
            return Base(figure.year, Fraction(figure.value), figure) if figure.value > 0 else NOT_STATED
        if not isinstance(target.base_value, Missing):
            return Base(target.base_year, Fraction(target.base_value), NOT_STATED)
        return NOT_STATED

    @property
    def counts_from_base(self) -> bool:
        """Whether the path runs from a base year: reductions always, neutrality where it declares a path."""
        if self.target.kind is Kind.CARBON_NEUTRAL:
            return self.has_neutral_path
        return self.target.kind is Kind.BASE_YEAR_REDUCTION

    @property
    def needs_base(self) -> bool:
        """Whether the verdict needs the base; neutrality no longer does once the target year is known."""
        return self.counts_from_base and not (
            self.target.kind is Kind.CARBON_NEUTRAL and not isinstance(self.final_figure, Missing)
        )

    @property
    def has_neutral_path(self) -> bool:
        """Whether a carbon neutral target declares a base and what it may leave."""
        return not isinstance(self.target.residual, Missing) and not isinstance(
            self.target.base_year, Missing
        )

    @property
    def final_figure(self) -> Figure | Missing:
        """The figure of the target year itself."""
        year = self.target.last_year
        return NOT_STATED if isinstance(year, Missing) else self.series.in_year(year)

    @property
    def judged(self) -> Figure | Missing:
        """The figure that a verdict on a path rests on: the target year's, else the latest before it after
        the base."""
        if not isinstance(self.final_figure, Missing):
            return self.final_figure
        last = self.target.last_year
        if isinstance(last, Missing):
            return self.series.latest
        first = self.series.figures[0].year if self.series else last
        if not isinstance(self.path_start, Missing):
            first = self.path_start + 1
        on_the_way = self.series.between(first, last)
        return on_the_way[-1] if on_the_way else NOT_STATED

    @property
    def path_start(self) -> int | Missing:
        """The year from which the path runs."""
        if isinstance(self.target.start, Start) and self.target.kind is Kind.FIXED_LEVEL:
            return self.target.start.year
        return self.target.base_year if self.counts_from_base else NOT_STATED


def _started(start: Start | Missing) -> Base | Missing:
    if isinstance(start, Missing):
        return NOT_STATED
    return Base(start.year, Fraction(start.level), NOT_STATED)
