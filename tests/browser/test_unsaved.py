"""What is typed survives a lost connection, a session that ends, a click too many; the keyboard suffices."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Request, expect

from tests.browser.person import Person

pytestmark = pytest.mark.browser

CERTIFIER = "certifier@saint-paul.example"
KEPT = "Not saved yet, but kept"
OFFLINE = "Not connected: your entries are kept in this browser"


@pytest.fixture
def someone(person: Callable[..., Person]) -> Iterator[Person]:
    """A certifier with a draft of her own, which is discarded afterwards."""
    certifier = person(CERTIFIER)
    certifier.visit("desk/governments/saint-paul/reports/new/")
    certifier.fill("Year", "2011")
    certifier.page.get_by_label("Global Protocol for Community-Scale").check()
    certifier.press("Start the report")
    certifier.reference = certifier.page.url.rstrip("/").rsplit("/", 1)[-1]  # type: ignore[attr-defined]
    open_rows(certifier)
    yield certifier
    certifier.page.context.set_offline(False)
    certifier.page.goto("about:blank")
    certifier.visit(f"desk/reports/{certifier.reference}/discard/")  # type: ignore[attr-defined]
    certifier.press("Discard the draft")


def open_rows(person: Person) -> None:
    person.visit(f"desk/reports/{person.reference}/community/")  # type: ignore[attr-defined]


def says(person: Person, words: str) -> None:
    expect(person.page.locator("[data-kept]")).to_contain_text(words)


def test_what_was_typed_without_a_connection_is_there_after_a_reload(someone: Person) -> None:
    page = someone.page
    page.context.set_offline(True)
    page.locator("input[name='co2e-I.1.1']").fill("1234")
    says(someone, OFFLINE)
    someone.press("Save")
    says(someone, OFFLINE)
    assert "/community/" in page.url
    expect(page.locator("input[name='co2e-I.1.1']")).to_have_value("1234")

    page.context.set_offline(False)
    page.reload()
    expect(page.locator("#restored")).to_contain_text("they are filled in below")
    expect(page.locator("input[name='co2e-I.1.1']")).to_have_value("1,234")
    someone.press("Save")
    expect(page.get_by_text("Saved: Community inventory.")).to_be_visible()
    expect(page.locator("#restored")).to_have_count(0)
    assert page.evaluate("Object.keys(localStorage).length") == 0


def test_when_the_connection_is_back_the_entries_are_sent(someone: Person) -> None:
    page = someone.page
    page.context.set_offline(True)
    page.locator("input[name='co2e-I.1.1']").fill("77")
    says(someone, OFFLINE)
    page.context.set_offline(False)
    says(someone, KEPT)
    assert page.evaluate("Object.keys(localStorage).length") == 0


def test_a_tab_that_is_closed_at_once_loses_nothing(someone: Person) -> None:
    someone.page.locator("input[name='co2e-I.1.2']").fill("55")
    someone.page.goto("about:blank")
    open_rows(someone)
    expect(someone.page.locator("input[name='co2e-I.1.2']")).to_have_value("55")


def test_a_session_that_ended_costs_a_sign_in_and_nothing_else(someone: Person) -> None:
    page = someone.page
    page.context.clear_cookies(name="sessionid")
    page.locator("input[name='co2e-I.1.1']").fill("4321")
    someone.press("Save")
    expect(page.get_by_text("What you typed is kept: sign in")).to_be_visible()
    page.locator("input[name=login]").fill(CERTIFIER)
    page.locator("input[name=password]").fill("milepost-demonstration")
    page.locator("main form button[type=submit]").first.click()
    expect(page).to_have_url(re.compile(r"/community/$"))
    expect(page.locator("input[name='co2e-I.1.1']")).to_have_value("4,321")
    someone.press("Save")
    expect(page.get_by_text("Saved: Community inventory.")).to_be_visible()


def test_a_double_click_saves_once(someone: Person) -> None:
    page = someone.page
    sent: list[Request] = []
    page.on("request", lambda request: sent.append(request) if request.is_navigation_request() else None)
    page.locator("input[name='co2e-I.1.1']").fill("9")
    page.get_by_role("button", name="Save", exact=True).dblclick()
    expect(page.get_by_text("Saved: Community inventory.")).to_be_visible()
    assert [request.method for request in sent].count("POST") == 1


def test_signing_out_leaves_nothing_in_the_browser(someone: Person) -> None:
    page = someone.page
    page.context.set_offline(True)
    page.locator("input[name='co2e-I.1.1']").fill("31")
    says(someone, OFFLINE)
    assert page.evaluate("Object.keys(localStorage).length") == 1
    page.context.set_offline(False)
    page.route("**/unsaved/", lambda route: route.abort())
    someone.press("Sign out")
    expect(page.locator("a[href*='/accounts/login/']").first).to_be_visible()
    assert page.evaluate("Object.keys(localStorage).length") == 0
    someone.sign_in(CERTIFIER)


def test_a_sector_is_entered_by_the_keyboard_alone(someone: Person) -> None:
    page = someone.page
    rows = page.locator("#sector-I .line[id^='row-']:not(.line--beside)")
    count = rows.count()
    assert count > 5
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("input[name='co2e-I.1.1']")).to_be_focused()
    for number in range(count):
        page.keyboard.type(str(100 + number) if number else "ne")
        page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("#sector-II input[data-column]").first).to_be_focused()
    expect(page.locator("#sector-I > summary")).to_contain_text(f"{count} of {count} filled")
    page.keyboard.press("Alt+PageUp")
    expect(page.locator("input[name='co2e-I.1.1']")).to_be_focused()
    page.keyboard.press("Control+s")
    expect(page.get_by_text("Saved: Community inventory.")).to_be_visible()
    expect(page.locator("select[name='notation_key-I.1.1']")).to_have_value("NE")
    expect(page.locator("input[name='co2e-I.1.2']")).to_have_value("101")


def test_on_a_phone_sectors_fold_and_stay_as_they_were_left(someone: Person) -> None:
    page = someone.page
    page.set_viewport_size({"width": 320, "height": 640})
    page.evaluate("sessionStorage.clear()")
    page.reload()
    expect(page.locator("#sector-I")).to_have_attribute("open", "")
    expect(page.locator("#sector-III")).not_to_have_attribute("open", "")
    page.locator("#sector-III > summary").click()
    page.reload()
    expect(page.locator("#sector-III")).to_have_attribute("open", "")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
