"""What the secretariat does with a submitted version: take it, remark, give it back or accept it."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from inventories import figures, frameworks, history, letters, reports
from inventories.enums import EventKind, SectionCode, State
from inventories.models import Remark, Report, ReportVersion
from pledges import requests


class CertifierCannotAccept(history.Refused):
    """Who signed a version does not accept it, whatever roles they have."""


class EmptyRemark(history.Refused):
    """A remark says something."""


class UnknownPlace(history.Refused):
    """A remark stands on a section of the report, or on a row of it, that there is."""


@transaction.atomic
def take(*, version: ReportVersion, by: User, now: datetime.datetime) -> None:
    """Take a submitted version into review. Raises WrongState."""
    history.hold(version, State.SUBMITTED)
    history.move(version, State.IN_REVIEW, kind=EventKind.TAKEN, by=by, now=now)
    letters.taken(version, now)


@transaction.atomic
def remark(
    *, version: ReportVersion, section: str, row: str, text: str, by: User, now: datetime.datetime
) -> Remark:
    """A word on the version (section and row empty), a section or a row.

    Raises EmptyRemark, UnknownPlace, WrongState.
    """
    history.hold(version, State.IN_REVIEW)
    if not text.strip():
        raise EmptyRemark(_("Write what is to be changed or explained."))
    _demand_place(version, section, row)
    made = Remark.objects.create(version=version, section=section, row=row, text=text.strip(), by=by, at=now)
    history.append(version, EventKind.REMARKED, by=by, now=now)
    return made


@transaction.atomic
def give_back(*, version: ReportVersion, note: str, by: User, now: datetime.datetime) -> ReportVersion:
    """Return a version: its content is copied into a new draft that names what it corrects and why.

    Raises ReasonMissing without a note or a remark; WrongState.
    """
    history.hold(version, State.IN_REVIEW)
    note = note.strip()
    remarks = list(version.remarks.all())
    if not note and not remarks:
        raise reports.ReasonMissing(_("Say why the report is returned: in a note, or in a remark on a row."))
    history.move(version, State.RETURNED, kind=EventKind.RETURNED, by=by, now=now, note=note)
    reason = note or "\n".join(each.text for each in remarks)
    draft = reports.copy(source=version, reason=reason, by=by, now=now)
    letters.returned(version, now, note=reason)
    return draft


@transaction.atomic
def accept(*, version: ReportVersion, by: User, now: datetime.datetime) -> None:
    """Accept a version: its figures become the government's record, and its targets are judged anew.

    Raises CertifierCannotAccept, WrongState.
    """
    history.hold(version, State.IN_REVIEW)
    if version.certified_by_id == by.pk:
        raise CertifierCannotAccept(
            _("You certified this report, so somebody else of the secretariat must accept it.")
        )
    Report.objects.select_for_update().get(pk=version.report_id)
    for former in ReportVersion.objects.accepted().filter(report=version.report_id):
        history.move(former, State.SUPERSEDED, kind=EventKind.SUPERSEDED, by=by, now=now)
    history.move(version, State.ACCEPTED, kind=EventKind.ACCEPTED, by=by, now=now)
    figures.record(version, now)
    requests.open(government=version.government, because=version)
    letters.accepted(version, now)


def _demand_place(version: ReportVersion, section: str, row: str) -> None:
    """Raises UnknownPlace."""
    if section and section not in SectionCode.values:
        raise UnknownPlace(
            _("The report has no section “%(section)s”: remark on one that it has.") % {"section": section}
        )
    rows = {each.code for each in frameworks.rows(version.report.framework, section)} if section else set()
    if row and row not in rows:
        raise UnknownPlace(
            _("The section has no row “%(row)s”: remark on one that it has, or on the section.")
            % {"row": row}
        )
