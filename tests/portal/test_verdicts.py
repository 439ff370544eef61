"""A verdict on the desk and what was said to it: who sees what, when, and what each form does."""

from __future__ import annotations

import datetime
from html import unescape
from typing import Any

import pytest
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Government, Network, User
from inventories.models import ReportVersion
from pledges.models import TargetVersion
from portal import findings
from progress import assessments, judging
from progress.actions import appeals, replies
from progress.enums import Lapse
from progress.models import Appeal, Assessment, Decision, Method, Reply
from tests import make
from tests.portal.assessments import plain

pytestmark = pytest.mark.django_db

NOW = make.NOW
A_DAY = datetime.timedelta(days=1)


@pytest.fixture
def network() -> Network:
    return make.network("climate-leaders")


@pytest.fixture
def city(network: Network) -> Government:
    return make.government("saint-paul", name="Saint Paul", network=network)


@pytest.fixture
def target(city: Government) -> TargetVersion:
    return make.target(city, "saint-paul-1")


@pytest.fixture
def certifier(city: Government) -> User:
    return make.certifier(city)


@pytest.fixture
def reviewer(network: Network) -> User:
    return make.reviewer(network)


def today() -> datetime.date:
    return timezone.now().date()


def waiting(target: TargetVersion, verdict: str = "off_track", **fields: Any) -> Assessment:
    """A verdict that everyone sees in five days."""
    return plain(target, verdict, **{"public_from": today() + 5 * A_DAY, **fields})


def page(client: Client, who: User, target: TargetVersion, language: str = "en") -> str:
    client.force_login(who)
    answer = client.get(reverse("portal:verdict", args=[target.target.code]).replace("/en/", f"/{language}/"))
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_desk_says_which_reports_differ_as_everyones_page_does(
    client: Client, city: Government, target: TargetVersion, certifier: User
) -> None:
    for year, boundary in ((2005, "The county"), (2019, "The city limits")):
        make.accepted(city, year, lines=[make.line("T.1", 5_000_000)], about={"boundary": boundary})
    assessments.assess(government_id=city.pk, as_of=today(), now=NOW)
    found = page(client, certifier, target)
    assert "What differs between the figures" in found
    for words in ("The county", "The city limits", *(each.get_absolute_url() for each in accepted(city))):
        assert words in found


def test_the_secretariat_reads_why_the_rules_could_not_be_applied(
    client: Client, city: Government, certifier: User, reviewer: User
) -> None:
    contrary = make.target(city, "contrary", base_year=2019, target_year=2020, year_qualifier="before")
    sound = make.target(city, "sound", kind="other", base_year=None)
    assessments.assess(government_id=city.pk, as_of=today(), now=NOW)
    Assessment.objects.update(public_from=today())
    title = "The rules could not be applied to this promise"
    found = page(client, reviewer, contrary)
    assert title in found
    assert str(judging.hindrance(contrary, as_of=today(), method=Method.objects.get())) in unescape(found)
    assert "2019" in judging.hindrance(contrary, as_of=today(), method=Method.objects.get())
    assert title not in page(client, reviewer, sound)
    assert title not in page(client, certifier, contrary)
    assert title not in public_page(client, contrary)


def accepted(place: Government) -> QuerySet[ReportVersion]:
    return ReportVersion.objects.filter(report__government=place)


def public_page(client: Client, target: TargetVersion, on: str = "") -> str:
    client.logout()
    return str(client.get(target.get_absolute_url(), {"on": on} if on else {}).content.decode())


def send(client: Client, who: User, target: TargetVersion, deed: str, **data: Any) -> Any:
    client.force_login(who)
    address = reverse(f"portal:verdict-{deed}", args=[target.target.code])
    if deed != "withdraw":
        data = {"assessment": Assessment.objects.current().get(target=target.target).pk, **data}
    return client.post(address, data)


STRANGER, WRONG = "stranger", "wrong role"


