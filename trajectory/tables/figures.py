"""The file of figures: one row a value."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum

from trajectory.errors import TrajectoryError
from trajectory.figures import Amount, Basis, Figure, Part
from trajectory.inputs import Evidence, Point, Potentials, Target
from trajectory.tables.rows import BadTables, Row, read
from trajectory.tables.targets import Named
from trajectory.vocabulary import Kind, Missing

NOT_STATED, NOT_APPLICABLE = Missing.NOT_STATED, Missing.NOT_APPLICABLE


class Quantity(StrEnum):
    """What a row's value is."""

    FIGURE = "figure"
    ACTIVITY = "activity"
    REMOVALS = "removals"
    CREDITS = "credits"
    SCENARIO = "scenario"


COLUMNS: dict[str, str] = {
    "target": "the name of a target, or a path, measure or activity of the file of targets (needed)",
    "year": "four digits (needed)",
    "value": "a number in the target's unit, without unit or separators of thousands (needed)",
    "quantity": f"one of {', '.join(Quantity)} (figure)",
    "unit": "only to be sure: must be the target's unit",
    "framework": "accounting framework, as GPC",
    "level": "reporting level, as BASIC",
    "boundary": "what the figures cover",
    "gases": "gases counted, as CO2 or CO2,CH4,N2O",
    "gwp_set": "global warming potentials, as AR5",
    "electricity": "accounting of electricity, as location",
    "edition": "release in which several years were made together",
    "rows": "framework rows that are summed",
    "price_year": "year of constant prices; left empty it is unknown of an activity that is money (its name "
    "says GDP, or another of its rows states one), and does not apply to anything else",
    "source": "who made the figures, in the same words every year (the name of the file)",
    "method": "state of the methods",
    "vintage": "day on which the value was stated, as 2026-12-31; of two of one year the later counts",
}
"""What each column holds; besides these, a column a gas (co2, ch4, n2o, ...) with its mass in tonnes."""

BASIS = ("framework", "level", "boundary", "gases", "gwp_set", "electricity", "edition")
BESIDE = ("rows", "price_year", "method")
"""Parts of a basis that do not apply where nothing is said of them."""

MONEY = ("gdp", "gross domestic product", "gross value added", "生产总值")
"""What the name of an activity says that is money."""

TOTAL = "total"
"""The one row of a figure whose masses by gas are given."""


@dataclass(slots=True)
class Held:
    """What the file gives under one name. `is_priced`: of some activity the price year is told, or told to be
    unknown."""

    figures: list[Figure] = field(default_factory=list)
    activity: list[Figure] = field(default_factory=list)
    removals: list[Amount] = field(default_factory=list)
    credits: list[Amount] = field(default_factory=list)
    scenario: list[Point] = field(default_factory=list)
    is_priced: bool = False


Key = tuple[str, Quantity, str, str, str]
"""What no two rows may give different values for: name, quantity, year, edition, vintage."""


def evidence(
    file: str, content: bytes, targets: Sequence[Named] | None, potentials: Potentials, *, until: int
) -> list[Evidence]:
    """What the file holds on each target, in their order; without targets, only what is wrong in it is found.

    Nothing was measured after the year `until`: later values are left out, except those of a scenario.
    Raises BadTables with all that is wrong.
    """
    rows = read(file, content, needed=("target", "year", "value"))
    reading = Reading(None if targets is None else _units(targets), gases_of(potentials), until)
    for row in rows:
        reading.take(row)
    problems = [problem for row in rows for problem in row.problems]
    if problems:
        raise BadTables(problems)
    return [reading.evidence(each, potentials) for each in targets or ()]


def gases_of(potentials: Potentials) -> frozenset[str]:
    """The columns that may hold masses."""
    return frozenset(gas for gases in potentials.values() for gas in gases)


def divided(target: Target, evidence: Evidence) -> Target:
    """An intensity is divided wherever there is something to divide it by."""
    is_given = target.kind is not Kind.INTENSITY or not isinstance(target.activity, Missing)
    return target if is_given or not evidence.activity else replace(target, activity=str(Quantity.ACTIVITY))


def _units(targets: Iterable[Named]) -> dict[str, str]:
    """The names that figures may stand under, each with the unit of its targets where they state one."""
    found: dict[str, str] = {}
    for each in targets:
        for name in _names(each):
            found[name] = found.get(name) or each.unit
        if not isinstance(each.target.activity, Missing):
            found.setdefault(each.target.activity, "")
    return found


def _names(named: Named) -> tuple[str, ...]:
    """The names under which a target's figures may stand."""
    names = (named.name, named.path, str(named.target.measure))
    return tuple(dict.fromkeys(name for name in names if name))


def _is_money(activity: str | Missing) -> bool:
    return not isinstance(activity, Missing) and any(word in activity.casefold() for word in MONEY)


def _tells_prices(row: Row) -> bool:
    """Whether it says of what year the prices are, or that this is unknown."""
    return bool(row.text("price_year")) and row.word("price_year") is not NOT_APPLICABLE


