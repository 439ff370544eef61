"""Case studies: written, submitted, returned, published, withdrawn; still where they must be."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation

from accounts import invitations
from accounts.models import Mail
from inventories.models import Figure
from inventories.reports import ReasonMissing
from partnerships.actions import cases
from partnerships.actions.cases import Claim
from partnerships.enums import CaseState
from partnerships.models import CaseClaim, CaseEvent, CaseStudy
from plans.actions import reviewing
from tests import make
from tests.partnerships import case_examples as examples
from tests.plans import examples as plans

pytestmark = pytest.mark.django_db


@pytest.fixture
def network():
    return make.network("climate-leaders")


@pytest.fixture
def place(network):
    return make.government("saint-paul", name="Saint Paul", network=network)


@pytest.fixture
def sign_in(client):
    def enter(who):
        invitations.confirm_address(who)
        client.force_login(who)
        return client

    return enter


def at(name, *args):
    return reverse(f"partnerships:{name}", args=args)


def rows(*claims, initial=0):
    found = {"claims-TOTAL_FORMS": str(len(claims)), "claims-INITIAL_FORMS": str(initial)}
    for number, claim in enumerate(claims):
        found |= {f"claims-{number}-{name}": value for name, value in claim.items()}
    return found


WRITTEN = {
    "title_en": "Buses",
    "text_en": "Forty buses run on electricity.",
    "topics": ["transport"],
    "sector": "II",
}


def test_a_case_study_goes_from_its_first_word_to_everyone(network, place, sign_in):
    make.measure()
    make.accepted(place, 2019, lines=[make.line("T.1", 1000)])
    make.accepted(place, 2020, lines=[make.line("T.1", 900)])
    figures = {each.year: str(each.pk) for each in Figure.objects.all()}
    client = sign_in(make.contributor(place))
    claim = {"text_en": "A tenth less", "figure": figures[2020], "since": figures[2019]}
    answer = client.post(at("case-begin", "saint-paul"), WRITTEN | rows(claim, {}))
    made = CaseStudy.objects.get()
    assert answer["Location"] == at("case", made.slug)
    assert (made.slug, made.topics, made.claims.get().since.year) == (
        "saint-paul-buses",
        ["transport"],
        2019,
    )
    assert client.post(at("case-submit", made.slug)).status_code == 403  # a certifier's to do
    sign_in(make.certifier(place)).post(at("case-submit", made.slug))
    reviewer = make.reviewer(network)
    client = sign_in(reviewer)
    assert "Buses" in client.get(at("cases-to-review", "climate-leaders")).content.decode()
    page = client.get(at("case", made.slug)).content.decode()
    assert "A tenth less" in page
    assert "Publish the case study" in page
    client.post(at("case-publish", made.slug))
    made.refresh_from_db()
    assert (made.state, made.decided_by) == (CaseState.PUBLISHED, reviewer)
    assert [each.kind for each in made.events.all()] == ["created", "submitted", "published"]


def test_the_right_people_get_letters(network, place):
    reviewer, writer = make.reviewer(network), make.contributor(place)
    made = examples.returned(place)
    assert set(Mail.objects.filter(to=reviewer.email).values_list("subject", flat=True)) == {
        "Saint Paul submitted a case study: Heat from sewage"
    }
    (letter,) = Mail.objects.filter(to=writer.email)
    assert letter.subject == "The case study of Saint Paul came back: Heat from sewage"
    assert "Which homes?" in letter.body
    cases.submit(case=made, by=make.certifier(place), now=make.NOW)
    assert Mail.objects.filter(to=reviewer.email).count() == 2  # it is another submission


def test_a_case_study_is_whole_in_a_language(place):
    with pytest.raises(ValidationError, match="in at least one language"):
        examples.draft(place, text_en="", title_zh="污水热能")
    assert examples.draft(place, title_en="", text_en="", title_zh="污水热能", text_zh="正文").slug == (
        "saint-paul-case"
    )


def test_one_in_chinese_alone_is_marked_for_an_english_reader(place, client):
    made = examples.published(place, title_en="", text_en="", title_zh="污水热能", text_zh="正文")
    page = client.get(f"/en/cases/{made.slug}/").content.decode()
    assert '<span lang="zh-Hans">污水热能</span>' in page
    with translation.override("en"):
        assert made.title == ("污水热能", "zh-Hans")


def test_a_colleague_s_save_is_not_overwritten(place, sign_in):
    made = examples.draft(place)
    client = sign_in(make.contributor(place))
    shown = client.get(at("case-edit", made.slug)).context["revision"]
    cases.save(
        case=made,
        revision=made.revision,
        values={"text_en": "Theirs"},
        claims=[],
        by=make.user(),
        now=make.NOW,
    )
    mine = WRITTEN | rows() | {"revision": str(shown), "text_en": "Mine"}
    answer = client.post(at("case-edit", made.slug), mine)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Theirs" in page
    assert "Mine" in page
    made.refresh_from_db()
    assert made.text_en == "Theirs"
    again = mine | {"revision": str(answer.context["revision"])}
    assert client.post(at("case-edit", made.slug), again).status_code == 302
    made.refresh_from_db()
    assert made.text_en == "Mine"


def test_what_is_wrong_with_a_claim_is_said_and_what_was_typed_stays(place, sign_in):
    client = sign_in(make.contributor(place))
    answer = client.post(at("case-begin", "saint-paul"), WRITTEN | rows({"text_en": "Much less"}))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Point the claim to one record: a figure, a target or an action." in page
    assert "Much less" in page
    assert "Forty buses run on electricity." in page
    assert not CaseStudy.objects.exists()


def two_figures(place):
    make.measure()
    make.accepted(place, 2019)
    make.accepted(place, 2020)
    return list(Figure.objects.filter(government=place).order_by("year"))


def test_a_claim_points_to_accepted_records_of_its_own_government_alone(network, place):
    theirs = two_figures(make.government(network=network))
    proposed = make.target(place, state="proposed", valid_from=None).target
    plan = plans.submitted(place).plan
    for claim in (
        Claim("Less", figure=theirs[1]),
        Claim("Kept", target=proposed),
        Claim("Done", plan=plan, action_key="buses"),
    ):
        with pytest.raises(cases.NotTheirs):
            examples.draft(place, [claim])
    assert not CaseClaim.objects.exists()


def test_a_claim_holds_a_figure_against_an_earlier_one_of_the_same_kind(place):
    people = make.measure("population", quantity="population", unit="people", is_mass=False, rows="")
    first, second = two_figures(place)
    counted = Figure(measure=people, government=place, year=2018, series="main")
    assert examples.draft(place, [Claim("Less", figure=second, since=first)]).claims.count() == 1
    with pytest.raises(ValidationError, match="earlier year"):
        examples.draft(place, [Claim("Less", figure=first, since=second)])
    with pytest.raises(ValidationError, match="count different things"):
        examples.draft(place, [Claim("Less", figure=second, since=counted)])


def test_an_action_of_an_accepted_plan_and_a_target_can_be_claimed(place):
    version = plans.submitted(place)
    reviewing.accept(version=version, by=make.user(), now=make.NOW)
    made = examples.draft(
        place,
        [
            Claim("Done", plan=version.plan, action_key="buses"),
            Claim("Kept", target=make.target(place).target),
        ],
    )
    assert made.claims.count() == 2
    with pytest.raises(cases.NotTheirs):
        examples.draft(place, [Claim("Done", plan=version.plan, action_key="nothing")])


def test_who_submitted_does_not_publish(place):
    made, by = examples.draft(place), make.user()
    cases.submit(case=made, by=by, now=make.NOW)
    with pytest.raises(cases.SubmitterCannotPublish):
        cases.publish(case=made, by=by, now=make.NOW)
    assert CaseStudy.objects.get().state == CaseState.SUBMITTED


def test_a_return_and_a_withdrawal_say_why(place):
    made = examples.submitted(place)
    with pytest.raises(ReasonMissing):
        cases.give_back(case=made, note=" ", by=make.user(), now=make.NOW)
    with pytest.raises(ReasonMissing):
        cases.withdraw(case=made, note="", by=make.user(), now=make.NOW)
    assert CaseStudy.objects.get().state == CaseState.SUBMITTED


STEPS = {
    "publish a draft": ("draft", lambda case: cases.publish(case=case, by=make.user(), now=make.NOW)),
    "return one published": (
        "published",
        lambda case: cases.give_back(case=case, note="No", by=make.user(), now=make.NOW),
    ),
    "submit one published": (
        "published",
        lambda case: cases.submit(case=case, by=make.user(), now=make.NOW),
    ),
    "discard one submitted": ("submitted", lambda case: cases.discard(case=case)),
    "write at one submitted": (
        "submitted",
        lambda case: cases.save(
            case=case, revision=case.revision, values={}, claims=[], by=make.user(), now=make.NOW
        ),
    ),
}


@pytest.mark.parametrize(("state", "step"), STEPS.values(), ids=STEPS)
def test_a_step_out_of_turn_is_refused(place, state, step):
    made = getattr(examples, state)(place)
    with pytest.raises(cases.WrongState):
        step(made)
    assert CaseStudy.objects.get().state == state


def refused(deed):
    with pytest.raises(IntegrityError), transaction.atomic():
        deed()
    return True


@pytest.mark.parametrize("state", ["submitted", "published"])
def test_the_database_holds_still_what_was_submitted(place, state):
    figures = two_figures(place)
    made = getattr(examples, state)(place, [Claim("Less", figure=figures[1])])
    mine = CaseStudy.objects.filter(pk=made.pk)
    assert refused(lambda: mine.update(text_en="Other words"))
    assert refused(lambda: mine.update(topics=[]))
    assert refused(lambda: mine.update(state="draft"))
    assert refused(lambda: made.claims.update(text_en="Half"))
    assert refused(lambda: CaseClaim.objects.create(case=made, text_en="More", figure=figures[0]))
    assert refused(lambda: made.claims.all().delete())
    assert refused(lambda: made.events.update(note="Never"))
    assert refused(lambda: mine.delete())
    if state == "published":
        assert refused(lambda: mine.update(decision_note="Bad"))
    cases.withdraw(case=made, note="It was another city.", by=make.user(), now=make.NOW)
    assert CaseStudy.objects.get().state == "withdrawn"
    assert refused(lambda: mine.update(state="published"))


def test_one_that_came_back_is_written_at_again(place):
    made = examples.returned(place)
    cases.save(
        case=made,
        revision=made.revision,
        values={"text_en": "It warms 301 homes."},
        claims=[],
        by=make.user(),
        now=make.NOW,
    )
    cases.submit(case=made, by=make.user(), now=make.NOW)
    assert [each.kind for each in CaseEvent.objects.all()] == [
        "created",
        "submitted",
        "returned",
        "submitted",
    ]


def test_the_secretariat_sees_no_draft_and_not_what_is_being_changed(network, place, sign_in):
    drafted, came_back = examples.draft(place), examples.returned(place)
    client = sign_in(make.reviewer(network))
    assert client.get(at("case", drafted.slug)).status_code == 404
    assert (
        "Heat from sewage"
        not in client.get(at("cases-to-review", network.slug)).content.decode().split("Decided")[0]
    )
    page = client.get(at("case", came_back.slug)).content.decode()
    assert "It warms 300 homes." not in page
    assert "Which homes?" in page


def test_to_withdraw_is_asked_first(place, sign_in):
    made = examples.published(place)
    client = sign_in(make.certifier(place))
    assert "Withdraw the case study?" in client.get(at("case-withdraw", made.slug)).content.decode()
    assert client.post(at("case-withdraw", made.slug)).status_code == 422
    assert client.get(f"/en/cases/{made.slug}/").status_code == 200
    client.post(at("case-withdraw", made.slug), {"reason": "It was another city."})
    assert client.get(f"/en/cases/{made.slug}/").status_code == 404


DEEDS = {
    "case-submit": ("draft", "certifier", "contributor", CaseState.SUBMITTED),
    "case-publish": ("submitted", "reviewer", "certifier", CaseState.PUBLISHED),
    "case-return": ("submitted", "reviewer", "certifier", CaseState.RETURNED),
    "case-withdraw": ("published", "certifier", "contributor", CaseState.WITHDRAWN),
}


@pytest.mark.parametrize(("deed", "state", "right", "wrong", "after"), [(k, *v) for k, v in DEEDS.items()])
def test_each_deed_is_for_its_role_alone(network, place, sign_in, deed, state, right, wrong, after):
    made = getattr(examples, state)(place)
    people = {
        "stranger": make.user(),
        "contributor": make.contributor(place),
        "certifier": make.certifier(place),
        "reviewer": make.reviewer(network),
    }
    for who, status in (("stranger", 404), (wrong, 403), (right, 302)):
        answer = sign_in(people[who]).post(at(deed, made.slug), {"reason": "Because."})
        assert answer.status_code == status
        made.refresh_from_db()
        assert made.state == (after if who == right else state)


@pytest.mark.parametrize("deed", ["case-edit", "case-discard"])
def test_only_the_government_writes_and_discards(network, place, sign_in, deed):
    made = examples.draft(place)
    sent = WRITTEN | rows() | {"revision": "0"}
    for who, status in (
        (make.user(), 404),
        (make.reviewer(network), 403),
        (make.contributor(place), 302),
    ):
        assert sign_in(who).post(at(deed, made.slug), sent).status_code == status
        there = CaseStudy.objects.filter(pk=made.pk, title_en="Heat from sewage").exists()
        assert there == (status != 302)


def test_only_the_government_begins(network, place, sign_in):
    for who, status in (
        (make.user(), 404),
        (make.reviewer(network), 403),
        (make.contributor(place), 302),
    ):
        answer = sign_in(who).post(at("case-begin", place.slug), WRITTEN | rows())
        assert answer.status_code == status
        assert CaseStudy.objects.exists() == (status == 302)
