"""eCRF workbooks sent out: what stands in their cells, and that a report comes back as it was sent.

Numbers by hand with AR5: CH4 28, fossil CH4 30, N2O 265, HFC-134a 1,300.
"""

from __future__ import annotations

import datetime
import io
from dataclasses import replace
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inventories import activities, gases, lines, sections
from inventories.activities import ActivityDraft
from inventories.calculations import CalculationDraft, keep
from inventories.enums import GwpSet
from inventories.exports import ecrf, formats, told
from inventories.exports.told import Identity, Told
from inventories.importers import layouts
from inventories.importers.book import open_book
from inventories.importers.ecrf import layout, notes
from inventories.importers.reading import Inventory, Wanted
from inventories.lines import LineDraft
from inventories.models import ReportVersion
from tests import make
from tests.inventories.exports import full

pytestmark = pytest.mark.django_db


def read(file: bytes) -> Any:
    book = open_book(io.BytesIO(file), name="report.xlsx")
    assert layouts.of(book).code == "ecrf"
    return layouts.read(book, Wanted(year=2020))


def inventory_of(file: bytes) -> Inventory:
    reading = read(file)
    assert reading.ok, (reading.problems, reading.questions)
    (inventory,) = reading.inventories
    return inventory


def kept(inventory: Inventory) -> ReportVersion:
    """What was read in a draft of another government."""
    version = make.draft(framework="gpc", year=inventory.year)
    sections.set_about(version, inventory.about)
    for code, drafts in inventory.lines.items():
        sections.replace_lines(version, code, list(drafts))
    of_rows = {row: drafts for (_section, row), drafts in inventory.activities.items()}
    activities.replace(version, "community", of_rows, rows=list(of_rows))
    return version


def drafted(*drafts: LineDraft, of_rows: dict[str, list[ActivityDraft]] | None = None, **about: Any) -> Told:
    version = make.draft(make.government("fairview", name="Fairview"), framework="gpc")
    sections.set_about(version, {**make.ABOUT, "level": "basic_plus", **about})
    sections.replace_lines(version, "community", list(drafts))
    activities.replace(version, "community", of_rows or {}, rows=list(of_rows or {}))
    return told.in_full(version)


def cells_of(file: bytes) -> dict[str, list[dict[str, Any]]]:
    """The rows of eCRF_3 that hold emissions, keys or activities, by reference and by codes of columns."""
    sheet = openpyxl.load_workbook(io.BytesIO(file))[layout.ROWS]
    codes = list(layout.columns().values())
    found: dict[str, list[dict[str, Any]]] = {}
    for row in sheet.iter_rows(min_row=2, values_only=True):
        cells = {code: value for code, value in zip(codes, row, strict=False) if value is not None}
        if cells.keys() - {"year", "row", "sector", "subsector", "scope"}:
            found.setdefault(cells["row"], []).append(cells)
    return found


def table_of(file: bytes) -> dict[str, list[Any]]:
    sheet = openpyxl.load_workbook(io.BytesIO(file))[layout.TABLE]
    return {row[0]: list(row[1:]) for row in sheet.iter_rows(min_row=4, values_only=True) if row[0]}


def noted(file: bytes) -> list[tuple[Any, ...]]:
    rows = list(openpyxl.load_workbook(io.BytesIO(file))[notes.SHEET].iter_rows(values_only=True))
    at = next(index for index, row in enumerate(rows) if row[0] == "Section")
    return [row[:6] for row in rows[at + 1 :]]


def test_a_report_that_holds_one_of_everything_comes_back_as_it_was() -> None:
    version = full.version()
    back = kept(inventory_of(ecrf.make(told.in_full(version), "en")))
    for section in told.INVENTORIES:
        assert lines.of_version(back, section) == lines.of_version(version, section)
    assert activities.by_row(back, "community") == activities.by_row(version, "community")
    for name in sections.ABOUT_FIELDS:
        assert getattr(back, name) == getattr(version, name), name


def test_masses_stand_in_tonnes_of_co2_equivalent_by_the_set_of_the_report() -> None:
    masses = {
        "co2": "100",
        "ch4": "2",
        "ch4_fossil": "1",
        "n2o": "0.5",
        "hfc134a": "0.01",
        "co2_biogenic": "40",
    }
    line = LineDraft("I.1.1", masses={gas: Decimal(value) for gas, value in masses.items()}, quality="high")
    file = ecrf.make(drafted(line), "en")
    (row,) = cells_of(file)["I.1.1"]
    assert (row["co2"], row["ch4"], row["n2o"], row["co2_biogenic"]) == (100, 86, 132.5, 40)
    assert row["co2e"] == 331.5  # with 0.01 × 1,300 of HFC-134a
    assert (row["year"], row["scope"], row["quality"]) == (2020, "Direct emissions", "H")
    assert {each[3] for each in noted(file)} >= {"masses.hfc134a", "masses.ch4_fossil", "masses.ch4"}


