"""What the judge is given: a target and the evidence on it. Values are in the unit of its measure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from trajectory.checks import (
    require_amount,
    require_each,
    require_member,
    require_percent,
    require_words,
    require_year,
    require_years,
)
from trajectory.errors import TrajectoryError
from trajectory.figures import Amount, Figure
from trajectory.vocabulary import Kind, Missing, Origin, Sense, YearQualifier

NOT_STATED = Missing.NOT_STATED

Potentials = Mapping[str, Mapping[str, Decimal]]
"""100-year global warming potentials: by the name of a set ('AR5'), then by gas ('ch4'), t CO2e a tonne."""


@dataclass(frozen=True, slots=True)
class Milestone:
    """A declared point on the way of the same measure and base: a reduction of it or a level; of an increment
    the level is what is added by then, and below a scenario the reduction is of the scenario's value."""

    year: int
    reduction_percent: Decimal | Missing = NOT_STATED
    level: Decimal | Missing = NOT_STATED

    def __post_init__(self) -> None:
        require_year(self.year, "the year of a milestone")
        require_percent(self.reduction_percent, f"the reduction of the milestone of {self.year}")
        require_amount(self.level, f"the level of the milestone of {self.year}")
        if isinstance(self.level, Missing) == isinstance(self.reduction_percent, Missing):
            raise TrajectoryError(
                f"Give the milestone of {self.year} either a reduction or a level, not both."
            )


@dataclass(frozen=True, slots=True)
class Start:
    """The declared point from which the path to a level runs."""

    year: int
    level: Decimal

    def __post_init__(self) -> None:
        require_year(self.year, "the year of the start")
        require_amount(self.level, "the level of the start")


@dataclass(frozen=True, slots=True)
class Point:
    """One year of a declared baseline scenario."""

    year: int
    value: Decimal

    def __post_init__(self) -> None:
        require_year(self.year, "the year of a point of the scenario")
        require_amount(self.value, f"the scenario's value of {self.year}")
        if isinstance(self.value, Missing):
            raise TrajectoryError(f"A point of a scenario has a value; leave {self.year} out instead.")


@dataclass(frozen=True, slots=True)
class Target:
    """One promise. `assumed` names the fields that the source does not state (inferred, or asked and open).

    `target_year` is as printed; `last_year` reads its qualifier. `tolerance_years` is what the signatory
    confirmed for 'around'. `base_value` is a declared value of the base year, used where none is reported;
    `keeps_base`: the government decided that it counts although another is. `residual` is what carbon
    neutrality may leave (gross). `activity` names what an intensity is divided by; an intensity without one
    is reported as such (kWh a square metre). `sense` says on which side of `level` the promise is kept;
    `first_year` from when a recurring share is due.
    """

    kind: Kind
    measure: str | Missing = NOT_STATED
    base_year: int | Missing = NOT_STATED
    target_year: int | Missing = NOT_STATED
    year_qualifier: YearQualifier = YearQualifier.BY
    tolerance_years: int | Missing = NOT_STATED
    reduction_percent: Decimal | Missing = NOT_STATED
    level: Decimal | Missing = NOT_STATED
    base_value: Decimal | Missing = NOT_STATED
    keeps_base: bool = False
    start: Start | Missing = NOT_STATED
    residual: Decimal | Missing = NOT_STATED
    activity: str | Missing = NOT_STATED
    sense: Sense = Sense.AT_MOST
    first_year: int | Missing = NOT_STATED
    assumed: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require_member(self.kind, Kind, "the kind of target")
        require_member(self.year_qualifier, YearQualifier, "the qualifier of the target year")
        require_words(self.measure, "the measure")
        require_year(self.base_year, "the base year")
        require_year(self.target_year, "the target year")
        require_percent(self.reduction_percent, "the reduction")
        require_amount(self.level, "the level")
        require_amount(self.base_value, "the declared base value")
        require_amount(self.residual, "the residual")
        require_words(self.activity, "the activity")
        require_member(self.sense, Sense, "the side of the level")
        require_year(self.first_year, "the first year")
        require_years(self.tolerance_years, "the tolerance of 'around'")
        require_each(self.assumed, str, "the assumed fields")
        if not isinstance(self.base_value, Missing) and self.base_value <= 0:
            raise TrajectoryError("The declared base value must be above zero; correct it or leave it open.")
        if not isinstance(self.keeps_base, bool):
            raise TrajectoryError(f"Say as True or False whether the base stays, not {self.keeps_base!r}.")
        if self.keeps_base and isinstance(self.base_value, Missing):
            raise TrajectoryError(
                "A target stays with a base value that is declared; give one, or leave keeps_base out."
            )
        self._require_order()

    def _require_order(self) -> None:
        last = self.last_year
        if isinstance(last, Missing):
            return
        if isinstance(self.base_year, int) and self.base_year >= last:
            raise TrajectoryError(
                f"The base year {self.base_year} must lie before the target year {last}; correct one."
            )
        if isinstance(self.first_year, int) and self.first_year > last:
            raise TrajectoryError(
                f"The first year {self.first_year} must not lie after the target year {last}; correct one."
            )
        if isinstance(self.start, Start) and self.start.year >= last:
            raise TrajectoryError(
                f"The start {self.start.year} must lie before the target year {last}; correct one."
            )

    @property
    def last_year(self) -> int | Missing:
        """The latest year that keeps the promise: 'before Y' is Y-1, 'around Y' is Y and the confirmed
        tolerance."""
        if isinstance(self.target_year, Missing):
            return self.target_year
        if self.year_qualifier is YearQualifier.BEFORE:
            return self.target_year - 1
        if self.year_qualifier is YearQualifier.AROUND and not isinstance(self.tolerance_years, Missing):
            return self.target_year + self.tolerance_years
        return self.target_year

    @property
    def tolerance_is_open(self) -> bool:
        """Whether 'around' awaits the signatory's tolerance; such a target is never MISSED."""
        return self.year_qualifier is YearQualifier.AROUND and isinstance(self.tolerance_years, Missing)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known at `as_of`, and no more; all of one origin.

    `figures`: one a year, or several in different editions or vintages, of which the judge chooses.
    `activity`: what an intensity is divided by, year by year. `scenario`: the declared baseline, in order of
    years. `earlier`: values of the base year that later versions replaced, oldest first. `method_changes`:
    years whose reports say that a method changed. `potentials`: what restating masses needs.
    """

    figures: tuple[Figure, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    removals: tuple[Amount, ...] = ()
    credits: tuple[Amount, ...] = ()
    activity: tuple[Figure, ...] = ()
    scenario: tuple[Point, ...] = ()
    earlier: tuple[Figure, ...] = ()
    method_changes: tuple[int, ...] = ()
    potentials: Potentials = field(default_factory=dict)
    origin: Origin = Origin.REPORTED

    def __post_init__(self) -> None:
        require_each(self.figures, Figure, "the figures")
        require_each(self.milestones, Milestone, "the milestones")
        require_each(self.removals, Amount, "the removals")
        require_each(self.credits, Amount, "the credits")
        require_each(self.activity, Figure, "the activity")
        require_each(self.scenario, Point, "the scenario")
        require_each(self.earlier, Figure, "the earlier values of the base year")
        require_each(self.method_changes, int, "the years of changed methods")
        require_member(self.origin, Origin, "the origin of the figures")
