"""Sums worked out by hand, and the figures that an accepted version leaves in the record."""

import csv
import datetime
from decimal import Decimal
from pathlib import Path

import pytest

import inventories
from inventories import figures, frameworks, reports, review, sections
from inventories.indicators import IndicatorDraft
from inventories.models import Figure
from tests import make

pytestmark = pytest.mark.django_db

GPC = [
    make.line("I.1.1", "100.5"),  # scope 1, all three totals
    make.line("I.1.2", 50),  # scope 2, BASIC and BASIC+
    make.line("I.1.3", 5),  # scope 3, BASIC+
    make.line("I.4.4", 1000),  # scope 1, territorial alone
    make.line("II.1.1", 30),
    make.line("III.1.3", 7),  # waste brought in: territorial alone
    make.line("V.2", -20),  # land, BASIC+ and territorial
    make.line("VI.1", 400),  # other scope 3: in no total
    make.line("I.2.1", notation_key="NE", explanation="No data"),
    make.line("I.3.1", 2, notation_key="C", explanation="One plant"),  # confidential, summed
]


def drafted(framework, lines, operations=()):
    version = make.draft(framework=framework)
    sections.replace_lines(version, "community", lines)
    sections.replace_lines(version, "operations", list(operations))
    return version


def test_the_gpc_s_totals_by_level():
    totals = figures.totals(drafted("gpc", GPC))
    assert {total.level: total.tonnes for total in totals.community} == {
        "basic": Decimal("182.5"),  # 100.5 + 50 + 30 + 2
        "basic_plus": Decimal("167.5"),  # and 5 - 20
        "territorial": Decimal("1119.5"),  # 100.5 + 1000 + 30 + 7 - 20 + 2
    }


def test_totals_by_sector_and_scope():
    basic = figures.totals(drafted("gpc", GPC)).community[0]
    assert [(part.code, part.label, part.tonnes) for part in basic.by_sector] == [
        ("I", "Stationary energy", Decimal("152.5")),
        ("II", "Transportation", 30),
    ]
    assert [(part.code, part.tonnes) for part in basic.by_scope] == [("1", Decimal("132.5")), ("2", 50)]


def test_the_headline_is_the_total_of_the_version_s_own_level():
    version = drafted("gpc", GPC)
    assert figures.totals(version).headline.tonnes == Decimal("182.5")
    version.level = "basic_plus"
    assert figures.totals(version).headline.tonnes == Decimal("167.5")


def test_china_s_totals_in_both_quantities():
    lines = [
        make.line("E.1", 110, 100),
        make.line("P.1", 40, 40),
        make.line("A.1", 25),
        make.line("L.1", -30, -30),  # shown apart
        make.line("M.1", 60, 60),  # memo item
    ]
    totals = figures.totals(drafted("china_provincial", lines))
    assert (totals.at("none", "co2e"), totals.at("none", "co2")) == (175, 140)


def test_the_sectors_sum_to_the_total():
    totals = figures.totals(drafted("totals", [make.line("T.I", 3), make.line("T.V", -1)]))
    assert totals.at("none") == 2


def test_a_total_is_not_summed_with_its_sectors():
    totals = figures.totals(drafted("totals", [make.line("T.1", 10), make.line("T.I", 3)]))
    assert totals.at("none") == 10


def test_a_blank_is_not_a_zero():
    lines = [make.line("I.1.1", notation_key="NE", explanation="No data"), make.line("VI.1", 9)]
    totals = figures.totals(drafted("gpc", lines))
    assert totals.community == ()
    assert totals.at("basic") is None
    assert totals.headline is None


def test_a_zero_is_a_number():
    assert figures.totals(drafted("totals", [make.line("T.1", 0)])).at("none") == 0


def test_operations_are_summed_apart():
    totals = figures.totals(drafted("gpc", GPC, [make.line("O.1", 12)]))
    assert totals.at("none", section="operations") == 12
    assert totals.at("basic") == Decimal("182.5")


def test_categories_of_operations_sum_to_their_total():
    categories = [make.line("O.1.1", 7), make.line("O.1.7", "2.5"), make.line("O.1.11", 1)]
    totals = figures.totals(drafted("gpc", GPC, categories))
    assert totals.at("none", section="operations") == Decimal("10.5")


def test_sums_are_exact_beyond_fifteen_digits():
    """9,000,000,000,000.000001 t has 19 digits; a float has room for fifteen."""
    lines = [make.line("T.I", "9000000000000.000001"), make.line("T.II", "0.000001")]
    assert figures.totals(drafted("totals", lines)).at("none") == Decimal("9000000000000.000002")


