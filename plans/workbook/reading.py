"""The workbook of a plan read back: what the draft would say, and everything that is wrong with the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import IO, Any

from django.utils.translation import gettext as _

from inventories.importers.book import open_book
from inventories.importers.own.tables import Table, tables, text
from inventories.importers.problems import Problem, Unreadable
from plans.actions.writing import ActionDraft
from plans.models import PlanVersion
from plans.workbook import sheets
from plans.workbook.actions import Actions
from plans.workbook.drafts import Drafted, of_version
from plans.workbook.hanging import PARTS, overlaps, reductions


@dataclass(frozen=True)
class Read:
    """`drafted` is what the whole draft would say; it means nothing where there are problems."""

    drafted: Drafted
    problems: list[Problem] = field(default_factory=list)
    filled: bool = False


def read(file: IO[bytes], *, name: str, version: PlanVersion) -> Read:
    """Raises Unreadable where the file is no workbook of a plan."""
    problems: list[Problem] = []
    found = tables(open_book(file, name=name), problems)
    if sheets.ACTIONS not in found or sheets.COVER not in found:
        raise Unreadable(
            _("This is not the workbook of a plan’s actions."),
            _("Download the workbook on this page, fill it in and bring that one."),
        )
    cover = {text(line, "key"): text(line, "value") for line in found[sheets.COVER].lines()}
    problems += _refusals(cover, version)
    if problems:
        return Read(Drafted({}), problems)
    filled = cover.get("filled") == sheets.YES
    return Read(_drafted(found, version, filled, problems), problems, filled)


def _refusals(cover: Mapping[str, str], version: PlanVersion) -> list[Problem]:
    remedy = _("Download the workbook of this plan, and copy your entries into it.")
    if cover.get("format") != str(sheets.VERSION):
        return [Problem(0, "", cover.get("format", ""), _("The workbook has another format."), remedy)]
    if cover.get("plan") != version.plan.code:
        words = _("The workbook was made for another plan: %(code)s.") % {"code": cover.get("plan", "")[:60]}
        return [Problem(0, "", cover.get("plan", ""), words, remedy)]
    return []


def _drafted(
    found: Mapping[str, Table], version: PlanVersion, filled: bool, problems: list[Problem]
) -> Drafted:
    before = of_version(version)
    read_actions = Actions(version, before, filled)
    values = read_actions.read(found[sheets.ACTIONS])
    hanging: dict[str, dict[str, Any] | None] = {
        part: one.read(found[one.sheet], read_actions.keys) if one.sheet in found else None
        for part, one in PARTS.items()
    }
    reduced = found.get(sheets.REDUCTIONS)
    hanging["reductions"] = reductions(reduced, read_actions.keys) if reduced else None
    drafts = dict(before.actions) if not filled else {}
    for key, of_action in values.items():
        drafts[key] = _merged(key, of_action, hanging, before.actions.get(key), filled)
    table = found.get(sheets.OVERLAPS)
    claimed = overlaps(table, read_actions.keys) if table else None
    if claimed is None or (not claimed and not filled):
        claimed = [each for each in before.overlaps if each[0] in drafts and each[1] in drafts]
    if len(drafts) > sheets.MOST_ACTIONS:
        words = _("A plan holds at most %(most)d actions.") % {"most": sheets.MOST_ACTIONS}
        problems.append(Problem(0, "", str(len(drafts)), words, _("Divide it into several plans.")))
    return Drafted(drafts, claimed)


def _merged(
    key: str,
    values: Mapping[str, Any],
    hanging: Mapping[str, Mapping[str, Any] | None],
    before: ActionDraft | None,
    filled: bool,
) -> ActionDraft:
    """A sheet that is gone says nothing; nor does one that names the action nowhere, in a blank workbook."""
    own = dict(values)
    parts: dict[str, Any] = {}
    if "indicators" in own:
        parts["indicators"] = own.pop("indicators")
    elif before:
        parts["indicators"] = before.indicators
    for part, by_key in hanging.items():
        empty: Any = {} if part == "reductions" else []
        held = getattr(before, part) if before else empty
        if by_key is None:
            parts[part] = held
        else:
            parts[part] = by_key.get(key, empty if filled else held)
    return ActionDraft(key, own, **parts)
