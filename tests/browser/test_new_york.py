"""New York's own figures, entered, signed, reviewed and judged as its staff and the secretariat would."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.person import Person

pytestmark = pytest.mark.browser

SOURCE = Path(__file__).resolve().parents[2] / "inventories/reference/new_york_by_sector.csv"
ROW_OF = {"Stationary Energy": "T.I", "Transportation": "T.II", "Waste": "T.III"}
BOUNDARY = "The five boroughs"


def sectors() -> dict[int, dict[str, str]]:
    """Year -> row -> tonnes of CO2e, as printed."""
    years: dict[int, dict[str, str]] = defaultdict(dict)
    with SOURCE.open(encoding="utf-8") as file:
        for line in csv.DictReader(file):
            years[int(line["year"])][ROW_OF[line["gpc_sector"]]] = line["tonnes_co2e"]
    return years


def state_the_basis(person: Person) -> None:
    person.fill("Boundary", BOUNDARY)
    person.page.get_by_label("Gases counted").select_option("co2_ch4_n2o")
    person.page.get_by_label("Global warming potentials").select_option("AR5")
    person.page.get_by_label("Electricity from the grid").select_option("location")


def go_on(person: Person, name: str) -> None:
    """Press a button of a section, which leads to the next one, and wait for that."""
    with person.page.expect_navigation():
        person.press(name)


def enter_by_form(person: Person, year: int, rows: dict[str, str]) -> str:
    """Fill in a whole report by hand; gives its reference."""
    person.visit("desk/governments/new-york/reports/new/")
    person.fill("Year", str(year))
    person.page.get_by_label("Totals only").check()
    person.press("Start the report")
    reference = person.page.url.rstrip("/").rsplit("/", 1)[-1]
    person.visit(f"desk/reports/{reference}/about/")
    state_the_basis(person)
    person.page.get_by_label("This section is complete").check()
    go_on(person, "Save and continue")
    person.visit(f"desk/reports/{reference}/community/")
    for row, tonnes in rows.items():
        person.page.locator(f"input[name='co2e-{row}']").fill(tonnes)
    person.page.get_by_label("This section is complete").check()
    go_on(person, "Save and continue")
    for section in ("operations", "indicators", "evidence"):
        person.visit(f"desk/reports/{reference}/{section}/")
        go_on(person, "This does not apply to us")
    return reference


def upload_the_rest(person: Person, years: dict[int, dict[str, str]]) -> list[str]:
    """Upload a CSV file of several years; gives the references of the drafts, oldest first."""
    lines = ["year,row,co2e", *(f"{y},{row},{t}" for y, rows in years.items() for row, t in rows.items())]
    person.visit("desk/governments/new-york/reports/upload/")
    person.page.get_by_role("group", name="Framework").get_by_label("Totals only").check()
    person.page.get_by_label("File", exact=True).set_input_files(
        {"name": "history.csv", "mimeType": "text/csv", "buffer": "\n".join(lines).encode()}
    )
    person.page.get_by_text("What all these years have in common").click()
    state_the_basis(person)
    person.press("Read the file")
    person.sees("Nothing is written yet.")
    person.press("Take it over")
    person.sees("The file is taken over.")
    links = person.page.get_by_role("main").locator("a[href*='/desk/reports/MP-']")
    expect(links.first).to_be_visible()
    found = [re.search(r"MP-\d{4}-\w+", link.get_attribute("href") or "") for link in links.all()]
    return sorted({match[0] for match in found if match})


def sign(person: Person, reference: str) -> None:
    for section in ("operations", "indicators", "evidence"):
        person.visit(f"desk/reports/{reference}/{section}/")
        if person.page.get_by_role("button", name="This does not apply to us").count():
            go_on(person, "This does not apply to us")
    person.visit(f"desk/reports/{reference}/checks/")
    answers = person.page.locator("textarea[name^='answer-']")
    for answer in answers.all():
        answer.fill("As in the city's own published inventory.")
    if answers.count():
        go_on(person, "Save the answers")
    person.visit(f"desk/reports/{reference}/submit/")
    person.page.get_by_role("checkbox").check()
    person.press("Certify and submit")
    person.sees(reference)


def accept(person: Person, reference: str) -> None:
    person.visit(f"desk/reports/{reference}/review/")
    person.press("Take into review")
    person.follow("Accept…")
    person.press("Accept the report")


def test_a_contributor_cannot_sign(person: Callable[..., Person]) -> None:
    contributor = person("contributor@new-york.example")
    reference = enter_by_form(contributor, 1999, {"T.1": "1000"})
    contributor.visit(f"desk/reports/{reference}/submit/")
    contributor.sees("Ruth Alvarez")
    expect(contributor.page.get_by_role("button", name="Certify and submit")).to_have_count(0)
    contributor.visit(f"desk/reports/{reference}/discard/")
    contributor.press("Discard the draft")


def test_new_york_from_its_first_row_to_its_verdict(person: Callable[..., Person]) -> None:
    years = sectors()
    contributor = person("contributor@new-york.example")
    certifier = person("certifier@new-york.example")
    reviewer = person("reviewer@climate-leaders.example")
    reader = person()

    reader.visit("targets/newyork-1/")
    reader.sees("public figure")
    first = enter_by_form(contributor, 2005, years.pop(2005))
    rest = upload_the_rest(contributor, years)
    assert len(rest) == 18

    sign(certifier, first)
    accept(reviewer, first)
    wait_for_verdict(certifier, "newyork-1", "No figure after the base year")
    reader.visit("governments/new-york/")
    expect(reader.page.get_by_text("public figure")).to_have_count(0)

    for reference in rest:
        sign(certifier, reference)
        accept(reviewer, reference)
        if reference.startswith("MP-2020-"):
            # Today a figure of 2020 is too old to stand alone: the verdict it gave is shown with its year.
            wait_for_verdict(certifier, "newyork-1", "last on track, 2020")
            certifier.sees("Unsteady")
    wait_for_verdict(certifier, "newyork-1", "In 2023,")  # off track by the last report, not by one before it
    certifier.page.get_by_text("Publish the verdict now").click()
    certifier.press("Publish now")
    expect(certifier.page.get_by_role("status")).to_contain_text("Everyone sees this verdict from now on.")
    reader.visit("targets/newyork-1/")
    reader.sees("Off track")
    reader.sees("51.2")
    expect(reader.page.get_by_text("public figure")).to_have_count(0)
    certifier.visit("desk/targets/newyork-2/verdict/")
    certifier.sees("1990")
    certifier.sees("would settle this")


def wait_for_verdict(certifier: Person, code: str, words: str) -> None:
    """Reload as the signatory would, who sees it first, until the worker has judged."""

    def shown() -> bool:
        certifier.visit(f"desk/targets/{code}/verdict/")
        return words in certifier.page.get_by_role("main").inner_text()

    for _ in range(50):
        if shown():
            return
        certifier.page.wait_for_timeout(100)
    raise AssertionError(f"{code} does not say {words!r}")