def test_each_activity_is_a_line_and_another_tells_what_none_accounts_for() -> None:
    told_ = drafted(
        LineDraft("I.1.1", masses={"co2": Decimal(100), "ch4": Decimal(1)}),
        of_rows={
            "I.1.1": [
                ActivityDraft("Gas", Decimal(1000), "GJ", masses={"co2": Decimal(60)}, co2e=Decimal(60)),
                ActivityDraft("Wood"),
            ]
        },
    )
    gas, wood, rest = cells_of(ecrf.make(told_, "en"))["I.1.1"]
    assert (gas["activity"], gas["amount"], gas["unit"], gas["co2"], gas["co2e"]) == (
        "Gas",
        1000,
        "GJ",
        60,
        60,
    )
    assert wood["activity"] == "Wood"
    assert "co2e" not in wood
    assert (rest["co2"], rest["ch4"], rest["co2e"]) == (40, 28, 68)
    assert "activity" not in rest


def test_activities_that_account_for_the_row_leave_no_line_more() -> None:
    told_ = drafted(
        LineDraft("I.1.1", co2e=Decimal(15)),
        of_rows={"I.1.1": [ActivityDraft("Gas", co2e=Decimal(10)), ActivityDraft("Oil", co2e=Decimal(5))]},
    )
    file = ecrf.make(told_, "en")
    assert [row["co2e"] for row in cells_of(file)["I.1.1"]] == [10, 5]
    assert not [each for each in noted(file) if each[0] == "community"]


def test_keys_stand_with_their_explanation_and_no_number_of_their_activities() -> None:
    told_ = drafted(
        LineDraft("I.1.1", co2e=Decimal(5)),
        LineDraft("I.2.1", notation_key="IE", included_in="I.1.1", explanation="One meter"),
        LineDraft("I.7.1", notation_key="NE", explanation="Next year"),
        of_rows={"I.7.1": [ActivityDraft("Coal", co2e=Decimal(3))]},
    )
    file = ecrf.make(told_, "en")
    found = cells_of(file)
    (included,) = found["I.2.1"]
    assert (included["key"], included["description"]) == ("IE", "I.1.1: One meter")
    activity, key = found["I.7.1"]
    assert "co2e" not in activity
    assert (key["key"], key["description"]) == ("NE", "Next year")
    line = next(each for each in inventory_of(file).lines["community"] if each.row == "I.7.1")
    assert (line.notation_key, line.co2e) == ("NE", None)


def test_the_table_adds_up_rows_sectors_and_all() -> None:
    told_ = drafted(
        LineDraft("I.1.1", co2e=Decimal(5)),
        LineDraft("I.1.2", notation_key="NE", explanation="No meters"),
        LineDraft("I.4.1", co2e=Decimal(1000)),
        LineDraft("I.4.4", co2e=Decimal(70)),
        LineDraft("I.7.1", co2e=Decimal(2)),
        LineDraft("I.8.1", co2e=Decimal(3)),
        LineDraft("III.1.1", co2e=Decimal(7)),
        LineDraft("III.1.2", co2e=Decimal(1)),
        LineDraft("III.1.3", co2e=Decimal(4)),
    )
    table = table_of(ecrf.make(told_, "en"))
    none = None
    assert table["Stationary energy > Residential buildings"][:4] == [5, none, none, "NE"]
    assert table["Stationary energy > Institutional buildings & facilities"][1] == "IE"
    assert table["Stationary energy > Fugitive emissions"][0] == 5
    assert table["Total Stationary Energy"] == [10, none, none, none, none, none]
    assert table["Waste > Solid waste disposal"] == [11, none, none, none, 1, none]
    assert table["Total Generation of grid-supplied energy"][0] == 70
    assert table["Total Emissions (excluding generation of grid-supplied energy)"][0] == 21
    assert table["Total Emissions (excluding generation of grid-supplied energy)"][4] == 1
    assert table["Total Transport"] == [none] * 6