@pytest.fixture
def people(city: Government, network: Network, certifier: User, reviewer: User) -> dict[str, Any]:
    """By deed: a stranger, who may not, and who may."""
    stranger = make.certifier(make.government(network=network))
    of_signatory = {STRANGER: stranger, WRONG: reviewer, "right": certifier}
    of_secretariat = {STRANGER: make.reviewer(make.network()), WRONG: certifier, "right": reviewer}
    return {
        **dict.fromkeys(("reply", "publish", "appeal"), of_signatory),
        **dict.fromkeys(("decide", "withdraw", "appeal-decide"), of_secretariat),
    }


WORDS: dict[str, dict[str, str]] = {
    "reply": {"text": "No.", "language": "en"},
    "publish": {},
    "appeal": {"grounds": "No.", "language": "en"},
    "decide": {"verdict": "met", "because": "Yes.", "language": "en"},
    "withdraw": {},
    "appeal-decide": {"outcome": "upheld", "answer": "Yes.", "language": "zh-hans"},
}


def prepare(deed: str, target: TargetVersion, certifier: User) -> None:
    row = waiting(target)
    if deed == "appeal-decide":
        appeals.appeal(assessment=row, grounds="No.", language="en", by=certifier, now=NOW)
    if deed == "withdraw":
        decision(target)


def decision(target: TargetVersion, **fields: Any) -> Decision:
    defaults: dict[str, Any] = {
        "verdict": "met",
        "because": "We counted again.",
        "language": "en",
        "figures_sha256": "0" * 64,
        "decided_by": make.user(),
        "decided_at": NOW,
    }
    return Decision.objects.create(target=target.target, target_version=target, **{**defaults, **fields})


def said(target: TargetVersion) -> tuple[Any, ...]:
    """Everything that a form can change."""
    row = Assessment.objects.current().get(target=target.target)
    return (
        list(Reply.objects.values_list("text")),
        list(Appeal.objects.values_list("grounds", "outcome", "answer", "answer_language")),
        list(Decision.objects.values_list("verdict", "because", "lapse")),
        row.public_from,
    )


CHANGES: dict[str, Any] = {
    "reply": ([("No.",)], [], [], "later"),
    "publish": ([], [], [], "today"),
    "appeal": ([], [("No.", "", "", "")], [], "later"),
    "decide": ([], [], [("met", "Yes.", "")], "later"),
    "withdraw": ([], [], [("met", "We counted again.", "withdrawn")], "later"),
    "appeal-decide": ([], [("No.", "upheld", "Yes.", "zh-hans")], [], "later"),
}


@pytest.mark.parametrize("deed", WORDS)
def test_each_form_is_for_those_who_may(
    client: Client, target: TargetVersion, certifier: User, people: dict[str, Any], deed: str
) -> None:
    prepare(deed, target, certifier)
    before = said(target)

    for who, status in ((STRANGER, 404), (WRONG, 403)):
        assert send(client, people[deed][who], target, deed, **WORDS[deed]).status_code == status
        assert said(target) == before
    answer = send(client, people[deed]["right"], target, deed, **WORDS[deed])

    *changed, day = CHANGES[deed]
    assert (answer.status_code, answer["Location"]) == (
        302,
        "/en/desk/targets/saint-paul-1/verdict/",
    )
    assert said(target) == (*changed, today() if day == "today" else today() + 5 * A_DAY)


@pytest.mark.parametrize(
    ("deed", "message"),
    [
        ("reply", "Write your reply."),
        ("appeal", "Say why the verdict is wrong."),
        ("decide", "Give the reason: a verdict by hand is published with it."),
        ("appeal-decide", "Choose an outcome."),
    ],
)
def test_an_empty_form_says_what_is_missing(
    client: Client, target: TargetVersion, certifier: User, people: dict[str, Any], deed: str, message: str
) -> None:
    prepare(deed, target, certifier)

    answer = send(client, people[deed]["right"], target, deed)

    assert answer.status_code == 422
    assert message in answer.content.decode()


