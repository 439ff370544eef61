"""Saving a report section by section. A save carries the revision it read: nobody overwrites unseen."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.models import User
from inventories import frameworks, history, lines, masses, verification
from inventories import indicators as indicator_rows
from inventories.enums import SectionCode, SectionStatus, State
from inventories.indicators import IndicatorDraft
from inventories.lines import LineDraft
from inventories.models import Evidence, IndicatorValue, InventoryLine, ReportVersion, Section

ABOUT_FIELDS = (
    "level",
    "gwp_set",
    "gases",
    "electricity",
    "boundary",
    "methodology",
    "method_change",
    "release",
    "population",
    "publication",
    "assurance",
    "verifier",
    "verified_in",
)


class Conflict(history.Refused):
    """Someone else saved the section since it was read: show what they entered, save nothing."""

    def __init__(self, section: Section) -> None:
        self.section = section
        self.saved_by = section.saved_by
        self.saved_at = section.saved_at
        super().__init__(
            _("%(who)s saved this section while you were working on it. Compare, then save again.")
            % {"who": section.saved_by or _("A colleague")}
        )


class InvalidLines(history.Refused):
    """Lines that cannot be saved; `faults` names every one of them."""

    def __init__(self, faults: Sequence[lines.Fault]) -> None:
        self.faults = list(faults)
        super().__init__("\n".join(str(fault) for fault in faults))


class NotEmpty(history.Refused):
    """A section that holds something cannot be said not to apply."""


@transaction.atomic
def save_about(
    *,
    version: ReportVersion,
    revision: int,
    values: Mapping[str, Any],
    complete: bool,
    by: User,
    now: datetime.datetime,
) -> Section:
    """Save the basis of the figures: any of ABOUT_FIELDS.

    Raises ValidationError for a value that does not fit, Conflict, WrongState.
    """
    history.hold(version, State.DRAFT)
    to_save: dict[str, Any] = {"complete": complete, "by": by, "now": now}
    try:
        section = _advance(version, SectionCode.ABOUT, revision, **to_save)
    except Conflict as conflict:
        if any(getattr(version, field) != value for field, value in values.items()):
            raise
        return _confirm(version, conflict.section, **to_save)
    set_about(version, values)
    return section


def set_about(version: ReportVersion, values: Mapping[str, Any]) -> None:
    """Write `values` on a draft. Raises ValidationError."""
    unknown = set(values) - set(ABOUT_FIELDS)
    if unknown:
        raise TypeError(f"not about a period: {', '.join(sorted(unknown))}")
    for field, value in values.items():
        setattr(version, field, value)
    version.clean_fields(exclude={field.name for field in version._meta.fields} - set(values))
    framework = frameworks.get(version.report.framework)
    if version.level not in framework.levels:
        raise ValidationError(
            {"level": _("Choose a reporting level of %(framework)s.") % {"framework": framework.label}}
        )
    verification.check(version)
    version.save(update_fields=list(values))
    if "gwp_set" in values:
        masses.recompute(version)


@transaction.atomic
def save_lines(
    *,
    version: ReportVersion,
    code: str,
    revision: int,
    lines: Sequence[LineDraft],
    complete: bool,
    by: User,
    now: datetime.datetime,
) -> Section:
    """Replace the section's lines (community or operations) with exactly these.

    Raises InvalidLines, Conflict, WrongState.
    """
    history.hold(version, State.DRAFT)
    to_save: dict[str, Any] = {"complete": complete, "by": by, "now": now}
    try:
        section = _advance(version, code, revision, **to_save)
    except Conflict as conflict:
        if not holds_lines(version, code, lines):
            raise
        return _confirm(version, conflict.section, **to_save)
    replace_lines(version, code, lines)
    return section


def holds_lines(version: ReportVersion, code: str, drafts: Sequence[LineDraft]) -> bool:
    """Whether the section holds exactly these lines already."""
    place = {"framework": version.report.framework, "section": code}
    made, found = masses.completed(drafts, gwp_set=version.gwp_set, **place)
    held = {draft.row: draft for draft in lines.of_version(version, code)}
    return not found and {draft.row: draft for draft in made} == held


def replace_lines(version: ReportVersion, code: str, drafts: Sequence[LineDraft]) -> None:
    """Write the lines of a draft's section. Raises InvalidLines."""
    place = {"framework": version.report.framework, "section": code}
    made, found = masses.completed(drafts, gwp_set=version.gwp_set, **place)
    found += lines.faults(made, **place)
    if found:
        raise InvalidLines(found)
    version.lines.filter(section=code).delete()
    saved = InventoryLine.objects.bulk_create(_line(version, code, draft) for draft in made)
    masses.save(saved, made)


