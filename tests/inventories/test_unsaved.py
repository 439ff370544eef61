"""What is typed and not saved: kept for its author alone, filled in again, dropped with a word."""

from __future__ import annotations

import datetime
import html
import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from accounts.models import User
from inventories import history, reports, sections, unsaved
from inventories.enums import SectionCode, SectionStatus
from inventories.models import ReportVersion, Unsaved
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def version() -> ReportVersion:
    return make.draft(make.government(name="Ithaca"), framework="gpc")


@pytest.fixture
def author(version: ReportVersion) -> User:
    return make.contributor(version.government)


@pytest.fixture
def client(author: User) -> Client:
    return signed_in(author)


def signed_in(who: User, **options: bool) -> Client:
    client = Client(**options)
    client.force_login(who)
    return client


def address(version: ReportVersion, section: str = "community", name: str = "section") -> str:
    if name == "section":
        return reverse(f"inventories:section-{section}", args=[version.report.reference])
    return reverse(f"inventories:{name}", args=[version.report.reference, section])


def page_of(client: Client, version: ReportVersion, section: str = "community") -> str:
    return client.get(address(version, section)).content.decode()


def hidden_fields(page: str) -> dict[str, str]:
    form = page[page.index("data-entry") :]
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form)
    return {name: html.unescape(value) for name, value in found}


def value_in(page: str, name: str) -> str:
    (value,) = re.findall(rf'name="{re.escape(name)}"[^>]* value="([^"]*)"', page)
    return value


def save(version: ReportVersion, *lines: object, by: User, revision: int) -> None:
    sections.save_lines(
        version=version,
        code=SectionCode.COMMUNITY,
        revision=revision,
        lines=list(lines),
        complete=False,
        by=by,
        now=NOW,
    )


def send(client: Client, version: ReportVersion, opened: dict[str, str], **typed: str) -> None:
    answer = client.post(address(version, name="section-unsaved"), {**opened, **typed})
    assert answer.status_code == 200


# Kept, and filled in again


def test_what_a_script_sends_is_filled_in_when_the_section_is_opened_again(client, version, author):
    opened = hidden_fields(page_of(client, version))
    send(
        client,
        version,
        opened,
        **{"co2e-I.1.1": "12.5", "explanation-I.1.1": "From bills", "complete": "yes"},
    )
    kept = Unsaved.objects.get()
    assert (kept.user, kept.section, kept.revision) == (author, "community", 0)
    assert kept.typed["co2e-I.1.1"] == "12.5"
    assert [name for name in kept.typed if name.startswith("co2e-")] == ["co2e-I.1.1"]

    page = page_of(client, version)
    assert "that were not saved: they are filled in below" in page
    assert value_in(page, "co2e-I.1.1") == "12.5"
    assert "From bills" in page
    assert 'id="complete" checked' in page
    assert page.count("line--restored") == 1
    assert not version.lines.exists()


def test_saving_them_forgets_them(client, version):
    opened = hidden_fields(page_of(client, version))
    send(client, version, opened, **{"co2e-I.1.1": "12.5"})
    client.post(address(version), {**opened, "co2e-I.1.1": "12.5"})
    assert version.lines.get().co2e == make.line("I.1.1", "12.5").co2e
    assert not Unsaved.objects.exists()
    assert "not saved: they are filled in" not in page_of(client, version)


def test_they_are_dropped_by_a_click_and_what_is_saved_stands_there(client, version, author):
    save(version, make.line("I.1.1", 7), by=author, revision=0)
    send(client, version, hidden_fields(page_of(client, version)), **{"co2e-I.1.1": "8"})
    assert value_in(page_of(client, version), "co2e-I.1.1") == "8"
    client.post(address(version, name="section-unsaved-discard"))
    assert not Unsaved.objects.exists()
    assert value_in(page_of(client, version), "co2e-I.1.1") == "7"


