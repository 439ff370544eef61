"""The desk pages of plans: one plan from its first word to its acceptance, and what each may do."""

import datetime
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts import invitations
from plans.actions import reviewing
from plans.enums import PlanState
from plans.models import Action, PlanVersion
from tests import make
from tests.plans import examples

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return make.government("saint-paul", network=make.network("climate-leaders"))


@pytest.fixture
def sign_in(client):
    def enter(who):
        invitations.confirm_address(who)
        client.force_login(who)
        return client

    return enter


PLAN = {
    "title_en": "Climate Action Plan",
    "first_year": "2020",
    "last_year": "2030",
    "adopted_on": "2019-12-18",
    "adopted_by": "City Council",
    "link": "https://example.org/plan",
    "mitigation": "on",
}
ACTION = {
    "title_en": "Electric buses",
    "sector": "II",
    "starts_on": "2020-01-01",
    "ends_on": "2028-12-31",
    "reductions": "2022: 20,000\n2026: 60,000",
    "cost": "9,000,000",
    "currency": "USD",
    "benefit-nox": "12.5",
    "milestones-TOTAL_FORMS": "2",
    "milestones-INITIAL_FORMS": "0",
    "milestones-0-text_en": "First 40 buses",
    "milestones-0-due": "2024-06-30",
    "fundings-TOTAL_FORMS": "1",
    "fundings-INITIAL_FORMS": "0",
    "fundings-0-source": "grant",
    "fundings-0-amount": "5000000",
}


def at(name, *args):
    return reverse(f"plans:{name}", args=args)


def test_a_plan_goes_from_its_first_word_to_its_acceptance(place, sign_in):
    goal = make.target(place, base_year=2005, target_year=2030).target
    staff = sign_in(make.certifier(place))
    begun = staff.post(at("plan-begin", "saint-paul"), {**PLAN, "targets": [goal.pk]})
    code = PlanVersion.objects.get().plan.code
    assert begun.url == at("plan", code)

    added = staff.post(at("action", code, "new"), {**ACTION, "revision": "1"})
    assert added.url == at("plan", code)
    action = Action.objects.get(key="electric-buses")
    assert list(action.reductions.values_list("year", "tonnes")) == [
        (2022, Decimal(20_000)),
        (2026, Decimal(60_000)),
    ]
    assert (action.cost, action.fundings.get().amount) == (Decimal(9_000_000), Decimal(5_000_000))
    assert (action.milestones.get().text_en, action.co_benefits.get().amount) == (
        "First 40 buses",
        Decimal("12.5"),
    )

    staff.post(at("plan-submit", code))
    assert PlanVersion.objects.get().state == PlanState.SUBMITTED

    network = place.network_memberships.get().network
    secretariat = sign_in(make.reviewer(network))
    assert "Accept the plan" in secretariat.get(at("plan", code)).text
    secretariat.post(at("plan-accept", code))
    assert PlanVersion.objects.get().state == PlanState.ACCEPTED


def test_what_is_wrong_with_an_action_is_said_and_what_was_typed_stays(place, sign_in):
    version = examples.draft(place)
    staff = sign_in(make.contributor(place))
    wrong = {**ACTION, "reductions": "next year: lots", "ends_on": "2019-01-01", "revision": "0"}
    page = staff.post(at("action", version.plan.code, "new"), wrong)
    assert page.status_code == 422
    assert "write a year and its value in each line" in page.text
    assert "The action ends before it starts" in page.text
    assert "First 40 buses" in page.text


def test_a_colleague_s_save_is_not_overwritten(place, sign_in):
    version = examples.draft(place)
    staff = sign_in(make.contributor(place))
    address = at("plan-about", version.plan.code)
    staff.post(address, {**PLAN, "title_en": "First", "revision": "0"})
    page = staff.post(address, {**PLAN, "title_en": "Second", "revision": "0"})
    assert page.status_code == 409
    assert 'value="Second"' in page.text
    assert PlanVersion.objects.get().title_en == "First"
    staff.post(address, {**PLAN, "title_en": "Second", "revision": "1"})
    assert PlanVersion.objects.get().title_en == "Second"


