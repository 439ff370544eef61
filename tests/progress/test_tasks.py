"""Tasks and the command: each may run twice, and one failure holds up nothing else."""

from __future__ import annotations

import datetime
from contextlib import suppress
from io import StringIO
from queue import Empty
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts import outbox
from accounts.models import Government, Mail
from config.celery import app
from inventories import frozen
from inventories.models import ReportVersion
from pledges import requests
from pledges.enums import TargetKind
from pledges.models import AssessmentRequest, Target
from progress import assessments, tasks
from progress.models import Assessment, Judging
from tests import make

pytestmark = pytest.mark.django_db


def promised(slug: str = "") -> Government:
    place = make.government(slug)
    make.target(place, kind=TargetKind.DIRECTION)
    return place


def test_every_task_in_the_timetable_and_in_the_dispatcher_exists() -> None:
    app.loader.import_default_modules()  # as a worker does when it starts
    names = {entry["task"] for entry in app.conf.beat_schedule.values()}
    names |= {requests.ASSESS_GOVERNMENT, outbox.SEND_MAIL, "progress.assess_range"}

    assert names <= app.tasks.keys()


def test_a_sweep_does_every_open_request_and_sends_every_waiting_letter(mailoutbox: list[Any]) -> None:
    one, two = promised(), promised()
    for place in (one, two, two):
        requests.open(government=place, because="x")
    outbox.write(key="k", to="someone@example.org", subject="Hello", body="Text", now=timezone.now())

    tasks.sweep()

    assert not AssessmentRequest.objects.open().exists()
    assert {each.government for each in Assessment.objects.current()} == {one, two}
    assert [letter.subject for letter in mailoutbox] == ["Hello"]
    assert Mail.objects.get().state == "sent"


def test_a_second_sweep_finds_nothing_to_do(mailoutbox: list[Any]) -> None:
    requests.open(government=promised(), because="x")
    outbox.write(key="k", to="someone@example.org", subject="Hello", body="Text", now=timezone.now())
    tasks.sweep()
    before = list(Assessment.objects.values()), list(AssessmentRequest.objects.values())

    tasks.sweep()

    assert (list(Assessment.objects.values()), list(AssessmentRequest.objects.values())) == before
    assert len(mailoutbox) == 1


def test_a_government_that_fails_holds_up_no_other_and_stays_open(caplog: pytest.LogCaptureFixture) -> None:
    broken, sound = promised("broken"), promised("sound")
    for place in (broken, sound):
        requests.open(government=place, because="x")
    Target.objects.filter(government=broken).get().versions.update(kind="no such kind")

    tasks.sweep()

    assert [each.government for each in AssessmentRequest.objects.open()] == [broken]
    assert [each.government for each in Assessment.objects.all()] == [sound]
    assert f"government={broken.pk}" in caplog.text


def test_judging_anew_takes_what_was_not_judged_today_and_no_more() -> None:
    first, second, beyond = promised(), promised(), promised()
    yesterday = timezone.now() - datetime.timedelta(days=1)
    for place in (first, second, beyond):
        tasks.assess_government(government_id=place.pk)
    Judging.objects.exclude(government=second).update(judged_on=yesterday.date())

    tasks.assess_range(first_id=first.pk, last_id=second.pk)

    today = timezone.now().date()
    confirmed = {each.government: each.judged_on for each in Judging.objects.all()}
    assert confirmed == {first: today, second: today, beyond: yesterday.date()}


def test_judging_all_anew_sends_ranges_that_hold_every_outdated_government(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    messages("left by others")
    places = [promised() for _ in range(5)]
    monkeypatch.setattr(assessments, "GOVERNMENTS_A_RANGE", 2)

    tasks.reassess_all()

    assert messages("progress.assess_range") == [
        {"first_id": places[0].pk, "last_id": places[1].pk},
        {"first_id": places[2].pk, "last_id": places[3].pk},
        {"first_id": places[4].pk, "last_id": places[4].pk},
    ]


def messages(task: str) -> list[dict[str, int]]:
    """What was sent to the worker, in order; taken off the queue of the tests' broker."""
    found = []
    with app.connection_for_read() as connection, suppress(Empty):
        queue = connection.SimpleQueue(app.conf.task_default_queue, no_ack=True)
        while message := queue.get(block=False):
            if message.headers["task"] == task:
                found.append(message.payload[1])
    return found


def test_a_letter_is_sent_once_however_often_its_message_comes(mailoutbox: list[Any]) -> None:
    letter = outbox.write(key="k", to="someone@example.org", subject="Hello", body="Text", now=timezone.now())

    for _ in range(2):
        tasks.send_mail(mail_id=letter.pk)

    assert len(mailoutbox) == 1


def test_a_signed_document_that_was_changed_is_reported(caplog: pytest.LogCaptureFixture) -> None:
    sound, changed = make.submitted(), make.submitted(year=2019)
    frozen.lift()
    ReportVersion.objects.filter(pk=changed.pk).update(document="{}")

    tasks.verify_documents()

    assert f"signed document differs: {changed}" in caplog.text
    assert str(sound) not in caplog.text


def command(*arguments: str) -> str:
    out = StringIO()
    call_command("assess", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_assesses_those_that_wait() -> None:
    never, requested = promised(), make.government()
    requests.open(government=requested, because="x")

    assert (
        command() == "Governments judged: 2 of 2. Verdicts new or changed: 1, unchanged: 0, withdrawn: 0.\n"
    )
    assert Assessment.objects.get().government == never
    assert (
        command() == "Governments judged: 0 of 0. Verdicts new or changed: 0, unchanged: 0, withdrawn: 0.\n"
    )


def test_the_command_assesses_all_and_those_named() -> None:
    for slug in ("one", "two"):
        promised(slug)

    assert command("--all").startswith("Governments judged: 2 of 2. Verdicts new or changed: 2")
    assert command("two").startswith("Governments judged: 0 of 1. Verdicts new or changed: 0, unchanged: 0")


def test_the_command_names_the_government_that_it_does_not_find() -> None:
    with pytest.raises(CommandError, match="There is no government nowhere"):
        command("nowhere")


def test_the_command_shows_what_would_have_been_said_on_another_day_and_stores_nothing() -> None:
    place = make.government("here")
    make.target(place, "here-1")

    assert command("here", "--as-of", "2019-06-30") == "here-1\tundetermined no_inventory no_base_value\n"
    assert not Assessment.objects.exists()
