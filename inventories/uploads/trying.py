"""What a draft would hold and say: it is written, looked at, and rolled back, by the code that takes over."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Government, User
from inventories import checks, figures, filling, lines, reports, sections
from inventories.enums import GwpSet
from inventories.importers.problems import Problem
from inventories.importers.reading import Inventory, LeftOut
from inventories.lines import Fault, LineDraft
from inventories.models import ReportVersion
from inventories.uploads.aims import Aim

ROWS = filling.INVENTORIES


class Faulty(Exception):
    """The inventory cannot be written as it is."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(f"{each.message} {each.remedy}" for each in problems))


class Unsummed(Exception):
    """There are masses by gas, and nothing says by which potentials they are summed."""


@dataclass(frozen=True)
class Held:
    """What a version holds."""

    about: Mapping[str, Any] = field(default_factory=dict)
    lines: Mapping[str, Mapping[str, LineDraft]] = field(default_factory=dict)
    indicators: Mapping[tuple[str, int], str] = field(default_factory=dict)
    totals: figures.Totals | None = None

    @classmethod
    def of(cls, version: ReportVersion) -> Held:
        return cls(
            about={name: getattr(version, name) for name in sections.ABOUT_FIELDS},
            lines={code: {each.row: each for each in lines.of_version(version, code)} for code in ROWS},
            indicators={
                (each.measure.code, each.year or version.report.year): format(each.value.normalize(), "f")
                for each in filling.drafts_of(version)
            },
            totals=figures.totals(version),
        )


@dataclass(frozen=True)
class Tried:
    """What a version holds after a file, what of the file it does not, and what the checks find then."""

    held: Held
    codes: Sequence[str]
    left_out: Sequence[LeftOut]
    findings: Sequence[checks.Finding]


@dataclass(frozen=True)
class Basis:
    """Who writes for whom, and what begun reports have in common."""

    government: Government
    by: User
    now: datetime.datetime
    about: Mapping[str, Any]


@transaction.atomic
def tried(aim: Aim, basis: Basis, *, in_place: bool) -> Tried:
    """Raises Faulty with everything that keeps the inventory from being written; Unsummed."""
    try:
        return _tried(aim, basis, in_place)
    except sections.InvalidLines as error:
        raise Faulty([_of_fault(fault, aim.inventory) for fault in error.faults]) from None
    except ValidationError as error:
        raise Faulty([_of_words(message) for message in error.messages]) from None
    except reports.WrongPeriod as error:
        raise Faulty([_of_words(str(error))]) from None
    finally:
        transaction.set_rollback(True)


def _tried(aim: Aim, basis: Basis, in_place: bool) -> Tried:
    version, inventory = _version(aim, basis)
    made = filling.of(version, inventory, in_place=in_place)
    if made.is_by_gas and made.about.get("gwp_set", version.gwp_set) == GwpSet.UNKNOWN:
        raise Unsummed
    filling.write(
        version=version,
        filling=made,
        revisions=filling.revisions_of(version),
        by=basis.by,
        now=basis.now,
    )
    return Tried(Held.of(version), made.codes, made.left_out, checks.run(version))


def _version(aim: Aim, basis: Basis) -> tuple[ReportVersion, Inventory]:
    """The draft, read anew, or one just begun, with what is to be written on it."""
    if aim.version is not None:
        known = ReportVersion.objects.select_related("report__government")
        return known.get(pk=aim.version.pk), aim.inventory
    first, last = filling.period_of(aim.inventory)
    begun = reports.begin(
        government=basis.government,
        year=aim.year,
        period_start=first,
        period_end=last,
        framework=aim.inventory.framework,
        by=basis.by,
        now=basis.now,
    )
    return begun, filling.with_basis(aim.inventory, basis.about)


def _of_fault(fault: Fault, inventory: Inventory) -> Problem:
    where = next(
        (
            inventory.places[section, fault.row]
            for section in ROWS
            if (section, fault.row) in inventory.places
        ),
        "",
    )
    return Problem(0, fault.column, fault.value, f"{fault.row}: {fault.message}", fault.remedy, where)


def _of_words(message: str) -> Problem:
    return Problem(0, "", "", message, _("Correct it in the file, and bring the file again."))
