"""CityCatalyst's CSV of one city and year: a line for each activity, gases in kilograms of CO2 equivalent.

What its columns hold, as its files show: "Total Emissions" in the unit beside it; gases in kg of CO2
equivalent, made of whole kilograms of the gas, so that their sum can fall short of the total; an activity
value of 0 where there is none; and a unit of the factors that follows from the scope, whatever the factor.
A notation key is the initials of a reason, so that RN stands for several of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from accounts.words import joined
from inventories import frameworks
from inventories.activities import ActivityDraft
from inventories.enums import NotationKey, SectionCode
from inventories.importers import kilograms, sources, warming, year_asked
from inventories.importers.book import Book
from inventories.importers.problems import Problem
from inventories.importers.reading import Inventory, Layout, LeftOut, Question, Reading, Wanted
from inventories.importers.records import Header, Record, distinct, header, plain, rounded
from inventories.importers.sources import Source

COLUMNS = {
    "Inventory Reference": "reference",
    "GPC Reference Number": "row",
    "Subsector name": "label",
    "Notation Key": "key",
    "Total Emissions": "total",
    "Total Emission Units": "unit",
    "Activity type": "activity",
    "Activity Value": "amount",
    "Activity Units": "amount_unit",
    "Emission Factor - CO2": "factor_co2",
    "Emission Factor - CH4": "factor_ch4",
    "Emission Factor - N2O": "factor_n2o",
    "Emission Factor - Unit": "factor_unit",
    "CO2 Emissions": "co2",
    "CH4 Emissions": "ch4",
    "N2O Emissions": "n2o",
    "Data source ID": "source_id",
    "Data source name": "source",
}
NEEDS = ("reference", "row", "key", "total", "unit", "co2", "ch4", "n2o")
KEYS = {"NO": "NO", "NE": "NE", "IE": "IE", "PE": "IE", "RI": "IE", "C": "C", "CI": "C", "RC": "C"}
"""Initials: no occurrence, not estimated, included or presented elsewhere, confidential information, ..."""
SEVERAL = "RN"
"""'Reason NO' and 'reason NE' alike."""
LEAVE = "leave"
UNKNOWN = warming.UNKNOWN
Values = Mapping[str, Decimal]


def _is_row(row: str) -> bool:
    return row in {each.code for each in frameworks.rows("gpc", SectionCode.COMMUNITY)}


def recognises(book: Book) -> bool:
    return _header(book) is not None


def _header(book: Book) -> Header | None:
    names = {plain(name): code for name, code in COLUMNS.items()}
    return header(book.sheets[0], names, needs=NEEDS, within=3) if book.sheets else None


def read(book: Book, wanted: Wanted) -> Reading:
    head = _header(book)
    if head is None:
        return Reading(LAYOUT.code)
    now = kilograms.Pass(wanted, warming.answered(wanted) or UNKNOWN)
    records = [each for each in head.records(now.problems) if not each.is_blank]
    values = [kilograms.numbers_of(each) for each in records]
    found = [
        source
        for record, of_record in zip(records, values, strict=True)
        if (source := _source(record, of_record, now)) is not None
    ]
    questions = list(_questions(records, values, now))
    if not found and not now.problems and not questions:
        now.problems.append(
            Problem(0, "", "", _("The file holds no values."), _("Export the inventory again, filled in."))
        )
    gathered = sources.gather(found)
    community = SectionCode.COMMUNITY.value
    inventory = Inventory(
        year=year_asked.known(wanted) or 0,
        says_year=False,
        about={"gwp_set": now.gwp_set} if now.gwp_set != UNKNOWN else {},
        lines={community: gathered.lines},
        activities={(community, row): drafts for row, drafts in gathered.activities.items()},
        places={(community, row): place for row, place in gathered.places.items()},
    )
    return Reading(
        LAYOUT.code,
        inventories=() if now.problems or questions else [inventory],
        left_out=[*now.left_out, *gathered.left_out],
        questions=questions,
        problems=now.problems,
    )


def _questions(records: list[Record], values: Sequence[Values], now: kilograms.Pass) -> Iterable[Question]:
    wanted = now.wanted
    if year_asked.known(wanted) is None:
        yield year_asked.question()
    by_gas = [(gas, each[gas]) for each in values for gas in kilograms.GASES[1:] if gas in each]
    if any(value for _gas, value in by_gas) and warming.answered(wanted) is None:
        yield warming.question(wanted, likely=warming.seen_in(by_gas))
    ambiguous = [each for each in records if each.text("key").upper() == SEVERAL]
    if ambiguous and wanted.answers.get("key_rn") not in (NotationKey.NO, NotationKey.NE, LEAVE):
        yield Question(
            "key_rn",
            _(
                "The notation key reads RN (rows: %(count)d): the initials of a reason, which CityCatalyst "
                "writes for “not occurring” and for “not estimated” alike. Which of the two is it?"
            )
            % {"count": len(ambiguous)},
            [
                (NotationKey.NE.value, _("NE: not estimated")),
                (NotationKey.NO.value, _("NO: not occurring")),
                (LEAVE, _("Neither for all: leave these rows out")),
            ],
        )
    if now.units_left_open and wanted.answers.get("emission_unit") not in kilograms.UNITS:
        yield Question(
            "emission_unit",
            _("The total has no unit (rows: %(count)d). Which is it?") % {"count": now.units_left_open},
            [("t", _("tonnes")), ("kg", _("kilograms")), ("kt", _("thousand tonnes"))],
            "t",
        )


def _source(record: Record, values: Values, now: kilograms.Pass) -> Source | None:
    """The line as a source of its row; None where it is left out or cannot be read."""
    row, key = record.text("row").upper().rstrip("."), record.text("key").upper()
    has_number = bool(values.keys() & {"total", *kilograms.GASES})
    if not row or not (key or has_number):
        _without_row(record, row, key, now, has_number=has_number)
        return None
    if not _is_row(row):
        record.wrong(
            "row",
            _("There is no row “%(row)s” in the GPC.") % {"row": row[:20]},
            _("Correct the reference number, for example I.1.1."),
        )
        return None
    if key:
        return _keyed(record, row, key, now, has_number=has_number)
    total = kilograms.total(record, values, now)
    if total is None:
        return None
    masses = kilograms.masses(record, values, total, now)
    return Source(
        row=row,
        place=record.place,
        co2e=total,
        masses=masses,
        source=record.text("source"),
        activity=_activity(record, values, total, masses, now),
    )


def _without_row(record: Record, row: str, key: str, now: kilograms.Pass, *, has_number: bool) -> None:
    if has_number:
        record.wrong(
            "row",
            _("The line has a number, but no GPC reference."),
            _("Write the reference number of its row, for example I.6.1, or remove the line."),
        )
    elif row:
        now.left_out.append(LeftOut(record.place, row, _("The line holds neither a number nor a key.")))
    else:
        told = distinct([record.text("label"), key], by=": ")
        now.left_out.append(LeftOut(record.place, told, _("The line names no row of the GPC.")))


def _keyed(record: Record, row: str, key: str, now: kilograms.Pass, *, has_number: bool) -> Source | None:
    if key == SEVERAL:
        answer = now.wanted.answers.get("key_rn", "")
        if answer not in NotationKey.values:
            now.left_out.append(
                LeftOut(record.place, f"{row}: {key}", _("RN stands for several notation keys."))
            )
            return None
        key = answer
    elif key not in KEYS:
        record.wrong(
            "key",
            _("“%(key)s” is not a notation key.") % {"key": key[:10]},
            _("Use NO, IE, C or NE."),
        )
        return None
    if has_number:
        record.wrong(
            "key",
            _("The row holds a number and a notation key."),
            _("Keep one of the two; only C (confidential) can stand beside a number."),
        )
        return None
    return Source(row=row, place=record.place, key=KEYS[key], source=record.text("source"))


def _activity(
    record: Record,
    values: Values,
    total: Decimal,
    masses: Mapping[str, Decimal],
    now: kilograms.Pass,
) -> ActivityDraft:
    """What the line says of its activity, the line itself where it says nothing."""
    amount, unit = values.get("amount"), record.text("amount_unit")
    factors = {gas: values[f"factor_{gas}"] for gas in kilograms.GASES if f"factor_{gas}" in values}
    gases = joined(f"{gas.upper()} {values[gas]}" for gas in kilograms.GASES if values.get(gas))
    said = [
        _("In kg CO₂e: %(gases)s") % {"gases": gases} if gases and now.gwp_set == UNKNOWN else "",
        _("Data source %(id)s") % {"id": record.text("source_id")} if record.text("source_id") else "",
        _("Activity value %(value)s, without a unit") % {"value": amount} if amount and not unit else "",
    ]
    return sources.activity(
        activity=record.text("activity") or record.text("label") or record.text("row"),
        amount=rounded(amount, 9) if amount is not None and unit else None,
        unit=unit if amount is not None else "",
        description=distinct(said),
        source=record.text("source"),
        factors=factors,
        factor_unit=kilograms.factor_unit(record, values, factors, now) if factors else "",
        masses=dict(masses) or kilograms.as_given(values, now.gwp_set),
        co2e=total,
    )


LAYOUT = Layout("citycatalyst", "CityCatalyst CSV", recognises, read)
