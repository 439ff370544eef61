"""Closed vocabularies of verdicts; the values are those of trajectory."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Verdict(models.TextChoices):
    ON_TRACK = "on_track", _("On track")
    MET = "met", _("Met")
    OFF_TRACK = "off_track", _("Off track")
    MISSED = "missed", _("Missed")
    UNDETERMINED = "undetermined", _("Undetermined")


class Origin(models.TextChoices):
    """What a verdict rests on."""

    REPORTED = "reported", _("Reported figures")
    REFERENCE = "reference", _("Public figures")


class Reason(models.TextChoices):
    """Why there is no verdict, in the order of the judge's gates."""

    NONE = "", _("There is a verdict")
    NOT_QUANTIFIED = "not_quantified", _("The quantity is not named")
    NO_BASE_YEAR = "no_base_year", _("No base year")
    NO_TARGET_YEAR = "no_target_year", _("No target year")
    NO_INVENTORY = "no_inventory", _("No figures yet")
    NO_BASE_VALUE = "no_base_value", _("No figure of the base year")
    NOT_COMPARABLE = "not_comparable", _("Figures cannot be compared")
    TOO_EARLY = "too_early", _("No figure after the base year")
    AWAITING_FINAL_INVENTORY = "awaiting_final_inventory", _("The target year's figure is awaited")
    TOO_FEW_FIGURES = "too_few_figures", _("Too few figures")
    GAP_IN_SERIES = "gap_in_series", _("A year is missing from the series")
    NOT_YET_PEAKED = "not_yet_peaked", _("Not yet peaked")
    NO_PATH = "no_path", _("No path before the target year")
    STALE = "stale", _("Figures too old")
    MANUAL_REVIEW = "manual_review", _("To be judged by hand")


class Language(models.TextChoices):
    """What a free text is written in."""

    ENGLISH = "en", _("English")
    CHINESE = "zh-hans", _("Simplified Chinese")


class Lapse(models.TextChoices):
    """Why a decision no longer stands."""

    NEW_FIGURES = "new_figures", _("New figures arrived")
    NEW_VERSION = "new_version", _("The target was read anew")
    REPLACED = "replaced", _("Another decision took its place")
    WITHDRAWN = "withdrawn", _("Withdrawn by the secretariat")


class Outcome(models.TextChoices):
    """How an appeal ended."""

    UPHELD = "upheld", _("The verdict stands")
    CHANGED = "changed", _("The verdict was changed")


class MethodState(models.TextChoices):
    """PROPOSED can be tried; one is IN_FORCE; RETIRED was; DROPPED never was."""

    PROPOSED = "proposed", _("Proposed")
    IN_FORCE = "in_force", _("In force")
    RETIRED = "retired", _("Retired")
    DROPPED = "dropped", _("Dropped")
