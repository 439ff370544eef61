"""Every kind of page, in both languages: axe finds nothing, a phone holds it, and no script is needed."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.browser.person import Person

pytestmark = pytest.mark.browser

PUBLIC = (
    "",
    "?verdict=on_track",
    "?q=nowhere",
    "governments/california/",
    "governments/qingdao/",
    "governments/beijing/",
    "targets/california-3/",
    "targets/newyork-1/",
    "targets/newyork-1/?on=2020-01-01",
    "targets/beijingcity-1/",
    "targets/saltlakecity-2/",
    "method/",
    "method/checks/",
    "no-such-page/",
    "accounts/login/",
    "accounts/password/reset/",
    "accounts/signup/",
)
CERTIFIER = (
    "desk/governments/knoxville/",
    "desk/governments/knoxville/members/",
    "desk/governments/knoxville/members/invite/",
    "desk/governments/knoxville/reports/new/",
    "desk/governments/knoxville/reports/upload/",
    "desk/governments/knoxville/targets/new/",
    "desk/targets/knoxville-1/verdict/",
    "desk/networks/climate-leaders/",
    "account/",
    "accounts/password/change/",
    "accounts/2fa/",
)
SECRETARIAT = (
    "desk/networks/climate-leaders/",
    "desk/networks/climate-leaders/members/",
    "desk/targets/newyork-1/verdict/",
    "admin/",
)
SECTIONS = (
    "",
    "about/",
    "community/",
    "community/upload/",
    "operations/",
    "indicators/",
    "evidence/",
    "checks/",
    "submit/",
)
LANGUAGES = ("en", "zh-hans")
PHONE = 360


def faults(person: Person, paths: tuple[str, ...]) -> list[str]:
    """What axe finds on each page, and pages that are wider than the window."""
    found = []
    for path in paths:
        person.visit(path)
        for violation in Axe().run(person.page).response["violations"]:
            nodes = [node["target"] for node in violation["nodes"][:3]]
            found.append(f"{person.language}/{path}: {violation['id']} {nodes}")
        wide = person.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if wide > 0:
            found.append(f"{person.language}/{path}: {wide} px too wide")
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [1280, PHONE])
def test_public_pages_are_accessible_and_fit(
    person: Callable[..., Person], language: str, width: int
) -> None:
    assert faults(person(language=language, width=width), PUBLIC) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [1280, PHONE])
def test_pages_of_the_staff_are_accessible_and_fit(
    person: Callable[..., Person], language: str, width: int
) -> None:
    certifier = person("certifier@knoxville.example", language=language, width=width)
    reference = draft_of(certifier)
    assert faults(certifier, (*CERTIFIER, *(f"desk/reports/{reference}/{each}" for each in SECTIONS))) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_the_secretariat_are_accessible_and_fit(
    person: Callable[..., Person], language: str
) -> None:
    reviewer = person("reviewer@climate-leaders.example", language=language)
    assert faults(reviewer, SECRETARIAT) == []


def draft_of(certifier: Person) -> str:
    """The reference of a GPC draft of Knoxville, begun if there is none."""
    certifier.visit("desk/governments/knoxville/")
    links = certifier.page.get_by_role("main").locator("a[href*='/desk/reports/MP-']")
    if not links.count():
        certifier.visit("desk/governments/knoxville/reports/new/")
        certifier.page.locator("main form button[type=submit]").last.click()
        certifier.page.wait_for_url(re.compile(r"/desk/reports/MP-"))
        certifier.visit("desk/governments/knoxville/")
    match = re.search(r"MP-\d{4}-\w+", links.first.get_attribute("href") or "")
    assert match
    return match[0]


def test_the_network_page_works_without_script(site: str, browser: Browser) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False)
    reader = Person(context.new_page())
    reader.visit("")
    reader.page.get_by_role("main").locator("input[name=q]").fill("Knox")
    reader.page.get_by_role("main").locator("form button[type=submit]").first.click()
    expect(reader.page).to_have_url(re.compile("q=Knox"))
    expect(reader.page.get_by_role("table").get_by_role("link", name="Knoxville")).to_be_visible()
    expect(reader.page.get_by_role("table").get_by_role("link", name="Boston")).to_have_count(0)
    context.close()


def test_the_language_switch_stays_on_the_page(person: Callable[..., Person]) -> None:
    reader = person()
    reader.visit("governments/zhenjiang/")
    reader.page.get_by_role("link", name="简体中文").click()
    expect(reader.page).to_have_url(re.compile(r"/zh-hans/governments/zhenjiang/$"))
    expect(reader.page.get_by_role("heading", level=1)).to_contain_text("镇江市")


def test_a_bad_file_changes_nothing_and_names_the_place(person: Callable[..., Person]) -> None:
    certifier = person("certifier@knoxville.example")
    reference = draft_of(certifier)
    certifier.visit(f"desk/reports/{reference}/upload/")
    bad = "row,co2e\nI.1.1,12\nI.1.9,5\nI.2.1,a lot\n"
    certifier.page.locator("main input[type=file]").set_input_files(
        {"name": "rows.csv", "mimeType": "text/csv", "buffer": bad.encode()}
    )
    certifier.page.locator("main form button[type=submit]").last.click()
    certifier.sees("I.1.9")
    certifier.sees("a lot")
    certifier.visit(f"desk/reports/{reference}/community/")
    expect(certifier.page.locator("input[name='co2e-I.1.1']")).to_have_value("")
