"""Where each inventory of a file goes: into an open draft, into a new one, or nowhere, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from inventories import frameworks
from inventories.enums import SectionCode
from inventories.importers.reading import Inventory
from inventories.models import Report, ReportVersion
from inventories.uploads.kinds import TO

YEARS = TO + "years"
"""The years that were ticked."""
IN_PLACE = TO + "in_place"
"""Whether the sections are to hold exactly what the file says."""


@dataclass(frozen=True)
class Aim:
    """One inventory and the draft that it changes; without one, it begins a report, if nothing hinders it."""

    inventory: Inventory
    report: Report | None = None
    version: ReportVersion | None = None
    obstacle: str = ""

    @property
    def year(self) -> int:
        return self.inventory.year

    @property
    def begins(self) -> bool:
        return self.version is None and not self.obstacle

    @property
    def is_left(self) -> bool:
        return bool(self.obstacle)

    def is_chosen(self, answers: Mapping[str, Any]) -> bool:
        """Whether it is to be taken over: what was ticked; before anyone ticked, the years to be begun."""
        if self.is_left:
            return False
        ticked = answers.get(YEARS)
        return self.begins if ticked is None else self.year in ticked


def for_report(inventory: Inventory, report: Report | None) -> Aim:
    """The aim of an inventory whose year has `report`; its versions are prefetched, the newest first."""
    if report is None:
        return Aim(inventory)
    latest = report.versions.all()[0]
    latest.report = report
    if not latest.is_draft:
        return Aim(inventory, report, obstacle=_not_a_draft(latest))
    if other_framework(inventory, report):
        return Aim(inventory, report, obstacle=of_another_framework(inventory, report))
    return Aim(inventory, report, latest)


def other_framework(inventory: Inventory, report: Report) -> bool:
    """Rows of government operations are the same in every framework."""
    return SectionCode.COMMUNITY in inventory.lines and inventory.framework != report.framework


def of_another_framework(inventory: Inventory, report: Report) -> str:
    return _("The file’s rows are of %(theirs)s, the report’s of %(ours)s.") % {
        "theirs": frameworks.get(inventory.framework).label,
        "ours": frameworks.get(report.framework).label,
    }


def _not_a_draft(version: ReportVersion) -> str:
    return _(
        "Version %(number)d of this report is no draft (%(state)s). To change it, begin a correction."
    ) % {
        "number": version.number,
        "state": version.get_state_display(),
    }
