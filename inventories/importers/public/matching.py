"""Whose a row is: known by its number, by a name and a place that agree, asked where it is doubtful."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum

from accounts.models import Government
from inventories.importers.public import layouts
from inventories.importers.public.names import Plain, country_code, plain
from inventories.importers.public.records import Record

ACCOUNT, NAME = "cdp", "name"
"""Schemes of KnownAs: CDP's account number, and a name in others' tables."""
NEAR_KM, FAR_KM = 60, 150
"""A city's printed place and its centre lie within the first; beyond the second it is hardly the same."""
EARTH_KM = 6371
NUMBERS = re.compile(r"-?\d+(?:\.\d+)?")


class Sure(Enum):
    """How a row was recognised."""

    BY_NUMBER = "number"
    BY_REGION = "region"
    BY_PLACE = "place"
    BY_ANSWER = "answer"
    ASKED = "asked"


@dataclass(frozen=True)
class Match:
    """The government that a record is, or may be; `likely` says whether that is the best guess."""

    record: Record
    government: Government
    how: Sure
    likely: bool = True


@dataclass
class Directory:
    """The governments that rows may be, with the names and numbers by which they are known."""

    governments: Sequence[Government]
    by_account: dict[str, Government] = field(default_factory=dict)
    accounts_of: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    by_name: dict[str, list[Government]] = field(default_factory=lambda: defaultdict(list))
    said: dict[str, Government] = field(default_factory=dict)
    """Names that somebody confirmed, as they are printed."""

    @classmethod
    def of(cls, governments: Iterable[Government]) -> Directory:
        """`governments` come with names and known_as prefetched."""
        made = cls(list(governments))
        for government in made.governments:
            for known in government.known_as.all():
                if known.scheme == ACCOUNT:
                    made.by_account[known.name] = government
                    made.accounts_of[government.pk].add(known.name)
                elif known.scheme == NAME:
                    made.said[known.name.casefold()] = government
            for each in {name.name for name in names_of(government)}:
                made.by_name[each].append(government)
        return made


def match(records: Sequence[Record], directory: Directory) -> list[Match]:
    """The rows that are, or may be, one of the governments. Rows of nobody there are left out.

    Two numbers do not name one government: where one row is sure, others of the same name are asked about.
    """
    found = [each for record in records if (each := _match(record, directory))]
    sure = {(each.government.pk, each.record.account) for each in found if each.how is not Sure.ASKED}
    best: dict[int, set[str]] = defaultdict(set)
    for each in found:
        if each.how in (Sure.BY_NUMBER, Sure.BY_REGION):
            best[each.government.pk].add(each.record.account)
    return [_against_rivals(each, directory, best, sure) for each in found]


def _match(record: Record, directory: Directory) -> Match | None:
    known = directory.by_account.get(record.account)
    if known:
        return Match(record, known, Sure.BY_NUMBER)
    country = country_code(record.country)
    candidates = [
        candidate
        for government, printed in _alike(record, directory, country)
        if (candidate := _candidate(record, government, printed, country))
    ]
    order = list(Sure)
    return min(candidates, key=lambda each: (order.index(each.how), not each.likely), default=None)


def _alike(record: Record, directory: Directory, country: str) -> Iterable[tuple[Government, Plain]]:
    for words in record.names:
        printed = plain(words, country)
        said = directory.said.get(words.casefold())
        if said:
            yield said, printed
        for government in directory.by_name.get(printed.name, ()):
            yield government, printed


def _candidate(record: Record, government: Government, printed: Plain, country: str) -> Match | None:
    """How sure it is that the record is this government, whose name it has; None where it is another."""
    if country and country != government.country:
        return None
    if not printed.fits(government.kind):
        return None
    regions = {region for words in record.names if (region := plain(words, country).region)}
    if regions:
        agrees = bool(regions & _regions(government))
        return Match(record, government, Sure.BY_REGION) if agrees else None
    away = _km_between(record, government)
    if country and away is not None and away <= NEAR_KM:
        return Match(record, government, Sure.BY_PLACE)
    return Match(record, government, Sure.ASKED, likely=away is None or away <= FAR_KM)


def _against_rivals(
    found: Match, directory: Directory, best: dict[int, set[str]], sure: set[tuple[int, str]]
) -> Match:
    """Asked about, and not likely, where another number is the government's already."""
    if found.how is Sure.BY_NUMBER:
        return found
    account, pk = found.record.account, found.government.pk
    known = directory.accounts_of.get(pk, set())
    rivals = (known | best.get(pk, set())) - {account}
    if rivals:
        return Match(found.record, found.government, Sure.ASKED, likely=False)
    if found.how is Sure.BY_PLACE and any(of == pk and other != account for of, other in sure):
        return Match(found.record, found.government, Sure.ASKED, likely=False)
    return found


def names_of(government: Government) -> set[Plain]:
    """The plain names of a government, in all languages, with those by which others know it."""
    words = [name.text for name in government.names.all()]
    words += layouts.other_names().get(government.slug, ())
    words += [known.name for known in government.known_as.all() if known.scheme == NAME]
    return {plain(each, government.country) for each in words}


def _regions(government: Government) -> set[str]:
    """The regions it lies in, plain, as its address and its own name say."""
    own = {each.region for each in names_of(government)}
    return {each for each in (*own, plain(government.region_en).name if government.region_en else "") if each}


def _km_between(record: Record, government: Government) -> float | None:
    """Kilometres from the printed place to the government's; None where either has none.

    '(38.9, -77.0)' has the latitude first, 'POINT (-77.0 38.9)' the longitude. A longitude that lost its
    minus counts as if it had it: west of Greenwich that is the commonest slip.
    """
    numbers = [float(each) for each in NUMBERS.findall(record.location)]
    if len(numbers) != 2 or government.latitude is None or government.longitude is None:
        return None
    latitude, longitude = reversed(numbers) if record.location.upper().startswith("POINT") else numbers
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return None
    there = float(government.latitude), float(government.longitude)
    return min(_great_circle(latitude, each, *there) for each in (longitude, -longitude))


def _great_circle(lat_1: float, lon_1: float, lat_2: float, lon_2: float) -> float:
    """Kilometres along the surface, by the haversine formula; degrees in."""
    one, two = math.radians(lat_1), math.radians(lat_2)
    across, along = math.radians(lat_2 - lat_1), math.radians(lon_2 - lon_1)
    half = math.sin(across / 2) ** 2 + math.cos(one) * math.cos(two) * math.sin(along / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(half))
