"""eCRF_3: a line for each activity, several to a row of the GPC."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from inventories.activities import ActivityDraft
from inventories.importers import sources
from inventories.importers.book import Sheet
from inventories.importers.ecrf import emissions, layout, words
from inventories.importers.ecrf.emissions import Emissions, Pass
from inventories.importers.reading import LeftOut
from inventories.importers.records import BLANK, Record, distinct, fitted, header, rounded
from inventories.importers.sources import Source

YEAR = re.compile(r"(?<!\d)(19\d\d|20\d\d|21\d\d)(?!\d)")
FACTORS = ("co2", "ch4", "n2o", "co2e", "co2_biogenic")
NEEDS = ("row", "co2e")
SAYS_ACTIVITY = ("activity", "amount", "unit", "factor_unit", "oxidation", "factor_year", "factor_scale")


def read(sheet: Sheet, now: Pass) -> Iterator[tuple[int | None, Source]]:
    """Each line that says something, with its own year where it has one."""
    head = header(sheet, layout.columns(), needs=NEEDS)
    if head is None:
        return
    for record in head.records(now.problems):
        row = words.reference_of(record.text("row"))
        if row not in words.rows():
            _not_a_row(record, row, now)
            continue
        source = source_of(record, row, emissions.read(record, row, now), now)
        if source is not None:
            yield _year(record), source


def _year(record: Record) -> int | None:
    found = YEAR.findall(record.text("year"))
    return int(found[0]) if len(found) == 1 else None


def source_of(record: Record, row: str, found: Emissions, now: Pass) -> Source | None:
    """What a line says of its row besides the emissions `found` in it; None where it says nothing."""
    key = _key(record) or found.key
    description = record.text("description")
    activity = _activity(record, row, found, now)
    if found.co2e is None and not key and activity is None and not found.masses:
        return None
    plain = activity is None
    return Source(
        row=row,
        place=record.place,
        co2e=found.co2e if key in ("", "C") else _no_mass(record, key, found),
        masses=found.masses,
        key=key,
        explanation=description if key and plain else "",
        included_in=words.included_in(description, row) if key == "IE" else "",
        method=_method(record) if plain and not key else "",
        source=record.text("activity_source"),
        quality=_quality(record, "quality", now),
        factor_source=record.text("factor_source"),
        factor_quality=_quality(record, "factor_quality", now),
        activity=activity,
    )


def _method(record: Record) -> str:
    return distinct([record.text("description"), record.text("factor_description")], by="\n")


def _not_a_row(record: Record, row: str, now: Pass) -> None:
    """A line of a row that the GPC does not have; without a number it is a part of the empty form."""
    cells = (record.text(name) for name in ("co2", "ch4", "n2o", "co2e"))
    if not any(each.casefold() not in {*BLANK, "0"} and not words.key_of(each) for each in cells):
        return
    told = distinct([row, record.text("sector"), record.text("subsector"), record.text("co2e")], by=", ")
    if row:
        record.wrong(
            "row",
            _("There is no row “%(row)s” in the GPC.") % {"row": row[:20]},
            _("Correct the reference number, for example I.1.1."),
        )
    else:
        now.left_out.append(LeftOut(record.place, told, _("The line names no row of the GPC.")))


def _key(record: Record) -> str:
    text = record.text("key")
    if text.casefold() in BLANK:
        return ""
    key = words.key_of(text)
    if not key:
        record.wrong(
            "key",
            _("“%(key)s” is not a notation key.") % {"key": text[:10]},
            _("Use NO, IE, C or NE."),
        )
    return key


def _no_mass(record: Record, key: str, found: Emissions) -> Decimal | None:
    """None beside a key: forms show zeros there; any other number is one too many."""
    if found.co2e:
        record.wrong(
            "co2e",
            _("The row holds a number and a notation key."),
            _("Keep one of the two; only C (confidential) can stand beside a number."),
        )
    return None


def _quality(record: Record, name: str, now: Pass) -> str:
    text = record.text(name)
    found = words.quality_of(text)
    if text.casefold() not in BLANK and not found:
        now.left_out.append(
            LeftOut(record.place, text[:40], _("This is not a data quality: high, medium or low."))
        )
    return found


def _activity(record: Record, row: str, found: Emissions, now: Pass) -> ActivityDraft | None:
    """The activity of the line; None where it only gives a number."""
    factors = {gas: value for gas in FACTORS if (value := record.number(f"factor_{gas}")) is not None}
    name, amount, unit = record.text("activity"), record.number("amount"), record.text("unit")
    if (
        not name
        and found.co2e
        and row == layout.GENERATION
        and record.text("subsector") in layout.kinds_of_generation()
    ):
        name = record.text("subsector")
    described = any(record.text(each).casefold() not in BLANK for each in SAYS_ACTIVITY)
    if not (name or factors or described):
        return None
    if amount is not None and not unit:
        now.left_out.append(LeftOut(record.place, record.text("amount"), _("An amount needs its unit.")))
        amount = None
    year = YEAR.findall(record.text("factor_year"))
    return sources.activity(
        activity=name or record.text("subsector") or row,
        amount=None if amount is None else rounded(amount, 9),
        unit=unit,
        description=distinct([record.text("description"), _converted(record)], by="\n"),
        source=record.text("activity_source"),
        quality=_silent_quality(record, "quality"),
        factors=factors,
        factor_unit=record.text("factor_unit"),
        oxidation=_oxidation(record, now),
        factor_year=int(year[0]) if len(year) == 1 else None,
        factor_scale=record.text("factor_scale"),
        factor_description=distinct(
            [record.text("factor_description"), record.text("factor_year") if len(year) != 1 else ""], by="\n"
        ),
        factor_source=record.text("factor_source"),
        factor_quality=_silent_quality(record, "factor_quality"),
        masses=dict(found.masses),
        co2e=found.co2e,
    )


def _silent_quality(record: Record, name: str) -> str:
    return words.quality_of(record.text(name))


def _oxidation(record: Record, now: Pass) -> Decimal | None:
    """A share; a form may give it in per cent."""
    text = record.text("oxidation")
    if text.endswith("%"):
        shorn = Record(
            record.sheet,
            record.row,
            {"oxidation": text[:-1].strip()},
            record.letters,
            record.problems,
        )
        percent = shorn.number("oxidation")
        share = None if percent is None else percent / 100
    else:
        share = record.number("oxidation")
    if share is None or 0 <= share <= 1:
        return None if share is None else rounded(share, 6)
    now.left_out.append(LeftOut(record.place, text, _("An oxidation factor lies between 0 and 1.")))
    return None


def _converted(record: Record) -> str:
    """How the activity was converted, in words: the report keeps the amount that was used."""
    original = [record.text("original_activity"), record.text("original_unit")]
    told = distinct([each for each in original if each.casefold() not in BLANK], by=" ")
    if not told:
        return ""
    factor = record.text("conversion")
    words_of_factor = f", × {factor}" if factor and factor.casefold() not in BLANK else ""
    return fitted(_("Converted from %(original)s") % {"original": told} + words_of_factor, 500)
