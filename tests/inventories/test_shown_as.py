"""One data set as the GPC or as China's provincial guideline has it: carried, joined, or said to be lost."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from inventories import frameworks, shown_as
from inventories.enums import SectionCode
from inventories.lines import LineDraft
from inventories.shown_as import GPC, PROVINCIAL, Shown

line = LineDraft


def t(co2e: object, row: str, **fields: Any) -> LineDraft:
    return LineDraft(row, co2e=Decimal(str(co2e)), **fields)


def shown(lines: list[LineDraft], framework: str, **fields: Any) -> Shown:
    return shown_as.shown(lines, framework=framework, gwp_set="AR5", **fields)


def sums(found: Shown) -> dict[str, Decimal | None]:
    return {"+".join(group.codes): group.co2e for group in found.groups}


ONE_TO_ONE = {
    "E.2": "I.3.1",
    "E.6": "I.5.1",
    "E.8": "I.7.1",
    "E.9": "I.8.1",
    "P.13": "IV.2",
}


def test_rows_that_answer_to_one_row_alone_go_there_and_back() -> None:
    lines = [t(10 + at, row) for at, row in enumerate(ONE_TO_ONE)]

    there = shown(lines, PROVINCIAL)
    back = shown([LineDraft(group.codes[0], co2e=group.co2e) for group in there.groups], GPC)

    assert sums(there) == {gpc: Decimal(10 + at) for at, gpc in enumerate(ONE_TO_ONE.values())}
    assert all(group.is_one_to_one for group in [*there.groups, *back.groups])
    assert sums(back) == {each.row: each.co2e for each in lines}


def test_rows_that_share_one_are_joined_and_counted_once() -> None:
    lines = [t(100, "A.1"), t(20, "A.2"), t(3, "A.3")]

    found = shown(lines, PROVINCIAL)

    assert sums(found) == {"V.1": Decimal(3), "V.3": Decimal(120)}
    assert [[row.code for row in group.sources] for group in found.joined] == [["A.1", "A.2"]]
    assert found.total == Decimal(123)


def test_a_row_that_stands_for_several_is_not_shared_out() -> None:
    found = shown([t(500, "E.3")], PROVINCIAL)

    assert sums(found) == {"II.1.1+II.2.1+II.3.1+II.4.1+II.5.1": Decimal(500)}
    assert found.total == Decimal(500)


def test_biomass_joins_homes_and_services_only_where_there_is_any() -> None:
    fuels = [t(70, "E.4"), t(30, "E.5")]

    assert sums(shown(fuels, PROVINCIAL)) == {"I.1.1": Decimal(30), "I.2.1": Decimal(70)}
    assert sums(shown([*fuels, t(5, "E.7")], PROVINCIAL)) == {"I.1.1+I.2.1": Decimal(105)}
    without = [*fuels, line("E.7", notation_key="NO")]
    assert sums(shown(without, PROVINCIAL)) == {"I.1.1": Decimal(30), "I.2.1": Decimal(70)}


def test_transferred_electricity_is_no_scope_2() -> None:
    found = shown([t(100, "E.2"), LineDraft("M.1", co2=Decimal(40))], PROVINCIAL)

    (lost,) = found.lost
    assert (lost.row.code, lost.co2) == ("M.1", Decimal(40))
    assert "does not follow from it" in lost.reason.words
    assert found.total == Decimal(100)
    assert {"I.1.2", "I.2.2", "II.1.2"} <= {row.code for row in found.blank}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("I.1.2", "do not add up to each other"),
        ("I.3.3", "Losses of transmission"),
        ("II.1.3", "Journeys beyond the boundary"),
        ("III.1.2", "Waste treated elsewhere"),
        ("III.2.1", "Biological treatment"),
        ("I.6.1", "not specified"),
        ("VI.1", "Other scope 3"),
    ],
)
def test_what_the_guideline_has_no_row_for_is_lost_with_its_reason(row: str, said: str) -> None:
    found = shown([t(9, row)], GPC)

    (lost,) = found.lost
    assert (lost.row.code, lost.co2e) == (row, Decimal(9))
    assert said in lost.reason.words
    assert (found.groups, found.total) == ((), None)


def test_nitrogen_trifluoride_stays_behind() -> None:
    masses = {"nf3": Decimal("0.01"), "sf6": Decimal("0.1")}
    made = t("2511", "IV.2", masses=masses)  # 0.01 x 16,100 + 0.1 x 23,500 in AR5

    found = shown([made], GPC)

    assert sums(found) == {"P.13": Decimal(2350)}
    assert [(each.row.code, each.co2e) for each in found.lost] == [("IV.2", Decimal(161))]


def test_carbon_dioxide_goes_over_where_the_row_knows_it() -> None:
    by_gas = t(128, "I.3.1", masses={"co2": Decimal(100), "ch4": Decimal(1)})

    known, unknown = shown([by_gas], GPC), shown([t(128, "I.3.1")], GPC)

    assert (known.groups[0].co2e, known.groups[0].co2, known.lost) == (Decimal(128), Decimal(100), ())
    assert (unknown.groups[0].co2e, unknown.groups[0].co2) == (Decimal(128), None)
    assert "holds CO₂ equivalent alone" in unknown.lost[0].reason.words


def test_carbon_dioxide_alone_is_no_equivalent_but_where_it_is_the_only_gas() -> None:
    found = shown([LineDraft("E.2", co2=Decimal(7)), LineDraft("P.1", co2=Decimal(5))], PROVINCIAL)

    assert sums(found) == {"I.3.1": None, "IV.1": Decimal(5)}
    assert [(each.row.code, each.co2) for each in found.lost] == [("E.2", Decimal(7))]


def test_of_withheld_rows_nothing_is_told() -> None:
    lines = [line("E.2"), t(30, "E.6"), line("A.1"), t(3, "A.2")]

    found = shown(lines, PROVINCIAL, withheld={"E.2", "A.1"})

    assert sums(found) == {"I.3.1": None, "I.5.1": Decimal(30), "V.3": None}
    assert found.total is None


def test_land_stands_apart_in_the_guideline_and_counts_in_the_territory() -> None:
    assert shown([t(100, "IV.2"), t(-20, "V.2")], GPC).total == Decimal(100)
    assert shown([t(100, "P.13"), t(-20, "L.1")], PROVINCIAL).total == Decimal(80)


def test_power_sold_counts_in_the_territory_with_the_plants_own_use() -> None:
    found = shown([t(900, "E.1")], PROVINCIAL)

    assert sums(found) == {"I.4.1+I.4.4": Decimal(900)}
    assert found.total == Decimal(900)


@pytest.mark.parametrize("framework", [GPC, PROVINCIAL])
def test_every_row_is_carried_or_has_a_reason_in_both_languages(framework: str) -> None:
    for row in frameworks.rows(framework, SectionCode.COMMUNITY):
        if not shown_as.answers(framework)[row.code]:
            reason = shown_as.reason(framework, row.code)
            assert reason.words_en
            assert reason.words_zh
            assert reason.source


@pytest.mark.parametrize("framework", [GPC, PROVINCIAL])
def test_no_tonne_is_counted_twice_or_lost_unsaid(framework: str) -> None:
    rows = frameworks.rows(framework, SectionCode.COMMUNITY)
    lines = [t(2**at, row.code) for at, row in enumerate(rows)]

    found = shown(lines, framework)

    carried = sum(group.co2e or 0 for group in found.groups)
    lost = sum(each.co2e or 0 for each in found.lost)
    assert carried + lost == 2 ** len(rows) - 1


def test_totals_alone_are_shown_in_no_other_framework() -> None:
    with pytest.raises(shown_as.NotShownAs):
        shown([t(1, "T.1")], "totals")
