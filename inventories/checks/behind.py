"""Whether a row holds what its activity data make, and whether these say where they come from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from accounts.words import joined
from inventories import calculations, gases, products
from inventories.activities import ActivityDraft
from inventories.checks.registry import Remarked, Subject, check
from inventories.enums import Quality, Severity


@check("activities-differ", Severity.WARNING)
def row_differs_from_its_activities(subject: Subject) -> Iterable[Remarked]:
    """The sum of a row's activities, with what was worked out for it or without, is the row's number."""
    for section, row, held in _by_row(subject):
        total = products.added_up(held, subject.version.gwp_set)
        if total is None:
            continue
        line = subject.lines_of(section).get(row)
        number = line.co2e if line else None
        sums = [total, total + _worked_out(subject, section, row)]
        if number is None or all(products.differ(each, number) for each in sums):
            yield Remarked(
                _("The activity data of row %(row)s do not add up to it.") % {"row": row},
                _("Take their sum over into the row, or correct or complete the activities."),
                section=section,
                row=row,
            )


@check("activity-result-differs", Severity.WARNING)
def result_is_not_what_the_factors_make(subject: Subject) -> Iterable[Remarked]:
    for section, row, held in _by_row(subject):
        named = [each.activity for each in held if _is_contradicted(each, subject.version.gwp_set)]
        if named:
            yield Remarked(
                _("Row %(row)s: amount and factors make another result than the one given: %(activities)s.")
                % {"row": row, "activities": joined(named)},
                _("Correct the amount, the factor, a unit or the result; or say why they differ."),
                section=section,
                row=row,
            )


@check("activity-without-source", Severity.WARNING)
def good_activity_without_source(subject: Subject) -> Iterable[Remarked]:
    """GPC 1.1, section 5.6: data are of high quality where they are measured and can be shown."""
    for section, row, held in _by_row(subject):
        named = [each.activity for each in held if _is_unfounded(each)]
        if named:
            yield Remarked(
                _("Row %(row)s: data or factors called high in quality have no source: %(activities)s.")
                % {"row": row, "activities": joined(named)},
                _("Name where they come from, or lower the quality."),
                section=section,
                row=row,
            )


def _by_row(subject: Subject) -> Iterator[tuple[str, str, list[ActivityDraft]]]:
    for (section, row), held in subject.activities.items():
        yield section, row, held


def _worked_out(subject: Subject, section: str, row: str) -> Decimal:
    kept = [each for each in subject.calculations if (each.section, each.row) == (section, row)]
    try:
        return gases.co2e(calculations.added_up(kept), subject.version.gwp_set)
    except gases.NoPotential:
        return Decimal(0)


def _is_contradicted(draft: ActivityDraft, gwp_set: str) -> bool:
    given, made = products.given(draft, gwp_set), products.of(draft).equivalent(gwp_set)
    return given is not None and made is not None and products.differ(made, given)


def _is_unfounded(draft: ActivityDraft) -> bool:
    data = draft.quality == Quality.HIGH and not draft.source.strip()
    return data or (draft.factor_quality == Quality.HIGH and not draft.factor_source.strip())