def test_what_is_withheld_stands_nowhere_nor_does_a_sum_with_it() -> None:
    whole = drafted(
        LineDraft("I.1.1", co2e=Decimal(5)),
        LineDraft("I.2.1", notation_key="C", co2e=Decimal(987654), explanation="One plant"),
        LineDraft("II.1.1", co2e=Decimal(6)),
        of_rows={"I.2.1": [ActivityDraft("Coke", co2e=Decimal(987654))]},
    )
    assert b"987654" in b"".join(_parts(ecrf.make(whole, "en")))
    shown = replace(
        whole,
        lines={
            "community": [
                replace(each, co2e=None, masses={}) if each.row == "I.2.1" else each
                for each in whole.lines["community"]
            ]
        },
        activities={},
        withheld=frozenset({("community", "I.2.1")}),
    )
    file = ecrf.make(shown, "en")
    content = b"".join(_parts(file))
    assert b"987654" not in content
    assert b"987659" not in content, "a sum that gives it away"
    table = table_of(file)
    assert table["Stationary energy > Commercial buildings & facilities"][:2] == [None, "C"]
    assert table["Total Stationary Energy"][0] is None
    assert table["Total Emissions (excluding generation of grid-supplied energy)"][0] is None
    assert table["Total Transport"][0] == 6


def _parts(file: bytes) -> list[bytes]:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return [archive.read(name) for name in archive.namelist()]


COAL = {"fuel": "anthracite", "users": "residential", "activity": {"value": "100", "unit": "t"}}


def test_a_calculation_is_a_line_with_its_inputs_and_factors_in_words() -> None:
    version = make.draft(framework="gpc")
    sections.set_about(version, make.ABOUT)
    keep(
        version=version,
        section="community",
        revision=0,
        drafts=[CalculationDraft("I.1.1", "stationary-fuel", COAL, title="Homes", source="Bills")],
        by=version.created_by,
        now=make.NOW,
    )
    sent = told.in_full(version)
    (row,) = cells_of(ecrf.make(sent, "en"))["I.1.1"]
    (line,) = sent.lines["community"]
    assert line.co2e
    assert (row["activity"], row["activity_source"]) == ("Homes", "Bills")
    assert row["co2e"] == float(line.co2e or 0)
    assert "anthracite" in row["description"]
    assert row["co2e"] == 285.950325  # 262.461 t, 0.801 t × 28 and 0.004005 t × 265
    (activity,) = inventory_of(ecrf.make(sent, "en")).activities["community", "I.1.1"]
    assert activity.masses == line.masses


def test_texts_that_a_spreadsheet_would_calculate_are_escaped() -> None:
    told_ = drafted(LineDraft("I.1.1", co2e=Decimal(5), source="=HYPERLINK(1)", method="@cmd"))
    file = ecrf.make(told_, "en")
    sheet = openpyxl.load_workbook(io.BytesIO(file))[layout.ROWS]
    assert [cell.value for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=")] == []
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    (line,) = inventory_of(file).lines["community"]
    assert (line.source, line.method) == ("=HYPERLINK(1)", "@cmd")


def test_what_somebody_changes_in_the_sheets_stays_changed() -> None:
    told_ = drafted(LineDraft("I.1.1", masses={"ch4_fossil": Decimal(1)}, explanation="From pipes"))
    book = openpyxl.load_workbook(io.BytesIO(ecrf.make(told_, "en")))
    sheet = book[layout.ROWS]
    codes = list(layout.columns().values())
    at = next(row for row in range(2, 70) if sheet.cell(row, 2).value == "I.1.1")
    for code in ("ch4", "co2e"):
        sheet.cell(at, codes.index(code) + 1).value = 56
    stream = io.BytesIO()
    book.save(stream)
    reading = read(stream.getvalue())
    (line,) = reading.inventories[0].lines["community"]
    assert line.masses["ch4"] == 2
    assert line.explanation == "From pipes", "what was not touched is taken"
    assert any("changed since" in each.reason for each in reading.left_out)


def test_a_period_that_is_no_calendar_year_and_the_place_come_back() -> None:
    told_ = drafted(LineDraft("I.1.1", co2e=Decimal(5)))
    days = datetime.date(2019, 7, 1), datetime.date(2020, 6, 30)
    told_ = replace(told_, identity=replace(told_.identity, period=days))
    inventory = inventory_of(ecrf.make(told_, "en"))
    assert (inventory.year, inventory.place, inventory.period) == (2020, "Fairview", days)


def test_it_is_offered_for_the_rows_of_the_gpc_alone() -> None:
    assert formats.of("ecrf", "gpc") is ecrf.FORMAT
    assert formats.of("ecrf", "china_provincial") is None


# Whatever a report says, it comes back: property.

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60)
SHORT = TEXTS.filter(bool)
GRAMS = st.integers(-(2**63) + 1, 2**63 - 1) | st.integers(-(10**12), 10**12)
TONNES = GRAMS.map(lambda grams: Decimal(grams).scaleb(-6))
QUALITIES = st.sampled_from(["", "high", "medium", "low"])
SETS = [each.value for each in GwpSet if each != GwpSet.UNKNOWN]
ROWS = [each.row for each in layout.places() if each.row]
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**18), max_value=10**18, places=9)


