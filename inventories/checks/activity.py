"""Whether people and product are likely, and emissions for each person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from accounts import numbers
from inventories import indicators
from inventories.checks.registry import Remarked, Subject, check, population_of
from inventories.enums import SectionCode, Severity
from inventories.models import IndicatorValue

PER_PERSON_LOW, PER_PERSON_HIGH = Decimal("0.4"), Decimal(60)
"""Tonnes CO2e a person and year. Half of the lowest and twice the highest of the 256 BASIC totals in C40's
table of GPC inventories: Salvador 0.84 (2018), Sydney 28.3 (2005)."""
THOUSAND = 1000
POPULATION_LOW, POPULATION_HIGH = 500, 150_000_000
"""People. Milepost's own: a village, and more than Guangdong (126 million in the census of 2020)."""
POPULATION_CHANGE = Decimal("0.10")
"""Share a year. In C40's table the greatest of 185 yearly changes is 7.7 per cent."""
PRODUCT_CHANGE = Decimal("0.25")
"""Share a year, at constant prices. Milepost's own: no product doubles in three years."""
PRODUCT_PER_PERSON = {
    "gdp-usd": (1_000, Decimal(500), Decimal(1_200_000)),
    "gdp-cny": (10_000, Decimal(3_500), Decimal(8_400_000)),
}
"""By measure: money in one unit, and the least and the most a person, in US dollars or yuan. Half of the
least and twice the most in C40's table (1,046 and 569,000 dollars), at seven yuan to the dollar."""


@check("per-person-range", Severity.WARNING)
def per_person_out_of_range(subject: Subject) -> Iterable[Remarked]:
    for tonnes in _per_person(subject):
        if not PER_PERSON_LOW <= tonnes <= PER_PERSON_HIGH and not _is_a_unit(tonnes):
            yield Remarked(
                _("The total is %(tonnes)s t for each person; between %(low)s and %(high)s is likely.")
                % {**_likely(), "tonnes": _short(tonnes)},
                _("Check the total and the population; if both are right, say what is special here."),
                section=SectionCode.COMMUNITY,
            )


@check("per-person-unit", Severity.WARNING)
def per_person_of_another_unit(subject: Subject) -> Iterable[Remarked]:
    """A thousandth or a thousand times as much would be likely: kilograms or kilotonnes for tonnes."""
    for tonnes in _per_person(subject):
        if _is_a_unit(tonnes):
            yield Remarked(
                _("The total is %(tonnes)s t for each person: it looks a thousand times too high or too low.")
                % {"tonnes": _short(tonnes)},
                _("Check the unit: every value is in tonnes, not in kilograms or thousand tonnes."),
                section=SectionCode.COMMUNITY,
            )


@check("population-range", Severity.WARNING)
def population_out_of_range(subject: Subject) -> Iterable[Remarked]:
    people = subject.population
    if people is not None and not POPULATION_LOW <= people <= POPULATION_HIGH:
        yield Remarked(
            _("A population of %(people)s is not likely.") % {"people": numbers.grouped(people)},
            _("Enter the number of people who live there, not thousands or ten thousands of them."),
            section=SectionCode.ABOUT,
        )


@check("population-jump", Severity.WARNING)
def population_jumps(subject: Subject) -> Iterable[Remarked]:
    people, former = subject.population, subject.former
    before = population_of(former, subject.former_indicators) if former else None
    if former is None or not people or not before:
        return
    if _beyond(before, people, subject.report.year - former.report.year, POPULATION_CHANGE):
        yield Remarked(
            _("The population changed from %(before)s in %(year)s to %(people)s.")
            % {
                "before": numbers.grouped(before),
                "people": numbers.grouped(people),
                "year": former.report.year,
            },
            _("Check both numbers; after a census or a new boundary say so, and restate the earlier years."),
            section=SectionCode.ABOUT,
        )


@check("product-range", Severity.WARNING)
def product_out_of_range(subject: Subject) -> Iterable[Remarked]:
    for each in _products(subject):
        if subject.population and each.measure.code in PRODUCT_PER_PERSON:
            unit, low, high = PRODUCT_PER_PERSON[each.measure.code]
            if not low <= each.value * unit / subject.population <= high:
                yield Remarked(
                    _("The product for each person is not likely: %(measure)s.")
                    % {"measure": each.measure.label},
                    _("Check the unit of the product and the population."),
                    section=SectionCode.INDICATORS,
                    row=each.measure.code[:20],
                )


