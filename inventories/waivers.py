"""The secretariat lets a finding of the checks stand, with a reason that everyone can read.

What a draft holds is its government's own: on a draft the secretariat names a check and a place without
learning what the check finds there; in review it names a finding that there is.
"""

from __future__ import annotations

import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from inventories import checks, frameworks, history, letters
from inventories.enums import EventKind, SectionCode, State
from inventories.models import ReportVersion, Waiver


class NothingToWaive(history.Refused):
    """No such check, no such place, nothing found there, or waived already."""


class OwnReport(history.Refused):
    """Who belongs to the government does not waive what its report owes."""


@transaction.atomic
def waive(
    *,
    version: ReportVersion,
    code: str,
    section: str,
    row: str,
    reason: str,
    language: str,
    by: User,
    now: datetime.datetime,
) -> Waiver:
    """Waive what the check finds in a section, at a row of it where `row` is given.

    An error that is waived no longer keeps a draft from being signed, a warning wants no answer.
    Raises NothingToWaive, OwnReport, WrongState.
    """
    history.hold(version, State.DRAFT, State.IN_REVIEW)
    if any(each.government_id == version.government.pk for each in by.current_memberships):
        raise OwnReport(_("You belong to this government, so somebody else of the secretariat must decide."))
    if not reason.strip():
        raise NothingToWaive(_("Say why this need not be put right: everyone can read the reason."))
    _demand_finding(version, code, section, row)
    try:
        with transaction.atomic():
            made = Waiver.objects.create(
                version=version,
                check_code=code,
                section=section,
                row=row,
                reason=reason.strip(),
                language=language,
                given_in=version.state,
                by=by,
                at=now,
            )
    except IntegrityError:
        raise NothingToWaive(_("This has been waived already.")) from None
    history.append(version, EventKind.WAIVED, by=by, now=now, note=reason.strip())
    letters.waived(made, now)
    return made


def copy(*, source: ReportVersion, draft: ReportVersion) -> None:
    """The waivers of `source` hold for the draft that corrects it."""
    kept = list(source.waivers.all())
    for waiver in kept:
        waiver.pk, waiver.version, waiver.given_in = None, draft, State.DRAFT
        waiver._state.adding = True
    Waiver.objects.bulk_create(kept)


def _demand_finding(version: ReportVersion, code: str, section: str, row: str) -> None:
    """Raises NothingToWaive."""
    if code not in checks.codes() or section not in SectionCode.values:
        raise NothingToWaive(_("Choose a check and a section of the report."))
    if not version.is_draft:
        if (code, section, row) not in {each.key for each in checks.run(version)}:
            raise NothingToWaive(_("The check finds nothing there: look at the findings again."))
        return
    rows = {each.code for each in frameworks.rows(version.report.framework, section)}
    if row and rows and row not in rows:
        raise NothingToWaive(_("The section has no row “%(row)s”.") % {"row": row})
