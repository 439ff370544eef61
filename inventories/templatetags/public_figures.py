"""What a preview of public figures says, in the reader's words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import template
from django.utils.translation import gettext as _

from accounts import numbers
from accounts.words import in_chinese, joined
from inventories.importers.public.matching import Sure

register = template.Library()


@register.filter
def exact(tonnes: str) -> str:
    """'1250000' as 1,250,000, with all the decimals that it has."""
    return numbers.grouped(Decimal(tonnes))


@register.filter
def commas(words: Iterable[Any]) -> str:
    return joined([str(each) for each in words])


@register.filter
def source_label(planned: Mapping[str, Any]) -> str:
    return str(planned["label_zh"] if in_chinese() else planned["label_en"])


@register.filter
def how_found(how: str) -> str:
    return {
        Sure.BY_NUMBER: _("by its number, which is known"),
        Sure.BY_REGION: _("by name and state"),
        Sure.BY_PLACE: _("by name and place"),
        Sure.BY_ANSWER: _("as it was answered"),
        Sure.ASKED: _("asked about"),
    }[Sure(how)]
