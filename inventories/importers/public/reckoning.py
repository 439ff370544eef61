"""What a record says: one total in tonnes, of which content and year; doubts are said, or asked about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from accounts import numbers
from inventories.checks.activity import PER_PERSON_HIGH, PER_PERSON_LOW, POPULATION_HIGH, POPULATION_LOW
from inventories.importers.public import periods
from inventories.importers.public.layouts import plain
from inventories.importers.public.records import Record
from inventories.importers.reading import Question

THOUSAND = Decimal(1000)
LEAVE = "leave"
TAKE = "t"
UNITS: Mapping[str, Decimal] = {TAKE: Decimal(1), "kt": THOUSAND, "kg": 1 / THOUSAND}
"""Answers about an amount: tonnes in one of its units."""
SUM_SLACK = Decimal("0.05")
"""Share by which a total may differ from its scopes without a word."""
SUM_BEYOND = Decimal(2)
"""Times by which a total and its scopes differ so much that it is asked about."""


@dataclass(frozen=True)
class Reckoned:
    """A total that can be taken over, with `remarks`; or `reason` why not, or `questions` that come first."""

    content: str = ""
    tonnes: Decimal = Decimal(0)
    year: int = 0
    period: str = ""
    remarks: tuple[str, ...] = ()
    reason: str = ""
    questions: tuple[Question, ...] = ()


@dataclass
class _Doubts:
    remarks: list[str] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)


def reckon(record: Record, name: str, answers: Mapping[str, str]) -> Reckoned:
    """`name` is the government's, for the questions; `answers` what was answered to them."""
    content, amount = total_of(record)
    if not content:
        return Reckoned(reason=_nothing(record))
    if not record.edition:
        return Reckoned(content, amount, reason=_("It does not say in which year it was handed in."))
    year, period, asked, reason = _year(record, name, answers)
    if reason:
        return Reckoned(content, amount, reason=reason)
    if asked:
        return Reckoned(content, amount, questions=(asked,))
    return _amount(record, name, answers, Reckoned(content, amount, year, period))


def total_of(record: Record) -> tuple[str, Decimal]:
    """The content and amount of the fullest total that is printed or follows; ('', 0) where there is none.

    A zero beside other amounts is a blank: GPC cities write it where they do not report a level.
    """
    held = record.amounts
    if held.get("basic", 0) > 0:
        return "basic", held["basic"]
    if held.get("basic_plus", 0) > 0:
        return "basic_plus", held["basic_plus"]
    if held.get("total", 0) > 0:
        return _stated(record.contents), held["total"]
    scope_1, scope_2 = scopes(record)[:2]
    if scope_1 is not None and scope_2 is not None and scope_1 + scope_2 > 0:
        return "scopes_1_2", scope_1 + scope_2
    return ("scope_1", scope_1) if scope_1 else ("", Decimal(0))


def _stated(contents: str) -> str:
    if "BASIC" in contents:
        return "basic"
    return "scopes_1_2" if "Scope 1 and Scope 2" in contents else "own"


def scopes(record: Record) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """Scope 1 without generation of grid-supplied energy where that is told apart, scope 2, scope 3.

    Energy used from the grid is sometimes printed in the column of generation, which scope 2 does not have.
    """
    held = record.amounts
    scope_1 = held.get("scope_1_rest", held.get("scope_1"))
    return scope_1, _of_scope(held, 2), _of_scope(held, 3)


def _of_scope(held: Mapping[str, Decimal], scope: int) -> Decimal | None:
    if f"scope_{scope}" in held:
        return held[f"scope_{scope}"]
    parts = [held[name] for name in (f"scope_{scope}_rest", f"scope_{scope}_grid") if name in held]
    return sum(parts, Decimal(0)) if parts else None


def is_co2_alone(record: Record) -> bool:
    return plain(record.gases) == "co2"


def _nothing(record: Record) -> str:
    if record.unread:
        values = "; ".join(record.unread.values())
        return _("Its amounts are no numbers: %(values)s.") % {"values": values}
    if any(record.amounts.values()):
        return _("It gives parts of emissions, and neither a total nor scope 1.")
    if record.has_inventory and plain(record.has_inventory) != "yes":
        return _("It gives no amounts; it says of an inventory: “%(words)s”.") % {
            "words": record.has_inventory
        }
    return _("It gives no amounts.")


def _year(record: Record, name: str, answers: Mapping[str, str]) -> tuple[int, str, Question | None, str]:
    """Year and words of the period, or a question, or why there is none."""
    code = f"year-{record.edition}-{record.account}"
    words = {"name": name, "edition": record.edition}
    try:
        period = periods.read(record.year)
    except periods.NoYear as problem:
        if not problem.likely:
            return 0, "", None, problem.reason
        text = _("%(name)s in %(edition)d: which year are these emissions of?") % words
        return _answered_year(code, f"{text} {problem.reason}", problem.likely, answers)
    if record.edition and period.year >= record.edition:
        text = _(
            "%(name)s handed in emissions of %(year)d in %(edition)d, before that year was over. "
            "Which year are they of?"
        ) % {**words, "year": period.year}
        likely = tuple(range(record.edition - 1, record.edition - 5, -1))
        return _answered_year(code, text, likely, answers, default=LEAVE)
    return period.year, period.words, None, ""


