"""The four commitments in words, in the language at work: what is on record, and what is due next."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerships.commitments import Due, Standing
from partnerships.enums import Commitment, CommitmentState

# Each code of a due thing, as a plain sentence; those with a day or a number stand below.
PLAIN = {
    "nothing": lambda: _("Nothing is due."),
    "target-asked": lambda: _("Say which target it declares: it has been asked."),
    "target-declare": lambda: _("Declare a target with a number and a year."),
    "target-quantify": lambda: _("Give the target a number and a year."),
    "inventory-first": lambda: _("Report a first inventory."),
    "plan-first": lambda: _("Bring a climate action plan."),
    "plan-adopt": lambda: _("Have the plan adopted."),
    "plan-whole": lambda: _("Bring a plan of the whole government."),
    "cooperation-first": lambda: _("Find a partner across the ocean."),
    "cooperation-across": lambda: _("Find a partner across the ocean, besides those in its own country."),
    "cooperation-new": lambda: _("Renew a partnership, or find a new one."),
}
DATED = {
    "target-year": lambda: _("The target year ends on %(day)s."),
    "target-new": lambda: _("Declare a target for the years to come: there has been none since %(day)s."),
    "inventory-new": lambda: _("Report a newer inventory: the latest has been too old since %(day)s."),
    "inventory-lapses": lambda: _("Report a newer inventory: the latest will be too old after %(day)s."),
    "report": lambda: _("The report for %(year)s is due by %(day)s."),
    "plan-begins": lambda: _("The plan begins on %(day)s."),
    "plan-ends": lambda: _("The plan ends on %(day)s."),
    "plan-new": lambda: _("Adopt a plan that follows: there has been none since %(day)s."),
    "milestone": lambda: _("The next milestone of the plan is due on %(day)s."),
    "cooperation-begins": lambda: _("The partnership begins on %(day)s."),
    "cooperation-ends": lambda: _("The partnership ends on %(day)s."),
    "deliverable": lambda: _("The partners owe the next result on %(day)s."),
}
HELD = {
    Commitment.TARGET: lambda: _("In force since %(day)s"),
    Commitment.INVENTORY: lambda: _("Of %(year)s, accepted on %(day)s"),
    Commitment.PLAN: lambda: _("For %(year)s to %(last)s, adopted on %(day)s"),
    Commitment.COOPERATION: lambda: _("Since %(day)s"),
}
BEGUN = {
    "directions": lambda: _("Directions without a number, since %(day)s"),
    "no-year": lambda: _("A number without a year, since %(day)s"),
    "ahead": lambda: _("Begins later"),
    "not-adopted": lambda: _("For %(year)s to %(last)s, not adopted yet"),
    "part": lambda: _("For a part of the government, %(year)s to %(last)s"),
    "within": lambda: _("Within its own country alone, since %(day)s"),
}
LAPSED = {
    Commitment.TARGET: lambda: _("The last target year was %(last)s"),
    Commitment.INVENTORY: lambda: _("Of %(year)s, accepted on %(day)s"),
    Commitment.PLAN: lambda: _("The last plan ended with %(last)s"),
    Commitment.COOPERATION: lambda: _("Over since %(day)s"),
}


def due(found: Due) -> str:
    """What comes next, as a sentence."""
    day = date_format(found.on, "DATE_FORMAT") if found.on else ""
    told = {"day": day, "year": found.year, "count": found.count}
    if found.code in PLAIN:
        return PLAIN[found.code]()
    if found.code in DATED:
        return DATED[found.code]() % told
    return _counted(found) % told


def _counted(found: Due) -> str:
    if found.code == "questions":
        return ngettext(
            "%(count)s question about its targets is open.",
            "%(count)s questions about its targets are open.",
            found.count,
        )
    if found.code == "milestones-overdue":
        return ngettext(
            "%(count)s milestone of the plan is overdue, since %(day)s.",
            "%(count)s milestones of the plan are overdue, the first since %(day)s.",
            found.count,
        )
    if found.code == "deliverables-overdue":
        return ngettext(
            "%(count)s result of a partnership is overdue, since %(day)s.",
            "%(count)s results of partnerships are overdue, the first since %(day)s.",
            found.count,
        )
    raise KeyError(found.code)


def record(found: Standing) -> str:
    """What is on record, with its date; empty where there is nothing."""
    day = date_format(found.since, "DATE_FORMAT") if found.since else ""
    told = {"day": day, "year": found.year, "last": found.last_year}
    if found.state == CommitmentState.KEPT:
        return HELD[found.commitment]() % told
    if found.state == CommitmentState.LAPSED:
        return LAPSED[found.commitment]() % told
    return BEGUN[found.why]() % told if found.why else ""
