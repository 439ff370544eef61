"""From a verdict's record to what a plan is held against: tonnes now and by the target's year, or why not.

The numbers are the judge's own (trajectory.record): the goal is the base less the promised share, the fixed
level, the share off the declared baseline, or what carbon neutrality may leave.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from plans.gap import Goal
from pledges.enums import TargetKind
from pledges.models import TargetVersion
from progress.enums import Origin, Reason


class NoGoal(models.TextChoices):
    """Why a plan cannot be held against a target in tonnes."""

    NOT_IN_FORCE = "not_in_force", _("This target is not in force.")
    NOT_JUDGED = "not_judged", _("This target has no published verdict yet.")
    WITHHELD = "withheld", _("The figures behind this target are not public.")
    INTENSITY = (
        "intensity",
        _("This target is an intensity: how many tonnes it asks for depends on how people or output grow."),
    )
    PEAK = "peak", _("This target names the year of a peak and no level: it asks for no number of tonnes.")
    NOT_A_MASS = (
        "not_a_mass",
        _("This target does not count tonnes, so tonnes saved cannot be held against it."),
    )
    NO_FIGURE = "no_figure", _("No figure shows where the emissions of this target stand today.")
    NO_LEVEL = (
        "no_level",
        _("What this target leaves open keeps its goal from being told in tonnes; the government is asked."),
    )
    NOT_COMPARABLE = (
        "not_comparable",
        _("The latest figure and the base year were counted differently, so their distance is not known."),
    )
    OVER = "over", _("The target year has come: its figure decides, and no plan can add to it.")


NEVER_TONNES = {TargetKind.INTENSITY: NoGoal.INTENSITY, TargetKind.PEAK: NoGoal.PEAK}
IN_TONNES = (
    TargetKind.BASE_YEAR_REDUCTION,
    TargetKind.FIXED_LEVEL,
    TargetKind.BASELINE_SCENARIO,
    TargetKind.CARBON_NEUTRAL,
)


def goal_of(version: TargetVersion, record: Mapping[str, Any]) -> Goal | NoGoal:
    """The goal of the version that the record judges."""
    kind = TargetKind(version.kind)
    if kind in NEVER_TONNES:
        return NEVER_TONNES[kind]
    if kind not in IN_TONNES or (version.measure is not None and not version.measure.is_mass):
        return NoGoal.NOT_A_MASS
    known = record.get("numbers", {})
    if "latest_value" not in known:
        return NoGoal.NO_FIGURE
    if "goal_value" not in known or "target_year" not in known:
        return NoGoal.NO_LEVEL
    if Reason.NOT_COMPARABLE in record.get("open", []):
        return NoGoal.NOT_COMPARABLE
    if known["latest_year"] >= known["target_year"]:
        return NoGoal.OVER
    return Goal(
        latest_year=known["latest_year"],
        latest=Decimal(str(known["latest_value"])),
        target_year=known["target_year"],
        level=Decimal(str(known["goal_value"])),
    )


def is_indication(record: Mapping[str, Any]) -> bool:
    """Whether the figures are public ones, which the government did not report."""
    return bool(record.get("origin") == Origin.REFERENCE)
