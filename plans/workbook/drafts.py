"""The actions and overlaps of a version as plain values, to be written, compared and signed."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from plans.actions.writing import ACTION_FIELDS, ActionDraft
from plans.models import Action, PlanVersion
from pledges.models import Measure, Statement

Overlapping = tuple[str, str, Decimal, str]
"""Key, key of the action it is taken off, tonnes a year, note."""
MILESTONE = ("text_en", "text_zh", "due", "done_on")
FUNDING = ("source", "amount", "note")
CO_BENEFIT = ("kind", "amount", "note")
ROWS = {"milestones": MILESTONE, "fundings": FUNDING, "co_benefits": CO_BENEFIT}
DAYS = frozenset({"starts_on", "ends_on", "cancelled_on", "due", "done_on"})
NUMBERS = frozenset({"cost", "amount"})


@dataclass(frozen=True)
class Drafted:
    """What a plan does: actions by key in their order, and what two of them claim both."""

    actions: Mapping[str, ActionDraft]
    overlaps: Sequence[Overlapping] = field(default=())


def of_version(version: PlanVersion) -> Drafted:
    """Seven queries for any number of actions."""
    related = ("milestones", "reductions", "fundings", "co_benefits", "indicators")
    actions = version.actions.select_related("statement").prefetch_related(*related)
    overlaps = version.overlaps.values_list("first__key", "second__key", "tonnes", "note")
    return Drafted({each.key: _draft(each) for each in actions}, sorted(overlaps))


def _draft(action: Action) -> ActionDraft:
    values = {name: getattr(action, name) for name in ACTION_FIELDS}
    return ActionDraft(
        action.key,
        values,
        milestones=_rows(action.milestones.all(), MILESTONE),
        reductions={each.year: each.tonnes for each in action.reductions.all()},
        fundings=_rows(action.fundings.all(), FUNDING),
        co_benefits=_rows(action.co_benefits.all(), CO_BENEFIT),
        indicators=sorted(action.indicators.all(), key=lambda each: each.code),
    )


def _rows(found: Any, names: Sequence[str]) -> list[dict[str, Any]]:
    return [{name: getattr(each, name) for name in names} for each in found]


# As JSON, for what is signed between reading and confirming


def as_json(drafted: Drafted) -> dict[str, Any]:
    return {
        "actions": [
            {
                "key": each.key,
                "values": {name: _plain(value) for name, value in each.values.items()},
                **{
                    rows: [
                        {name: _plain(value) for name, value in row.items()} for row in getattr(each, rows)
                    ]
                    for rows in ROWS
                },
                "reductions": {str(year): str(tonnes) for year, tonnes in each.reductions.items()},
                "indicators": [measure.pk for measure in each.indicators],
            }
            for each in drafted.actions.values()
        ],
        "overlaps": [[first, second, str(tonnes), note] for first, second, tonnes, note in drafted.overlaps],
    }


def from_json(told: Mapping[str, Any]) -> Drafted:
    """The drafts again. Two queries."""
    measures = Measure.objects.in_bulk({pk for each in told["actions"] for pk in each["indicators"]})
    wanted = {each["values"].get("statement") for each in told["actions"]} - {None}
    statements = Statement.objects.in_bulk(wanted)
    actions = {each["key"]: _of_json(each, measures, statements) for each in told["actions"]}
    overlaps = [(first, second, Decimal(tonnes), note) for first, second, tonnes, note in told["overlaps"]]
    return Drafted(actions, overlaps)


def _of_json(told: Mapping[str, Any], measures: Mapping[int, Measure], statements: Any) -> ActionDraft:
    values = {name: _valued(name, value) for name, value in told["values"].items()}
    if values.get("statement") is not None:
        values["statement"] = statements[values["statement"]]
    rows = {
        name: [{key: _valued(key, value) for key, value in row.items()} for row in told[name]]
        for name in ROWS
    }
    return ActionDraft(
        told["key"],
        values,
        reductions={int(year): Decimal(tonnes) for year, tonnes in told["reductions"].items()},
        indicators=[measures[pk] for pk in told["indicators"] if pk in measures],
        **rows,
    )


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal | datetime.date):
        return str(value)
    return value.pk if isinstance(value, Statement) else value


def _valued(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in DAYS:
        return datetime.date.fromisoformat(value)
    return Decimal(value) if name in NUMBERS else value
