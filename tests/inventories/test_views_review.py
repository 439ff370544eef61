"""The task list, signing and the review, each with what it says and what it refuses."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from inventories import review
from inventories.enums import State
from inventories.indicators import IndicatorDraft
from inventories.models import Event, ReportVersion, WarningAnswer
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def network():
    return make.network()


@pytest.fixture
def place(network):
    return make.government("ithaca", name="Ithaca", network=network)


@pytest.fixture
def reviewer(network) -> Client:
    return signed_in(make.reviewer(network))


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(name: str, version: ReportVersion, *more: object) -> str:
    return reverse(f"inventories:{name}", args=[version.report.reference, *more])


def test_begin_proposes_the_year_after_the_last_report_and_its_framework(place):
    make.draft(place, 2018, framework="china_provincial")
    page = signed_in(make.contributor(place)).get(reverse("inventories:report-begin", args=["ithaca"]))
    assert page.context["form"]["year"].value() == 2019
    assert page.context["form"]["framework"].value() == "china_provincial"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"year": "19"}, "Give a year between 1970 and"),
        ({"year": "2019", "period": "other"}, "Give this day, or choose the calendar year."),
        (
            {"year": "2019", "period": "other", "period_start": "2018-07-01", "period_end": "2018-12-31"},
            "A report covers twelve months.",
        ),
        (
            {"year": "2021", "period": "other", "period_start": "2018-07-01", "period_end": "2019-06-30"},
            "The period lies outside this year",
        ),
        ({"year": "2018"}, "There is a report for 2018 already"),
    ],
)
def test_begin_says_what_is_wrong_with_the_period(place, data, said):
    make.draft(place, 2018)
    client = signed_in(make.contributor(place))
    url = reverse("inventories:report-begin", args=["ithaca"])
    answer = client.post(url, {"period": "calendar", "framework": "gpc", **data})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert f'value="{data["year"]}"' in answer.content.decode()
    assert place.reports.count() == 1


def test_begin_takes_a_fiscal_year(place):
    data = {"year": "2019", "period": "other", "period_start": "2018-07-01", "period_end": "2019-06-30"}
    url = reverse("inventories:report-begin", args=["ithaca"])
    signed_in(make.contributor(place)).post(url, {"framework": "gpc", **data})
    report = place.reports.get()
    assert (report.year, str(report.period_start), str(report.period_end)) == (
        2019,
        "2018-07-01",
        "2019-06-30",
    )


def test_the_task_list_says_when_a_report_can_be_signed(place):
    version = make.draft(place)
    client = signed_in(make.certifier(place))
    assert "Cannot be signed yet" in client.get(address("report-tasks", version)).content.decode()
    make.fill(version)
    assert "Ready to be signed" in client.get(address("report-tasks", version)).content.decode()


def test_who_may_sign_meets_no_declaration_while_something_is_open(place):
    version = make.draft(place)
    client = signed_in(make.certifier(place))
    page = client.get(address("report-submit", version)).content.decode()
    assert "Not ready to be signed" in page
    assert 'name="declaration"' not in page
    refused = client.post(address("report-submit", version), {"declaration": "yes"})
    assert refused.status_code == 422
    assert "Not ready to submit" in refused.content.decode()
    version.refresh_from_db()
    assert version.state == State.DRAFT


def test_an_unticked_declaration_signs_nothing(place):
    version = make.ready(place)
    answer = signed_in(make.certifier(place)).post(address("report-submit", version))
    assert "Tick the declaration to sign." in answer.content.decode()
    version.refresh_from_db()
    assert version.state == State.DRAFT


def test_a_contributor_learns_who_can_sign(place):
    version = make.ready(place)
    certifier = make.certifier(place)
    page = signed_in(version.created_by).get(address("report-submit", version)).content.decode()
    assert certifier.email in page
    assert 'name="declaration"' not in page


def test_an_answer_to_a_warning_is_kept_and_can_be_taken_back(place):
    version = make.draft(place, framework="gpc")
    make.fill(
        version, lines=[make.line("I.1.1", notation_key="NE", explanation="No data."), make.line("I.1.2", 5)]
    )
    WarningAnswer.objects.all().delete()
    client = signed_in(version.created_by)
    field = "answer-not-estimated-community-I.1.1"
    client.post(address("report-checks", version), {field: "By 2021."})
    assert [(each.row, each.text) for each in version.warning_answers.all()] == [("I.1.1", "By 2021.")]
    assert "By 2021." in client.get(address("report-checks", version)).content.decode()
    client.post(address("report-checks", version), {field: ""})
    assert not version.warning_answers.exists()


def test_remarks_stay_with_the_reviewer_until_the_version_is_decided_on(place, reviewer):
    version = make.in_review(place)
    reviewer.post(
        address("review-remark", version), {"section": "community", "row": "T.1", "text": "In tonnes?"}
    )
    contributor = signed_in(make.contributor(place))
    assert "In tonnes?" in reviewer.get(address("review", version)).content.decode()
    assert "In tonnes?" not in contributor.get(address("report-tasks", version)).content.decode()
    reviewer.post(address("review-return", version), {"note": ""})
    page = contributor.get(address("section-community", version)).content.decode()
    assert "In tonnes?" in page


def test_a_return_without_a_word_is_refused(place, reviewer):
    version = make.in_review(place)
    answer = reviewer.post(address("review-return", version), {"note": " "})
    assert "Say why the report is returned" in answer.content.decode()
    version.refresh_from_db()
    assert version.state == State.IN_REVIEW


def test_an_empty_remark_is_refused_where_it_was_made(place, reviewer):
    version = make.in_review(place)
    answer = reviewer.post(
        address("review-remark", version), {"section": "community", "row": "T.1", "text": " "}
    )
    assert answer.status_code == 422
    assert "Write what is to be changed or explained." in answer.content.decode()
    assert not version.remarks.exists()


def test_a_correction_is_read_beside_the_version_accepted_before(place, reviewer):
    first = make.accepted(place, lines=[make.line("T.1", 1000)])
    client = signed_in(make.certifier(place))
    client.post(address("report-correct", first), {"reason": "A factor was wrong."})
    draft = first.report.versions.get(number=2)
    make.fill(draft, lines=[make.line("T.1", 1200)])
    client.post(address("report-submit", draft), {"declaration": "yes"})
    page = reviewer.get(address("review", draft)).content.decode()
    assert "Beside it stands version 1 of this report" in page
    assert "▲▲" in page
    assert "+200" in page
    assert "+20.0 %" in page


def test_what_stands_beside_the_totals_is_read_apart_from_indicators(place, reviewer):
    people = make.measure("population", quantity="population", unit="people", is_mass=False, rows="")
    market = make.measure(
        "electricity-market-community", quantity="electricity_market_based", rows="", is_mass=False
    )
    sold = make.measure("credits-sold-community", quantity="credits_sold", rows="", is_mass=False)
    given = [(people, 1000, "2020 census"), (market, 70, ""), (sold, 9, "")]
    drafts = [IndicatorDraft(measure, Decimal(value), edition=edition) for measure, value, edition in given]
    version = make.in_review(place, lines=[make.line("T.1", 1000)], indicators=drafts)
    page = reviewer.get(address("review", version))
    assert [each.field for each in page.context["indicator_changes"]] == ["population"]
    assert [each.field for each in page.context["beside_changes"]] == [sold.code, market.code]
    assert "Beside the totals, never in them" in page.content.decode()


def test_between_years_only_great_differences_stand_out(place, reviewer):
    make.accepted(place, 2019, lines=[make.line("T.I", 1000), make.line("T.II", 1000)])
    version = make.in_review(place, 2020, lines=[make.line("T.I", 1050), make.line("T.II", 900)])
    page = reviewer.get(address("review", version))
    rows = page.context["inventories"][0].rows
    assert [(row.change.row, row.stands_out, row.cells[0].mark) for row in rows] == [
        ("T.I", False, "▲"),
        ("T.II", True, "▼▼"),
    ]
    assert "the accepted report for 2019" in page.content.decode()


def test_a_report_that_moved_meanwhile_is_said_to_have(place, reviewer, network):
    version = make.submitted(place)
    review.take(version=version, by=make.reviewer(network), now=make.NOW)
    answer = reviewer.post(address("review-take", version), follow=True)
    assert "this version is now in the state “In review”" in answer.content.decode()
    assert Event.objects.filter(kind="taken").count() == 1


def test_who_certified_a_report_cannot_accept_it(place, network):
    version = make.in_review(place)
    make.membership(version.certified_by, "reviewer", network)
    answer = signed_in(version.certified_by).post(address("review-accept", version))
    assert answer.status_code == 409
    assert "somebody else of the secretariat must accept it" in answer.content.decode()
    version.refresh_from_db()
    assert version.state == State.IN_REVIEW


def test_discarding_says_what_is_lost_and_takes_the_report_with_its_only_draft(place):
    version = make.ready(place)
    client = signed_in(version.created_by)
    page = client.get(address("report-discard", version)).content.decode()
    assert "1 row of the inventories" in page
    assert "The whole report goes with it" in page
    client.post(address("report-discard", version))
    assert not place.reports.exists()


def test_an_earlier_version_can_still_be_read(place):
    first = make.accepted(place, lines=[make.line("T.1", 1000)])
    client = signed_in(make.contributor(place))
    client.post(address("report-correct", first), {"reason": "A factor was wrong."})
    make.fill(first.report.versions.get(number=2), lines=[make.line("T.1", 1200)])
    old = client.get(address("report-read", first, 1)).content.decode()
    new = client.get(address("report-read", first, 2)).content.decode()
    assert "1,000" in old
    assert "1,200" not in old
    assert "1,200" in new


@pytest.mark.parametrize("count", [1, 3])
def test_the_review_asks_the_database_no_more_for_more_rows_and_remarks(
    place, network, count, django_assert_num_queries
):
    rows = [make.line(f"T.{number}", 5) for number in ("I", "II", "III")[:count]]
    version = make.in_review(place, lines=rows)
    user = make.reviewer(network)
    for line in rows:
        review.remark(version=version, section="community", row=line.row, text="Why?", by=user, now=make.NOW)
    client = signed_in(user)
    with django_assert_num_queries(29):
        client.get(address("review", version))
    with django_assert_num_queries(13):
        client.get(address("report-tasks", version))
