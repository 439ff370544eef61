"""The rows as CSV: the template filled, which the same template's layout reads again."""

import csv
import io
from dataclasses import replace
from decimal import Decimal

import pytest

from inventories.exports import rows_csv, told
from inventories.importers import layouts
from inventories.importers.book import open_book
from inventories.importers.reading import Wanted
from inventories.models import ReportVersion
from tests import make
from tests.inventories.exports import full

pytestmark = pytest.mark.django_db


def in_full(version):
    return told.in_full(ReportVersion.objects.get(pk=version.pk))


def records(file):
    return list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"))))


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_rows_come_back_as_they_were(language):
    version = full.version()
    whole = in_full(version)
    book = open_book(io.BytesIO(rows_csv.make(whole, language)), name="rows.csv")
    reading = layouts.read(book, Wanted(framework="gpc", year=2020, gwp_set="AR5"))
    assert (reading.layout, list(reading.problems), list(reading.questions)) == ("rows", [], [])
    (inventory,) = reading.inventories
    for section in ("community", "operations"):
        assert list(inventory.lines[section]) == list(whole.lines[section])


def test_every_row_stands_in_the_file_and_every_gas_in_a_column():
    file = records(rows_csv.make(in_full(full.version()), "en"))
    assert len(file) == 54 + 13
    first = file[0]
    assert (first["row"], first["year"], first["co2e"]) == ("I.1.1", "2020", "114")
    assert (first["co2"], first["ch4"], first["co2_biogenic"]) == ("100", "0.5", "7.25")


def test_text_like_a_formula_is_escaped_and_a_negative_number_is_not():
    file = {each["row"]: each for each in records(rows_csv.make(in_full(full.version()), "en"))}
    assert file["I.1.1"]["explanation"] == "'=Gas, billed\nby month"
    assert file["V.2"]["co2e"] == "-20.5"


def test_a_withheld_row_says_so_and_nothing_else():
    whole = in_full(full.version())
    lines = [replace(each, co2e=None) if each.row == "I.1.2" else each for each in whole.lines["community"]]
    public = replace(
        whole, lines={"community": lines}, withheld=frozenset({("community", "I.1.2")}), document=""
    )
    file = {each["row"]: each for each in records(rows_csv.make(public, "en"))}
    assert (file["I.1.2"]["co2e"], file["I.1.2"]["explanation"]) == ("", "Withheld.")


def test_a_framework_with_co2_keeps_both_numbers():
    version = make.ready(framework="china_provincial", lines=[make.line("E.1", co2e="120.5", co2="100")])
    file = records(rows_csv.make(in_full(version), "en"))
    assert (file[0]["co2e"], file[0]["co2"]) == ("120.5", "100")
    book = open_book(io.BytesIO(rows_csv.make(in_full(version), "en")), name="rows.csv")
    (inventory,) = layouts.read(
        book, Wanted(framework="china_provincial", year=2020, gwp_set="AR5")
    ).inventories
    (line,) = inventory.lines["community"]
    assert (line.co2e, line.co2) == (Decimal("120.5"), Decimal(100))


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(make.line("E.1", co2="100"), id="carbon dioxide alone"),
        pytest.param(make.line("E.1", masses={"co2": Decimal(100)}), id="carbon dioxide as the only gas"),
        pytest.param(
            make.line("E.1", "120.5", "100", masses={"co2_biogenic": Decimal(7)}),
            id="biogenic apart",
        ),
        pytest.param(make.line("E.1", masses={"ch4": Decimal(3), "n2o": Decimal(1)}), id="other gases"),
    ],
)
def test_what_is_typed_and_what_is_given_by_gas_come_back_apart(line):
    version = make.ready(framework="china_provincial", lines=[line])
    told = in_full(version)
    book = open_book(io.BytesIO(rows_csv.make(told, "zh-hans")), name="rows.csv")
    wanted = Wanted(framework="china_provincial", year=2020, gwp_set=version.gwp_set)
    reading = layouts.read(book, wanted)
    assert not reading.problems
    (inventory,) = reading.inventories
    assert list(inventory.lines["community"]) == list(told.lines["community"])
