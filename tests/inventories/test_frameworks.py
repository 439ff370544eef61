"""The frameworks' rows as the files state them. Counts: GPC 1.1, tables 2.1 and 4.1 to 8.1."""

from collections import Counter

import pytest
from django.utils import translation

from inventories import frameworks


def test_every_framework_is_offered_by_its_label():
    assert [code for code, _label in frameworks.choices()] == ["gpc", "china_provincial", "totals"]
    with translation.override("zh-hans"):
        assert dict(frameworks.choices())["china_provincial"] == "中国省级温室气体清单"


def test_the_gpc_is_reported_at_two_levels_and_totalled_at_three():
    gpc = frameworks.get("gpc")
    assert (gpc.levels, gpc.default_level, gpc.quantities) == (("basic", "basic_plus"), "basic", ("co2e",))
    assert gpc.totals == ("basic", "basic_plus", "territorial")


@pytest.mark.parametrize("code", ["china_provincial", "totals"])
def test_frameworks_without_levels_have_one_total_in_both_quantities(code):
    framework = frameworks.get(code)
    assert (framework.levels, framework.totals) == (("none",), ("none",))
    assert framework.quantities == ("co2e", "co2")


def test_the_gpc_s_rows_count_at_their_levels():
    rows = frameworks.rows("gpc", "community")
    assert len(rows) == 54
    counted = {
        level: sum(row.in_total(level) for row in rows) for level in ("basic", "basic_plus", "territorial")
    }
    # BASIC: I.1-I.6 twice, I.7, I.8, II.1-II.5 twice, III.1-III.4 twice. BASIC+: and the sixteen of
    # I.1-I.6.3, II.1-II.5.3, IV, V. Territorial: scope 1, with I.4.4 and III.1-III.4.3.
    assert counted == {"basic": 32, "basic_plus": 48, "territorial": 27}
    assert [row.code for row in rows if row.negative] == ["V.2", "V.3", "VI.1"]


def test_a_row_knows_where_it_counts():
    """GPC 1.1, chapter 6: power sold to the grid counts in the territorial total alone."""
    row = frameworks.row("gpc", "community", "I.4.4")
    assert [row.in_total(level) for level in ("basic", "basic_plus", "territorial")] == [False, False, True]
    assert not row.required_at("basic_plus")
    assert (row.scope, row.sector, row.quantities) == ("1", "I", ("co2e",))


def test_china_s_removals_and_transfers_stand_apart_from_the_total():
    rows = frameworks.rows("china_provincial", "community")
    assert len(rows) == 33
    assert [row.code for row in rows if not row.in_total("none")] == ["L.1", "L.2", "M.1"]


def test_a_row_of_other_gases_takes_no_carbon_dioxide():
    assert frameworks.row("china_provincial", "community", "A.1").quantities == ("co2e",)
    assert frameworks.row("china_provincial", "community", "E.1").quantities == ("co2e", "co2")


def test_a_total_stands_for_its_sectors():
    total = frameworks.row("totals", "community", "T.1")
    assert total.sum_of == ("T.I", "T.II", "T.III", "T.IV", "T.V")


def test_sectors_of_totals_have_the_gpc_s_names():
    gpc = {row.sector: (row.sector_en, row.sector_zh) for row in frameworks.rows("gpc", "community")}
    for row in frameworks.rows("totals", "community")[1:]:
        assert (row.label_en, row.label_zh) == gpc[row.code.removeprefix("T.")]


@pytest.mark.parametrize("framework", ["gpc", "china_provincial", "totals"])
def test_operations_have_the_same_rows_in_every_framework(framework):
    rows = frameworks.rows(framework, "operations")
    assert [row.code for row in rows] == ["O.1", *(f"O.1.{number}" for number in range(1, 13))]
    assert {row.quantities for row in rows} == {frameworks.get(framework).quantities}


def test_the_total_of_operations_stands_for_its_categories():
    """Local Government Operations Protocol 1.1: eleven sectors, and the commute of employees (scope 3)."""
    total, *categories = frameworks.rows("gpc", "operations")
    assert total.sum_of == tuple(row.code for row in categories)
    assert categories[0].label_en == "Buildings and other facilities"
    assert [row.label_en for row in categories if row.scope == "3"] == ["Employee commute"]


def test_other_sections_have_no_rows():
    assert frameworks.rows("gpc", "about") == ()


@pytest.mark.parametrize("framework", ["gpc", "china_provincial", "totals"])
@pytest.mark.parametrize("section", ["community", "operations"])
def test_every_row_has_words_in_both_languages_and_a_code_of_its_own(framework, section):
    rows = frameworks.rows(framework, section)
    assert max(Counter(row.code for row in rows).values()) == 1
    for row in rows:
        assert all((row.label_en, row.label_zh, row.sector_en, row.sector_zh, row.group_en, row.group_zh))


def test_a_row_speaks_the_reader_s_language():
    row = frameworks.row("gpc", "community", "I.1.1")
    assert (row.group_label, row.label, str(row)) == ("Residential buildings", *["Fuel combustion"] * 2)
    with translation.override("zh-hans"):
        assert (row.sector_label, row.group_label, row.label) == ("固定能源活动", "居住建筑", "燃料燃烧")


def test_every_notation_key_wants_an_explanation():
    """GPC 1.1, section 2.2."""
    keys = frameworks.notation_keys()
    assert [(key.code, key.counts_as_complete) for key in keys] == [
        ("NO", True),
        ("IE", True),
        ("C", True),
        ("NE", False),
    ]
    assert all(key.explanation_required for key in keys)


def test_what_is_not_there_is_said():
    with pytest.raises(frameworks.UnknownFramework, match="choose one of gpc, china_provincial, totals"):
        frameworks.get("ghgp")
    with pytest.raises(frameworks.UnknownFramework):
        frameworks.row("gpc", "community", "T.1")
