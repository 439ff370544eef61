"""Each check finds what it is for, in words with a remedy, and is silent beside it."""

import datetime
from decimal import Decimal

import pytest
from django.utils import translation

from inventories import checks, frameworks, history, reports, sections
from inventories.checks.registry import codes
from inventories.enums import SectionStatus
from inventories.indicators import IndicatorDraft
from tests import make

pytestmark = pytest.mark.django_db

ABOUT_GPC = {"level": "basic"}


def found(version, *fields):
    """The findings as code and row, or as the `fields` asked for."""
    return [tuple(getattr(each, name) for name in fields or ("code", "row")) for each in checks.run(version)]


def version_with(lines, *, place=None, year=2020, framework="totals", about=None, operations=()):
    version = make.draft(place, year, framework=framework)
    sections.set_about(version, {**make.ABOUT, **(about or {})})
    sections.replace_lines(version, "community", lines)
    sections.replace_lines(version, "operations", list(operations))
    return version


def gpc(*lines, **fields):
    """A GPC inventory at BASIC: rows not given do not occur."""
    given = {line.row for line in lines}
    rest = [
        make.line(row.code, notation_key="NO", explanation="None here")
        for row in frameworks.rows("gpc", "community")
        if row.required_at("basic") and row.code not in given
    ]
    return version_with([*lines, *rest], framework="gpc", **fields)


def test_a_sound_version_has_no_findings():
    assert found(version_with([make.line("T.1", 1000)])) == []
    assert found(gpc(make.line("I.1.1", 1000))) == []


@pytest.mark.parametrize(
    ("about", "code", "severity"),
    [
        ({"boundary": " "}, "boundary-unstated", "error"),
        ({"gases": "unknown"}, "gases-unstated", "warning"),
        ({"gwp_set": "unknown"}, "gwp-unstated", "warning"),
        ({"electricity": "unknown"}, "electricity-unstated", "warning"),
    ],
)
def test_a_basis_that_is_not_stated(about, code, severity):
    version = version_with([make.line("T.1", 1000)], about=about)
    assert found(version, "code", "severity", "section") == [(code, severity, "about")]


def test_carbon_dioxide_alone_needs_no_warming_potentials():
    assert found(version_with([make.line("T.1", 9, 9)], about={"gwp_set": "unknown", "gases": "co2"})) == []


def test_a_level_of_another_framework():
    version = gpc(make.line("I.1.1", 1000))
    version.level = "none"
    assert ("level-unstated", "") in found(version)


@pytest.mark.parametrize(
    ("start", "end", "whole"),
    [
        ((2020, 1, 1), (2020, 12, 31), True),
        ((2019, 7, 1), (2020, 6, 30), True),
        ((2019, 3, 1), (2020, 2, 29), True),
        ((2020, 2, 29), (2021, 2, 28), True),
        ((2020, 1, 1), (2020, 6, 30), False),
        ((2019, 1, 1), (2020, 12, 31), False),
        ((2020, 1, 1), (2021, 1, 1), False),
    ],
)
def test_a_period_of_twelve_months(start, end, whole):
    version = version_with([make.line("T.1", 1000)])
    version.report.period_start, version.report.period_end = datetime.date(*start), datetime.date(*end)
    assert found(version) == ([] if whole else [("period-not-a-year", "")])


def test_no_figures_at_all():
    assert found(version_with([])) == [("no-figures", "")]
    assert found(version_with([make.line("T.1", notation_key="NE", explanation="Later")])) == [
        ("no-figures", "")
    ]


def test_operations_alone_are_figures():
    assert found(version_with([], operations=[make.line("O.1", 5)])) == []


def test_a_blank_row_of_the_level_is_missing():
    full = sections.lines.of_version(gpc(make.line("I.1.1", 5)), "community")
    version = version_with([line for line in full if line.row != "III.4.2"], framework="gpc")
    assert found(version, "code", "section", "row") == [("row-missing", "community", "III.4.2")]
    assert checks.run(version)[0].message == (
        "Row III.4.2 (Wastewater treatment and discharge: Generated here, treated elsewhere) is blank."
    )


