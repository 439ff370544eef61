"""How many of a group of tick boxes are ticked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template

register = template.Library()


@register.filter
def ticked(options: Iterable[dict[str, Any]]) -> int:
    return sum(1 for option in options if option["selected"])
