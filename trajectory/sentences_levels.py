"""Why a verdict on a level is what it is: a share, a count or an increment on its way, and what is due every
year."""

from collections.abc import Iterator, Mapping

from trajectory.messages import N_
from trajectory.outcome import Assessment, Parameter
from trajectory.vocabulary import Sense, Verdict

Message = tuple[str, dict[str, Parameter]]

AT_LEAST: dict[Verdict, str] = {
    Verdict.ON_TRACK: N_(
        "The figure for %(latest_year)s is %(latest_amount)s. The path to the target asks for at least "
        "%(path_amount)s in that year."
    ),
    Verdict.OFF_TRACK: N_(
        "The figure for %(latest_year)s is %(latest_amount)s. The path to the target asks for at least "
        "%(path_amount)s in that year: the figure is %(gap_amount)s too low."
    ),
    Verdict.MET: N_(
        "The figure for the target year %(target_year)s is %(latest_amount)s. The target was %(goal_amount)s "
        "or more, so it is met."
    ),
    Verdict.MISSED: N_(
        "The figure for the target year %(target_year)s is %(latest_amount)s. The target was %(goal_amount)s "
        "or more, so it was missed by %(goal_gap_amount)s."
    ),
}
AT_LEAST_WITHOUT_PATH = N_(
    "The figure for %(latest_year)s is %(latest_amount)s. The target is %(goal_amount)s or more in "
    "%(target_year)s."
)
COVERED_OF_THE_WAY = N_(
    "Since %(base_year)s, %(share_achieved_percent)s of the way to the target has been covered."
)
MOVED_AWAY = N_("Since %(base_year)s it has moved away from the target.")

KEPT: dict[Sense, str] = {
    Sense.AT_LEAST: N_(
        "The figure for %(latest_year)s is %(latest_amount)s. The promise for every year is %(goal_amount)s "
        "or more, so it was kept in that year."
    ),
    Sense.AT_MOST: N_(
        "The figure for %(latest_year)s is %(latest_amount)s. The promise for every year is %(goal_amount)s "
        "or less, so it was kept in that year."
    ),
}
NOT_KEPT: dict[Sense, str] = {
    Sense.AT_LEAST: N_(
        "The figure for %(latest_year)s is %(latest_amount)s. The promise for every year is %(goal_amount)s "
        "or more, so it was not kept in that year."
    ),
    Sense.AT_MOST: N_(
        "The figure for %(latest_year)s is %(latest_amount)s. The promise for every year is %(goal_amount)s "
        "or less, so it was not kept in that year."
    ),
}
KEPT_EVERY_YEAR: dict[Sense, str] = {
    Sense.AT_LEAST: N_(
        "The promise was %(goal_amount)s or more in every year from %(first_year)s to %(target_year)s. It "
        "was kept in each of them, so it is met."
    ),
    Sense.AT_MOST: N_(
        "The promise was %(goal_amount)s or less in every year from %(first_year)s to %(target_year)s. It "
        "was kept in each of them, so it is met."
    ),
}
NOT_KEPT_EVERY_YEAR: dict[Sense, str] = {
    Sense.AT_LEAST: N_(
        "The promise was %(goal_amount)s or more in every year from %(first_year)s to %(target_year)s. Of "
        "the years on record (%(due_count)s) it was kept in %(kept_count)s, so it was missed."
    ),
    Sense.AT_MOST: N_(
        "The promise was %(goal_amount)s or less in every year from %(first_year)s to %(target_year)s. Of "
        "the years on record (%(due_count)s) it was kept in %(kept_count)s, so it was missed."
    ),
}
EVERY_YEAR: dict[Verdict, dict[Sense, str]] = {
    Verdict.ON_TRACK: KEPT,
    Verdict.OFF_TRACK: NOT_KEPT,
    Verdict.MET: KEPT_EVERY_YEAR,
    Verdict.MISSED: NOT_KEPT_EVERY_YEAR,
}


def is_due_every_year(assessment: Assessment) -> bool:
    """Whether the verdict is one on years that were each due on their own."""
    return "due_count" in assessment.numbers


def every_year(assessment: Assessment, amounts: Mapping[str, Parameter]) -> Iterator[Message]:
    """The message for what is due every year."""
    yield EVERY_YEAR[assessment.verdict][assessment.target.sense], dict(amounts)


def at_least(assessment: Assessment, amounts: Mapping[str, Parameter]) -> Iterator[Message]:
    """The message for a level that is to be reached from below."""
    numbers = assessment.numbers
    found = dict(amounts) | {
        f"{name}_amount": -numbers[name] for name in ("gap", "goal_gap") if name in numbers
    }
    if assessment.verdict is Verdict.ON_TRACK and "path_value" not in numbers:
        yield AT_LEAST_WITHOUT_PATH, found
    else:
        yield AT_LEAST[assessment.verdict], found


def progress(assessment: Assessment) -> Iterator[Message]:
    """How much of the way is covered, where its start is known."""
    numbers = assessment.numbers
    if "share_achieved_percent" not in numbers:
        return
    found: dict[str, Parameter] = {name: numbers[name] for name in ("base_year", "share_achieved_percent")}
    yield COVERED_OF_THE_WAY if numbers["share_achieved_percent"] >= 0 else MOVED_AWAY, found