class Reading:
    """The rows taken so far, sorted by the names they stand under."""

    def __init__(self, units: dict[str, str] | None, gases: frozenset[str], until: int) -> None:
        self.units, self.gases, self.until = units, gases, until
        self.held: defaultdict[str, Held] = defaultdict(Held)
        self._bases: dict[Basis, Basis] = {}
        self._rows: dict[Key, Row] = {}

    def take(self, row: Row) -> None:
        """Take a row, or note what is wrong in it; of two rows that say the same the first counts."""
        quantity = row.member("quantity", Quantity, Quantity.FIGURE)
        self._check_name(row)
        if quantity is not Quantity.ACTIVITY:
            self._check_unit(row)
        year, value = self._needed(row)
        basis, vintage, masses = self._basis(row, quantity), row.day("vintage"), self._masses(row)
        if isinstance(year, Missing) or isinstance(value, Missing):
            return
        if row.problems or self._is_told(row, quantity):
            return
        if year > self.until and quantity is not Quantity.SCENARIO:
            return
        held, source = self.held[row.text("target")], f"{row.file} line {row.line}"
        try:
            if quantity is Quantity.SCENARIO:
                held.scenario.append(Point(year, value))
            elif quantity in (Quantity.REMOVALS, Quantity.CREDITS):
                amounts = held.removals if quantity is Quantity.REMOVALS else held.credits
                amounts.append(Amount(year, value, source))
            else:
                figures = held.activity if quantity is Quantity.ACTIVITY else held.figures
                parts = (Part(TOTAL, value, masses),) if masses else ()
                figures.append(Figure(year, value, basis, source, parts, vintage))
                held.is_priced |= quantity is Quantity.ACTIVITY and _tells_prices(row)
        except TrajectoryError as error:
            row.note("value", str(error))

    def evidence(self, named: Named, potentials: Potentials) -> Evidence:
        """What was taken on a target, under any of its names."""
        names = _names(named)
        return Evidence(
            figures=tuple(each for name in names for each in self.held[name].figures),
            milestones=named.milestones,
            removals=tuple(each for name in names for each in self.held[name].removals),
            credits=tuple(each for name in names for each in self.held[name].credits),
            activity=self._activity(named, names),
            scenario=tuple(
                sorted(
                    (each for name in names for each in self.held[name].scenario), key=lambda each: each.year
                )
            ),
            potentials=potentials,
        )

    def _activity(self, named: Named, names: tuple[str, ...]) -> tuple[Figure, ...]:
        """What the target's emissions are divided by; prices do not apply to it where it is no money."""
        word = named.target.activity
        held = [
            self.held[name]
            for name in (names if isinstance(word, Missing) else dict.fromkeys((*names, word)))
        ]
        found = tuple(each for of_name in held for each in of_name.activity)
        if any(of_name.is_priced for of_name in held) or _is_money(word):
            return found
        return tuple(replace(each, basis=self._unpriced(each.basis)) for each in found)

    def _unpriced(self, basis: Basis) -> Basis:
        found = replace(basis, price_year=NOT_APPLICABLE)
        return self._bases.setdefault(found, found)

    def _check_name(self, row: Row) -> None:
        name = row.text("target")
        if not name:
            row.note("target", "say which target the value is for")
        elif self.units is not None and name not in self.units:
            row.note(
                "target",
                f"no target, path, measure or activity is called '{name}'; correct it, or add the target to "
                "the file of targets",
            )

    def _check_unit(self, row: Row) -> None:
        """All values of a target are in one unit, the target's if it states one."""
        name, unit = row.text("target"), row.text("unit")
        if not unit or self.units is None or name not in self.units:
            return
        self.units[name] = self.units[name] or unit
        if unit != self.units[name]:
            row.note(
                "unit",
                f"'{unit}' is not '{self.units[name]}', the unit of '{name}'; convert the value, units are "
                "labels here",
            )

    def _needed(self, row: Row) -> tuple[int | Missing, Decimal | Missing]:
        """The year and the value, or a note on what is wrong with them: no value is never zero."""
        if row.is_open("year"):
            row.note("year", "give the year of the value")
        if row.is_open("value"):
            row.note("value", "give the value; where none is known, leave the line out")
        return row.year("year"), row.number("value")

    def _basis(self, row: Row, quantity: Quantity) -> Basis:
        """How the value was made; figures made alike share one basis."""
        words = {name: row.word(name) for name in BASIS}
        words |= {name: row.word(name, NOT_APPLICABLE) for name in BESIDE}
        if quantity is Quantity.ACTIVITY:
            words["price_year"] = row.word("price_year")  # unknown, until it is seen to be no money
        if words["gwp_set"] is NOT_STATED and str(words["gases"]).lower() == "co2":
            words["gwp_set"] = NOT_APPLICABLE  # carbon dioxide alone needs none
        basis = Basis(**words, source=row.text("source") or row.file)
        return self._bases.setdefault(basis, basis)

    def _masses(self, row: Row) -> dict[str, Decimal]:
        masses = {gas: row.number(gas) for gas in row.cells if gas in self.gases}
        return {gas: mass for gas, mass in masses.items() if isinstance(mass, Decimal)}

    def _is_told(self, row: Row, quantity: Quantity) -> bool:
        """Whether an earlier row says the same; where it says another thing, both are named."""
        key = (row.text("target"), quantity, row.text("year"), row.text("edition"), row.text("vintage"))
        earlier = self._rows.setdefault(key, row)
        if earlier is row:
            return False
        if earlier.cells != row.cells:
            row.note(
                "value",
                f"line {earlier.line} gives {earlier.text('value')} for {row.text('year')}, this line "
                f"{row.text('value')}; keep one, or tell in the column vintage when each was stated",
            )
        return True