def test_nobody_else_sees_them(client, version):
    send(client, version, hidden_fields(page_of(client, version)), **{"co2e-I.1.1": "98.75"})
    assert "98.75" in page_of(client, version)
    colleague = signed_in(make.certifier(version.government))
    page = page_of(colleague, version)
    assert value_in(page, "co2e-I.1.1") == ""
    assert "98.75" not in page
    colleague.post(address(version, name="section-unsaved-discard"))
    assert Unsaved.objects.count() == 1


def test_only_what_differs_from_what_is_saved_is_kept(client, version, author):
    save(version, make.line("I.1.1", 7), by=author, revision=0)
    opened = hidden_fields(page_of(client, version))
    send(client, version, opened, **{"co2e-I.1.1": "7.0", "co2e-I.1.2": "9"})
    assert {name for name in Unsaved.objects.get().typed if "-I." in name} == {"co2e-I.1.2", "was-I.1.2"}
    send(client, version, opened, **{"co2e-I.1.2": ""})
    assert not Unsaved.objects.exists()


def test_a_second_window_adds_to_what_the_first_kept(client, version):
    first, second = (hidden_fields(page_of(client, version)) for _window in range(2))
    send(client, version, first, **{"co2e-I.1.1": "11"})
    send(client, version, second, **{"co2e-I.1.2": "12"})
    page = page_of(client, version)
    assert [value_in(page, f"co2e-{row}") for row in ("I.1.1", "I.1.2")] == ["11", "12"]


def test_a_number_typed_in_another_unit_comes_back_as_the_same_mass(client, version):
    page = client.get(address(version), {"unit": "kt"}).content.decode()
    opened = hidden_fields(page)
    assert opened["unit"] == "kt"
    send(client, version, opened, **{"co2e-I.1.1": "1.5"})
    assert value_in(page_of(client, version), "co2e-I.1.1") == "1,500"


def test_what_could_not_be_saved_is_there_again_without_any_script(client, version):
    answer = client.post(address(version), {"revision": "0", "co2e-I.1.1": "many", "co2e-I.1.2": "5"})
    assert answer.status_code == 422
    page = page_of(client, version)
    assert value_in(page, "co2e-I.1.1") == "many"
    assert value_in(page, "co2e-I.1.2") == "5"


def test_other_sections_keep_theirs(client, version):
    opened = hidden_fields(page_of(client, version, "about"))
    answer = client.post(address(version, "about", "section-unsaved"), {**opened, "boundary": "The old town"})
    assert answer.status_code == 200
    page = page_of(client, version, "about")
    assert 'value="The old town"' in page
    assert "field--restored" in page
    assert "The old town" not in page_of(client, version)


def test_entries_typed_before_a_colleagues_save_meet_it_in_the_comparison(client, version, author):
    save(version, make.line("I.1.1", 10), make.line("I.1.2", 20), by=author, revision=0)
    send(client, version, hidden_fields(page_of(client, version)), **{"co2e-I.1.1": "11"})
    colleague = make.contributor(version.government)
    save(version, make.line("I.1.1", 12), make.line("I.1.2", 22), by=colleague, revision=1)

    opened = hidden_fields(page_of(client, version))
    assert opened["revision"] == "1"
    answer = client.post(address(version), {**opened, "co2e-I.1.1": "11", "co2e-I.1.2": "22"})
    assert answer.status_code == 409
    found = {each.part.key: (each.choice, each.both) for each in answer.context["differences"]}
    assert found == {"I.1.1": ("mine", True)}
    assert Unsaved.objects.get().typed["co2e-I.1.1"] == "11"


def test_a_section_without_a_form_and_a_draft_that_ended_take_nothing(client, version, author):
    assert client.post(address(version, "evidence", "section-unsaved"), {}).status_code == 404
    ready = make.ready(version.government, 2021)
    reports.submit(version=ready, by=make.certifier(version.government), now=NOW)
    answer = client.post(address(ready, name="section-unsaved"), {"revision": "1", "co2e-T.1": "5"})
    assert answer.status_code == 409
    assert not Unsaved.objects.exists()


# When they end


