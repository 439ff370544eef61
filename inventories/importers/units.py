"""Units of mass as tables name them: found in a header or a cell, and made tonnes exactly.

    units_in("Emissions (kt CO2e)")     ('kt',)
    units_in("排放量（万吨）")            ('wan_t',)
    units_in("MTCO2e")                  ('t', 'Mt')     either: ask, the likelier first
    units_in("Population")              ()
    tonnes(Decimal(3), "kt")            Decimal(3000)
    choices()                           [('t', 't'), ('kg', 'kg'), ...] in the reader's language

The units are those of calculators.units, and the gram.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import cache, lru_cache

from django.utils.translation import gettext as _

from accounts.words import in_chinese
from inventories.calculators import units as measures
from inventories.gases import GRAM

TONNE, GRAMS = "t", "g"

SPELLINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"(?:thousand|million|billion|[0,]000) ?(?:short|us|long)[ -]?tons?|毫克", ()),
    (r"(?:1,000,000|1 000 000|1000000|10\^?6) ?(?:t|tonn?e?s?|metric tons?)", ("Mt",)),
    (r"(?:10,000|10 000|10000|10\^?4) ?(?:t|tonn?e?s?|metric tons?)", ("wan_t",)),
    (r"(?:1,000|1 000|1000|10\^?3) ?(?:t|tonn?e?s?|metric tons?)", ("kt",)),
    (r"亿吨|億噸|亿t\b", ("yi_t",)),
    (r"百万吨|百萬噸", ("Mt",)),
    (r"万吨|萬噸|万t\b", ("wan_t",)),
    (r"千吨|千噸", ("kt",)),
    (r"短吨|短噸", ("short_ton",)),
    (r"千克|公斤", ("kg",)),
    (r"吨|公吨|噸", ("t",)),
    (r"磅", ("lb",)),
    (r"克", ("g",)),
    (r"short[ -]?tons?|us[ -]tons?", ("short_ton",)),
    (r"long[ -]?tons?", ()),
    (r"million metric tons?|million (metric )?tonnes?|mega-?tonn?es?|teragrams?|mmt|mmtons?", ("Mt",)),
    (r"thousand (metric )?tonn?e?s?|thousands? of (metric )?tonn?e?s?|kilo-?tonn?e?s?|gigagrams?", ("kt",)),
    (r"metric tonn?e?s?|tonnes?|tco2(?:e|eq)?", ("t",)),
    (r"kilograms?|kilogrammes?|kgs?", ("kg",)),
    (r"pounds?|lbs?", ("lb",)),
    (r"grams?|grammes?", ("g",)),
    (r"kt|ktonn?e?s?|gg", ("kt",)),
    (r"tons?", ("t", "short_ton")),
    (r"t", ("t",)),
)
"""What is said, in small letters, and what it can mean; the longer first."""
CASED: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"Mt|Tg|Mton", ("Mt",)),
    (r"MT|mt", ("t", "Mt")),
    (r"g", ("g",)),
)
"""Read as they stand: MT is a metric ton in the United States, Mt a million tonnes everywhere."""
LONGEST = 200
"""Characters beyond which a text is no name of a column."""
OF_WHAT = re.compile(r"(?<![A-Za-z])([A-Za-z]{1,4})\s*[-_ ]?\s*(?=co2|co₂|ch4|n2o|c\b)", re.IGNORECASE)
YEARLY = re.compile(r"(/|\bper\b|每)\s*(year|yr|annum|a|y|年)(?![A-Za-z])", re.IGNORECASE)
PER = re.compile(r"\bper\b|每|人均|单位", re.IGNORECASE)
OTHERS = re.compile(r"\b(kwh|mwh|gwh|twh|tj|gj|mj|tce|km|m2|m3)\b|吨标准煤|千瓦时", re.IGNORECASE)


@cache
def factors() -> dict[str, Decimal]:
    """Tonnes in each unit, tonnes first."""
    known = {code: measures.convert(Decimal(1), code, TONNE) for code in measures.of("mass")}
    return {TONNE: Decimal(1), **known, GRAMS: GRAM}


def choices() -> list[tuple[str, str]]:
    """Codes and labels in the reader's language."""
    return [(code, label(code)) for code in factors()]


def label(code: str) -> str:
    if code == GRAMS:
        return _("g (grams)")
    words = measures.units()[code].words
    return words.zh if in_chinese() and words.zh else words.en


def tonnes(amount: Decimal, unit: str) -> Decimal:
    """`amount` of a unit of choices() in tonnes, exactly."""
    with localcontext(prec=60):
        return amount * factors()[unit] + Decimal(0)  # without an exponent above zero


def to_gram(mass: Decimal) -> Decimal:
    """Tonnes to whole grams, as finely as they are kept. What would vanish stays, for a check to find."""
    exponent = mass.as_tuple().exponent
    if not isinstance(exponent, int) or exponent >= -6 or mass.adjusted() > 30:
        return mass
    with localcontext(prec=60):
        rounded = mass.quantize(GRAM, ROUND_HALF_UP)
    return rounded if rounded or not mass else mass


@lru_cache(maxsize=4096)
def units_in(text: str) -> tuple[str, ...]:
    """The units of mass that a text can mean, the likeliest first; none where it names none."""
    if len(text) > LONGEST:
        return ()
    plain = unicodedata.normalize("NFKC", text).replace("_", " ").strip()
    plain = YEARLY.sub(" ", plain)
    if PER.search(plain) or OTHERS.search(plain):
        return ()
    before, slash, behind = plain.rpartition("/")
    if slash:  # 排放量/万吨 names the unit behind the stroke; in t/GDP, it is a ratio
        return () if _found(before) else _found(behind)
    return _found(plain)


def _found(text: str) -> tuple[str, ...]:
    return next((units for units in map(_units, _parts(text)) if units), ())


def _parts(text: str) -> list[str]:
    """What stands in brackets first, then the last words, then all."""
    bracketed = re.findall(r"[(\[]([^)\]]*)[)\]]", text)
    return [*bracketed, re.sub(r"[(\[][^)\]]*[)\]]", " ", text)]


def _units(text: str) -> tuple[str, ...]:
    apart = OF_WHAT.sub(r"\1 ", text)
    for pattern, found in _cased():
        if pattern.search(apart):
            return found
    lowered = apart.lower()
    return next((found for pattern, found in _spelt() if pattern.search(lowered)), ())


@cache
def _cased() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    return tuple(
        (re.compile(rf"(?<![A-Za-z])(?:{pattern})(?![A-Za-z0-9])"), found) for pattern, found in CASED
    )


@cache
def _spelt() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """Chinese words stand without spaces around them; others are words of their own."""
    return tuple(
        (re.compile(pattern if ord(pattern[0]) > 127 else rf"(?<![a-z0-9])(?:{pattern})(?![a-z0-9])"), found)
        for pattern, found in SPELLINGS
    )
