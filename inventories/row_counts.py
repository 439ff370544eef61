"""How much stands behind each row of a section: activities, calculations, evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.db.models import Count
from django.utils.translation import ngettext

from accounts.words import joined
from inventories.models import ReportVersion


def words_by_row(version: ReportVersion, section: str) -> dict[str, str]:
    """By row what stands behind it, in words; rows with nothing are left out. Three queries."""
    counts = [
        _by_row(content.filter(section=section))
        for content in (version.activities, version.calculations, version.evidence.exclude(row=""))
    ]
    return {row: words(*(each[row] for each in counts)) for row in {row for each in counts for row in each}}


def words(activities: int, calculations: int, files: int) -> str:
    """Only what there is: 2 activities, 1 calculation, 1 file or link."""
    return joined(_said(activities, calculations, files))


def _said(activities: int, calculations: int, files: int) -> Iterable[str]:
    if activities:
        yield ngettext("%(count)d activity", "%(count)d activities", activities) % {"count": activities}
    if calculations:
        yield ngettext("%(count)d calculation", "%(count)d calculations", calculations) % {
            "count": calculations
        }
    if files:
        yield ngettext("%(count)d file or link", "%(count)d files or links", files) % {"count": files}


def _by_row(content: object) -> Counter[str]:
    counted = content.order_by().values("row").annotate(many=Count("pk"))  # type: ignore[attr-defined]
    return Counter({each["row"]: each["many"] for each in counted})
