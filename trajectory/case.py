"""One target with its evidence, prepared: what every gate and rule asks about. Each answer is worked out
once."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from trajectory.comparability import COMPARABLE, Comparison, Difference, compare, compare_all, differences
from trajectory.course import COUNTED, PATHLESS, Base, Course, declares_neutral_path, lay, number_of
from trajectory.figures import Figure
from trajectory.inputs import Evidence, Start, Target
from trajectory.once import once
from trajectory.paths import Path
from trajectory.scenario import curve, value_in
from trajectory.series import Series
from trajectory.thresholds import Thresholds
from trajectory.vocabulary import Kind, Missing
from trajectory.warming import first_stated

NOT_STATED = Missing.NOT_STATED


@dataclass(frozen=True)
class Case:
    """A target, its figures in order, and the day and thresholds to judge by."""

    target: Target
    evidence: Evidence
    series: Series
    as_of: date
    thresholds: Thresholds

    @once
    def last_year(self) -> int | Missing:
        """The latest year that keeps the promise."""
        return self.target.last_year

    @once
    def base(self) -> Base | Missing:
        """The base of a reduction or of a declared path to neutrality, the declared start of a level, or
        where a reduction below a scenario begins."""
        target = self.target
        if target.kind is Kind.BASELINE_SCENARIO:
            return self._scenario_base()
        if self.starts_as_declared:
            return self._declared_start()
        if isinstance(target.base_year, Missing):
            return NOT_STATED
        figure, declared = self.series.in_year(target.base_year), target.base_value
        if not isinstance(declared, Missing) and self._stays_declared(figure, declared):
            return Base(target.base_year, number_of(target, declared), NOT_STATED)
        if isinstance(figure, Missing):
            return NOT_STATED
        is_base = figure.value > 0 or target.kind in COUNTED
        return Base(figure.year, figure.exact, figure) if is_base else NOT_STATED

    @once
    def scenario(self) -> Path | Missing:
        """The declared baseline scenario."""
        return curve(self.evidence.scenario)

    @once
    def course(self) -> Course | Missing:
        """The way to the goal, as far as the target states it."""
        scenario = self.scenario if self.target.kind is Kind.BASELINE_SCENARIO else NOT_STATED
        return lay(self.target, self.base, self.evidence.milestones, scenario)

    @once
    def counts_from_base(self) -> bool:
        """Whether the promise says nothing without a base year: a reduction, an increment, and neutrality
        where it declares a path."""
        kind = self.target.kind
        if kind is Kind.CARBON_NEUTRAL:
            return self.has_neutral_path
        if kind is Kind.INTENSITY:
            return not isinstance(self.target.reduction_percent, Missing)
        return kind in (Kind.BASE_YEAR_REDUCTION, Kind.INCREMENT)

    @once
    def starts_as_declared(self) -> bool:
        """Whether the path can only run from a declared start: a fixed level, also of an intensity, and what
        is counted where it declares one."""
        kind = self.target.kind
        if kind in COUNTED:
            return isinstance(self.target.start, Start)
        return kind is Kind.FIXED_LEVEL or (kind is Kind.INTENSITY and not self.counts_from_base)

    @once
    def needs_base(self) -> bool:
        """Whether the verdict rests on the base year: neutrality and levels no longer do once the target year
        is known, levels before it only where they have one."""
        kind = self.target.kind
        if kind in (Kind.BASE_YEAR_REDUCTION, Kind.INTENSITY):
            return self.counts_from_base
        if kind is Kind.INCREMENT:
            return not self.starts_as_declared
        if self.is_due_every_year or isinstance(self.final_figure, Figure):
            return False
        if kind in COUNTED:
            return isinstance(self.base, Base) and not self.starts_as_declared
        return self.counts_from_base

    @once
    def is_due_every_year(self) -> bool:
        """Whether each year is judged on its own: what recurs, and what is maintained once its year has
        come."""
        last, latest = self.last_year, self.series.latest
        if self.target.kind is Kind.MAINTAINED_SHARE:
            return isinstance(last, Missing) or (isinstance(latest, Figure) and latest.year >= last)
        return self.target.kind is Kind.RECURRING_SHARE

    @property
    def has_neutral_path(self) -> bool:
        """Whether a carbon neutral target declares a base and what it may leave."""
        return declares_neutral_path(self.target)

    @once
    def final_figure(self) -> Figure | Missing:
        """The figure of the target year itself."""
        year = self.last_year
        return NOT_STATED if isinstance(year, Missing) else self.series.in_year(year)

    @once
    def judged(self) -> Figure | Missing:
        """The figure that a verdict on a path rests on: the target year's, else the latest before it after
        the base."""
        if not isinstance(self.final_figure, Missing):
            return self.final_figure
        last = self.last_year
        if isinstance(last, Missing):
            return self.series.latest
        first = self.series.figures[0].year if self.series else last
        if not isinstance(self.path_start, Missing):
            first = self.path_start + 1
        on_the_way = self.series.between(first, last)
        return on_the_way[-1] if on_the_way else NOT_STATED

    @once
    def path_start(self) -> int | Missing:
        """The year from which the path runs."""
        kind, base = self.target.kind, self.base
        if kind in PATHLESS or (kind is Kind.CARBON_NEUTRAL and not self.has_neutral_path):
            return NOT_STATED
        if isinstance(base, Base):
            return base.year
        return self.target.base_year if self.counts_from_base else NOT_STATED

    @once
    def comparison(self) -> Comparison:
        """How the figures that the verdict compares agree: base with latest, or the peak with what it is held
        against."""
        if self.target.kind is Kind.PEAK:
            return _comparison(self.compared)
        return self.base_comparison if self.needs_base else COMPARABLE

    @once
    def base_comparison(self) -> Comparison:
        """How the base agrees with the judged figure, or the latest; a declared base agrees with all."""
        return _comparison(self._base_and_judged)

    @once
    def compared(self) -> tuple[Figure, ...]:
        """The figures that the verdict compares: one, and those that it is held against."""
        if self.target.kind is Kind.PEAK:
            peak = self.series.peak
            return () if isinstance(peak, Missing) else (peak, *self._held_against(peak))
        return self._base_and_judged if self.needs_base else ()

    @property
    def differences(self) -> tuple[Difference, ...]:
        """What keeps these figures from being compared, with the words and where they are to be found."""
        return () if self.comparison.agrees else differences(self.compared[0], self.compared[1:])

    @once
    def told(self) -> Figure | Missing:
        """The judged figure, or the latest where none is judged."""
        return self.series.latest if isinstance(self.judged, Missing) else self.judged

    @once
    def _base_and_judged(self) -> tuple[Figure, ...]:
        base, judged = self.base, self.told
        if isinstance(base, Missing) or isinstance(base.figure, Missing) or isinstance(judged, Missing):
            return ()
        return (base.figure, judged)

    @once
    def gaps(self) -> tuple[int, ...]:
        """The years without a figure from the peak to the latest; where the peak came late, from the highest
        year up to the promised one on, for emissions may have been as high between the two."""
        peak, latest = self.series.peak, self.series.latest
        if self.target.kind is not Kind.PEAK or isinstance(peak, Missing) or isinstance(latest, Missing):
            return ()
        last = self.last_year
        before = NOT_STATED if isinstance(last, Missing) else self.series.peak_until(last)
        first = peak if isinstance(before, Missing) else before
        return self.series.missing_years(first.year, latest.year)

    def comparable_until(self, judged: Figure, first: int) -> list[Figure]:
        """The figures from a first year to the judged one that can be compared with it."""
        comparable = self._comparable if judged is self.told else self._comparable_with(judged)
        return [each for each in comparable if each.year >= first]

    @once
    def _comparable(self) -> list[Figure]:
        return [] if isinstance(self.told, Missing) else self._comparable_with(self.told)

    def _comparable_with(self, judged: Figure) -> list[Figure]:
        """Every figure up to this one that can be compared with it; figures made alike share their basis."""
        basis, same = judged.basis, compare(judged.basis, judged.basis).agrees
        return [
            each
            for each in self.series.figures
            if each.year <= judged.year
            and (each is judged or (same if each.basis is basis else compare(each.basis, basis).agrees))
        ]

    def _stays_declared(self, figure: Figure | Missing, declared: Decimal) -> bool:
        """Whether the declared value of the base year counts: where no other is reported, or the government
        decided so."""
        if isinstance(figure, Missing):
            return True
        return self.target.keeps_base and first_stated(figure) != declared

    def _declared_start(self) -> Base | Missing:
        start = self.target.start
        if isinstance(start, Missing):
            return NOT_STATED
        return Base(start.year, number_of(self.target, start.level), NOT_STATED)

    def _scenario_base(self) -> Base | Missing:
        """The scenario in the base year, or else in its own first year; Missing where it starts later."""
        if isinstance(self.scenario, Missing):
            return NOT_STATED
        begins, ends = self.scenario.points[0][0], self.scenario.points[-1][0]
        year = begins if isinstance(self.target.base_year, Missing) else self.target.base_year
        if not begins <= year <= ends:
            return NOT_STATED
        return Base(year, value_in(self.scenario, year), NOT_STATED)

    def _held_against(self, peak: Figure) -> tuple[Figure, ...]:
        """The figures since the peak; all, where the peak came after the promised year and may have missed
        it."""
        last = self.last_year
        came_late = not isinstance(last, Missing) and peak.year > last
        return tuple(
            each for each in self.series.figures if each is not peak and (came_late or each.year > peak.year)
        )


def _comparison(figures: tuple[Figure, ...]) -> Comparison:
    """How the first agrees with each of the others."""
    others = {id(each.basis): each.basis for each in figures[1:] if each is not figures[0]}
    return compare_all(figures[0].basis, others.values()) if others else COMPARABLE
