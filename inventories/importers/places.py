"""Whose rows of a table of many places: the names of a government against those in the file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from inventories.importers.reading import Question, Wanted

CODE = "place"
AROUND = re.compile(
    r"^(the )?(city|town|village|municipality|government) (and county )?of |( city| municipality| town)$"
)
CHINESE = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})(市|省|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区|人民政府)+$"
)


def plain(name: str) -> str:
    """A name as it is compared: no accents, capitals, 'City of', 市 or 省. A county stays a county."""
    apart = unicodedata.normalize("NFKD", name)
    bare = "".join(each for each in apart if not unicodedata.combining(each)).casefold()
    text = " ".join(re.sub(r"[^\w]+", " ", bare).split())
    return CHINESE.sub("", AROUND.sub("", text).strip())


def named(wanted: Wanted, places: Iterable[str]) -> list[str]:
    """The places of a file that bear one of the government's names; those that bear it to the letter alone,
    where there are any."""
    places = list(places)
    to_the_letter = {name.casefold().strip() for name in wanted.names}
    exact = [place for place in places if place.casefold().strip() in to_the_letter]
    names = {plain(name) for name in wanted.names} - {""}
    return exact or [place for place in places if plain(place) in names]


def chosen(wanted: Wanted, places: Sequence[str]) -> str | Question:
    """The place that is meant, or the question which it is."""
    places = list(dict.fromkeys(places))
    answer = wanted.answers.get(CODE, "")
    if answer in places:
        return answer
    if len(places) <= 1:
        return places[0] if places else ""
    own = named(wanted, places)
    if len(own) == 1:
        return own[0]
    return Question(
        CODE,
        _("The file is about several places. Which of them is yours?"),
        [(place, place) for place in (own or sorted(places))],
    )
