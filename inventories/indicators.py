"""Values that are not masses of emissions, as someone enters them: what is asked for, and what is wrong.

Activities (people, product, floor area) are what an intensity divides by; censuses and accounts revise them,
so that a report may restate earlier years. Removals and retired credits stand beside emissions, not in them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from inventories.models import IndicatorValue, ReportVersion
from pledges.enums import TargetKind
from pledges.models import Measure, TargetVersion

MONEY = frozenset({"gdp"})
ACTIVITIES = frozenset({"population", "floor_area"}) | MONEY
SINKS = frozenset({"removals", "credits_retired"})
BESIDE = SINKS | {"electricity_market_based", "credits_bought", "credits_sold"}
"""Tonnes of CO2 equivalent that stand beside the totals: what supply contracts say of electricity (GPC 1.1,
section 6.5: the location-based result enters totals), credits traded and retired, removals."""
ORDER = (
    "population",
    "gdp",
    "floor_area",
    "electricity_market_based",
    "removals",
    "credits_bought",
    "credits_sold",
    "credits_retired",
)
CURRENCIES = {"CN": "yuan", "US": "dollars"}
"""A word of the unit in which a country counts its product; where it is not known, each is offered."""
POPULATION = "population"
"""The code of the measure that About this period asks for too."""


@dataclass(frozen=True)
class IndicatorDraft:
    """A value of a measure that is not a mass of emissions, in the measure's unit.

    Without a `year`, of the report's own. `price_year` for money at constant prices alone.
    """

    measure: Measure
    value: Decimal
    source: str = ""
    year: int | None = None
    price_year: int | None = None
    edition: str = ""


@dataclass(frozen=True)
class Offered:
    """What the page of indicators asks for, and what else can be reported."""

    asked: list[Measure]
    more: list[Measure]

    @property
    def all(self) -> list[Measure]:
        return [*self.asked, *self.more]


def offered(version: ReportVersion) -> Offered:
    """What the targets in force count besides emissions or divide by, with what the version holds already.

    A promise of carbon neutrality asks for removals and credits of its boundary. Two queries.
    """
    government = version.report.government_id
    targets = list(
        TargetVersion.objects.in_force().filter(target__government=government).select_related("measure")
    )
    named = {pk for each in targets for pk in (each.measure_id, each.activity_id) if pk}
    neutral = {
        each.measure.boundary
        for each in targets
        if each.kind == TargetKind.CARBON_NEUTRAL and each.measure is not None
    }
    wanted = Q(pk__in=named) | Q(indicator_values__version=version)
    wanted |= Q(quantity__in=SINKS, boundary__in=neutral, government__isnull=True)
    general = Q(quantity__in=ACTIVITIES | BESIDE, sector="", government__isnull=True)
    found = Measure.objects.filter(wanted | general, is_mass=False).distinct()
    asked_for = set(Measure.objects.filter(wanted).values_list("pk", flat=True))
    measures = sorted(found, key=lambda each: (*_place(each), each.code))
    return Offered(
        asked=[each for each in measures if each.pk in asked_for],
        more=[each for each in measures if each.pk not in asked_for and _is_spent_in(each, version)],
    )


def _place(measure: Measure) -> tuple[bool, int]:
    """What targets count comes first, then activities, then what stands beside emissions."""
    known = measure.quantity in ORDER
    return known, ORDER.index(measure.quantity) if known else 0


def _is_spent_in(measure: Measure, version: ReportVersion) -> bool:
    currency = CURRENCIES.get(version.government.country, "")
    return not is_money(measure) or currency in measure.unit


def is_money(measure: Measure) -> bool:
    """Whether its values are at constant prices of some year."""
    return measure.quantity in MONEY


def is_activity(measure: Measure) -> bool:
    """Whether its earlier years may be restated."""
    return measure.quantity in ACTIVITIES


def values(version: ReportVersion, drafts: Iterable[IndicatorDraft]) -> list[IndicatorValue]:
    """The rows to save. Raises ValidationError with everything that keeps them from being saved."""
    found = [
        IndicatorValue(
            version=version,
            measure=each.measure,
            year=version.report.year if each.year is None else each.year,
            value=each.value,
            price_year=each.price_year,
            edition=each.edition,
            source=each.source,
        )
        for each in drafts
    ]
    for value in found:
        value.clean_fields(exclude={"version", "measure"})
    faults = [fault for value in found for fault in _faults(value, version.report.year)]
    if max(Counter((value.measure_id, value.year) for value in found).values(), default=0) > 1:
        faults.append(_("Enter each indicator once a year."))
    if faults:
        raise ValidationError(faults)
    return found


def _faults(value: IndicatorValue, year: int) -> Iterable[str]:
    measure = value.measure
    if measure.is_mass:
        yield _("Emissions are entered as rows of the inventory, not as an indicator.")
    if value.year > year:
        yield _("%(measure)s: %(year)s lies after the year of the report.") % _named(value)
    if value.year < year and not is_activity(measure):
        yield _("%(measure)s: only people, product and floor area are restated for earlier years.") % _named(
            value
        )
    if is_money(measure) and value.price_year is None:
        yield _("%(measure)s: say which year’s prices these are.") % _named(value)
    if not is_money(measure) and value.price_year is not None:
        yield _("%(measure)s: this is not money, so it has no price year.") % _named(value)
    if is_activity(measure) and value.value <= 0:
        yield _("%(measure)s, %(year)s: enter a number above zero, or leave it blank.") % _named(value)
    if measure.quantity in BESIDE and value.value < 0:
        yield _("%(measure)s: enter the amount without a minus.") % _named(value)


def _named(value: IndicatorValue) -> dict[str, object]:
    return {"measure": value.measure.label, "year": value.year}


def in_order(held: Iterable[IndicatorValue]) -> list[IndicatorValue]:
    """Measure by measure, the report's year first."""
    return sorted(held, key=lambda each: (each.measure.code, -each.year))


def told(held: Iterable[IndicatorValue]) -> dict[str, list[IndicatorValue]]:
    """In order, what stands beside the totals apart from the others: `indicators` and `beside`."""
    ordered = in_order(held)
    beside = [each for each in ordered if each.measure.quantity in BESIDE]
    return {"indicators": [each for each in ordered if each not in beside], "beside": beside}
