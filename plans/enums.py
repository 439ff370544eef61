"""Closed vocabularies of climate action plans."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PlanState(models.TextChoices):
    """Where a version of a plan is. Only a draft can be edited; an accepted one is public."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Returned")
    ACCEPTED = "accepted", _("Accepted")
    SUPERSEDED = "superseded", _("Superseded")


MOVES: dict[str, frozenset[str]] = {
    PlanState.DRAFT: frozenset({PlanState.SUBMITTED}),
    PlanState.SUBMITTED: frozenset({PlanState.RETURNED, PlanState.ACCEPTED}),
    PlanState.RETURNED: frozenset(),
    PlanState.ACCEPTED: frozenset({PlanState.SUPERSEDED}),
    PlanState.SUPERSEDED: frozenset(),
}
ONCE_ACCEPTED = (PlanState.ACCEPTED, PlanState.SUPERSEDED)


class PlanEventKind(models.TextChoices):
    """What happened to a version of a plan."""

    CREATED = "created", _("Draft begun")
    COPIED = "copied", _("Draft begun as a new version")
    UPLOADED = "uploaded", _("Actions uploaded")
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Returned")
    ACCEPTED = "accepted", _("Accepted")
    SUPERSEDED = "superseded", _("Superseded by a later version")


class PlanStatus(models.TextChoices):
    """Computed from the dates of a plan and a day, never typed."""

    NOT_ADOPTED = "not_adopted", _("Not adopted yet")
    AHEAD = "ahead", _("Adopted, begins later")
    CURRENT = "current", _("In force")
    ENDED = "ended", _("Its period is over")


class ActionStatus(models.TextChoices):
    """Computed from dates, milestones and progress, never typed."""

    NOT_STARTED = "not_started", _("Not started")
    ON_TIME = "on_time", _("On time")
    LATE = "late", _("Late")
    DONE = "done", _("Done")
    CANCELLED = "cancelled", _("Cancelled")


class Sector(models.TextChoices):
    """The sectors of GPC 1.1, and two that a plan needs besides."""

    STATIONARY = "I", _("Stationary energy")
    TRANSPORT = "II", _("Transportation")
    WASTE = "III", _("Waste")
    IPPU = "IV", _("Industrial processes and product use")
    AFOLU = "V", _("Agriculture, forestry and other land use")
    OTHER = "VI", _("Other indirect emissions")
    RESILIENCE = "resilience", _("Resilience")
    ACROSS = "across", _("Across sectors")


class Currency(models.TextChoices):
    USD = "USD", _("US dollars")
    CNY = "CNY", _("yuan")


class FundingSource(models.TextChoices):
    OWN = "own", _("Own budget")
    GRANT = "grant", _("Grant of a higher government")
    INTERNATIONAL = "international", _("International grant")
    LOAN = "loan", _("Loan")
    GREEN_BOND = "green_bond", _("Green bond")
    PPP = "ppp", _("Public-private partnership")
    PRIVATE = "private", _("Private investment")
    PACE = "pace", _("Property-assessed finance (PACE)")
    CARBON_MARKET = "carbon_market", _("Carbon market revenue")
    UTILITY = "utility", _("Utility programme")
    UNFUNDED = "unfunded", _("Not funded yet")


class CoBenefitKind(models.TextChoices):
    """What an action does besides; the unit stands with each (units.CO_BENEFIT)."""

    PM25 = "pm25", _("Less fine dust (PM2.5)")
    SO2 = "so2", _("Less sulphur dioxide (SO₂)")
    NOX = "nox", _("Less nitrogen oxides (NOₓ)")
    JOBS = "jobs", _("Jobs")
    RESILIENCE = "resilience", _("Resilience")


class HazardKind(models.TextChoices):
    """Climate hazards in the words of the Common Reporting Framework of the GCoM."""

    HEAT = "heat", _("Extreme heat")
    COLD = "cold", _("Extreme cold")
    PRECIPITATION = "precipitation", _("Heavy precipitation")
    FLOOD = "flood", _("Flood and sea level rise")
    DROUGHT = "drought", _("Drought and water scarcity")
    STORM = "storm", _("Storm")
    MASS_MOVEMENT = "mass_movement", _("Mass movement")
    FIRE = "fire", _("Wildfire")
    CHEMICAL = "chemical", _("Chemical change")
    BIOLOGICAL = "biological", _("Biological hazard")


class Risk(models.TextChoices):
    LOW = "low", _("Low")
    MODERATE = "moderate", _("Moderate")
    HIGH = "high", _("High")
    UNKNOWN = "unknown", _("Not known")


class Use(models.TextChoices):
    """What a certifier made of a statement of the Declaration."""

    TARGET = "target", _("A target")
    ACTION = "action", _("An action of a plan")
    NOTE = "note", _("A note")


class Origin(models.TextChoices):
    """Where a number of a roadmap comes from; every one says so."""

    REPORTED = "reported", _("Reported")
    DECLARED = "declared", _("Declared")
    PROJECTED = "projected", _("Projected")