def test_a_changed_verdict_has_to_be_named(
    client: Client, target: TargetVersion, certifier: User, reviewer: User
) -> None:
    prepare("appeal-decide", target, certifier)
    words = {"outcome": "changed", "answer": "Yes.", "language": "en"}

    answer = send(client, reviewer, target, "appeal-decide", **words)
    assert "Choose the verdict to which it is changed." in answer.content.decode()

    assert send(client, reviewer, target, "appeal-decide", **words, verdict="met").status_code == 302
    assert Decision.objects.live().get().because == "Yes."


def test_what_was_written_about_a_verdict_that_changed_meanwhile_is_kept(
    client: Client, target: TargetVersion, certifier: User
) -> None:
    before = waiting(target)
    Assessment.objects.update(superseded_at=NOW, public_until=before.public_from)
    now = waiting(target, "missed", standing_since=NOW)
    Assessment.objects.filter(pk=before.pk).update(standing_since=NOW - A_DAY)
    words = {"text": "A long reply.", "language": "en"}

    answer = send(client, certifier, target, "reply", assessment=before.pk, **words)

    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "The verdict changed while you wrote." in shown
    assert "A long reply." in shown
    assert f'name="assessment" value="{now.pk}"' in shown
    assert not Reply.objects.exists()


def test_the_first_decider_finds_no_form_for_the_appeal(
    client: Client, network: Network, target: TargetVersion, certifier: User, reviewer: User
) -> None:
    prepare("appeal-decide", target, certifier)
    Appeal.objects.update(first_decider=reviewer)
    form = reverse("portal:verdict-appeal-decide", args=["saint-paul-1"])

    shown = page(client, reviewer, target)
    assert "You decided the first time; another reviewer decides the appeal." in shown
    assert form not in shown

    assert form in page(client, make.reviewer(network), target)
    assert send(client, reviewer, target, "appeal-decide", **WORDS["appeal-decide"]).status_code == 422


# Who sees what


def test_a_verdict_that_waits_is_seen_by_its_signatory_and_the_secretariat_alone(
    client: Client, city: Government, target: TargetVersion, certifier: User, reviewer: User
) -> None:
    plain(target, "on_track", superseded_at=NOW, public_until=today() + 5 * A_DAY)
    waiting(target)

    for who in (make.contributor(city), certifier, reviewer):
        shown = page(client, who, target)
        assert "Off track" in shown
        assert "Everyone sees this verdict from" in shown
        assert "Everyone still sees:" in shown
    assert "Off track" not in public_page(client, target)


def test_the_forms_follow_what_one_may(
    client: Client, city: Government, target: TargetVersion, certifier: User, reviewer: User
) -> None:
    waiting(target)
    deeds = ("reply", "publish", "appeal", "decide")

    offered = {
        who.pk: [deed for deed in deeds if f"/verdict/{deed}/" in page(client, who, target)]
        for who in (make.contributor(city), certifier, reviewer)
    }

    assert list(offered.values()) == [[], ["reply", "publish", "appeal"], ["decide"]]


def test_what_is_public_is_not_offered_for_publishing(
    client: Client, target: TargetVersion, certifier: User
) -> None:
    plain(target, "on_track")

    shown = page(client, certifier, target)

    assert "Publish now" not in shown
    assert "Public since" in shown


def test_a_target_that_nobody_judged_says_so(client: Client, target: TargetVersion, certifier: User) -> None:
    assert "There is no verdict yet" in page(client, certifier, target)


def test_a_decision_is_shown_as_such_to_everyone_with_its_reason(
    client: Client, target: TargetVersion
) -> None:
    made = decision(target, link="https://example.org/inventory")
    plain(target, "met", decision=made)

    shown = public_page(client, target)

    assert "Decided by hand by the secretariat" in shown
    assert "We counted again." in shown
    assert 'href="https://example.org/inventory"' in shown
    assert "It lapses when new figures arrive" in shown
    assert made.decided_by.email not in shown


