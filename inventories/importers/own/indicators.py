"""Values that are not masses of emissions."""

from __future__ import annotations

from django.utils.translation import gettext as _

from inventories.importers.own.tables import Table, fits, text, year
from inventories.importers.reading import IndicatorRead
from inventories.importers.records import Record
from inventories.models import IndicatorValue

WORDS = ("edition", "source")


def read(table: Table | None) -> list[IndicatorRead]:
    found: dict[tuple[str, int], IndicatorRead] = {}
    for line in table.lines() if table else ():
        made = _read(line)
        if made is None:
            continue
        if (made.measure, made.year) in found:
            line.wrong(
                "year",
                _("This year of the indicator stands in another line too."),
                _("Keep one of the two lines."),
            )
        found[made.measure, made.year] = made
    return list(found.values())


def _read(line: Record) -> IndicatorRead | None:
    """The value of a line; None where it is not filled in, or something is wrong with it."""
    before = len(line.problems)
    value, of_year, prices = line.number("value"), year(line, "year"), year(line, "price_year")
    words = {name: text(line, name) for name in WORDS}
    measure = text(line, "measure")
    if value is None:
        if (any(words.values()) or prices is not None) and len(line.problems) == before:
            line.wrong("value", _("There is no value."), _("Enter the value, or leave the whole line blank."))
        return None
    if of_year is None and len(line.problems) == before:
        line.wrong("year", _("The line does not say of which year."), _("Enter the year with four digits."))
    if not measure:
        line.wrong("measure", _("The code of the indicator is gone."), _("Copy it from the workbook again."))
    fits(line, "value", IndicatorValue._meta.get_field("value"), value)
    for name, each in words.items():
        fits(line, name, IndicatorValue._meta.get_field(name), each)
    if of_year is None or len(line.problems) > before:
        return None
    return IndicatorRead(measure, of_year, value, price_year=prices, **words)