def test_a_higher_level_misses_more_rows():
    version = gpc(make.line("I.1.1", 5), about={"level": "basic_plus"})
    missing = [row for code, row in found(version) if code == "row-missing"]
    assert len(missing) == 16
    assert missing[0] == "I.1.3"


def test_rows_of_a_section_that_does_not_apply_are_not_missing():
    version = version_with([], framework="gpc", operations=[make.line("O.1", 5)])
    assert len(found(version)) == 32
    version.sections.filter(code="community").update(status=SectionStatus.NOT_APPLICABLE)
    assert found(version) == []


def test_included_elsewhere_names_a_row_with_a_number():
    unnamed = gpc(make.line("I.1.1", 5), make.line("I.2.1", notation_key="IE", explanation="Together"))
    assert found(unnamed) == [("ie-unnamed", "I.2.1")]
    blank = gpc(make.line("I.1.1", 5), make.line("I.2.1", notation_key="IE", included_in="I.3.1"))
    assert found(blank) == [("ie-blank", "I.2.1")]
    named = gpc(make.line("I.1.1", 5), make.line("I.2.1", notation_key="IE", included_in="I.1.1"))
    assert found(named) == []


@pytest.mark.parametrize("key", ["NO", "NE", "C"])
def test_a_notation_key_is_explained(key):
    version = gpc(make.line("I.1.1", 5), make.line("I.2.1", notation_key=key))
    assert ("key-unexplained", "I.2.1") in found(version)


def test_what_is_not_estimated_is_warned_of():
    version = gpc(make.line("I.1.1", 5), make.line("I.2.1", notation_key="NE", explanation="No meters"))
    assert found(version, "code", "severity", "row") == [("not-estimated", "warning", "I.2.1")]


def test_a_total_beside_its_parts():
    version = version_with([make.line("T.1", 10), make.line("T.I", 6), make.line("T.III", 4)])
    assert found(version) == [("total-and-parts", "T.1")]
    assert "T.I, T.III" in checks.run(version)[0].message


def test_more_carbon_dioxide_than_its_equivalent():
    assert found(version_with([make.line("T.1", 9, 10)])) == [("co2-above-co2e", "T.1")]
    assert found(version_with([make.line("T.1", 10, 10)])) == []


def test_carbon_dioxide_without_its_equivalent_beside_rows_that_have_it():
    mixed = version_with([make.line("T.I", 10, 9), make.line("T.II", co2=5)])
    assert found(mixed) == [("co2e-missing", "T.II")]
    assert found(version_with([make.line("T.I", co2=9), make.line("T.II", co2=5)])) == []


def test_a_negative_total():
    assert found(version_with([make.line("T.V", -1)])) == [("negative-total", "")]


def former(place, lines, year=2019, **fields):
    return make.accepted(place, year, lines=lines, **fields)


@pytest.mark.parametrize(
    ("now", "jumps"), [(1000, False), (1250, False), (750, False), ("1250.1", True), ("749.9", True)]
)
def test_a_jump_of_more_than_a_quarter(now, jumps):
    place = make.government()
    former(place, [make.line("T.1", 1000)])
    version = version_with([make.line("T.1", now)], place=place)
    assert found(version) == ([("jump", "")] if jumps else [])


def test_a_jump_says_how_much_and_against_which_year():
    place = make.government()
    former(place, [make.line("T.1", 1000)], year=2017)
    (finding,) = checks.run(version_with([make.line("T.1", 400)], place=place))
    assert finding.message == "The total changed by -60 % against 2017."


@pytest.mark.parametrize("now", [1_000_000, 600_000, 1, "1.9"])
def test_kilograms_or_kilotonnes_for_tonnes(now):
    place = make.government()
    former(place, [make.line("T.1", 1000)])
    version = version_with([make.line("T.1", now)], place=place)
    assert found(version) == [("unit-thousand", ""), ("row-unit-thousand", "T.1")]


def test_one_row_in_kilograms():
    place = make.government()
    former(place, [make.line("T.I", 10_000), make.line("T.III", 1)])
    version = version_with([make.line("T.I", 10_000), make.line("T.III", 1000)], place=place)
    assert found(version) == [("jump-sector", "T.III"), ("row-unit-thousand", "T.III")]


