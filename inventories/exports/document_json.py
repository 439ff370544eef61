"""A report as JSON: the document that was signed, or, of a draft, the same shape (docs/report-format.md)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from inventories import canonical
from inventories.activities import ActivityDraft
from inventories.exports.told import Format, Told
from inventories.indicators import IndicatorDraft
from inventories.lines import LineDraft


def make(told: Told, language: str) -> bytes:
    """The signed text to the byte, where all of it is told: its SHA-256 is the one of the receipt."""
    return (told.document or canonical.dumps(content(told))).encode()


def content(told: Told) -> dict[str, Any]:
    """The report in the shape of the canonical document. Rows that are withheld are named as such."""
    identity = told.identity
    made = {
        "reference": identity.reference,
        "government": identity.government.slug,
        "framework": identity.framework,
        "series": identity.series,
        "year": identity.year,
        "period": [day.isoformat() for day in identity.period],
        "version": identity.version,
        **_about(told.about),
        "lines": [
            _line(section, line)
            for section in sorted(told.lines)
            for line in sorted(told.lines[section], key=_row)
        ],
        "activities": [
            _activity(section, row, each)
            for section, row in sorted(told.activities)
            for each in told.activities[section, row]
        ],
        "indicators": [_indicator(each) for each in sorted(told.indicators, key=_code_and_year)],
        "calculations": list(told.calculations),
        **told.rest,
    }
    withheld = sorted(told.withheld)
    return made | ({"withheld": [list(each) for each in withheld]} if withheld else {})


def _about(about: Mapping[str, Any]) -> dict[str, Any]:
    verified = ("assurance", "verifier", "verified_in")
    plain = {name: value for name, value in about.items() if name not in verified}
    return plain | {"assurance": [about[name] for name in verified]}


def _row(line: LineDraft) -> str:
    return line.row


def _line(section: str, line: LineDraft) -> dict[str, Any]:
    made = {
        "section": section,
        "row": line.row,
        "co2e": _number(line.co2e),
        "co2": _number(line.co2),
        "notation_key": line.notation_key,
        "included_in": line.included_in,
        "explanation": line.explanation,
        "quality": line.quality,
        "source": line.source,
        "method": line.method,
        "factor_quality": line.factor_quality,
        "factor_source": line.factor_source,
    }
    masses = {gas: _number(tonnes) for gas, tonnes in line.masses.items()}
    return made | ({"masses": masses} if masses else {})


def _activity(section: str, row: str, activity: ActivityDraft) -> dict[str, Any]:
    made = {"section": section, "row": row, **activity.__dict__}
    texts = {name: _texts(made[name]) for name in ("factors", "masses")}
    return made | texts | {name: _number(made[name]) for name in ("amount", "oxidation", "co2e")}


def _texts(numbers: Mapping[str, Decimal]) -> dict[str, str]:
    return {gas: format(number, "f") for gas, number in numbers.items()}


def _indicator(value: IndicatorDraft) -> dict[str, Any]:
    return {
        "measure": value.measure.code,
        "year": value.year,
        "value": _number(value.value),
        "price_year": value.price_year,
        "edition": value.edition,
        "source": value.source,
    }


def _code_and_year(value: IndicatorDraft) -> tuple[str, int]:
    return value.measure.code, value.year or 0


def _number(value: Decimal | None) -> str | None:
    return None if value is None else canonical.plain(value)


FORMAT = Format(
    code="json",
    label=_("JSON"),
    sentence=_("Everything the report says, for programmes; of a submitted version, the document as signed."),
    media_type="application/json",
    suffix="json",
    make=make,
)
