"""What stands in the way of a verdict, and what would settle it: one message for each reason."""

from collections.abc import Iterator

from trajectory import sentences_open
from trajectory.comparability import ROW_FIELDS
from trajectory.messages import N_
from trajectory.outcome import Assessment, Parameter
from trajectory.vocabulary import Kind, Missing, Origin, Reason, Verdict

Message = tuple[str, dict[str, Parameter]]

PLAIN: dict[Reason, str] = {
    Reason.NOT_QUANTIFIED: N_(
        "The promise does not state all that a verdict needs. Missing: %(lacking_list)s. The government can "
        "settle this by declaring it."
    ),
    Reason.NO_BASE_YEAR: N_(
        "The promise does not say from which year the reduction counts. The government can settle this by "
        "naming the base year."
    ),
    Reason.NO_TARGET_YEAR: N_(
        "The promise does not say by which year it is to be kept. The government can settle this by naming "
        "the year."
    ),
    Reason.NO_INVENTORY: N_(
        "No figure is known for this measure. A first accepted report would settle this."
    ),
    Reason.NO_BASE_VALUE: N_(
        "No figure is known for the base year %(base_year)s. A report for that year, or a declared base "
        "value, would settle this."
    ),
    Reason.NOT_COMPARABLE: N_(
        "The figures for %(base_year)s and %(latest_year)s cannot be compared. What differs, or is not known "
        "to agree: %(basis_list)s."
    ),
    Reason.TOO_EARLY: N_(
        "The latest figure, for %(latest_year)s, is not later than the year from which the target counts. A "
        "report for a later year would settle this."
    ),
    Reason.AWAITING_FINAL_INVENTORY: N_(
        "Whether the target is met is decided by the figure for %(target_year)s, which is not known. A "
        "report for that year would settle this."
    ),
    Reason.TOO_FEW_FIGURES: N_(
        "There are too few yearly figures to tell a peak: %(figures_count)s, where at least %(needed_count)s "
        "are needed. Reports for more years would settle this."
    ),
    Reason.GAP_IN_SERIES: N_(
        "Figures are missing between the peak of %(peak_year)s and %(latest_year)s: %(years_list)s. Reports "
        "for these years would settle this."
    ),
    Reason.NOT_YET_PEAKED: N_(
        "Emissions were highest in %(peak_year)s, and the latest figure is for %(latest_year)s. A peak shows "
        "only once emissions have stayed below it for %(decline_years)s; later reports will tell."
    ),
    Reason.NO_PATH: N_(
        "The government has not declared a path to the target, so there is no yardstick before "
        "%(target_year)s. A declared starting point would settle this."
    ),
    Reason.STALE: N_(
        "The latest figure that counts is that of %(latest_year)s, more than %(stale_years)s old. A report "
        "for a later year would settle this."
    ),
    Reason.MANUAL_REVIEW: N_(
        "This promise cannot be judged by numbers alone. The secretariat decides on it with evidence from "
        "the government."
    ),
}

PEAK_NOT_COMPARABLE = N_(
    "The figures that the peak of %(peak_year)s is held against cannot be compared with it. What differs, or "
    "is not known to agree: %(basis_list)s."
)
MASSES_WOULD_SETTLE = N_(
    "Masses by gas for all rows of one of these reports would settle this: its total is then restated to the "
    "potentials of the other."
)
ROWS_WOULD_SETTLE = N_(
    "Reporting the rows that one of them lacks would settle this, as soon as the rows that both hold make up "
    "%(common_percent)s of each total."
)
WORDS_WOULD_SETTLE = N_("Stating this in the reports for these years would settle it, if they then agree.")
NEW_VERSIONS_WOULD_SETTLE = N_(
    "A new version of one of these reports, made in the same way as the other, would settle this."
)
OWN_REPORTS_WOULD_SETTLE = N_(
    "Reports by the government itself, made in the same way for these years, would settle this."
)
PEAKED_TOO_LATE = N_(
    "Emissions were highest in %(peak_year)s, after the promised year %(target_year)s. It is not certain yet "
    "that the promise was missed: the rise is small, or earlier years are not known. Later reports will tell."
)
GAP_BEFORE_LATE_PEAK = N_(
    "Emissions were highest in %(peak_year)s, after the promised year %(target_year)s, but they may have "
    "been as high in years without a figure: %(years_list)s. Reports for these years would settle this."
)
REMOVALS_UNKNOWN = N_(
    "Gross emissions in %(target_year)s were %(gross_amount)s. Removals and retired credits for that year "
    "are not fully recorded; recording them, a zero included, would settle this."
)
TOLERANCE_OPEN = N_(
    "The promise says 'around' %(target_year)s without saying how many years that allows, and the figures so "
    "far would miss %(target_year)s itself. The government can settle this by naming the number of years."
)
LAST_ON_TRACK = N_("By the figure for %(last_known_year)s the target was on track.")
LAST_OFF_TRACK = N_("By the figure for %(last_known_year)s the target was off track.")


