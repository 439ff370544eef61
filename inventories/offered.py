"""What this room offers to the promises below it: rows to count, and series to be judged by.

See docs/adr/0011.
"""

from __future__ import annotations

from itertools import groupby

from accounts.models import Government
from inventories import frameworks
from inventories.enums import SectionCode
from inventories.models import Report
from pledges.models.target import MAIN_SERIES
from pledges.offered import Group


def groups() -> list[Group]:
    """The rows of every framework sector by sector, then those of government operations."""
    found = []
    for code, label in frameworks.choices():
        found += _groups(code, label, frameworks.rows(code, SectionCode.COMMUNITY))
    first = frameworks.choices()[0][0]
    operations = str(SectionCode.OPERATIONS.label)
    return found + _groups(frameworks.OPERATIONS, operations, frameworks.rows(first, SectionCode.OPERATIONS))


def series(government: Government) -> list[str]:
    """The series in which a government has reports, the main one first."""
    found = Report.objects.filter(government=government).values_list("series", flat=True)
    return sorted(set(found), key=lambda each: (each != MAIN_SERIES, each))


def _groups(framework: str, label: str, rows: tuple[frameworks.Row, ...]) -> list[Group]:
    by_sector = groupby(rows, key=lambda row: row.sector_label)
    return [
        Group(
            framework=label,
            sector=sector,
            rows=tuple((f"{framework}:{row.code}", _words(row)) for row in of_sector),
        )
        for sector, of_sector in by_sector
    ]


def _words(row: frameworks.Row) -> str:
    """The code, the group and the row itself, without saying the same twice."""
    told = dict.fromkeys([row.group_label, row.label])
    return f"{row.code} {' · '.join(told)}"
