"""Calculations kept in a draft: worked out, taken over into their row, removed, worked out again."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db import transaction

from accounts.models import User
from inventories import calculators, history, lines, sections
from inventories.calculators import BadInput, Result, Setting, factors
from inventories.calculators.factors import UnknownFactor
from inventories.enums import NotationKey, Quality, SectionStatus, State
from inventories.gases import GRAM
from inventories.lines import LineDraft
from inventories.models import Calculation, InventoryLine, ReportVersion, Section

WORST_FIRST = (Quality.LOW, Quality.MEDIUM, Quality.HIGH)


@dataclass(frozen=True)
class CalculationDraft:
    """A calculation to keep: raw inputs of a calculator, and what is said about them."""

    row: str
    calculator: str
    inputs: Mapping[str, Any]
    title: str = ""
    source: str = ""
    activity_quality: str = ""
    factor_quality: str = ""


def setting_of(version: ReportVersion) -> Setting:
    place = version.report.government
    return Setting(version.report.year, place.country, place.region_en or place.slug)


@transaction.atomic
def keep(
    *,
    version: ReportVersion,
    section: str,
    revision: int,
    drafts: Sequence[CalculationDraft],
    by: User,
    now: datetime.datetime,
    replaces: Calculation | None = None,
) -> Section:
    """Keep calculations and fill their rows with what all of a row's calculations add up to.

    Raises BadInput, Conflict, InvalidLines, WrongState.
    """
    history.hold(version, State.DRAFT)
    if replaces is not None:
        replaces.delete()
    setting = setting_of(version)
    Calculation.objects.bulk_create(_kept(version, section, draft, setting, by, now) for draft in drafts)
    rows = dict.fromkeys(draft.row for draft in drafts)
    return _fill(version, section, revision, rows, by=by, now=now)


@transaction.atomic
def remove(*, calculation: Calculation, revision: int, by: User, now: datetime.datetime) -> Section:
    """Forget a calculation; its row is filled from the others, or becomes blank.

    Raises Conflict, InvalidLines, WrongState.
    """
    version = calculation.version
    history.hold(version, State.DRAFT)
    section, row = calculation.section, calculation.row
    calculation.delete()
    return _fill(version, section, revision, [row], by=by, now=now)


def again(calculation: Calculation) -> Result:
    """The calculation worked out anew from its inputs and the factors as they were used."""
    table = {each["id"]: factors.from_data(each) for each in calculation.factors}
    setting = Setting(calculation.year, calculation.country)
    return calculators.get(calculation.calculator).calculate(calculation.inputs, setting=setting, table=table)


def holds(calculation: Calculation) -> bool:
    """Whether working it out again gives the masses that were kept.

    A version of the calculator that came later is not asked: its arithmetic is another.
    """
    if calculators.get(calculation.calculator).version != calculation.calculator_version:
        return True
    try:
        return _texts(again(calculation).masses) == calculation.masses
    except (BadInput, UnknownFactor):
        return False


def added_up(kept: Iterable[Calculation]) -> dict[str, Decimal]:
    """Tonnes by gas of several calculations, to the gram."""
    total: dict[str, Decimal] = {}
    for calculation in kept:
        for gas, mass in calculation.tonnes.items():
            total[gas] = total.get(gas, Decimal(0)) + mass
    return {gas: mass.quantize(GRAM, ROUND_HALF_UP) for gas, mass in total.items()}


def _kept(
    version: ReportVersion,
    section: str,
    draft: CalculationDraft,
    setting: Setting,
    by: User,
    now: datetime.datetime,
) -> Calculation:
    calculator = calculators.get(draft.calculator)
    result = calculator.calculate(draft.inputs, setting=setting)
    return Calculation(
        version=version,
        section=section,
        row=draft.row,
        title=draft.title,
        calculator=calculator.code,
        calculator_version=calculator.version,
        year=setting.year,
        country=setting.country,
        inputs=dict(draft.inputs),
        factors=[factor.as_data() for factor in result.factors],
        masses=_texts(result.masses),
        steps=[asdict(step) for step in result.steps],
        warnings=[asdict(warning) for warning in result.warnings],
        source=draft.source,
        activity_quality=draft.activity_quality,
        factor_quality=draft.factor_quality,
        made_by=by,
        made_at=now,
    )


def _texts(masses: Mapping[str, Decimal]) -> dict[str, str]:
    """Masses as JSON keeps them: to the gram."""
    return {gas: format(mass.quantize(GRAM, ROUND_HALF_UP), "f") for gas, mass in sorted(masses.items())}


def _fill(
    version: ReportVersion,
    section: str,
    revision: int,
    rows: Iterable[str],
    *,
    by: User,
    now: datetime.datetime,
) -> Section:
    """Save the section with these rows filled from their calculations. Raises Conflict, InvalidLines."""
    drafts = {draft.row: draft for draft in lines.of_version(version, section)}
    for row in rows:
        kept = list(version.calculations.filter(section=section, row=row))
        if kept:
            drafts[row] = _filled(row, drafts.get(row), kept)
        else:
            drafts.pop(row, None)
    status = version.sections.get(code=section).status
    return sections.save_lines(
        version=version,
        code=section,
        revision=revision,
        lines=list(drafts.values()),
        complete=status == SectionStatus.COMPLETE,
        by=by,
        now=now,
    )


def _filled(row: str, before: LineDraft | None, kept: Sequence[Calculation]) -> LineDraft:
    """The row with the sum of its calculations; what was explained, and that it is confidential, stays.

    CO2 equivalent is left blank: it follows from the masses when the line is saved.
    """
    key = before.notation_key if before else ""
    return replace(
        before or LineDraft(row=row),
        masses=added_up(kept),
        co2e=None,
        co2=None,
        notation_key=key if key == NotationKey.C else "",
        included_in="",
        quality=_quality(kept),
        source=_sources(kept),
    )


def _quality(kept: Sequence[Calculation]) -> str:
    """The lowest quality of data and factors: a sum is no better than its worst part."""
    named = {each for one in kept for each in (one.activity_quality, one.factor_quality) if each}
    return next((str(quality.value) for quality in WORST_FIRST if quality in named), "")


def _sources(kept: Sequence[Calculation]) -> str:
    """Where data and factors come from, as far as the column is long."""
    found = [each.source for each in kept if each.source]
    found += [factor["source"] for each in kept for factor in each.factors]
    longest = InventoryLine._meta.get_field("source").max_length or 0
    text = "; ".join(dict.fromkeys(found))
    return text if len(text) <= longest else text[: longest - 1] + "…"
