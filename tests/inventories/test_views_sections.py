"""The sections of a draft: what is typed is saved, kept or compared, and never lost."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from inventories import frameworks, reports, sections
from inventories.enums import SectionCode, SectionStatus
from inventories.models import ReportVersion
from inventories.views.loading import with_draft
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def version() -> ReportVersion:
    return make.draft(make.government(name="Ithaca"), framework="gpc")


@pytest.fixture
def client(version: ReportVersion) -> Client:
    client = Client()
    client.force_login(make.contributor(version.government))
    return client


def address(version: ReportVersion, section: str) -> str:
    return reverse(f"inventories:section-{section}", args=[version.report.reference])


def hidden_fields(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page))


def test_a_save_keeps_what_is_incomplete(client, version):
    client.post(address(version, "community"), {"revision": "0", "co2e-I.1.1": "1,234.5", "then": "stay"})
    line = version.lines.get()
    assert (line.row, line.co2e, line.notation_key) == ("I.1.1", Decimal("1234.5"), "")
    assert version.sections.get(code="community").status == SectionStatus.IN_PROGRESS


def test_a_notation_key_may_be_typed_in_the_place_of_the_number(client, version):
    client.post(
        address(version, "community"), {"revision": "0", "co2e-I.1.1": "ne", "explanation-I.1.1": "Soon."}
    )
    line = version.lines.get()
    assert (line.co2e, line.notation_key, line.explanation) == (None, "NE", "Soon.")


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ({"co2e-I.1.2": "12,5"}, "I.1.2 Grid-supplied energy, t CO₂e: The number uses a comma"),
        ({"co2e-I.1.2": "many"}, "I.1.2 Grid-supplied energy, t CO₂e: This is not a number"),
        ({"co2e-I.1.2": "-5"}, "The value is below zero."),
        ({"co2e-I.1.2": "5", "notation_key-I.1.2": "NO"}, "The row holds a number and a notation key."),
        ({"co2e-I.1.2": "IE", "included_in-I.1.2": "X.1"}, "“X.1” is not another row of this section."),
        ({"source-I.1.2": "Utility"}, "The row holds neither a number nor a notation key."),
    ],
)
def test_what_is_wrong_is_named_with_its_row_and_everything_typed_is_kept(client, version, typed, named):
    data = {"revision": "0", "co2e-I.1.1": "777,000", "complete": "yes", **typed}
    answer = client.post(address(version, "community"), data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert named in page
    assert 'value="777,000"' in page
    for value in typed.values():
        assert f'value="{value}"' in page
    assert not version.lines.exists()
    assert version.sections.get(code="community").revision == 0


def test_two_people_in_one_section_see_what_each_changed_and_choose(client, version):
    url = address(version, "community")
    colleague = make.contributor(version.government)
    colleague.name = "Ada Park"
    colleague.save()
    lines = [make.line("I.1.1", 10), make.line("I.1.2", 20), make.line("I.2.1", 30)]
    client.post(url, {"revision": "0", "co2e-I.1.1": "10", "co2e-I.1.2": "20", "co2e-I.2.1": "30"})
    opened = hidden_fields(client.get(url).content.decode())
    lines[0], lines[2] = make.line("I.1.1", 11), make.line("I.2.1", 33)
    sections.save_lines(
        version=version,
        code=SectionCode.COMMUNITY,
        revision=1,
        lines=lines,
        complete=False,
        by=colleague,
        now=make.NOW,
    )

    mine = {**opened, "co2e-I.1.1": "12", "co2e-I.1.2": "25", "co2e-I.2.1": "30"}
    answer = client.post(url, mine)
    assert answer.status_code == 409
    assert "Ada Park saved “Community inventory” while you were working on it" in answer.content.decode()
    found = {each.part.key: (each.choice, each.both) for each in answer.context["differences"]}
    assert found == {"I.1.1": ("mine", True), "I.1.2": ("mine", False), "I.2.1": ("theirs", False)}
    assert version.lines.get(row="I.1.1").co2e == 11

    carried = hidden_fields(answer.content.decode())
    chosen = {f"choose-{key}": choice for key, (choice, _both) in found.items()}
    client.post(url, {**carried, **chosen, "resolve": "chosen"})
    assert {line.row: line.co2e for line in version.lines.all()} == {"I.1.1": 12, "I.1.2": 25, "I.2.1": 33}


def test_keeping_all_of_mine_overwrites_only_after_it_was_shown(client, version):
    url = address(version, "about")
    data = {
        "gases": "kyoto_6",
        "gwp_set": "AR4",
        "electricity": "location",
        "publication": "full",
        "level": "basic",
    }
    client.post(url, {"revision": "0", **data, "boundary": "The county"})
    late = client.post(url, {"revision": "0", **data, "boundary": "The city"})
    assert late.status_code == 409
    version.refresh_from_db()
    assert version.boundary == "The county"
    client.post(url, {**hidden_fields(late.content.decode()), "resolve": "mine"})
    version.refresh_from_db()
    assert version.boundary == "The city"


def test_a_section_that_holds_something_cannot_be_passed_over(client, version):
    url = address(version, "operations")
    client.post(url, {"revision": "0", "co2e-O.1": "5"})
    refused = client.post(url, {"revision": "1", "then": "passed-over"})
    assert refused.status_code == 422
    assert "remove them first" in refused.content.decode()
    client.post(url, {"revision": "1", "co2e-O.1": ""})
    client.post(url, {"revision": "2", "then": "passed-over"})
    assert version.sections.get(code="operations").status == SectionStatus.NOT_APPLICABLE


def test_the_community_cannot_be_passed_over(client, version):
    client.post(address(version, "community"), {"revision": "0", "then": "passed-over"})
    assert version.sections.get(code="community").status == SectionStatus.IN_PROGRESS


def test_last_years_accepted_value_stands_beside_the_cell(client):
    place = make.government()
    make.accepted(place, 2019, lines=[make.line("T.1", "1234567.8")])
    version = make.draft(place, 2020)
    client.force_login(version.created_by)
    page = client.get(address(version, "community")).content.decode()
    assert "1,234,568" in page
    assert ">2019<" in page


def test_indicators_are_those_that_the_targets_in_force_count(client, version):
    share = make.measure("renewable-share", is_mass=False, unit="%", label_en="Renewable share", rows="")
    make.measure("of-nobody", is_mass=False, unit="%", label_en="Of nobody", rows="")
    make.target(version.government, measure=share)
    url = address(version, "indicators")
    page = client.get(url).content.decode()
    assert "Renewable share" in page
    assert "Of nobody" not in page
    refused = client.post(url, {"revision": "0", "source-renewable-share": "Utility"})
    assert "enter the value, or clear the source" in refused.content.decode()
    client.post(url, {"revision": "0", "value-renewable-share": "33.5", "source-renewable-share": "Utility"})
    value = version.indicators.get()
    assert (value.measure, value.value, value.source) == (share, Decimal("33.5"), "Utility")


def activities(place):
    """What every government can report, and a promise that divides by the first."""
    plain = {"is_mass": False, "rows": ""}
    people = make.measure("population", quantity="population", unit="people", label_en="Population", **plain)
    make.measure("gdp-usd", quantity="gdp", unit="1,000 US dollars", label_en="Product in dollars", **plain)
    make.measure("gdp-cny", quantity="gdp", unit="10,000 yuan", label_en="Product in yuan", **plain)
    make.measure("solar", quantity="solar", unit="kW", label_en="Solar", **plain)
    make.target(place, kind="intensity", activity=people)


def test_activities_are_asked_for_where_a_promise_divides_by_them_and_offered_else(client, version):
    activities(version.government)
    page = client.get(address(version, "indicators")).content.decode()
    asked, more = page.split("More that can be reported")
    assert "Population" in asked
    assert "Product in dollars" in more
    for absent in ("Product in yuan", "Solar"):  # another country's money; what nobody asks of this city
        assert absent not in page
    assert 'name="prices-gdp-usd"' in more
    assert 'name="prices-population"' not in page


def test_neutrality_asks_for_removals_and_credits_of_its_boundary(client, version):
    for boundary in ("community", "operations"):
        for quantity in ("removals", "credits_retired"):
            code = f"{quantity}-{boundary}".replace("_", "-")
            make.measure(code, quantity=quantity, boundary=boundary, is_mass=False, rows="", label_en=code)
    make.target(version.government, kind="carbon_neutral", reduction_percent=None)
    asked, more = client.get(address(version, "indicators")).content.decode().split("More that can be")
    for quantity in ("removals", "credits-retired"):
        assert f"{quantity}-community" in asked
        assert f"{quantity}-operations" in more


def test_earlier_years_are_restated_line_by_line(client, version):
    activities(version.government)
    url = address(version, "indicators")
    typed = {
        "value-population": "310,000",
        "edition-population": "Census 2020",
        "earlier-population": "2015: 300,000\n2010\t290000\n",
        "source-population": "Bureau of statistics",
        "value-gdp-usd": "5000",
        "prices-gdp-usd": "2017",
    }
    client.post(url, {"revision": "0", **typed})
    held = version.indicators.order_by("measure__code", "year")
    assert [(each.measure.code, each.year, each.value, each.price_year, each.edition) for each in held] == [
        ("gdp-usd", 2020, 5000, 2017, ""),
        ("population", 2010, 290000, None, "Census 2020"),
        ("population", 2015, 300000, None, "Census 2020"),
        ("population", 2020, 310000, None, "Census 2020"),
    ]
    page = client.get(url).content.decode()
    assert "2010: 290,000\n2015: 300,000" in page
    assert 'value="2017"' in page


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"value-gdp-usd": "5000"}, "Say which year’s prices these are."),
        ({"value-gdp-usd": "5000", "prices-gdp-usd": "19"}, "greater than or equal to 1900"),
        ({"earlier-population": "285,068"}, "write a year and its value in each line"),
        ({"earlier-population": "2015: many"}, "“2015: many”: the value is not a number"),
        ({"earlier-population": "2015: 5\n2015: 6"}, "2015 stands in two lines"),
        ({"earlier-population": "2020: 5"}, "2020 is not an earlier year"),
        ({"value-population": "0"}, "enter a number above zero"),
    ],
)
def test_what_is_wrong_with_an_activity_is_said_and_nothing_lost(client, version, typed, words):
    activities(version.government)
    answer = client.post(address(version, "indicators"), {"revision": "0", **typed})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert words in page
    assert next(iter(typed.values())).split("\n")[0] in page
    assert not version.indicators.exists()


def test_a_correction_stands_beside_the_version_that_it_corrects(client):
    place = make.government()
    make.accepted(place, 2019, lines=[make.line("T.1", 111)])
    first = make.accepted(place, 2020, lines=[make.line("T.1", 222)])
    by = make.contributor(place)
    draft = reports.correct(report=first.report, reason="A meter", by=by, now=make.NOW)
    client.force_login(by)
    page = client.get(address(draft, "community")).content.decode()
    assert ">Version 1<" in page
    assert ">2019<" not in page


def test_a_submitted_section_leads_to_the_task_list_and_stays_as_it_was(client):
    version = make.submitted()
    client.force_login(make.contributor(version.government))
    answer = client.post(address(version, "community"), {"revision": "1", "co2e-T.1": "5"}, follow=True)
    assert "can be read, but no longer changed" in answer.content.decode()
    assert version.lines.get().co2e == 1000


@pytest.mark.parametrize(
    ("meanwhile", "leads_to", "said"),
    [
        (
            lambda version: reports.discard(version=version, by=version.created_by),
            "portal:government-desk",
            "discarded",
        ),
        (
            lambda version: reports.submit(version=version, by=version.created_by, now=make.NOW),
            "inventories:report-tasks",
            "has been submitted",
        ),
    ],
    ids=["discarded", "submitted"],
)
def test_a_draft_that_goes_while_it_is_saved_is_said_to_have_gone(rf, meanwhile, leads_to, said):
    """The view has read the draft; before it saves, a colleague is quicker."""
    version = make.ready()
    report = version.report

    @with_draft
    def save(request, draft):
        meanwhile(ReportVersion.objects.get(pk=draft.pk))
        sections.mark_evidence(version=draft, revision=0, complete=True, by=draft.created_by, now=make.NOW)

    request = rf.post("/")
    request.session, request.user = SessionStore(), version.created_by
    request._messages = FallbackStorage(request)
    answer = save(request, report)
    argument = report.government.slug if "desk" in leads_to else report.reference
    assert answer.url == reverse(leads_to, args=[argument])
    assert said in str(next(iter(request._messages)))


@pytest.mark.parametrize("count", [1, 3, 54])
def test_the_number_of_queries_does_not_grow_with_the_lines(
    client, version, count, django_assert_num_queries: DjangoAssertNumQueries
):
    rows = frameworks.rows("gpc", SectionCode.COMMUNITY)[:count]
    lines = [make.line(row.code, 5) for row in rows]
    sections.save_lines(
        version=version,
        code=SectionCode.COMMUNITY,
        revision=0,
        lines=lines,
        complete=False,
        by=version.created_by,
        now=make.NOW,
    )
    assert version.lines.count() == count
    with django_assert_num_queries(17):
        client.get(address(version, "community"))
    with django_assert_num_queries(20):
        client.get(reverse("inventories:report-submit", args=[version.report.reference]))
