"""Names of governments made plain: 'City of Knoxville', 'Knoxville, TN' and 'Knoxville' are one name."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from babel import Locale

from accounts.enums import GovernmentKind
from inventories.importers.public import layouts

CITY, COUNTY, STATE, PROVINCE = "city", "county", "state", "province"

BEGINNINGS: tuple[tuple[str, str], ...] = (
    ("city and county of ", CITY),
    ("consolidated city of ", CITY),
    ("metropolitan government of ", CITY),
    ("metropolitan municipality of ", CITY),
    ("government of the city of ", CITY),
    ("municipal government of ", CITY),
    ("municipality of ", CITY),
    ("prefeitura municipal de ", CITY),
    ("prefeitura de ", CITY),
    ("ayuntamiento de ", CITY),
    ("municipalidad de ", CITY),
    ("comune di ", CITY),
    ("camara municipal de ", CITY),
    ("ville de ", CITY),
    ("stadt ", CITY),
    ("gemeente ", CITY),
    ("city of ", CITY),
    ("town of ", CITY),
    ("village of ", CITY),
    ("county of ", COUNTY),
    ("state of ", STATE),
    ("province of ", PROVINCE),
)
"""Words before a name, with the kind of government they tell; the longest first."""
ENDINGS: tuple[tuple[str, str], ...] = (
    (" municipal people s government", CITY),
    (" metropolitan government", CITY),
    (" municipal government", CITY),
    (" municipal council", CITY),
    (" city government", CITY),
    (" city council", CITY),
    (" municipality", CITY),
    (" kommune", CITY),
    (" city", CITY),
    (" county", COUNTY),
    (" state", STATE),
    (" province", PROVINCE),
    ("市人民政府", CITY),
    ("市政府", CITY),
    ("市", CITY),
    ("省", PROVINCE),
)
KINDS: dict[str, frozenset[str]] = {
    CITY: frozenset({GovernmentKind.CITY}),
    COUNTY: frozenset({GovernmentKind.COUNTY}),
    STATE: frozenset({GovernmentKind.STATE}),
    PROVINCE: frozenset({GovernmentKind.PROVINCE}),
}


@dataclass(frozen=True)
class Plain:
    """A name without its kind and region: 'portland', 'city', 'oregon'. Empty where they are not told."""

    name: str
    kind: str = ""
    region: str = ""

    def fits(self, kind: str) -> bool:
        """Whether a government of this kind may be meant."""
        return not self.kind or kind in KINDS[self.kind]


@cache
def plain(words: str, country: str = "") -> Plain:
    """The plain name of `words`; a state after a comma is told apart for the United States alone."""
    head, region = _region(words) if country == "US" else (words, "")
    name, kind = _ascii(head), ""
    for beginning, of_kind in BEGINNINGS:
        if name.startswith(beginning):
            name, kind = name.removeprefix(beginning), of_kind
            break
    for ending, of_kind in ENDINGS:
        if name.endswith(ending) and len(name) > len(ending):
            name, kind = name.removesuffix(ending), kind or of_kind
            break
    return Plain(name, kind, region)


def _region(words: str) -> tuple[str, str]:
    """'Portland, OR' as 'Portland' and 'oregon'."""
    head, comma, tail = words.rpartition(",")
    state = layouts.states().get(tail.replace(".", "").strip().casefold()) if comma else None
    return (head, state) if state else (words, "")


def _ascii(words: str) -> str:
    """Without accents, capitals and punctuation; Chinese characters stay."""
    decomposed = unicodedata.normalize("NFKD", words)
    bare = "".join(each for each in decomposed if not unicodedata.combining(each)).casefold()
    return " ".join(re.sub(r"[^\w]+", " ", bare).split())


@cache
def country_code(words: str) -> str:
    """'US' of 'USA' and 'United States of America'; empty where the country is not known."""
    plain_words = " ".join(words.split()).casefold()
    return layouts.country_names().get(plain_words) or _territories().get(plain_words, "")


@cache
def _territories() -> dict[str, str]:
    """Codes by name in English and Chinese, from Unicode's CLDR."""
    locales = (Locale.parse("zh_Hans"), Locale.parse("en"))
    return {
        name.casefold(): code
        for locale in locales
        for code, name in locale.territories.items()
        if len(code) == 2 and code.isalpha()
    }
