"""Letters about a report: what happened, who did it, and a link to where it goes on."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import outbox
from accounts.models import User
from accounts.people import secretariat, staff
from inventories.checks import explained
from inventories.models import ReportVersion, Waiver


def submitted(version: ReportVersion, now: datetime.datetime) -> None:
    _write(
        version, "submitted", secretariat(version.government), now, page="inventories:review",
        subject=lambda: _("%(place)s submitted its report for %(year)s"),
        body=lambda: _(
            "%(who)s certified version %(number)s of the report %(reference)s. It awaits your review:"
        ),
    )  # fmt: skip
    _write(
        version, "certified", staff(version.government), now, page="inventories:report-tasks",
        subject=lambda: _("The report of %(place)s for %(year)s was submitted"),
        body=lambda: _(
            "%(who)s certified version %(number)s of the report %(reference)s. "
            "The secretariat will review it. You can follow it here:"
        ),
    )  # fmt: skip


def taken(version: ReportVersion, now: datetime.datetime) -> None:
    _write(
        version, "taken", staff(version.government), now, page="inventories:report-tasks",
        subject=lambda: _("The report of %(place)s for %(year)s is in review"),
        body=lambda: _(
            "The secretariat has begun to review version %(number)s of the report %(reference)s. "
            "You can follow it here:"
        ),
    )  # fmt: skip


def returned(version: ReportVersion, now: datetime.datetime, *, note: str) -> None:
    _write(
        version, "returned", staff(version.government), now, page="inventories:report-tasks", note=note,
        subject=lambda: _("The report of %(place)s for %(year)s came back"),
        body=lambda: _(
            "The secretariat returned version %(number)s of the report %(reference)s. "
            "What it remarked stands in a new draft, with everything you entered."
        ),
    )  # fmt: skip


def accepted(version: ReportVersion, now: datetime.datetime) -> None:
    _write(
        version, "accepted", staff(version.government), now, page="inventories:report-tasks",
        subject=lambda: _("The report of %(place)s for %(year)s was accepted"),
        body=lambda: _(
            "The secretariat accepted version %(number)s of the report %(reference)s. "
            "The targets of %(place)s are being judged by its figures. The report is here:"
        ),
    )  # fmt: skip


def waived(waiver: Waiver, now: datetime.datetime) -> None:
    version = waiver.version
    _write(
        version, f"waived-{waiver.pk}", staff(version.government), now, page="inventories:report-tasks",
        note=waiver.reason,
        subject=lambda: _("The report of %(place)s for %(year)s: a finding was waived"),
        body=lambda: _(
            "The secretariat waived a finding of the checks in version %(number)s "
            "of the report %(reference)s. "
            "The check: %(about)s. The reason, which is published with the report:"
        ),
        about=lambda: explained.of(waiver.check_code).title,
    )  # fmt: skip


def _write(
    version: ReportVersion,
    cause: str,
    readers: Iterable[User],
    now: datetime.datetime,
    *,
    page: str,
    subject: Callable[[], str],
    body: Callable[[], str],
    note: str = "",
    about: Callable[[], str] = str,
) -> None:
    """Subject, body and what it is about are asked for in each reader's language, hence functions."""

    def compose(reader: User) -> tuple[str, str]:
        words = {
            "place": version.government.name,
            "year": version.report.year,
            "number": version.number,
            "reference": version.report.reference,
            "who": str(version.certified_by),
            "about": about(),
        }
        address = outbox.link(reverse(page, args=[version.report.reference]))
        paragraphs = [body() % words, note, address]
        return subject() % words, "\n\n".join(part for part in paragraphs if part) + "\n"

    outbox.write_to_many(key=f"report-{cause}/{version.pk}", readers=readers, compose=compose, now=now)