def test_they_end_with_the_draft(version, author):
    for place, end in ((2021, "submit"), (2022, "discard")):
        draft = make.ready(version.government, place)
        keep(draft, author)
        assert Unsaved.objects.filter(report=draft.report).exists()
        if end == "submit":
            reports.submit(version=draft, by=make.certifier(version.government), now=NOW)
        else:
            reports.discard(version=draft, by=author)
        assert not Unsaved.objects.filter(report=draft.report_id).exists()


def keep(version: ReportVersion, by: User, now: datetime.datetime = NOW) -> Unsaved | None:
    return unsaved.keep(
        version=version, section="community", revision=0, typed={"co2e-T.1": "5"}, by=by, now=now
    )


def test_after_thirty_days_they_are_forgotten(version, author):
    keep(version, author, NOW - datetime.timedelta(days=30))
    assert unsaved.drop_old(NOW) == 0
    assert unsaved.drop_old(NOW + datetime.timedelta(seconds=1)) == 1
    assert not Unsaved.objects.exists()


def test_more_than_a_form_can_hold_is_refused(version, author):
    with pytest.raises(unsaved.TooMuch):
        unsaved.keep(
            version=version,
            section="community",
            revision=0,
            typed={"explanation-T.1": "x" * unsaved.MOST_CHARACTERS},
            by=author,
            now=NOW,
        )


def test_a_submitted_version_keeps_nothing(version, author):
    done = make.submitted(version.government, 2023)
    with pytest.raises(history.WrongState):
        keep(done, author)


# The same click twice


