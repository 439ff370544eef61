"""What the checks found, with what was said of it, and where to put it right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from inventories import checks, frameworks
from inventories.checks import Finding
from inventories.enums import SectionCode
from inventories.models import ReportVersion, Waiver


@dataclass(frozen=True)
class Answered:
    """A finding with its answer (empty where there is none), its waiver, and the place it is about."""

    finding: Finding
    answer: str
    waiver: Waiver | None
    url: str
    section_label: str
    row: str
    """The code of a framework row, empty where the finding is about something else."""

    @property
    def field_name(self) -> str:
        return f"answer-{self.finding.code}-{self.finding.section}-{self.finding.row}"

    @property
    def explained_url(self) -> str:
        return f"{reverse('portal:method-checks')}#{self.finding.code}"

    @property
    def waive_query(self) -> str:
        """What the form of a waiver is filled with."""
        found = self.finding
        return urlencode({"code": found.code, "section": found.section, "row": found.row})


def answered(version: ReportVersion, found: Iterable[Finding]) -> list[Answered]:
    spoken = checks.said(version)
    labels = dict(SectionCode.choices)
    return [
        Answered(
            finding=each,
            answer=spoken.answer_to(each),
            waiver=spoken.waiver_of(each),
            url=place(version, each),
            section_label=str(labels.get(each.section, "")),
            row=row_of(version, each),
        )
        for each in found
    ]


def row_of(version: ReportVersion, finding: Finding) -> str:
    """The row of the framework that the finding is about; empty where it is about a year or a measure."""
    rows = frameworks.rows(version.report.framework, finding.section)
    return finding.row if any(row.code == finding.row for row in rows) else ""


def place(version: ReportVersion, finding: Finding) -> str:
    """The address of the section, at the row where there is one; empty where it is about the whole."""
    if not finding.section:
        return ""
    url = reverse(f"inventories:section-{finding.section}", args=[version.report.reference])
    return f"{url}#row-{finding.row}" if row_of(version, finding) else url


def answers_typed(found: Iterable[Answered], data: Mapping[str, str]) -> list[tuple[Finding, str]]:
    """The warnings whose answer was changed, with the new one."""
    typed = [
        (each, data.get(each.field_name, each.answer).strip()) for each in found if not each.finding.is_error
    ]
    return [(each.finding, text) for each, text in typed if text != each.answer]
