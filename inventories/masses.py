"""Masses by gas on a line. Where they are given, its CO2 equivalent follows from them by the report's set."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal, localcontext

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts import numbers
from accounts.words import joined
from inventories import frameworks, gases
from inventories.enums import GwpSet, NotationKey
from inventories.lines import Fault, LineDraft
from inventories.models import InventoryLine, LineMass, ReportVersion
from pledges.fields import to_grams


def completed(
    drafts: Sequence[LineDraft], *, framework: str, section: str, gwp_set: str
) -> tuple[list[LineDraft], list[Fault]]:
    """The drafts with what follows from their masses, and what keeps it from following."""
    made: list[LineDraft] = []
    found: list[Fault] = []
    for draft in drafts:
        wrong = list(faults_of(draft, framework=framework, section=section, gwp_set=gwp_set))
        made.append(
            draft if wrong else of_masses(draft, framework=framework, section=section, gwp_set=gwp_set)
        )
        found += wrong
    return made, found


def of_masses(draft: LineDraft, *, framework: str, section: str, gwp_set: str) -> LineDraft:
    """The draft with the CO2 equivalent, and the CO2, of its masses. Raises NoPotential, UnknownFramework."""
    if not draft.is_by_gas:
        return draft
    row = frameworks.row(framework, section, draft.row)
    co2 = draft.masses.get(gases.CO2, Decimal(0)) if "co2" in row.quantities else None
    return replace(draft, co2e=gases.co2e(draft.masses, gwp_set), co2=co2)


def faults_of(draft: LineDraft, *, framework: str, section: str, gwp_set: str) -> Iterable[Fault]:
    """What is wrong with the masses of one line."""
    try:
        row = frameworks.row(framework, section, draft.row)
    except frameworks.UnknownFramework:  # said of the line already
        return
    by_mass = list(_faults_of_each(draft, row))
    yield from by_mass
    if not draft.is_by_gas or by_mass:
        return
    if draft.notation_key and draft.notation_key != NotationKey.C:
        yield _fault(
            draft,
            _("The row holds masses and a notation key."),
            _("Keep one of the two; only C (confidential) can stand beside a number."),
        )
        return
    try:
        made = of_masses(draft, framework=framework, section=section, gwp_set=gwp_set)
    except gases.NoPotential as error:
        yield _no_potential(draft, error)
        return
    for quantity in row.quantities:
        typed, follows = getattr(draft, quantity), getattr(made, quantity)
        if typed is not None and not agree(typed, follows):
            yield Fault(
                draft.row,
                quantity,
                format(typed, "f"),
                _("Row %(row)s: the masses by gas make %(follows)s t, another number than the one given.")
                % {"row": draft.row, "follows": format(follows.normalize(), ",f")},
                _("Leave this cell blank, or correct the masses."),
            )


def agree(typed: Decimal, follows: Decimal) -> bool:
    """Whether a number is the other one, rounded to its own decimals."""
    exponent = typed.as_tuple().exponent
    if not isinstance(exponent, int):
        return False
    with localcontext(prec=60):
        return follows.quantize(Decimal(1).scaleb(min(exponent, 0)), rounding=ROUND_HALF_UP) == typed


def save(lines: Iterable[InventoryLine], drafts: Iterable[LineDraft]) -> None:
    """Write the masses of lines just made, each from its draft."""
    LineMass.objects.bulk_create(
        LineMass(line=line, gas=gas, tonnes=tonnes)
        for line, draft in zip(lines, drafts, strict=True)
        for gas, tonnes in draft.masses.items()
    )


def words(line: InventoryLine) -> str:
    """The masses of a line to read: CO2 1,234.5 t, CH4 0.12 t."""
    return joined(
        _("%(gas)s %(mass)s t") % {"gas": gases.known()[each.gas].label, "mass": numbers.grouped(each.tonnes)}
        for each in line.masses.all()
    )


def recompute(version: ReportVersion) -> None:
    """What follows from masses, by the version's set as it is now. Raises ValidationError for the set."""
    changed = []
    for line in version.lines.filter(masses__isnull=False).distinct().prefetch_related("masses"):
        masses = {each.gas: each.tonnes for each in line.masses.all()}
        draft = LineDraft(row=line.row, masses=masses)
        try:
            made = of_masses(
                draft, framework=version.report.framework, section=line.section, gwp_set=version.gwp_set
            )
        except gases.NoPotential as error:
            raise ValidationError({"gwp_set": str(_no_potential(draft, error))}) from None
        if draft.is_by_gas:
            line.co2e, line.co2 = made.co2e, made.co2
            changed.append(line)
    InventoryLine.objects.bulk_update(changed, ["co2e", "co2"])


def _faults_of_each(draft: LineDraft, row: frameworks.Row) -> Iterable[Fault]:
    for gas, tonnes in draft.masses.items():
        if gas not in gases.known():
            yield _fault(
                draft,
                _("“%(gas)s” is not a gas of the table.") % {"gas": gas},
                _("Use codes such as co2, ch4, ch4_fossil, n2o, sf6, nf3, hfc134a or cf4."),
            )
            continue
        label = gases.known()[gas].label
        if tonnes < 0 and not row.negative:
            yield _fault(
                draft,
                _("The mass of %(gas)s is below zero.") % {"gas": label},
                _("Enter the emissions of this row as zero or more; removals have rows of their own."),
            )
        try:
            to_grams(tonnes)
        except ValidationError as error:
            yield _fault(draft, f"{label}: {error.messages[0]}", _("Round the value to whole grams."))


def _no_potential(draft: LineDraft, error: gases.NoPotential) -> Fault:
    label = gases.known()[error.gas].label
    if error.gwp_set == GwpSet.UNKNOWN:
        return _fault(
            draft,
            _("Without a set of global warming potentials, %(gas)s makes no CO₂ equivalent.")
            % {"gas": label},
            _("Choose the set under “About this period”."),
        )
    return _fault(
        draft,
        _("%(set)s gives no global warming potential for %(gas)s.") % {"set": error.gwp_set, "gas": label},
        _("Choose another set under “About this period”, or leave this gas out and say so."),
    )


def _fault(draft: LineDraft, message: str, remedy: str) -> Fault:
    return Fault(draft.row, "masses", "", message, remedy)