def test_the_same_content_sent_twice_is_one_save_and_no_conflict(client, version):
    opened = hidden_fields(page_of(client, version))
    typed = {
        **opened,
        "co2e-I.1.1": "5,000",
        "co2e-I.1.2": "ne",
        "explanation-I.1.2": "Soon.",
        "then": "stay",
    }
    answers = [client.post(address(version), typed) for _click in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert version.sections.get(code="community").revision == 1
    assert version.lines.count() == 2


def test_the_same_content_sent_twice_in_the_other_sections(client, version):
    about = {
        **hidden_fields(page_of(client, version, "about")),
        "boundary": "The old town",
        "gases": "kyoto_7",
    }
    about |= {"gwp_set": "AR5", "electricity": "location", "publication": "full", "level": "basic"}
    about |= {"assurance": "none"}
    for section, typed in {
        "about": about,
        "indicators": {"revision": "0", "value-population": "31,000"},
    }.items():
        answers = [client.post(address(version, section), typed) for _click in range(2)]
        assert [answer.status_code for answer in answers] == [302, 302], section
        assert version.sections.get(code=section).revision == 1


def test_the_second_click_may_say_that_the_section_is_complete(client, version):
    opened = {**hidden_fields(page_of(client, version)), "co2e-I.1.1": "5"}
    client.post(address(version), opened)
    assert client.post(address(version), {**opened, "complete": "yes"}).status_code == 302
    section = version.sections.get(code="community")
    assert (section.status, section.revision) == (SectionStatus.COMPLETE, 2)


def test_other_content_under_an_old_revision_is_still_a_conflict(client, version):
    opened = hidden_fields(page_of(client, version))
    client.post(address(version), {**opened, "co2e-I.1.1": "5"})
    assert client.post(address(version), {**opened, "co2e-I.1.1": "6"}).status_code == 409
    assert version.lines.get().co2e == 5


def test_a_conflict_keeps_the_new_fields_of_a_line_too(client, version, author):
    opened = hidden_fields(page_of(client, version))
    save(version, make.line("I.1.1", 5, method="Tier 1"), by=make.contributor(version.government), revision=0)
    mine = {"co2e-I.1.1": "5", "method-I.1.1": "Tier 2", "factor_source-I.1.1": "IPCC 2006"}
    answer = client.post(address(version), {**opened, **mine})
    assert answer.status_code == 409
    carried = hidden_fields(answer.content.decode())
    assert (carried["method-I.1.1"], carried["factor_source-I.1.1"]) == ("Tier 2", "IPCC 2006")
    client.post(address(version), {**carried, "choose-I.1.1": "mine", "resolve": "chosen"})
    line = version.lines.get()
    assert (line.method, line.factor_source) == ("Tier 2", "IPCC 2006")


def test_the_page_is_asked_for_anew_when_one_comes_back_to_it(client, version):
    answer = client.get(address(version))
    assert "no-store" in answer["Cache-Control"]
    assert 'autocomplete="off" data-entry' in answer.content.decode()


# A session that ended


def test_what_is_posted_after_the_session_ended_is_there_after_signing_in(client, version, author):
    opened = hidden_fields(page_of(client, version))
    client.cookies.pop(settings.SESSION_COOKIE_NAME)
    answer = client.post(
        address(version), {**opened, "co2e-I.1.1": "12.5", "complete": "yes", "then": "stay"}
    )
    assert answer.url == f"{reverse('account_login')}?next={address(version)}"
    login = client.get(answer.url).content.decode()
    assert "What you typed is kept: sign in" in login

    client.force_login(author)
    page = page_of(client, version)
    assert value_in(page, "co2e-I.1.1") == "12.5"
    assert "that were not saved: they are filled in below" in page
    assert not version.lines.exists()


def test_whoever_else_signs_in_is_given_nothing(client, version, author):
    opened = hidden_fields(page_of(client, version))
    client.cookies.pop(settings.SESSION_COOKIE_NAME)
    client.post(address(version), {**opened, "co2e-I.1.1": "12.5"})
    assert client.session["carried"]
    client.force_login(make.certifier(version.government))
    assert client.session["carried"] == []
    assert value_in(page_of(client, version), "co2e-I.1.1") == ""
    assert not Unsaved.objects.exists()


@pytest.mark.parametrize(
    "whose",
    ["", "1/MP-2020-AAAAA/community:forged", "other section"],
    ids=["without a mark", "with a forged mark", "with the mark of another section"],
)
def test_nobody_plants_entries(client, version, whose):
    if whose == "other section":
        whose = hidden_fields(page_of(client, version, "about"))["whose"]
    client.cookies.clear()
    client.post(address(version), {"whose": whose, "revision": "0", "co2e-I.1.1": "12.5"})
    assert "carried" not in client.session


def test_no_more_is_carried_than_three_sections_and_none_too_large(client, version):
    marks = {
        code: hidden_fields(page_of(client, version, code))["whose"]
        for code in ("about", "community", "operations", "indicators")
    }
    client.cookies.clear()
    for code, mark in marks.items():
        client.post(address(version, code), {"whose": mark, "revision": "0"})
    assert [each["place"][1] for each in client.session["carried"]] == [
        "community",
        "operations",
        "indicators",
    ]
    large = {"whose": marks["about"], "boundary": "x" * 400_001}
    client.post(address(version, "about"), large)
    assert len(client.session["carried"]) == 3
    assert "about" not in [each["place"][1] for each in client.session["carried"]]


def test_someone_removed_meanwhile_finds_no_report_to_fill_in(client, version, author):
    opened = hidden_fields(page_of(client, version))
    client.cookies.pop(settings.SESSION_COOKIE_NAME)
    client.post(address(version), {**opened, "co2e-I.1.1": "12.5"})
    author.memberships.update(ended_at=NOW)
    client.force_login(User.objects.get(pk=author.pk))
    assert client.get(address(version)).status_code == 404
    assert not Unsaved.objects.exists()


def test_a_form_whose_token_has_changed_is_kept_and_says_what_to_do(version, author):
    client = signed_in(author, enforce_csrf_checks=True)
    opened = hidden_fields(page_of(client, version))
    token = {"csrfmiddlewaretoken": "x" * 64}
    answer = client.post(address(version), {**opened, **token, "co2e-I.1.1": "12.5"})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "What you typed is not saved yet, but it is kept." in page
    assert f'href="{address(version)}"' in page
    assert value_in(page_of(client, version), "co2e-I.1.1") == "12.5"


def test_a_form_of_another_page_says_what_was_lost(version, author):
    client = signed_in(author, enforce_csrf_checks=True)
    answer = client.post(reverse("inventories:report-discard", args=[version.report.reference]))
    assert answer.status_code == 403
    assert "What you had just sent was not saved" in answer.content.decode()
