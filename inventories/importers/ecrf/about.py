"""eCRF_1: the year, and what the figures rest on."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from inventories.enums import Assurance, Gases, Level
from inventories.gases import PLAIN
from inventories.importers import warming
from inventories.importers.book import Sheet
from inventories.importers.ecrf import layout
from inventories.importers.numbers import NotANumber, number
from inventories.importers.problems import Problem
from inventories.importers.reading import LeftOut
from inventories.importers.records import BLANK, Record, as_text, fitted, plain
from inventories.models import ReportVersion

TOOL = "Milepost"
DATES = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
YEAR = re.compile(r"(?<!\d)(19\d\d|20\d\d|21\d\d)(?!\d)")
PRODUCT = re.compile(r"([\d., ]+?)\s*\([^()]*?(\d{4})[^()]*\)")
THOUSAND = Decimal(1000)
YES = re.compile(r"\s*(yes|y|true|是|有)\b|^是|^有", re.IGNORECASE)
NO = re.compile(r"\s*(no|n|false)\b|^否|^没有|^无", re.IGNORECASE)


@dataclass
class About:
    """What the sheet says; `about` holds values of sections.ABOUT_FIELDS."""

    place: str = ""
    years: tuple[int, ...] = ()
    period: tuple[datetime.date, datetime.date] | None = None
    gwp_set: str = warming.UNKNOWN
    about: dict[str, Any] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    product: tuple[Decimal, int] | None = None
    """Thousand US dollars, and the year of their prices."""


def read(sheet: Sheet | None) -> About:
    """Each known field with the cell to the right of it."""
    found = About()
    if sheet is None:
        return found
    told = dict(_told(sheet, found.problems))
    found.place = told["place"].text("value") if "place" in told else ""
    _year(found, told.get("year"))
    _basis(found, told)
    _verified(found, told)
    if "gdp" in told:
        _product(found, told["gdp"])
    for name, record in told.items():
        if name.startswith("?"):
            _leave(found, record, _("Milepost has no place for it: keep it in the method or the evidence."))
    return found


def _told(sheet: Sheet, problems: list[Problem]) -> Iterable[tuple[str, Record]]:
    """Fields that are filled, by their codes, those without a code after a question mark."""
    known = {plain(each.name): each.code or f"?{each.name}" for each in layout.fields() if each.row > 1}
    for row, cells in sheet:
        for at, cell in enumerate(cells):
            code = known.get(plain(as_text(cell)).rstrip(" *:"))
            if code:
                value = next((each for each in cells[at + 1 :] if as_text(each)), "")
                if as_text(value).casefold() not in BLANK:
                    yield (
                        code,
                        Record(
                            sheet.name,
                            row,
                            {"field": as_text(cell), "value": value},
                            {"value": _letter(cells, value)},
                            problems,
                        ),
                    )
                break


def _letter(cells: tuple[object, ...], value: object) -> str:
    return chr(ord("A") + min(cells.index(value), 25))


def _year(found: About, record: Record | None) -> None:
    if record is None:
        return
    text = record.text("value")
    days = [_day(match) for match in DATES.finditer(text)]
    if len(days) == 2 and days[0] and days[1] and days[0] < days[1]:
        found.period = days[0], days[1]
    named = YEAR.findall(DATES.sub("", text)) or YEAR.findall(text)
    found.years = tuple(dict.fromkeys(int(each) for each in named))
    if not found.years:
        record.wrong(
            "value", _("This is not a year."), _("Enter the year with four digits, for example 2020.")
        )


def _day(match: re.Match[str]) -> datetime.date | None:
    try:
        return datetime.date(*(int(each) for each in match.groups()))
    except ValueError:
        return None


def _basis(found: About, told: Mapping[str, Record]) -> None:
    if record := told.get("gwp_set"):
        found.gwp_set = warming.set_of(record.text("value"))
        if found.gwp_set == warming.UNKNOWN:
            _leave(found, record, _("No set of warming potentials has this name."))
        else:
            found.about["gwp_set"] = found.gwp_set
    if record := told.get("level"):
        _known(found, record, "level", level_of(record.text("value")), _("This is not a level of the GPC."))
    if record := told.get("gases"):
        _known(
            found,
            record,
            "gases",
            gases_of(record.text("value")),
            _("These are none of the groups of gases that Milepost knows."),
        )
    if record := told.get("population"):
        people = record.number("value")
        if people is not None and (people <= 0 or people != people.to_integral_value()):
            record.wrong("value", _("This is not a number of people."), _("Enter a whole number above zero."))
        elif people is not None:
            found.about["population"] = int(people)
    for name in ("boundary", "methodology"):
        if record := told.get(name):
            longest = longest_of(name)
            text = record.text("value")
            found.about[name] = fitted(text, longest) if longest else text
            if longest and len(text) > longest:
                _leave(found, record, _("Only the first %(count)d characters fit.") % {"count": longest})


def _product(found: About, record: Record) -> None:
    """The product counts where it says of which year its prices are: '5000000 (prices of 2015)'."""
    match = PRODUCT.fullmatch(record.text("value"))
    try:
        dollars = number(match[1]) if match else None
    except NotANumber:
        dollars = None
    if match is None or dollars is None:
        _leave(found, record, _("It does not say of which year its prices are."))
    else:
        found.product = dollars / THOUSAND, int(match[2])


def _verified(found: About, told: Mapping[str, Record]) -> None:
    """Who verified the inventory, when, and how far: all of it or nothing, as a report holds it."""
    record = told.get("verified")
    if record is None or NO.match(record.text("value")):
        if record is not None:
            found.about |= {"assurance": Assurance.NONE.value, "verifier": "", "verified_in": None}
        return
    text = record.text("value").casefold()
    if not YES.match(record.text("value")):
        _leave(found, record, _("It says neither yes nor no."))
        return
    who = told["verifier"].text("value") if "verifier" in told else ""
    when = YEAR.findall(told["verified_in"].text("value")) if "verified_in" in told else []
    if not who or len(set(when)) != 1:
        _leave(found, record, _("A verification needs who verified and in which year."))
        return
    level = next(
        (each.value for each in (Assurance.LIMITED, Assurance.REASONABLE) if each.value in text),
        Assurance.UNSTATED.value,
    )
    longest = longest_of("verifier")
    found.about |= {"assurance": level, "verifier": fitted(who, longest), "verified_in": int(when[0])}
    if len(who) > longest:
        _leave(found, record, _("Only the first %(count)d characters fit.") % {"count": longest})


def level_of(text: str) -> str | None:
    words = text.upper().replace(" ", "").replace("PLUS", "+").removeprefix("GPC").strip("_-:")
    return {"BASIC": Level.BASIC.value, "BASIC+": Level.BASIC_PLUS.value}.get(words)


GROUPS = {
    Gases.CO2.value: {"CO2"},
    Gases.CO2_CH4_N2O.value: {"CO2", "CH4", "N2O"},
    Gases.KYOTO_6.value: {"CO2", "CH4", "N2O", "HFC", "PFC", "SF6"},
    Gases.KYOTO_7.value: {"CO2", "CH4", "N2O", "HFC", "PFC", "SF6", "NF3"},
}
NAMES = re.compile(r"CO2|CH4|N2O|HFC|PFC|SF6|NF3")


def gases_of(text: str) -> str | None:
    named = set(NAMES.findall(text.translate(PLAIN).upper().replace("CO2E", "")))
    return next((group for group, gases in GROUPS.items() if gases == named), None)


def _known(found: About, record: Record, name: str, value: str | None, reason: str) -> None:
    if value is None:
        _leave(found, record, reason)
    else:
        found.about[name] = value


def _leave(found: About, record: Record, reason: str) -> None:
    told = f"{record.text('field')}: {record.text('value')}"
    found.left_out.append(LeftOut(record.place, fitted(told, 120), reason))


def longest_of(name: str) -> int:
    """The most characters of a field of a version; 0 where it takes any number."""
    return getattr(ReportVersion._meta.get_field(name), "max_length", None) or 0
