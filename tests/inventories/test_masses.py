"""Masses by gas: what follows from them, worked out by hand with the IPCC's 100-year potentials."""

import io
import json
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from inventories import canonical, gases, importers, parts, reports, sections
from inventories.comparison import compare
from inventories.importers import layouts
from inventories.importers.book import open_book
from inventories.importers.reading import Wanted
from inventories.models import Figure, LineMass
from tests import make

pytestmark = pytest.mark.django_db

MIXED = {"co2": "100", "ch4": "2", "ch4_fossil": "1", "n2o": "0.5", "co2_biogenic": "40"}


def masses(**tonnes):
    return {gas: Decimal(value) for gas, value in tonnes.items()}


def drafted(*lines, framework="totals", **about):
    version = make.draft(framework=framework)
    sections.set_about(version, {**make.ABOUT, **about})
    sections.replace_lines(version, "community", list(lines))
    return version


def by_gas(row="T.I", **tonnes):
    return make.line(row, masses=masses(**(tonnes or MIXED)))


SETS = {
    "SAR": "318",  # 100 + 2 × 21 + 21 + 0.5 × 310
    "AR4": "324",  # 100 + 2 × 25 + 25 + 0.5 × 298
    "AR5": "318.5",  # 100 + 2 × 28 + 30 + 0.5 × 265
    "AR6": "320.3",  # 100 + 2 × 27 + 29.8 + 0.5 × 273
}


@pytest.mark.parametrize(("gwp_set", "tonnes"), SETS.items())
def test_the_equivalent_follows_by_the_report_s_set(gwp_set, tonnes):
    line = drafted(by_gas(), gwp_set=gwp_set).lines.get()
    assert (line.co2e, line.co2) == (Decimal(tonnes), 100)


def test_another_set_recomputes():
    version = drafted(by_gas(), make.line("T.II", 7))
    sections.set_about(version, {"gwp_set": "AR6"})
    assert dict(version.lines.values_list("row", "co2e")) == {"T.I": Decimal("320.3"), "T.II": 7}


def test_the_equivalent_is_rounded_to_the_gram():
    """0.000001 t of HFC-32 by AR5: 0.000677 t. 0.000001 t of fossil methane by AR6: 0.0000298 t."""
    assert gases.co2e(masses(hfc32="0.000001"), "AR5") == Decimal("0.000677")
    assert gases.co2e(masses(ch4_fossil="0.000001"), "AR6") == Decimal("0.000030")


def test_biogenic_carbon_dioxide_stands_apart():
    version = drafted(make.line("T.I", 5, masses=masses(co2_biogenic="40")))
    line = version.lines.get()
    assert (line.co2e, line.co2) == (5, None)
    assert line.masses.get().tonnes == 40
    with pytest.raises(sections.InvalidLines, match="neither a number nor a notation key"):
        drafted(by_gas(co2_biogenic="40"))


def test_carbon_dioxide_alone_needs_no_set():
    assert drafted(by_gas(co2="12.5"), gwp_set="unknown").lines.get().co2e == Decimal("12.5")


WRONG = {
    "another number": (make.line("T.I", 300, masses=masses(**MIXED)), "T.I: .*make 318.5 t"),
    "another mass of CO2": (make.line("T.I", None, 99, masses=masses(**MIXED)), "T.I: .*make 100 t"),
    "a key": (make.line("T.I", notation_key="NO", masses=masses(ch4="1")), "masses and a notation key"),
    "no such gas": (by_gas(xenon="1"), "“xenon” is not a gas"),
    "below zero": (by_gas(ch4="-1"), "Methane, not fossil is below zero"),
    "less than a gram": (by_gas(ch4="0.0000001"), "whole grams"),
}


@pytest.mark.parametrize(("line", "words"), WRONG.values(), ids=WRONG)
def test_what_does_not_fit_is_refused_with_its_row(line, words):
    with pytest.raises(sections.InvalidLines, match=words):
        drafted(line)


@pytest.mark.parametrize("typed", ["318.5", "318.50", "319"])
def test_the_same_number_may_be_typed_too_rounded_or_not(typed):
    assert drafted(make.line("T.I", typed, masses=masses(**MIXED))).lines.get().co2e == Decimal("318.5")


def test_without_a_set_other_gases_say_what_to_do():
    with pytest.raises(sections.InvalidLines, match="Choose the set under “About this period”"):
        drafted(by_gas(), gwp_set="unknown")


def test_a_set_that_lacks_a_gas_is_refused_and_changes_nothing():
    """AR4 gives HFC-41 no potential; AR5: 2 × 116."""
    version = drafted(by_gas(hfc41="2"))
    with pytest.raises(ValidationError, match="T.I: AR4 gives no global warming potential for HFC-41"):
        sections.save_about(
            version=version,
            revision=0,
            values={"gwp_set": "AR4"},
            complete=True,
            by=version.created_by,
            now=make.NOW,
        )
    version.refresh_from_db()
    assert (version.gwp_set, version.lines.get().co2e) == ("AR5", 232)


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("CH4", "ch4"),
        ("ch₄", "ch4"),
        ("HFC-134a", "hfc134a"),
        ("c-C4F8", "cc4f8"),
        ("甲烷（化石来源）", "ch4_fossil"),
        ("CO2 biogenic", "co2_biogenic"),
        ("steam", None),
        (" ", None),
    ],
)
def test_gases_are_known_as_people_write_them(word, code):
    assert gases.code_of(word) == code


