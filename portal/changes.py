"""What a version changed in the one that it corrects, and which verdicts its acceptance moved."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F

from inventories import comparison
from inventories.comparison import Cell, Comparison, FieldChange, RowChange
from inventories.enums import SectionCode
from inventories.figures import tables
from inventories.figures.sums import Key
from inventories.models import ReportVersion
from pledges.models import AssessmentRequest
from portal.openness import Openness
from progress.models import Assessment


@dataclass(frozen=True)
class SumChange:
    """A total before and after, in tonnes."""

    section: str
    level: str
    cell: Cell

    @property
    def label(self) -> str:
        level = tables.level_label(self.level)
        return f"{self.section_label}, {level}" if level else self.section_label

    @property
    def section_label(self) -> str:
        return str(SectionCode(self.section).label)

    @property
    def unit(self) -> str:
        return tables.UNITS[self.cell.quantity]


@dataclass(frozen=True)
class Changes:
    """As far as the reader may see both versions. `hides`: what is not shown may have changed too."""

    version: ReportVersion
    before: ReportVersion
    rows: Sequence[RowChange]
    sums: Sequence[SumChange]
    about: Sequence[FieldChange]
    indicators: Sequence[FieldChange]
    hides: bool = False

    @property
    def nothing(self) -> bool:
        return not (self.rows or self.sums or self.about or self.indicators)


@dataclass(frozen=True)
class Moved:
    """A verdict that an acceptance brought, and the one that stood before it."""

    after: Assessment
    before: Assessment | None

    @property
    def is_moved(self) -> bool:
        """Whether something else is said; else the same verdict rests on other numbers."""
        if self.before is None:
            return True
        return _said(self.before) != _said(self.after)


def in_full(version: ReportVersion, before: ReportVersion) -> Changes:
    """For those who may read both."""
    found = comparison.compare(version, before)
    return Changes(
        version,
        before,
        rows=found.changed_rows,
        sums=_sums(found),
        about=found.changed_about,
        indicators=[each for each in found.indicators if each.changed],
    )


def public(version: ReportVersion, before: ReportVersion, opened: Openness) -> Changes:
    """What the pages of both versions tell."""
    found = comparison.compare(version, before)
    withheld = opened.withheld_sums(version) | opened.withheld_sums(before)
    hidden = opened.hidden_rows(version) | opened.hidden_rows(before)
    is_full = opened.is_full(version) and opened.is_full(before)
    sums = [
        each for each in _sums(found) if Key(each.section, each.level, each.cell.quantity) not in withheld
    ]
    return Changes(
        version,
        before,
        rows=[each for each in found.changed_rows if is_full and (each.section, each.row) not in hidden],
        sums=sums,
        about=found.changed_about,
        indicators=[each for each in found.indicators if is_full and each.changed],
        hides=bool(withheld or hidden),
    )


def corrected(version: ReportVersion, versions: Sequence[ReportVersion]) -> ReportVersion | None:
    """The public version before this one: what it changed for everyone; `versions` are the public ones."""
    earlier = [each for each in versions if each.number < version.number]
    return max(earlier, key=lambda each: each.number, default=None)


def moved(version: ReportVersion, *, seen_by_all: datetime.date | None = None) -> list[Moved] | None:
    """The verdicts that the acceptance of the version brought; None while they are not there yet.

    With a day, those that everyone has seen by then. Three queries.
    """
    requests = AssessmentRequest.objects.filter(
        government=version.report.government_id, because=str(version), done_at__isnull=False
    )
    done = requests.order_by("pk").values_list("done_at", flat=True).first()
    if done is None:
        return None
    place = version.report.government_id
    made = Assessment.objects.filter(government=place, created_at=done)
    gone = Assessment.objects.filter(government=place, superseded_at=done)
    if seen_by_all is not None:
        made, gone = (
            each.filter(public_from__lte=seen_by_all).exclude(public_until=F("public_from"))
            for each in (made, gone)
        )
    before = {each.target_id: each for each in gone.defer("record")}
    after = made.defer("record").select_related("target").order_by("target_id")
    found = [Moved(each, before.get(each.target_id)) for each in after]
    return sorted(found, key=lambda each: not each.is_moved)


def _said(assessment: Assessment) -> tuple[object, ...]:
    return assessment.verdict, assessment.reason, assessment.last_known, assessment.origin


def _sums(found: Comparison) -> list[SumChange]:
    return [SumChange(each.section, each.level, each.cell) for each in found.totals if each.cell.changed]
