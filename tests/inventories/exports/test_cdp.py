"""A report as the rows of CDP's questionnaire; sums worked out by hand."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from decimal import Decimal

import pytest

from inventories.enums import SectionCode
from inventories.exports import cdp, formats, told
from inventories.lines import LineDraft
from inventories.models import KnownAs
from tests import make
from tests.inventories.open_data import one

pytestmark = pytest.mark.django_db

COMMUNITY = SectionCode.COMMUNITY.value
LINES = [
    LineDraft(row="I.1.1", co2e=Decimal("100.5")),
    LineDraft(row="I.1.2", co2e=Decimal(200)),
    LineDraft(row="I.4.4", co2e=Decimal(1000)),
    LineDraft(row="II.1.1", co2e=Decimal(300)),
    LineDraft(row="II.5.3", co2e=Decimal(7)),
    LineDraft(row="III.1.2", co2e=Decimal(40)),
    LineDraft(row="III.1.3", co2e=Decimal(5)),
    LineDraft(row="V.2", co2e=Decimal("-3.25")),
    *(LineDraft(row=f"I.{number}.3", notation_key="NE", explanation="Next year") for number in range(1, 7)),
]


@pytest.fixture
def report() -> told.Told:
    place = make.government("harbour", name="Harbour")
    KnownAs.objects.create(government=place, scheme="cdp", name="50001")
    return told.in_full(make.ready(place, 2021, framework="gpc", lines=LINES))


def table(report: told.Told) -> list[dict[str, str]]:
    text = cdp.FORMAT.file(report, "en").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def answers(report: told.Told) -> dict[str, str]:
    return {row["Emissions Row Name"]: row["Emissions Response Answer"] for row in table(report)}


def test_sums_by_sector_and_scope_and_both_levels(report):
    assert answers(report) == {
        "Stationary energy scope 1": "1100.5",  # 100.5 + 1,000 for the grid
        "Stationary energy scope 2": "200",
        "Stationary energy scope 3": "NE",
        "Transportation scope 1": "300",
        "Transportation scope 2": "",
        "Transportation scope 3": "7",
        "Waste generated within boundary scope 1": "",
        "Waste generated within boundary scope 3": "40",
        "Waste generated outside boundary scope 1": "5",
        "Total Scope 1 emissions (excluding generation of grid-supplied energy)": "405.5",  # 100.5 + 300 + 5
        "Scope 1 emissions from generation of grid-supplied energy": "1000",
        "Total Scope 2 emissions": "200",
        "Total Scope 3 emissions": "47",  # 7 + 40
        "TOTAL BASIC emissions": "640.5",  # 100.5 + 200 + 300 + 40
        "TOTAL BASIC+ emissions": "644.25",  # and 7 and -3.25
    }


def test_whose_it_is_and_how_it_was_made_stands_beside_every_answer(report):
    rows = table(report)
    assert {row["Organization Number"] for row in rows} == {"50001"}
    assert {row["Organization Name"] for row in rows} == {"Harbour"}
    assert {row["Country/Area"] for row in rows} == {"United States"}
    assert {row["Year covered by main inventory"] for row in rows} == {"2021"}


def test_a_sum_over_a_withheld_row_is_not_told(report):
    """Nor is the total from which it would follow; others stay."""
    lines = [replace(each, co2e=None) if each.row == "II.1.1" else each for each in report.lines[COMMUNITY]]
    public = replace(
        report,
        lines={**report.lines, COMMUNITY: lines},
        withheld=frozenset({(COMMUNITY, "II.1.1")}),
        totals=None,
    )
    found = answers(public)
    assert found["Transportation scope 1"] == ""
    assert found["Total Scope 1 emissions (excluding generation of grid-supplied energy)"] == ""
    assert found["TOTAL BASIC emissions"] == ""
    assert found["Stationary energy scope 2"] == "200"


def test_what_goes_out_is_read_back_as_open_data(report):
    text = cdp.FORMAT.file(report, "zh-hans").decode("utf-8-sig")
    record = one(text)
    assert (record.account, record.edition, record.year) == ("50001", 2023, "2021")
    assert record.amounts == {
        "scope_1_rest": Decimal("405.5"),
        "scope_1_grid": Decimal(1000),
        "scope_2": Decimal(200),
        "scope_3": Decimal(47),
        "basic": Decimal("640.5"),
        "basic_plus": Decimal("644.25"),
    }


def test_a_name_is_no_formula(report):
    report.identity.government.names.update(text="=1+1")
    fresh = replace(
        report, identity=replace(report.identity, government=type(report.identity.government).objects.get())
    )
    assert {row["Organization Name"] for row in table(fresh)} == {"'=1+1"}


def test_it_is_offered_for_the_gpc_alone():
    assert cdp.FORMAT in formats.for_everyone("gpc")
    assert cdp.FORMAT not in formats.for_desk("china_provincial")
