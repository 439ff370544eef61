"""Masses and other numbers of a report as they are read: thousands grouped, no idle zeros."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import template
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from inventories.forms.numbers import grouped, parse

register = template.Library()

ABSENT = "–"
DECIMALS = 3  # of a tonne: kilograms


@register.filter
def tonnes(value: Decimal | None) -> str:
    """A mass in tonnes, to the kilogram; a dash where there is none."""
    return ABSENT if value is None else rounded(Decimal(value))


@register.filter
def round_tonnes(value: Decimal | None) -> str:
    """A mass to compare with at a glance: whole tonnes from a hundred on; a dash where there is none."""
    if value is None:
        return ABSENT
    return rounded(Decimal(value), decimals=0 if abs(value) >= 100 else DECIMALS)


@register.filter
def signed(value: Decimal | None) -> str:
    """A difference with its sign; 'no change' where there is none."""
    if value is None:
        return ABSENT
    if value == 0:
        return _("no change")
    return ("+" if value > 0 else "−") + rounded(abs(Decimal(value)))


@register.filter
def signed_round(value: Decimal | None) -> str:
    """A difference with its sign, to whole tonnes from a hundred on; 'no change' where there is none."""
    if value is None or value == 0:
        return signed(value)
    return ("+" if value > 0 else "−") + round_tonnes(abs(Decimal(value)))


@register.filter
def percent(value: Decimal | None) -> str:
    """A share (0.1 is a tenth) in per cent with its sign and one decimal; empty where there is none."""
    if value is None:
        return ""
    rounded = round(Decimal(value) * 100, 1)
    sign = "+" if rounded > 0 else "−" if rounded < 0 else "±"
    return f"{sign}{abs(rounded):,.1f} %"


@register.filter
def typed(value: Any) -> str:
    """What stands in a field: a number grouped, anything else as it was typed."""
    if value in (None, ""):
        return ""
    try:
        return grouped(parse(str(value)))
    except ValidationError:
        return str(value)


def rounded(value: Decimal, decimals: int = DECIMALS) -> str:
    return grouped(round(value, decimals)).replace("-", "−")
