"""Closed vocabularies of cooperation."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Topic(models.TextChoices):
    """What governments teach and learn; the topics of the summits of 2015 and 2016 and their programmes."""

    INVENTORIES = "inventories", _("Greenhouse-gas inventories")
    PEAKING = "peaking", _("Peaking roadmaps and planning")
    BUILDINGS = "buildings", _("Buildings and energy efficiency")
    RENEWABLES = "renewables", _("Renewable energy")
    TRANSPORT = "transport", _("Low-carbon transport")
    INDUSTRY = "industry", _("Industry")
    WASTE = "waste", _("Waste and circular economy")
    WATER = "water", _("Water")
    AIR = "air", _("Air quality together with climate")
    RESILIENCE = "resilience", _("Resilience")
    LAND = "land", _("Forests, land and agriculture")
    FINANCE = "finance", _("Climate finance")
    MARKETS = "markets", _("Carbon markets")
    COMMUNITY = "community", _("Low-carbon communities and residents")
    PLANNING = "planning", _("Land use and urban planning")


class PartnershipKind(models.TextChoices):
    MEMORANDUM = "memorandum", _("Memorandum of understanding")
    SISTERS = "sisters", _("Sister cities")
    PROJECT = "project", _("Project")
    WORKING_GROUP = "working_group", _("Working group")


class PartnershipState(models.TextChoices):
    """A partnership is public once every partner's certifier has confirmed it."""

    DRAFT = "draft", _("Draft")
    PROPOSED = "proposed", _("Waiting for the partners")
    CONFIRMED = "confirmed", _("Confirmed by every partner")
    DECLINED = "declined", _("Declined")
    ENDED = "ended", _("Ended")


class EventKind(models.TextChoices):
    """Steps in a partnership's life."""

    CREATED = "created", pgettext_lazy("event of a partnership", "begun")
    SAVED = "saved", pgettext_lazy("event of a partnership", "changed")
    PROPOSED = "proposed", pgettext_lazy("event of a partnership", "proposed to the partners")
    CONFIRMED = "confirmed", pgettext_lazy("event of a partnership", "confirmed")
    DECLINED = "declined", pgettext_lazy("event of a partnership", "not confirmed")
    ENDED = "ended", pgettext_lazy("event of a partnership", "ended")
    DELIVERED = "delivered", pgettext_lazy("event of a partnership", "deliverable entered")
    DOCUMENT = "document", pgettext_lazy("event of a partnership", "document added")
    EXCHANGE = "exchange", pgettext_lazy("event of a partnership", "exchange entered")


class ExchangeKind(models.TextChoices):
    VISIT = "visit", _("Study visit")
    DIALOGUE = "dialogue", _("Dialogue")
    TRAINING = "training", _("Training")
    SUMMIT = "summit", _("Summit")


class Direction(models.TextChoices):
    TEACH = "teach", _("Can teach")
    LEARN = "learn", _("Wants to learn")


class Depth(models.TextChoices):
    """How much of it there is, in the words of the one who says so."""

    BEGINNING = "beginning", _("At the beginning")
    SOME = "some", _("Some practice")
    PROVEN = "proven", _("Proven, with results")


class CaseState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Returned")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class CaseEventKind(models.TextChoices):
    """What happened to a case study."""

    CREATED = "created", _("Begun")
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Returned")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


CASE_MOVES: dict[str, frozenset[str]] = {
    CaseState.DRAFT: frozenset({CaseState.SUBMITTED}),
    CaseState.RETURNED: frozenset({CaseState.SUBMITTED, CaseState.WITHDRAWN}),
    CaseState.SUBMITTED: frozenset({CaseState.RETURNED, CaseState.PUBLISHED, CaseState.WITHDRAWN}),
    CaseState.PUBLISHED: frozenset({CaseState.WITHDRAWN}),
    CaseState.WITHDRAWN: frozenset(),
}
CASE_OPEN = (CaseState.DRAFT, CaseState.RETURNED)
"""Only in these can a case study be written at."""


class Commitment(models.TextChoices):
    """The four that the Declaration asks for, in its order."""

    TARGET = "target", _("Target")
    INVENTORY = "inventory", _("Inventory")
    PLAN = "plan", _("Plan")
    COOPERATION = "cooperation", _("Cooperation")


class CommitmentState(models.TextChoices):
    """Where one of the four commitments stands, by the rules of the method page."""

    KEPT = "kept", _("Kept")
    BEGUN = "begun", _("Begun")
    LAPSED = "lapsed", _("Lapsed")
    NONE = "none", _("Nothing yet")
