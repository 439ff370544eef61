"""Sections save on their own; nobody overwrites what they have not seen."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from inventories import history, sections
from inventories.enums import SectionStatus
from tests import make

pytestmark = pytest.mark.django_db


def save_lines(version, lines, revision=0, code="community", complete=False, by=None):
    return sections.save_lines(
        version=version,
        code=code,
        revision=revision,
        lines=lines,
        complete=complete,
        by=by or version.created_by,
        now=make.NOW,
    )


def save_about(version, revision=0, **values):
    return sections.save_about(
        version=version,
        revision=revision,
        values=values,
        complete=True,
        by=version.created_by,
        now=make.NOW,
    )


def rows_of(version):
    return {line.row: line.co2e for line in version.lines.all()}


def test_saving_lines_replaces_those_of_the_section_alone():
    version = make.draft()
    save_lines(version, [make.line("O.1", 7)], code="operations")
    save_lines(version, [make.line("T.I", 1), make.line("T.II", 2)])
    save_lines(version, [make.line("T.II", 3), make.line("T.III", 4)], revision=1)
    assert rows_of(version) == {"O.1": 7, "T.II": 3, "T.III": 4}


def test_saving_says_who_saved_and_when_and_how_far_it_is():
    version = make.draft()
    section = save_lines(version, [make.line("T.1", 1)], complete=True)
    assert (section.status, section.revision) == (SectionStatus.COMPLETE, 1)
    assert (section.saved_by, section.saved_at) == (version.created_by, make.NOW)


def test_the_second_of_two_savers_is_told_who_saved_and_changes_nothing():
    version = make.draft()
    first, second = make.user(name="Ada"), make.user(name="Bo")
    save_lines(version, [make.line("T.1", 1)], by=first)
    with pytest.raises(sections.Conflict, match="Ada saved this section while") as conflict:
        save_lines(version, [make.line("T.1", 2)], by=second)
    assert (conflict.value.saved_by, conflict.value.saved_at) == (first, make.NOW)
    assert conflict.value.section.revision == 1
    assert rows_of(version) == {"T.1": 1}


def test_two_savers_of_different_sections_do_not_meet():
    version = make.draft()
    save_lines(version, [make.line("T.1", 1)])
    save_lines(version, [make.line("O.1", 2)], code="operations")
    assert rows_of(version) == {"T.1": 1, "O.1": 2}


def test_a_submitted_version_is_not_saved():
    version = make.submitted()
    with pytest.raises(history.WrongState):
        save_lines(version, [make.line("T.1", 1)], revision=1)


@pytest.mark.parametrize(
    ("framework", "line", "column", "message"),
    [
        ("gpc", make.line("I.9.9", 1), "row", "no row “I.9.9”"),
        ("gpc", make.line("I.1.1", -1), "co2e", "below zero"),
        ("gpc", make.line("I.1.1", co2=1), "co2", "takes no value in this column"),
        ("china_provincial", make.line("A.1", 25, 1), "co2", "takes no value in this column"),
        ("gpc", make.line("I.1.1"), "co2e", "neither a number nor a notation key"),
        ("gpc", make.line("I.1.1", 1, notation_key="NE"), "notation_key", "a number and a notation key"),
        ("gpc", make.line("I.1.1", notation_key="XX"), "notation_key", "not a notation key"),
        ("gpc", make.line("I.1.1", notation_key="NO", included_in="I.1.2"), "included_in", "Only a row"),
        ("gpc", make.line("I.1.1", notation_key="IE", included_in="I.1.1"), "included_in", "not another row"),
        ("gpc", make.line("I.1.1", "0.0000001"), "co2e", "finer than one gram"),
        ("gpc", make.line("I.1.1", "1e13"), "co2e", "too large"),
        ("gpc", make.line("I.1.1", 1, quality="superb"), "quality", "not a data quality"),
        ("gpc", make.line("I.1.1", 1, source="x" * 241), "source", "longer than 240"),
    ],
)
def test_a_line_that_cannot_be_saved_is_named_with_its_column(framework, line, column, message):
    version = make.draft(framework=framework)
    with pytest.raises(sections.InvalidLines, match=message) as refusal:
        save_lines(version, [line])
    assert [(fault.row, fault.column) for fault in refusal.value.faults] == [(line.row, column)]
    assert all(fault.remedy for fault in refusal.value.faults)
    assert version.sections.get(code="community").revision == 0


def test_every_fault_is_named_at_once():
    version = make.draft(framework="gpc")
    with pytest.raises(sections.InvalidLines) as refusal:
        save_lines(version, [make.line("I.1.1", -1), make.line("I.1.1", 2), make.line("nine", 3)])
    faults = [(fault.row, fault.column) for fault in refusal.value.faults]
    assert faults == [("I.1.1", "co2e"), ("I.1.1", "row"), ("nine", "row")]


@pytest.mark.parametrize("row", ["V.2"])
def test_removals_by_land_may_be_negative(row):
    version = make.draft(framework="gpc")
    save_lines(version, [make.line(row, -5)])
    assert rows_of(version) == {row: -5}


def test_a_confidential_row_may_hold_its_value():
    version = make.draft(framework="gpc")
    save_lines(version, [make.line("I.3.1", 5, notation_key="C", explanation="One plant.")])
    assert rows_of(version) == {"I.3.1": 5}


def test_masses_are_kept_to_the_gram():
    version = make.draft()
    save_lines(version, [make.line("T.1", "45649110.880001")])
    assert rows_of(version) == {"T.1": Decimal("45649110.880001")}


def test_about_saves_the_basis_of_the_figures():
    version = make.draft(framework="gpc")
    section = save_about(version, level="basic_plus", boundary="The county", population=812_000)
    version.refresh_from_db()
    assert (version.level, version.boundary, version.population) == ("basic_plus", "The county", 812_000)
    assert (section.code, section.status) == ("about", SectionStatus.COMPLETE)


@pytest.mark.parametrize(
    ("framework", "values"),
    [("gpc", {"level": "none"}), ("totals", {"level": "basic"}), ("gpc", {"gwp_set": "AR7"})],
)
def test_about_refuses_what_does_not_fit_and_saves_nothing(framework, values):
    version = make.draft(framework=framework)
    with pytest.raises(ValidationError):
        save_about(version, boundary="The county", **values)
    version.refresh_from_db()
    assert version.boundary == ""
    assert version.sections.get(code="about").revision == 0


def test_about_takes_no_other_column():
    with pytest.raises(TypeError, match="state"):
        save_about(make.draft(), state="accepted")


def test_about_is_guarded_by_its_revision():
    version = make.draft()
    save_about(version, boundary="The city")
    with pytest.raises(sections.Conflict):
        save_about(version, boundary="The county")
    version.refresh_from_db()
    assert version.boundary == "The city"


def save_indicators(version, *indicators, revision=0):
    return sections.save_indicators(
        version=version,
        revision=revision,
        indicators=indicators,
        complete=True,
        by=version.created_by,
        now=make.NOW,
    )


def test_indicators_are_replaced():
    version = make.draft()
    solar = make.measure("solar", is_mass=False, rows="", unit="kW")
    trees = make.measure("trees", is_mass=False, rows="", unit="trees")
    save_indicators(version, sections.IndicatorDraft(solar, Decimal("1200.5"), "Register"))
    save_indicators(version, sections.IndicatorDraft(trees, Decimal(40)), revision=1)
    assert [(each.measure.code, each.value) for each in version.indicators.all()] == [("trees", 40)]


def test_an_indicator_is_not_a_mass_of_emissions_and_stands_once():
    version = make.draft()
    with pytest.raises(ValidationError, match="as rows of the inventory"):
        save_indicators(version, sections.IndicatorDraft(make.measure(), Decimal(1)))
    solar = make.measure("solar", is_mass=False, rows="", unit="kW")
    with pytest.raises(ValidationError, match="once"):
        save_indicators(version, *[sections.IndicatorDraft(solar, Decimal(1))] * 2)


def not_applicable(version, code, revision=0):
    return sections.mark_not_applicable(
        version=version, code=code, revision=revision, by=version.created_by, now=make.NOW
    )


def test_a_section_without_content_can_be_said_not_to_apply():
    assert not_applicable(make.draft(), "indicators").status == SectionStatus.NOT_APPLICABLE


def test_a_section_with_content_applies():
    version = make.draft()
    save_lines(version, [make.line("O.1", 1)], code="operations")
    with pytest.raises(sections.NotEmpty, match="remove them first"):
        not_applicable(version, "operations", revision=1)


def test_the_period_always_applies():
    with pytest.raises(ValueError, match="Every report"):
        not_applicable(make.draft(), "about")


def test_evidence_is_marked_complete():
    version = make.draft()
    section = sections.mark_evidence(
        version=version, revision=0, complete=True, by=version.created_by, now=make.NOW
    )
    assert (section.code, section.status) == ("evidence", SectionStatus.COMPLETE)
