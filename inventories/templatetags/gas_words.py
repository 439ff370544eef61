"""Names of gases by their codes, in the reader's language."""

from __future__ import annotations

from django import template

from inventories import gases

register = template.Library()


@register.filter
def gas_label(code: str) -> str:
    """The gas's name; CO2 equivalent, which factors may be given in, by its own."""
    if code == "co2e":
        return "CO₂e"
    known = gases.known().get(code)
    return known.label if known else code
