"""What a file of open data would add to the reference figures of governments, and what it leaves out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.utils.translation import gettext as _

from accounts import numbers
from accounts.models import Government
from inventories.importers.public import reckoning
from inventories.importers.public.matching import Directory, Match, Sure, match
from inventories.importers.public.reckoning import LEAVE, Reckoned
from inventories.importers.public.records import Record
from inventories.importers.public.sources import Source
from inventories.importers.reading import Question

NOBODY = "none"
"""The answer that a row is none of the governments."""


@dataclass(frozen=True)
class Planned:
    """A figure that the file holds for a government."""

    match: Match
    source: Source
    year: int
    tonnes: Decimal
    period: str
    remarks: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[int, Source, int]:
        return self.match.government.pk, self.source, self.year


@dataclass(frozen=True)
class Omitted:
    """A row about a government, or perhaps about one, of which nothing is taken, and why."""

    match: Match
    reason: str


@dataclass
class Plan:
    """Figures, rows left out with reasons, and questions; `elsewhere` are rows of nobody in the network."""

    records: int = 0
    figures: list[Planned] = field(default_factory=list)
    omitted: list[Omitted] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    elsewhere: list[Record] = field(default_factory=list)
    recognised: list[Match] = field(default_factory=list)
    """Rows that are sure to be a government's, whether they give a figure or not."""


def plan(
    records: Sequence[Record],
    governments: Iterable[Government],
    answers: Mapping[str, str],
    step: Callable[[int, int], None] = lambda _done, _of: None,
) -> Plan:
    """`governments` come with names and known_as prefetched."""
    matches = match(records, Directory.of(governments))
    made = Plan(records=len(records))
    for done, found in enumerate(matches, start=1):
        step(done, len(matches))
        _place(found, answers, made)
    told = (*made.recognised, *(each.match for each in made.omitted))
    theirs = {each.record.row_number for each in told}
    asked = {question.code for question in made.questions}
    made.elsewhere = [
        each for each in records if each.row_number not in theirs and _code_of_place(each) not in asked
    ]
    _once(made, answers)
    return made


def _place(found: Match, answers: Mapping[str, str], made: Plan) -> None:
    """First whose the row is, then what it says."""
    if found.how is Sure.ASKED:
        if not reckoning.total_of(found.record)[0]:
            reason = reckoning.reckon(found.record, found.government.name, {}).reason
            made.omitted.append(Omitted(found, reason))
            return
        answer = answers.get(_code_of_place(found.record), "")
        if answer == NOBODY:
            return
        if answer != found.government.slug:
            made.questions.append(_ask_whose(found))
            return
        found = replace(found, how=Sure.BY_ANSWER)
    made.recognised.append(found)
    reckoned = reckoning.reckon(found.record, found.government.name, answers)
    made.questions += reckoned.questions
    if reckoned.reason:
        made.omitted.append(Omitted(found, reckoned.reason))
    elif not reckoned.questions:
        made.figures.append(_planned(found, reckoned))


def _planned(found: Match, reckoned: Reckoned) -> Planned:
    source = Source(found.record.edition, reckoned.content, reckoning.is_co2_alone(found.record))
    return Planned(found, source, reckoned.year, reckoned.tonnes, reckoned.period, reckoned.remarks)


def _code_of_place(record: Record) -> str:
    return f"place-{record.account}"


def _ask_whose(found: Match) -> Question:
    record = found.record
    text = _(
        "Row %(row)d, “%(name)s” in %(country)s with the number %(account)s: is this %(government)s?"
    ) % {
        "row": record.row_number,
        "name": " / ".join(reversed(record.names)),
        "country": record.country,
        "account": record.account,
        "government": _with_region(found.government),
    }
    choices = [
        (found.government.slug, _("Yes, this is %(name)s") % {"name": _with_region(found.government)}),
        (NOBODY, _("No, it is another place")),
    ]
    return Question(_code_of_place(record), text, choices, found.government.slug if found.likely else NOBODY)


def _with_region(government: Government) -> str:
    if not government.region:
        return government.name
    return _("%(name)s (%(region)s)") % {"name": government.name, "region": government.region}


def _once(made: Plan, answers: Mapping[str, str]) -> None:
    """Of several rows for one government, source and year one counts: the same amount, or that chosen."""
    by_key: dict[tuple[int, Source, int], list[Planned]] = {}
    for each in made.figures:
        by_key.setdefault(each.key, []).append(each)
    made.figures = []
    for alike in by_key.values():
        kept = _chosen(alike, answers, made)
        if kept:
            made.figures.append(kept)
        for each in alike:
            if each is not kept:
                made.omitted.append(Omitted(each.match, _("Another row gives the same year.")))


def _chosen(alike: list[Planned], answers: Mapping[str, str], made: Plan) -> Planned | None:
    first = alike[0]
    if len({each.tonnes for each in alike}) == 1:
        return first
    code = f"twice-{first.source.edition}-{first.match.government.slug}-{first.year}"
    by_row = {str(each.match.record.row_number): each for each in alike}
    answer = answers.get(code, "")
    if answer in by_row:
        return by_row[answer]
    if answer != LEAVE:
        words = {"name": first.match.government.name, "year": first.year, "edition": first.source.edition}
        choices = [
            (row, _("Row %(row)s: %(tonnes)s t") % {"row": row, "tonnes": numbers.grouped(each.tonnes)})
            for row, each in by_row.items()
        ]
        text = _("%(name)s in %(edition)d: several rows give %(year)d. Which one counts?") % words
        made.questions.append(Question(code, text, [*choices, (LEAVE, _("None of them"))]))
    return None
