"""The checks of what was worked out: each fires, and each stays silent."""

from __future__ import annotations

from typing import Any

import pytest

from inventories import calculations, checks, sections
from inventories.enums import SectionCode
from inventories.models import ReportVersion
from tests import make

pytestmark = pytest.mark.django_db

CODES = {"calculation-differs", "factor-old", "factor-foreign"}


def version_of(year: int = 2022, country: str = "US") -> ReportVersion:
    made = make.draft(make.government(country=country), year, framework="gpc")
    sections.save_about(
        version=made, revision=0, values={"gwp_set": "AR5"}, complete=False, by=made.created_by, now=make.NOW
    )
    inputs: dict[str, Any] = {"activity": {"value": "1", "unit": "GWh"}, "grid": "egrid.camx"}
    calculations.keep(
        version=made,
        section=SectionCode.COMMUNITY,
        revision=0,
        drafts=[calculations.CalculationDraft(row="I.1.2", calculator="grid-electricity", inputs=inputs)],
        by=made.created_by,
        now=make.NOW,
    )
    return made


def found(version: ReportVersion) -> list[tuple[str, str, str]]:
    return [(each.code, each.row, each.message) for each in checks.run(version) if each.code in CODES]


def change(version: ReportVersion, *lines: Any) -> None:
    sections.save_lines(
        version=version,
        code=SectionCode.COMMUNITY,
        revision=1,
        lines=lines,
        complete=False,
        by=version.created_by,
        now=make.NOW,
    )


def test_a_row_as_it_was_worked_out_draws_no_remark() -> None:
    assert found(version_of()) == []


def test_a_row_changed_by_hand_since_is_remarked() -> None:
    version = version_of()
    change(version, make.line("I.1.2", 5))
    assert found(version) == [
        ("calculation-differs", "I.1.2", "Row I.1.2 does not hold what was worked out for it.")
    ]


def test_a_row_emptied_since_is_remarked() -> None:
    version = version_of()
    change(version)
    assert [code for code, _row, _message in found(version)] == ["calculation-differs"]


@pytest.mark.parametrize(("year", "fires"), [(2027, False), (2028, True)])
def test_a_factor_older_than_five_years_is_remarked(year: int, fires: bool) -> None:
    codes = [code for code, _row, _message in found(version_of(year))]
    assert codes == (["factor-old"] if fires else [])


def test_a_factor_of_another_country_is_remarked_with_its_name() -> None:
    ((code, row, message),) = found(version_of(country="CN"))
    assert (code, row) == ("factor-foreign", "I.1.2")
    assert "CO₂: CAMX WECC California" in message


@pytest.mark.parametrize(("about", "fires"), [([["Diesel", "柴油"]], True), ([], False)])
def test_a_factor_that_nobody_checked_is_remarked_with_its_name(about: list[list[str]], fires: bool) -> None:
    version = version_of()
    warnings = [{"code": "unchecked", "about": about, "detail": "transcribed"}]
    version.calculations.update(warnings=warnings if fires else [])
    messages = [each.message for each in checks.run(version) if each.code == "factor-unchecked"]
    expected = ["Row I.1.2 was worked out with factors that nobody has checked: Diesel."]
    assert messages == (expected if fires else [])
