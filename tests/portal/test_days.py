"""What everyone could read of a promise on an earlier day, to the number."""

import datetime
import hashlib
import json

import pytest
from django.urls import reverse
from django.utils import translation
from pytest_django.asserts import assertContains, assertNotContains

from accounts.models import NetworkMembership
from inventories import reports, review
from pledges.enums import Provenance, QuestionCode, QuestionState, TargetState
from pledges.models import Question, TargetVersion
from portal import days
from tests import make
from tests.portal import assessments

pytestmark = pytest.mark.django_db

FIRST, SECOND = datetime.date(2021, 3, 1), datetime.date(2022, 4, 15)
LONG_AGO = datetime.datetime(2020, 1, 1, 9, 0, tzinfo=datetime.UTC)


def at(day):
    return datetime.datetime.combine(day, datetime.time(9), tzinfo=datetime.UTC)


@pytest.fixture
def version():
    """20% below 2005 by 2030."""
    return make.target(make.government("new-york", name="New York"), target_year=2030, valid_from=LONG_AGO)


@pytest.fixture
def judged_twice(version):
    """By hand, in Mt: 5 to 4 by 2030. 2019: 4.6, path 5 - 14/25 = 4.44; 2021: 4.3, path 5 - 16/25 = 4.36."""
    for year, tonnes in ((2005, 5_000_000), (2019, 4_600_000)):
        make.accepted(version.government, year, lines=[make.line("T.1", tonnes)])
    (first,) = assessments.assess(version.government, as_of=FIRST, now=at(FIRST))
    make.accepted(version.government, 2021, lines=[make.line("T.1", 4_300_000)])
    (second,) = assessments.assess(version.government, as_of=SECOND, now=at(SECOND))
    return first, second


def page(client, version, on=""):
    return client.get(version.target.get_absolute_url(), {"on": on} if on else {})


