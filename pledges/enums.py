"""Closed vocabularies of what was promised."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Standing(models.TextChoices):
    """How a government stands to a declaration."""

    ENDORSED = "endorsed", _("Endorsed")
    """It signed this declaration."""
    LISTED = "listed", _("Listed")
    """It is printed in the appendix; whether it signed in this round too is not known."""


class TargetKind(models.TextChoices):
    """What a target promises; the values are those of trajectory.Kind."""

    BASE_YEAR_REDUCTION = "base_year_reduction", _("Reduction from a base year")
    FIXED_LEVEL = "fixed_level", _("Fixed level")
    INTENSITY = "intensity", _("Intensity")
    BASELINE_SCENARIO = "baseline_scenario", _("Reduction from a baseline scenario")
    PEAK = "peak", _("Peak")
    CARBON_NEUTRAL = "carbon_neutral", _("Carbon neutrality")
    SHARE = "share", _("Share")
    COUNT = "count", _("Count")
    INCREMENT = "increment", _("Increment")
    RECURRING_SHARE = "recurring_share", _("Share of every year")
    MAINTAINED_SHARE = "maintained_share", _("Maintained share")
    DIRECTION = "direction", _("Direction without a number")
    OTHER = "other", _("Other")


class YearQualifier(models.TextChoices):
    """How the words bind the year; the values are those of trajectory.YearQualifier."""

    BY = "by", _("by")
    BY_END = "by_end", _("by the end of")
    IN = "in", _("in")
    BEFORE = "before", _("before")
    AROUND = "around", _("around")


class Sense(models.TextChoices):
    """On which side of its level a promise is kept; the values are those of trajectory.Sense."""

    AT_MOST = "at_most", _("at most")
    AT_LEAST = "at_least", _("at least")


class Provenance(models.TextChoices):
    """Where a typed field of a target comes from."""

    STATED = "stated", _("Stated in the words")
    INFERRED = "inferred", _("Inferred from the words")
    ASKED = "asked", _("Not stated: asked")


class TargetState(models.TextChoices):
    """PROPOSED waits for the secretariat; IN_FORCE is judged; SUPERSEDED was in force; REFUSED never was."""

    PROPOSED = "proposed", _("Proposed")
    IN_FORCE = "in_force", _("In force")
    SUPERSEDED = "superseded", _("Superseded")
    REFUSED = "refused", _("Not confirmed")


class ClaimKind(models.TextChoices):
    """What a statement says besides promises. Claims are shown, never judged."""

    ACHIEVEMENT = "reported_achievement", _("Reported achievement")
    DERIVED = "derived", _("Figure derived from a promise")
    ESTIMATE = "estimated_effect", _("Estimated effect")
    ACTION = "action", _("Action")


class QuestionCode(models.TextChoices):
    """What is asked of a signatory."""

    TARGET = "target", _("Which target do you declare?")
    QUANTITY = "quantity", _("Which quantity does the target count?")
    BOUNDARY = "boundary", _("Whose emissions does the target count?")
    BASE_YEAR = "base_year", _("Which is the base year?")
    TARGET_YEAR = "target_year", _("By which year?")
    VALUE = "value", _("How much is promised?")
    TOLERANCE = "tolerance", _("How many years around the year named still count?")
    BASE_VALUE = "base_value", _("Which value had the base year?")
    ROWS = "rows", _("Which rows of the inventory does the target count?")
    ACTIVITY = "activity", _("What is the intensity divided by?")
    SCENARIO = "scenario", _("Which baseline is the target held against?")
    RESIDUAL = "residual", _("What may remain, and how is it made up for?")
    START = "start", _("From which value, in which year, does the path start?")
    FIRST_YEAR = "first_year", _("From which year on?")
    SENSE = "sense", _("On which side of the level is the promise kept?")
    BASE_CHANGED = "base_changed", _("The base year was restated: does the target follow it?")
    METHOD_CHANGED = "method_changed", _("A method changed: will the base year be restated?")
    CLARIFY = "clarify", _("What do the words mean?")


class BaseChoice(models.TextChoices):
    """What a signatory decides where the base year, or a method behind it, changed."""

    FOLLOWS = "follows", _("The target follows the restated base year")
    STAYS = "stays", _("The target stays with the value that was declared first")
    RESTATES = "restates", _("The base year will be restated by the new method")
    KEEPS = "keeps", _("The base year will not be restated")


class QuestionState(models.TextChoices):
    """OPEN is with the signatory, ANSWERED with the secretariat, SETTLED with nobody."""

    OPEN = "open", _("Open")
    ANSWERED = "answered", _("Answered, to be confirmed")
    SETTLED = "settled", _("Settled")
