"""Requests for parts of a report, as lists show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.words import joined
from inventories import gases, part_letters, part_requests
from inventories.enums import Quality
from inventories.lines import LineDraft
from inventories.models import PartRequest
from inventories.templatetags.inventory_numbers import tonnes

register = template.Library()


@dataclass(frozen=True)
class Asked:
    part: PartRequest
    state: str
    described: str


@register.simple_tag
def asked(parts: Iterable[PartRequest] | None) -> list[Asked]:
    """Requests with where they are today, and what they are about in the reader's language."""
    today, every = timezone.now().date(), list(parts or ())
    measures = part_letters.measures_asked(every)
    return [
        Asked(part, part_requests.state_of(part, today), part_letters.described(part, measures))
        for part in every
    ]


@register.filter
def told(line: LineDraft) -> list[str]:
    """What a line says beside its number and its key, each with what it is."""
    masses = joined(f"{gases.known()[gas].label} {tonnes(mass)} t" for gas, mass in line.masses.items())
    said = [
        (_("Explanation"), line.explanation),
        (_("By gas"), masses),
        (pgettext("of an inventory", "Method"), line.method),
        (_("Source of the activity data"), line.source),
        (_("Quality of the activity data"), worded(line.quality)),
        (_("Source of the factor"), line.factor_source),
        (_("Quality of the factor"), worded(line.factor_quality)),
    ]
    return [_("%(what)s: %(words)s") % {"what": what, "words": words} for what, words in said if words]


def worded(quality: str) -> str:
    return str(dict(Quality.choices).get(quality, quality))
