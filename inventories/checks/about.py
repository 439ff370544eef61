"""Whether the basis of the figures is stated, and whether the period is a year."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterable

from django.utils.translation import gettext as _

from inventories.checks.registry import Remarked, Subject, check
from inventories.enums import Electricity, Gases, GwpSet, SectionCode, Severity
from inventories.indicators import POPULATION

ABOUT = SectionCode.ABOUT.value


@check("level-unstated", Severity.ERROR)
def level_unstated(subject: Subject) -> Iterable[Remarked]:
    if subject.version.level not in subject.framework.levels:
        yield Remarked(
            _("No reporting level of this framework is chosen."),
            _("Choose the level under “About this period”: it says which rows the total sums."),
            section=ABOUT,
        )


@check("boundary-unstated", Severity.ERROR)
def boundary_unstated(subject: Subject) -> Iterable[Remarked]:
    if not subject.version.boundary.strip():
        yield Remarked(
            _("The area that the figures cover is not stated."),
            _("Enter the boundary under “About this period”, for example “the city limits”."),
            section=ABOUT,
        )


@check("gases-unstated", Severity.WARNING)
def gases_unstated(subject: Subject) -> Iterable[Remarked]:
    if subject.version.gases == Gases.UNKNOWN:
        yield Remarked(
            _("Which gases the figures count is not stated: they may not be comparable with another year's."),
            _("Choose the gases under “About this period”, or say why they are not known."),
            section=ABOUT,
        )


@check("gwp-unstated", Severity.WARNING)
def gwp_unstated(subject: Subject) -> Iterable[Remarked]:
    if subject.version.gwp_set == GwpSet.UNKNOWN and subject.version.gases != Gases.CO2:
        yield Remarked(
            _(
                "Which global warming potentials made CO₂ equivalent of other gases is not stated, "
                "so the figures may not be comparable with another year's."
            ),
            _("Choose the assessment report under “About this period”, or say why it is not known."),
            section=ABOUT,
        )


@check("electricity-unstated", Severity.WARNING)
def electricity_unstated(subject: Subject) -> Iterable[Remarked]:
    if subject.version.electricity == Electricity.UNKNOWN:
        yield Remarked(
            _("How grid electricity is counted is not stated."),
            _("Choose location-based or market-based under “About this period”, or say why it is not known."),
            section=ABOUT,
        )


@check("period-not-a-year", Severity.WARNING)
def period_not_twelve_months(subject: Subject) -> Iterable[Remarked]:
    start, end = subject.report.period_start, subject.report.period_end
    if end != _twelve_months_from(start):
        yield Remarked(
            _("The period from %(start)s to %(end)s is not twelve months.") % {"start": start, "end": end},
            _("Say why; a target is judged by whole years."),
            section=ABOUT,
        )


@check("population-twice", Severity.ERROR)
def population_differs_from_the_indicator(subject: Subject) -> Iterable[Remarked]:
    """Per-person figures divide by one of the two: they say the same, or one is left out."""
    if subject.version.population is None:
        return
    of_period = [
        each.value
        for each in subject.indicators
        if each.measure.code == POPULATION and each.year == subject.report.year
    ]
    if any(value != subject.version.population for value in of_period):
        yield Remarked(
            _("The population under “About this period” differs from the one among the indicators."),
            _("Correct one of them, or clear the one under “About this period”."),
            section=SectionCode.INDICATORS,
        )


@check("period-overlaps", Severity.WARNING)
def period_overlaps_another(subject: Subject) -> Iterable[Remarked]:
    """What is emitted on a day counts in one report."""
    start, end = subject.report.period_start, subject.report.period_end
    for other in subject.accepted_years:
        elsewhere = other.report
        if (
            elsewhere.pk != subject.report.pk
            and elsewhere.period_start <= end
            and elsewhere.period_end >= start
        ):
            yield Remarked(
                _("The period shares days with that of the report for %(year)s.") % {"year": elsewhere.year},
                _("Check the first and last day; emissions of one day count in one report."),
                section=ABOUT,
                row=str(elsewhere.year),
            )


@check("methodology-missing", Severity.WARNING)
def methodology_missing(subject: Subject) -> Iterable[Remarked]:
    if not subject.version.methodology.strip():
        yield Remarked(
            _("How the inventory was made is not described."),
            _("Name the guide, the data and the factors under “About this period”, in a few sentences."),
            section=ABOUT,
        )


def _twelve_months_from(start: datetime.date) -> datetime.date:
    """The last day of the twelve months that begin on `start`."""
    year = start.year + 1
    day = min(start.day, calendar.monthrange(year, start.month)[1])
    next_start = datetime.date(year, start.month, day)
    if (start.month, start.day) == (2, 29):
        next_start = datetime.date(year, 3, 1)
    return next_start - datetime.timedelta(days=1)
