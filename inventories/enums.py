"""Closed vocabularies of the annual report. Terms: GPC 1.1, GCoM Common Reporting Framework, IPCC."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a version is. Only a draft can be edited; the database holds the rest still."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    IN_REVIEW = "in_review", _("In review")
    RETURNED = "returned", _("Returned")
    ACCEPTED = "accepted", _("Accepted")
    SUPERSEDED = "superseded", _("Superseded")


MOVES: dict[str, frozenset[str]] = {
    State.DRAFT: frozenset({State.SUBMITTED}),
    State.SUBMITTED: frozenset({State.IN_REVIEW}),
    State.IN_REVIEW: frozenset({State.RETURNED, State.ACCEPTED}),
    State.ACCEPTED: frozenset({State.SUPERSEDED}),
    State.RETURNED: frozenset(),
    State.SUPERSEDED: frozenset(),
}
"""From each state, the states a version can move to; the triggers of held_still.py hold the same table."""

OPEN_STATES = (State.DRAFT, State.SUBMITTED, State.IN_REVIEW)
ONCE_ACCEPTED = (State.ACCEPTED, State.SUPERSEDED)


class EventKind(models.TextChoices):
    """What happened to a version."""

    CREATED = "created", _("Draft begun")
    COPIED = "copied", _("Draft begun as a correction")
    UPLOADED = "uploaded", _("Rows uploaded")
    TAKEN_OVER = "taken_over", _("Part that was asked for taken over")
    SUBMITTED = "submitted", _("Certified and submitted")
    TAKEN = "taken", _("Taken into review")
    REMARKED = "remarked", _("Remark made")
    WAIVED = "waived", _("Finding waived")
    RETURNED = "returned", _("Returned")
    ACCEPTED = "accepted", _("Accepted")
    SUPERSEDED = "superseded", _("Superseded by a later version")


class SectionCode(models.TextChoices):
    """The task list of a report."""

    ABOUT = "about", _("About this period")
    COMMUNITY = "community", _("Community inventory")
    OPERATIONS = "operations", _("Government operations")
    INDICATORS = "indicators", _("Indicators")
    EVIDENCE = "evidence", _("Evidence")


class SectionStatus(models.TextChoices):
    NOT_STARTED = "not_started", _("Not started")
    IN_PROGRESS = "in_progress", _("In progress")
    COMPLETE = "complete", _("Complete")
    NOT_APPLICABLE = "not_applicable", _("Does not apply")


class Level(models.TextChoices):
    """GPC 1.1, chapter 2: the reporting level, that is which rows the total sums."""

    BASIC = "basic", "BASIC"
    BASIC_PLUS = "basic_plus", "BASIC+"
    NONE = "none", _("Not applicable")


class GwpSet(models.TextChoices):
    """The IPCC assessment report that the 100-year global warming potentials come from."""

    SAR = "SAR", _("Second Assessment Report (1995)")
    TAR = "TAR", _("Third Assessment Report (2001)")
    AR4 = "AR4", _("Fourth Assessment Report (2007)")
    AR5 = "AR5", _("Fifth Assessment Report (2013)")
    AR6 = "AR6", _("Sixth Assessment Report (2021)")
    UNKNOWN = "unknown", _("Not known")


class Gases(models.TextChoices):
    CO2 = "co2", _("CO₂ only")
    CO2_CH4_N2O = "co2_ch4_n2o", _("CO₂, CH₄ and N₂O")
    KYOTO_6 = "kyoto_6", _("The six gases of the Kyoto Protocol")
    KYOTO_7 = "kyoto_7", _("The seven gases, with NF₃")
    UNKNOWN = "unknown", _("Not known")


class Electricity(models.TextChoices):
    """GHG Protocol Scope 2 Guidance: how emissions of grid electricity are counted."""

    LOCATION = "location", _("Location-based")
    MARKET = "market", _("Market-based")
    UNKNOWN = "unknown", _("Not known")


class NotationKey(models.TextChoices):
    """GPC 1.1, table 2.2: what stands in a row without a number."""

    NO = "NO", _("Not occurring")
    IE = "IE", _("Included elsewhere")
    C = "C", _("Confidential")
    NE = "NE", _("Not estimated")


class Quality(models.TextChoices):
    HIGH = "high", _("High")
    MEDIUM = "medium", _("Medium")
    LOW = "low", _("Low")


class Assurance(models.TextChoices):
    """ISO 14064-3: how far somebody independent vouches for the inventory."""

    NONE = "none", _("Not verified")
    LIMITED = "limited", _("Limited assurance")
    REASONABLE = "reasonable", _("Reasonable assurance")
    UNSTATED = "unstated", _("Verified, level of assurance not stated")


class UploadKind(models.TextChoices):
    """What a file is meant to fill."""

    REPORT = "report", _("One report")
    HISTORY = "history", _("Reports of several years")
    PUBLIC = "public", _("Public figures of many governments")


class UploadState(models.TextChoices):
    """Where an upload is. Nothing but the upload itself is written before it is confirmed."""

    WAITING = "waiting", _("Waiting to be read")
    ASKING = "asking", _("Waiting for answers")
    FAULTY = "faulty", _("Faults in the file")
    READY = "ready", _("Read, not yet taken over")
    CONFIRMED = "confirmed", _("Being taken over")
    DONE = "done", _("Taken over")
    FAILED = "failed", _("Not taken over")
    DROPPED = "dropped", _("Dropped")


UPLOAD_OPEN = (UploadState.WAITING, UploadState.ASKING, UploadState.FAULTY, UploadState.READY)
"""States in which nothing was decided yet."""
UPLOAD_WORK = (UploadState.WAITING, UploadState.CONFIRMED)
"""States in which a worker has something to do."""


class Publication(models.TextChoices):
    """How much of an accepted report everyone can read."""

    FULL = "full", _("In full")
    TOTALS = "totals", _("Totals only")
    VERDICT = "verdict", _("Verdict only")


class Severity(models.TextChoices):
    ERROR = "error", _("Error: blocks signing")
    WARNING = "warning", _("Warning: wants an answer")
