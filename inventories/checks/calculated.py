"""Whether rows hold what was worked out for them, with factors that fit the year and the place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from django.utils.translation import gettext as _

from accounts.words import in_readers_language, joined
from inventories import calculations, gases
from inventories.checks.registry import Remarked, Subject, check
from inventories.enums import Severity
from inventories.models import Calculation


@check("calculation-differs", Severity.WARNING)
def row_differs_from_its_calculations(subject: Subject) -> Iterable[Remarked]:
    """A row filled from calculations and changed by hand since no longer says where its number comes from."""
    for section, row, kept in _by_row(subject):
        line = subject.lines_of(section).get(row)
        try:
            worked = gases.co2e(calculations.added_up(kept), subject.version.gwp_set)
        except gases.NoPotential:
            continue
        if line is None or line.co2e != worked:
            yield Remarked(
                _("Row %(row)s does not hold what was worked out for it.") % {"row": row},
                _("Take the result over again, or remove the calculation."),
                section=section,
                row=row,
            )


@check("factor-old", Severity.WARNING)
def old_factor(subject: Subject) -> Iterable[Remarked]:
    return _remarked(
        subject,
        "old",
        _("Row %(row)s was worked out with old factors: %(factors)s."),
        _("Look for factors nearer to the report's year, or say why there are none."),
    )


@check("factor-foreign", Severity.WARNING)
def foreign_factor(subject: Subject) -> Iterable[Remarked]:
    return _remarked(
        subject,
        "foreign",
        _("Row %(row)s was worked out with factors of another country: %(factors)s."),
        _("Use your country's or your own with their source, or say why these fit."),
    )


@check("factor-unchecked", Severity.WARNING)
def unchecked_factor(subject: Subject) -> Iterable[Remarked]:
    return _remarked(
        subject,
        "unchecked",
        _("Row %(row)s was worked out with factors that nobody has checked: %(factors)s."),
        _("Compare them with the official text, and say that you did."),
    )


def _remarked(subject: Subject, doubt: str, message: str, remedy: str) -> Iterator[Remarked]:
    """A remark for each row of which a calculation warned of a doubt about its factors."""
    for section, row, kept in _by_row(subject):
        if named := _named(kept, doubt):
            words = {"row": row, "factors": joined(named)}
            yield Remarked(message % words, remedy, section=section, row=row)


@check("masses-differ", Severity.ERROR)
def masses_do_not_add_up(subject: Subject) -> Iterable[Remarked]:
    """Where gases are given, the CO2 equivalent is their sum by the report's warming potentials."""
    for line in subject.lines:
        masses = {gas: mass for gas, mass in subject.masses.get(line.pk, {}).items() if gas != gases.BIOGENIC}
        if not masses:
            continue
        try:
            differs = gases.co2e(masses, subject.version.gwp_set) != line.co2e
        except gases.NoPotential:
            differs = True
        if differs:
            yield Remarked(
                _("The gases of row %(row)s do not add up to its CO₂ equivalent.") % {"row": line.row},
                _("Save the row again, or choose warming potentials that know all of its gases."),
                section=line.section,
                row=line.row,
            )


def _by_row(subject: Subject) -> Iterator[tuple[str, str, list[Calculation]]]:
    """The calculations of each row; the model's order keeps those of a row together."""
    for (section, row), kept in groupby(subject.calculations, key=lambda each: (each.section, each.row)):
        yield section, row, list(kept)


def _named(kept: Iterable[Calculation], code: str) -> list[str]:
    """The factors that warnings of this code are about, each once."""
    about = [
        in_readers_language(en=en, zh=zh).words
        for each in kept
        for warning in each.warnings
        if warning["code"] == code
        for en, zh in warning["about"]
    ]
    return list(dict.fromkeys(about))