@st.composite
def content(draw: st.DrawFn) -> tuple[dict[str, Any], list[LineDraft], dict[str, list[ActivityDraft]]]:
    gwp_set = draw(st.sampled_from(SETS))
    known = [gas for gas in gases.known() if gas == gases.BIOGENIC or gas in gases.table()[gwp_set]]
    by_gas = st.dictionaries(st.sampled_from(known), st.integers(0, 10**13).map(_grams), max_size=4)
    activity = st.builds(
        ActivityDraft,
        activity=SHORT,
        amount=st.none() | NUMBERS,
        unit=SHORT,
        description=TEXTS,
        source=TEXTS,
        quality=QUALITIES,
        factors=st.dictionaries(st.sampled_from([*known, "co2e"]), NUMBERS, max_size=3),
        factor_unit=TEXTS,
        oxidation=st.none() | st.decimals(0, 1, places=6),
        factor_year=st.none() | st.integers(1990, 2030),
        factor_scale=TEXTS,
        factor_description=TEXTS,
        factor_source=TEXTS,
        factor_quality=QUALITIES,
        masses=by_gas,
        co2e=st.none() | TONNES,
    )
    about = {
        "level": draw(st.sampled_from(["basic", "basic_plus"])),
        "gwp_set": gwp_set,
        "gases": draw(st.sampled_from(["co2", "co2_ch4_n2o", "kyoto_6", "kyoto_7", "unknown"])),
        "electricity": draw(st.sampled_from(["location", "market", "unknown"])),
        "population": draw(st.none() | st.integers(1, 10**9)),
        "publication": "full",
        **{name: draw(TEXTS) for name in ("boundary", "methodology", "method_change", "release")},
        **draw(VERIFIED),
    }
    rows = draw(st.lists(st.sampled_from(ROWS), unique=True, max_size=4))
    drafts = [draw(_line(row, by_gas)) for row in rows]
    of_rows = draw(
        st.dictionaries(st.sampled_from(ROWS), st.lists(activity, min_size=1, max_size=3), max_size=3)
    )
    return about, drafts, of_rows


VERIFIED = st.just({"assurance": "none", "verifier": "", "verified_in": None}) | st.fixed_dictionaries(
    {
        "assurance": st.sampled_from(["limited", "reasonable", "unstated"]),
        "verifier": SHORT,
        "verified_in": st.integers(1990, 2200),
    }
)


def _grams(grams: int) -> Decimal:
    return Decimal(grams).scaleb(-6)


@st.composite
def _line(draw: st.DrawFn, row: str, by_gas: st.SearchStrategy[dict[str, Decimal]]) -> LineDraft:
    words = {name: draw(TEXTS) for name in ("explanation", "source", "method", "factor_source")}
    words |= {name: draw(QUALITIES) for name in ("quality", "factor_quality")}
    kind = draw(st.sampled_from(["masses", "co2e", "key", "confidential"]))
    if kind == "key":
        key = draw(st.sampled_from(["NO", "NE", "IE"]))
        other = draw(st.sampled_from(["", "I.1.1", "II.1.1"])) if key == "IE" else ""
        return LineDraft(row, notation_key=key, included_in=other, **words)
    masses = draw(by_gas) if kind == "masses" else {}
    key = "C" if kind == "confidential" else ""
    line = LineDraft(row, masses=masses, notation_key=key, **words)
    return line if line.is_by_gas else replace(line, co2e=draw(TONNES))


def test_whatever_a_report_says_comes_back_to_the_gram_and_the_letter() -> None:
    government = make.government("fairview", name="Fairview")
    day = datetime.date(2020, 1, 1), datetime.date(2020, 12, 31)
    identity = Identity("MP-2020-7K3QF", government, "gpc", "main", 2020, day, 1, "draft")

    @settings(max_examples=25, deadline=None)
    @given(content())
    def holds(drawn: tuple[dict[str, Any], list[LineDraft], dict[str, list[ActivityDraft]]]) -> None:
        about, drafts, of_rows = drawn
        sent = Told(
            identity,
            about,
            {"community": drafts},
            {("community", row): each for row, each in of_rows.items()},
        )
        file = ecrf.make(sent, "en")
        inventory = inventory_of(file)
        back = notes.Content(inventory.about, inventory.lines, inventory.activities)
        assert notes.flat(back) == notes.flat(ecrf.content(sent))

    holds()
