"""The desk of the method: propose, try out, read what would change, adopt, drop."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from pledges.models import AssessmentRequest
from progress import methods, tasks, trials
from progress.models import Method, Trial, TrialChange
from tests import make
from tests.progress.test_trials import assess, peaked

pytestmark = pytest.mark.django_db

NOW = make.NOW
SENT = {
    "peak_decline_years": "5",
    "peak_exceedance": "0.02",
    "trend_p": "0.1",
    "base_change": "0.05",
    "reason": "C40 asks for five years.",
}
DEEDS = ("method-try", "method-adopt", "method-drop")


@pytest.fixture
def administrator() -> User:
    return make.user(role=Role.ADMINISTRATOR, place=make.network("club"))


@pytest.fixture
def proposed(administrator: User) -> Method:
    return trials.propose(values={"peak_decline_years": 5}, reason="Longer", by=administrator, now=NOW)


def url(name: str, *args: str) -> str:
    return reverse(f"progress:{name}", args=args)


def text(page: Any) -> str:
    words = re.sub(r"<[^>]+>", " ", page.content.decode()).replace("\N{NO-BREAK SPACE}", " ")
    return " ".join(words.split())


def tried(method: Method) -> Trial:
    trial = trials.start(method=method, as_of=NOW.date(), now=NOW)
    trials.go_on(trial_id=trial.pk, now=NOW)
    trial.refresh_from_db()
    return trial


def people() -> dict[str, tuple[User, int]]:
    """Whoever may not set a method, with what they meet."""
    network = make.network("club")
    place = make.government(network=network)
    return {
        "stranger": (make.user(), 404),
        "certifier": (make.certifier(place), 403),
        "reviewer": (make.reviewer(network), 403),
    }


@pytest.mark.parametrize("who", ["stranger", "certifier", "reviewer"])
def test_only_administrators_set_a_method(client: Client, who: str) -> None:
    person, status = people()[who]
    method = trials.propose(values={"peak_decline_years": 5}, reason="", by=None, now=NOW)
    tried(method)
    client.force_login(person)
    assert client.post(url("method-propose"), SENT).status_code == status
    assert [client.post(url(name, "2.0.1")).status_code for name in DEEDS] == [status] * 3
    assert client.get(url("method-adoption", "2.0.1")).status_code == status
    assert {each.label: each.state for each in Method.objects.all()} == {
        "2.0": "in_force",
        "2.0.1": "proposed",
    }
    assert Trial.objects.count() == 1


def test_a_reviewer_reads_and_is_offered_no_deed(client: Client, proposed: Method) -> None:
    client.force_login(make.reviewer(make.network("other")))
    for page in (client.get(url("methods")), client.get(url("method", "2.0.1"))):
        assert page.status_code == 200
        assert 'method="post"' not in page.content.decode().split("<main")[1]


def test_an_administrator_proposes_a_method(client: Client, administrator: User) -> None:
    methods.in_force(NOW)
    client.force_login(administrator)
    form = client.get(url("methods")).content.decode()
    assert re.findall(r'name="(?:peak|trend|base)_\w+" value="([\d.]+)"', form) == [
        "3",
        "0.02",
        "0.1",
        "0.05",
    ]

    assert client.post(url("method-propose"), SENT).url == url("method", "2.0.1")

    made = Method.objects.get(label="2.0.1")
    assert (made.state, made.peak_decline_years, made.base_change) == ("proposed", 5, Decimal("0.05"))
    assert (made.reason, made.proposed_by) == ("C40 asks for five years.", administrator)


WRONG = {
    "no reason": ({"reason": " "}, "Say why the method is proposed."),
    "years in words": ({"peak_decline_years": "five"}, "Write a whole number of years, for example 3."),
    "too many years": ({"peak_decline_years": "21"}, "less than or equal to 20"),
    "a share in per cent": ({"base_change": "5"}, "less than or equal to 1"),
    "no share at all": ({"base_change": "0"}, "Give the shares between 0 and 1"),
    "a probability of one half": ({"trend_p": "0.5"}, "the probability below 0.5"),
    "what is in force": ({"peak_decline_years": "3"}, "which is in force: change a number first"),
}


@pytest.mark.parametrize(("sent", "told"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_in_a_proposal_is_said_and_the_rest_is_kept(
    client: Client, administrator: User, sent: dict[str, str], told: str
) -> None:
    methods.in_force(NOW)
    client.force_login(administrator)
    page = client.post(url("method-propose"), SENT | sent)
    assert page.status_code == 422
    assert told in text(page)
    for value in (SENT | sent).values():
        assert value in page.content.decode()
    assert Method.objects.count() == 1


def test_a_method_stands_beside_the_one_in_force(
    client: Client, administrator: User, proposed: Method
) -> None:
    client.force_login(administrator)
    page = client.get(url("method", "2.0.1"))
    assert re.findall(r'class="changed">([^<]*)<', page.content.decode()) == ["5 years"]
    assert "Change of the base year that asks for a decision 5% 5%" in text(page)
    assert "In force: 2.0" not in text(client.get(url("method", "2.0")))


def test_a_trial_is_done_by_the_worker_and_its_progress_is_shown(
    client: Client, administrator: User, proposed: Method
) -> None:
    for slug in ("one", "two"):
        assess(peaked(slug))
    client.force_login(administrator)

    assert client.post(url("method-try", "2.0.1")).url == url("method", "2.0.1")

    trial = Trial.objects.get()
    assert (trial.done, trial.finished_at) == (0, None)
    Trial.objects.filter(pk=trial.pk).update(done=1)
    page = client.get(url("method", "2.0.1"))
    assert "50% done: 1 of 2 promises are judged." in text(page)
    assert 'hx-trigger="every 2s"' in page.content.decode()
    assert f'<a href="{url("method", "2.0.1")}">Look again</a>' in page.content.decode()
    assert "Adopt the method" not in text(page)

    Trial.objects.filter(pk=trial.pk).update(done=0)
    tasks.sweep()
    page = client.get(url("method", "2.0.1"))
    assert "hx-trigger" not in page.content.decode()
    assert "2 promises were judged as of Nov. 22, 2026. 2 verdicts would be others." in text(page)
    assert "2 · On track → would become Undetermined Not yet peaked" in text(page)
    assert "one-peak 20% by 2020 On track → would become Undetermined Not yet peaked" in text(page)
    assert "Adopt the method" in text(page)


def test_a_trial_that_changes_nothing_says_so(client: Client, administrator: User) -> None:
    assess(peaked())
    method = trials.propose(values={"base_change": Decimal("0.1")}, reason="x", by=None, now=NOW)
    tried(method)
    client.force_login(administrator)
    assert "1 promise was judged as of Nov. 22, 2026. No verdict would change." in text(
        client.get(url("method", "2.0.1"))
    )


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_changes_asks_the_same_number_of_questions(
    client: Client, administrator: User, proposed: Method, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        assess(peaked(f"place-{number}"))
    tried(proposed)
    client.force_login(administrator)
    with django_assert_num_queries(10):
        page = client.get(url("method", "2.0.1"))
    assert page.content.decode().count("-peak</a>") == count
    with django_assert_num_queries(7):
        table = client.get(url("method-changes", "2.0.1")).content.decode()
    assert table.count("-peak,") == count


def test_many_changes_come_in_pages(client: Client, administrator: User, proposed: Method) -> None:
    trial = tried(proposed)
    place = make.government("town")
    TrialChange.objects.bulk_create(
        TrialChange(
            trial=trial, target=make.target(place).target, verdict_before="met", verdict_after="missed"
        )
        for _ in range(51)
    )
    client.force_login(administrator)
    page = client.get(url("method", "2.0.1"), {"page": "2"})
    assert "51 to 51 of 51" in text(page)
    assert "51 · Met → would become Missed" in text(page)


def test_the_changes_are_a_table_to_take_away(client: Client, administrator: User, proposed: Method) -> None:
    assess(peaked())
    target = peaked("formula").targets.get()
    target.quote = "=HYPERLINK(1)"
    target.save()
    tried(proposed)
    client.force_login(administrator)
    page = client.get(url("method-changes", "2.0.1"))
    assert page["Content-Disposition"] == 'attachment; filename="method-2.0.1-2026-11-22.csv"'
    header, formula, row = csv.reader(io.StringIO(page.content.decode("utf-8-sig")))
    assert header[4:] == ["verdict_before", "reason_before", "verdict_after", "reason_after"]
    assert formula[2:] == ["formula-peak", "'=HYPERLINK(1)", "", "", "undetermined", "not_yet_peaked"]
    assert row == [
        "peaked", "Peaked", "peaked-peak", "20% by 2020", "on_track", "", "undetermined", "not_yet_peaked",
    ]  # fmt: skip


def test_a_method_that_was_not_tried_has_no_table(
    client: Client, administrator: User, proposed: Method
) -> None:
    client.force_login(administrator)
    assert client.get(url("method-changes", "2.0.1")).status_code == 404
    assert client.get(url("method", "9")).status_code == 404


def test_whoever_adopts_reads_first_what_happens(
    client: Client, administrator: User, proposed: Method
) -> None:
    assess(peaked())
    client.force_login(administrator)
    assert "It has not been tried out" in text(client.get(url("method-adoption", "2.0.1")))

    tried(proposed)
    page = text(client.get(url("method-adoption", "2.0.1")))
    assert "Every promise is judged anew by this method" in page
    assert "is first seen by its signatory and the secretariat, for the period of reply" in page
    assert "By the trial of Nov. 22, 2026, 1 verdict." in page
    assert methods.in_force(NOW).label == "2.0"

    page = client.post(url("method-adopt", "2.0.1"), follow=True)
    assert "The method is in force. Every government is being judged anew." in text(page)
    assert methods.in_force(NOW).label == "2.0.1"
    assert Method.objects.get(label="2.0.1").adopted_by == administrator
    assert AssessmentRequest.objects.open().count() == 1
    assert "no longer a proposal: it is In force." in text(client.get(url("method-adoption", "2.0.1")))


def test_a_method_that_was_not_tried_is_not_adopted(
    client: Client, administrator: User, proposed: Method
) -> None:
    client.force_login(administrator)
    page = client.post(url("method-adopt", "2.0.1"), follow=True)
    assert "Method 2.0.1 has not been tried out" in text(page)
    assert methods.in_force(NOW).label == "2.0"


def test_a_proposal_is_dropped_once(client: Client, administrator: User, proposed: Method) -> None:
    client.force_login(administrator)
    assert "The proposal is dropped." in text(client.post(url("method-drop", "2.0.1"), follow=True))
    assert Method.objects.get(label="2.0.1").state == "dropped"
    assert "no longer a proposal" in text(client.post(url("method-try", "2.0.1"), follow=True))
    assert not Trial.objects.exists()


def test_where_another_judge_runs_the_desk_and_the_health_check_say_that_verdicts_stand_still(
    client: Client, administrator: User
) -> None:
    assert client.get("/healthz/").content == b"ok"
    Method.objects.create(label="1.0", code_version="1.0", state="in_force", proposed_at=NOW, adopted_at=NOW)

    health = client.get("/healthz/")
    assert (health.status_code, health.content.decode().splitlines()[0]) == (200, "ok")
    assert "Method 2.0 is not adopted: method 1.0 is in force." in health.content.decode()

    client.force_login(administrator)
    told = "The judge that runs is 2.0, but method 1.0 is in force."
    assert told in text(client.get(reverse("portal:network-desk", args=["club"])))
    assert told in text(client.get(url("methods")))

    method = trials.propose(values={}, reason="A new judge", by=administrator, now=NOW)
    tried(method)
    trials.adopt(method=method, by=administrator, now=NOW)
    assert told not in text(client.get(reverse("portal:network-desk", args=["club"])))
    assert client.get("/healthz/").content == b"ok"


def test_the_desk_of_a_network_leads_to_the_methods(client: Client, administrator: User) -> None:
    client.force_login(administrator)
    page = client.get(reverse("portal:network-desk", args=["club"])).content.decode()
    assert f'href="{url("methods")}"' in page
