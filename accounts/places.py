"""Names of countries in the reader's language, from Unicode's CLDR."""

from __future__ import annotations

from functools import cache

from babel import Locale
from django.utils.translation import get_language


def country_name(code: str) -> str:
    """'US' as United States; the code itself where nobody knows it."""
    return _territories(get_language() or "en").get(code, code)


def is_country(code: str) -> bool:
    """Whether it is a two-letter code of a country or a territory."""
    return len(code) == 2 and code in _territories("en")


@cache
def _territories(language: str) -> dict[str, str]:
    base, _dash, script = language.partition("-")
    return dict(Locale.parse(f"{base}_{script.title()}" if script else base).territories)
