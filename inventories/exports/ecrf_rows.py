"""eCRF_3 of a report: a line for each activity, and one for what no activity of its row accounts for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from accounts.words import joined
from inventories import gases
from inventories.activities import ActivityDraft
from inventories.enums import NotationKey
from inventories.exports.told import Told
from inventories.importers import sources, warming
from inventories.importers.ecrf import layout
from inventories.importers.ecrf.layout import Place
from inventories.importers.ecrf.words import COMMUNITY, LETTERS
from inventories.importers.reading import RowKey
from inventories.importers.records import distinct
from inventories.lines import LineDraft

Values = dict[str, Any]
"""Cells by the codes of their columns."""
METHANE = ("ch4", "ch4_fossil")
GIVEN = ("co2", "ch4", "n2o", "co2e", "co2_biogenic")


@dataclass(frozen=True)
class Emissions:
    """Tonnes of CO2 equivalent by column; biogenic carbon dioxide in tonnes."""

    cells: Mapping[str, Decimal]

    def without(self, others: Iterable[Emissions]) -> Emissions:
        """What the others leave of these cells, where they leave anything."""
        rest = dict(self.cells)
        for other in others:
            for column in rest:
                rest[column] -= other.cells.get(column, Decimal(0))
        return Emissions(rest if any(rest.values()) else {})


def rows(told: Told) -> Iterator[Values]:
    """Every line of the sheet, in the order of the empty form, the form's own lines among them."""
    done: set[str] = set()
    all_activities = activities(told)
    for place in layout.places():
        form = _of_form(told, place)
        if not place.row:
            yield form
        elif place.row not in done:
            done.add(place.row)
            line = told.line(COMMUNITY, place.row)
            of_row = all_activities.get((COMMUNITY, place.row), ())
            filled = list(_filled(told, line, of_row)) if line or of_row else []
            yield from ({**_placed(form, each), **each} for each in filled or [{}])


def activities(told: Told) -> dict[RowKey, list[ActivityDraft]]:
    """The activities of each row, calculations as activities after those that were entered."""
    found = {key: list(drafts) for key, drafts in told.activities.items()}
    for each in told.calculations:
        found.setdefault((each["section"], each["row"]), []).append(_of_calculation(each, told))
    return found


def _of_calculation(kept: Mapping[str, Any], told: Told) -> ActivityDraft:
    """A calculation as the form can tell it: its masses, its inputs and factors in words."""
    masses = {gas: Decimal(text) for gas, text in kept["masses"].items()}
    factors = [joined([each["label_en"], f"{each['value']} {each['unit']}"]) for each in kept["factors"]]
    quality, factor_quality = kept["quality"]
    return sources.activity(
        activity=kept["title"] or kept["calculator"],
        description=_("Worked out by %(calculator)s from %(inputs)s")
        % {"calculator": kept["calculator"], "inputs": json.dumps(kept["inputs"], ensure_ascii=False)},
        source=kept["source"],
        quality=quality,
        factor_description=distinct(factors),
        factor_source=distinct(each["source"] for each in kept["factors"]),
        factor_quality=factor_quality,
        masses=masses,
        co2e=equivalent(masses, told.about["gwp_set"]),
    )


def equivalent(masses: Mapping[str, Decimal], gwp_set: str) -> Decimal | None:
    """Tonnes of CO2 equivalent; None where a gas has no potential or nothing counts."""
    counted = {gas: tonnes for gas, tonnes in masses.items() if gas != gases.BIOGENIC}
    try:
        return gases.co2e(counted, gwp_set) if counted else None
    except gases.NoPotential:
        return None


def emissions(masses: Mapping[str, Decimal], co2e: Decimal | None, gwp_set: str) -> Emissions:
    """The cells of greenhouse gases. Gases without a column of their own are in the total alone."""
    known = warming.potentials(gwp_set)
    cells: dict[str, Decimal] = {}
    for gas, tonnes in masses.items():
        column = "ch4" if gas in METHANE else gas
        if gas == gases.BIOGENIC:
            cells[gas] = tonnes
        elif column in GIVEN and gas in known:
            cells[column] = cells.get(column, Decimal(0)) + tonnes * known[gas]
    total = equivalent(masses, gwp_set) if co2e is None else co2e
    return Emissions(cells if total is None else {**cells, "co2e": total})


def _filled(told: Told, line: LineDraft | None, of_row: Sequence[ActivityDraft]) -> Iterator[Values]:
    gwp_set = told.about["gwp_set"]
    key = line.notation_key if line else ""
    silent = bool(key) and key != NotationKey.C
    made = [Emissions({}) if silent else emissions(each.masses, each.co2e, gwp_set) for each in of_row]
    for activity, found in zip(of_row, made, strict=True):
        yield _of_activity(activity, found) | ({"key": key} if key == NotationKey.C else {})
    if line is None:
        return
    counted = line.masses if line.is_by_gas else _biogenic(line.masses)
    rest = emissions(counted, line.co2e, gwp_set).without(made)
    if rest.cells or not of_row or silent:
        yield _of_line(line, rest, beside=bool(of_row))


def _biogenic(masses: Mapping[str, Decimal]) -> dict[str, Decimal]:
    return {gas: tonnes for gas, tonnes in masses.items() if gas == gases.BIOGENIC}


def _of_line(line: LineDraft, rest: Emissions, *, beside: bool) -> Values:
    """The line itself, or what its activities leave of it."""
    words = line.method
    if line.notation_key:
        words = distinct([line.included_in, line.explanation], by=": ")
    elif beside:
        words = _("What no activity of this row accounts for")
    return {
        "key": line.notation_key,
        "description": words,
        "activity_source": line.source,
        "quality": LETTERS.get(line.quality, ""),
        "factor_source": line.factor_source,
        "factor_quality": LETTERS.get(line.factor_quality, ""),
        **rest.cells,
    }


def _of_activity(draft: ActivityDraft, found: Emissions) -> Values:
    return {
        "activity": draft.activity,
        "amount": draft.amount,
        "unit": draft.unit,
        "description": draft.description,
        "activity_source": draft.source,
        "quality": LETTERS.get(draft.quality, ""),
        "factor_unit": draft.factor_unit,
        **{f"factor_{gas}": draft.factors[gas] for gas in GIVEN if gas in draft.factors},
        "oxidation": draft.oxidation,
        "factor_year": draft.factor_year,
        "factor_scale": draft.factor_scale,
        "factor_description": draft.factor_description,
        "factor_source": draft.factor_source,
        "factor_quality": LETTERS.get(draft.factor_quality, ""),
        **found.cells,
    }


def _of_form(told: Told, place: Place) -> Values:
    return {
        "year": told.identity.year,
        "row": place.row,
        "sector": place.sector,
        "subsector": place.subsector,
        "scope": place.scope,
    }


def _placed(form: Values, filled: Values) -> Values:
    """The line of the form, with the kind of generation that the activity names; else without a kind."""
    if form["row"] != layout.GENERATION or not filled:
        return form
    name = filled.get("activity", "")
    return form | {"subsector": name if name in layout.kinds_of_generation() else ""}
