"""The report as JSON: of a signed version what was signed, of a draft the same shape."""

import hashlib
import json
from dataclasses import replace
from decimal import Decimal

import pytest

from inventories import canonical, reports
from inventories.exports import document_json, told
from inventories.models import ReportVersion
from tests import make
from tests.inventories.exports import full

pytestmark = pytest.mark.django_db


def in_full(version):
    return told.in_full(ReportVersion.objects.get(pk=version.pk))


def test_a_draft_is_given_in_the_shape_that_would_be_signed():
    version = full.version()
    assert json.loads(document_json.make(in_full(version), "en")) == canonical.document(version)


def test_a_submitted_version_is_given_to_the_byte_as_it_was_signed():
    version = full.version()
    reports.submit(version=version, by=make.certifier(version.government), now=make.NOW)
    file = document_json.make(in_full(version), "zh-hans")
    assert hashlib.sha256(file).hexdigest() == version.sha256


def test_what_is_withheld_is_neither_in_the_document_nor_taken_from_the_signed_one():
    version = full.version()
    reports.submit(version=version, by=make.certifier(version.government), now=make.NOW)
    whole = in_full(version)
    assert '"55"' in document_json.make(whole, "en").decode()
    kept = [replace(line, co2e=None) if line.row == "II.1.1" else line for line in whole.lines["community"]]
    public = replace(
        whole,
        lines=whole.lines | {"community": kept},
        withheld=frozenset({("community", "II.1.1")}),
        document="",
    )
    content = json.loads(document_json.make(public, "en"))
    assert content["withheld"] == [["community", "II.1.1"]]
    (line,) = [each for each in content["lines"] if each["row"] == "II.1.1"]
    assert (line["co2e"], line["notation_key"]) == (None, "C")
    assert '"55"' not in json.dumps(content)


def test_what_is_told_holds_every_total():
    totals = in_full(full.version()).totals
    assert totals.at("basic_plus") == Decimal("114") + Decimal("1234.567891") + Decimal("55") - Decimal(
        "20.5"
    )
    assert totals.at("none", section="operations") == 12
