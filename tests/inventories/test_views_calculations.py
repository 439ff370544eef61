"""Working a row out on the page: who may, what is shown, what is taken over, what is never lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inventories import calculations, reports, sections
from inventories.calculators import codes, for_row, get
from inventories.enums import SectionCode
from inventories.models import Calculation, ReportVersion
from tests import make

pytestmark = pytest.mark.django_db

COAL = {
    "fuel": "anthracite",
    "users": "residential",
    "activity": "100",
    "activity-unit": "t",
    "basis": "usual",
    "source": "Utility sales",
}


@pytest.fixture
def version() -> ReportVersion:
    made = make.draft(make.government("ithaca", network=make.network()), framework="gpc")
    sections.save_about(
        version=made, revision=0, values={"gwp_set": "AR5"}, complete=False, by=made.created_by, now=make.NOW
    )
    return made


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def url(version: ReportVersion, calculator: str = "stationary-fuel", row: str = "I.1.1") -> str:
    return reverse("inventories:row-calculate", args=[version.report.reference, "community", row, calculator])


def row_url(version: ReportVersion, row: str = "I.1.1") -> str:
    return reverse("inventories:row-calculators", args=[version.report.reference, "community", row])


def keep(version: ReportVersion, **more: str) -> Calculation:
    signed_in(version.created_by).post(
        url(version),
        COAL | {"revision": str(make.revision(version, SectionCode.COMMUNITY)), "then": "keep"} | more,
    )
    return version.calculations.latest("pk")


def test_the_result_is_shown_with_its_formula_before_anything_is_kept(version: ReportVersion) -> None:
    answer = signed_in(version.created_by).post(url(version), COAL | {"revision": "0", "then": "work"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "100 t × 26.7 TJ/Gg = 2.67 TJ" in page
    assert "285.950325 t" in page
    assert "IPCC 2006 Guidelines, Vol. 2, Table 2.5" in page
    assert "Take over into row I.1.1" in page
    assert version.calculations.count() == 0
    assert version.lines.count() == 0


def test_taking_over_fills_the_row(version: ReportVersion) -> None:
    answer = signed_in(version.created_by).post(
        url(version), COAL | {"revision": "0", "then": "keep"}, follow=True
    )
    assert answer.redirect_chain == [(row_url(version), 302)]
    assert "Taken over into row I.1.1." in answer.content.decode()
    line = version.lines.get()
    assert (line.row, str(line.co2e)) == ("I.1.1", "285.950325")


def test_bad_input_keeps_what_was_typed_and_names_the_field(version: ReportVersion) -> None:
    typed = COAL | {"activity": "about 12", "own_co2": "2.5", "revision": "0", "then": "keep"}
    answer = signed_in(version.created_by).post(url(version), typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Amount burnt in the period: This is not a number. Write digits" in page
    assert 'value="about 12"' in page
    assert 'value="2.5"' in page
    assert version.calculations.count() == 0


def test_an_own_factor_without_a_source_is_refused(version: ReportVersion) -> None:
    answer = signed_in(version.created_by).post(
        url(version), COAL | {"own_co2": "2.5", "revision": "0", "then": "keep"}
    )
    assert answer.status_code == 422
    assert "A number of your own needs its source." in answer.content.decode()


def test_a_colleagues_save_in_between_is_shown_and_not_overwritten(version: ReportVersion) -> None:
    sections.save_lines(
        version=version,
        code=SectionCode.COMMUNITY,
        revision=0,
        lines=[make.line("I.1.1", 77)],
        complete=False,
        by=version.created_by,
        now=make.NOW,
    )
    client = signed_in(version.created_by)
    answer = client.post(url(version), COAL | {"revision": "0", "then": "keep"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Row I.1.1 holds 77 t CO₂e now." in page
    assert 'name="revision" value="1"' in page
    assert version.lines.get().co2e == 77

    assert client.post(url(version), COAL | {"revision": "1", "then": "keep"}).status_code == 302
    assert str(version.lines.get().co2e) == "285.950325"


def test_without_a_gwp_set_the_page_says_where_to_choose_it(version: ReportVersion) -> None:
    sections.save_about(
        version=version,
        revision=1,
        values={"gwp_set": "unknown"},
        complete=False,
        by=version.created_by,
        now=make.NOW,
    )
    answer = signed_in(version.created_by).post(url(version), COAL | {"revision": "0", "then": "keep"})
    assert answer.status_code == 422
    assert "Choose the set under “About this period”." in answer.content.decode()


def test_changing_begins_with_what_was_typed_and_takes_its_place(version: ReportVersion) -> None:
    kept = keep(version, title="Coal of households")
    client = signed_in(version.created_by)
    page = client.get(url(version), {"replaces": kept.pk}).content.decode()
    assert 'value="Coal of households"' in page
    assert 'name="activity" value="100"' in page
    changed = COAL | {"activity": "200", "revision": "1", "then": "keep", "replaces": str(kept.pk)}
    assert client.post(url(version), changed).status_code == 302
    assert version.calculations.get().inputs["activity"] == {"value": "200", "unit": "t"}
    assert str(version.lines.get().co2e) == "571.900650"


def test_one_energy_balance_fills_every_row_that_it_holds(version: ReportVersion) -> None:
    typed = {
        "row": "I.1.1",
        "grid": "china_grid.national",
        "balance-urban-natural_gas": "1.5",
        "balance-unit-natural_gas": "yi_m3",
        "balance-urban-electricity": "10",
        "balance-unit-electricity": "yi_kWh",
        "balance-industry-bituminous": "3",
        "balance-unit-bituminous": "wan_tce",
        "revision": "0",
        "then": "keep-all",
    }
    answer = signed_in(version.created_by).post(url(version, "energy-balance"), typed, follow=True)
    assert "Taken over into rows I.3.1, I.1.1, I.1.2." in answer.content.decode()
    assert {line.row for line in version.lines.all()} == {"I.1.1", "I.1.2", "I.3.1"}
    co2 = {each.row: each.masses["co2"] for each in version.calculations.all()}
    # 5,839.65 TJ x 56,100; 1,000 million kWh x 0.5366 or 0.5306 kg; 879.228 TJ x 94,600
    assert co2["I.1.1"] == "327604.365000"
    assert co2["I.3.1"] == "83174.968800"


def test_a_series_is_read_from_two_pasted_columns(version: ReportVersion) -> None:
    typed = {
        "deposits": "2018\t1,000\n2019 500\n",
        "waste_unit": "t",
        "composition-food": "100",
        "climate": "temperate_wet",
        "site": "managed",
        "cover": "other",
        "revision": "0",
        "then": "keep",
    }
    client = signed_in(version.created_by)
    assert client.post(url(version, "landfill-decay", "III.1.1"), typed).status_code == 302
    kept = version.calculations.get()
    assert kept.inputs["deposits"] == {"2018": "1000", "2019": "500"}
    assert kept.masses == {"ch4": "11.240891"}

    wrong = typed | {"deposits": "2018 1000\nmany\n"}
    page = client.post(url(version, "landfill-decay", "III.1.1"), wrong).content.decode()
    assert "Line 2, “many”: write a year and its amount, for example 1990 12000." in page
    assert "2018 1000" in page


def test_the_row_says_when_it_was_changed_by_hand_since(version: ReportVersion) -> None:
    keep(version)
    sections.save_lines(
        version=version,
        code=SectionCode.COMMUNITY,
        revision=1,
        lines=[make.line("I.1.1", 5)],
        complete=False,
        by=version.created_by,
        now=make.NOW,
    )
    page = signed_in(version.created_by).get(row_url(version)).content.decode()
    assert "The row holds 5 t CO₂e, but its calculations add up to 285.950325 t" in page


def test_removing_is_asked_for_and_empties_the_row(version: ReportVersion) -> None:
    kept = keep(version)
    remove = reverse("inventories:calculation-remove", args=[kept.pk])
    client = signed_in(version.created_by)
    assert "Row I.1.1 becomes blank." in client.get(remove).content.decode()
    client.post(remove, {"revision": "1"})
    assert version.calculations.count() == 0
    assert version.lines.count() == 0


def test_a_calculation_of_a_submitted_report_is_read_by_the_secretariat_and_changed_by_nobody() -> None:
    version = make.ready(make.government("ithaca", network=make.network()))
    by, reference = version.created_by, version.report.reference
    sections.save_lines(
        version=version, code="operations", revision=0, lines=[], complete=True, by=by, now=make.NOW
    )
    calculations.keep(
        version=version,
        section="operations",
        revision=1,
        drafts=[
            calculations.CalculationDraft(
                row="O.1.1",
                calculator="stationary-fuel",
                inputs={"fuel": "anthracite", "users": "commercial", "activity": {"value": "1", "unit": "t"}},
            )
        ],
        by=by,
        now=make.NOW,
    )
    kept = version.calculations.get()
    reviewer = make.reviewer(version.government.network_memberships.get().network)
    shown, removal = kept.get_absolute_url(), reverse("inventories:calculation-remove", args=[kept.pk])
    assert signed_in(reviewer).get(shown).status_code == 404
    for finding in make.checks.run(version):
        make.checks.answer(
            version=version,
            code=finding.code,
            section=finding.section,
            row=finding.row,
            text="It is so.",
            by=by,
            now=make.NOW,
        )
    reports.submit(version=version, by=make.certifier(version.government), now=make.NOW)
    assert "1 t × 26.7 TJ/Gg = 0.0267 TJ" in signed_in(reviewer).get(shown).content.decode()
    assert signed_in(by).post(removal, {"revision": "2"}).status_code == 403
    page = reverse("inventories:row-calculate", args=[reference, "operations", "O.1.1", "stationary-fuel"])
    assert signed_in(by).post(page, COAL | {"then": "keep"}).status_code == 302
    assert version.calculations.count() == 1


@pytest.mark.parametrize("who", ["stranger", "reviewer", "contributor"])
def test_only_those_who_fill_the_report_in_can_work_a_row_out(version: ReportVersion, who: str) -> None:
    person = {
        "stranger": lambda: make.contributor(make.government()),
        "reviewer": lambda: make.reviewer(version.government.network_memberships.get().network),
        "contributor": lambda: version.created_by,
    }[who]()
    answer = signed_in(person).post(url(version), COAL | {"revision": "0", "then": "keep"})
    assert answer.status_code == {"stranger": 404, "reviewer": 403, "contributor": 302}[who]
    assert version.calculations.count() == (1 if who == "contributor" else 0)


@pytest.mark.parametrize(
    ("section", "row", "calculator"),
    [
        ("about", "I.1.1", "stationary-fuel"),
        ("community", "I.9.9", "stationary-fuel"),
        ("community", "I.1.2", "stationary-fuel"),
        ("community", "I.1.1", "abacus"),
    ],
)
def test_what_does_not_fit_is_not_found(
    version: ReportVersion, section: str, row: str, calculator: str
) -> None:
    page = reverse("inventories:row-calculate", args=[version.report.reference, section, row, calculator])
    assert signed_in(version.created_by).get(page).status_code == 404


@pytest.mark.parametrize("code", codes())
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_calculator_has_a_page(version: ReportVersion, code: str, language: str) -> None:
    row = next(row for row in ROWS if get(code) in for_row("gpc", row))
    page = url(version, code, row).replace("/en/", f"/{language}/")
    answer = signed_in(version.created_by).get(page)
    assert answer.status_code == 200
    assert get(code).formula in answer.content.decode()


def test_the_page_of_a_row_asks_as_much_of_the_database_with_three_calculations_as_with_one(
    version: ReportVersion, django_assert_num_queries: Any
) -> None:
    client = signed_in(version.created_by)
    keep(version)
    with django_assert_num_queries(QUERIES_OF_A_ROW):
        client.get(row_url(version))
    for revision in ("1", "2"):
        client.post(url(version), COAL | {"revision": revision, "then": "keep"})
    assert version.calculations.count() == 3
    with django_assert_num_queries(QUERIES_OF_A_ROW):
        client.get(row_url(version))


QUERIES_OF_A_ROW = 10


@pytest.mark.parametrize("code", codes())
def test_no_page_breaks_on_whatever_is_typed(version: ReportVersion, code: str) -> None:
    row = next(row for row in ROWS if get(code) in for_row("gpc", row))
    client = signed_in(version.created_by)
    names = client.get(url(version, code, row)).context["form"].fields
    for junk in ("x", "-1", "9" * 17, "9" * 80, "1e29", "0", "１２", "=1+1", "\x00", "2020 1\n2020 2"):
        typed = dict.fromkeys(names, junk) | {"revision": junk, "then": "keep", "replaces": junk}
        answer = client.post(url(version, code, row), typed)
        assert answer.status_code == 422, junk
    assert version.calculations.count() == 0


@pytest.mark.parametrize("code", codes())
def test_no_page_breaks_on_numbers_of_any_size(version: ReportVersion, code: str) -> None:
    """Choices as the form offers them, the last unit of each list, and numbers from nothing to too much."""
    row = next(row for row in ROWS if get(code) in for_row("gpc", row))
    client = signed_in(version.created_by)
    form = client.get(url(version, code, row)).context["form"]
    for number in ("0", "0.000000000000000001", "7", "99", "999999999999999999"):
        typed = {
            name: list(field.choices)[-1][0] if hasattr(field, "choices") else number
            for name, field in form.fields.items()
        }
        answer = client.post(url(version, code, row), typed | {"then": "work", "revision": "0"})
        assert answer.status_code in (200, 422), number


ROWS = ("I.1.1", "I.1.2", "I.1.3", "II.1.1", "III.1.1", "III.2.1", "III.3.1", "III.4.1")
