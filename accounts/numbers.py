"""Numbers as people read them, in the reader's language. The exact value stands behind each on the page.

English counts large masses in millions (46.8 Mt; in sentences "46.8 million tonnes"), Chinese in 万 and 亿
(4,680 万吨, 4.31 亿吨).
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts.words import in_chinese

MINUS = "−"
SPACE = "\N{NO-BREAK SPACE}"
WAN_TONNES, YI_TONNES = "万\N{WORD JOINER}吨", "亿\N{WORD JOINER}吨"  # a line may not end within a unit
MILLION, WAN, YI = Decimal(1_000_000), Decimal(10_000), Decimal(100_000_000)


def rounded(value: Decimal, places: int) -> Decimal:
    with localcontext(prec=60):
        return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def grouped(value: Decimal, places: int | None = None) -> str:
    """`value` with separators, to `places` decimals, else with all that it has and no idle zeros."""
    if places is None:
        text = f"{value:,f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
    else:
        text = f"{rounded(value, places):,f}"
    return text.replace("-", MINUS) if text.strip("-0.,") else text.lstrip("-")


def telling(value: Decimal) -> int:
    """How many decimals a reader needs: about three digits in all."""
    size = abs(value)
    if size >= 1000 or size == 0:
        return 0
    if size < Decimal("0.1"):
        return 2 - size.adjusted()
    return 1 if size >= 10 else 2


def mass(tonnes: Decimal) -> str:
    """Tonnes for tables and charts: 46.8 Mt, 46,800 t; in Chinese 4,680 万吨."""
    if in_chinese():
        if abs(tonnes) >= WAN:
            return f"{grouped(tonnes / WAN, telling(tonnes / WAN))}{SPACE}{WAN_TONNES}"
        return f"{grouped(tonnes, telling(tonnes))}{SPACE}吨"
    if abs(tonnes) >= MILLION:
        return f"{grouped(tonnes / MILLION, telling(tonnes / MILLION))}{SPACE}Mt"
    return f"{grouped(tonnes, telling(tonnes))}{SPACE}t"


def mass_in_words(tonnes: Decimal) -> str:
    """Tonnes for sentences: 46.8 million tonnes, 46,800 tonnes; in Chinese 4,680 万吨, 4.31 亿吨."""
    if in_chinese():
        if abs(tonnes) >= YI:
            return f"{plain(tonnes / YI, 3)}{SPACE}{YI_TONNES}"
        if abs(tonnes) >= WAN:
            return f"{plain(tonnes / WAN, telling(tonnes / WAN))}{SPACE}{WAN_TONNES}"
        return f"{plain(tonnes, telling(tonnes))}{SPACE}吨"
    if abs(tonnes) >= MILLION:
        return _("%(number)s million tonnes") % {"number": plain(tonnes / MILLION, telling(tonnes / MILLION))}
    return _("%(number)s tonnes") % {"number": plain(tonnes, telling(tonnes))}


def plain(value: Decimal, places: int) -> str:
    """At most `places` decimals, without idle zeros."""
    return grouped(rounded(value, places))


def exact_mass(tonnes: Decimal) -> str:
    return f"{grouped(tonnes)}{SPACE}{'吨' if in_chinese() else 't'}"


def percent(value: Decimal, places: int = 1) -> str:
    return f"{grouped(value, places)}%"


def is_mass_unit(unit: str) -> bool:
    """Whether a measure's unit is tonnes of something emitted ('tCO2e', 'tCO2', 't')."""
    return unit in ("tCO2e", "tCO2", "t")


def written_unit(unit: str) -> str:
    """A unit as it is printed, in the reader's language: t CO₂e for tCO2e, t CO₂/m² for tCO2/m2."""
    counted, _slash, divisor = unit.partition("/")
    if divisor == "people":
        return _("%(unit)s per person") % {"unit": _printed(counted)}
    return "/".join(_printed(part) for part in unit.split("/"))


SYMBOLS = {"tCO2e": "t CO₂e", "tCO2": "t CO₂", "m3": "m³", "m2": "m²"}

WORDS = frozenset(
    {
        gettext_noop("people"),
        gettext_noop("10,000 yuan"),
        gettext_noop("1,000 US dollars"),
        gettext_noop("million sq ft"),
        gettext_noop("homes"),
        gettext_noop("vehicles"),
        gettext_noop("trees"),
        gettext_noop("conversions"),
        gettext_noop("multiple"),
        gettext_noop("not stated"),
        gettext_noop("% (energy or electricity not stated)"),
        gettext_noop("% divested"),
        gettext_noop("% of City buildings"),
        gettext_noop("% of City electricity"),
        gettext_noop("% of annual light-duty purchases"),
        gettext_noop("% of electricity"),
        gettext_noop("% of energy"),
        gettext_noop("% of energy consumed"),
        gettext_noop("% of street lights"),
        gettext_noop("% of trips"),
    }
)
"""Units of measures that are words, as measures.csv has them."""


def _printed(unit: str) -> str:
    return _(unit) if unit in WORDS else SYMBOLS.get(unit, unit)


def amount(value: Decimal, unit: str) -> str:
    """A value in a measure's unit, for tables and charts; a ratio is rounded, its digits have no end."""
    if is_mass_unit(unit):
        return mass(value)
    if unit.startswith("%"):
        return percent(value)
    return _with_unit(plain(value, telling(value)) if "/" in unit else grouped(value), unit)


def amount_in_words(value: Decimal, unit: str) -> str:
    return mass_in_words(value) if is_mass_unit(unit) else amount(value, unit)


def exact_amount(value: Decimal, unit: str) -> str:
    if is_mass_unit(unit):
        return exact_mass(value)
    return _with_unit(grouped(value), unit)


def _with_unit(number: str, unit: str) -> str:
    """A unit that begins with a number of its own stands behind a sign: 700 × 10,000 yuan."""
    written = written_unit(unit)
    times = f"×{SPACE}" if written[:1].isdigit() else ""
    return f"{number}{SPACE}{times}{written}".rstrip()
