"""A file's inventories as the page shows them before they are taken over: JSON, with numbers as digits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from inventories import filling, frameworks
from inventories.checks import Finding
from inventories.enums import SectionCode
from inventories.importers.reading import Inventory, LeftOut
from inventories.models import ReportVersion
from inventories.uploads import drafts
from inventories.uploads.aims import Aim
from inventories.uploads.trying import ROWS, Held, Tried

MOST_LEFT_OUT = 500
"""More than anyone reads; how many there are is told."""


def left_aim(aim: Aim) -> dict[str, Any]:
    """A year that stays as it is."""
    return {"year": aim.year, "deed": "leave", "reason": aim.obstacle, **_report(aim)}


def year(aim: Aim, before: Held, after: Tried, in_place: Tried) -> dict[str, Any]:
    """What becomes of one year: beside what is there (`after`), or `in_place` of it."""
    inventory = aim.inventory
    first, last = filling.period_of(inventory)
    return {
        "year": aim.year,
        "place": inventory.place,
        "says_year": inventory.says_year,
        "framework": inventory.framework,
        "deed": "begin" if aim.begins else "change",
        **_report(aim),
        "period": [first.isoformat(), last.isoformat()],
        "about": _about(before, after.held),
        "about_in_place": _about(before, in_place.held),
        "sections": [_section(code, before, after.held, inventory) for code in ROWS if code in after.codes],
        "indicators": _indicators(before, after.held),
        "indicators_gone": _gone(before.indicators, in_place.held.indicators),
        "activities": sum(len(each) for each in inventory.activities.values()),
        "totals": _totals(inventory, before, after.held, in_place.held),
        "findings": [_finding(each) for each in after.findings if _is_about(each, inventory, after)],
        "differs": after.held != in_place.held,
    }


def left_out(items: Sequence[LeftOut]) -> dict[str, Any]:
    told = [{"place": each.place, "value": each.value, "reason": each.reason} for each in items]
    return {"left_out": told[:MOST_LEFT_OUT], "left_out_count": len(told)}


def _report(aim: Aim) -> dict[str, Any]:
    if aim.report is None:
        return {}
    number = aim.version.number if aim.version else 0
    return {"reference": aim.report.reference, "number": number}


def _about(before: Held, after: Held) -> list[dict[str, Any]]:
    """What changes of the period; of one just begun, what it says otherwise than every draft."""
    former = before.about or {name: _default(name) for name in after.about}
    return [
        {"name": name, "before": before.about.get(name), "after": value}
        for name, value in after.about.items()
        if value != former[name]
    ]


def _default(name: str) -> Any:
    field = ReportVersion._meta.get_field(name)
    return None if getattr(field, "null", False) else getattr(field, "get_default")()  # noqa: B009


def _section(code: str, before: Held, after: Held, inventory: Inventory) -> dict[str, Any]:
    held, made = before.lines.get(code, {}), after.lines[code]
    brought = {draft.row for draft in inventory.lines.get(code, ())}
    changed = [row for row in made if held.get(row) != made[row]]
    return {
        "code": code,
        "rows": [
            {
                "row": row,
                "before": drafts.line_to_json(held[row]) if row in held else None,
                "after": drafts.line_to_json(made[row]),
                "where": inventory.places.get((code, row), ""),
            }
            for row in changed
        ],
        "same": len(brought) - len(brought.intersection(changed)),
        "elsewhere": [
            {"row": row, "before": drafts.line_to_json(held[row])}
            for row in held
            if code in inventory.lines and row not in brought
        ],
    }


def _indicators(before: Held, after: Held) -> list[dict[str, Any]]:
    return [
        {"measure": code, "year": year_of, "before": before.indicators.get((code, year_of)), "after": value}
        for (code, year_of), value in after.indicators.items()
        if before.indicators.get((code, year_of)) != value
    ]


def _gone(
    before: Mapping[tuple[str, int], str], after: Mapping[tuple[str, int], str]
) -> list[dict[str, Any]]:
    return [
        {"measure": code, "year": year_of, "before": value}
        for (code, year_of), value in before.items()
        if (code, year_of) not in after
    ]


def _totals(inventory: Inventory, before: Held, after: Held, in_place: Held) -> list[dict[str, Any]]:
    framework = frameworks.get(inventory.framework)
    wanted = [
        (SectionCode.COMMUNITY.value, level, quantity)
        for level in framework.totals
        for quantity in framework.quantities
    ] + [(SectionCode.OPERATIONS.value, "none", quantity) for quantity in framework.quantities]
    return list(_told_totals(wanted, inventory, before, after, in_place))


def _told_totals(
    wanted: Iterable[tuple[str, str, str]], inventory: Inventory, *held: Held
) -> Iterable[dict[str, Any]]:
    for section, level, quantity in wanted:
        sums = [
            each.totals.at(level, quantity, section) if each.totals is not None else None for each in held
        ]
        is_stated = section == SectionCode.COMMUNITY and quantity == "co2e"
        stated = inventory.stated.get(level) if is_stated else None
        if stated is not None or any(each is not None for each in sums):
            before, after, in_place = (_digits(each) for each in sums)
            yield {
                "section": section,
                "level": level,
                "quantity": quantity,
                "before": before,
                "after": after,
                "in_place": in_place,
                "stated": _digits(stated),
            }


def _is_about(each: Finding, inventory: Inventory, after: Tried) -> bool:
    """Whether the file is what the checks speak of: a row that it has, or a section as a whole."""
    brought = {(code, draft.row) for code, drafts in inventory.lines.items() for draft in drafts}
    return each.section in after.codes and (not each.row or (each.section, each.row) in brought)


def _finding(each: Finding) -> dict[str, Any]:
    return {
        "code": each.code,
        "is_error": each.is_error,
        "section": each.section,
        "row": each.row,
        "message": each.message,
    }


def _digits(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")
