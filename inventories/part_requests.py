"""Parts of a report asked of others: asked, filled in behind a link, sent, taken over or asked again.

What whoever holds the link typed and attached stands in `PartRequest.typed`, what they sent in `.answer`
(inventories.part_lines tells their shape). Until somebody of the government takes it over
(inventories.part_answers), none of it is in the report.
"""

from __future__ import annotations

import base64
import datetime
import hashlib
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.words import joined
from inventories import (
    frameworks,
    history,
    indicators,
    part_indicators,
    part_letters,
    part_lines,
)
from inventories.enums import SectionCode, State
from inventories.frameworks import Row
from inventories.indicators import IndicatorDraft
from inventories.lines import LineDraft
from inventories.models import PartRequest, Report, ReportVersion

OPEN_FOR = datetime.timedelta(days=30)
"""After the day it is due."""
REMIND_BEFORE = datetime.timedelta(days=3)
ASKABLE = (SectionCode.COMMUNITY.value, SectionCode.OPERATIONS.value, SectionCode.INDICATORS.value)
"""Sections that are made of rows, or of measures."""


class CannotAsk(history.Refused):
    """There is nothing to ask for, or nobody to ask; the message says why."""


class Closed(history.Refused):
    """The link is good for nothing more; `state` says why."""

    def __init__(self, state: str) -> None:
        self.state = state
        super().__init__(_("This request is closed: nothing was changed."))


class NotAsked(history.Refused):
    """Rows, or measures, that the request is not about."""

    def __init__(self, rows: Sequence[str], *, section: str) -> None:
        self.rows = list(rows)
        words = _("These rows were not asked for and were left out: %(rows)s.")
        if section == SectionCode.INDICATORS:
            words = _("These indicators were not asked for and were left out: %(rows)s.")
        super().__init__(words % {"rows": joined(self.rows)})


class NothingAnswered(history.Refused):
    """No row holds anything."""


def with_token(token: str) -> PartRequest | None:
    found = PartRequest.objects.select_related("report__government", "asked_by")
    return found.prefetch_related("report__government__names").filter(token_sha256=_sha256(token)).first()


def state_of(part: PartRequest, today: datetime.date) -> str:
    """withdrawn, taken, answered, expired, overdue or asked."""
    if part.withdrawn_at:
        return "withdrawn"
    if part.taken_at:
        return "taken"
    if part.answered_at:
        return "answered"
    if today > part.due + OPEN_FOR:
        return "expired"
    return "overdue" if today > part.due else "asked"


def owed(version: ReportVersion, *, section: str = "") -> QuerySet[PartRequest]:
    """What others were asked for this report and nobody has taken over or withdrawn; by the day it is due."""
    asked = PartRequest.objects.filter(report=version.report_id, withdrawn_at=None, taken_at=None)
    if section:
        asked = asked.filter(section=section)
    return asked.order_by("due", "pk")


def rows_of(part: PartRequest) -> list[Row]:
    """The rows asked for, in the framework's order; none where indicators are."""
    every = frameworks.rows(part.report.framework, part.section)
    return [row for row in every if not part.rows or row.code in part.rows]


@transaction.atomic
def ask(
    *,
    version: ReportVersion,
    section: str,
    rows: Sequence[str],
    email: str,
    name: str,
    language: str,
    message: str,
    due: datetime.date,
    by: User,
    now: datetime.datetime,
) -> PartRequest:
    """Ask somebody for rows of a draft's section (none: for all of it); the letter with the link goes out.

    `rows` of the indicators are codes of measures. Raises CannotAsk, WrongState.
    """
    history.hold(version, State.DRAFT)
    if section not in ASKABLE:
        raise CannotAsk(_("Only the rows of an inventory and indicators can be asked for."))
    known = _known(version, section)
    if unknown := [row for row in rows if row not in known]:
        raise CannotAsk(_("There are no such rows in this section: %(rows)s.") % {"rows": joined(unknown)})
    if due < now.date():
        raise CannotAsk(_("The day it is due has passed: choose a later one."))
    part = PartRequest(
        report=version.report,
        section=section,
        rows=list(rows),
        email=email,
        name=name,
        language=language,
        message=message,
        due=due,
        token_sha256=_sha256(f"{version.report_id}/{email}/{now.timestamp()}/{by.pk}"),  # until it has its pk
        asked_by=by,
        asked_at=now,
    )
    part.clean_fields(exclude={"report", "asked_by"})
    part.save()
    part_letters.asked(part, link_token(part), now)
    return part


def link_token(part: PartRequest) -> str:
    """The secret of the link: made from the installation's key, so that a reminder can name it again.

    Only its hash is kept. After a change of that key letters carry a new link, and the one before is dead.
    """
    digest = salted_hmac(
        "inventories.part_requests", f"{part.pk}/{part.asked_at.isoformat()}", algorithm="sha256"
    )
    token = base64.urlsafe_b64encode(digest.digest()).decode().rstrip("=")
    if part.token_sha256 != _sha256(token):
        part.token_sha256 = _sha256(token)
        part.save(update_fields=["token_sha256"])
    return token


