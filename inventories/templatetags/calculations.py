"""Words and numbers of calculations, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import template
from django.utils.translation import gettext

from accounts.words import in_chinese, joined
from inventories import calculators, gases
from inventories.calculators import WARNINGS, units
from inventories.calculators.factors import Factor
from inventories.calculators.words import N_, Words
from inventories.forms.amounts import said
from inventories.models import Calculation
from inventories.templatetags.inventory_numbers import ABSENT, rounded

register = template.Library()

TRUSTS = {
    "checked": N_("checked against a second source"),
    "transcribed": N_("transcribed, not cross-checked"),
    "unseen": N_("official text not seen"),
    "own": N_("the city's own"),
}


@register.simple_tag
def can_be_worked_out(framework: str, row: str) -> bool:
    """Whether a calculator fits the row."""
    return bool(calculators.for_row(framework, row))


@register.filter
def in_words(message: str) -> str:
    """A message id in the reader's language."""
    return gettext(message) if message else ""


@register.filter
def label(words: Any) -> str:
    """A label as a calculation has it, or as JSON keeps it."""
    return said(Words(*words)) if words else ""


@register.filter
def factor_label(factor: dict[str, Any]) -> str:
    return said(Words(factor["label_en"], factor["label_zh"]))


@register.filter
def trust(factor: dict[str, Any]) -> str:
    words = TRUSTS[factor["trust"]]
    return gettext(words)


@register.filter
def warning_words(warning: Any) -> str:
    """A warning as a sentence; it comes as the calculation gives it, or as JSON keeps it."""
    data = warning if isinstance(warning, dict) else warning.__dict__
    about = joined(said(Words(*each)) for each in data["about"])
    detail = data["detail"]
    if data["code"] == "unchecked":
        detail = gettext(TRUSTS[detail])
    if data["code"] == "foreign":
        detail = gettext(COUNTRIES.get(detail) or str(detail))
    return gettext(WARNINGS[data["code"]]) % {"about": _quoted(about), "detail": detail}


@register.filter
def fine_tonnes(value: Decimal | None) -> str:
    """Tonnes to the gram: what is worked out may be small."""
    return ABSENT if value is None else rounded(Decimal(value), decimals=6)


@register.filter
def factor_value(factor: dict[str, Any]) -> str:
    return units.shown(units.measured(Decimal(factor["value"]), factor["unit"]))


@register.filter
def as_data(used: Iterable[Factor]) -> list[dict[str, Any]]:
    """Factors as a kept calculation has them."""
    return [factor.as_data() for factor in used]


@register.filter
def calculator_label(item: Calculation) -> str:
    return gettext(calculators.get(item.calculator).label)


@register.filter
def masses_in_words(item: Calculation) -> list[tuple[str, Decimal]]:
    """The gases of a kept calculation with their tonnes."""
    masses = item.tonnes
    return [(gas.label, masses[gas.code]) for gas in gases.known().values() if gas.code in masses]


def _quoted(about: str) -> str:
    return f"“{about}”" if about and in_chinese() else about


COUNTRIES = {"US": N_("the United States"), "CN": N_("China")}


@register.filter
def gas_label(code: str) -> str:
    """A gas by its code; CO2 equivalent too, which factors can be of."""
    found = gases.known().get(code)
    return found.label if found else "CO₂e"
