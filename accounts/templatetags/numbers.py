"""Filters for numbers. Each accepts Decimal, int or the text of a number; nothing becomes an empty string.

{{ figure.tonnes|tonnes }}        <data value="46812345.6" title="46,812,345.6 t">46.8 Mt</data>
{{ figure.tonnes|tonnes_exact }}  46,812,345.6 t, for tables of rows
{{ value|amount:measure.unit }}   the same for any unit
{{ value|number }}                46,812,345.6
{{ value|rounded }}               46,812,346 with the exact value behind it
{{ value|percent }}               26.3%
{{ grams|grams }}                 whole grams, as the database holds them, as tonnes
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts import numbers

register = template.Library()

MOST = 12  # decimals: more than any value here has


def number_in(value: Any) -> Decimal | None:
    if value is None or value == "":
        return None
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def as_data(value: Decimal, exact: str, text: str) -> SafeString:
    return format_html('<data value="{}" title="{}">{}</data>', f"{value:f}", exact, text)


@register.filter
def tonnes(value: Any) -> str:
    return amount(value, "t")


@register.filter
def tonnes_exact(value: Any) -> str:
    found = number_in(value)
    return "" if found is None else numbers.exact_mass(found)


@register.filter
def amount(value: Any, unit: str) -> str:
    found = number_in(value)
    if found is None:
        return ""
    return as_data(found, numbers.exact_amount(found, unit), numbers.amount(found, unit))


@register.filter
def number(value: Any, places: int = MOST) -> str:
    """All digits of the value; with `places`, at most so many decimals."""
    found = number_in(value)
    return "" if found is None else numbers.plain(found, places)


@register.filter
def rounded(value: Any) -> str:
    """As many decimals as tell something, for columns in one unit; the exact value stands behind it."""
    found = number_in(value)
    if found is None:
        return ""
    return as_data(found, numbers.grouped(found), numbers.grouped(found, numbers.telling(found)))


@register.filter
def percent(value: Any, places: int = 1) -> str:
    found = number_in(value)
    return (
        "" if found is None else as_data(found, f"{numbers.grouped(found)}%", numbers.percent(found, places))
    )


@register.filter
def grams(value: Any) -> str:
    found = number_in(value)
    return "" if found is None else amount(found.scaleb(-6), "t")


@register.filter
def unit(code: str) -> str:
    """A measure's unit as it is printed."""
    return numbers.written_unit(code)


@register.filter
def amount_text(value: Any, unit: str) -> str:
    """As `amount`, for attributes: without markup."""
    found = number_in(value)
    return "" if found is None else numbers.amount(found, unit)