def ensure_open(part: PartRequest, today: datetime.date) -> ReportVersion:
    """The draft that the link fills in. Raises Closed with why there is nothing to fill in."""
    state = state_of(part, today)
    if state not in ("asked", "overdue"):
        raise Closed(state)
    version = part.report.versions.order_by("-number").first()
    if version is None or not version.is_draft:
        raise Closed("submitted")
    version.report = part.report
    return version


def note_opened(part: PartRequest, now: datetime.datetime) -> None:
    """Remember when it was first looked at, so that the asker can see that the letter arrived."""
    if part.opened_at is None:
        part.opened_at = now
        part.save(update_fields=["opened_at"])


def held(part: PartRequest, now: datetime.datetime) -> PartRequest:
    """The request, locked and read anew. Raises Closed."""
    held = (
        PartRequest.objects.select_for_update(of=("self",))
        .select_related("report__government", "asked_by")
        .get(pk=part.pk)
    )
    ensure_open(held, now.date())
    return held


@transaction.atomic
def keep_typed(*, part: PartRequest, typed: Mapping[str, str], comment: str, now: datetime.datetime) -> None:
    """Keep what was typed so far, as it was typed. Raises Closed."""
    part = held(part, now)
    part.typed = {**part.typed, "fields": dict(typed)}
    part.comment = comment
    part.save(update_fields=["typed", "comment"])


@transaction.atomic
def send(
    *,
    part: PartRequest,
    drafts: Sequence[LineDraft] = (),
    values: Sequence[IndicatorDraft] = (),
    comment: str,
    now: datetime.datetime,
) -> PartRequest:
    """Send the rows, or the values of indicators, to the government, once.

    Raises Closed, NotAsked, NothingAnswered; InvalidLines for rows, ValidationError for values.
    """
    part = held(part, now)
    version = ensure_open(part, now.date())
    asked = {row.code for row in rows_of(part)}
    asked |= {measure.code for measure in part_indicators.measures_of(part, version)}
    given = [draft.row for draft in drafts] + [value.measure.code for value in values]
    if others := [code for code in given if code not in asked]:
        raise NotAsked(others, section=part.section)
    if not given and not comment.strip() and not part.typed.get("files"):
        raise NothingAnswered(_("Fill in at least one field, or say in the comment why you cannot."))
    if part_indicators.asks_for_them(part):
        part.answer = part_indicators.checked(version, values)
    else:
        part.answer = part_lines.checked(part, version, drafts)
    part.comment, part.answered_at = comment.strip(), now
    part.save(update_fields=["answer", "comment", "answered_at"])
    part_letters.answered(part, now)
    return part


@transaction.atomic
def withdraw(*, part: PartRequest, by: User, now: datetime.datetime) -> None:
    """Ask no longer; the link is dead, and whoever was asked is told. Raises Closed."""
    part = PartRequest.objects.select_for_update().get(pk=part.pk)
    if part.withdrawn_at or part.taken_at:
        raise Closed(state_of(part, now.date()))
    part.withdrawn_at = now
    part.save(update_fields=["withdrawn_at"])
    part_letters.withdrawn(part, by, now)


def to_remind(report_drafts: QuerySet[Report], today: datetime.date) -> list[PartRequest]:
    """Whom to remind today: some days before it is due, and once after, while a draft waits for it."""
    open_ones = PartRequest.objects.filter(
        report__in=report_drafts,
        answered_at=None,
        withdrawn_at=None,
        taken_at=None,
        due__gte=today - OPEN_FOR,
    ).select_related("report__government", "asked_by")
    return [part for part in open_ones if _is_to_be_reminded(part, today)]


def remind(*, now: datetime.datetime) -> int:
    """Write the reminders that are due; how many. Twice a day or after a pause: each goes out once."""
    with_draft = Report.objects.filter(versions__state=State.DRAFT)
    reminded = 0
    for part in to_remind(with_draft, now.date()):
        with transaction.atomic():
            part_letters.reminded(part, link_token(part), now)
            part.reminded_at = now
            part.save(update_fields=["reminded_at"])
        reminded += 1
    return reminded


def _known(version: ReportVersion, section: str) -> set[str]:
    """Codes of what can be asked for in a section."""
    if section == SectionCode.INDICATORS:
        return {measure.code for measure in indicators.offered(version).all}
    return {row.code for row in frameworks.rows(version.report.framework, section)}


def _is_to_be_reminded(part: PartRequest, today: datetime.date) -> bool:
    last = part.reminded_at.date() if part.reminded_at else None
    if today > part.due:
        return last is None or last <= part.due
    begins = part.due - REMIND_BEFORE
    return last is None and begins <= today and part.asked_at.date() < begins


def _sha256(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
