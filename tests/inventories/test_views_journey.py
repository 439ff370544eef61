"""A report from its start to its acceptance, through the pages, as staff and secretariat go."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Government
from inventories.enums import State
from inventories.models import Figure, Report, ReportVersion
from pledges.models import AssessmentRequest
from tests import make

pytestmark = pytest.mark.django_db


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def revision(client: Client, url: str) -> str:
    """The revision that the page at `url` was opened at."""
    found = re.search(r'name="revision" value="(\d+)"', client.get(url).content.decode())
    assert found is not None
    return found[1]


@pytest.fixture
def network():
    return make.network("declaration")


@pytest.fixture
def place(network) -> Government:
    return make.government("ithaca", name="Ithaca", network=network)


def test_from_start_to_acceptance(network, place, django_capture_on_commit_callbacks):
    contributor, certifier = signed_in(make.contributor(place)), signed_in(make.certifier(place))
    reviewer = signed_in(make.reviewer(network))
    make.measure()
    make.target(place)

    begun = contributor.post(
        reverse("inventories:report-begin", args=["ithaca"]),
        {"year": "2019", "period": "calendar", "framework": "totals"},
    )
    report = Report.objects.get()
    assert begun.url == reverse("inventories:report-tasks", args=[report.reference])
    assert "0 of 5 sections are done" in contributor.get(begun.url).content.decode()

    def section(name: str, **data: str) -> None:
        url = reverse(f"inventories:section-{name}", args=[report.reference])
        answer = contributor.post(url, {"revision": revision(contributor, url), "then": "tasks", **data})
        assert answer.status_code == 302, answer.content.decode()

    section(
        "about",
        boundary="The city limits",
        gases="kyoto_6",
        gwp_set="AR4",
        electricity="location",
        methodology="Sales data of the utilities.",
        population="30,837",
        publication="full",
        complete="yes",
    )
    section("community", **{"co2e-T.1": "431,000.5", "explanation-T.1": "Sum of sales.", "complete": "yes"})
    for name in ("operations", "indicators"):
        section(name, then="passed-over")

    checks = reverse("inventories:report-checks", args=[report.reference])
    page = contributor.get(checks)
    answers = {each.field_name: "That is as it should be." for each in page.context["warnings"]}
    assert page.context["errors"] == []
    contributor.post(checks, answers)

    submit = reverse("inventories:report-submit", args=[report.reference])
    assert "Only a certifier can sign" in contributor.get(submit).content.decode()
    assert contributor.post(submit, {"declaration": "yes"}).status_code == 403
    page = certifier.get(submit).content.decode()
    assert "431,000.5" in page
    assert "30,837" in page
    assert certifier.post(submit).status_code == 422
    signed = certifier.post(submit, {"declaration": "yes"})
    assert signed.url == reverse("inventories:report-receipt", args=[report.reference])
    assert report.reference in certifier.get(signed.url).content.decode()

    review = reverse("inventories:review", args=[report.reference])
    assert "Take into review" in reviewer.get(review).content.decode()
    reviewer.post(reverse("inventories:review-take", args=[report.reference]))
    accept = reverse("inventories:review-accept", args=[report.reference])
    assert "1 target is judged anew" in reviewer.get(accept).content.decode()
    with django_capture_on_commit_callbacks():
        accepted = reviewer.post(accept)
    assert accepted.url == reverse("inventories:review-accepted", args=[report.reference])
    assert "being worked out" in reviewer.get(accepted.url).content.decode()

    assert ReportVersion.objects.get().state == State.ACCEPTED
    assert str(Figure.objects.current().get().tonnes) == "431000.500000"
    assert AssessmentRequest.objects.open().count() == 1
    assert "Accepted" in contributor.get(begun.url).content.decode()


def test_returned_report_goes_on_in_a_draft_with_the_remark_at_its_row(network, place):
    contributor, reviewer = signed_in(make.contributor(place)), signed_in(make.reviewer(network))
    version = make.submitted(place)
    reference = version.report.reference
    reviewer.post(reverse("inventories:review-take", args=[reference]))
    remarked = reviewer.post(
        reverse("inventories:review-remark", args=[reference]),
        {"section": "community", "row": "T.1", "text": "Is this in tonnes?"},
    )
    assert "#remark-" in remarked.url
    assert "Is this in tonnes?" in reviewer.get(remarked.url).content.decode()
    assert (
        "a new draft"
        in reviewer.get(reverse("inventories:review-return", args=[reference])).content.decode().lower()
    )
    reviewer.post(reverse("inventories:review-return", args=[reference]), {"note": "See the row."})

    tasks = contributor.get(reverse("inventories:report-tasks", args=[reference])).content.decode()
    assert "See the row." in tasks
    assert "1 remark" in tasks
    community = contributor.get(reverse("inventories:section-community", args=[reference])).content.decode()
    assert "Is this in tonnes?" in community
    assert 'value="1,000"' in community


def test_accepted_report_is_corrected_with_a_reason(network, place):
    contributor = signed_in(make.contributor(place))
    version = make.accepted(place)
    url = reverse("inventories:report-correct", args=[version.report.reference])
    assert contributor.post(url, {"reason": " "}).status_code == 422
    assert ReportVersion.objects.count() == 1
    contributor.post(url, {"reason": "The factor was wrong."})
    draft = ReportVersion.objects.get(number=2)
    assert (draft.state, draft.corrects, draft.reason) == (State.DRAFT, version, "The factor was wrong.")


@pytest.mark.parametrize(("asked", "proposed"), [("2011", "2011"), ("next", "2025"), ("", "2025")])
def test_a_report_begins_with_the_year_that_was_asked_for(place, asked, proposed, time_machine):
    time_machine.move_to(make.NOW)
    address = reverse("inventories:report-begin", args=[place.slug])
    response = signed_in(make.contributor(place)).get(address, {"year": asked})
    assert str(response.context["form"]["year"].value()) == proposed
