"""A report that begins with an earlier one: its basis, words and factors, never its numbers."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from inventories import carrying, reports
from inventories.enums import Level
from inventories.models import Calculation, Report, ReportVersion
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> Any:
    return make.government("zhenjiang", name="Zhenjiang", name_zh="镇江市", country="CN")


def of_2019(city: Any, **fields: Any) -> ReportVersion:
    lines = [
        make.line(
            "I.1.1",
            4200,
            method="Gas sold by the utility",
            source="Utility",
            factor_source="IPCC 2006",
            quality="high",
            factor_quality="medium",
            explanation="Sales corrected for the weather",
        ),
        make.line("I.7.1", notation_key="NO", explanation="There is no mine"),
        make.line("I.1.3", notation_key="IE", included_in="I.1.2", explanation="Sales hold the losses"),
        make.line("I.2.3", notation_key="NE", explanation="Nobody asked"),
        make.line("I.3.1", 900, notation_key="C", explanation="A single plant"),
    ]
    about = {"level": Level.BASIC_PLUS, "population": 3_200_000, "release": "2019"}
    version = make.ready(city, 2019, framework="gpc", lines=lines, about=about, **fields)
    ReportVersion.objects.filter(pk=version.pk)
    return version


def sign(version: ReportVersion) -> ReportVersion:
    """Submitted as it is: the checks are not what is tested here."""
    from inventories import canonical

    document = canonical.dumps(canonical.document(version))
    ReportVersion.objects.filter(pk=version.pk).update(
        state="submitted",
        document=document,
        sha256=canonical.sha256(document),
        certified_by=version.created_by,
        submitted_at=make.NOW,
    )
    version.refresh_from_db()
    return version


def begin(
    city: Any, carries: ReportVersion | None, year: int = 2020, framework: str = "gpc"
) -> ReportVersion:
    return reports.begin(
        government=city,
        year=year,
        period_start=datetime.date(year, 1, 1),
        period_end=datetime.date(year, 12, 31),
        framework=framework,
        by=make.contributor(city),
        now=make.NOW,
        carries=carries,
    )


def test_the_draft_begins_with_the_basis_but_not_with_what_is_of_its_year(city: Any) -> None:
    draft = begin(city, sign(of_2019(city)))

    assert (draft.level, draft.gwp_set, draft.gases, draft.electricity) == (
        "basic_plus",
        "AR5",
        "kyoto_7",
        "location",
    )
    assert (draft.boundary, draft.methodology) == (make.ABOUT["boundary"], make.ABOUT["methodology"])
    assert (draft.population, draft.release, draft.verifier) == (None, "", "")
    assert not draft.lines.exists()


def test_words_of_rows_are_offered_and_no_number(city: Any) -> None:
    draft = begin(city, sign(of_2019(city)))

    assert carrying.words(draft, "community") == {
        "I.1.1": {
            "method": "Gas sold by the utility",
            "source": "Utility",
            "quality": "high",
            "factor_source": "IPCC 2006",
            "factor_quality": "medium",
        },
        "I.7.1": {"notation_key": "NO", "explanation": "There is no mine"},
        "I.1.3": {"notation_key": "IE", "included_in": "I.1.2", "explanation": "Sales hold the losses"},
        "I.3.1": {"notation_key": "C", "explanation": "A single plant"},
    }


def test_a_calculation_keeps_its_unit_and_the_citys_own_factor_and_no_amount() -> None:
    inputs = {
        "activity": {"value": "1200", "unit": "MWh"},
        "grid": "own",
        "grid_year": "2019",
        "own_co2": "410.5",
        "own_source": "Utility, 2019",
        "own_year": "2018",
    }
    kept = carrying.without_amounts(Calculation(calculator="grid-electricity", inputs=inputs))

    assert kept == {
        "activity": {"value": "", "unit": "MWh"},
        "grid": "own",
        "own_co2": "410.5",
        "own_source": "Utility, 2019",
        "own_year": "2018",
    }


def test_a_draft_is_not_carried_on(city: Any) -> None:
    earlier = of_2019(city)

    with pytest.raises(carrying.CannotCarry, match="A draft may still change"):
        begin(city, earlier)
    assert Report.objects.count() == 1


def test_another_framework_is_not_carried_on(city: Any) -> None:
    with pytest.raises(carrying.CannotCarry, match="The report for 2019 follows Global Protocol"):
        begin(city, sign(of_2019(city)), framework="totals")


def test_a_later_year_is_not_carried_back(city: Any) -> None:
    with pytest.raises(carrying.CannotCarry, match="The report for 2019 is of no earlier year"):
        begin(city, sign(of_2019(city)), year=2018)


def test_another_governments_report_is_not_carried_on(city: Any) -> None:
    with pytest.raises(carrying.CannotCarry, match="another government's"):
        begin(make.government(), sign(of_2019(city)))


@pytest.mark.parametrize("what", ["a draft", "another government", "a later year"])
def test_the_database_refuses_what_cannot_be_carried_on(city: Any, what: str) -> None:
    earlier = of_2019(city)
    if what != "a draft":
        sign(earlier)
    draft = make.draft(
        make.government() if what == "another government" else city,
        2018 if what == "a later year" else 2020,
        framework="gpc",
    )

    with pytest.raises(DatabaseError, match="milepost: this is frozen"), transaction.atomic():
        ReportVersion.objects.filter(pk=draft.pk).update(carries=earlier)


def test_the_database_takes_a_submitted_version_of_an_earlier_year(city: Any) -> None:
    draft = make.draft(city, 2020, framework="gpc")

    assert ReportVersion.objects.filter(pk=draft.pk).update(carries=sign(of_2019(city))) == 1


def begin_page(client: Client, city: Any, **data: Any) -> Any:
    client.force_login(make.contributor(city))
    url = reverse("inventories:report-begin", args=[city.slug])
    return client.post(url, data) if data else client.get(url)


def test_the_page_proposes_the_latest_submitted_report_of_the_same_framework(
    client: Client, city: Any
) -> None:
    make.submitted(city, 2017)
    earlier = sign(of_2019(city))

    page = begin_page(client, city)

    assert f'<option value="{earlier.pk}" selected>' in page.content.decode()


def test_the_page_says_where_year_and_report_do_not_fit(client: Client, city: Any) -> None:
    earlier = sign(of_2019(city))

    page = begin_page(client, city, year="2018", period="calendar", framework="gpc", carries=str(earlier.pk))

    assert page.status_code == 422
    assert "is of no earlier year" in page.content.decode()
    assert Report.objects.count() == 1


def test_the_report_begins_empty_where_that_is_chosen(client: Client, city: Any) -> None:
    sign(of_2019(city))

    begin_page(client, city, year="2020", period="calendar", framework="gpc", carries="")

    assert ReportVersion.objects.get(report__year=2020).carries is None


def test_the_report_begins_with_what_is_chosen(client: Client, city: Any) -> None:
    earlier = sign(of_2019(city))

    begin_page(client, city, year="2020", period="calendar", framework="gpc", carries=str(earlier.pk))

    assert ReportVersion.objects.get(report__year=2020).carries == earlier


def lines_page(client: Client, draft: ReportVersion, **data: Any) -> Any:
    client.force_login(draft.created_by)
    url = reverse("inventories:section-community", args=[draft.report.reference])
    return client.post(url, {"revision": "0", **data}) if data else client.get(url)


def shown(client: Client, draft: ReportVersion) -> dict[str, str]:
    """Every field of the form as the page fills it, blank ones left out."""
    form = lines_page(client, draft).context["form"]
    return {name: form[name].value() for name in form.fields if form[name].value()}


def test_the_form_begins_with_the_words_and_marks_them(client: Client, city: Any) -> None:
    draft = begin(city, sign(of_2019(city)))

    page = lines_page(client, draft)

    assert shown(client, draft)["method-I.1.1"] == "Gas sold by the utility"
    assert shown(client, draft)["notation_key-I.7.1"] == "NO"
    assert "co2e-I.1.1" not in shown(client, draft)
    assert page.content.decode().count("from 2019") == 4


def test_saving_takes_the_keys_over_and_leaves_rows_without_a_number_blank(client: Client, city: Any) -> None:
    draft = begin(city, sign(of_2019(city)))

    answer = lines_page(client, draft, **shown(client, draft))

    assert answer.status_code == 302
    assert set(draft.lines.values_list("row", "notation_key")) == {("I.7.1", "NO"), ("I.1.3", "IE")}
    assert "method-I.1.1" in shown(client, draft)


def test_a_secret_of_last_year_stays_one_unless_that_is_changed(client: Client, city: Any) -> None:
    draft = begin(city, sign(of_2019(city)))
    lines_page(client, draft, **shown(client, draft))

    assert shown(client, draft)["notation_key-I.3.1"] == "C"
    lines_page(client, draft, **shown(client, draft) | {"co2e-I.3.1": "950", "revision": "1"})

    line = draft.lines.get(row="I.3.1")
    assert (line.co2e, line.notation_key, line.explanation) == (Decimal(950), "C", "A single plant")


def test_a_number_makes_a_line_of_the_words(client: Client, city: Any) -> None:
    draft = begin(city, sign(of_2019(city)))

    lines_page(client, draft, **shown(client, draft) | {"co2e-I.1.1": "4000"})

    line = draft.lines.get(row="I.1.1")
    assert (line.co2e, line.method, line.factor_source) == (
        Decimal(4000),
        "Gas sold by the utility",
        "IPCC 2006",
    )


def test_a_key_that_was_taken_away_is_not_offered_again(client: Client, city: Any) -> None:
    draft = begin(city, sign(of_2019(city)))
    kept = {name: value for name, value in shown(client, draft).items() if not name.endswith("I.7.1")}

    lines_page(client, draft, **kept)

    assert "notation_key-I.7.1" not in shown(client, draft)