def words(response):
    return " ".join(response.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


def numbers(response):
    return {row.label: row.text.replace("\N{NO-BREAK SPACE}", " ") for row in response.context["working"]}


@pytest.mark.parametrize("on", ["2021-03-01", "2022-04-14"])
def test_an_earlier_day_shows_that_day_s_verdict_and_every_number(client, version, judged_twice, on):
    response = page(client, version, on)
    assert response.context["promise"].assessment == judged_twice[0]
    found = numbers(response)
    assert (found["Year judged"], found["Value of the year judged"]) == ("2019", "4.60 Mt")
    assert found["What the path allows that year"] == "4.44 Mt"
    assert found["Above the path (below it where negative)"] == "160,000 t"
    text = words(response)
    assert (
        "The figure for 2019 is 4.6 million tonnes. The path to the target allows only 4.44 million tonnes "
        "in that year: the figure is 160,000 tonnes too high." in text
    )
    assert "In 2019, 160,000 tonnes above the path" in text
    assert "4.3 million" not in text
    assert "4.30 Mt" not in text


@pytest.mark.parametrize("on", ["", "2022-04-15", "2024-02-29"])
def test_today_and_later_days_show_the_later_verdict(client, version, judged_twice, on):
    response = page(client, version, on)
    assert response.context["promise"].assessment == judged_twice[1]
    found = numbers(response)
    assert (found["Year judged"], found["Value of the year judged"]) == ("2021", "4.30 Mt")
    assert "In 2021, at or below the path" in words(response)


def test_a_banner_says_which_day_is_shown_and_leads_back(client, version, judged_twice):
    response = page(client, version, "2021-03-01")
    assertContains(response, "What everyone could read on March 1, 2021")
    assertContains(response, f'<a href="{version.target.get_absolute_url()}">Back to today</a>', html=True)
    assertNotContains(page(client, version), "What everyone could read on")
    with translation.override("zh-hans"):
        assertContains(page(client, version, "2021-03-01"), "2021年3月1日")


def test_before_the_first_verdict_the_page_says_that_there_was_none(client, version, judged_twice):
    response = page(client, version, "2021-02-28")
    assertContains(response, "No verdict on this promise had been published by then.")
    assertContains(response, "20% below 2005 by 2030")
    assert response.context["working"] == []


def test_before_it_was_in_force_there_was_no_promise(client, version, judged_twice):
    response = page(client, version, "2019-12-31")
    assertContains(response, "This promise was not in force on that day.")
    assertNotContains(response, "4.60 Mt")


@pytest.mark.parametrize(
    ("asked", "complaint"),
    [
        ("2999-01-01", "The day asked for is still to come. This is what stands today."),
        ("9999-12-31", "The day asked for is still to come. This is what stands today."),
        ("2021-02-31", "“2021-02-31” is no day. Write it as year, month, day, such as 2026-03-01."),
        ("1 March", "“1 March” is no day. Write it as year, month, day, such as 2026-03-01."),
        ("<b>", "“&lt;b&gt;” is no day. Write it as year, month, day, such as 2026-03-01."),
    ],
)
def test_what_is_no_past_day_is_said_kindly_and_today_is_shown(
    client, version, judged_twice, asked, complaint
):
    response = page(client, version, asked)
    assert response.status_code == 200
    assert complaint in words(response)
    assert response.context["promise"].assessment == judged_twice[1]


def test_the_first_day_of_the_calendar_is_a_day_like_others(client, version, judged_twice):
    assertContains(page(client, version, "0001-01-01"), "This promise was not in force on that day.")


def test_an_earlier_day_reads_the_promise_as_it_was_then(client, version, judged_twice):
    revised = at(datetime.date(2023, 6, 1))
    TargetVersion.objects.filter(pk=version.pk).update(state=TargetState.SUPERSEDED, valid_until=revised)
    TargetVersion.objects.create(
        target=version.target,
        number=2,
        kind=version.kind,
        measure=version.measure,
        quantity_status=Provenance.STATED,
        boundary_status=Provenance.STATED,
        base_year=2005,
        target_year=2040,
        reduction_percent=10,
        state=TargetState.IN_FORCE,
        proposed_at=revised,
        valid_from=revised,
    )
    assertContains(page(client, version, "2023-05-31"), "20% below 2005 by 2030")
    response = page(client, version, "2023-06-01")
    assertContains(response, "10% below 2005 by 2040")
    assertContains(
        response, "Version 2 of the promise is in force; this verdict is still on version 1.", html=False
    )
    assert numbers(response)["Reduction promised"] == "20.0%"


def test_history_tells_what_was_public_from_which_day_and_leads_there(client, version, judged_twice):
    response = page(client, version)
    history = [
        (entry.on.isoformat(), entry.assessment.verdict if entry.assessment else entry.version.number)
        for entry in response.context["history"]
    ]
    assert history == [("2022-04-15", "on_track"), ("2021-03-01", "off_track"), ("2020-01-01", 1)]
    assertContains(
        response, '<a href="?on=2021-03-01"><time datetime="2021-03-01">March 1, 2021</time></a>', html=True
    )
    assertContains(response, "Stood until April 15, 2022")


def test_a_verdict_that_never_was_public_stands_nowhere(client, version, judged_twice):
    first, _second = judged_twice
    type(first).objects.filter(pk=first.pk).update(public_until=first.public_from)
    response = page(client, version, "2021-03-01")
    assertContains(response, "No verdict on this promise had been published by then.")
    assert first not in [entry.assessment for entry in response.context["history"]]


def test_questions_of_an_earlier_day_are_those_open_then(version):
    asked = {"government": version.government, "target": version.target, "asked_at": at(FIRST)}
    settled = Question.objects.create(
        code=QuestionCode.BASE_YEAR, state=QuestionState.SETTLED, settled_at=at(SECOND), **asked
    )
    standing = Question.objects.create(code=QuestionCode.TARGET_YEAR, **asked)
    today = datetime.date(2023, 1, 1)

    def open_on(text):
        return list(days.open_questions(version.target, days.day(text, today)))

    assert open_on("2021-02-28") == []
    assert open_on("2021-03-01") == [settled, standing]
    assert open_on("2022-04-15") == [standing]
    assert open_on("") == [standing]


# Who sees a new verdict


def withhold_until(day, first, second):
    type(first).objects.filter(pk=first.pk).update(public_until=day)
    type(second).objects.filter(pk=second.pk).update(public_from=day)


def test_a_new_verdict_is_everyone_s_only_on_its_day(client, version, judged_twice):
    """The page shows the same to everybody; those it concerns read a line about what is to come."""
    first, second = judged_twice
    network = make.network()
    NetworkMembership.objects.create(network=network, government=version.government)
    tomorrow = datetime.date(2999, 5, 4)
    withhold_until(tomorrow, first, second)
    line = "A new verdict is with the government until May 4, 2999."
    people = {"anonymous": None, "stranger": make.user(), "certifier": make.certifier(version.government)}
    people["reviewer"] = make.reviewer(network)
    told = {}
    for name, person in people.items():
        client.logout()
        if person:
            client.force_login(person)
        response = page(client, version)
        assert response.context["promise"].assessment == first
        told[name] = line in words(response)
    assert told == {"anonymous": False, "stranger": False, "certifier": True, "reviewer": True}


def test_a_target_whose_first_verdict_is_not_public_is_being_judged(client, version, judged_twice):
    first, second = judged_twice
    withhold_until(datetime.date(2999, 5, 4), first, second)
    type(first).objects.filter(pk=first.pk).update(public_until=first.public_from)
    assertContains(page(client, version), "This promise is being judged.")
    place = client.get(version.government.get_absolute_url())
    assertContains(place, "Being judged")
    assertNotContains(place, "On track")
    assertNotContains(place, "Off track")


def test_the_network_counts_and_lists_what_is_public(client, version, judged_twice):
    first, second = judged_twice
    network = make.network()
    NetworkMembership.objects.create(network=network, government=version.government)
    address = network.get_absolute_url()
    assert client.get(address).context["tally"].reported == {"on_track": 1}
    withhold_until(datetime.date(2999, 5, 4), first, second)
    response = client.get(address)
    assert response.context["tally"].reported == {"off_track": 1}
    assert [each.verdict for each in response.context["rows"][0].standings] == ["off_track"]
    assert client.get(address, {"verdict": "on_track"}).context["rows"] == []
    assert len(client.get(address, {"verdict": "off_track"}).context["rows"]) == 1
    type(first).objects.filter(pk=first.pk).update(public_until=first.public_from)
    response = client.get(address)
    assert response.context["tally"].waiting == 1
    assertContains(response, "1 being judged")


# The record as data


def record(client, version, on=""):
    address = reverse("portal:target-record", args=[version.target.code])
    return client.get(address, {"on": on} if on else {})


def test_the_record_of_a_day_can_be_checked_to_the_number_and_by_its_hash(client, version, judged_twice):
    response = record(client, version, "2021-03-01")
    assert response["content-type"] == "application/json"
    told = response.json()
    assert (told["verdict"], told["public_from"], told["public_until"]) == (
        "off_track",
        "2021-03-01",
        "2022-04-15",
    )
    assert told["record"]["numbers"]["gap"] == "160000"
    text = json.dumps(told["record"], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert hashlib.sha256(text.encode()).hexdigest() == told["sha256"] == judged_twice[0].record_sha256
    assert record(client, version).json()["verdict"] == "on_track"


@pytest.mark.parametrize("on", ["2021-02-28", "2999-01-01", "nonsense"])
def test_without_a_public_verdict_of_that_day_there_is_no_record(client, version, judged_twice, on):
    assert record(client, version, "2021-03-01").status_code == 200
    assert record(client, version, on).status_code == 404


def test_an_earlier_day_tells_no_figure_that_was_withheld_later(client, version, judged_twice):
    """A correction that publishes the verdict alone hides the versions before it on every day."""
    assertContains(page(client, version, "2021-03-01"), "4.6 million")
    assert "4600000" in record(client, version, "2021-03-01").content.decode()
    report = version.government.reports.get(year=2019)
    by = make.contributor(version.government)
    draft = reports.correct(report=report, reason="Confidential.", by=by, now=make.NOW)
    make.fill(draft, about={"publication": "verdict"}, lines=[make.line("T.1", 4_600_000)])
    reports.submit(version=draft, by=make.certifier(version.government), now=make.NOW)
    assertContains(page(client, version, "2021-03-01"), "4.6 million")  # not accepted yet
    secretariat = make.reviewer(make.network())
    review.take(version=draft, by=secretariat, now=make.NOW)
    review.accept(version=draft, by=secretariat, now=make.NOW)
    for response in (page(client, version, "2021-03-01"), record(client, version, "2021-03-01")):
        for secret in ("4600000", "4,600,000", "4.60", "4.6 million", judged_twice[0].record_sha256):
            assertNotContains(response, secret)
    assert record(client, version, "2021-03-01").json()["verdict"] == "off_track"


CITY = [make.line("T.I", 600), make.line("T.II", 350), make.line("T.III", 37)]
PLANT = [make.line("T.I", 600, notation_key="C", explanation="One plant"), *CITY[1:]]


@pytest.mark.parametrize(
    ("publication", "lines", "is_told"),
    [("full", CITY, True), ("totals", CITY, False), ("full", PLANT, False)],
    ids=["all rows are public", "totals alone are public", "one row is confidential"],
)
def test_rows_that_a_report_keeps_to_itself_are_not_in_the_record(
    client, version, publication, lines, is_told
):
    """A record whose figures were made comparable holds the rows of inventories."""
    about = {"publication": publication}
    accepted = make.accepted(version.government, 2019, about=about, lines=lines)
    figure = {"year": 2019, "value": "987", "source": f"figure:{accepted.figures.get().pk}", "basis": 0}
    parts = [{"row": "T.I", "value": "600"}, {"row": "T.II", "value": "350"}]
    told = {"schema": 2, "numbers": {}, "figures": [figure], "sentences": [], "open": [], "bases": [{}]}
    evidence = {"figures": [figure | {"parts": parts}]}
    told["inputs"] = {"target": {}, "evidence": evidence, "thresholds": {}}
    assessments.plain(version, "on_track", record=told, record_sha256="f" * 64)
    found = record(client, version).json()
    (shown,) = found["record"]["inputs"]["evidence"]["figures"]
    assert shown["value"] == "987"
    assert (shown.get("parts"), found.get("sha256"), found.get("rows_withheld", False)) == (
        (parts, "f" * 64, False) if is_told else (None, None, True)
    )