def test_values_carried_over_from_last_year():
    place = make.government()
    lines = [make.line(f"T.{sector}", 10 + at) for at, sector in enumerate(("I", "II", "III", "IV", "V"))]
    former(place, lines)
    assert found(version_with(lines, place=place)) == [("frozen-values", "")]


def test_a_few_rows_that_stay_the_same_are_no_copy():
    place = make.government()
    lines = [make.line(f"T.{sector}", 10 + at) for at, sector in enumerate(("I", "II", "III", "IV", "V"))]
    former(place, lines)
    assert found(version_with([*lines[:4], make.line("T.V", 15)], place=place)) == []


def test_a_basis_that_changed_is_named():
    place = make.government()
    former(place, [make.line("T.1", 1000)])
    changed = {"gwp_set": "AR6", "boundary": "The county"}
    (finding,) = checks.run(version_with([make.line("T.1", 1000)], place=place, about=changed))
    assert finding.code == "basis-changed"
    assert finding.message == "Not the same as in the report for 2019: GWP set, boundary."


def test_a_basis_other_than_that_of_a_target_s_base_year_is_named():
    place = make.government()
    make.target(place, base_year=2005)
    former(place, [make.line("T.1", 1000)], year=2005, about={"gwp_set": "AR4"})
    former(place, [make.line("T.1", 1000)], year=2019)
    (finding,) = checks.run(version_with([make.line("T.1", 1000)], place=place))
    assert (finding.code, finding.row) == ("base-year-basis", "2005")
    assert finding.message == "Not the same as in the report for 2005, the base year of a target: GWP set."


def test_the_base_year_itself_is_not_compared_with_itself():
    place = make.government()
    make.target(place, base_year=2020, target_year=2030)
    first = make.accepted(place, 2020)
    draft = reports.correct(report=first.report, reason="A new set", by=make.user(), now=make.NOW)
    sections.set_about(draft, {"gwp_set": "AR6"})
    assert found(draft) == []


@pytest.mark.parametrize(("people", "codes"), [(285068, []), (285069, ["population-twice"])])
def test_the_population_is_said_once_or_twice_alike(people, codes):
    measure = make.measure("population", quantity="population", is_mass=False, rows="", unit="people")
    version = version_with([make.line("T.1", 1_000_000)], about={"population": 285068})
    sections.save_indicators(
        version=version,
        revision=0,
        indicators=[
            IndicatorDraft(measure, Decimal(people)),
            IndicatorDraft(measure, Decimal(1), year=2010),
        ],
        complete=True,
        by=version.created_by,
        now=make.NOW,
    )
    assert [each.code for each in checks.run(version)] == codes


def test_a_jump_of_operations_is_answered_apart_from_the_community_s():
    place = make.government()
    former(place, [make.line("T.1", 1000)], operations=[make.line("O.1", 10)])
    version = version_with([make.line("T.1", 400)], place=place, operations=[make.line("O.1", 4)])
    assert found(version, "code", "section", "row") == [
        ("jump", "community", ""),
        ("jump", "operations", ""),
    ]
    key = {"code": "jump", "section": "operations", "row": ""}
    checks.answer(version=version, **key, text="Sold", by=make.user(), now=make.NOW)
    assert [each.section for each in checks.blocking(version)] == ["community"]


def test_the_version_is_compared_with_the_latest_accepted_year_of_its_series_alone():
    place = make.government()
    former(place, [make.line("T.1", 1)], year=2016)
    former(place, [make.line("T.1", 1000)], year=2018)
    former(place, [make.line("T.1", 1)], year=2019, series="consumption")
    former(place, [make.line("T.1", 1)], year=2021)
    make.submitted(place, 2019, lines=[make.line("T.1", 1)])
    former(make.government(), [make.line("T.1", 1)])
    assert found(version_with([make.line("T.1", 1000)], place=place)) == []


def secret(row, mass):
    return make.line(row, mass, notation_key="C", explanation="One plant")


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        ([secret("I.1.1", 5)], ["I.1.1"]),
        ([secret("I.1.1", 5), make.line("I.2.1", 0)], ["I.1.1"]),
        ([secret("I.1.1", 5), make.line("I.2.1", 1)], []),
        ([make.line("I.1.1", 5)], []),
    ],
)
def test_a_total_that_would_give_a_confidential_value_away(lines, rows):
    warned = [
        (each.row, each.severity, each.section)
        for each in checks.run(gpc(*lines, about=ABOUT_GPC))
        if each.code == "confidential-total"
    ]
    assert warned == [(row, "warning", "community") for row in rows]


