"""What a draft begins with from an earlier report: structure, methods, sources and factors, never amounts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import Government
from inventories import activities, calculators, frameworks, history
from inventories.activities import ActivityDraft
from inventories.calculators import Kind
from inventories.enums import NotationKey, State
from inventories.models import Calculation, Report, ReportVersion

ABOUT = ("level", "gwp_set", "gases", "electricity", "boundary", "methodology")
"""What of the basis stays from year to year; people, verification and releases are of their own year."""
WORDS = ("method", "source", "quality", "factor_source", "factor_quality")
OF_A_KEY = ("notation_key", "included_in", "explanation")
KEYS = (NotationKey.NO, NotationKey.IE, NotationKey.C)
"""What does not occur, stands in another row or is a secret likely is so again, and a secret must not be told
by oversight; what was not estimated may be now."""
AMOUNTS = (Kind.AMOUNT, Kind.NUMBER, Kind.SERIES, Kind.BALANCE, Kind.YEAR)
"""Inputs of a calculator that are of one year; which year's factor is asked anew."""
OWN = "own_"
"""Inputs of a factor of the city's own begin so: it is carried with its source and its year."""


class CannotCarry(history.Refused):
    """The version is no submitted one of an earlier year, of the same government and framework."""


@dataclass(frozen=True)
class Kept:
    """A calculation of the earlier report, to be made again with this year's amounts."""

    calculation: Calculation
    year: int

    @property
    def title(self) -> str:
        return self.calculation.title


def candidates(government: Government) -> QuerySet[ReportVersion]:
    """The versions that a new report can begin with, the latest year first and its last version first."""
    submitted = ReportVersion.objects.exclude(state__in=(State.DRAFT, State.RETURNED))
    return (
        submitted.filter(report__government=government)
        .select_related("report")
        .order_by("-report__year", "report__series", "-number")
    )


def offered(government: Government) -> list[ReportVersion]:
    """Of each report the accepted version, or the last that was submitted."""
    found: dict[int, ReportVersion] = {}
    for version in candidates(government):
        if version.report_id not in found or version.state == State.ACCEPTED:
            found[version.report_id] = version
    return list(found.values())


def check(version: ReportVersion, *, report: Report) -> None:
    """Raises CannotCarry where `report` cannot begin with what `version` holds."""
    other = version.report
    if version.is_draft:
        raise CannotCarry(_("A draft may still change: begin with a report that was submitted."))
    if other.government_id != report.government_id:
        raise CannotCarry(_("This report is another government's: begin with one of your own."))
    if other.framework != report.framework:
        raise CannotCarry(
            _("The report for %(year)s follows %(framework)s: choose that framework, or another report.")
            % {"year": other.year, "framework": frameworks.get(other.framework).label}
        )
    if other.year >= report.year:
        raise CannotCarry(
            _("The report for %(year)s is of no earlier year: choose an earlier one.") % {"year": other.year}
        )


def about(version: ReportVersion) -> dict[str, Any]:
    return {name: getattr(version, name) for name in ABOUT}


def words(version: ReportVersion, section: str) -> dict[str, dict[str, str]]:
    """By row what the draft begins with; empty where nothing is carried. One query."""
    if version.carries is None:
        return {}
    found = {}
    for line in version.carries.lines.filter(section=section):
        names = (*WORDS, *OF_A_KEY) if line.notation_key in KEYS else WORDS
        held = {name: getattr(line, name) for name in names if getattr(line, name)}
        if held:
            found[line.row] = held
    return found


def activities_of(version: ReportVersion, section: str, row: str) -> list[ActivityDraft]:
    """The activities of the row a year before that the draft has none of yet, without their amounts."""
    if version.carries is None:
        return []
    held = {each.activity for each in activities.of_row(version, section, row)}
    return [
        replace(each, amount=None, masses={}, co2e=None)
        for each in activities.of_row(version.carries, section, row)
        if each.activity not in held
    ]


def calculations_of(version: ReportVersion, section: str, row: str) -> list[Kept]:
    """The calculations of the row a year before that have no like in the draft."""
    if version.carries is None:
        return []
    of_row = {"section": section, "row": row}
    held = {(each.calculator, each.title) for each in version.calculations.filter(**of_row)}
    return [
        Kept(each, version.carries.report.year)
        for each in version.carries.calculations.filter(**of_row)
        if (each.calculator, each.title) not in held and each.calculator in calculators.codes()
    ]


def without_amounts(calculation: Calculation) -> dict[str, Any]:
    """The raw inputs of a calculation, amounts left blank with their units kept."""
    found: dict[str, Any] = {}
    fields = {field.code: field for field in calculators.get(calculation.calculator).fields}
    for code, value in calculation.inputs.items():
        field = fields.get(code)
        if field is None:
            continue
        if field.kind is Kind.AMOUNT and isinstance(value, Mapping):
            found[code] = {"value": "", "unit": value.get("unit", "")}
        elif field.kind not in AMOUNTS or code.startswith(OWN):
            found[code] = value
    return found
