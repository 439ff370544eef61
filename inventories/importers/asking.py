"""What tables leave open in the same way, whatever their layout: the year, the decimals, the unit."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from inventories import frameworks
from inventories.importers import columns, numbers, units, year_asked
from inventories.importers.gathering import Gathering
from inventories.importers.reading import Question
from inventories.importers.years import Period

DECIMALS, UNIT, QUANTITY = "decimals", "unit", "quantity"


def year(now: Gathering) -> Period:
    """The year of a table that does not say it: the report's, or the one that is asked for."""
    known = year_asked.known(now.wanted)
    if known is None:
        now.questions.append(year_asked.question())
    return Period(known or year_asked.FIRST)


def decimals(now: Gathering, columns: Iterable[int]) -> str:
    """The mark before the decimals in all these columns together; asked where it is not clear."""
    texts = [text for at in columns for text in now.table.texts(at)]
    mark = numbers.decimals_of(texts)
    answer = now.wanted.answers.get(DECIMALS, "")
    if mark != numbers.UNCLEAR or answer in (numbers.POINT, numbers.COMMA):
        return answer if mark == numbers.UNCLEAR else mark
    text = numbers.example(texts)
    now.questions.append(
        Question(
            DECIMALS,
            _("Some numbers can be read in two ways. What does “%(text)s” mean?") % {"text": text},
            [
                (mark, _("%(number)s: decimals stand behind a %(mark)s") % {"number": number, "mark": word})
                for mark, word, number in (
                    (numbers.POINT, _("point"), _read(text, numbers.POINT)),
                    (numbers.COMMA, _("comma"), _read(text, numbers.COMMA)),
                )
            ],
        )
    )
    return numbers.POINT


def unit(now: Gathering, code: str, text: str, *, likely: str = "") -> str:
    """The unit that was answered; asked where it was not."""
    answer = now.wanted.answers.get(code, "")
    if answer in units.factors():
        return answer
    now.questions.append(Question(code, text, units.choices(), likely))
    return units.TONNE


def unit_of_words(now: Gathering, words: str) -> str:
    """The unit that stands beside a number; asked once for each word that can mean several."""
    found = units.units_in(words)
    if len(found) == 1:
        return found[0]
    code = f"{UNIT}:{columns.plain(words)}"
    if any(question.code == code for question in now.questions):
        return units.TONNE
    text = _("Which unit is “%(words)s”?") % {"words": words[:40] or "–"}
    return unit(now, code, text, likely=found[0] if found else units.TONNE)


def quantity(now: Gathering, words: str) -> str:
    """'co2e' or 'co2': what the masses of a table are, in a framework that takes either; asked in doubt."""
    quantities = frameworks.get(now.framework).quantities
    if len(quantities) == 1:
        return quantities[0]
    answer = now.wanted.answers.get(QUANTITY, "")
    if answer in quantities:
        return answer
    if all(question.code != QUANTITY for question in now.questions):
        now.questions.append(
            Question(
                QUANTITY,
                _("Are the masses of the table carbon dioxide alone, or all greenhouse gases?"),
                [("co2", _("carbon dioxide (CO₂) alone")), ("co2e", _("all gases, in CO₂ equivalent"))],
                _likely_quantity(" ".join((*now.table.names, *now.table.above, words))),
            )
        )
    return quantities[0]


def _likely_quantity(words: str) -> str:
    plain = columns.plain(words)
    if re.search("co2[- ]?eq?|ghg|greenhouse|温室气体|当量", plain):
        return "co2e"
    return "co2" if re.search("co2|carbon dioxide|二氧化碳|碳排放", plain) else ""


def _read(text: str, mark: str) -> str:
    try:
        return f"{numbers.number(text, mark):,f}"
    except numbers.NotANumber:
        return _("no number")
