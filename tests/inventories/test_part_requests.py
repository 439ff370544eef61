"""A part of a report is asked of somebody, filled in behind a link, and taken over or asked for again."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import Mail, User
from inventories import part_answers, part_files, part_lines, part_requests, reports, sections
from inventories.enums import EventKind, SectionCode
from inventories.models import Event, PartRequest, ReportVersion
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db

ROWS = ["I.1.1", "I.1.2"]
DUE = datetime.date(2026, 12, 10)


@pytest.fixture
def version() -> ReportVersion:
    draft = make.draft(make.government("knoxville", name="Knoxville"), framework="gpc")
    sections.save_about(
        version=draft, revision=0, values=make.ABOUT, complete=True, by=draft.created_by, now=NOW
    )
    return draft


@pytest.fixture
def asker(version: ReportVersion) -> User:
    return make.user(role="contributor", place=version.government, name="Grace Turner")


def ask(version: ReportVersion, by: User, **fields: object) -> PartRequest:
    details = {
        "section": "community",
        "rows": ROWS,
        "email": "works@example.org",
        "name": "Water works",
        "language": "en",
        "message": "Sales of gas and power, please.",
        "due": DUE,
        "by": by,
        "now": NOW,
    }
    return part_requests.ask(version=version, **{**details, **fields})  # type: ignore[arg-type]


def link(part: PartRequest, name: str = "answer", *more: object) -> str:
    return reverse(f"inventories:{name}", args=[part_requests.link_token(part), *more])


def desk(part: PartRequest, name: str = "part") -> str:
    return reverse(f"inventories:{name}", args=[part.report.reference, part.pk])


def fresh(part: PartRequest) -> PartRequest:
    return PartRequest.objects.get(pk=part.pk)


def answer(
    part: PartRequest, *drafts: object, comment: str = "", now: datetime.datetime = NOW
) -> PartRequest:
    return part_requests.send(part=part, drafts=list(drafts), comment=comment, now=now)  # type: ignore[arg-type]


def save_lines(version: ReportVersion, *lines: object, revision: int = 0) -> None:
    sections.save_lines(
        version=version,
        code=SectionCode.COMMUNITY,
        revision=revision,
        lines=list(lines),  # type: ignore[arg-type]
        complete=False,
        by=version.created_by,
        now=NOW,
    )


# Asking


def test_the_letter_says_who_asks_for_what_and_brings_the_link_and_nothing_keeps_the_link(version, asker):
    part = ask(version, asker)
    letter = Mail.objects.get(to="works@example.org")
    assert letter.subject == "Knoxville asks you for figures of 2020, until Dec. 10, 2026"
    for words in ("Water works", "Grace Turner", "rows I.1.1, I.1.2", "Sales of gas and power, please."):
        assert words in letter.body
    (token,) = re.findall(r"/en/parts/([^/]+)/", letter.body)
    assert len(token) == 43
    assert part_requests.with_token(token) == part
    assert token not in str(PartRequest.objects.values().get(pk=part.pk))
    assert letter.key.startswith("secret/")  # its body is forgotten when it is sent


def test_the_letter_speaks_the_language_that_was_chosen(version, asker):
    ask(version, asker, language="zh-hans")
    letter = Mail.objects.get(to="works@example.org")
    assert "/zh-hans/parts/" in letter.body
    assert "asks you" not in letter.subject


def test_the_page_asks_for_a_section_or_for_rows_of_it(version, asker):
    client = Client()
    client.force_login(asker)
    address = reverse("inventories:part-ask", args=[version.report.reference])
    assert 'value="I.1.2" id="row-I.1.2" checked' in client.get(address, {"row": "I.1.2"}).content.decode()
    typed = {"name": "Water works", "email": "works@example.org", "language": "en", "section": "community"}
    refused = client.post(address, {**typed, "due": "2001-01-01", "rows": ["I.1.1"]})
    assert "This day has passed" in refused.content.decode()
    assert not PartRequest.objects.exists()
    client.post(address, {**typed, "due": "2999-01-01", "rows": ["I.1.1"]})
    assert PartRequest.objects.get().rows == ["I.1.1"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"section": "about"}, "Only the rows of an inventory and indicators"),
        ({"rows": ["I.1.1", "X.1"]}, "no such rows in this section: X.1"),
        ({"due": datetime.date(2026, 11, 21)}, "has passed"),
    ],
)
def test_what_cannot_be_asked_says_why(version, asker, fields, words):
    with pytest.raises(part_requests.CannotAsk, match=words):
        ask(version, asker, **fields)


# Behind the link


def test_the_link_shows_exactly_the_rows_asked_for_and_nothing_of_the_draft(version, asker):
    save_lines(version, make.line("I.1.1", 4321), make.line("II.1.1", 98765))
    part = ask(version, asker)
    response = Client().get(link(part))
    page = response.content.decode()
    assert set(re.findall(r'name="co2e-([^"]+)"', page)) == set(ROWS)
    assert "4,321" not in page
    assert "98,765" not in page
    assert "II.1.1" not in page
    assert "Grace Turner of Knoxville asks you for these figures until Dec. 10, 2026." in page
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in response["Cache-Control"]
    assert fresh(part).opened_at is not None


@pytest.mark.parametrize(
    ("publication", "extra", "is_shown"),
    [("full", [], True), ("totals", [], False), ("full", [("I.2.1", "C")], False)],
    ids=["published in full", "only totals are published", "a confidential row stands in the section"],
)
def test_last_years_value_stands_there_only_if_everyone_can_read_it(
    version, asker, publication, extra, is_shown
):
    lines = [make.line("I.1.1", 4321)]
    lines += [make.line(row, 5, notation_key=key, explanation="One plant") for row, key in extra]
    every = [
        row.code for row in part_requests.frameworks.rows("gpc", "community") if row.required_at("basic")
    ]
    given = {line.row for line in lines}
    lines += [make.line(row, notation_key="NO", explanation="None") for row in every if row not in given]
    make.accepted(
        version.government,
        2019,
        framework="gpc",
        lines=lines,
        about={"level": "basic", "publication": publication},
    )
    page = Client().get(link(ask(version, asker))).content.decode()
    assert ("2019: 4,321" in page) is is_shown


def test_what_is_typed_is_kept_and_a_script_adds_what_changed(version, asker):
    part, client = ask(version, asker), Client()
    client.post(link(part), {"co2e-I.1.1": "many", "comment": "Soon", "then": "later"})
    client.post(link(part, "answer-typed"), {"co2e-I.1.2": "9", "co2e-II.1.1": "7"})
    held = fresh(part)
    assert held.typed["fields"] == {"co2e-I.1.1": "many", "co2e-I.1.2": "9"}
    assert held.comment == "Soon"
    page = Client().get(link(part)).content.decode()
    assert 'name="co2e-I.1.1" id="id_co2e-I.1.1" value="many"' in page
    assert not version.lines.exists()


def test_rows_that_were_not_asked_for_are_an_error_and_are_left_out(version, asker):
    part = ask(version, asker)
    refused = Client().post(link(part), {"co2e-I.1.1": "5", "co2e-II.1.1": "7", "then": "send"})
    assert refused.status_code == 422
    assert "These rows were not asked for and were left out: II.1.1." in refused.content.decode()
    assert fresh(part).typed["fields"] == {"co2e-I.1.1": "5"}
    with pytest.raises(part_requests.NotAsked, match=r"II\.1\.1"):
        answer(part, make.line("II.1.1", 7))
    assert fresh(part).answered_at is None


def test_it_is_sent_once_after_a_page_that_shows_what_is_sent(version, asker):
    part, client = ask(version, asker), Client()
    assert client.post(
        link(part), {"co2e-I.1.1": "12.5 kt", "method-I.1.1": "Bills", "then": "send"}
    ).url == link(part, "answer-send")
    page = client.get(link(part, "answer-send")).content.decode()
    assert "12,500 t CO₂e" in page
    assert "1 row is left blank" in page
    client.post(link(part, "answer-send"))
    held = fresh(part)
    assert part_lines.drafts_of(held) == [make.line("I.1.1", 12500, method="Bills")]
    assert held.answer == [{"row": "I.1.1", "co2e": held.answer[0]["co2e"], "method": "Bills"}]

    letter = Mail.objects.get(to=asker.email)
    assert letter.subject == "Water works has sent figures for the report of 2020"
    assert desk(part) in letter.body
    again = client.post(link(part), {"co2e-I.1.1": "1", "then": "send"})
    assert "This was sent" in again.content.decode()
    assert part_lines.drafts_of(fresh(part)) == [make.line("I.1.1", 12500, method="Bills")]


def test_what_is_wrong_is_said_as_in_the_report_and_nothing_is_sent(version, asker):
    part, client = ask(version, asker), Client()
    refused = client.post(link(part), {"co2e-I.1.1": "5", "notation_key-I.1.1": "NO", "then": "send"})
    assert "The row holds a number and a notation key." in refused.content.decode()
    assert client.post(link(part, "answer-send")).status_code == 422
    with pytest.raises(sections.InvalidLines):
        answer(part, make.line("I.1.1", -5))
    assert fresh(part).answered_at is None


def test_nothing_at_all_is_not_sent_but_a_comment_is(version, asker):
    part = ask(version, asker)
    with pytest.raises(part_requests.NothingAnswered):
        answer(part)
    answer(part, comment="We sold the network in 2019.")
    assert fresh(part).comment == "We sold the network in 2019."


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("withdrawn", "This request was withdrawn"),
        ("expired", "This link has expired"),
        ("submitted", "The report has been submitted"),
    ],
)
def test_a_link_that_is_closed_says_why_and_takes_nothing(version, asker, state, words):
    part = ask(version, asker)
    if state == "withdrawn":
        part_requests.withdraw(part=part, by=asker, now=NOW)
    elif state == "expired":
        past = datetime.date.today() - datetime.timedelta(days=31)
        PartRequest.objects.filter(pk=part.pk).update(due=past)
    else:
        draft = make.ready(version.government, 2022)
        part = ask(draft, asker, rows=["T.1"])
        reports.submit(version=draft, by=make.certifier(version.government), now=NOW)
    for response in (
        Client().get(link(part)),
        Client().post(link(part, "answer-typed"), {"co2e-I.1.1": "5"}),
    ):
        assert response.status_code == 410
        assert words in response.content.decode()
    assert fresh(part).typed == {}


def test_the_day_it_expires_is_the_thirtieth_after_it_was_due(version, asker):
    part = ask(version, asker)
    days = {
        after: part_requests.state_of(part, DUE + datetime.timedelta(days=after)) for after in (0, 1, 30, 31)
    }
    assert days == {0: "asked", 1: "overdue", 30: "overdue", 31: "expired"}


def test_another_token_opens_nothing_and_many_tries_are_stopped(version, asker):
    part = ask(version, asker)
    client = Client()
    wrong = reverse("inventories:answer", args=["x" * 43])
    assert client.get(wrong).status_code == 404
    statuses = {client.get(wrong).status_code for _try in range(25)}
    assert 429 in statuses
    assert client.get(link(part)).status_code == 200


def test_a_token_of_one_request_does_not_reach_the_file_of_another(version, asker):
    mine, theirs = ask(version, asker), ask(version, asker, email="other@example.org")
    part_files.attach(part=theirs, file=SimpleUploadedFile("b.csv", b"a,b\n"), now=NOW)
    (file,) = part_files.of(fresh(theirs))
    Client().post(link(mine, "answer-file-remove", file["id"]))
    assert part_files.of(fresh(theirs)) == [file]


# Files


def test_files_are_checked_as_evidence_is(version, asker, settings):
    part, client = ask(version, asker), Client()
    settings.EVIDENCE_MAX_BYTES = 20
    for file, words in (
        (SimpleUploadedFile("a.exe", b"MZ"), "Files of this type cannot be added"),
        (SimpleUploadedFile("a.pdf", b"no pdf"), "not what its name says"),
        (SimpleUploadedFile("a.csv", b"x" * 21), "the most is"),
    ):
        refused = client.post(link(part, "answer-file"), {"file": file})
        assert (refused.status_code, words in refused.content.decode()) == (422, True)
    assert part_files.of(fresh(part)) == []


def test_a_file_goes_with_the_answer_and_becomes_evidence(version, asker):
    part = ask(version, asker, rows=["I.1.1"])
    Client().post(link(part, "answer-file"), {"file": SimpleUploadedFile("sales.csv", b"a,b\n")})
    (file,) = part_files.of(fresh(part))
    answer(part, make.line("I.1.1", 5))
    client = Client()
    client.force_login(asker)
    shown = client.get(reverse("inventories:part-file", args=[part.report.reference, part.pk, file["id"]]))
    assert b"".join(shown.streaming_content) == b"a,b\n"
    take(part, version, asker)
    evidence = version.evidence.get()
    assert (evidence.title, evidence.section, evidence.row) == (
        "sales.csv, from Water works",
        "community",
        "I.1.1",
    )
    with evidence.file.open("rb") as content:
        assert content.read() == b"a,b\n"
    assert evidence.sha256 == file["sha256"]


def test_a_file_of_a_long_name_from_somebody_of_a_long_name_is_taken_over(version, asker):
    part = ask(version, asker, rows=["I.1.1"], name="N" * 120)
    file = SimpleUploadedFile(f"{'f' * 240}.csv", b"a,b\n")
    Client().post(link(part, "answer-file"), {"file": file})
    (kept,) = part_files.of(fresh(part))
    assert (len(kept["name"]), kept["name"][-5:]) == (150, "f.csv")
    answer(part, make.line("I.1.1", 5))
    take(part, version, asker)
    title = version.evidence.get().title
    assert (len(title), title[-1]) == (200, "…")


def test_a_file_taken_away_is_deleted(version, asker, django_capture_on_commit_callbacks):
    part = ask(version, asker)
    part_files.attach(part=part, file=SimpleUploadedFile("sales.csv", b"a,b\n"), now=NOW)
    (file,) = part_files.of(fresh(part))
    with django_capture_on_commit_callbacks(execute=True):
        part_files.detach(part=part, file_id=file["id"], now=NOW)
    assert not default_storage.exists(file["path"])


# The government's side


def take(part: PartRequest, version: ReportVersion, by: User, revision: int | None = None) -> None:
    if revision is None:
        revision = make.revision(version, "community")
    part_answers.take_over(part=part, version=version, revision=revision, by=by, now=NOW)


def test_an_answer_is_compared_and_taken_over_in_one_click(version, asker):
    save_lines(version, make.line("I.1.1", 100), make.line("II.1.1", 7))
    part = ask(version, asker)
    answer(part, make.line("I.1.1", 120, source="Meters"))
    client = Client()
    client.force_login(asker)
    page = client.get(desk(part)).content.decode()
    assert "120 t CO₂e" in page
    assert "100 t CO₂e" in page
    assert "replaces what is there" in page
    revision = re.search(r'name="revision" value="(\d+)"', page)
    client.post(desk(part, "part-take"), {"revision": revision[1]})
    assert {line.row: line.co2e for line in version.lines.all()} == {"I.1.1": 120, "II.1.1": 7}
    assert version.lines.get(row="I.1.1").source == "Meters"
    assert version.sections.get(code="community").revision == 2
    event = Event.objects.get(version=version, kind=EventKind.TAKEN_OVER)
    assert (event.by, event.note) == (asker, "Water works <works@example.org>: I.1.1")
    with pytest.raises(part_requests.Closed):
        take(part, version, asker)


def test_masses_by_gas_come_through_with_what_follows_from_them(version, asker):
    part = ask(version, asker)
    answer(part, make.line("I.1.1", masses={"co2": Decimal(100), "ch4": Decimal(1)}))
    take(part, version, asker)
    assert version.lines.get().co2e == 128  # AR5: methane 28


def test_a_colleagues_save_meanwhile_is_seen_before_anything_is_taken_over(version, asker):
    part = ask(version, asker)
    answer(part, make.line("I.1.1", 120))
    save_lines(version, make.line("I.1.1", 90))
    with pytest.raises(sections.Conflict):
        take(part, version, asker, revision=0)
    assert version.lines.get().co2e == 90
    assert fresh(part).taken_at is None


def test_asking_again_opens_the_link_with_what_was_typed_and_the_remark(version, asker):
    part = ask(version, asker)
    Client().post(link(part), {"co2e-I.1.1": "5", "then": "send"})
    Client().post(link(part, "answer-send"))
    client = Client()
    client.force_login(asker)
    assert client.post(desk(part, "part-again"), {"remark": "", "again_due": "2999-01-01"}).status_code == 422
    client.post(desk(part, "part-again"), {"remark": "In tonnes?", "again_due": "2999-01-01"})
    held = fresh(part)
    assert (held.answered_at, held.answer, held.due) == (None, [], datetime.date(2999, 1, 1))
    page = Client().get(link(part)).content.decode()
    assert "Grace Turner: In tonnes?" in page
    assert 'name="co2e-I.1.1" id="id_co2e-I.1.1" value="5"' in page
    assert Mail.objects.filter(to="works@example.org", body__contains="In tonnes?").count() == 1


def test_withdrawing_asks_first_and_tells_whoever_was_asked(version, asker):
    part = ask(version, asker)
    client = Client()
    client.force_login(asker)
    assert "Withdraw this request?" in client.get(desk(part, "part-withdraw")).content.decode()
    assert fresh(part).withdrawn_at is None
    client.post(desk(part, "part-withdraw"))
    assert fresh(part).withdrawn_at is not None
    assert Mail.objects.filter(to="works@example.org", subject__contains="no longer needs").count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_of_the_database_for_any_number(
    version, asker, count, django_assert_num_queries: DjangoAssertNumQueries
):
    for number in range(count):
        ask(version, asker, name=f"Works {number}")
    client = Client()
    client.force_login(asker)
    address = reverse("inventories:parts", args=[version.report.reference])
    with django_assert_num_queries(8):
        page = client.get(address).content.decode()
    assert page.count("works@example.org") == count


def test_task_list_and_section_say_who_owes_what_and_mark_what_is_late(version, asker):
    part = ask(version, asker, due=NOW.date())
    PartRequest.objects.filter(pk=part.pk).update(due=datetime.date(2020, 1, 1))
    client = Client()
    client.force_login(asker)
    for name in ("report-tasks", "section-community"):
        page = client.get(reverse(f"inventories:{name}", args=[version.report.reference])).content.decode()
        assert "Asked of others" in page
        assert "Water works" in page
        assert "due on Jan. 1, 2020" in page
    operations = client.get(reverse("inventories:section-operations", args=[version.report.reference]))
    assert "Water works" not in operations.content.decode()


# Reminders


def remind_on(day: datetime.date) -> int:
    return part_requests.remind(now=datetime.datetime.combine(day, datetime.time(9), datetime.UTC))


def test_reminders_go_out_three_days_before_and_once_after(version, asker):
    part = ask(version, asker)
    sent = {}
    for after in range(-4, 6):
        day = DUE + datetime.timedelta(days=after)
        sent[after] = remind_on(day) + remind_on(day)
    assert sent == {-4: 0, -3: 1, -2: 0, -1: 0, 0: 0, 1: 1, 2: 0, 3: 0, 4: 0, 5: 0}
    letters = Mail.objects.filter(to="works@example.org").order_by("pk")
    assert [letter.subject.split(":")[0] for letter in letters][1:] == ["Reminder", "Overdue"]
    assert all(link(part) in letter.body for letter in letters)


@pytest.mark.parametrize("end", ["answered", "withdrawn", "submitted", "just asked"])
def test_nobody_is_reminded_of_what_is_not_owed(version, asker, end):
    part = ask(version, asker, rows=["I.1.1"])
    if end == "answered":
        answer(part, make.line("I.1.1", 5))
    elif end == "withdrawn":
        part_requests.withdraw(part=part, by=asker, now=NOW)
    elif end == "submitted":
        PartRequest.objects.update(report=make.submitted(version.government, 2022).report)
    else:
        PartRequest.objects.update(asked_at=datetime.datetime(2026, 12, 8, 9, tzinfo=datetime.UTC))
    assert remind_on(datetime.date(2026, 12, 8)) == 0


def test_a_report_that_is_discarded_takes_the_files_along(version, asker, django_capture_on_commit_callbacks):
    part = ask(version, asker)
    part_files.attach(part=part, file=SimpleUploadedFile("sales.csv", b"a,b\n"), now=NOW)
    (file,) = part_files.of(fresh(part))
    assert default_storage.exists(file["path"])
    with django_capture_on_commit_callbacks(execute=True):
        reports.discard(version=version, by=asker)
    assert not default_storage.exists(file["path"])
    assert not PartRequest.objects.exists()
