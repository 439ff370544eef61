"""The words of the judge: kinds of target, verdicts, reasons, flags. Their values are stored."""

from enum import StrEnum


class Kind(StrEnum):
    """What sort of promise a target is; there is one rule a kind."""

    BASE_YEAR_REDUCTION = "base_year_reduction"
    FIXED_LEVEL = "fixed_level"
    INTENSITY = "intensity"
    BASELINE_SCENARIO = "baseline_scenario"
    PEAK = "peak"
    CARBON_NEUTRAL = "carbon_neutral"
    SHARE = "share"
    COUNT = "count"
    INCREMENT = "increment"
    RECURRING_SHARE = "recurring_share"
    MAINTAINED_SHARE = "maintained_share"
    DIRECTION = "direction"
    OTHER = "other"


class Verdict(StrEnum):
    """The judge's answer. MET and MISSED are final."""

    ON_TRACK = "on_track"
    OFF_TRACK = "off_track"
    MET = "met"
    MISSED = "missed"
    UNDETERMINED = "undetermined"

    @property
    def is_final(self) -> bool:
        """Whether time alone can no longer change it."""
        return self in (Verdict.MET, Verdict.MISSED)


class Reason(StrEnum):
    """Why there is no verdict, in the order of the gates; NONE means that there is one."""

    NONE = ""
    NOT_QUANTIFIED = "not_quantified"
    NO_BASE_YEAR = "no_base_year"
    NO_TARGET_YEAR = "no_target_year"
    NO_INVENTORY = "no_inventory"
    NO_BASE_VALUE = "no_base_value"
    NOT_COMPARABLE = "not_comparable"
    TOO_EARLY = "too_early"
    AWAITING_FINAL_INVENTORY = "awaiting_final_inventory"
    TOO_FEW_FIGURES = "too_few_figures"
    GAP_IN_SERIES = "gap_in_series"
    NOT_YET_PEAKED = "not_yet_peaked"
    NO_PATH = "no_path"
    STALE = "stale"
    MANUAL_REVIEW = "manual_review"


GATE_ORDER: tuple[Reason, ...] = tuple(Reason)


class FlagCode(StrEnum):
    """What a reader of the verdict should know besides."""

    ASSUMES = "assumes"
    """It rests on fields that the source does not state."""
    DECLARED_BASE = "declared_base"
    """The base value is the declared one: no figure of the base year exists."""
    BASIS_UNSTATED = "basis_unstated"
    """How the figures were made is not stated; they are compared because they come from one source and
    edition."""
    ALREADY_BELOW_TARGET = "already_below_target"
    """The goal is reached before its year."""
    ALREADY_THERE = "already_there"
    """A level that is to be reached from below is reached before its year."""
    BEHIND_STRAIGHT_LINE = "behind_straight_line"
    """On track by the declared milestones, but above the straight line from base to goal."""
    UNSTEADY = "unsteady"
    """The mean of the last three figures would give another verdict."""
    PEAK_CONFIRMED = "peak_confirmed"
    """The peak passes the test of C40 (2018)."""
    PEAK_UNCONFIRMED = "peak_unconfirmed"
    """The peak does not pass it yet; the parameters say what is lacking."""
    WEAK_DECLINE = "weak_decline"
    """The figures since the peak show no statistically clear fall."""

    RESTATED_GWP = "restated_gwp"
    """Figures were restated from their masses to one set of global warming potentials."""
    COMMON_ROWS = "common_rows"
    """Figures were compared on the rows that all of them hold, at least 95 per cent of each total."""
    BASE_RESTATED = "base_restated"
    """The value of the base year changed by 5 per cent or more after it was first stated: a decision is
    asked."""
    METHOD_CHANGED = "method_changed"
    """A method changed while the base year was never restated: a decision is asked."""
    ACTIVITY_MISSING = "activity_missing"
    """Years with emissions are left out of an intensity, for nothing is known to divide them by."""
    NOT_KEPT_EVERY_YEAR = "not_kept_every_year"
    """A recurring or maintained level was not kept in every year on record."""


class YearQualifier(StrEnum):
    """The word before a target year in the source."""

    BY = "by"
    BY_END = "by_end"
    IN = "in"
    BEFORE = "before"
    AROUND = "around"


class Sense(StrEnum):
    """On which side of its level a promise is kept."""

    AT_MOST = "at_most"
    AT_LEAST = "at_least"


class Missing(StrEnum):
    """An unknown, with the kind of unknown it is; stands where a number or word would."""

    NOT_STATED = "not_stated"
    NOT_APPLICABLE = "not_applicable"


class Origin(StrEnum):
    """Where figures come from: the government's own reports, or public numbers that it did not report."""

    REPORTED = "reported"
    REFERENCE = "reference"
