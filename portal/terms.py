"""What a promise was taken to mean: each typed field, and whether the words state it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from accounts import numbers
from pledges.enums import Provenance, Sense, TargetKind, YearQualifier
from pledges.kinds import is_level_inferred
from pledges.models import TargetVersion

HAS_BASE = (TargetKind.BASE_YEAR_REDUCTION, TargetKind.INTENSITY)


@dataclass(frozen=True)
class Term:
    label: str
    value: str
    provenance: str = ""

    @property
    def provenance_label(self) -> str:
        return str(Provenance(self.provenance).label) if self.provenance else ""


def of_version(version: TargetVersion, *, is_withheld: bool = False) -> list[Term]:
    """Without the value of the base year where figures are withheld: it may be one that was reported."""
    return list(_terms(version, has_values=not is_withheld))


def summary(version: TargetVersion) -> str:
    """The promise in one line: 80% below 2005 by 2050."""
    words = _summary_words(version)
    return words if words else str(version.get_kind_display())


def _summary_words(version: TargetVersion) -> str:
    found = {"year": year_words(version) or _("no year stated"), "base_year": version.base_year}
    if version.kind == TargetKind.PEAK:
        return _("Peak of emissions %(year)s") % found
    if version.kind == TargetKind.CARBON_NEUTRAL:
        return _("Carbon neutral %(year)s") % found
    if version.reduction_percent is not None:
        found["percent"] = f"{numbers.plain(version.reduction_percent, 1)}%"
        if version.base_year:
            return _("%(percent)s below %(base_year)s %(year)s") % found
        return _("%(percent)s less %(year)s") % found
    if version.level is not None:
        unit = version.measure.unit if version.measure else version.unit
        found |= {"kind": version.get_kind_display(), "level": numbers.amount_in_words(version.level, unit)}
        return _("%(kind)s: %(level)s %(year)s") % found
    return ""


def _terms(version: TargetVersion, has_values: bool) -> Iterator[Term]:
    yield Term(_("Kind of promise"), version.get_kind_display())
    measure = version.measure
    yield Term(
        _("What is counted"), measure.label if measure else "", _status(measure, version.quantity_status)
    )
    yield Term(_("Whose emissions"), _boundary(version), version.boundary_status)
    if version.base_year or version.kind in HAS_BASE:
        status = _status(version.base_year, version.base_year_status)
        yield Term(_("Base year"), str(version.base_year or ""), status)
    if version.base_value is not None and has_values:
        value = numbers.amount(version.base_value, measure.unit if measure else "t")
        yield Term(_("Value of the base year, as declared"), value, version.base_value_status)
    if version.base_amount is not None and has_values:
        value = numbers.exact_amount(version.base_amount, measure.unit if measure else version.unit)
        yield Term(_("Value of the base year, as declared"), value, version.base_value_status)
    if version.keeps_base:
        yield Term(_("Where another value of the base year is reported"), _("the declared one counts"))
    if version.reduction_percent is not None:
        yield Term(_("Reduction"), numbers.percent(version.reduction_percent, 0))
    if version.level is not None:
        unit = measure.unit if measure else version.unit
        words = _("at least %(amount)s") if version.sense == Sense.AT_LEAST else "%(amount)s"
        status = Provenance.INFERRED if is_level_inferred(version) else ""
        yield Term(_("Level"), words % {"amount": numbers.amount(version.level, unit)}, status)
    if version.activity is not None:
        yield Term(_("Divided by"), version.activity.label)
    if version.residual is not None:
        yield Term(_("What may remain"), numbers.amount(version.residual, "t"))
    if version.first_year is not None:
        yield Term(_("Due from"), str(version.first_year))
    status = _status(version.target_year, version.target_year_status)
    yield Term(_("Target year"), year_words(version), status)
    if version.tolerance_years is not None:
        yield Term(_("Tolerance in years"), str(version.tolerance_years))


def _status(value: Any, status: str) -> str:
    """A field without a value is asked for, whatever its column says."""
    return status if value else Provenance.ASKED


def _boundary(version: TargetVersion) -> str:
    words = {
        "community": _("The whole community"),
        "operations": _("The government's own operations"),
        "sector": _("One sector"),
    }
    return words.get(version.measure.boundary, version.measure.boundary) if version.measure else ""


def year_words(version: TargetVersion) -> str:
    """The target year as the words bind it: by 2030, around 2020."""
    if not version.target_year:
        return ""
    qualified = {
        YearQualifier.BY: _("by %(year)s"),
        YearQualifier.BY_END: _("by the end of %(year)s"),
        YearQualifier.IN: _("in %(year)s"),
        YearQualifier.BEFORE: _("before %(year)s"),
        YearQualifier.AROUND: _("around %(year)s"),
    }
    return qualified[YearQualifier(version.year_qualifier)] % {"year": version.target_year}
