"""Several lines about one row, as of a table with a line for each fuel: added up, if someone says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _

from inventories.enums import NotationKey
from inventories.importers.gathering import Entry, Gathering
from inventories.importers.reading import Question
from inventories.lines import LineDraft

CODE = "several"
ADD, REFUSE = "add", "refuse"


def up(now: Gathering) -> None:
    """Make one entry of all that are about one row, asked once for the whole table."""
    several = [
        entries
        for sections in now.entries.values()
        for of_section in sections.values()
        for entries in _by_row(of_section).values()
        if len(entries) > 1
    ]
    answer = now.wanted.answers.get(CODE, "")
    if not several or answer == REFUSE:
        return
    if answer != ADD:
        now.questions.append(_question(now, several[0]))
        return
    for sections in now.entries.values():
        for section, of_section in sections.items():
            sections[section] = [_sum(now, entries) for entries in _by_row(of_section).values()]


def _by_row(entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.draft.row, []).append(entry)
    return found


def _question(now: Gathering, entries: Sequence[Entry]) -> Question:
    rows = ", ".join(str(entry.row) for entry in entries[:5])
    text = _("Several lines are about one row (%(row)s: lines %(lines)s). Are they to be added up?")
    return Question(
        CODE,
        text % {"row": entries[0].draft.row, "lines": rows},
        [(ADD, _("Yes: add their masses up")), (REFUSE, _("No: show them as faults"))],
        ADD,
    )


def _sum(now: Gathering, entries: Sequence[Entry]) -> Entry:
    """One entry: the sum of the masses; a key only where no line has a mass."""
    if len(entries) == 1:
        return entries[0]
    drafts = [entry.draft for entry in entries]
    massive = [draft for draft in drafts if draft.has_mass or draft.masses]
    for entry in entries:
        if massive and entry.draft.notation_key not in ("", NotationKey.C):
            reason = _("Another line of the row has a number: the row takes that.")
            now.leave(entry.row, entry.columns.get("notation_key"), entry.draft.notation_key, reason)
    keys = [draft.notation_key for draft in drafts if draft.notation_key]
    confidential = NotationKey.C.value if NotationKey.C in keys else ""
    made = replace(
        drafts[0],
        co2e=_added(draft.co2e for draft in drafts),
        co2=_added(draft.co2 for draft in drafts),
        masses=_by_gas(massive),
        notation_key=confidential if massive else (confidential or (keys[0] if keys else "")),
        included_in="" if massive else drafts[0].included_in,
        **{name: _joined(drafts, name) for name in ("explanation", "source", "method", "factor_source")},
    )
    legible = all(entry.legible for entry in entries)
    return Entry(entries[0].row, made, entries[0].columns, legible)


def _added(masses: Iterable[Decimal | None]) -> Decimal | None:
    given = [mass for mass in masses if mass is not None]
    return sum(given, Decimal(0)) if given else None


def _by_gas(drafts: Sequence[LineDraft]) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for draft in drafts:
        for gas, mass in draft.masses.items():
            found[gas] = found.get(gas, Decimal(0)) + mass
    return found


def _joined(drafts: Sequence[LineDraft], name: str) -> str:
    return "; ".join(dict.fromkeys(text for draft in drafts if (text := getattr(draft, name))))
