"""A report to be printed, in English or Chinese: what it says, who signed it, its totals and its rows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import numbers
from accounts.models import User
from inventories import frameworks
from inventories.enums import (
    Assurance,
    Electricity,
    Gases,
    GwpSet,
    Level,
    SectionCode,
    State,
)
from inventories.exports.pdf_page import QUIET, SMALL, TITLE, Page
from inventories.exports.told import INVENTORIES, Format, Told
from inventories.figures.totals import Total
from inventories.lines import LineDraft

LEVELS = {"basic": "BASIC", "basic_plus": "BASIC+", "territorial": gettext_lazy("Territorial")}
UNITS = {"co2e": "t CO2e", "co2": "t CO2"}


def make(told: Told, language: str) -> bytes:
    identity = told.identity
    place, title = identity.government, _title(told)
    running = f"{title} · {identity.reference} v{identity.version}"
    page = Page(title=title, language=language, running=running)
    page.words(title, size=TITLE)
    if place.other_name:
        page.words(place.other_name, ink=QUIET)
    page.ln(4)
    page.facts(_cover(told))
    _totals(page, told)
    for section in INVENTORIES:
        _lines(page, told, section)
    _activities(page, told)
    _indicators(page, told)
    _evidence(page, told)
    return page.bytes()


def _title(told: Told) -> str:
    words = {"place": told.identity.government.name, "year": told.identity.year}
    return _("Greenhouse gas report of %(place)s for %(year)d") % words


def _cover(told: Told) -> Iterable[tuple[str, str]]:
    identity, about = told.identity, told.about
    first, last = (formats.date_format(day, "DATE_FORMAT") for day in identity.period)
    digest = hashlib.sha256(told.document.encode()).hexdigest() if told.document else ""
    signed_at = str(told.rest.get("submitted_at") or "")
    people = about.get("population")
    return [
        (_("Reference"), identity.reference),
        (_("Version"), f"{identity.version} · {State(identity.state).label}"),
        (_("Period"), _("%(first)s to %(last)s") % {"first": first, "last": last}),
        (_("Framework"), frameworks.get(identity.framework).label),
        (_("Reporting level"), _choice(Level, about.get("level"))),
        (_("Boundary"), str(about.get("boundary") or "")),
        (_("Gases"), _choice(Gases, about.get("gases"))),
        (_("Warming potentials"), _choice(GwpSet, about.get("gwp_set"))),
        (_("Grid electricity"), _choice(Electricity, about.get("electricity"))),
        (_("Population"), numbers.grouped(Decimal(people)) if people else ""),
        (_("Methods"), str(about.get("methodology") or "")),
        (_("Verification"), _verification(about)),
        (_("Certified by"), _signer(told)),
        (_("Submitted"), f"{signed_at[:16].replace('T', ' ')} UTC" if signed_at else ""),
        ("SHA-256", digest),
    ]


def _signer(told: Told) -> str:
    """Who certified, by name and never by address."""
    pk = told.rest.get("certified_by")
    if not pk:
        return ""
    name = User.objects.filter(pk=pk).values_list("name", flat=True).first()
    return name or _("a certifier of %(place)s") % {"place": told.identity.government.name}


def _choice(choices: Any, value: object) -> str:
    return str(dict(choices.choices).get(value, "")) if value else ""


def _verification(about: Mapping[str, Any]) -> str:
    kind = _choice(Assurance, about.get("assurance"))
    return ", ".join(str(each) for each in (kind, about.get("verifier"), about.get("verified_in")) if each)


def _totals(page: Page, told: Told) -> None:
    if not told.totals:
        return
    for total in (*told.totals.community, *told.totals.operations):
        is_own = total in told.totals.operations
        name = _("Government operations") if is_own else LEVELS.get(total.level, "")
        page.headline(_("Total %(name)s, %(unit)s") % {"name": name, "unit": UNITS[total.quantity]})
        page.grid([_("Sector or scope"), UNITS[total.quantity]], _parts(total), widths=(3, 1), numbers=[1])


def _parts(total: Total) -> Iterable[Sequence[str]]:
    for part in total.by_sector:
        yield part.label, numbers.grouped(part.tonnes)
    for part in total.by_scope:
        yield _("Scope %(scope)s") % {"scope": part.label}, numbers.grouped(part.tonnes)
    yield _("Total"), numbers.grouped(total.tonnes)


def _lines(page: Page, told: Told, section: str) -> None:
    by_row = {line.row: line for line in told.lines.get(section, ())}
    rows = [row for row in frameworks.rows(told.identity.framework, section) if row.code in by_row]
    if not rows:
        return
    page.headline(str(SectionCode(section).label))
    heads = [
        _("Row"),
        _("Source of emissions"),
        _("t CO2e"),
        _("Notation key"),
        _("Explanation, method and source"),
    ]
    cells = [
        (
            row.code,
            " / ".join(dict.fromkeys([row.group_label, row.label])),
            _mass(told, section, by_row[row.code]),
            by_row[row.code].notation_key,
            _words(by_row[row.code]),
        )
        for row in rows
    ]
    page.grid(heads, cells, widths=(1, 4, 2, 1.2, 5), numbers=[2])


def _mass(told: Told, section: str, line: LineDraft) -> str:
    if (section, line.row) in told.withheld:
        return _("withheld")
    mass = line.co2e if line.co2e is not None else line.co2
    return "" if mass is None else numbers.grouped(mass)


def _words(line: LineDraft) -> str:
    held = _("in %(row)s") % {"row": line.included_in} if line.included_in else ""
    return "; ".join(each for each in (held, line.explanation, line.method, line.source) if each)


def _activities(page: Page, told: Told) -> None:
    cells = [
        (
            row,
            " – ".join(each for each in (draft.activity, draft.description) if each),
            f"{numbers.grouped(draft.amount)} {draft.unit}" if draft.amount is not None else "",
            "" if draft.co2e is None else numbers.grouped(draft.co2e),
            "; ".join(each for each in (draft.source, draft.factor_source) if each),
        )
        for (_section, row), drafts in sorted(told.activities.items())
        for draft in drafts
    ]
    if cells:
        page.headline(_("Activity data"))
        heads = [_("Row"), _("Activity"), _("Amount"), _("t CO2e"), _("Sources of amount and factor")]
        page.grid(heads, cells, widths=(1, 4, 2.5, 2, 4), numbers=[2, 3])


def _indicators(page: Page, told: Told) -> None:
    cells = [
        (
            each.measure.label,
            str(each.year or told.identity.year),
            numbers.grouped(each.value),
            each.measure.unit,
            each.source,
        )
        for each in told.indicators
        if each.value is not None
    ]
    if cells:
        page.headline(str(SectionCode.INDICATORS.label))
        heads = [_("Indicator"), _("Year"), _("Value"), _("Unit"), _("Source")]
        page.grid(heads, cells, widths=(4, 1, 2.5, 2, 3), numbers=[2])


def _evidence(page: Page, told: Told) -> None:
    cells = [
        (each["title"], each["row"], each["link"] or each.get("sha256", ""))
        for each in told.rest.get("evidence", ())
    ]
    if cells:
        page.headline(str(SectionCode.EVIDENCE.label))
        page.grid([_("Title"), _("Row"), _("Link, or SHA-256 of the file")], cells, widths=(4, 1, 6))
        page.words(_("Files are kept with the report and are not printed."), size=SMALL, ink=QUIET)


FORMAT = Format(
    code="pdf",
    label=gettext_lazy("PDF to print"),
    sentence=gettext_lazy(
        "The whole report on paper: what it rests on, totals, rows, activity data, evidence."
    ),
    media_type="application/pdf",
    suffix="pdf",
    make=make,
    in_languages=True,
)