def measures():
    make.measure()
    make.measure("co2-community", quantity="co2", rows="china_provincial:TOTAL;totals:TOTAL")
    make.measure("ghg-operations", boundary="operations", rows="operations:TOTAL")
    make.measure("ghg-sector-buildings", boundary="sector", rows="")


def record(version):
    return {each.measure.code: each for each in figures.record(version, make.NOW)}


def test_record_writes_a_figure_for_each_measure_that_fits():
    measures()
    lines = [make.line("E.1", 110, 100), make.line("P.1", 40, 40)]
    version = make.in_review(
        framework="china_provincial", lines=complete(lines), operations=[make.line("O.1", 5)]
    )
    made = record(version)
    assert {code: figure.tonnes for code, figure in made.items()} == {
        "ghg-community": 150,
        "co2-community": 140,
        "ghg-operations": 5,
    }


def complete(lines):
    """Every required row of the Chinese guideline: those not given do not occur."""
    given = {line.row for line in lines}
    return lines + [
        make.line(row.code, notation_key="NO", explanation="None here")
        for row in frameworks.rows("china_provincial", "community")
        if row.required_at("none") and row.code not in given
    ]


def test_a_figure_states_its_basis():
    measures()
    version = make.in_review(lines=[make.line("T.1", 9, 8)], operations=[make.line("O.1", 5)])
    made = record(version)
    ghg, co2, operations = (made[code] for code in ("ghg-community", "co2-community", "ghg-operations"))
    assert (ghg.framework, ghg.level, ghg.gases, ghg.gwp_set) == ("totals", "none", "kyoto_7", "AR5")
    assert (ghg.electricity, ghg.boundary, ghg.year) == ("location", "The city limits", 2020)
    assert (co2.tonnes, co2.gases) == (8, "co2")
    assert (operations.framework, operations.level) == ("operations", "none")


def test_the_gpc_s_figure_is_the_total_of_the_level_reported():
    make.measure(rows="gpc:level;totals:TOTAL")
    version = drafted("gpc", GPC)
    version.level = "basic_plus"
    (figure,) = figures.record(version, make.NOW)
    assert (figure.tonnes, figure.level) == (Decimal("167.5"), "basic_plus")


def test_a_section_without_numbers_gives_no_figure():
    measures()
    assert set(record(make.in_review())) == {"ghg-community"}


def test_an_indicator_gives_an_amount():
    solar = make.measure("solar", is_mass=False, rows="", unit="kW")
    make.accepted(indicators=[IndicatorDraft(solar, Decimal("1200.5"))])
    figure = Figure.objects.get(measure=solar)
    assert (figure.measure, figure.amount, figure.tonnes) == (solar, Decimal("1200.5"), None)


def test_accepting_again_supersedes_every_earlier_figure_of_the_year():
    """The correction has no operations any more: their figure is not current either."""
    measures()
    first = make.accepted(lines=[make.line("T.1", 10)], operations=[make.line("O.1", 5)])
    other = make.accepted(first.government, 2019, lines=[make.line("T.1", 11)])
    draft = reports.correct(report=first.report, reason="A meter", by=make.user(), now=make.NOW)
    make.fill(draft, lines=[make.line("T.1", 12)], operations=[])
    later = make.NOW + datetime.timedelta(days=1)
    reports.submit(version=draft, by=make.certifier(draft.government), now=later)
    review.take(version=draft, by=make.user(), now=later)
    review.accept(version=draft, by=make.user(), now=later)
    current = {(each.version, each.measure.code): each.tonnes for each in Figure.objects.current()}
    assert current == {(draft, "ghg-community"): 12, (other, "ghg-community"): 11}
    assert {each.superseded_at for each in Figure.objects.filter(version=first)} == {later}


def test_series_of_one_year_keep_their_own_figures():
    make.measure()
    place = make.government()
    make.accepted(place, lines=[make.line("T.1", 10)])
    make.accepted(place, lines=[make.line("T.1", 20)], series="consumption")
    assert {each.series: each.tonnes for each in Figure.objects.current()} == {"main": 10, "consumption": 20}


SECTORS = {"Stationary Energy": "T.I", "Transportation": "T.II", "Waste": "T.III"}


def test_new_york_s_sectors_sum_to_its_published_totals():
    """new_york_by_sector.csv; 2005 by hand: 45,649,110.88 + 16,207,646.45 + 2,521,962.88."""
    folder = Path(inventories.__file__).parent / "reference"
    years: dict[int, list] = {}
    with (folder / "new_york_by_sector.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            line = make.line(SECTORS[row["gpc_sector"]], row["tonnes_co2e"])
            years.setdefault(int(row["year"]), []).append(line)
    totals = figures.totals(drafted("totals", years[2005]))
    assert totals.at("none") == Decimal("64378720.21")