def test_errors_come_before_warnings():
    version = version_with([make.line("T.1", 9, 10)], about={"gases": "unknown"})
    assert found(version, "severity") == [("error",), ("warning",)]


def test_findings_speak_the_reader_s_language_with_a_remedy():
    version = version_with([], about={"boundary": ""})
    for language in ("en", "zh-hans"):
        with translation.override(language):
            assert all(each.message and each.remedy for each in checks.run(version))


def test_codes_are_kept_where_answers_can_name_them():
    assert all(len(code) <= 40 for code in codes())
    assert len(set(codes())) == len(codes()) == 55


def test_a_warning_is_answered_and_answered_anew_and_the_answer_taken_back():
    version = version_with([make.line("T.1", 1000)], about={"gases": "unknown"})
    about = {"code": "gases-unstated", "section": "about", "row": ""}
    key = {"version": version, **about, "by": make.user(), "now": make.NOW}
    checks.answer(text="A consultant's file.", **key)
    checks.answer(text="An old file.", **key)
    assert checks.said(version).answers == {("gases-unstated", "about", ""): "An old file."}
    assert checks.blocking(version) == []
    checks.answer(text=" ", **key)
    assert [each.code for each in checks.blocking(version)] == ["gases-unstated"]


@pytest.mark.parametrize("code", ["no-figures", "jump", "no-such-check"])
def test_only_what_is_warned_of_is_answered(code):
    version = version_with([])
    with pytest.raises(checks.NothingToAnswer, match="nothing to answer"):
        checks.answer(
            version=version, code=code, section="about", row="", text="So", by=make.user(), now=make.NOW
        )


def test_an_answer_from_before_answers_named_a_section_still_holds():
    version = version_with([make.line("T.1", 1000)], about={"gases": "unknown"})
    version.warning_answers.create(check_code="gases-unstated", text="An old file.")
    assert checks.blocking(version) == []
    key = {"version": version, "code": "gases-unstated", "section": "about", "row": ""}
    checks.answer(**key, text="A consultant's file.", by=make.user(), now=make.NOW)
    assert checks.said(version).answers == {("gases-unstated", "about", ""): "A consultant's file."}


@pytest.mark.parametrize("count", [1, 3])
def test_many_warnings_are_answered_with_the_queries_of_one(count, django_assert_num_queries):
    codes = ("I.1.1", "I.2.1", "II.1.1")[:count]
    version = gpc(*[make.line(code, notation_key="NE", explanation="Later.") for code in codes])
    texts = {("not-estimated", "community", code): "By next year." for code in codes}
    by = version.created_by
    with django_assert_num_queries(14):
        checks.answer_all(version=version, texts=texts, by=by, now=make.NOW)
    assert checks.said(version).answers == texts


def test_warnings_are_answered_all_of_them_or_none():
    version = version_with([make.line("T.1", 1000)], about={"gases": "unknown"})
    texts = {("gases-unstated", "about", ""): "An old file.", ("jump", "community", ""): "It fell."}
    with pytest.raises(checks.NothingToAnswer):
        checks.answer_all(version=version, texts=texts, by=make.user(), now=make.NOW)
    assert checks.said(version).answers == {}


def test_a_submitted_version_takes_no_answer():
    version = make.submitted(about={"gases": "unknown"})
    with pytest.raises(history.WrongState):
        checks.answer(
            version=version,
            code="gases-unstated",
            section="about",
            row="",
            text="So",
            by=make.user(),
            now=make.NOW,
        )
    assert checks.said(version).answers == {("gases-unstated", "about", ""): "It is so."}


def test_checking_writes_nothing_and_asks_no_more_for_more_rows(django_assert_max_num_queries):
    place = make.government()
    former(place, [make.line("T.1", 1000)])
    version = gpc(*[make.line(f"I.{at}.1", 100) for at in range(1, 7)], place=place)
    with django_assert_max_num_queries(10):
        checks.run(version)