def test_a_card_tells_what_was_said_to_its_verdict(
    client: Client, city: Government, target: TargetVersion, certifier: User
) -> None:
    decided, plainly = make.target(city), make.target(city)
    plain(decided, "met", decision=decision(decided))
    plain(plainly, "on_track")
    row = plain(target, "off_track")
    words = {"assessment": row, "language": "en", "by": certifier, "now": NOW}
    replies.reply(text="An earlier reply.", **words)
    replies.reply(text="The latest reply.", **words)
    appeals.appeal(grounds="Our grounds.", **words)

    shown = client.get(city.get_absolute_url()).content.decode()

    assert shown.count("Decided by hand by the secretariat:") == 1
    assert "We counted again." in shown
    assert shown.count("Saint Paul replies:") == 1
    assert "The latest reply." in shown
    assert "An earlier reply." not in shown
    assert shown.count("Under appeal") == 1


def test_the_chart_of_a_decided_verdict_speaks_of_its_figures(target: TargetVersion) -> None:
    record = {
        "rule": target.kind,
        "verdict": "off_track",
        "numbers": {"gap": "1200000", "latest_year": 2020, "target_year": 2030},
    }
    row = plain(target, "met", decision=decision(target), record=record)

    assert findings.finding(row, [], "tCO2e") == "In 2020, 1.2 million tonnes above the path"


def test_what_a_signatory_says_stands_beside_the_verdict_once_that_is_public(
    client: Client, target: TargetVersion, certifier: User
) -> None:
    row = waiting(target)
    replies.reply(
        assessment=row, text="<b>No</b>\nand no.", language="zh-hans", by=certifier, now=timezone.now()
    )
    appeals.appeal(assessment=row, grounds="Our grounds.", language="en", by=certifier, now=timezone.now())
    hidden = public_page(client, target)

    Assessment.objects.update(public_from=today())
    shown = public_page(client, target)

    assert "Our grounds." not in hidden
    assert "and no." not in hidden
    assert "Saint Paul replies" in shown
    assert '<p lang="zh-hans">&lt;b&gt;No&lt;/b&gt;<br>and no.</p>' in shown
    assert "Under appeal by Saint Paul" in shown
    assert certifier.email not in shown


def test_a_reply_stays_with_a_verdict_whose_numbers_change_and_leaves_with_the_verdict(
    client: Client, target: TargetVersion, certifier: User
) -> None:
    row = plain(target, "off_track", public_until=today(), superseded_at=NOW)
    reply = {"text": "Our reply.", "language": "en", "by": certifier, "at": NOW}
    Reply.objects.create(assessment=row, **reply)
    same = plain(target, "off_track")
    assert "Our reply." in public_page(client, target)

    Assessment.objects.filter(pk=same.pk).update(standing_since=NOW - A_DAY)

    assert "Our reply." not in public_page(client, target)


def test_the_outcome_of_an_appeal_is_shown_to_everyone(
    client: Client, target: TargetVersion, certifier: User, reviewer: User
) -> None:
    row = plain(target, "off_track")
    made = appeals.appeal(assessment=row, grounds="Our grounds.", language="en", by=certifier, now=NOW)
    appeals.decide_appeal(
        appeal=made, outcome="upheld", answer="Their answer.", language="en", by=reviewer, now=NOW + A_DAY
    )

    shown = public_page(client, target)

    assert "Saint Paul appealed" in shown
    assert "The verdict stands" in shown
    assert "Their answer." in shown
    assert "Under appeal" not in shown


def test_a_verdict_that_an_appeal_changed_is_not_told_before_its_time(
    client: Client, target: TargetVersion, certifier: User, reviewer: User
) -> None:
    row = plain(target, "off_track")
    made = appeals.appeal(assessment=row, grounds="Our grounds.", language="en", by=certifier, now=NOW)
    outcome = {"outcome": "changed", "answer": "Their answer.", "language": "en", "verdict": "met"}
    appeals.decide_appeal(appeal=made, by=reviewer, now=NOW, **outcome)

    hidden = public_page(client, target)
    assert "Under appeal by Saint Paul" in hidden
    assert "Their answer." not in hidden
    assert "Their answer." in page(client, certifier, target)

    Assessment.objects.update(superseded_at=NOW, public_until=today())
    made.refresh_from_db()
    plain(target, "met", decision=made.decision, standing_since=NOW - A_DAY, public_from=today())
    shown = public_page(client, target)
    assert "Decided by hand by the secretariat, after an appeal" in shown
    assert "Our grounds." in shown
    assert "Their answer." in shown