def _line(version: ReportVersion, code: str, draft: LineDraft) -> InventoryLine:
    columns = {name: value for name, value in draft.__dict__.items() if name != "masses"}
    return InventoryLine(version=version, section=code, **columns)


@transaction.atomic
def save_indicators(
    *,
    version: ReportVersion,
    revision: int,
    indicators: Sequence[IndicatorDraft],
    complete: bool,
    by: User,
    now: datetime.datetime,
) -> Section:
    """Replace the indicator values with exactly these. Raises ValidationError, Conflict, WrongState."""
    history.hold(version, State.DRAFT)
    to_save: dict[str, Any] = {"complete": complete, "by": by, "now": now}
    values = indicator_rows.values(version, indicators)
    try:
        section = _advance(version, SectionCode.INDICATORS, revision, **to_save)
    except Conflict as conflict:
        if not holds_indicators(version, values):
            raise
        return _confirm(version, conflict.section, **to_save)
    version.indicators.all().delete()
    IndicatorValue.objects.bulk_create(values)
    return section


def holds_indicators(version: ReportVersion, values: Sequence[IndicatorValue]) -> bool:
    """Whether the section holds exactly these values already."""
    columns = ("measure_id", "year", "value", "price_year", "edition", "source")
    given = {tuple(getattr(value, column) for column in columns) for value in values}
    return given == set(version.indicators.values_list(*columns))


@transaction.atomic
def mark_evidence(
    *, version: ReportVersion, revision: int, complete: bool, by: User, now: datetime.datetime
) -> Section:
    """Say whether the evidence is all there. Raises Conflict, WrongState."""
    history.hold(version, State.DRAFT)
    return _advance(version, SectionCode.EVIDENCE, revision, complete=complete, by=by, now=now)


@transaction.atomic
def mark_not_applicable(
    *, version: ReportVersion, code: str, revision: int, by: User, now: datetime.datetime
) -> Section:
    """Say that a section has nothing to hold. Raises NotEmpty, Conflict, WrongState.

    A report is about a period always: that section cannot be passed over (ValueError).
    """
    if code == SectionCode.ABOUT:
        raise ValueError("Every report says what period and basis it has.")
    history.hold(version, State.DRAFT)
    if content_of(version, code).exists():
        raise NotEmpty(_("This section holds entries: remove them first, then say that it does not apply."))
    return _advance(version, code, revision, status=SectionStatus.NOT_APPLICABLE, by=by, now=now)


def count_on(
    *, version: ReportVersion, code: str, revision: int, by: User, now: datetime.datetime
) -> Section:
    """Count a section on whose rows have something new behind them: a complete one stays complete.

    The caller holds the draft. Raises Conflict.
    """
    was = version.sections.get(code=code).status
    return _advance(version, code, revision, complete=was == SectionStatus.COMPLETE, by=by, now=now)


def content_of(version: ReportVersion, code: str) -> Any:
    """The rows of a section, as a queryset."""
    if code == SectionCode.INDICATORS:
        return version.indicators.all()
    if code == SectionCode.EVIDENCE:
        return Evidence.objects.filter(version=version)
    return version.lines.filter(section=code)


def unfinished(version: ReportVersion) -> list[Section]:
    """The sections that keep the version from being submitted.

    About and community must be finished (or said not to apply); any other once it was begun.
    """
    return [section for section in version.sections.all() if is_unfinished(section)]


def is_unfinished(section: Section) -> bool:
    if section.status == SectionStatus.IN_PROGRESS:
        return True
    return section.status == SectionStatus.NOT_STARTED and section.code in REQUIRED


REQUIRED = (SectionCode.ABOUT, SectionCode.COMMUNITY)


def _confirm(
    version: ReportVersion, section: Section, *, complete: bool, by: User, now: datetime.datetime
) -> Section:
    """The same content again, of a second click or a colleague: only how far it is may be new."""
    status = SectionStatus.COMPLETE if complete else SectionStatus.IN_PROGRESS
    if section.status == status:
        return section
    return _advance(version, section.code, section.revision, complete=complete, by=by, now=now)


def _advance(
    version: ReportVersion,
    code: str,
    revision: int,
    *,
    by: User,
    now: datetime.datetime,
    complete: bool = False,
    status: SectionStatus | None = None,
) -> Section:
    """Count the section one revision on if it still is at `revision`. Raises Conflict."""
    if status is None:
        status = SectionStatus.COMPLETE if complete else SectionStatus.IN_PROGRESS
    unseen = Section.objects.filter(version=version, code=code, revision=revision)
    saved = unseen.update(revision=F("revision") + 1, status=status, saved_by=by, saved_at=now)
    section = Section.objects.select_related("saved_by").get(version=version, code=code)
    if not saved:
        raise Conflict(section)
    return section
