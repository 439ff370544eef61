"""Days of exchanges as people say them."""

from __future__ import annotations

import calendar
import datetime

from django import template
from django.utils.formats import date_format

from accounts.words import in_chinese

register = template.Library()


@register.simple_tag
def span(first: datetime.date, last: datetime.date) -> str:
    """One day, several, or a whole month: so stands what is known only to the month."""
    if first == last:
        return date_format(first, "DATE_FORMAT")
    days = calendar.monthrange(first.year, first.month)[1]
    if (first.day, last) == (1, first.replace(day=days)):
        return date_format(first, "YEAR_MONTH_FORMAT")
    between = "至" if in_chinese() else " – "
    return f"{date_format(first, 'DATE_FORMAT')}{between}{date_format(last, 'DATE_FORMAT')}"
