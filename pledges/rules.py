"""What the typed fields of a target must be, in words for whoever types them.

The same limits are constraints of the database; here each names its field and the remedy.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from pledges.enums import TargetKind, YearQualifier
from pledges.kinds import FIELDS, STARTED, value_of
from pledges.models import TargetVersion

FIRST_YEAR, LAST_YEAR = 1900, 2200
MOST_TOLERANCE_YEARS = 50

NOTHING: tuple[Any, ...] = (None, "", ())
"""What a field holds that nobody filled in."""

Values = Mapping[str, Any]
Problem = tuple[str, str]


def problems(kind: str, values: Values, *, may_lack: frozenset[str] = frozenset()) -> dict[str, str]:
    """A message for each field that cannot stay as it is; empty where all is well.

    `may_lack` names needed fields that are open already (a question stands about them).
    """
    found: dict[str, str] = {}
    for field in FIELDS[kind].needed:
        if _absent(values, field) and field not in may_lack and field in LACKS:
            found[field] = LACKS[field]()
    if "activity" in found and _is_divided(values):
        del found["activity"]
    around = values.get("year_qualifier") == YearQualifier.AROUND and "tolerance_years" not in may_lack
    if around and _absent(values, "tolerance_years"):
        found["tolerance_years"] = LACKS["tolerance_years"]()
    for check in CHECKS:
        for field, message in check({**values, "kind": kind}):
            found.setdefault(field, message)
    return found


def left_open(version: TargetVersion | None) -> frozenset[str]:
    """Needed fields that a version lacks already, so that the next one need not have them either."""
    if version is None:
        return frozenset()
    lacking = {name for name in FIELDS[version.kind].all if value_of(version, name) in NOTHING}
    if version.year_qualifier != YearQualifier.AROUND:
        lacking.discard("tolerance_years")
    return frozenset(lacking)


LACKS: dict[str, Callable[[], str]] = {
    "measure": lambda: _("Choose what the target counts."),
    "reduction_percent": lambda: _("Enter the reduction in per cent, for example 40."),
    "level": lambda: _("Enter the level that is promised, as a number in the unit of the measure."),
    "base_year": lambda: _("Enter the base year, for example 2005."),
    "target_year": lambda: _("Enter the target year, for example 2030."),
    "tolerance_years": lambda: _(
        "Enter how many years before and after the year named still count, for example 1."
    ),
    "base_value": lambda: _(
        "Enter the value of the base year, in the unit of what is counted; emissions in tonnes."
    ),
    "activity": lambda: _("Choose what the emissions are divided by, for example the population."),
    "scenario": lambda: _(
        "Enter the baseline, a year and its tonnes on each line, for example 2030: 1,000,000."
    ),
    "residual": lambda: _("Enter the tonnes that may remain; 0 if none may."),
    "first_year": lambda: _("Enter the first year in which it is due, for example 2017."),
    "rows": lambda: _("Tick at least one row."),
    "sense": lambda: _("Choose “at least” or “at most”."),
}


def _absent(values: Values, field: str) -> bool:
    return values.get(field) in NOTHING


def _is_divided(values: Values) -> bool:
    """Whether what is counted is an intensity already, as energy per floor area is."""
    measure = values.get("measure")
    return measure is not None and measure.is_intensity


def _years(values: Values) -> list[Problem]:
    return [
        (
            field,
            _("%(year)s is not a year from %(first)s to %(last)s: enter four digits.")
            % {"year": values[field], "first": FIRST_YEAR, "last": LAST_YEAR},
        )
        for field in ("base_year", "target_year", "first_year")
        if not _absent(values, field) and not FIRST_YEAR <= values[field] <= LAST_YEAR
    ]


def _order(values: Values) -> list[Problem]:
    """'Before 2030' is 2029 at the latest, and the base year must lie before that."""
    base, goal = values.get("base_year"), values.get("target_year")
    if base is None or goal is None:
        return []
    last = goal - 1 if values.get("year_qualifier") == YearQualifier.BEFORE else goal
    if base < last:
        return []
    words = {"base": base, "last": last}
    return [
        (
            "target_year",
            _("The target year must come after the base year: %(last)s is not after %(base)s. Correct one.")
            % words,
        )
    ]


def _percent(values: Values) -> list[Problem]:
    value = values.get("reduction_percent")
    if value is None or 0 < value <= 100:
        return []
    return [
        (
            "reduction_percent",
            _("A reduction is more than 0 and at most 100 per cent, not %(value)s.") % {"value": value},
        )
    ]


def _amounts(values: Values) -> list[Problem]:
    found = []
    level, base_value, residual = values.get("level"), values.get("base_value"), values.get("residual")
    if level is not None and level < 0:
        found.append(("level", _("A level cannot be below zero: enter it without a minus.")))
    if base_value is not None and base_value < 0:
        found.append(
            ("base_value", _("The value of the base year cannot be below zero: enter it without a minus."))
        )
    if base_value == 0 and values["kind"] not in STARTED:
        found.append(
            ("base_value", _("The value of the base year is above zero: correct it or leave it empty."))
        )
    if residual is not None and residual < 0:
        found.append(("residual", _("What may remain cannot be below zero: enter 0 if nothing may.")))
    return found


def _start(values: Values) -> list[Problem]:
    """The value that a path starts from belongs to a year."""
    if values["kind"] in STARTED and not _absent(values, "base_value") and _absent(values, "base_year"):
        return [("base_year", _("Enter the year of the value from which the path starts."))]
    return []


def _stays(values: Values) -> list[Problem]:
    """Only a value that is declared can be stayed with."""
    if not values.get("keeps_base") or not _absent(values, "base_value"):
        return []
    return [("base_value", _("Enter the value of the base year that the target stays with."))]


def _divided(values: Values) -> list[Problem]:
    if values["kind"] != TargetKind.INTENSITY or _absent(values, "activity") or not _is_divided(values):
        return []
    return [
        (
            "activity",
            _("What is counted is divided already (%(unit)s): leave this empty.")
            % {"unit": values["measure"].unit},
        )
    ]


def _scenario(values: Values) -> list[Problem]:
    """At least two years, the last of them no earlier than the target year; tonnes."""
    if values["kind"] != TargetKind.BASELINE_SCENARIO:
        return []
    found, measure, points = [], values.get("measure"), values.get("scenario") or ()
    if measure is not None and not measure.is_mass:
        found.append(
            ("measure", _("A baseline scenario is one of emissions: choose a measure counted in tonnes."))
        )
    years = [year for year, _tonnes in points]
    goal = values.get("target_year")
    if len(years) == 1:
        found.append(("scenario", _("A baseline needs at least two years: add another line.")))
    elif years and goal is not None and max(years) < goal:
        found.append(
            (
                "scenario",
                _("The baseline ends in %(last)s, before the target year %(goal)s: add that year.")
                % {"last": max(years), "goal": goal},
            )
        )
    return found


def _tolerance(values: Values) -> list[Problem]:
    years = values.get("tolerance_years")
    if years is None:
        return []
    if values.get("year_qualifier") != YearQualifier.AROUND:
        return [
            ("tolerance_years", _("A tolerance goes with “around” only: leave it empty, or choose “around”."))
        ]
    if not 0 <= years <= MOST_TOLERANCE_YEARS:
        message = _("Enter the tolerance as a whole number of years from 0 to %(most)s.")
        return [("tolerance_years", message % {"most": MOST_TOLERANCE_YEARS})]
    return []


CHECKS: tuple[Callable[[Values], list[Problem]], ...] = (
    _years, _order, _percent, _amounts, _start, _stays, _divided, _scenario, _tolerance,
)  # fmt: skip
