"""A verdict by hand, heard by its signatory: reply, appeal, a second reviewer, and what everyone sees."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.person import Person

pytestmark = pytest.mark.browser

TARGET = "zhenjiangcit-1"
VERDICT = f"desk/targets/{TARGET}/verdict/"


def test_zhenjiang_hears_a_verdict_before_everyone_else(person: Callable[..., Person]) -> None:
    first = person("reviewer@climate-leaders.example")
    certifier = person("certifier@zhenjiang.example")
    reader = person()

    first.visit(VERDICT)
    opened(first, "Make a decision")
    first.page.get_by_role("radio", name="Met").check()
    first.page.get_by_label("Reason").fill("The province reported the peak of 2018.")
    first.press("Decide")
    expect(first.page.get_by_role("status")).to_contain_text("The decision is made.")

    wait_for_verdict(certifier, "The province reported the peak of 2018.")
    certifier.sees("decided by hand")
    certifier.sees("Everyone sees this verdict from")
    certifier.page.get_by_label("Your reply").fill("Our own inventory says the same.")
    certifier.press("Reply")
    opened(certifier, "Appeal against the verdict")
    certifier.page.get_by_label("Why the verdict is wrong").fill("The peak was in 2017.")
    certifier.press("Appeal")
    certifier.sees("Under appeal")

    reader.visit(f"targets/{TARGET}/")
    expect(reader.page.get_by_text("decided by hand")).to_have_count(0)
    expect(reader.page.get_by_text("Our own inventory says the same.")).to_have_count(0)

    first.visit("desk/networks/climate-leaders/")
    first.follow(f"Zhenjiang appeals: {TARGET}")
    first.sees("You decided the first time; another reviewer decides the appeal.")
    expect(first.page.get_by_role("button", name="Decide the appeal")).to_have_count(0)

    second = person("second-reviewer@climate-leaders.example", language="zh-hans")
    second.visit(VERDICT)
    second.page.get_by_role("radio", name="维持原判定").check()
    second.page.get_by_label("对签署方的答复").fill("经核实，峰值年为2018年。")
    second.press("裁定申诉")

    certifier.visit(VERDICT)
    certifier.sees("The verdict stands")
    opened(certifier, "Publish the verdict now")
    certifier.press("Publish now")
    expect(certifier.page.get_by_role("status")).to_contain_text("Everyone sees this verdict from now on.")
    reader.visit(f"targets/{TARGET}/")
    for words in (
        "decided by hand",
        "The province reported the peak of 2018.",
        "Our own inventory says the same.",
        "The peak was in 2017.",
        "经核实，峰值年为2018年。",
    ):
        reader.sees(words)


def opened(person: Person, summary: str) -> None:
    person.page.get_by_role("main").get_by_text(summary, exact=True).click()


def wait_for_verdict(person: Person, words: str) -> None:
    """Reload as a person would until the worker has judged."""
    for _ in range(50):
        person.visit(VERDICT)
        if words in person.page.get_by_role("main").inner_text():
            return
        person.page.wait_for_timeout(100)
    raise AssertionError(f"{TARGET} does not say {words!r}")
