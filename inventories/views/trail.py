"""Where one is in a report: what stands beside every page of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.permissions import PERMISSIONS_OF, Permission, roles
from inventories import frameworks
from inventories.enums import SectionCode, State
from inventories.models import Remark, ReportVersion, Section
from inventories.views.loading import SignedInRequest


@dataclass(frozen=True)
class Step:
    """One entry of the task list."""

    code: str
    label: str
    url: str
    section: Section | None
    remarks: int


def steps(version: ReportVersion, remarks: list[Remark]) -> list[Step]:
    """The sections in the order of the task list, with what was remarked on each."""
    reference = version.report.reference
    by_code = {section.code: section for section in version.sections.all()}
    return [
        Step(
            code=code.value,
            label=str(code.label),
            url=reverse(f"inventories:section-{code.value}", args=[reference]),
            section=by_code.get(code.value),
            remarks=sum(remark.section == code.value for remark in remarks),
        )
        for code in SectionCode
    ]


def remarks_to_answer(version: ReportVersion) -> list[Remark]:
    """What the reviewer remarked: on the version itself, or on the returned one that this draft corrects."""
    about = version.pk if not version.is_draft else version.corrects_id
    return list(Remark.objects.filter(version=about).select_related("by")) if about else []


def around(request: SignedInRequest, version: ReportVersion, here: str = "") -> dict[str, Any]:
    """What every page of a report knows. A remark is the reviewer's own until the version is decided on."""
    held = {permission for role in roles(request.user, version.report) for permission in PERMISSIONS_OF[role]}
    may_review = Permission.REVIEW_REPORT in held
    prefetch_related_objects([version], Prefetch("sections", Section.objects.select_related("saved_by")))
    remarks = remarks_to_answer(version) if may_review or version.state != State.IN_REVIEW else []
    return {
        "report": version.report,
        "version": version,
        "framework": frameworks.get(version.report.framework),
        "steps": steps(version, remarks),
        "remarks": remarks,
        "here": here,
        "here_label": dict(SectionCode.choices).get(here, "") or _("Report"),
        "here_remarks": [remark for remark in remarks if here and remark.section == here and not remark.row],
        "may_sign": Permission.SUBMIT_REPORT in held,
        "may_edit": Permission.EDIT_REPORT in held,
        "may_review": may_review,
    }
