"""Putting back what stood in a draft before a file was taken over, as long as nobody has changed it since."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from inventories import activities, filling, history, lines, reports, sections
from inventories.enums import EventKind, SectionCode, State, UploadState
from inventories.filling import Filling
from inventories.models import ReportVersion, Upload
from inventories.uploads import drafts


class CannotUndo(history.Refused):
    """Something has changed since: to put the former rows back would overwrite it."""


def former_of(version: ReportVersion, codes: Iterable[str]) -> dict[str, Any]:
    """What the sections hold now, as JSON."""
    wanted = list(codes)
    rows = [code for code in wanted if code in filling.INVENTORIES]
    former: dict[str, Any] = {
        "statuses": dict(version.sections.filter(code__in=wanted).values_list("code", "status")),
        "lines": {
            code: [drafts.line_to_json(each) for each in lines.of_version(version, code)] for code in rows
        },
        "activities": {code: _activities(version, code) for code in rows},
    }
    if SectionCode.ABOUT in wanted:
        former["about"] = {name: getattr(version, name) for name in sections.ABOUT_FIELDS}
    if SectionCode.INDICATORS in wanted:
        former["indicators"] = [drafts.indicator_to_json(each) for each in filling.drafts_of(version)]
    return former


def told_of(version: ReportVersion, codes: Iterable[str]) -> dict[str, Any]:
    """Which version was written, and the revisions at which its sections are now."""
    held = filling.revisions_of(version)
    return {
        "version": version.pk,
        "reference": version.report.reference,
        "year": version.report.year,
        "revisions": {code: held[code] for code in codes},
    }


def can_undo(upload: Upload) -> bool:
    """Whether every draft stands as the file left it. Two queries, however many there are."""
    told = upload.outcome.get("versions", [])
    if upload.state != UploadState.DONE or "undone" in upload.outcome or not told:
        return False
    drafted = ReportVersion.objects.filter(state=State.DRAFT).prefetch_related("sections")
    found = drafted.in_bulk([each["version"] for each in told])
    return all(each["version"] in found and _stands(found[each["version"]], each) for each in told)


@transaction.atomic
def undo(*, upload: Upload, by: User, now: datetime.datetime) -> None:
    """Put the former content back, and discard the drafts that the file began. All or nothing.

    Raises CannotUndo.
    """
    held = Upload.objects.select_for_update().get(pk=upload.pk)
    if not can_undo(held):
        raise CannotUndo(
            _("Something was changed since the file was taken over: correct the sections themselves.")
        )
    for each in held.outcome["versions"]:
        version = ReportVersion.objects.select_related("report__government").get(pk=each["version"])
        if each["begun"]:
            reports.discard(version=version, by=by)
        else:
            _put_back(version, each, by=by, now=now)
            note = _("Taken back: %(file)s") % {"file": held.file_name}
            history.append(version, EventKind.UPLOADED, by=by, now=now, note=note)
    held.outcome = {**held.outcome, "undone": {"by": str(by), "at": now.isoformat()}}
    held.save(update_fields=["outcome"])


def _stands(version: ReportVersion, told: Mapping[str, Any]) -> bool:
    revisions = {section.code: section.revision for section in version.sections.all()}
    return all(revisions[code] == revision for code, revision in told["revisions"].items())


def _put_back(version: ReportVersion, told: Mapping[str, Any], *, by: User, now: datetime.datetime) -> None:
    former = told["former"]
    rows = {
        code: {row: [drafts.activity_from_json(each) for each in of_row] for row, of_row in by_row.items()}
        for code, by_row in former["activities"].items()
    }
    held = {code: version.activities.filter(section=code).values_list("row", flat=True) for code in rows}
    made = Filling(
        about=former.get("about", {}),
        lines={
            code: [drafts.line_from_json(each) for each in of_code]
            for code, of_code in former["lines"].items()
        },
        activities=rows,
        rows={code: frozenset(held[code]) | frozenset(rows[code]) for code in rows},
        indicators=(drafts.indicators_from_json(former["indicators"]) if "indicators" in former else None),
    )
    filling.write(version=version, filling=made, revisions=told["revisions"], by=by, now=now)
    for code, status in former["statuses"].items():
        version.sections.filter(code=code).update(status=status)


def _activities(version: ReportVersion, code: str) -> dict[str, Any]:
    return {
        row: [drafts.activity_to_json(each) for each in of_row]
        for row, of_row in activities.by_row(version, code).items()
    }
