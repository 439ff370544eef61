"""The version beside the last accepted earlier year of its series."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from accounts.words import joined
from inventories.checks.registry import Remarked, Subject, check
from inventories.enums import NotationKey, SectionCode, Severity
from inventories.models import InventoryLine, ReportVersion

JUMP = Decimal("0.25")
"""Share of the former total. Milepost's own: a change of a quarter between two reports wants a word."""
THOUSAND_LOW, THOUSAND_HIGH = Decimal(500), Decimal(2000)
"""A ratio between these, either way up, is read as kilograms or kilotonnes entered for tonnes."""
FEWEST_REPEATED = 5
"""So many rows with the very values of the former year look like a copy that was not updated."""
SHARE_REPEATED = Decimal("0.5")

BASIS = ("level", "gwp_set", "gases", "electricity", "boundary")


@check("unit-thousand", Severity.WARNING)
def thousandfold(subject: Subject) -> Iterable[Remarked]:
    for section, before, after in _totals_of_both(subject):
        if _thousandfold(before, after):
            yield Remarked(
                _("The total differs from that of %(year)s about a thousandfold.")
                % {"year": _former_year(subject)},
                _("Check the unit: every value is in tonnes, not in kilograms or thousand tonnes."),
                section=section,
            )


@check("row-unit-thousand", Severity.WARNING)
def rows_thousandfold(subject: Subject) -> Iterable[Remarked]:
    for line in subject.lines:
        former = subject.former_lines.get((line.section, line.row))
        if former and line.co2e and former.co2e and _thousandfold(former.co2e, line.co2e):
            yield Remarked(
                _("Row %(row)s differs from that of %(year)s about a thousandfold.")
                % {"row": line.row, "year": _former_year(subject)},
                _("Check the unit: every value is in tonnes, not in kilograms or thousand tonnes."),
                section=line.section,
                row=line.row,
            )


@check("jump", Severity.WARNING)
def jump_of_a_total(subject: Subject) -> Iterable[Remarked]:
    for section, before, after in _totals_of_both(subject):
        if before and abs(after - before) > JUMP * abs(before) and not _thousandfold(before, after):
            yield Remarked(
                _("The total changed by %(percent)s %% against %(year)s.")
                % {"percent": round((after - before) / abs(before) * 100), "year": _former_year(subject)},
                _("Check the rows that changed most; if the change is real, say what caused it."),
                section=section,
            )


@check("frozen-values", Severity.WARNING)
def values_of_the_former_year(subject: Subject) -> Iterable[Remarked]:
    held = [line for line in subject.lines if line.co2e or line.co2]
    repeated = [
        line
        for line in held
        if (former := subject.former_lines.get((line.section, line.row)))
        and (former.co2e, former.co2) == (line.co2e, line.co2)
    ]
    if len(repeated) >= FEWEST_REPEATED and len(repeated) >= SHARE_REPEATED * len(held):
        yield Remarked(
            _("%(count)d rows hold exactly the values of %(year)s.")
            % {"count": len(repeated), "year": _former_year(subject)},
            _("Check whether last year's values were carried over; if they are right, say why."),
            section=SectionCode.COMMUNITY,
        )


@check("frozen-three-years", Severity.WARNING)
def value_frozen_for_three_years(subject: Subject) -> Iterable[Remarked]:
    """Emissions that do not move by a gram in three years were more likely carried over than measured."""
    for line in subject.lines:
        key = line.section, line.row
        years = subject.former_lines.get(key), subject.lines_before_former.get(key)
        if (line.co2e or line.co2) and all(
            each and (each.co2e, each.co2) == (line.co2e, line.co2) for each in years
        ):
            yield Remarked(
                _("Row %(row)s holds the same value for the third year.") % {"row": line.row},
                _("Enter this year's value; if there is none yet, say which year's data it rests on."),
                section=line.section,
                row=line.row,
            )


@check("zero-after-value", Severity.WARNING)
def nothing_where_there_was_something(subject: Subject) -> Iterable[Remarked]:
    for line in subject.lines:
        former = subject.former_lines.get((line.section, line.row))
        if former and (former.co2e or former.co2) and _is_nothing(line):
            yield Remarked(
                _("Row %(row)s is nothing now and was not in %(year)s.")
                % {"row": line.row, "year": _former_year(subject)},
                _("Enter the emissions, or NE if they are not known; if the source is gone, say so."),
                section=line.section,
                row=line.row,
            )


@check("basis-changed", Severity.WARNING)
def basis_changed(subject: Subject) -> Iterable[Remarked]:
    """Figures of different bases are not compared: the signatory had better know before signing."""
    labels = _basis_differs(subject, subject.former) if subject.former else []
    if labels:
        yield Remarked(
            _("Not the same as in the report for %(year)s: %(fields)s.")
            % {"year": _former_year(subject), "fields": joined(labels)},
            _("Check “About this period”; if the change is meant, restate the earlier year as well."),
            section=SectionCode.ABOUT,
        )


@check("base-year-basis", Severity.WARNING)
def basis_of_the_base_year(subject: Subject) -> Iterable[Remarked]:
    """A reduction is judged by the figures of its base year and this one: both need one basis."""
    former = subject.former.pk if subject.former else None
    for version in subject.base_years:
        labels = _basis_differs(subject, version) if version.pk != former else []
        if labels:
            yield Remarked(
                _("Not the same as in the report for %(year)s, the base year of a target: %(fields)s.")
                % {"year": version.report.year, "fields": joined(labels)},
                _("Check “About this period”; if the change is meant, restate the base year as well."),
                section=SectionCode.ABOUT,
                row=str(version.report.year),
            )


def _basis_differs(subject: Subject, other: ReportVersion) -> list[str]:
    """The names of what differs in the basis of two versions, in the active language."""
    changed = [name for name in BASIS if getattr(subject.version, name) != getattr(other, name)]
    labels = [str(getattr(other._meta.get_field(name), "verbose_name", name)) for name in changed]
    if subject.report.framework != other.report.framework:
        labels.insert(0, str(other.report._meta.get_field("framework").verbose_name))
    return labels


def _totals_of_both(subject: Subject) -> Iterator[tuple[str, Decimal, Decimal]]:
    """Section, tonnes before and now, of one total for each section: the first that both have."""
    former = subject.former_totals
    if former is None:
        return
    for section, totals in (
        (SectionCode.COMMUNITY.value, subject.totals.community),
        (SectionCode.OPERATIONS.value, subject.totals.operations),
    ):
        own = sorted(totals, key=lambda total: total.level != subject.version.level)
        for total in own:
            before = former.at(total.level, total.quantity, section)
            if before is not None:
                yield section, before, total.tonnes
                break


def _is_nothing(line: InventoryLine) -> bool:
    """Zero, or said not to occur."""
    if line.notation_key == NotationKey.NO:
        return True
    return not line.notation_key and not line.co2e and not line.co2


def _thousandfold(before: Decimal, after: Decimal) -> bool:
    if before <= 0 or after <= 0:
        return False
    ratio = max(before, after) / min(before, after)
    return THOUSAND_LOW <= ratio <= THOUSAND_HIGH


def _former_year(subject: Subject) -> int:
    return subject.former.report.year if subject.former else 0
