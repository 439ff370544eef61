"""What the checks found, with the answers given, and where to put it right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse

from inventories import checks
from inventories.checks import Finding
from inventories.enums import SectionCode
from inventories.models import ReportVersion


@dataclass(frozen=True)
class Answered:
    """A finding with its answer (empty where there is none) and the place it is about."""

    finding: Finding
    answer: str
    url: str
    section_label: str

    @property
    def field_name(self) -> str:
        return f"answer-{self.finding.code}-{self.finding.row}"


def answered(version: ReportVersion, found: Iterable[Finding]) -> list[Answered]:
    answers = checks.answers(version)
    labels = dict(SectionCode.choices)
    return [
        Answered(
            finding=each,
            answer=answers.get((each.code, each.row), ""),
            url=place(version, each),
            section_label=str(labels.get(each.section, "")),
        )
        for each in found
    ]


def place(version: ReportVersion, finding: Finding) -> str:
    """The address of the section, at the row where there is one; empty where it is about the whole."""
    if not finding.section:
        return ""
    url = reverse(f"inventories:section-{finding.section}", args=[version.report.reference])
    return f"{url}#row-{finding.row}" if finding.row else url


def answers_typed(found: Iterable[Answered], data: Mapping[str, str]) -> list[tuple[Finding, str]]:
    """The warnings whose answer was changed, with the new one."""
    typed = [
        (each, data.get(each.field_name, each.answer).strip()) for each in found if not each.finding.is_error
    ]
    return [(each.finding, text) for each, text in typed if text != each.answer]
