"""An answer to a request for a part of a report: compared, taken over into the draft, or asked for again."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.words import joined
from inventories import (
    frameworks,
    history,
    lines,
    masses,
    part_files,
    part_indicators,
    part_letters,
    part_lines,
    part_requests,
    sections,
)
from inventories.enums import EventKind, SectionStatus, State
from inventories.lines import LineDraft
from inventories.models import PartRequest, ReportVersion


def completed(part: PartRequest, version: ReportVersion) -> list[LineDraft]:
    """The lines that were sent, with what follows from their masses by the draft's warming potentials."""
    place = {"framework": version.report.framework, "section": part.section}
    made, _found = masses.completed(part_lines.drafts_of(part), gwp_set=version.gwp_set, **place)
    return made


def merged_lines(part: PartRequest, version: ReportVersion) -> list[LineDraft]:
    """The section's lines with those of the answer in their place; asked rows left blank stay as they are."""
    answered = {draft.row: draft for draft in part_lines.drafts_of(part)}
    held = {draft.row: draft for draft in lines.of_version(version, part.section)}
    order = [row.code for row in frameworks.rows(version.report.framework, part.section)]
    together = {**held, **answered}
    return [together[code] for code in order if code in together]


@transaction.atomic
def take_over(
    *, part: PartRequest, version: ReportVersion, revision: int, by: User, now: datetime.datetime
) -> None:
    """Save the answer's rows or indicators in the draft, where they replace what those held.

    `revision` is that of the section as it was compared. Raises Closed, Conflict, WrongState; InvalidLines
    for rows, OtherBasis and ValidationError for indicators.
    """
    part = PartRequest.objects.select_for_update().select_related("report").get(pk=part.pk)
    if part_requests.state_of(part, now.date()) != "answered":
        raise part_requests.Closed(part_requests.state_of(part, now.date()))
    history.hold(version, State.DRAFT)
    if part.answer:
        _save(part, version, revision=revision, by=by, now=now)
    part_files.into_evidence(part, version=version, by=by, now=now)
    part.taken_by, part.taken_at = by, now
    part.save(update_fields=["taken_by", "taken_at", "typed"])
    history.append(version, EventKind.TAKEN_OVER, by=by, now=now, note=_who_answered(part))


@transaction.atomic
def ask_again(
    *, part: PartRequest, remark: str, due: datetime.date, by: User, now: datetime.datetime
) -> None:
    """Open an answered request again, with a remark on what is missing. Raises Closed, CannotAsk."""
    part = PartRequest.objects.select_for_update().get(pk=part.pk)
    if part_requests.state_of(part, now.date()) != "answered":
        raise part_requests.Closed(part_requests.state_of(part, now.date()))
    if due < now.date():
        raise part_requests.CannotAsk(_("The day it is due has passed: choose a later one."))
    said = f"{now.date().isoformat()}, {by.get_short_name()}: {remark.strip()}"
    part.message = "\n\n".join(text for text in (part.message, said) if text)
    part.due, part.answer, part.answered_at, part.reminded_at = due, [], None, None
    part.save(update_fields=["message", "due", "answer", "answered_at", "reminded_at"])
    part_letters.asked_again(part, part_requests.link_token(part), remark.strip(), by, now)


def _save(part: PartRequest, version: ReportVersion, **signed: Any) -> None:
    """`signed`: the revision, who and when."""
    status = version.sections.get(code=part.section).status
    saving = {"version": version, "complete": status == SectionStatus.COMPLETE, **signed}
    if part_indicators.asks_for_them(part):
        sections.save_indicators(indicators=part_indicators.merged(part, version), **saving)
    else:
        sections.save_lines(code=part.section, lines=merged_lines(part, version), **saving)


def _who_answered(part: PartRequest) -> str:
    what = "measure" if part_indicators.asks_for_them(part) else "row"
    rows = joined(each[what] for each in part.answer)
    return f"{part.name} <{part.email}>" + (f": {rows}" if rows else "")
