"""What two versions of a target say, field by field."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts import numbers
from pledges import offered
from pledges.actions.proposals import STATUSES
from pledges.enums import Provenance
from pledges.kinds import FIELDS, is_level_inferred, scenario_of, value_of
from pledges.models import TargetVersion
from pledges.models.target import MAIN_SERIES
from pledges.rules import NOTHING

Words = Callable[[TargetVersion], str]


@dataclass(frozen=True)
class Row:
    """One field before and after, each with how far the words of the promise go."""

    label: str
    before: str
    after: str

    @property
    def changed(self) -> bool:
        return self.before != self.after


def rows(before: TargetVersion | None, after: TargetVersion) -> list[Row]:
    """The fields that either version's kind lives on, in the order of a sentence."""
    return [row for row in _rows(before, after) if row.before or row.after]


def _rows(before: TargetVersion | None, after: TargetVersion) -> Iterator[Row]:
    yield Row(_("Kind of promise"), _kind(before), _kind(after))
    versions = [version for version in (before, after) if version]
    names = {name for version in versions for name in FIELDS[version.kind].all}
    if all(version.series == MAIN_SERIES for version in versions):
        names.discard("series")
    for name, (label, words) in FIELD_WORDS.items():
        if name in names:
            yield Row(label(), _said(before, name, words), _said(after, name, words))


def _kind(version: TargetVersion | None) -> str:
    return version.get_kind_display() if version else ""


def _said(version: TargetVersion | None, name: str, words: Words) -> str:
    if version is None or name not in FIELDS[version.kind] or value_of(version, name) in NOTHING:
        return ""
    return " · ".join([words(version), *_doubts(version, name)])


def _doubts(version: TargetVersion, name: str) -> list[str]:
    """What of a field is not stated, in words; of a measure both quantity and boundary may be open."""
    words = {
        ("quantity_status", Provenance.INFERRED): _("quantity inferred"),
        ("quantity_status", Provenance.ASKED): _("quantity not stated"),
        ("boundary_status", Provenance.INFERRED): _("boundary inferred"),
        ("boundary_status", Provenance.ASKED): _("boundary not stated"),
    }
    open_statuses = [
        (status, Provenance(getattr(version, status)))
        for status in STATUSES.get(name, ())
        if getattr(version, status) != Provenance.STATED
    ]
    if name == "level" and is_level_inferred(version):
        return [_("inferred")]
    return [words.get(each, _("inferred")) for each in open_statuses]


def _measure(version: TargetVersion) -> str:
    return version.measure.label if version.measure else ""


def _level(version: TargetVersion) -> str:
    unit = version.measure.unit if version.measure else version.unit
    return "" if version.level is None else numbers.exact_amount(version.level, unit)


def _reduction(version: TargetVersion) -> str:
    return "" if version.reduction_percent is None else f"{numbers.grouped(version.reduction_percent)}%"


def _base_value(version: TargetVersion) -> str:
    value, unit = value_of(version, "base_value"), version.measure.unit if version.measure else ""
    if value is None:
        return ""
    if version.activity:
        return f"{numbers.grouped(value)}{numbers.SPACE}{numbers.written_unit(unit)}/{version.activity.unit}"
    return numbers.exact_amount(value, unit)


def _activity(version: TargetVersion) -> str:
    return version.activity.label if version.activity else ""


def _scenario(version: TargetVersion) -> str:
    points = scenario_of(version)
    return "; ".join(f"{year}: {numbers.exact_mass(tonnes)}" for year, tonnes in points)


def _residual(version: TargetVersion) -> str:
    return "" if version.residual is None else numbers.exact_mass(version.residual)


FIELD_WORDS: dict[str, tuple[Callable[[], str], Words]] = {
    "measure": (lambda: _("What is counted"), _measure),
    "rows": (lambda: _("Rows of the inventory"), lambda version: "; ".join(offered.in_words(version.rows))),
    "activity": (lambda: _("Divided by"), _activity),
    "reduction_percent": (lambda: _("Reduction"), _reduction),
    "sense": (lambda: _("The promise is kept at"), lambda version: version.get_sense_display()),
    "level": (lambda: _("Level"), _level),
    "base_year": (lambda: _("Base year"), lambda version: str(version.base_year)),
    "base_value": (lambda: _("Value of the base year, as declared"), _base_value),
    "keeps_base": (
        lambda: _("Where another value of the base year is reported"),
        lambda version: _("the declared one counts") if version.keeps_base else "",
    ),
    "scenario": (lambda: _("Baseline scenario"), _scenario),
    "target_year": (lambda: _("Target year"), lambda version: str(version.target_year)),
    "year_qualifier": (lambda: _("The year is meant"), lambda version: version.get_year_qualifier_display()),
    "tolerance_years": (lambda: _("Tolerance in years"), lambda version: str(version.tolerance_years)),
    "first_year": (lambda: _("Due from the year"), lambda version: str(version.first_year)),
    "residual": (lambda: _("Tonnes that may remain"), _residual),
    "series": (lambda: _("Inventory series"), lambda version: version.series),
}
