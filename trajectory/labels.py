"""Short names for what is shown as a word: English message ids, translated where they are shown."""

from trajectory.likelihood import Word
from trajectory.messages import N_
from trajectory.vocabulary import FlagCode, Kind, Reason, Verdict

KIND_LABELS: dict[Kind, str] = {
    Kind.BASE_YEAR_REDUCTION: N_("Reduction from a base year"),
    Kind.FIXED_LEVEL: N_("Fixed level"),
    Kind.INTENSITY: N_("Intensity"),
    Kind.BASELINE_SCENARIO: N_("Reduction against a scenario"),
    Kind.PEAK: N_("Peak of emissions"),
    Kind.CARBON_NEUTRAL: N_("Carbon neutral"),
    Kind.SHARE: N_("Share"),
    Kind.COUNT: N_("Count"),
    Kind.INCREMENT: N_("Increase by an amount"),
    Kind.RECURRING_SHARE: N_("Share every year"),
    Kind.MAINTAINED_SHARE: N_("Share to be kept"),
    Kind.DIRECTION: N_("Direction without a number"),
    Kind.OTHER: N_("Other promise"),
}

VERDICT_LABELS: dict[Verdict, str] = {
    Verdict.ON_TRACK: N_("On track"),
    Verdict.OFF_TRACK: N_("Off track"),
    Verdict.MET: N_("Met"),
    Verdict.MISSED: N_("Missed"),
    Verdict.UNDETERMINED: N_("Undetermined"),
}

REASON_LABELS: dict[Reason, str] = {
    Reason.NOT_QUANTIFIED: N_("No measure or number"),
    Reason.NO_BASE_YEAR: N_("No base year"),
    Reason.NO_TARGET_YEAR: N_("No target year"),
    Reason.NO_INVENTORY: N_("No figures yet"),
    Reason.NO_BASE_VALUE: N_("No value for the base year"),
    Reason.NOT_COMPARABLE: N_("Figures cannot be compared"),
    Reason.TOO_EARLY: N_("Too early to say"),
    Reason.AWAITING_FINAL_INVENTORY: N_("Awaiting the final inventory"),
    Reason.TOO_FEW_FIGURES: N_("Too few figures"),
    Reason.GAP_IN_SERIES: N_("Years are missing"),
    Reason.NOT_YET_PEAKED: N_("Not yet peaked"),
    Reason.NO_PATH: N_("No declared path"),
    Reason.STALE: N_("Figures too old"),
    Reason.MANUAL_REVIEW: N_("For the secretariat to decide"),
}

FLAG_LABELS: dict[FlagCode, str] = {
    FlagCode.ASSUMES: N_("Rests on an assumption"),
    FlagCode.DECLARED_BASE: N_("Base value as declared"),
    FlagCode.BASIS_UNSTATED: N_("Basis not stated"),
    FlagCode.ALREADY_BELOW_TARGET: N_("Already below the target"),
    FlagCode.ALREADY_THERE: N_("Already at the target"),
    FlagCode.BEHIND_STRAIGHT_LINE: N_("Behind the straight line"),
    FlagCode.UNSTEADY: N_("Unsteady"),
    FlagCode.PEAK_CONFIRMED: N_("Peak confirmed"),
    FlagCode.PEAK_UNCONFIRMED: N_("Peak not confirmed"),
    FlagCode.WEAK_DECLINE: N_("Weak decline"),
    FlagCode.RESTATED_GWP: N_("Restated to one set of warming potentials"),
    FlagCode.COMMON_ROWS: N_("Compared on common rows"),
    FlagCode.BASE_RESTATED: N_("Base year changed"),
    FlagCode.METHOD_CHANGED: N_("Method changed"),
    FlagCode.ACTIVITY_MISSING: N_("Years without activity"),
    FlagCode.NOT_KEPT_EVERY_YEAR: N_("Not kept every year"),
}

LIKELIHOOD_LABELS: dict[Word, str] = {
    Word.LIKELY: N_("Likely"),
    Word.ABOUT_EVEN: N_("About even"),
    Word.UNLIKELY: N_("Unlikely"),
}

FIELD_LABELS: dict[str, str] = {
    "framework": N_("accounting framework"),
    "level": N_("reporting level"),
    "boundary": N_("boundary"),
    "gases": N_("gases counted"),
    "gwp_set": N_("global warming potentials"),
    "electricity": N_("accounting of electricity"),
    "edition": N_("edition"),
    "rows": N_("rows of the inventory counted"),
    "price_year": N_("year of constant prices"),
    "method": N_("methods of calculation"),
    "declared_base_value": N_("how the declared base value was worked out"),
    "declared_scenario": N_("how the declared baseline was worked out"),
    "measure": N_("what is measured"),
    "base_year": N_("base year"),
    "target_year": N_("target year"),
    "year_qualifier": N_("how the target year is meant"),
    "tolerance_years": N_("how many years 'around' allows"),
    "reduction_percent": N_("size of the reduction"),
    "base_value": N_("value of the base year"),
    "start": N_("start of the path"),
    "promised_level": N_("size of the promise"),
    "residual": N_("what may remain"),
    "activity": N_("what the intensity is divided by"),
    "scenario": N_("baseline up to the target year"),
    "sense": N_("whether the level is a ceiling or a floor"),
    "first_year": N_("first year in which it is due"),
    "scope": N_("what the target covers"),
}
"""Names for the codes in lists of fields (parameters that end in _list)."""
