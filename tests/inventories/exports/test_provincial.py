"""The provincial format: rows carried over once, what has no place apart, nothing withheld told."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from inventories import sections
from inventories.exports import formats, provincial
from inventories.exports.told import Told, in_full
from inventories.models import ReportVersion
from tests import make

pytestmark = pytest.mark.django_db


def draft(framework: str, lines: list[Any]) -> ReportVersion:
    version = make.draft(make.government("zhenjiang", name_zh="镇江市", country="CN"), framework=framework)
    values = {"gwp_set": "AR5"}
    by = {"by": version.created_by, "now": make.NOW, "complete": False, "revision": 0}
    sections.save_about(version=version, values=values, **by)
    sections.save_lines(version=version, code="community", lines=lines, **by)
    return version


def sheets(told: Told, language: str = "en") -> dict[str, list[list[Any]]]:
    book = load_workbook(io.BytesIO(provincial.FORMAT.file(told, language)))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}


def test_a_gpc_report_is_carried_over_and_its_losses_listed() -> None:
    coal = make.line("I.3.1", masses={"co2": Decimal(100), "ch4": Decimal(1)})
    version = draft("gpc", [coal, make.line("I.1.2", 40), make.line("V.1", 7)])

    found = sheets(in_full(version))

    assert [row[:4] for row in found["Inventory"][2:]] == [
        ["E.2", "Fossil fuel combustion: Industry and construction", 100, 128],
        ["A.3 + A.4", "Livestock: Enteric fermentation, Livestock: Manure management", None, 7],
        [None, "Total", None, 135],
    ]
    assert [(row[0], row[3]) for row in found["Not carried over"][1:]] == [("I.1.2", 40), ("V.1", None)]


def test_a_provincial_report_is_told_row_by_row_in_chinese() -> None:
    version = draft("china_provincial", [make.line("E.2", 128, 100), make.line("P.5", notation_key="NO")])

    rows = {row[0]: row for row in sheets(in_full(version), "zh-hans")["清单"][2:]}

    assert rows["E.2"][1:4] == ["化石燃料燃烧：工业和建筑业", 100, 128]
    assert rows["P.5"][2:5] == [None, None, "NO"]
    assert len(rows) == 33


def test_of_withheld_rows_no_number_leaves() -> None:
    version = draft("gpc", [make.line("I.3.1", 128), make.line("IV.2", 5)])
    told = in_full(version)
    kept = [each for each in told.lines["community"] if each.row != "I.3.1"]
    withheld = replace(told, lines={"community": kept}, withheld={("community", "I.3.1")})

    rows = sheets(withheld)["Inventory"][2:]

    assert [row[:5] for row in rows] == [
        ["E.2", "Fossil fuel combustion: Industry and construction", None, None, "withheld"],
        ["P.13", "Product use, where covered", None, 5, None],
        [None, "Total", None, None, None],
    ]


def test_words_that_a_spreadsheet_would_run_are_escaped() -> None:
    version = draft("china_provincial", [make.line("E.2", 1, explanation="=HYPERLINK(1)")])

    told = sheets(in_full(version))["Inventory"]

    assert "'=HYPERLINK(1)" in [row[5] for row in told]


@pytest.mark.parametrize(
    ("framework", "offered"), [("gpc", True), ("china_provincial", True), ("totals", False)]
)
def test_it_is_offered_where_it_can_carry_the_framework(framework: str, offered: bool) -> None:
    assert (provincial.FORMAT in formats.for_desk(framework)) is offered


def page(version: ReportVersion, framework: str) -> Any:
    client = Client()
    client.force_login(version.created_by)
    return client.get(reverse("inventories:report-shown-as", args=[version.report.reference, framework]))


def test_the_page_shows_sum_reasons_and_blanks() -> None:
    version = draft("gpc", [make.line("I.3.1", 128), make.line("I.1.2", 40)])

    words = page(version, "china_provincial").content.decode()

    assert "do not add up to each other" in words
    assert ">128<" in words
    assert "rows of the other framework stay blank: not estimated, which is not zero." in words


@pytest.mark.parametrize("framework", ["gpc", "totals", "nothing"])
def test_there_is_no_page_for_the_same_or_an_unknown_framework(framework: str) -> None:
    assert page(draft("gpc", []), framework).status_code == 404
