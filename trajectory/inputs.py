"""What the judge is given: a target and the evidence on it. Values are in the unit of its measure."""

from dataclasses import dataclass
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
from trajectory.vocabulary import Kind, Missing, Origin, YearQualifier

NOT_STATED = Missing.NOT_STATED


@dataclass(frozen=True, slots=True)
class Basis:
    """How a figure was made. An unknown is Missing; what cannot apply (a GWP set for CO2 alone) is
    NOT_APPLICABLE.

    `source` names who made the figures in words that stay the same from year to year; `edition` the release
    of them.
    """

    framework: str | Missing = NOT_STATED
    level: str | Missing = NOT_STATED
    boundary: str | Missing = NOT_STATED
    gases: str | Missing = NOT_STATED
    gwp_set: str | Missing = NOT_STATED
    electricity: str | Missing = NOT_STATED
    edition: str | Missing = NOT_STATED
    source: str | Missing = NOT_STATED

    def __post_init__(self) -> None:
        for name in self.__slots__:
            require_words(getattr(self, name), f"the basis field '{name}'")


UNKNOWN_BASIS = Basis()


@dataclass(frozen=True, slots=True)
class Figure:
    """One value of the target's measure for one year; `source` says where it is kept ('figure:12')."""

    year: int
    value: Decimal
    basis: Basis = UNKNOWN_BASIS
    source: str = ""

    def __post_init__(self) -> None:
        require_year(self.year, "the year of a figure")
        require_amount(self.value, f"the figure of {self.year}")
        if isinstance(self.value, Missing):
            raise TrajectoryError(f"A figure has a value; leave the figure of {self.year} out instead.")
        if not isinstance(self.basis, Basis):
            raise TrajectoryError(
                f"Give the basis of the figure of {self.year} as a Basis, not {self.basis!r}."
            )


@dataclass(frozen=True, slots=True)
class Amount:
    """Removals, or credits retired, of one year: tonnes, never below zero. A recorded zero is not a missing
    value."""

    year: int
    value: Decimal
    source: str = ""

    def __post_init__(self) -> None:
        require_year(self.year, "the year of removals or credits")
        require_amount(self.value, f"the removals or credits of {self.year}")
        if self.value < 0:
            raise TrajectoryError(
                f"Removals and credits are positive; enter those of {self.year} without a minus."
            )


@dataclass(frozen=True, slots=True)
class Milestone:
    """A declared point on the way of the same measure and base: a reduction of it or a level."""

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
    """The declared point from which the path to a fixed level runs."""

    year: int
    level: Decimal

    def __post_init__(self) -> None:
        require_year(self.year, "the year of the start")
        require_amount(self.level, "the level of the start")


@dataclass(frozen=True, slots=True)
class Target:
    """One promise. `assumed` names the fields that the source does not state (inferred, or asked and open).

    `target_year` is as printed; `last_year` reads its qualifier. `tolerance_years` is what the signatory
    confirmed for 'around'. `base_value` is a declared value of the base year, `residual` what carbon
    neutrality may leave (gross).
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
    start: Start | Missing = NOT_STATED
    residual: Decimal | Missing = NOT_STATED
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
        require_years(self.tolerance_years, "the tolerance of 'around'")
        require_each(self.assumed, str, "the assumed fields")
        if not isinstance(self.base_value, Missing) and self.base_value <= 0:
            raise TrajectoryError("The declared base value must be above zero; correct it or leave it open.")
        self._require_order()

    def _require_order(self) -> None:
        last = self.last_year
        if isinstance(last, Missing):
            return
        if isinstance(self.base_year, int) and self.base_year >= last:
            raise TrajectoryError(
                f"The base year {self.base_year} must lie before the target year {last}; correct one."
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
    """What is known at `as_of`, and no more: one figure a year, all of one origin."""

    figures: tuple[Figure, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    removals: tuple[Amount, ...] = ()
    credits: tuple[Amount, ...] = ()
    origin: Origin = Origin.REPORTED

    def __post_init__(self) -> None:
        require_each(self.figures, Figure, "the figures")
        require_each(self.milestones, Milestone, "the milestones")
        require_each(self.removals, Amount, "the removals")
        require_each(self.credits, Amount, "the credits")
        require_member(self.origin, Origin, "the origin of the figures")