def _answered_year(
    code: str, text: str, likely: tuple[int, ...], answers: Mapping[str, str], default: str = ""
) -> tuple[int, str, Question | None, str]:
    choices = [(str(year), str(year)) for year in likely] + [(LEAVE, _("Leave this row out"))]
    answer = answers.get(code, "")
    if answer == LEAVE:
        return 0, "", None, _("Its year is in doubt, and it was answered to leave it out.")
    if answer in dict(choices):
        return int(answer), _("the year as it was answered"), None, ""
    return 0, "", Question(code, text, choices, default), ""


def _amount(record: Record, name: str, answers: Mapping[str, str], found: Reckoned) -> Reckoned:
    """The total in tonnes, once its unit is not in doubt."""
    doubts = _Doubts()
    suspected = _per_person(record, found, doubts) or _adding_up(record, found, doubts)
    code = f"amount-{record.edition}-{record.account}"
    answer = answers.get(code, "")
    if suspected and answer == LEAVE:
        reason = _("It is in doubt, and it was answered to leave it out: %(doubt)s") % {"doubt": suspected[0]}
        return Reckoned(found.content, found.tonnes, reason=reason)
    if suspected and answer not in UNITS:
        question = _ask(code, record, name, found, suspected)
        return Reckoned(found.content, found.tonnes, found.year, found.period, questions=(question,))
    if suspected:
        doubts.remarks.append(suspected[0])
    tonnes = found.tonnes * UNITS.get(answer, Decimal(1)) if suspected else found.tonnes
    return Reckoned(found.content, tonnes, found.year, found.period, tuple(doubts.remarks))


def _ask(code: str, record: Record, name: str, found: Reckoned, suspected: tuple[str, str]) -> Question:
    doubt, default = suspected
    text = _("%(name)s in %(edition)d, emissions of %(year)d: %(doubt)s What is %(amount)s?") % {
        "name": name,
        "edition": record.edition,
        "year": found.year,
        "doubt": doubt,
        "amount": numbers.grouped(found.tonnes),
    }
    choices = [
        (TAKE, _("Tonnes, as it is printed")),
        ("kt", _("Thousand tonnes")),
        ("kg", _("Kilograms")),
        (LEAVE, _("Leave this row out")),
    ]
    return Question(code, text, choices, default)


def _per_person(record: Record, found: Reckoned, doubts: _Doubts) -> tuple[str, str] | None:
    """What is unlikely for each person, and the likely answer; remarks on the population itself."""
    people = record.population
    if people is None:
        return None
    if not POPULATION_LOW <= people <= POPULATION_HIGH:
        doubts.remarks.append(
            _("The population of %(people)s is not likely, so the unit was not checked by it.")
            % {"people": numbers.grouped(people)}
        )
        return None
    each = found.tonnes / people
    if PER_PERSON_LOW <= each <= PER_PERSON_HIGH:
        return None
    doubt = _("%(tonnes)s t for each of %(people)s people is not likely.") % {
        "tonnes": numbers.grouped(numbers.rounded(each, numbers.telling(each))),
        "people": numbers.grouped(people),
    }
    if PER_PERSON_LOW <= each * THOUSAND <= PER_PERSON_HIGH:
        return doubt, "kt"
    if PER_PERSON_LOW <= each / THOUSAND <= PER_PERSON_HIGH:
        return doubt, "kg"
    return doubt, LEAVE


def _adding_up(record: Record, found: Reckoned, doubts: _Doubts) -> tuple[str, str] | None:
    """Where total and scopes do not go together: remarked, asked about where they are far apart."""
    scope_1, scope_2, scope_3 = scopes(record)
    if found.content == "scopes_1_2":
        if scope_2 == 0:
            return _("Scope 2 is zero: a city without electricity from the grid is not likely."), LEAVE
        if scope_1 == 0:
            return _("Scope 1 is zero: a city without fuels is not likely."), LEAVE
    if found.content == "scope_1" or scope_1 is None or scope_2 is None:
        return None
    parts = scope_1 + scope_2
    whole = parts + (scope_3 or 0)
    if parts <= 0 or parts * (1 - SUM_SLACK) <= found.tonnes <= whole * (1 + SUM_SLACK):
        return None
    doubt = _("The total of %(total)s t and its scopes, %(parts)s t together, do not go together.") % {
        "total": numbers.grouped(found.tonnes),
        "parts": numbers.grouped(whole),
    }
    if found.tonnes * SUM_BEYOND < parts or found.tonnes > whole * SUM_BEYOND:
        return doubt, ""
    doubts.remarks.append(doubt)
    return None
