"""California's own numbers by sector and gas, told in one set of potentials and shown in another.

tests/portal/data/california_by_sector_and_gas.csv: California Air Resources Board, California Greenhouse Gas
Emissions from 2000 to 2022: Trends of Emissions and Other Indicators (2024 edition), Mt CO2e with the
potentials of AR4. Masses follow by division; “Other PFC and PFE” names no gas and is left out.
"""

import csv
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

import pytest

import trajectory
from inventories import frameworks
from tests import make

pytestmark = pytest.mark.django_db

FILE = Path(__file__).parent / "data" / "california_by_sector_and_gas.csv"
ROWS = {
    "Residential": "I.1.1",
    "Commercial": "I.2.1",
    "Electricity Generation (Imports)": "I.2.2",
    "Electricity Generation (In State)": "I.4.1",
    "Transportation": "II.1.1",
    "Industrial": "IV.1",
    "Agriculture": "V.3",
}
GASES = {"C4F8": "cc4f8", "CF4": "cf4", "C2F6": "c2f6", "C3F8": "c3f8", "HFC-43-10mee": "hfc4310mee"}
GRAM = Decimal("0.000001")


def potentials():
    """The table as the file has it, read here."""
    with (Path(trajectory.__file__).parent / "gwp100.csv").open(encoding="utf-8", newline="") as lines:
        return {row["gas"]: row for row in csv.DictReader(lines)}


TABLE = potentials()


def masses_of(year):
    """Tonnes by row and gas, to the gram: Mt CO2e over the potential of AR4."""
    found = {row: {} for row in ROWS.values()}
    with FILE.open(encoding="utf-8", newline="") as lines:
        for record in csv.DictReader(lines):
            if record["year"] != year or record["gas"] == "Other PFC and PFE":
                continue
            gas = GASES.get(record["gas"], record["gas"].lower().replace("-", ""))
            tonnes = Decimal(record["MtCO2e"]) * 1_000_000 / Decimal(TABLE[gas]["AR4"])
            found[ROWS[record["sector"]]][gas] = tonnes.quantize(GRAM, ROUND_HALF_UP)
    return found


def expected(masses, gwp_set, rows=None):
    """Masses times the table, row by row to the gram, as exact fractions."""
    total = Fraction(0)
    for row, of_row in masses.items():
        if rows is None or row in rows:
            exact = sum(Fraction(tonnes) * Fraction(TABLE[gas][gwp_set]) for gas, tonnes in of_row.items())
            total += Fraction(round(exact * 1_000_000), 1_000_000)
    return total


def report(masses):
    lines = [make.line(row, masses=of_row) for row, of_row in masses.items()]
    lines += [
        make.line(row.code, notation_key="NO", explanation="Does not occur")
        for row in frameworks.rows("gpc", "community")
        if row.required_at("basic_plus") and row.code not in masses
    ]
    about = {"gwp_set": "AR4", "level": "basic_plus"}
    return make.accepted(make.government("california"), 2022, framework="gpc", lines=lines, about=about)


SECTORS = {
    "I": {"I.1.1", "I.2.1", "I.2.2", "I.4.1"},
    "II": {"II.1.1"},
    "IV": {"IV.1"},
    "V": {"V.3"},
}
SCOPES = {"Scope 1": set(ROWS.values()) - {"I.2.2"}, "Scope 2": {"I.2.2"}}


@pytest.mark.parametrize("year", ["2000", "2022"])
def test_california_s_totals_are_its_masses_times_the_table_in_either_set(client, year):
    masses = masses_of(year)
    assert sum(len(of_row) for of_row in masses.values()) > 40
    version = report(masses)
    for query, gwp_set in (("", "AR4"), ("?gwp=AR6", "AR6"), ("?gwp=AR5", "AR5")):
        page = client.get(version.get_absolute_url() + query)
        (section,) = page.context["sections"]
        own = section.by_scope[0]
        assert (own.is_own, Fraction(own.foot.total.tonnes)) == (True, expected(masses, gwp_set))
        for line in own.lines:
            if line.code in SECTORS:
                assert Fraction(line.total.tonnes) == expected(masses, gwp_set, SECTORS[line.code])
        scopes = {cell.scope.capitalize(): Fraction(cell.told.tonnes) for cell in own.foot.cells}
        assert scopes == {name: expected(masses, gwp_set, rows) for name, rows in SCOPES.items()}
        total = f"{own.foot.total.tonnes:f}"
        assert f'<data value="{total}"' in page.content.decode()


def test_in_ar4_the_total_is_the_one_that_california_published(client):
    """What rounding to the gram loses is far below a tonne; what names no gas is left out on both sides."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        published = sum(
            Fraction(record["MtCO2e"]) * 1_000_000
            for record in csv.DictReader(lines)
            if record["year"] == "2022" and record["gas"] != "Other PFC and PFE"
        )
    (section,) = client.get(report(masses_of("2022")).get_absolute_url()).context["sections"]
    assert abs(Fraction(section.totals[0].tonnes) - published) < 1


def test_a_row_without_masses_is_named_and_keeps_the_report_in_its_own_set(client):
    masses = {"I.1.1": {"co2": Decimal(100), "ch4": Decimal(2)}}
    version = report(masses)
    page = client.get(version.get_absolute_url() + "?gwp=AR6")
    assert page.context["switch"].shown == "AR6"  # 100 + 2 x 27
    assert page.context["sections"][0].totals[0].tonnes == Decimal("154")
    about = {"gwp_set": "AR4", "level": "basic_plus"}
    draft = make.corrected(version, lines=[*lines_of(version), make.line("II.1.1", 7)], about=about)
    page = client.get(draft.get_absolute_url() + "?gwp=AR6")
    assert page.context["switch"].shown == ""
    assert page.context["sections"][0].totals[0].tonnes == Decimal("157")  # 100 + 2 x 25 + 7
    text = " ".join(page.content.decode().split())
    assert "In AR6 the report cannot be shown; these are its own numbers." in text
    assert "AR6: row II.1.1 has no masses of gases" in text


def lines_of(_version):
    lines = [make.line("I.1.1", masses={"co2": Decimal(100), "ch4": Decimal(2)})]
    held = {"I.1.1", "II.1.1"}
    return lines + [
        make.line(row.code, notation_key="NO", explanation="Does not occur")
        for row in frameworks.rows("gpc", "community")
        if row.required_at("basic_plus") and row.code not in held
    ]


def test_nonsense_for_a_set_is_answered_with_the_report_s_own(client):
    version = report({"I.1.1": {"co2": Decimal(100)}})
    page = client.get(version.get_absolute_url() + "?gwp=<b>AR9")
    assert page.status_code == 200
    assert "is no set that this report can be shown in" in page.content.decode()
    assert "<b>AR9" not in page.content.decode()
