"""A file of a government: looked at and taken over inventory by inventory."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from inventories import filling, history, reports
from inventories.enums import EventKind, SectionCode
from inventories.importers import places
from inventories.importers.problems import Problem
from inventories.importers.reading import LeftOut, Reading
from inventories.models import ReportVersion, Upload
from inventories.uploads import readings, shown, trying, undoing
from inventories.uploads.aims import IN_PLACE, Aim
from inventories.uploads.kinds import TO, Seen, Step

BY = TO + "by"
"""Whoever confirmed it: a colleague may go on with a file that somebody else brought."""


class NothingChosen(history.Refused):
    """No year was ticked, or none is left that could be."""


def look(upload: Upload, reading: Reading, aims: Sequence[Aim], step: Step) -> Seen:
    """What would become of every aim. Writes nothing."""
    years: list[dict[str, Any]] = []
    left_out: list[LeftOut] = list(reading.left_out)
    problems: list[Problem] = []
    revisions: dict[str, int] = {}
    basis = basis_of(upload)
    names = readings.names_of(basis.government)
    for done, aim in enumerate(aims, start=1):
        try:
            told, not_taken = _tell(aim, basis)
        except trying.Faulty as error:
            problems += error.problems
        except trying.Unsummed:
            return Seen(reading.layout, _preview([], left_out), [readings.ask_for_potentials()])
        else:
            years.append({**told, "is_named": is_named(aim.inventory.place, names)})
            left_out += not_taken
            revisions |= _revisions(aim)
        step(done, len(aims))
    if problems:
        return Seen(reading.layout, _preview([], left_out), problems=problems)
    return Seen(reading.layout, _preview(years, left_out), revisions=revisions)


def is_named(place: str, names: Iterable[str]) -> bool:
    """Whether a file's name for the place is one of the government's."""
    return places.plain(place) in {places.plain(name) for name in names}


def take_over(upload: Upload, aims: Iterable[Aim], now: datetime.datetime) -> dict[str, Any]:
    """Write every aim that was chosen, in the caller's transaction.

    Raises NothingChosen, Conflict, ReportExists and whatever else keeps it from being written.
    """
    chosen = [aim for aim in aims if aim.is_chosen(upload.answers)]
    if not chosen:
        raise NothingChosen(_("Nothing was chosen: tick at least one year."))
    basis = basis_of(upload, now)
    told = [_change(upload, aim, basis) for aim in chosen if not aim.begins]
    begun = reports.begin_many(
        government=basis.government,
        inventories=[aim.inventory for aim in chosen if aim.begins],
        about=basis.about,
        by=basis.by,
        now=now,
        note=note_of(upload),
    )
    told += [{**undoing.told_of(version, SectionCode.values), "begun": True} for version in begun]
    return {"versions": sorted(told, key=lambda each: each["year"])}


def basis_of(upload: Upload, now: datetime.datetime | None = None) -> trying.Basis:
    assert upload.government is not None  # noqa: S101  a constraint holds it
    confirmed_by = upload.answers.get(BY)
    by = User.objects.get(pk=confirmed_by) if confirmed_by else upload.by
    return trying.Basis(upload.government, by, now or upload.at, upload.answers.get(readings.ABOUT, {}))


def note_of(upload: Upload) -> str:
    """What the history of a version says of a file: its name and hash."""
    return f"{upload.file_name} (SHA-256 {upload.sha256})"


def seen_of(reading: Reading) -> Seen:
    """A reading that asks or complains."""
    return Seen(
        reading.layout,
        _preview([], reading.left_out),
        questions=reading.questions,
        problems=reading.problems,
    )


def _tell(aim: Aim, basis: trying.Basis) -> tuple[dict[str, Any], list[LeftOut]]:
    """One year for the page, and what of it is not taken."""
    if aim.is_left:
        return shown.left_aim(aim), []
    before = trying.Held() if aim.version is None else trying.Held.of(aim.version)
    after = trying.tried(aim, basis, in_place=False)
    in_place = after if aim.version is None else trying.tried(aim, basis, in_place=True)
    left_out = [LeftOut(f"{aim.year}, {each.place}", each.value, each.reason) for each in after.left_out]
    return shown.year(aim, before, after, in_place), left_out


def _preview(years: list[dict[str, Any]], left_out: Sequence[LeftOut]) -> dict[str, Any]:
    return {"years": years, **shown.left_out(left_out)}


def _revisions(aim: Aim) -> dict[str, int]:
    """Of what the aim changes, by the key of the section; a report that is not there yet has revision 0."""
    if aim.version is None:
        return {} if aim.is_left else {f"{aim.year}": 0}
    held = filling.revisions_of(aim.version)
    return {_key(aim.version, code): held[code] for code in _written(aim)}


def _written(aim: Aim) -> list[str]:
    """The sections that the inventory speaks of, and what they rest on."""
    sections = {section for section, _row in aim.inventory.activities} | set(aim.inventory.lines)
    about = {SectionCode.ABOUT.value}
    asked = {SectionCode.INDICATORS.value} if aim.inventory.indicators else set()
    return [code for code in SectionCode.values if code in sections | about | asked]


def _key(version: ReportVersion, code: str) -> str:
    return f"{version.pk}:{code}"


def _change(upload: Upload, aim: Aim, basis: trying.Basis) -> dict[str, Any]:
    version = aim.version
    assert version is not None  # noqa: S101  whatever begins nothing has a draft
    made = filling.of(version, aim.inventory, in_place=bool(upload.answers.get(IN_PLACE)))
    former = undoing.former_of(version, made.codes)
    known: Mapping[str, int] = {
        code: upload.revisions.get(_key(version, code), -1) for code in SectionCode.values
    }
    filling.write(version=version, filling=made, revisions=known, by=basis.by, now=basis.now)
    history.append(version, EventKind.UPLOADED, by=basis.by, now=basis.now, note=note_of(upload))
    return {**undoing.told_of(version, made.codes), "former": former, "begun": False}
