"""Activities behind a row of a draft: added, changed, removed, and their sum taken over into its line."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from inventories import activities, history, lines, products, sections
from inventories.activities import ActivityDraft
from inventories.enums import NotationKey, Quality, SectionStatus, State
from inventories.lines import LineDraft
from inventories.models import InventoryLine, ReportVersion, Section

WORST_FIRST = (Quality.LOW, Quality.MEDIUM, Quality.HIGH)


class NoSum(history.Refused):
    """An activity of the row makes nothing that is known: there is no sum to take over."""


@dataclass(frozen=True)
class Save:
    """Who saves what row of a draft when, and the revision of its section that they read."""

    version: ReportVersion
    section: str
    row: str
    revision: int
    by: User
    now: datetime.datetime

    def drafts(self) -> list[ActivityDraft]:
        return activities.of_row(self.version, self.section, self.row)

    def write(self, drafts: Sequence[ActivityDraft]) -> Section:
        """Raises ValidationError, Conflict."""
        counted = sections.count_on(
            version=self.version, code=self.section, revision=self.revision, by=self.by, now=self.now
        )
        activities.replace(self.version, self.section, {self.row: drafts}, rows=[self.row])
        return counted


@transaction.atomic
def put(*, save: Save, draft: ActivityDraft, position: int | None = None) -> Section:
    """Keep an activity: in the place of that at `position` (from 1), or as the row's last.

    Raises ValidationError, Conflict, WrongState.
    """
    history.hold(save.version, State.DRAFT)
    held = save.drafts()
    if position is None or not 1 <= position <= len(held):
        held.append(draft)
    else:
        held[position - 1] = draft
    return save.write(held)


@transaction.atomic
def remove(*, save: Save, position: int) -> Section:
    """Forget an activity; the row's line stays as it is. Raises Conflict, WrongState."""
    history.hold(save.version, State.DRAFT)
    held = save.drafts()
    return save.write([each for at, each in enumerate(held, start=1) if at != position])


@transaction.atomic
def take_over(*, save: Save) -> Section:
    """Fill the row with the sum of its activities: by gas where each is, as CO2 equivalent else.

    Raises NoSum, Conflict, InvalidLines, WrongState.
    """
    history.hold(save.version, State.DRAFT)
    drafts = {draft.row: draft for draft in lines.of_version(save.version, save.section)}
    drafts[save.row] = filled(drafts.get(save.row), save.row, save.drafts(), gwp_set=save.version.gwp_set)
    status = save.version.sections.get(code=save.section).status
    return sections.save_lines(
        version=save.version,
        code=save.section,
        revision=save.revision,
        lines=list(drafts.values()),
        complete=status == SectionStatus.COMPLETE,
        by=save.by,
        now=save.now,
    )


def filled(before: LineDraft | None, row: str, held: Sequence[ActivityDraft], *, gwp_set: str) -> LineDraft:
    """The row with what its activities make; words that it has stay. Raises NoSum."""
    masses = sum_by_gas(held)
    co2e = None if masses else products.added_up(held, gwp_set)
    if not masses and co2e is None:
        raise NoSum(
            _("An activity has neither a result nor an amount with factors that make one: complete it first.")
        )
    line = before or LineDraft(row=row)
    key = line.notation_key if line.notation_key == NotationKey.C else ""
    return replace(
        line,
        masses=masses,
        co2e=co2e,
        co2=None,
        notation_key=key,
        included_in="",
        quality=line.quality or worst(each.quality for each in held),
        source=line.source or joined("source", (each.source for each in held)),
        method=line.method or joined("method", (each.description for each in held)),
        factor_quality=line.factor_quality or worst(each.factor_quality for each in held),
        factor_source=line.factor_source or joined("factor_source", (each.factor_source for each in held)),
    )


def sum_by_gas(held: Sequence[ActivityDraft]) -> dict[str, Decimal]:
    """Tonnes by gas of all activities; empty where one of them is known as an equivalent alone."""
    found = [products.masses_of(each) for each in held]
    if not all(found):
        return {}
    total: dict[str, Decimal] = {}
    for masses in found:
        for gas, tonnes in masses.items():
            total[gas] = total.get(gas, Decimal(0)) + tonnes
    return total


def worst(named: Any) -> str:
    """The lowest of some qualities: a sum is no better than its worst part."""
    found = {each for each in named if each}
    return next((str(quality.value) for quality in WORST_FIRST if quality in found), "")


def joined(column: str, texts: Any) -> str:
    """Each text once, as far as the line's column is long."""
    longest: int = getattr(InventoryLine._meta.get_field(column), "max_length", 0)
    text = "; ".join(dict.fromkeys(" ".join(each.split()) for each in texts if each.strip()))
    return text if len(text) <= longest else text[: longest - 1] + "…"
