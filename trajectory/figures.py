"""Figures: values of one year, with how they were made. Values are in the unit of the target's measure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from trajectory.checks import is_amount, is_year, require_amount, require_each, require_words, require_year
from trajectory.errors import TrajectoryError
from trajectory.exact import Exact
from trajectory.vocabulary import Missing

NOT_STATED = Missing.NOT_STATED
NOT_APPLICABLE = Missing.NOT_APPLICABLE


@dataclass(frozen=True, slots=True)
class Basis:
    """How a figure was made. An unknown is Missing; what cannot apply (a GWP set for CO2 alone) is
    NOT_APPLICABLE.

    `source` names who made the figures in words that stay the same from year to year; `edition` the release
    in which several years were made together. `rows` tells which framework rows the figure sums: equal words
    for equal rows. `price_year` is that of money at constant prices. `method` names the state of the methods,
    so that a change of them is seen; it is not compared.
    """

    framework: str | Missing = NOT_STATED
    level: str | Missing = NOT_STATED
    boundary: str | Missing = NOT_STATED
    gases: str | Missing = NOT_STATED
    gwp_set: str | Missing = NOT_STATED
    electricity: str | Missing = NOT_STATED
    edition: str | Missing = NOT_STATED
    rows: str | Missing = NOT_APPLICABLE
    price_year: str | Missing = NOT_APPLICABLE
    source: str | Missing = NOT_STATED
    method: str | Missing = NOT_APPLICABLE

    def __post_init__(self) -> None:
        for name in self.__slots__:
            require_words(getattr(self, name), f"the basis field '{name}'")


UNKNOWN_BASIS = Basis()


@dataclass(frozen=True, slots=True)
class Part:
    """One framework row of a figure: its value in the figure's unit, and its masses by gas in tonnes where
    they are known.

    A row that does not occur is a part of value zero; one that is included elsewhere has the value zero and
    names the row that holds it. A row that was not estimated is no part. `is_confidential`: its value must
    not follow from what is said.
    """

    row: str
    value: Decimal
    masses: Mapping[str, Decimal] = field(default_factory=dict)
    included_in: str = ""
    is_confidential: bool = False

    def __post_init__(self) -> None:
        if not isinstance(self.row, str) or not self.row:
            raise TrajectoryError("Name the row of a part of a figure.")
        require_amount(self.value, f"the value of row {self.row}")
        for gas, mass in self.masses.items():
            require_amount(mass, f"the mass of {gas} in row {self.row}")
        if isinstance(self.value, Missing) or any(isinstance(mass, Missing) for mass in self.masses.values()):
            raise TrajectoryError(f"A part has a value; leave row {self.row} out instead.")


@dataclass(frozen=True, slots=True)
class Figure:
    """One value of the target's measure for one year; `source` says where it is kept ('figure:12').

    `parts` sum to the value; empty where they are not known or not needed. `vintage` is the day on which the
    figure was stated: of two figures of a year in one edition the later counts. `reported` is the value
    before it was restated; NOT_APPLICABLE where it was not. `ratio` is the exact value of an intensity, which
    often equals no decimal; `value` is then the nearest.
    """

    year: int
    value: Decimal
    basis: Basis = UNKNOWN_BASIS
    source: str = ""
    parts: tuple[Part, ...] = ()
    vintage: date | Missing = NOT_STATED
    reported: Decimal | Missing = NOT_APPLICABLE
    ratio: Fraction | Missing = NOT_APPLICABLE

    def __post_init__(self) -> None:
        if is_year(self.year) and is_amount(self.value) and type(self.basis) is Basis and not self.parts:
            return
        require_year(self.year, "the year of a figure")
        require_amount(self.value, f"the figure of {self.year}")
        if isinstance(self.value, Missing):
            raise TrajectoryError(f"A figure has a value; leave the figure of {self.year} out instead.")
        if not isinstance(self.basis, Basis):
            raise TrajectoryError(
                f"Give the basis of the figure of {self.year} as a Basis, not {self.basis!r}."
            )
        require_each(self.parts, Part, f"the parts of the figure of {self.year}")

    @property
    def exact(self) -> Exact:
        return self.value if isinstance(self.ratio, Missing) else self.ratio

    @property
    def is_restated(self) -> bool:
        return not isinstance(self.reported, Missing)


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