def test_an_action_is_changed_with_what_hangs_on_it(place, sign_in):
    version = examples.draft(place)
    staff = sign_in(make.contributor(place))
    page = staff.get(at("action", version.plan.code, "buses")).text
    assert "2022: 20,000" in page
    assert 'value="2024-05-02"' in page
    changed = {
        **ACTION,
        "revision": "0",
        "milestones-TOTAL_FORMS": "1",
        "milestones-INITIAL_FORMS": "1",
        "milestones-0-DELETE": "on",
    }
    staff.post(at("action", version.plan.code, "buses"), changed)
    action = version.actions.get(key="buses")
    assert not action.milestones.exists()
    assert version.actions.count() == 3


def test_an_action_is_taken_out_after_a_question(place, sign_in):
    version = examples.draft(place)
    staff = sign_in(make.contributor(place))
    address = at("action-remove", version.plan.code, "buses")
    assert "Take an action out of the plan?" in staff.get(address).text
    staff.post(address, {"revision": "0"})
    assert [each.key for each in version.actions.all()] == ["heat", "solar"]


def test_overlaps_are_named_between_two_actions(place, sign_in):
    version = examples.draft(place)
    staff = sign_in(make.contributor(place))
    rows = {
        "revision": "0",
        "overlaps-TOTAL_FORMS": "2",
        "overlaps-INITIAL_FORMS": "0",
        "overlaps-0-first": "heat",
        "overlaps-0-second": "solar",
        "overlaps-0-tonnes": "15,000",
    }
    same = staff.post(at("plan-overlaps", version.plan.code), {**rows, "overlaps-0-second": "heat"})
    assert "not with itself" in same.text
    staff.post(at("plan-overlaps", version.plan.code), rows)
    overlap = version.overlaps.get()
    assert (overlap.first.key, overlap.second.key, overlap.tonnes) == ("heat", "solar", Decimal(15_000))


def test_the_tonnes_of_two_actions_are_taken_off_once_whichever_comes_first(place, sign_in):
    version = examples.draft(place)
    rows = {
        "revision": "0",
        "overlaps-TOTAL_FORMS": "2",
        "overlaps-INITIAL_FORMS": "0",
        "overlaps-0-first": "heat",
        "overlaps-0-second": "solar",
        "overlaps-0-tonnes": "15,000",
        "overlaps-1-first": "solar",
        "overlaps-1-second": "heat",
        "overlaps-1-tonnes": "15,000",
    }
    page = sign_in(make.contributor(place)).post(at("plan-overlaps", version.plan.code), rows)
    assert "Two actions stand together in two lines" in page.text
    assert not version.overlaps.exists()


def test_an_action_cannot_save_less_than_nothing(place, sign_in):
    version = examples.draft(place)
    staff = sign_in(make.contributor(place))
    page = staff.post(at("action", version.plan.code, "new"), {**ACTION, "reductions": "2030: -5"})
    assert (page.status_code, version.actions.count()) == (422, 3)
    assert "without a minus sign" in page.text


def test_hazards_stand_once_and_goals_have_years_of_a_plan(place, sign_in):
    version = examples.draft(place)
    staff = sign_in(make.contributor(place))
    rows = {"revision": "0", "hazards-INITIAL_FORMS": "0", "goals-INITIAL_FORMS": "0"}
    twice = {
        **{f"hazards-{n}-{name}": "heat" for n in (0, 1) for name in ("kind",)},
        **{f"hazards-{n}-{name}": "high" for n in (0, 1) for name in ("likelihood", "impact")},
        "hazards-TOTAL_FORMS": "2",
        "goals-TOTAL_FORMS": "0",
    }
    page = staff.post(at("plan-resilience", version.plan.code), {**rows, **twice})
    assert "“Extreme heat” stands in two lines" in page.text
    late = {
        "hazards-TOTAL_FORMS": "0",
        "goals-TOTAL_FORMS": "1",
        "goals-0-text_en": "Reuse water",
        "goals-0-year": "9999",
    }
    page = staff.post(at("plan-resilience", version.plan.code), {**rows, **late})
    assert "9999 is not a year of a plan." in page.text
    assert (version.hazards.count(), version.resilience_goals.count()) == (0, 0)


