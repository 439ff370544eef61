"""A question is answered and confirmed, and the verdict follows without anyone touching the server."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.person import Person

pytestmark = pytest.mark.browser

PROMISED_SECONDS = 5


def test_saint_paul_names_its_base_year_and_the_target_is_met(person: Callable[..., Person]) -> None:
    reader = person()
    reader.visit("targets/saintpaul-1/")
    reader.sees("Undetermined")
    reader.sees("base year")

    certifier = person("certifier@saint-paul.example")
    certifier.visit("desk/governments/saint-paul/")
    certifier.follow("Which is the base year?")
    certifier.fill("Base year", "2005")
    certifier.page.get_by_role("button", name=re.compile("Send|Answer")).first.click()

    reviewer = person("reviewer@climate-leaders.example")
    reviewer.visit("desk/networks/climate-leaders/")
    reviewer.page.get_by_role("main").locator("a[href*='/desk/proposals/']").first.click()
    reviewer.sees("2005")
    reviewer.press("Confirm")
    confirmed = time.monotonic()

    while "Met" not in verdict(certifier):
        assert time.monotonic() - confirmed < PROMISED_SECONDS
    reader.visit("targets/saintpaul-1/")
    reader.sees("Undetermined")
    certifier.page.get_by_text("Publish the verdict now").click()
    certifier.press("Publish now")

    reader.visit("targets/saintpaul-1/")
    reader.sees("Met")
    reader.sees("26.3")
    expect(reader.page.get_by_text("public figure").first).to_be_visible()
    certifier.visit("desk/governments/saint-paul/")
    expect(certifier.page.get_by_role("link", name="Which is the base year?")).to_have_count(0)


def verdict(certifier: Person) -> str:
    """The verdict as its signatory sees it first."""
    certifier.visit("desk/targets/saintpaul-1/verdict/")
    return certifier.page.get_by_role("main").locator(".verdict").first.inner_text()
