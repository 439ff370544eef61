"""The form of rows: numbers with units, every word of a line, nothing dropped that a page did not show."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from inventories.enums import Assurance
from inventories.models import ReportVersion
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def version() -> ReportVersion:
    return make.draft(make.government(name="Ithaca"), framework="gpc")


@pytest.fixture
def client(version: ReportVersion) -> Client:
    client = Client()
    client.force_login(version.created_by)
    return client


def address(version: ReportVersion, section: str = "community") -> str:
    return reverse(f"inventories:section-{section}", args=[version.report.reference])


def save(client: Client, version: ReportVersion, **typed: Any) -> Any:
    code = typed.pop("section", "community")
    return client.post(address(version, code), {"revision": str(make.revision(version, code)), **typed})


@pytest.mark.parametrize(
    ("typed", "tonnes"),
    [
        ("12.5 kt", "12500"),
        ("12.5kt", "12500"),
        ("3万吨", "30000"),
        ("1.2 亿吨", "120000000"),
        ("0.4 Mt CO2e", "400000"),
        ("250 kg", "0.25"),
        ("400 short tons", "362.873896"),  # 400 x 2,000 lb x 453.59237 g
        ("1 lb", "0.000454"),  # 453.59237 g, to the gram
        ("1,234.5 t", "1234.5"),
    ],
)
def test_a_number_brings_its_unit(client: Client, version: ReportVersion, typed: str, tonnes: str) -> None:
    save(client, version, **{"co2e-I.1.1": typed})

    assert version.lines.get().co2e == Decimal(tonnes)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("5 tons", "“tons” can mean t"),
        ("5 MT", "“MT” can mean t"),
        ("5 barrels", "“barrels” is not a unit of mass"),
        ("1,5 kt", "The number uses a comma"),
    ],
)
def test_a_unit_that_can_mean_two_things_is_asked_about(
    client: Client, version: ReportVersion, typed: str, said: str
) -> None:
    page = save(client, version, **{"co2e-I.1.1": typed})

    assert page.status_code == 422
    assert said in page.content.decode()
    assert not version.lines.exists()


def test_masses_by_gas_bring_their_units_too(client: Client, version: ReportVersion) -> None:
    save(client, version, section="about", gases="kyoto_7", gwp_set="AR5", level="basic", publication="full",
         electricity="location")  # fmt: skip
    save(client, version, **{"masses-I.1.1": "co2: 1.5 kt\nch4 250 kg\nhfc-134a: 2"})

    held = {each.gas: each.tonnes for each in version.lines.get().masses.all()}
    assert held == {"co2": Decimal(1500), "ch4": Decimal("0.25"), "hfc134a": Decimal(2)}


def test_a_page_in_another_unit_reads_bare_numbers_in_it_and_leaves_saved_ones_alone(
    client: Client, version: ReportVersion
) -> None:
    save(client, version, **{"co2e-I.1.1": "1234.5"})

    page = client.get(address(version), {"unit": "kt"})
    shown = {name: page.context["form"][name].value() or "" for name in page.context["form"].fields}
    assert shown["co2e-I.1.1"] == "1,234.5 t"
    save(client, version, **shown | {"co2e-I.1.2": "2", "unit": "kt"})

    assert {line.row: line.co2e for line in version.lines.all()} == {
        "I.1.1": Decimal("1234.5"),
        "I.1.2": Decimal(2000),
    }


def test_choosing_a_unit_saves_and_opens_the_page_in_it(client: Client, version: ReportVersion) -> None:
    answer = save(client, version, **{"co2e-I.1.1": "5", "then": "unit", "enter_in": "wan_t"})

    assert answer.url == f"{address(version)}?unit=wan_t"
    assert version.lines.get().co2e == 5
    assert 'name="unit" value="wan_t"' in client.get(answer.url).content.decode()


def test_a_unit_that_there_is_not_is_tonnes(client: Client, version: ReportVersion) -> None:
    save(client, version, **{"co2e-I.1.1": "5", "unit": "stone"})

    assert version.lines.get().co2e == 5


def test_a_conflict_compares_tonnes_with_tonnes(client: Client, version: ReportVersion) -> None:
    save(client, version, **{"co2e-I.1.1": "5000"})
    save(client, version, **{"co2e-I.1.2": "1"})

    typed = {"co2e-I.1.1": "5", "co2e-I.1.2": "0.002", "unit": "kt"}
    met = client.post(address(version), {"revision": "0", **typed})

    assert met.status_code == 409
    assert [(each.part.key, each.mine[0]) for each in met.context["differences"]] == [("I.1.2", "2")]


WORDS = {
    "explanation-I.1.1": "Corrected for the weather",
    "source-I.1.1": "Utility",
    "quality-I.1.1": "high",
    "method-I.1.1": "Sales",
    "factor_quality-I.1.1": "low",
    "factor_source-I.1.1": "IPCC 2006",
}


def test_every_word_of_a_line_is_saved(client: Client, version: ReportVersion) -> None:
    save(client, version, **WORDS | {"co2e-I.1.1": "5"})

    line = version.lines.get()
    assert {f"{name.split('-')[0]}-I.1.1": getattr(line, name.split("-")[0]) for name in WORDS} == WORDS


def test_a_page_that_does_not_show_a_word_does_not_drop_it(client: Client, version: ReportVersion) -> None:
    save(client, version, **WORDS | {"co2e-I.1.1": "5"})

    save(client, version, **{"co2e-I.1.1": "6", "source-I.1.1": ""})

    line = version.lines.get()
    assert (line.co2e, line.source, line.method, line.factor_source) == (6, "", "Sales", "IPCC 2006")


# Verification


ABOUT = {
    "level": "basic",
    "gases": "kyoto_7",
    "gwp_set": "AR5",
    "electricity": "location",
    "publication": "full",
}


def verify(client: Client, version: ReportVersion, **typed: str) -> Any:
    return save(client, version, section="about", **ABOUT | typed)


def test_a_verification_statement_is_kept(client: Client, version: ReportVersion) -> None:
    verify(client, version, assurance="limited", verifier="Bureau Veritas", verified_in="2021")

    version.refresh_from_db()
    assert (version.assurance, version.verifier, version.verified_in) == (
        Assurance.LIMITED,
        "Bureau Veritas",
        2021,
    )


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"assurance": "limited"}, "verifier"),
        ({"assurance": "limited", "verifier": "Bureau Veritas"}, "verified_in"),
        ({"assurance": "none", "verifier": "Bureau Veritas"}, "assurance"),
        ({"assurance": "limited", "verifier": "Bureau Veritas", "verified_in": "1905"}, "verified_in"),
    ],
)
def test_half_a_statement_is_said_at_the_field_that_mends_it(
    client: Client, version: ReportVersion, typed: dict[str, str], field: str
) -> None:
    page = verify(client, version, **typed)

    assert page.status_code == 422
    assert page.context["form"].errors == {
        field: ["Say who verified the inventory and in which year, or choose “Not verified”."]
    }


@pytest.mark.parametrize(
    "values",
    [
        {"assurance": "limited", "verifier": "Bureau Veritas"},
        {"assurance": "limited", "verified_in": 2021},
        {"assurance": "none", "verified_in": 2021},
    ],
)
def test_the_database_holds_no_half_statement(version: ReportVersion, values: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match="verification_says_who_and_when"), transaction.atomic():
        ReportVersion.objects.filter(pk=version.pk).update(**values)


def test_the_reviewer_sees_who_verified_it(client: Client) -> None:
    network = make.network()
    about = {"assurance": "reasonable", "verifier": "Bureau Veritas", "verified_in": 2021}
    version = make.in_review(make.government(network=network), about=about)
    client.force_login(make.reviewer(network))

    page = client.get(reverse("inventories:review", args=[version.report.reference])).content.decode()

    assert "Bureau Veritas" in page
    assert "Reasonable assurance" in page


def test_a_save_leads_to_the_next_section_or_stays(client: Client, version: ReportVersion) -> None:
    reference = version.report.reference
    for code, following in [
        ("about", "section-community"),
        ("community", "section-operations"),
        ("operations", "section-indicators"),
        ("indicators", "section-evidence"),
    ]:
        typed = ABOUT if code == "about" else {}
        answer = save(client, version, section=code, then="next", **typed)
        assert answer.url == reverse(f"inventories:{following}", args=[reference])
    evidence = client.post(
        reverse("inventories:evidence-status", args=[reference]), {"revision": "0", "then": "next"}
    )
    assert evidence.url == reverse("inventories:report-checks", args=[reference])