def test_hazards_and_goals_are_saved_together(place, sign_in):
    version = examples.draft(place)
    staff = sign_in(make.contributor(place))
    rows = {
        "revision": "0",
        "hazards-TOTAL_FORMS": "1",
        "hazards-INITIAL_FORMS": "0",
        "hazards-0-kind": "heat",
        "hazards-0-likelihood": "high",
        "hazards-0-impact": "unknown",
        "goals-TOTAL_FORMS": "1",
        "goals-INITIAL_FORMS": "0",
        "goals-0-text_en": "Shade on every square",
        "goals-0-year": "2030",
    }
    staff.post(at("plan-resilience", version.plan.code), rows)
    assert version.hazards.get().likelihood == "high"
    assert version.resilience_goals.get().year == 2030


def test_the_document_is_a_pdf_and_can_be_opened_by_those_who_see_the_plan(place, sign_in):
    version = examples.draft(place)
    staff = sign_in(make.contributor(place))
    address = at("plan-document", version.plan.code)
    wrong = staff.post(address, {"file": SimpleUploadedFile("plan.pdf", b"MZ\x90")})
    assert "This is not a PDF file" in wrong.text
    staff.post(address, {"file": SimpleUploadedFile("plan.pdf", b"%PDF-1.7 plan")})
    opened = staff.get(at("plan-file", version.plan.code))
    assert b"".join(opened.streaming_content) == b"%PDF-1.7 plan"
    reviewer = sign_in(make.reviewer(place.network_memberships.get().network))
    assert reviewer.get(at("plan-file", version.plan.code)).status_code == 404  # a draft is its own


def test_progress_is_entered_on_the_plan_in_force(place, sign_in):
    version = examples.accepted(place)
    staff = sign_in(make.contributor(place))
    address = at("progress", version.plan.code, "solar")
    assert staff.get(address).status_code == 200
    staff.post(address, {"year": "2025", "percent": "30", "text": "Four schools"})
    back = staff.post(address, {"year": "2026", "percent": "20"})
    assert "not less done than the year before" in back.text
    assert "30 % done by 2025" in staff.get(at("plan", version.plan.code)).text
    step = version.actions.get(key="solar").milestones.get()
    reached = at("milestone-reached", version.plan.code, "solar", step.pk)
    staff.post(reached, {"done_on": "2026-01-15"})
    step.refresh_from_db()
    assert step.done_on == datetime.date(2026, 1, 15)


def test_a_draft_is_not_seen_by_the_secretariat(place, sign_in):
    version = examples.draft(place)
    reviewer = sign_in(make.reviewer(place.network_memberships.get().network))
    assert reviewer.get(at("plan", version.plan.code)).status_code == 404
    assert "No plan is recorded yet" in reviewer.get(at("plans", "saint-paul")).text


def test_a_returned_plan_goes_on_in_a_draft_that_says_why(place, sign_in):
    version = examples.submitted(place)
    reviewer = sign_in(make.reviewer(place.network_memberships.get().network))
    reviewer.post(at("plan-return", version.plan.code), {"reason": "Name the owners"})
    staff = sign_in(make.contributor(place))
    assert "Name the owners" in staff.get(at("plan", version.plan.code)).text


@pytest.mark.parametrize("count", [1, 3])
def test_the_plan_s_page_asks_the_same_for_one_action_and_for_three(
    place, sign_in, count, django_assert_num_queries
):
    drafts = [examples.BUSES, examples.HEAT, examples.SOLAR][:count]
    version = examples.accepted(place, *drafts)
    staff = sign_in(make.certifier(place))
    staff.get(at("plan", version.plan.code))
    with django_assert_num_queries(12):
        assert staff.get(at("plan", version.plan.code)).status_code == 200


def test_a_new_version_is_begun_with_a_reason(place, sign_in):
    version = examples.accepted(place)
    staff = sign_in(make.contributor(place))
    staff.post(at("plan-change", version.plan.code), {"reason": " "})
    assert version.plan.versions.count() == 1
    staff.post(at("plan-change", version.plan.code), {"reason": "More buses"})
    assert version.plan.versions.count() == 2
    assert "Discard the draft?" in staff.get(at("plan-discard", version.plan.code)).text
    staff.post(at("plan-discard", version.plan.code))
    assert version.plan.versions.count() == 1


def test_who_submitted_sees_no_button_to_accept(place, sign_in):
    version = examples.draft(place)
    both = make.certifier(place)
    make.membership(both, "reviewer", place.network_memberships.get().network)
    reviewing.submit(version=version, by=both, now=make.NOW)
    assert "Accept the plan" not in sign_in(both).get(at("plan", version.plan.code)).text
