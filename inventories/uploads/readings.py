"""A file read for a government: what is wanted of it, and of which of its places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext as _

from accounts.models import Government
from inventories.enums import GwpSet, SectionCode
from inventories.importers import layouts, places, warming
from inventories.importers.book import Book
from inventories.importers.problems import Problem
from inventories.importers.reading import Inventory, LeftOut, Question, Reading, Wanted
from inventories.models import KnownAs, ReportVersion, Upload
from inventories.uploads.kinds import TO, asked_answers

SECTION = TO + "section"
FRAMEWORK = TO + "framework"
ABOUT = TO + "about"


def read(
    upload: Upload,
    book: Book,
    *,
    framework: str,
    year: int = 0,
    gwp_set: str = GwpSet.UNKNOWN,
    version: ReportVersion | None = None,
) -> Reading:
    """What the file says of the upload's government. Raises problems.Unreadable."""
    place = upload.government
    assert place is not None  # noqa: S101  a constraint holds it: upload_is_of_a_government_or_a_network
    answers = asked_answers(upload)
    answered = answers.get(warming.CODE, "")
    wanted = Wanted(
        framework=framework,
        year=year,
        gwp_set=answered if gwp_set == GwpSet.UNKNOWN and answered in warming.SETS else gwp_set,
        section=upload.answers.get(SECTION, SectionCode.COMMUNITY.value),
        names=names_of(place),
        country=place.country,
        government=place.slug,
        reference=version.report.reference if version else "",
        version=version.number if version else 0,
        answers=answers,
    )
    reading = layouts.read(book, wanted)
    if not reading.ok:
        return reading
    if gwp_set == GwpSet.UNKNOWN and wanted.gwp_set != GwpSet.UNKNOWN:
        reading = _with_potentials(reading, wanted.gwp_set)
    return _once_a_year(_of_place(reading, wanted))


def names_of(place: Government) -> list[str]:
    known = KnownAs.objects.filter(government=place, scheme="name").values_list("name", flat=True)
    return [*(name.text for name in place.names.all()), *known]


def ask_for_potentials() -> Question:
    """For masses by gas in a report that does not say how to sum them."""
    return Question(
        warming.CODE,
        _("The file gives masses by gas. Which global warming potentials make their CO₂ equivalent?"),
        [(code, str(label)) for code, label in GwpSet.choices if code != GwpSet.UNKNOWN],
    )


def _with_potentials(reading: Reading, gwp_set: str) -> Reading:
    """What was answered is said of every year that does not say it itself."""
    made = [
        each if each.about.get(warming.CODE) else replace(each, about={**each.about, warming.CODE: gwp_set})
        for each in reading.inventories
    ]
    return replace(reading, inventories=made)


def _of_place(reading: Reading, wanted: Wanted) -> Reading:
    """The inventories of one place: the government's by its name, or the one that was chosen."""
    chosen = places.chosen(wanted, [each.place for each in reading.inventories if each.place])
    if isinstance(chosen, Question):
        return replace(reading, inventories=(), questions=[chosen])
    others = [each for each in reading.inventories if each.place not in ("", chosen)]
    return replace(
        reading,
        inventories=[each for each in reading.inventories if each.place in ("", chosen)],
        left_out=[*reading.left_out, *_other_places(others)],
    )


def _other_places(others: Iterable[Inventory]) -> Iterable[LeftOut]:
    for place, count in Counter(each.place for each in others).items():
        yield LeftOut(place, str(count), _("another place"))


def _once_a_year(reading: Reading) -> Reading:
    """Two inventories of one year cannot both be taken over."""
    counted = Counter(each.year for each in reading.inventories)
    twice = [
        Problem(
            0,
            "",
            str(year),
            _("The file gives %(count)d inventories of %(year)d.") % {"count": count, "year": year},
            _("Keep one of them in the file."),
        )
        for year, count in counted.items()
        if count > 1
    ]
    return replace(reading, problems=twice) if twice else reading
