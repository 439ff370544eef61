"""Any content that a version can hold goes into a workbook and comes back equal, in either language."""

from __future__ import annotations

import datetime
import io
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inventories import frameworks, gases, masses
from inventories.activities import ActivityDraft
from inventories.enums import Assurance, Electricity, Gases, GwpSet, Publication, Quality
from inventories.exports import workbook
from inventories.exports.told import INVENTORIES, Identity, Told
from inventories.importers import layouts
from inventories.importers.book import open_book
from inventories.importers.reading import Wanted
from inventories.indicators import IndicatorDraft
from inventories.lines import LineDraft
from tests import make

pytestmark = pytest.mark.django_db

GASES = sorted(gases.known())
LETTERS = st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"), include_characters="\r\n\t=_x")
QUALITIES = st.sampled_from(["", *Quality.values])


def texts(longest: int = 60, *, least: int = 0) -> st.SearchStrategy[str]:
    """As forms and importers keep them: stripped."""
    return st.text(LETTERS, min_size=least, max_size=longest).map(str.strip).filter(lambda t: len(t) >= least)


def tonnes(least: int = 0) -> st.SearchStrategy[Decimal]:
    """To the gram, up to a trillion tonnes: more digits than a spreadsheet keeps."""
    return st.integers(least, 10**18).map(lambda grams: Decimal(grams).scaleb(-6))


def numbers(places: int) -> st.SearchStrategy[Decimal]:
    return st.integers(0, 10**16).map(lambda units: Decimal(units).scaleb(-places))


@st.composite
def lines(draw: Any, section: str) -> list[LineDraft]:
    rows = frameworks.rows("gpc", section)
    chosen = draw(st.lists(st.sampled_from(rows), unique=True, max_size=4))
    made = [draw(line(row, section)) for row in sorted(chosen, key=rows.index)]
    completed, faults = masses.completed(made, framework="gpc", section=section, gwp_set="AR5")
    assert faults == []
    return completed


@st.composite
def line(draw: Any, row: frameworks.Row, section: str) -> LineDraft:
    others = [each.code for each in frameworks.rows("gpc", section)[:3] if each != row]
    key = draw(st.sampled_from(["", "", "NO", "IE", "C", "NE"]))
    by_gas = st.dictionaries(st.sampled_from(GASES), tonnes().map(lambda mass: mass / 10**6), max_size=3)
    masses_by_gas = draw(by_gas) if key in ("", "C") else {}
    is_by_gas = set(masses_by_gas) - {gases.BIOGENIC}
    takes_number = not is_by_gas and (key == "" or (key == "C" and draw(st.booleans())))
    masses_by_gas = {gas: mass.quantize(gases.GRAM) for gas, mass in masses_by_gas.items()}
    return LineDraft(
        row=row.code,
        co2e=draw(tonnes()) if takes_number else None,
        notation_key=key,
        included_in=draw(st.sampled_from(["", *others])) if key == "IE" else "",
        explanation=draw(texts(200)),
        quality=draw(QUALITIES),
        source=draw(texts()),
        method=draw(texts()),
        factor_quality=draw(QUALITIES),
        factor_source=draw(texts()),
        masses=masses_by_gas,
    )


@st.composite
def activities(draw: Any) -> ActivityDraft:
    amount = draw(st.none() | numbers(9))
    by_gas = st.dictionaries(st.sampled_from(GASES), numbers(6), max_size=3)
    factors = st.dictionaries(st.sampled_from([*GASES, "co2e"]), numbers(6), max_size=3)
    return ActivityDraft(
        activity=draw(texts(least=1)),
        amount=amount,
        unit=draw(texts(20, least=1)) if amount is not None else draw(texts(20)),
        description=draw(texts(200)),
        source=draw(texts()),
        quality=draw(QUALITIES),
        factors=draw(factors),
        factor_unit=draw(texts(20)),
        oxidation=draw(st.none() | st.integers(0, 10**6).map(lambda share: Decimal(share).scaleb(-6))),
        factor_year=draw(st.none() | st.integers(1900, 2200)),
        factor_scale=draw(texts(20)),
        factor_description=draw(texts()),
        factor_source=draw(texts()),
        factor_quality=draw(QUALITIES),
        masses=draw(by_gas),
        co2e=draw(st.none() | tonnes()),
    )


@st.composite
def abouts(draw: Any) -> dict[str, Any]:
    assurance = draw(st.sampled_from(Assurance.values))
    verified = assurance != Assurance.NONE
    return {
        "level": draw(st.sampled_from(frameworks.get("gpc").levels)),
        "gwp_set": GwpSet.AR5.value,
        "gases": draw(st.sampled_from(Gases.values)),
        "electricity": draw(st.sampled_from(Electricity.values)),
        "boundary": draw(texts()),
        "methodology": draw(texts(300)),
        "method_change": draw(texts(300)),
        "release": draw(texts()),
        "population": draw(st.none() | st.integers(1, 10**9)),
        "publication": draw(st.sampled_from(Publication.values)),
        "assurance": assurance,
        "verifier": draw(texts(least=1)) if verified else "",
        "verified_in": draw(st.integers(1990, 2200)) if verified else None,
    }


@pytest.fixture
def place() -> Any:
    return make.government("saint-paul", name="Saint Paul", name_zh="圣保罗")


@pytest.fixture
def people() -> Any:
    fields = {"quantity": "population", "boundary": "community", "unit": "people", "is_mass": False}
    return make.measure("population", rows="", **fields)


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_whatever_a_version_holds_comes_back_equal(place: Any, people: Any, data: Any) -> None:
    of_row = st.lists(activities(), min_size=1, max_size=3)
    behind = st.dictionaries(st.sampled_from([("community", "I.1.1"), ("operations", "O.1.2")]), of_row)
    years = data.draw(st.lists(st.integers(1990, 2020), unique=True, max_size=3))
    told = Told(
        identity=Identity(
            "MP-2020-ABCDE",
            place,
            "gpc",
            "main",
            2020,
            (datetime.date(2020, 1, 1), datetime.date(2020, 12, 31)),
            1,
            "draft",
        ),
        about=data.draw(abouts()),
        lines={section: data.draw(lines(section)) for section in INVENTORIES},
        activities=data.draw(behind),
        indicators=[
            IndicatorDraft(people, data.draw(numbers(6)), data.draw(texts()), year, None, data.draw(texts()))
            for year in years
        ],
    )
    file = workbook.FILLED.file(told, data.draw(st.sampled_from(["en", "zh-hans"])))
    wants = Wanted(framework="gpc", year=2020, government="saint-paul", reference="MP-2020-ABCDE", version=1)
    reading = layouts.read(open_book(io.BytesIO(file), name="filled.xlsx"), wants)
    assert list(reading.problems) == []
    (inventory,) = reading.inventories
    assert inventory.about == told.about
    assert inventory.lines == {section: held for section, held in told.lines.items() if held}
    found = {key: list(held) for key, held in inventory.activities.items() if held}
    assert found == {key: list(held) for key, held in told.activities.items()}
    assert {
        (each.measure, each.year, each.value, each.source, each.edition) for each in inventory.indicators
    } == {(each.measure.code, each.year, each.value, each.source, each.edition) for each in told.indicators}
