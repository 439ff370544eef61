"""What tables leave open in the same way, whatever their layout: the year, the decimals, the unit."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from inventories.importers import numbers, units, year_asked
from inventories.importers.gathering import Gathering
from inventories.importers.reading import Question
from inventories.importers.years import Period

DECIMALS = "decimals"


def year(now: Gathering) -> Period:
    """The year of a table that does not say it: the report's, or the one that is asked for."""
    known = year_asked.known(now.wanted)
    if known is None:
        now.questions.append(year_asked.question())
    return Period(known or year_asked.FIRST)


def decimals(now: Gathering, columns: Iterable[int]) -> str:
    """The mark before the decimals of the table's numbers, all columns together; asked where it is not clear."""
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


def _read(text: str, mark: str) -> str:
    try:
        return f"{numbers.number(text, mark):,f}"
    except numbers.NotANumber:
        return _("no number")
