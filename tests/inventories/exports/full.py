"""A version that holds one of everything a version can hold."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from inventories import activities, checks, frameworks
from inventories.activities import ActivityDraft
from inventories.enums import Publication, Quality
from inventories.indicators import IndicatorDraft
from inventories.lines import LineDraft
from inventories.models import ReportVersion
from tests import make

ABOUT: dict[str, Any] = {
    "level": "basic_plus",
    "gwp_set": "AR5",
    "boundary": "The city limits, without the port",
    "methodology": "GPC 1.1.\nFrom bills of the utility.",
    "method_change": "Fleet by fuel sold, no longer by kilometres.",
    "release": "2021 restatement",
    "population": 311_527,
    "publication": Publication.FULL,
    "assurance": "limited",
    "verifier": "Veritas & Söhne",
    "verified_in": 2021,
}

LINES = [
    LineDraft(
        row="I.1.1",
        masses={"co2": Decimal("100"), "ch4": Decimal("0.5"), "co2_biogenic": Decimal("7.25")},
        explanation="=Gas, billed\nby month",
        method="Metered consumption",
        quality=Quality.HIGH.value,
        source="Xcel Energy, 2020",
        factor_quality=Quality.MEDIUM.value,
        factor_source="IPCC 2006, 2.3",
    ),
    LineDraft(row="I.1.2", co2e=Decimal("1234.567891")),
    LineDraft(row="I.2.1", notation_key="NO", explanation="-"),
    LineDraft(row="I.3.1", notation_key="IE", included_in="I.1.1", explanation="In homes"),
    LineDraft(row="II.1.1", notation_key="C", co2e=Decimal("55"), explanation="One plant only"),
    LineDraft(row="V.2", co2e=Decimal("-20.5")),
]
REST = [
    LineDraft(row=row.code, notation_key="NE", explanation="Next year")
    for row in frameworks.rows("gpc", "community")
    if row.code not in {line.row for line in LINES}
]
"""The rows that hold nothing else: with them the report can be signed."""
OPERATIONS = [
    LineDraft(row="O.1.1", co2e=Decimal("12")),
    LineDraft(row="O.1.2", notation_key="NE", explanation="Not yet metered"),
]
ACTIVITIES = [
    ActivityDraft(
        activity="Natural gas",
        amount=Decimal("1883.25"),
        unit="MMBtu",
        description="Bills of all homes",
        source="Xcel Energy",
        quality="high",
        factors={"co2": Decimal("53.06"), "ch4": Decimal("0.001")},
        factor_unit="kg/MMBtu",
        oxidation=Decimal("0.995"),
        factor_year=2014,
        factor_scale="National",
        factor_description="Default of the country",
        factor_source="EPA",
        factor_quality="medium",
        masses={"co2": Decimal("99.925"), "ch4": Decimal("0.5")},
        co2e=Decimal("113.925"),
    ),
    ActivityDraft(activity="Wood"),
]


def version(**fields: Any) -> ReportVersion:
    """A draft of Saint Paul's GPC report for 2020."""
    place = fields.pop("place", None) or make.government("saint-paul", name="Saint Paul", name_zh="圣保罗")
    people = make.measure(
        "population", quantity="population", boundary="community", unit="people", is_mass=False, rows=""
    )
    gdp = make.measure(
        "gdp-usd", quantity="gdp", boundary="community", unit="1,000 US dollars", is_mass=False, rows=""
    )
    made = make.ready(
        place,
        2020,
        framework="gpc",
        lines=LINES + REST,
        operations=OPERATIONS,
        about=ABOUT,
        indicators=[
            IndicatorDraft(people, Decimal(311_527), source="Census Bureau", edition="2020 census"),
            IndicatorDraft(people, Decimal(285_068), year=2010),
            IndicatorDraft(gdp, Decimal("20500000.125"), price_year=2015),
        ],
        **fields,
    )
    activities.replace(made, "community", {"I.1.1": ACTIVITIES}, rows=["I.1.1"])
    texts = {each.key: "It is so." for each in checks.blocking(made)}
    checks.answer_all(version=made, texts=texts, by=made.created_by, now=make.NOW)
    return made
