"""What a workbook would change in a draft: added, changed and how, taken out; and the change made."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts import numbers
from accounts.models import User
from accounts.words import joined
from plans import moves
from plans.actions import writing
from plans.actions.writing import ActionDraft
from plans.enums import PlanEventKind
from plans.models import Action, PlanVersion
from plans.workbook.drafts import Drafted, of_version

PARTS = ("milestones", "reductions", "fundings", "co_benefits", "indicators")


@dataclass(frozen=True)
class Difference:
    """What of an action changes: its name, what stood there, what will."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Changed:
    title: str
    key: str
    differences: Sequence[Difference]


@dataclass(frozen=True)
class Changes:
    """By key and title what is added and taken out; what changes, and how; whether the overlaps do."""

    added: Sequence[ActionDraft]
    changed: Sequence[Changed]
    removed: Sequence[ActionDraft]
    overlaps: Difference | None
    same: int

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.changed or self.removed or self.overlaps)


def between(before: Drafted, after: Drafted) -> Changes:
    changed = []
    for key, draft in after.actions.items():
        if key in before.actions:
            differences = list(_differences(before.actions[key], draft))
            if differences:
                changed.append(Changed(title_of(draft), key, differences))
    added = [each for key, each in after.actions.items() if key not in before.actions]
    removed = [each for key, each in before.actions.items() if key not in after.actions]
    one, other = sorted(before.overlaps), sorted(after.overlaps)
    overlaps = Difference(_("Overlaps"), _overlaps(one), _overlaps(other)) if one != other else None
    same = len(after.actions) - len(added) - len(changed)
    return Changes(added, changed, removed, overlaps, same)


def title_of(draft: ActionDraft) -> str:
    return str(draft.values.get("title_en") or draft.values.get("title_zh") or draft.key)


def _differences(before: ActionDraft, after: ActionDraft) -> Iterator[Difference]:
    for name, value in after.values.items():
        if value != before.values.get(name):
            yield Difference(_label(name), _told(name, before.values.get(name)), _told(name, value))
    for name in PARTS:
        one, other = _normal(name, getattr(before, name)), _normal(name, getattr(after, name))
        if one != other:
            yield Difference(_label(name), _told_part(name, one), _told_part(name, other))


def _normal(name: str, part: Any) -> Any:
    if name == "reductions":
        return dict(sorted(part.items()))
    if name == "indicators":
        return sorted(each.code for each in part)
    return sorted(part, key=lambda row: tuple(str(value) for value in row.values()))


def _label(name: str) -> str:
    field: Any = Action._meta.get_field(name)
    labels = {
        "milestones": _("Milestones"),
        "reductions": _("Expected reductions"),
        "fundings": _("Funding"),
        "co_benefits": _("Co-benefits"),
    }
    return labels.get(name) or capfirst(str(field.verbose_name))


def _told(name: str, value: Any) -> str:
    if value in (None, ""):
        return "–"
    choices = dict(getattr(Action._meta.get_field(name), "flatchoices", ()))
    if value in choices and choices:
        return str(choices[value])
    return numbers.grouped(value) if isinstance(value, Decimal) else str(value)


def _told_part(name: str, part: Any) -> str:
    if name == "reductions":
        return joined(f"{year}: {numbers.grouped(tonnes)}" for year, tonnes in part.items()) or "–"
    if name == "indicators":
        return joined(part) or "–"
    rows = (" ".join(str(value) for value in row.values() if value not in (None, "")) for row in part)
    return "; ".join(rows) or "–"


def _overlaps(rows: Sequence[tuple[str, str, Decimal, str]]) -> str:
    return (
        "; ".join(f"{first} / {second}: {numbers.grouped(each)}" for first, second, each, _n in rows) or "–"
    )


@transaction.atomic
def take_over(
    *, version: PlanVersion, revision: int, drafted: Drafted, by: User, now: datetime.datetime, note: str
) -> Changes:
    """Make the draft say what was read: all of it or nothing.

    Raises Conflict where somebody saved the draft since it was compared, WrongState, ValidationError.
    """
    moves.advance(version, revision, by=by, now=now)
    before = of_version(version)
    made = between(before, drafted)
    version.actions.filter(key__in=[each.key for each in made.removed]).delete()
    for key in [each.key for each in made.added] + [each.key for each in made.changed]:
        writing.put(version, drafted.actions[key])
    if made.overlaps or made.removed:
        writing.put_overlaps(version, drafted.overlaps)
    moves.append(version, PlanEventKind.UPLOADED, by=by, now=now, note=note)
    return made
