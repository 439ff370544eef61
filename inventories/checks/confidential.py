"""Whether what is confidential can stay so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from inventories import frameworks
from inventories.checks.registry import Remarked, Subject, check
from inventories.enums import Level, NotationKey, SectionCode, Severity
from inventories.models import InventoryLine


@check("confidential-total", Severity.WARNING)
def total_is_a_confidential_value(subject: Subject) -> Iterable[Remarked]:
    """The report page withholds such a total; promises are judged by it all the same."""
    for section, level in (
        (SectionCode.COMMUNITY.value, subject.version.level),
        (SectionCode.OPERATIONS.value, Level.NONE.value),
    ):
        for line in sorted(_alone_and_confidential(subject, section, level), key=lambda each: each.row):
            yield Remarked(
                _("Row %(row)s is confidential, but no other number makes the total.") % {"row": line.row},
                _(
                    "The total and the verdicts on promises would give the value away: enter the other rows, "
                    "publish the verdict only, or say that it may be known."
                ),
                section=section,
                row=line.row,
            )


def _alone_and_confidential(subject: Subject, section: str, level: str) -> set[InventoryLine]:
    """In any quantity the one number that is not zero in the total of `level`, where it is confidential."""
    by_quantity = (
        list(_counted(subject, section, level, quantity)) for quantity in subject.framework.quantities
    )
    return {held[0] for held in by_quantity if len(held) == 1 and held[0].notation_key == NotationKey.C}


def _counted(subject: Subject, section: str, level: str, quantity: str) -> Iterator[InventoryLine]:
    lines = subject.lines_of(section)
    for row in frameworks.rows(subject.report.framework, section):
        if row.code in lines and row.in_total(level) and getattr(lines[row.code], quantity):
            yield lines[row.code]
