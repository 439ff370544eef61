"""Rows, activities and indicators as JSON, exactly, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from inventories.activities import ActivityDraft
from inventories.indicators import IndicatorDraft
from inventories.lines import LineDraft
from pledges.models import Measure

BLANK: tuple[Any, ...] = (None, "", {})
NUMBERS_OF_LINE = ("co2e", "co2")
NUMBERS_OF_ACTIVITY = ("amount", "oxidation", "co2e")
BY_GAS = ("masses", "factors")


def line_to_json(draft: LineDraft) -> dict[str, Any]:
    return _told(asdict(draft))


def line_from_json(told: Mapping[str, Any]) -> LineDraft:
    return LineDraft(**_numbered(told, NUMBERS_OF_LINE))


def activity_to_json(draft: ActivityDraft) -> dict[str, Any]:
    return _told(asdict(draft))


def activity_from_json(told: Mapping[str, Any]) -> ActivityDraft:
    return ActivityDraft(**_numbered(told, NUMBERS_OF_ACTIVITY))


def indicator_to_json(draft: IndicatorDraft) -> dict[str, Any]:
    return _told({**draft.__dict__, "measure": draft.measure.code})


def indicators_from_json(told: list[Mapping[str, Any]]) -> list[IndicatorDraft]:
    codes = {each["measure"] for each in told}
    measures = {measure.code: measure for measure in Measure.objects.filter(code__in=codes)}
    return [
        IndicatorDraft(**{**_numbered(each, ("value",)), "measure": measures[each["measure"]]})
        for each in told
    ]


def _told(values: Mapping[str, Any]) -> dict[str, Any]:
    """What is not blank, with numbers as their digits."""
    return {name: _text(value) for name, value in values.items() if value not in BLANK}


def _text(value: Any) -> Any:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, Mapping):
        return {name: _text(inner) for name, inner in value.items()}
    return value


def _numbered(told: Mapping[str, Any], numbers: tuple[str, ...]) -> dict[str, Any]:
    found = dict(told)
    for name in numbers:
        if name in found:
            found[name] = Decimal(found[name])
    for name in BY_GAS:
        if name in found:
            found[name] = {gas: Decimal(text) for gas, text in found[name].items()}
    return found
