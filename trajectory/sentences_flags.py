"""One sentence for each flag."""

from trajectory.messages import N_
from trajectory.outcome import DECLARED_BASE_VALUE, DECLARED_SCENARIO, Flag
from trajectory.vocabulary import FlagCode

MESSAGES: dict[FlagCode, str] = {
    FlagCode.ASSUMES: N_("This rests on details that the promise does not state: %(fields_list)s."),
    FlagCode.DECLARED_BASE: N_(
        "There is no inventory for %(base_year)s; the declared base value of %(base_amount)s is used."
    ),
    FlagCode.BASIS_UNSTATED: N_(
        "How the figures were made is not fully stated (%(basis_list)s). They are compared because they come "
        "from one source."
    ),
    FlagCode.ALREADY_BELOW_TARGET: N_(
        "The figure is already at or below the target, before the target year. It counts as met only when "
        "the figure of the target year is in."
    ),
    FlagCode.ALREADY_THERE: N_(
        "The figure already reaches the target, before the target year. It counts as met only when the "
        "figure of the target year is in."
    ),
    FlagCode.BEHIND_STRAIGHT_LINE: N_(
        "It keeps to the milestones the government declared, but not to the straight line from base to goal."
    ),
    FlagCode.UNSTEADY: N_(
        "The mean of the last %(figures_count)s figures would give another answer, so a single year decides "
        "here."
    ),
    FlagCode.PEAK_CONFIRMED: N_(
        "The peak of %(peak_year)s passes the test of C40 cities: it lies %(since_peak_years)s back, and the "
        "latest figure is %(below_peak_percent)s below it."
    ),
    FlagCode.WEAK_DECLINE: N_(
        "The figures since %(peak_year)s go up and down too much to show a clear fall; a statistical test "
        "finds none."
    ),
    FlagCode.ACTIVITY_MISSING: N_(
        "Emissions are known for %(years_list)s too, but not what they are to be divided by, so they are "
        "left out. With what is missing the answer may be another."
    ),
    FlagCode.NOT_KEPT_EVERY_YEAR: N_("The level was not kept in %(years_list)s."),
    FlagCode.RESTATED_GWP: N_(
        "So that all figures rest on the same global warming potentials (%(sets_list)s), those for "
        "%(years_list)s were restated from their masses by gas."
    ),
    FlagCode.COMMON_ROWS: N_(
        "The figures do not hold the same rows of the inventory. They are compared on the rows that all of "
        "them hold, at least %(share_percent)s of each total; left out: %(rows_list)s."
    ),
    FlagCode.BASE_RESTATED: N_(
        "The value of the base year %(base_year)s was first stated as %(from_amount)s and is now "
        "%(to_amount)s, a change of %(change_percent)s. The government should decide from which of them the "
        "promise counts; until then it counts from the value now in force."
    ),
    FlagCode.METHOD_CHANGED: N_(
        "Methods changed in %(years_list)s, but the value of the base year %(base_year)s was not restated "
        "for it. The government should restate the base year, or confirm that the change does not matter to "
        "it."
    ),
}

KEPT_BASE = N_(
    "The government decided that the target stays with the value declared first, %(base_amount)s, although "
    "the base year %(base_year)s is now reported as %(reported_amount)s."
)
SAME_ROWS = N_(
    "The figures do not hold the same rows of the inventory, but no emissions lie in the rows that only some "
    "of them hold, so they are compared in full."
)

SCENARIO_WITHOUT_BASIS = N_(
    "How the declared baseline was worked out is not stated, so it may not match the figures exactly."
)
DECLARED_WITHOUT_BASIS = N_(
    "How the declared base value was worked out is not stated, so it may not match the later figures exactly."
)
UNCONFIRMED_YEARS = N_(
    "The peak of %(peak_year)s is not yet confirmed: it lies only %(since_peak_years)s back, which is too "
    "short."
)
UNCONFIRMED_FALL = N_(
    "The peak of %(peak_year)s is not yet confirmed: the latest figure is only %(below_peak_percent)s below "
    "it, which is too little."
)
UNCONFIRMED_BOTH = N_(
    "The peak of %(peak_year)s is not yet confirmed: it lies only %(since_peak_years)s back, and the latest "
    "figure is only %(below_peak_percent)s below it."
)


def message(flag: Flag) -> str:
    """The message id for a flag; its parameters are the flag's own."""
    if flag.code is FlagCode.DECLARED_BASE and "reported_amount" in flag.params:
        return KEPT_BASE
    if flag.code is FlagCode.BASIS_UNSTATED and flag.params.get("basis_list") == (DECLARED_BASE_VALUE,):
        return DECLARED_WITHOUT_BASIS
    if flag.code is FlagCode.BASIS_UNSTATED and flag.params.get("basis_list") == (DECLARED_SCENARIO,):
        return SCENARIO_WITHOUT_BASIS
    if flag.code is FlagCode.COMMON_ROWS and not flag.params["rows_list"]:
        return SAME_ROWS
    if flag.code is not FlagCode.PEAK_UNCONFIRMED:
        return MESSAGES[flag.code]
    lacking = flag.params["lacking_list"]
    if lacking == ("years",):
        return UNCONFIRMED_YEARS
    return UNCONFIRMED_FALL if lacking == ("fall",) else UNCONFIRMED_BOTH
