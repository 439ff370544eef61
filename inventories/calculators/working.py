"""A calculation as it is worked out: masses, the steps with the numbers in them, factors used, warnings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from inventories.calculators import units
from inventories.calculators.factors import Factor, Table, Trust, UnknownFactor
from inventories.calculators.words import N_, NOTHING, Words

OLD_AFTER = 5
"""Years: a dated factor older than this, seen from the report's year, is called old. Milepost's own."""


@dataclass(frozen=True)
class Setting:
    """What a calculation is made for: the report's year, and the government's country.

    `region` is its state or province in English; only what an empty form begins with depends on it.
    """

    year: int
    country: str
    region: str = ""


@dataclass(frozen=True)
class Step:
    """One line of the working. `what` is a message id; formula and numbers are the same in every language."""

    what: str
    formula: str
    worked: str
    equation: str = ""
    about: Words = NOTHING
    """The fuel, the kind of waste, the way of treatment that this line is about."""


@dataclass(frozen=True)
class Warned:
    """Something to know about the result; WARNINGS has its words."""

    code: str
    about: tuple[Words, ...] = ()
    detail: str = ""


WARNINGS = {
    "old": N_("Old factor: %(about)s is of %(detail)s. Look for one nearer to the report's year."),
    "later": N_("The factor %(about)s is of %(detail)s, later than the report's year."),
    "foreign": N_("Foreign factor: %(about)s was made for %(detail)s."),
    "unchecked": N_("Unchecked factor: %(about)s (%(detail)s). Compare it with the official text."),
    "gas-left-out": N_("The factor gives no %(detail)s: that gas is left out."),
    "private-cars": N_(
        "Transport fuel of households (%(about)s) is mostly that of their cars: those belong in row II.1.1."
    ),
    "company-transport": N_(
        "In China's balance this line holds only transport companies: the cars of others stand elsewhere."
    ),
    "calorific": N_("Electricity in tce was read at its calorific value (0.1229 kgce a kWh)."),
    "short-history": N_(
        "The record of waste begins in %(detail)s: less than 50 years make the result too low."
    ),
    "energy-recovered": N_("Incineration that yields energy belongs in Stationary energy, not in this row."),
    "recovered-all": N_("More methane is recovered than is generated: the result was set to zero."),
    "transfer-is-net": N_(
        "A net transfer out gives a number below zero: a memo, not an emission of the city."
    ),
}


@dataclass(frozen=True)
class Result:
    """Masses by gas in tonnes, unrounded; 'co2_biogenic' stands apart from totals."""

    masses: dict[str, Decimal]
    steps: tuple[Step, ...]
    factors: tuple[Factor, ...]
    warnings: tuple[Warned, ...]
    method: str
    """The method's name, a message id."""

    @property
    def sources(self) -> list[str]:
        return list(dict.fromkeys(factor.source for factor in self.factors))


@dataclass
class Working:
    """What a calculator writes its result into."""

    table: Table
    setting: Setting
    masses: dict[str, Decimal] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    used: dict[str, Factor] = field(default_factory=dict)
    warnings: dict[tuple[str, str], dict[Words, None]] = field(default_factory=dict)
    """By code and detail, what they are about: many factors of one kind make one warning."""

    def has(self, code: str) -> bool:
        return code in self.table

    def factor(self, code: str) -> Factor:
        """The factor of this id, noted as used. Raises UnknownFactor."""
        try:
            return self.use(self.table[code])
        except KeyError:
            raise UnknownFactor(code) from None

    def use(self, factor: Factor) -> Factor:
        self.used.setdefault(factor.id, factor)
        return factor

    def product(
        self, what: str, formula: str, *terms: Any, to: str, equation: str = "", about: Words = NOTHING
    ) -> units.Quantity:
        """The product of quantities and Decimals, in the unit `to`, written down as a step."""
        total = units.measured(Decimal(1), "")
        for term in terms:
            total = total * (term.quantity if isinstance(term, Factor) else term)
        result = total.to(to or "dimensionless")
        return self.note(what, formula, terms, result, equation=equation, about=about)

    def note(
        self,
        what: str,
        formula: str,
        terms: Sequence[Any],
        result: Any,
        *,
        equation: str = "",
        sign: str = "×",
        about: Words = NOTHING,
    ) -> Any:
        """Write a step down; gives the result back."""
        numbers = [units.shown(term.quantity if isinstance(term, Factor) else term) for term in terms]
        worked = f"{f' {sign} '.join(numbers)} = {units.shown(result)}"
        self.tell(what, formula, worked, equation=equation, about=about)
        return result

    def tell(
        self, what: str, formula: str, worked: str, *, equation: str = "", about: Words = NOTHING
    ) -> None:
        """Write down a step in these words and numbers."""
        self.steps.append(Step(what, formula, worked, equation, about))

    def emit(self, gas: str, mass: units.Quantity) -> None:
        """Add a mass to the result."""
        self.masses[gas] = self.masses.get(gas, Decimal(0)) + mass.to("tonne").magnitude

    def warn(self, code: str, about: Words = NOTHING, detail: object = "") -> None:
        """Say something once for each thing it is about."""
        found = self.warnings.setdefault((code, str(detail)), {})
        if about.en:
            found[about] = None

    def result(self, method: str) -> Result:
        for each in self.used.values():
            self._judge(each)
        warned = [Warned(code, tuple(about), detail) for (code, detail), about in self.warnings.items()]
        return Result(dict(self.masses), tuple(self.steps), tuple(self.used.values()), tuple(warned), method)

    def _judge(self, factor: Factor) -> None:
        """Warn where a factor is old, foreign or unchecked."""
        if factor.region and factor.region != self.setting.country:
            self.warn("foreign", factor.words, factor.region)
        if factor.year:
            if self.setting.year - factor.year > OLD_AFTER:
                self.warn("old", factor.words, factor.year)
            if factor.year > self.setting.year:
                self.warn("later", factor.words, factor.year)
        if factor.trust in (Trust.TRANSCRIBED, Trust.UNSEEN):
            self.warn("unchecked", factor.words, factor.trust.value)
