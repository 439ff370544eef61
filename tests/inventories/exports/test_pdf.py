"""A report to be printed, in either language; read back by the characters that it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.db import transaction

from inventories.exports import formats, pdf, pdf_page, told
from inventories.models import ReportVersion
from tests import make
from tests.inventories.exports import full

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def report(django_db_setup: None, django_db_blocker: Any) -> Iterator[told.Told]:
    """Of one version, for all tests that only read it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield told.in_full(full.version())
        transaction.set_rollback(True)


def shown(report: told.Told, language: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every text that is laid on a page, table cells among them."""
    seen: list[str] = []
    printable = pdf_page.printable

    def noted(text: str) -> str:
        seen.append(printable(text))
        return seen[-1]

    monkeypatch.setattr(pdf_page, "printable", noted)
    assert pdf.FORMAT.file(report, language).startswith(b"%PDF-")
    return seen


def test_it_tells_reference_totals_rows_keys_and_explanations(report, monkeypatch):
    texts = shown(report, "en", monkeypatch)
    assert "Greenhouse gas report of Saint Paul for 2020" in texts
    assert report.identity.reference in texts
    assert "1,234.567891" in texts
    assert {"NE", "IE", "One plant only", "Natural gas – Bills of all homes"} <= set(texts)
    assert "311,527" in texts


def test_chinese_is_printed_in_characters_that_the_typeface_has(report, monkeypatch):
    texts = shown(report, "zh-hans", monkeypatch)
    assert any("圣保罗" in text for text in texts)
    assert not any("?" in text for text in texts)


def test_what_the_typeface_lacks_is_replaced(report):
    assert pdf_page.printable("CO₂ 中文 \U0001f600") == "CO2 中文 ?"


def test_what_is_withheld_is_not_printed(report, monkeypatch):
    community = report.lines["community"]
    hidden = [replace(each, co2e=None, masses={}) if each.row == "II.1.1" else each for each in community]
    public = replace(
        report,
        lines={**report.lines, "community": hidden},
        withheld=frozenset({("community", "II.1.1")}),
        totals=None,
    )
    texts = shown(public, "en", monkeypatch)
    assert "withheld" in texts
    assert "55" not in texts


def test_who_certified_is_told_by_name_and_never_by_address(monkeypatch):
    version: ReportVersion = make.submitted(make.government("harbour", name="Harbour"), 2020)
    texts = shown(told.in_full(version), "en", monkeypatch)
    assert "a certifier of Harbour" in texts
    assert not any("@" in text for text in texts)
    version.certified_by.name = "Ingrid Olson"
    version.certified_by.save()
    assert "Ingrid Olson" in shown(told.in_full(version), "en", monkeypatch)
    assert version.sha256 in shown(told.in_full(version), "en", monkeypatch)


def test_long_tables_repeat_their_head_and_pages_are_counted(report, caplog):
    content = pdf.FORMAT.file(report, "en")
    assert len(re.findall(rb"/Type /Page\b", content)) >= 3
    assert b"/Lang (en)" in content
    assert b"/Lang (zh-Hans)" in pdf.FORMAT.file(report, "zh-hans")
    assert len(content) < 200_000  # a subset of the typeface, not its 8 MB
    assert caplog.records == []


def test_it_is_offered_for_every_framework_in_either_language():
    assert pdf.FORMAT in formats.for_everyone("gpc")
    assert pdf.FORMAT in formats.for_everyone("china_provincial")
    assert pdf.FORMAT.in_languages
