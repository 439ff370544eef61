"""A report's life on the government's side: begun, certified and submitted, corrected, or discarded."""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Government, User
from accounts.words import joined
from inventories import (
    canonical,
    carrying,
    checks,
    evidence,
    filling,
    frameworks,
    history,
    letters,
    part_files,
    sections,
    unsaved,
    waivers,
)
from inventories.enums import EventKind, SectionCode, SectionStatus, State
from inventories.importers.reading import Inventory
from inventories.models import LineMass, Report, ReportVersion, Section
from inventories.uploads import contents

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Douglas Crockford's base 32: no letter that reads as a digit."""
REFERENCE_LENGTH = 5
ATTEMPTS = 10


class ReportExists(history.Refused):
    """The government has a report for this year in this series; `report` is one of them."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self.report = reports[0]
        self.years = sorted(report.year for report in reports)
        super().__init__(
            ngettext(
                "There is a report for %(years)s already: open it, or leave this year out.",
                "There are reports for %(years)s already: open them, or leave these years out.",
                len(reports),
            )
            % {"years": joined(self.years)}
        )


class WrongPeriod(history.Refused):
    """The period ends before it begins, or has nothing of the year that labels it, or is not over."""


class NotReady(history.Refused):
    """Something keeps the version from being submitted: `unfinished` sections, `findings` of the checks."""

    def __init__(self, unfinished: Sequence[Section], findings: Sequence[checks.Finding]) -> None:
        self.unfinished = list(unfinished)
        self.findings = list(findings)
        super().__init__(
            _("Not ready to submit: finish every section, correct every error and answer every warning.")
        )


class OpenVersionExists(history.Refused):
    """A version of the report is being worked on: go on with that one."""

    def __init__(self, version: ReportVersion) -> None:
        self.version = version
        super().__init__(
            _("Version %(number)s of this report is open already: go on with that one.")
            % {"number": version.number}
        )


class ReasonMissing(history.Refused):
    """A correction or a return says why."""


@transaction.atomic
def begin(
    *,
    government: Government,
    year: int,
    period_start: datetime.date,
    period_end: datetime.date,
    framework: str,
    by: User,
    now: datetime.datetime,
    series: str = "main",
    carries: ReportVersion | None = None,
) -> ReportVersion:
    """A new report with its first draft.

    With `carries`, a submitted version of an earlier year, the draft begins with its basis, and its forms
    with its methods, sources and factors; no number is copied.
    Raises ReportExists, WrongPeriod, UnknownFramework, CannotCarry.
    """
    chosen = frameworks.get(framework)
    if period_start >= period_end:
        raise WrongPeriod(_("The period ends before it begins: correct its first or last day."))
    if year not in (period_start.year, period_end.year):
        raise WrongPeriod(
            _("No day of the period lies in %(year)d: correct the year or the period.") % {"year": year}
        )
    report = _create(
        government=government,
        year=year,
        series=series,
        framework=chosen.code,
        period_start=period_start,
        period_end=period_end,
        created_by=by,
        created_at=now,
    )
    basis: dict[str, Any] = {"level": chosen.default_level}
    if carries is not None:
        carrying.check(carries, report=report)
        basis = carrying.about(carries)
    version = ReportVersion.objects.create(
        report=report, number=1, carries=carries, created_by=by, created_at=now, **basis
    )
    Section.objects.bulk_create(Section(version=version, code=code) for code in SectionCode.values)
    history.append(version, EventKind.CREATED, by=by, now=now)
    return version


@transaction.atomic
def begin_many(
    *,
    government: Government,
    inventories: Sequence[Inventory],
    about: Mapping[str, Any],
    by: User,
    now: datetime.datetime,
    series: str = "main",
    note: str = "",
) -> list[ReportVersion]:
    """A draft for each inventory of a file, with all that it says: all of them, or none.

    `about` is what they have in common, where the file does not say otherwise of a year. Without a period, an
    inventory is of the calendar year. A section in which the checks find no error counts as complete.
    Raises ReportExists (naming every year), WrongPeriod, UnknownFramework, InvalidLines, ValidationError.
    """
    years = [inventory.year for inventory in inventories]
    taken = Report.objects.filter(government=government, series=series, year__in=years)
    if taken:
        raise ReportExists(list(taken))
    return [
        _begin_filled(
            filling.with_basis(inventory, about),
            note=note,
            government=government,
            series=series,
            by=by,
            now=now,
        )
        for inventory in sorted(inventories, key=lambda each: each.year)
    ]


@transaction.atomic
def submit(*, version: ReportVersion, by: User, now: datetime.datetime) -> None:
    """Certify and submit: from here on the content is still, and its hash is kept.

    Raises NotReady, WrongPeriod, WrongState.
    """
    history.hold(version, State.DRAFT)
    if version.report.period_end >= now.date():
        raise WrongPeriod(_("The period is not over yet: submit the report after its last day."))
    unfinished = sections.unfinished(version)
    blocking = checks.blocking(version)
    if unfinished or blocking:
        raise NotReady(unfinished, blocking)
    document = canonical.dumps(canonical.document(version, certified_by=by, submitted_at=now))
    history.move(
        version,
        State.SUBMITTED,
        kind=EventKind.SUBMITTED,
        by=by,
        now=now,
        certified_by=by,
        submitted_at=now,
        document=document,
        sha256=canonical.sha256(document),
    )
    unsaved.end(version.report)
    letters.submitted(version, now)


@transaction.atomic
def correct(*, report: Report, reason: str, by: User, now: datetime.datetime) -> ReportVersion:
    """A new draft of an accepted report (a restatement), with everything the accepted version holds.

    Where none was accepted and the draft after a return was discarded, the returned version goes on.
    Raises OpenVersionExists, ReasonMissing, WrongState.
    """
    Report.objects.select_for_update().get(pk=report.pk)
    opened = report.versions.open().first()
    if opened:
        raise OpenVersionExists(opened)
    source = report.versions.accepted().first() or report.versions.order_by("-number")[0]
    if not reason.strip():
        raise ReasonMissing(_("Say why the report is corrected."))
    return copy(source=source, reason=reason.strip(), by=by, now=now)


@transaction.atomic
def discard(*, version: ReportVersion, by: User) -> None:
    """Delete a draft; a report that has no other version goes with it. Raises WrongState."""
    history.hold(version, State.DRAFT)
    report = version.report
    for each in version.evidence.all():
        evidence.forget_file(each)
    unsaved.end(report)
    contents.forget_of(version)
    version.delete()
    if not report.versions.exists():
        part_files.forget(report)
        report.delete()


@transaction.atomic
def copy(*, source: ReportVersion, reason: str, by: User, now: datetime.datetime) -> ReportVersion:
    """A new draft with the content of `source`, which it corrects. The caller holds the report."""
    numbers = ReportVersion.objects.filter(report=source.report_id).values_list("number", flat=True)
    draft = ReportVersion.objects.create(
        report=source.report,
        number=max(numbers) + 1,
        corrects=source,
        reason=reason,
        created_by=by,
        created_at=now,
        carries=source.carries,
        **{field: getattr(source, field) for field in sections.ABOUT_FIELDS},
    )
    copied: tuple[Any, ...] = (
        source.sections,
        source.lines,
        source.indicators,
        source.evidence,
        source.warning_answers,
        source.calculations,
        source.activities,
    )
    for content in copied:
        rows = list(content.all())
        for row in rows:
            row.pk, row.version = None, draft
            row._state.adding = True
        content.model.objects.bulk_create(rows)
    _copy_masses(source, draft)
    waivers.copy(source=source, draft=draft)
    history.append(draft, EventKind.COPIED, by=by, now=now, note=reason)
    return draft


def _copy_masses(source: ReportVersion, draft: ReportVersion) -> None:
    """The masses of the lines that `draft` has from `source`."""
    lines = {(line.section, line.row): line for line in draft.lines.all()}
    held = list(LineMass.objects.filter(line__version=source).select_related("line"))
    for mass in held:
        mass.line = lines[mass.line.section, mass.line.row]
        mass.pk, mass._state.adding = None, True
    LineMass.objects.bulk_create(held)


def _begin_filled(
    inventory: Inventory, *, note: str, by: User, now: datetime.datetime, **basis: Any
) -> ReportVersion:
    first, last = filling.period_of(inventory)
    version = begin(
        year=inventory.year,
        period_start=first,
        period_end=last,
        framework=inventory.framework,
        by=by,
        now=now,
        **basis,
    )
    made = filling.of(version, inventory, in_place=False)
    revisions = dict.fromkeys(SectionCode.values, 0)
    filling.write(version=version, filling=made, revisions=revisions, by=by, now=now)
    errors = {finding.section for finding in checks.run(version) if finding.is_error}
    version.sections.filter(code__in=set(made.codes) - errors).update(status=SectionStatus.COMPLETE)
    history.append(version, EventKind.UPLOADED, by=by, now=now, note=note)
    return version


def _create(**fields: Any) -> Report:
    """A report under a reference that nobody has. Raises ReportExists."""
    for _attempt in range(ATTEMPTS):
        try:
            with transaction.atomic():
                return Report.objects.create(reference=_reference(fields["year"]), **fields)
        except IntegrityError:
            same = {key: fields[key] for key in ("government", "year", "series")}
            existing = Report.objects.filter(**same).first()
            if existing:
                raise ReportExists([existing]) from None
    raise RuntimeError("no free reference was found")


def _reference(year: int) -> str:
    """For example MP-2020-7K3QF."""
    letters_and_digits = "".join(secrets.choice(CROCKFORD) for _ in range(REFERENCE_LENGTH))
    return f"MP-{year}-{letters_and_digits}"
