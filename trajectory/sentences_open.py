"""What stands in the way of a verdict, in the words of the kinds for which the common ones are not right."""

from collections.abc import Iterator

from trajectory.course import COUNTED, divides
from trajectory.figures import Figure
from trajectory.intensity import years_without_activity
from trajectory.messages import N_
from trajectory.outcome import Assessment, Parameter
from trajectory.vocabulary import Kind, Missing, Reason, Sense

NO_START = N_(
    "The promise does not say from which year the increase counts. The government can settle this by naming "
    "the year."
)
NO_ACTIVITY = N_(
    "Emissions are known, but for none of their years what they are to be divided by. A report that holds "
    "both would settle this."
)
NO_BASE_ACTIVITY = N_(
    "Emissions are known for the base year %(base_year)s, but not what they are to be divided by. Its value "
    "for that year, or a declared base value of the intensity, would settle this."
)
NO_LATER_ACTIVITY = N_(
    "Emissions are known for %(years_list)s, later than the year from which the target counts, but not what "
    "they are to be divided by. Its value for one of these years would settle this."
)
NO_FINAL_ACTIVITY = N_(
    "Emissions are known for the target year %(target_year)s, but not what they are to be divided by. Its "
    "value for that year would settle this."
)
NOTHING_TO_FALL_FROM = N_(
    "The figure for the base year %(base_year)s is %(base_amount)s. No percentage can be taken of zero or "
    "less, and no path falls from it. A corrected report for that year, or another base year, would settle "
    "this."
)
OTHER_PRICES = N_("Values at the prices of one year for both would settle this.")
YEARS_MISSING = N_(
    "The promise counts every year from %(first_year)s to %(target_year)s, and figures are missing for "
    "%(years_list)s. Reports for these years would settle this."
)
NONE_SINCE = N_(
    "The level is to be kept from %(target_year)s on, and no figure is known for that year or a later one. A "
    "report for one of them would settle this."
)

SO_FAR_AT_MOST = N_(
    "The figure for %(latest_year)s is %(latest_amount)s; the target is %(goal_amount)s or less in "
    "%(target_year)s."
)
SO_FAR_AT_LEAST = N_(
    "The figure for %(latest_year)s is %(latest_amount)s; the target is %(goal_amount)s or more in "
    "%(target_year)s."
)


def of_kind(assessment: Assessment, reason: Reason) -> str:
    """The message of a kind for a reason; none where the common one is right."""
    kind = assessment.kind
    if reason is Reason.NO_BASE_YEAR and kind is Kind.INCREMENT:
        return NO_START
    if reason is Reason.GAP_IN_SERIES and kind is Kind.RECURRING_SHARE:
        return YEARS_MISSING
    if reason is Reason.AWAITING_FINAL_INVENTORY and kind is Kind.MAINTAINED_SHARE:
        return NONE_SINCE
    if reason is Reason.NO_BASE_VALUE and not isinstance(base_figure(assessment), Missing):
        return NOTHING_TO_FALL_FROM
    return _of_intensity(assessment, reason) if divides(assessment.target) else ""


def base_figure(assessment: Assessment) -> Figure | Missing:
    """The figure of the base year; where it is no base value, it is zero or less."""
    of_year = (each for each in assessment.figures if each.year == assessment.target.base_year)
    return next(of_year, Missing.NOT_STATED)


def undivided_years(assessment: Assessment) -> tuple[int, ...]:
    """Of an intensity: the years since its base, up to its year, that could not be divided."""
    target, numbers = assessment.target, assessment.numbers
    if not divides(target):
        return ()
    after = int(numbers["base_year"]) if "base_year" in numbers else Missing.NOT_STATED
    return years_without_activity(assessment.chosen, assessment.figures, after, target.last_year)


def so_far(assessment: Assessment) -> Iterator[tuple[str, dict[str, Parameter]]]:
    """Where a target stands that has no path yet."""
    numbers = assessment.numbers
    if Reason.NO_PATH in assessment.open and "goal_value" in numbers:
        is_floor = assessment.kind in COUNTED and assessment.target.sense is Sense.AT_LEAST
        yield (
            SO_FAR_AT_LEAST if is_floor else SO_FAR_AT_MOST,
            {
                "latest_year": numbers["latest_year"],
                "latest_amount": numbers["latest_value"],
                "goal_amount": numbers["goal_value"],
                "target_year": numbers["target_year"],
            },
        )


def _of_intensity(assessment: Assessment, reason: Reason) -> str:
    emitted = {each.year for each in assessment.chosen}
    if reason is Reason.NO_INVENTORY and emitted:
        return NO_ACTIVITY
    if reason is Reason.NO_BASE_VALUE and assessment.target.base_year in emitted:
        return NO_BASE_ACTIVITY
    if reason is Reason.TOO_EARLY and undivided_years(assessment):
        return NO_LATER_ACTIVITY
    if reason is Reason.AWAITING_FINAL_INVENTORY and assessment.target.last_year in emitted:
        return NO_FINAL_ACTIVITY
    return ""
