"""Whose rows of a table of many places: the names of a government against those in the file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inventories.importers import tables
from inventories.importers.gathering import Gathering
from inventories.importers.reading import Question, Wanted
from inventories.importers.sheets import Row

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


def rows_of(now: Gathering, place: int | None, country: int | None = None) -> list[Row]:
    """The table's rows of the government's place, and those without a place; the others are left out."""
    rows = now.table.rows
    if place is None:
        return list(rows)
    names = _names(rows, place, country)
    which = chosen(now.wanted, [name for name in names.values() if name])
    if isinstance(which, Question):
        now.questions.append(which)
        return []
    others = {name for name in names.values() if name and name != which}
    if others:
        message = ngettext("%(count)d other place", "%(count)d other places", len(others))
        now.leave(0, place, "", message % {"count": len(others)})
    return [(number, cells) for number, cells in rows if names[number] in (which, "")]


def _names(rows: Sequence[Row], place: int, country: int | None) -> Mapping[int, str]:
    """The place of every row; with its country, where places of several countries bear the name."""
    both = {
        number: (tables.text_of(tables.cell(cells, place)), tables.text_of(tables.cell(cells, country)))
        for number, cells in rows
    }
    lands: dict[str, set[str]] = {}
    for name, land in both.values():
        lands.setdefault(name, set()).add(land)
    return {
        number: f"{name}, {land}" if land and len(lands[name]) > 1 else name
        for number, (name, land) in both.items()
    }