def test_an_earlier_day_shows_what_had_been_said_by_then(
    client: Client, target: TargetVersion, certifier: User, reviewer: User
) -> None:
    TargetVersion.objects.update(valid_from=NOW - 30 * A_DAY)
    row = plain(target, "off_track", created_at=NOW - 20 * A_DAY, standing_since=NOW - 20 * A_DAY)
    early, late = NOW - 10 * A_DAY, NOW - 5 * A_DAY
    words = {"language": "en", "by": certifier}
    Reply.objects.create(assessment=row, text="An early reply.", at=early, **words)
    Reply.objects.create(assessment=row, text="A late reply.", at=late, **words)
    made = appeals.appeal(assessment=row, grounds="Our grounds.", now=early, **words)
    appeals.decide_appeal(
        appeal=made, outcome="upheld", answer="Their answer.", language="en", by=reviewer, now=late
    )

    shown = public_page(client, target, on=str((NOW - 7 * A_DAY).date()))

    assert "An early reply." in shown
    assert "Under appeal by Saint Paul" in shown
    assert "A late reply." not in shown
    assert "Their answer." not in shown


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_number_of_questions(
    client: Client, target: TargetVersion, certifier: User, count: int, django_assert_num_queries: Any
) -> None:
    row = waiting(target, decision=decision(target))
    for number in range(count):
        words = {"language": "en", "by": certifier, "at": NOW}
        Reply.objects.create(assessment=row, text=f"Reply {number}", **words)
        Appeal.objects.create(
            assessment=row,
            target=target.target,
            grounds="No.",
            outcome="upheld",
            answer="Yes.",
            answer_language="en",
            decided_by=certifier,
            decided_at=NOW,
            **words,
        )
    client.force_login(certifier)

    with django_assert_num_queries(13):
        client.get(reverse("portal:verdict", args=["saint-paul-1"]))


# Desks


def test_the_desk_of_a_government_tells_what_it_sees_first(
    client: Client, city: Government, target: TargetVersion, certifier: User
) -> None:
    other = make.target(city, quote="a public one")
    row = waiting(target)
    plain(other, "met")
    appeals.appeal(assessment=row, grounds="Our grounds.", language="en", by=certifier, now=NOW)
    client.force_login(certifier)

    shown = client.get(reverse("portal:government-desk", args=[city.slug])).context

    assert [each.target for each in shown["first_seen"]] == [target.target]
    assert [each.grounds for each in shown["appeals"]] == ["Our grounds."]


def test_the_desk_of_a_network_tells_appeals_lapsed_decisions_and_what_is_to_be_decided(
    client: Client, city: Government, target: TargetVersion, certifier: User, reviewer: User
) -> None:
    now = timezone.now()
    by_hand, decided = make.target(city, quote="a direction"), make.target(city, quote="a decided direction")
    review = {"reason": "manual_review"}
    plain(by_hand, "undetermined", **review)
    plain(decided, "undetermined", decision=decision(decided, verdict="undetermined"), **review)
    elsewhere = make.target(make.government(), quote="elsewhere")
    plain(elsewhere, "undetermined", **review)
    lapsed = decision(by_hand, lapse=Lapse.NEW_FIGURES, lapsed_at=now)
    decision(decided, lapse=Lapse.REPLACED, lapsed_at=now, ended_by=make.user())
    decision(elsewhere, lapse=Lapse.NEW_FIGURES, lapsed_at=now)
    old = make.target(city)
    decision(old, lapse=Lapse.NEW_FIGURES, lapsed_at=now - 91 * A_DAY)
    appealed = appeals.appeal(
        assessment=waiting(target), grounds="Our grounds.", language="en", by=certifier, now=now
    )
    client.force_login(reviewer)

    shown = client.get(reverse("portal:network-desk", args=["climate-leaders"])).context

    assert shown["appeals"]["rows"] == [appealed]
    assert [each.target for each in shown["to_decide"]["rows"]] == [by_hand.target]
    assert list(shown["lapsed"]) == [lapsed]
