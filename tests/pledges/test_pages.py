"""The pages of questions, targets and proposals, as each role meets them."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from accounts.models import Network
from pledges.actions import questions, targets
from pledges.enums import Provenance, TargetKind
from pledges.models import Question, Target, TargetVersion
from tests import make

NOW = make.NOW


@pytest.fixture
def version(town):
    return make.target(
        town, "town-1", quote="20 % less by 2020", base_year=None, base_year_status=Provenance.ASKED
    )


@pytest.fixture
def question(version):
    return Question.objects.create(
        government=version.government, target=version.target, code="base_year", note="no base year stated",
        asked_at=NOW,
    )  # fmt: skip


@pytest.fixture
def proposal(question, certifier):
    return questions.answer(
        question=question, text="Resolution 7", values={"base_year": 2005}, by=certifier, now=NOW
    )


def page(client, url):
    response = client.get(url)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def text_of(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def urls(version, question):
    """What a government posts: the address, and data with which it succeeds."""
    return {
        "answer": (reverse("pledges:question", args=[question.pk]), {"base_year": "2005"}),
        "declare": (
            reverse("pledges:target-declare", args=["town"]),
            {
                "kind": "base_year_reduction", "quote": "Half by 2040", "source": "Plan",
                "measure": version.measure_id, "base_year": "2005", "target_year": "2040",
                "year_qualifier": "by", "reduction_percent": "50",
            },
        ),
        "revise": (
            reverse("pledges:target-revise", args=["town-1"]),
            {
                "kind": "base_year_reduction", "reason": "New plan", "measure": version.measure_id,
                "base_year": "2005", "target_year": "2025", "year_qualifier": "by", "reduction_percent": "20",
            },
        ),
    }  # fmt: skip


@pytest.mark.parametrize("name", ["answer", "declare", "revise"])
def test_only_a_certifier_answers_declares_and_revises(client, town, reviewer, version, question, name):
    url, data = urls(version, question)[name]
    versions = TargetVersion.objects.count()
    assert "/accounts/login/?next=" in client.post(url, data)["Location"]
    for who, status in [
        (make.certifier(make.government("elsewhere")), 404),
        (make.contributor(town), 403),
        (reviewer, 403),
    ]:
        client.force_login(who)
        assert client.post(url, data).status_code == status
        assert TargetVersion.objects.count() == versions
    client.force_login(make.certifier(town))
    response = client.post(url, data)
    assert response.status_code == 302
    assert TargetVersion.objects.proposed().count() == 1


@pytest.mark.parametrize(
    ("action", "data", "state"),
    [("confirm", {"note": "Good"}, "in_force"), ("refuse", {"reason": "Name the decision"}, "refused")],
)
def test_only_the_secretariat_decides(client, certifier, reviewer, proposal, action, data, state):
    url = reverse(f"pledges:proposal-{action}", args=[proposal.pk])
    assert "/accounts/login/?next=" in client.post(url, data)["Location"]
    for who, status in [(make.reviewer(make.network("other")), 404), (certifier, 403)]:
        client.force_login(who)
        assert client.post(url, data).status_code == status
        proposal.refresh_from_db()
        assert proposal.state == "proposed"
    client.force_login(reviewer)
    assert client.post(url, data)["Location"] == reverse("pledges:proposal", args=[proposal.pk])
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decision_note) == (state, next(iter(data.values())))


@pytest.mark.parametrize(
    ("action", "data", "state"),
    [("settle", {}, "settled"), ("ask-again", {"reason": "Which ones?"}, "open")],
)
def test_only_the_secretariat_settles_words(client, version, certifier, reviewer, action, data, state):
    asked = Question.objects.create(
        government=version.government, target=version.target, code="clarify", asked_at=NOW
    )
    questions.answer(question=asked, text="No offsets", values={}, by=certifier, now=NOW)
    url = reverse(f"pledges:question-{action}", args=[asked.pk])
    for who, status in [(make.reviewer(make.network("other")), 404), (certifier, 403)]:
        client.force_login(who)
        assert client.post(url, data).status_code == status
        asked.refresh_from_db()
        assert asked.state == "answered"
    client.force_login(reviewer)
    assert "No offsets" in page(client, reverse("pledges:question", args=[asked.pk]))
    client.post(url, data)
    asked.refresh_from_db()
    assert asked.state == state


def test_the_question_shows_what_it_is_about_and_the_one_field(client, certifier, question):
    client.force_login(certifier)
    html = page(client, reverse("pledges:question", args=[question.pk]))
    assert "20 % less by 2020" in html
    assert "no base year stated" in html
    assert set(re.findall(r'<(?:input|select|textarea)[^>]* name="(\w+)"', html)) == {
        "csrfmiddlewaretoken", "base_year", "text",
    }  # fmt: skip


def test_a_colleague_reads_the_question_without_a_form(client, town, question):
    client.force_login(make.contributor(town))
    html = page(client, reverse("pledges:question", args=[question.pk]))
    assert "This question waits for an answer" in html
    assert 'name="base_year"' not in html


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("2005 or so", "Write the year with four digits"),
        ("2020", "2020 is not after 2020. Correct one."),
        ("205", "205 is not a year from 1900 to 2200"),
    ],
)
def test_a_wrong_answer_is_kept_and_its_remedy_said(client, certifier, question, typed, message):
    client.force_login(certifier)
    url = reverse("pledges:question", args=[question.pk])
    response = client.post(url, {"base_year": typed, "text": "From our plan"})
    html = response.content.decode()
    assert response.status_code == 200
    assert message in text_of(html)
    assert f'value="{typed}"' in html
    assert "From our plan" in html
    question.refresh_from_db()
    assert question.state == "open"


def test_nothing_at_all_is_no_answer(client, certifier, question):
    client.force_login(certifier)
    response = client.post(reverse("pledges:question", args=[question.pk]), {"base_year": "", "text": " "})
    assert "Enter the base year, for example 2005." in response.content.decode()


def test_words_stand_in_where_the_field_cannot_hold_the_answer(client, certifier, question):
    client.force_login(certifier)
    client.post(reverse("pledges:question", args=[question.pk]), {"text": "It was never fixed"})
    question.refresh_from_db()
    assert (question.state, question.answer, question.proposal) == ("answered", "It was never fixed", None)


def test_numbers_may_be_written_with_commas(client, town, certifier, version):
    asked = Question.objects.create(government=town, target=version.target, code="base_value", asked_at=NOW)
    client.force_login(certifier)
    client.post(reverse("pledges:question", args=[asked.pk]), {"base_value": "431,000,000"})
    assert version.target.versions.proposed().get().base_value == Decimal(431_000_000)


def test_the_boundary_is_chosen_among_those_of_the_quantity(client, town, certifier, version):
    make.measure("ghg-operations", boundary="operations")
    make.measure("co2-community", quantity="co2", unit="tCO2")
    asked = Question.objects.create(government=town, target=version.target, code="boundary", asked_at=NOW)
    client.force_login(certifier)
    form = client.get(reverse("pledges:question", args=[asked.pk])).context["form"]
    codes = set(form.fields["measure"].queryset.values_list("code", flat=True))
    assert codes == {"ghg-community", "ghg-operations"}


def test_the_kind_decides_the_fields(client, certifier, town):
    client.force_login(certifier)
    url = reverse("pledges:target-declare", args=["town"])
    kinds = re.findall(r'name="kind"[^>]* value="(\w+)"', page(client, url))
    assert set(kinds) == set(TargetKind.values)
    peak = client.get(url, {"kind": "peak"}).context["form"]
    assert peak.asked == ("measure", "target_year", "year_qualifier", "tolerance_years")
    share = client.get(url, {"kind": "share"}).context["form"]
    assert share.asked == (
        "measure", "sense", "level", "target_year", "year_qualifier", "tolerance_years", "base_year",
        "base_value",
    )  # fmt: skip
    assert share["sense"].value() == "at_least"
    assert "kinds" in client.get(url, {"kind": "nonsense"}).context


def test_a_declaration_with_gaps_keeps_what_was_typed(client, certifier, town):
    client.force_login(certifier)
    data = {
        "kind": "peak",
        "quote": "Peak soon",
        "source": "",
        "target_year": "2030",
        "year_qualifier": "around",
    }
    response = client.post(reverse("pledges:target-declare", args=["town"]), data)
    html = text_of(response.content.decode())
    assert "Say where the words can be read." in html
    assert "Choose what the target counts." in html
    assert "Enter how many years before and after the year named still count" in html
    assert "Peak soon" in html
    assert not Target.objects.exists()


def test_the_suggestion_stands_where_the_target_is_declared(client, certifier, town):
    Question.objects.create(government=town, code="target", suggestion="A peak by 2020?", asked_at=NOW)
    client.force_login(certifier)
    assert "A peak by 2020?" in page(client, reverse("pledges:target-declare", args=["town"]))


def test_the_proposal_marks_what_changes(client, reviewer, proposal):
    client.force_login(reviewer)
    response = client.get(reverse("pledges:proposal", args=[proposal.pk]))
    rows = {row.label: row for row in response.context["rows"]}
    assert (rows["Base year"].before, rows["Base year"].after, rows["Base year"].changed) == (
        "",
        "2005",
        True,
    )
    assert not rows["Target year"].changed
    html = response.content.decode()
    assert html.count('class="changed"') == 1
    assert "Resolution 7" in html


def test_a_refusal_without_a_reason_keeps_the_page(client, reviewer, proposal):
    client.force_login(reviewer)
    response = client.post(reverse("pledges:proposal-refuse", args=[proposal.pk]), {"reason": ""})
    assert "Say in a sentence what the government should do." in response.content.decode()
    proposal.refresh_from_db()
    assert proposal.state == "proposed"


def test_a_decision_that_comes_too_late_says_so(client, reviewer, proposal):
    targets.confirm(version=proposal, by=reviewer, now=NOW)
    client.force_login(reviewer)
    url = reverse("pledges:proposal-refuse", args=[proposal.pk])
    html = client.post(url, {"reason": "Wrong decision"}).content.decode()
    assert "no longer waits for a decision" in html
    proposal.refresh_from_db()
    assert proposal.state == "in_force"


def test_whoever_proposed_sees_no_buttons(client, certifier, club, proposal):
    make.membership(certifier, "reviewer", club)
    client.force_login(certifier)
    html = page(client, reverse("pledges:proposal", args=[proposal.pk]))
    assert "You proposed this yourself" in html
    assert "proposal-confirm" not in html
    assert reverse("pledges:proposal-confirm", args=[proposal.pk]) not in html


def test_the_pages_speak_chinese(client, certifier, question):
    client.force_login(certifier)
    url = reverse("pledges:question", args=[question.pk]).replace("/en/", "/zh-hans/")
    html = page(client, url)
    assert 'lang="zh-Hans"' in html
    assert "镇" in html


def test_every_question_of_the_declaration_has_its_page(client, declaration, django_assert_max_num_queries):
    """One of each sort: what is asked decides the field."""
    network = Network.objects.get(slug="climate-leaders")
    client.force_login(make.reviewer(network))
    codes = set(Question.objects.values_list("code", flat=True))
    assert codes == {
        "target", "quantity", "boundary", "base_year", "target_year", "value", "tolerance", "base_value",
        "rows", "residual", "start", "first_year", "sense", "clarify",
    }  # fmt: skip
    for code in sorted(codes):
        asked = Question.objects.filter(code=code).exclude(target__versions__kind="direction").first()
        with django_assert_max_num_queries(14):
            page(client, reverse("pledges:question", args=[asked.pk]))
        client.force_login(make.certifier(asked.government))
        form = client.get(reverse("pledges:question", args=[asked.pk])).context["form"]
        assert form.asked or code in ("target", "clarify")
        client.force_login(make.reviewer(network))