def test_masses_are_signed_and_a_correction_takes_them_along():
    version = make.accepted(lines=[by_gas()])
    (line,) = json.loads(version.document)["lines"]
    assert line["masses"] == MIXED
    assert canonical.verify_all() == []
    draft = reports.correct(report=version.report, reason="A meter", by=make.user(), now=make.NOW)
    assert {each.gas: each.tonnes for each in draft.lines.get().masses.all()} == masses(**MIXED)
    assert LineMass.objects.count() == 10


def test_the_judge_is_given_the_masses_that_count():
    make.measure()
    make.accepted(lines=[by_gas(), make.line("T.II", 7)])
    figure = Figure.objects.get()
    first, second = parts.parts([figure.pk])[figure.pk]
    assert first.value == Decimal("318.5")
    assert first.masses == masses(co2="100", ch4="2", ch4_fossil="1", n2o="0.5")
    assert (second.value, second.masses) == (7, {})


def test_another_split_of_the_same_total_is_a_change():
    place = make.government()
    before = make.accepted(place, 2019, lines=[by_gas(co2="28")])
    after = make.ready(place, lines=[by_gas(ch4="1")])
    (row,) = compare(after, before).changed_rows
    assert (row.gases_before, row.gases_after) == ("Carbon dioxide 28 t", "Methane, not fossil 1 t")


def read(text, framework="gpc", gwp_set="AR5"):
    book = open_book(io.BytesIO(text.encode()), name="rows.csv")
    wanted = Wanted(framework=framework, year=2020, gwp_set=gwp_set)
    (inventory,) = layouts.read(book, wanted, "rows").inventories
    return tuple(inventory.lines["community"])


def test_columns_of_gases_are_read():
    (line,) = read("row,co2,CH4,HFC-134a,co2_biogenic\nI.1.1,100,2,,40\n")
    assert line == make.line("I.1.1", masses=masses(ch4="2", co2="100", co2_biogenic="40"))


def test_a_column_of_carbon_dioxide_is_the_row_s_own_where_no_other_gas_is_given():
    lines = read("row,co2e,co2,ch4\nT.I,,100,2\nT.II,9,8,\n", framework="totals")
    assert lines == (
        make.line("T.I", masses=masses(co2="100", ch4="2")),
        make.line("T.II", 9, 8),
    )


def test_the_template_has_columns_of_gases_and_takes_them_back():
    header = importers.template("gpc", "en").removeprefix("\ufeff").splitlines()[0].split(",")
    assert header[2:10] == ["co2e", "co2", "ch4", "ch4_fossil", "n2o", "sf6", "nf3", "co2_biogenic"]
    assert read(",".join(header) + "\nI.1.1,,,1,2\n")[0].masses == masses(ch4="2", co2="1")


@pytest.fixture
def page(client):
    version = drafted(framework="gpc", level="basic")
    client.force_login(version.created_by)
    return version, reverse("inventories:section-community", args=[version.report.reference])


def test_masses_are_typed_line_by_line(client, page):
    version, url = page
    client.post(url, {"revision": "0", "masses-I.1.1": "CO2: 1,000\nch₄ 2\n"})
    line = version.lines.get()
    assert line.co2e == 1056  # 1,000 + 2 × 28
    shown = client.get(url).content.decode()
    assert "co2: 1,000\nch4: 2</textarea>" in shown
    assert 'placeholder="1,056"' in shown
    client.post(url, {"revision": "1", "masses-I.1.1": "CO2: 1,000"})
    assert version.lines.get().co2e == 1000


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"masses-I.1.1": "steam: 5"}, "“steam: 5”: write a gas and its tonnes"),
        ({"masses-I.1.1": "ch4: 5\nCH4: 6"}, "ch4 stands in two lines"),
        ({"masses-I.1.1": "ch4: 1.2.3"}, "the mass is not a number"),
        ({"masses-I.1.1": "ch4: 1", "co2e-I.1.1": "5"}, "the masses by gas make 28 t"),
    ],
)
def test_what_is_wrong_with_masses_is_said_and_nothing_lost(client, page, typed, words):
    version, url = page
    answer = client.post(url, {"revision": "0", **typed})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert typed["masses-I.1.1"] in answer.content.decode()
    assert not version.lines.exists()


def test_everyone_reads_the_masses_of_rows_that_are_shown(client):
    """Of two rows one is confidential: the other goes with it, and the gas of each; a third is shown."""
    version = make.accepted(
        lines=[
            make.line("T.I", notation_key="C", explanation="One plant", masses=masses(sf6="1")),
            by_gas("T.II", co2="5", n2o="10"),  # 2,655 t CO2e: the smallest above a tenth of the 23,500 t
            by_gas("T.III", co2="4321", ch4="777"),
        ]
    )
    text = client.get(version.report.get_absolute_url()).content.decode()
    assert "Methane, not fossil 777 t" in text
    assert "Sulphur hexafluoride" not in text
    assert "Nitrous oxide" not in text
