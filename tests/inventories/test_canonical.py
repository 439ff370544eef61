"""The signed document: the same content gives the same text, and a change of either is found out."""

import json
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile

from inventories import canonical, evidence, frozen, reports
from inventories.indicators import IndicatorDraft
from inventories.models import InventoryLine, ReportVersion
from tests import make

pytestmark = pytest.mark.django_db


def test_the_document_says_everything_that_was_signed():
    version = make.submitted(
        lines=[make.line("T.I", "1.50"), make.line("T.II", notation_key="NO", explanation="–")]
    )
    content = json.loads(version.document)
    assert content["schema"] == 6
    assert (content["reference"], content["version"]) == (version.report.reference, 1)
    assert content["period"] == ["2020-01-01", "2020-12-31"]
    assert content["submitted_at"] == "2026-11-22T09:00:00+00:00"
    assert content["certified_by"] == version.certified_by_id
    assert content["sections"]["community"] == "complete"
    assert [(line["row"], line["co2e"], line["notation_key"]) for line in content["lines"]] == [
        ("T.I", "1.5", ""),
        ("T.II", None, "NO"),
    ]


def test_the_text_is_canonical():
    """Keys sorted, no spaces, characters as they are. SHA-256 of 'abc': FIPS 180-4, example B.1."""
    assert canonical.dumps({"b": ["é", None], "a": "1"}) == '{"a":"1","b":["é",null]}'
    assert canonical.sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@pytest.mark.parametrize(
    ("mass", "written"),
    [("0", "0"), ("100", "100"), ("1e3", "1000"), ("0.000001", "0.000001"), ("-20.50", "-20.5")],
)
def test_masses_are_written_without_exponent_and_trailing_zeros(mass, written):
    version = make.draft(framework="gpc")
    InventoryLine.objects.create(version=version, section="community", row="V.2", co2e=Decimal(mass))
    assert canonical.document(version)["lines"][0]["co2e"] == written


def test_the_order_in_which_rows_were_saved_does_not_matter():
    lines = [make.line("T.I", 1), make.line("T.II", 2)]
    first, second = (make.ready(lines=order) for order in (lines, lines[::-1]))
    assert canonical.document(first)["lines"] == canonical.document(second)["lines"]


def test_what_was_submitted_verifies():
    version = make.submitted()
    assert canonical.verify(ReportVersion.objects.get(pk=version.pk))
    assert canonical.verify_all() == []


def test_a_draft_is_not_verified():
    make.draft()
    assert canonical.verify_all() == []


@pytest.mark.parametrize(
    "tamper",
    [
        lambda version: version.lines.update(co2e=1),
        lambda version: version.lines.all().delete(),
        lambda version: ReportVersion.objects.update(boundary="The county"),
        lambda version: ReportVersion.objects.update(document=version.document.replace("1000", "100")),
        lambda version: ReportVersion.objects.update(sha256="0" * 64),
        lambda version: version.sections.update(status="not_started"),
    ],
)
def test_a_change_past_the_triggers_is_found_out(tamper):
    version = make.submitted()
    make.submitted()
    with frozen.lifted():
        tamper(ReportVersion.objects.filter(pk=version.pk).get())
    assert str(version) in canonical.verify_all()


def test_each_broken_version_is_named_and_no_other():
    broken, whole = make.submitted(), make.accepted()
    with frozen.lifted():
        broken.lines.update(co2e=1)
    assert canonical.verify_all() == [f"{broken.report.reference} v1"]
    assert canonical.verify(whole)


def with_file():
    version = make.draft()
    file = ContentFile(b"year,t\n2020,1000\n", "bill.csv")
    added = evidence.add(version=version, title="Bill", file=file, by=version.created_by, now=make.NOW)
    version.sections.filter(code="evidence").update(status="complete")
    make.fill(version)
    reports.submit(version=version, by=make.certifier(version.government), now=make.NOW)
    return version, added


def test_evidence_that_was_altered_or_lost_is_found_out():
    version, added = with_file()
    assert canonical.verify_all() == []
    with added.file.storage.open(added.file.name, "wb") as file:
        file.write(b"year,t\n2020,900\n")
    assert canonical.verify_all() == [str(version)]
    added.file.storage.delete(added.file.name)
    assert canonical.verify_all() == [str(version)]


def test_the_document_says_what_activities_rest_on():
    gdp = make.measure("gdp", quantity="gdp", is_mass=False, rows="", unit="10,000 CNY")
    drafts = [
        IndicatorDraft(gdp, Decimal(800), price_year=2020, edition="Fourth census"),
        IndicatorDraft(gdp, Decimal("560.50"), year=2015, price_year=2020),
    ]
    about = {"release": "2021", "method_change": "A new model"}
    content = json.loads(make.submitted(indicators=drafts, about=about).document)
    assert (content["release"], content["method_change"]) == ("2021", "A new model")
    assert content["indicators"] == [
        {"measure": "gdp", "year": 2015, "value": "560.5", "price_year": 2020, "edition": "", "source": ""},
        {
            "measure": "gdp",
            "year": 2020,
            "value": "800",
            "price_year": 2020,
            "edition": "Fourth census",
            "source": "",
        },
    ]


def test_a_document_of_the_first_schema_still_verifies():
    """It knew neither releases nor years of indicators; migrating gives those their report's year."""
    solar = make.measure("solar", is_mass=False, rows="", unit="kW")
    version = make.submitted(indicators=[IndicatorDraft(solar, Decimal(3), "Register")])
    first = canonical.SCHEMAS[1](version, version.certified_by_id, version.submitted_at)
    assert first["indicators"] == [{"measure": "solar", "value": "3", "source": "Register"}]
    text = canonical.dumps(first)
    with frozen.lifted():
        ReportVersion.objects.update(document=text, sha256=canonical.sha256(text))
    assert canonical.verify_all() == []


@pytest.mark.parametrize(
    "change", [lambda text: text.replace('"schema":6', '"schema":99'), lambda text: "[]"]
)
def test_a_document_that_cannot_be_made_again_is_broken(change):
    version = make.submitted()
    text = change(version.document)
    with frozen.lifted():
        ReportVersion.objects.update(document=text, sha256=canonical.sha256(text))
    assert canonical.verify_all() == [str(version)]
