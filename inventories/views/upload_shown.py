"""The preview of a government's file, in the reader's words: labels, numbers, differences."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from accounts.words import joined
from inventories import frameworks
from inventories.enums import Level, SectionCode
from inventories.importers import layouts
from inventories.importers.problems import Problem
from inventories.models import ReportVersion, Upload
from inventories.views.upload_parts import Cell, Change, Row, Section, Shown, Total, Written, Year
from pledges.models import Measure

UNITS = {"co2e": "t CO₂e", "co2": "t CO₂"}
LABELS = (
    gettext_noop("Milepost workbook"),
    gettext_noop("Rows as lines"),
    gettext_noop("Wide table"),
    gettext_noop("Any table"),
)
"""Names of layouts that are words."""
NO_DAY = "0001-01-01"
WORDS = {
    "included_in": gettext_lazy("row that holds it"),
    "explanation": gettext_lazy("explanation"),
    "quality": gettext_lazy("data quality"),
    "source": gettext_lazy("source"),
    "method": gettext_lazy("method"),
    "factor_quality": gettext_lazy("quality of the emission factor"),
    "factor_source": gettext_lazy("source of the emission factor"),
    "masses": gettext_lazy("masses by gas"),
}


def shown(upload: Upload) -> Shown:
    """One query for the names of the indicators, if there are any."""
    told = upload.preview
    codes = {each["measure"] for year in told["years"] for each in year.get("indicators", ())}
    measures = {each.code: each.label for each in Measure.objects.filter(code__in=codes)} if codes else {}
    return Shown(
        layout=label_of(upload.layout),
        years=[_year(each, measures) for each in told["years"]],
        left_out=told["left_out"],
        left_out_count=told["left_out_count"],
    )


def written(upload: Upload) -> list[Written]:
    return [
        Written(
            told["year"],
            told["reference"],
            told["begun"],
            [
                (
                    str(SectionCode(code).label),
                    reverse(f"inventories:section-{code}", args=[told["reference"]]),
                )
                for code, revision in told["revisions"].items()
                if revision
            ],
        )
        for told in upload.outcome.get("versions", [])
    ]


def _link(code: str, reference: str) -> tuple[str, str]:
    return str(SectionCode(code).label), reverse(f"inventories:section-{code}", args=[reference])


def label_of(layout: str) -> str:
    """The name of a layout; its code where it is not known here."""
    return next((_(each.label) for each in layouts.ALL if each.code == layout), layout)


def problems(upload: Upload) -> list[Problem]:
    names = ("row_number", "column", "value", "message", "remedy", "sheet")
    return [Problem(**{name: told[name] for name in names}) for told in upload.preview["problems"]]


def _year(told: Mapping[str, Any], measures: Mapping[str, str]) -> Year:
    framework = told.get("framework", "")
    findings = told.get("findings", [])
    first, last = (datetime.date.fromisoformat(day) for day in told.get("period", (NO_DAY, NO_DAY)))
    return Year(
        year=told["year"],
        deed=told["deed"],
        reference=told.get("reference", ""),
        reason=told.get("reason", ""),
        framework=frameworks.get(framework).label if framework else "",
        period=(first, last),
        place=told.get("place", ""),
        about=_about(told.get("about", ())),
        about_in_place=_about(told.get("about_in_place", ())),
        sections=[_section(each, framework) for each in told.get("sections", ())],
        indicators=_indicators(told.get("indicators", ()), measures),
        indicators_gone=_indicators(told.get("indicators_gone", ()), measures),
        activities=told.get("activities", 0),
        totals=[_total(each) for each in told.get("totals", ())],
        errors=[each for each in findings if each["is_error"]],
        warnings=[each for each in findings if not each["is_error"]],
        differs=told.get("differs", False),
        says_year=told.get("says_year", True),
        is_named=told.get("is_named", True),
    )


def _about(told: Iterable[Mapping[str, Any]]) -> list[Change]:
    return [
        Change(
            _field(each["name"]), _value(each["name"], each["before"]), _value(each["name"], each["after"])
        )
        for each in told
    ]


def _field(name: str) -> str:
    return str(ReportVersion._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def _value(name: str, value: Any) -> str:
    choices = dict(getattr(ReportVersion._meta.get_field(name), "choices", None) or ())
    return "" if value in (None, "") else str(choices.get(value, value))


def _indicators(told: Iterable[Mapping[str, Any]], measures: Mapping[str, str]) -> list[Change]:
    return [
        Change(
            f"{measures.get(each['measure'], each['measure'])}, {each['year']}",
            each["before"] or "",
            each.get("after", ""),
        )
        for each in told
    ]


def _section(told: Mapping[str, Any], framework: str) -> Section:
    code = told["code"]
    quantities = frameworks.get(framework).quantities
    rows = [_row(each, framework, code, quantities) for each in told["rows"]]
    return Section(
        code=code,
        label=str(SectionCode(code).label),
        added=[row for row in rows if row.is_new],
        changed=[row for row in rows if not row.is_new],
        same=told["same"],
        elsewhere=[_row(each, framework, code, quantities) for each in told["elsewhere"]],
        units=[UNITS[quantity] for quantity in quantities],
    )


def _row(told: Mapping[str, Any], framework: str, section: str, quantities: Iterable[str]) -> Row:
    before, after = told["before"] or {}, told.get("after") or {}
    row = frameworks.row(framework, section, told["row"])
    return Row(
        code=row.code,
        label=row.label if row.label == row.group_label else f"{row.group_label}: {row.label}",
        is_new=not before,
        cells=[
            Cell(
                UNITS[quantity],
                _tonnes(before.get(quantity)),
                before.get("notation_key", ""),
                _tonnes(after.get(quantity)),
                after.get("notation_key", ""),
            )
            for quantity in quantities
        ],
        words=joined(str(label) for name, label in WORDS.items() if before.get(name) != after.get(name))
        if after
        else "",
        where=told.get("where", ""),
    )


def _total(told: Mapping[str, Any]) -> Total:
    return Total(
        label=_total_label(told["section"], told["level"]),
        unit=UNITS[told["quantity"]],
        before=_tonnes(told["before"]),
        after=_tonnes(told["after"]),
        in_place=_tonnes(told["in_place"]),
        stated=_tonnes(told["stated"]),
    )


def _total_label(section: str, level: str) -> str:
    if section == SectionCode.OPERATIONS:
        return str(SectionCode.OPERATIONS.label)
    if level == frameworks.catalogue.TERRITORIAL:
        return _("Territorial")
    return _("Total") if level == Level.NONE else str(Level(level).label)


def _tonnes(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