def messages(assessment: Assessment) -> Iterator[Message]:
    """A message for each open reason, the headline first, then the last known verdict."""
    params = _params(assessment)
    for reason in assessment.open:
        yield _message(assessment, reason), params
        if reason is Reason.NOT_COMPARABLE:
            yield _remedy(assessment), params
    yield from sentences_open.so_far(assessment)
    if not isinstance(assessment.last_known, Missing) and not isinstance(assessment.last_known_year, Missing):
        last = LAST_ON_TRACK if assessment.last_known is Verdict.ON_TRACK else LAST_OFF_TRACK
        yield last, {"last_known_year": assessment.last_known_year}


def _message(assessment: Assessment, reason: Reason) -> str:
    numbers = assessment.numbers
    if reason is Reason.NOT_COMPARABLE and assessment.kind is Kind.PEAK:
        return PEAK_NOT_COMPARABLE
    if reason in (Reason.NOT_YET_PEAKED, Reason.MANUAL_REVIEW) and assessment.tolerance_decides:
        return TOLERANCE_OPEN
    if reason is Reason.NOT_YET_PEAKED and numbers["peak_year"] > numbers["target_year"]:
        return PEAKED_TOO_LATE
    if reason is Reason.GAP_IN_SERIES and _has_gap_before_peak(assessment):
        return GAP_BEFORE_LATE_PEAK
    if reason is Reason.AWAITING_FINAL_INVENTORY and "gross_value" in numbers:
        return REMOVALS_UNKNOWN
    return sentences_open.of_kind(assessment, reason) or PLAIN[reason]


def _has_gap_before_peak(assessment: Assessment) -> bool:
    peak_year = assessment.numbers.get("peak_year")
    return peak_year is not None and assessment.missing_years[0] < peak_year


def _remedy(assessment: Assessment) -> str:
    """What would make the figures comparable."""
    differs = set(assessment.differs)
    if assessment.origin is Origin.REFERENCE:
        return OWN_REPORTS_WOULD_SETTLE
    if all(Missing.NOT_STATED in (each.base, each.latest) for each in assessment.differences):
        return WORDS_WOULD_SETTLE
    if differs == {"price_year"}:
        return sentences_open.OTHER_PRICES
    if differs == {"gwp_set"}:
        return MASSES_WOULD_SETTLE
    return ROWS_WOULD_SETTLE if differs <= set(ROW_FIELDS) else NEW_VERSIONS_WOULD_SETTLE


def _params(assessment: Assessment) -> dict[str, Parameter]:
    """Every value that a message about this case may name."""
    numbers, thresholds = assessment.numbers, assessment.thresholds
    known = ("base_year", "latest_year", "target_year", "peak_year", "figures_count", "first_year")
    found: dict[str, Parameter] = {name: numbers[name] for name in known if name in numbers}
    if "gross_value" in numbers:
        found["gross_amount"] = numbers["gross_value"]
    base = sentences_open.base_figure(assessment)
    if not isinstance(base, Missing):
        found["base_amount"] = base.value
    return found | {
        "basis_list": assessment.differs,
        "lacking_list": assessment.lacks,
        "years_list": assessment.missing_years or sentences_open.undivided_years(assessment),
        "needed_count": thresholds.peak_minimum_figures,
        "decline_years": thresholds.peak_decline_years,
        "stale_years": thresholds.stale_years,
        "common_percent": 100 * thresholds.common_share,
    }