@check("product-jump", Severity.WARNING)
def product_jumps(subject: Subject) -> Iterable[Remarked]:
    for each, before in _products_of_both(subject):
        years = each.year - before.year
        if each.price_year == before.price_year and _beyond(before.value, each.value, years, PRODUCT_CHANGE):
            yield Remarked(
                _("%(measure)s changed from %(before)s in %(year)s to %(after)s.")
                % {
                    "measure": each.measure.label,
                    "before": numbers.grouped(before.value),
                    "year": before.year,
                    "after": numbers.grouped(each.value),
                },
                _("Check the unit, and that both are at constant prices of the same year."),
                section=SectionCode.INDICATORS,
                row=each.measure.code[:20],
            )


@check("price-year-changed", Severity.WARNING)
def price_year_changed(subject: Subject) -> Iterable[Remarked]:
    for each, before in _products_of_both(subject):
        if each.price_year != before.price_year and before.price_year and each.price_year:
            yield Remarked(
                _("%(measure)s is at prices of %(now)s, in the report for %(year)s at those of %(then)s.")
                % {
                    "measure": each.measure.label,
                    "now": each.price_year,
                    "then": before.price_year,
                    "year": before.year,
                },
                _("Enter it at the same prices, or restate the earlier years at the new ones."),
                section=SectionCode.INDICATORS,
                row=each.measure.code[:20],
            )


@check("price-year-missing", Severity.ERROR)
def price_year_missing(subject: Subject) -> Iterable[Remarked]:
    for each in subject.indicators:
        if indicators.is_money(each.measure) and each.price_year is None:
            yield Remarked(
                _("%(measure)s, %(year)s: the year of the prices is missing.")
                % {"measure": each.measure.label, "year": each.year},
                _("Say which year’s constant prices these are."),
                section=SectionCode.INDICATORS,
                row=each.measure.code[:20],
            )


@check("activity-missing", Severity.WARNING)
def activity_of_a_target_missing(subject: Subject) -> Iterable[Remarked]:
    """An intensity cannot be judged in a year without what it divides by."""
    held = {each.measure_id for each in subject.indicators if each.year == subject.report.year}
    asked = {target.activity_id: target.activity for target in subject.targets if target.activity_id}
    for pk, measure in asked.items():
        if measure is None or pk in held:
            continue
        if measure.code != indicators.POPULATION or subject.population is None:
            yield Remarked(
                _("A target divides by “%(measure)s”, which has no value.") % {"measure": measure.label},
                _("Enter it under “Indicators”; without it this year is not judged."),
                section=SectionCode.INDICATORS,
                row=measure.code[:20],
            )


def _per_person(subject: Subject) -> Iterator[Decimal]:
    """Tonnes CO2e a person at the version's own level, where both are known and the total is above zero."""
    total = subject.totals.at(subject.version.level)
    if total and total > 0 and subject.population:
        yield total / subject.population


def _is_a_unit(tonnes: Decimal) -> bool:
    """Out of range, and within it by a factor of a thousand."""
    if PER_PERSON_LOW <= tonnes <= PER_PERSON_HIGH:
        return False
    return any(PER_PERSON_LOW <= other <= PER_PERSON_HIGH for other in (tonnes * THOUSAND, tonnes / THOUSAND))


def _likely() -> dict[str, str]:
    return {"low": numbers.grouped(PER_PERSON_LOW), "high": numbers.grouped(PER_PERSON_HIGH)}


def _short(tonnes: Decimal) -> str:
    return numbers.grouped(tonnes, numbers.telling(tonnes))


def _beyond(before: Decimal, after: Decimal, years: int, share: Decimal) -> bool:
    """Whether a change is more than `share` a year, over a number of years, up or down."""
    greatest = (1 + share) ** years
    return not before <= after * greatest or not after <= before * greatest


def _products(subject: Subject) -> Iterator[IndicatorValue]:
    year = subject.report.year
    return (each for each in subject.indicators if indicators.is_money(each.measure) and each.year == year)


def _products_of_both(subject: Subject) -> Iterator[tuple[IndicatorValue, IndicatorValue]]:
    """Product of this year and of the former report's."""
    former = {
        each.measure_id: each
        for each in subject.former_indicators
        if subject.former and each.year == subject.former.report.year
    }
    for each in _products(subject):
        if each.measure_id in former and each.value > 0 and former[each.measure_id].value > 0:
            yield each, former[each.measure_id]
