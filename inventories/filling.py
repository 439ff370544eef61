"""What a file says of a year, on a draft: beside what is there already, or in its place."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from inventories import activities, frameworks, indicators, lines, sections
from inventories.activities import ActivityDraft
from inventories.enums import Assurance, SectionCode, SectionStatus
from inventories.importers.reading import IndicatorRead, Inventory, LeftOut
from inventories.indicators import IndicatorDraft
from inventories.lines import LineDraft
from inventories.models import ReportVersion, Section
from pledges.models import Measure

WORDS = ("included_in", "explanation", "quality", "source", "method", "factor_quality", "factor_source")
INVENTORIES = (SectionCode.COMMUNITY.value, SectionCode.OPERATIONS.value)
BLANK = (None, "", "unknown")
VERIFICATION = ("assurance", "verifier", "verified_in")
CHOSEN_AT_THE_START = ("level", "publication")
"""What every draft has from its beginning: a file says otherwise only before the section was saved."""

LAST_DIGIT = Decimal("0.000001")
"""To which values of indicators are kept."""
MOST_OF_A_SOURCE = 240


@dataclass(frozen=True)
class Filling:
    """What the sections that a file speaks of hold afterwards, whole; others are not in here.

    `activities` are those of the rows that change, by section and row; `rows` names these rows.
    """

    about: Mapping[str, Any] = field(default_factory=dict)
    lines: Mapping[str, Sequence[LineDraft]] = field(default_factory=dict)
    activities: Mapping[str, Mapping[str, Sequence[ActivityDraft]]] = field(default_factory=dict)
    rows: Mapping[str, frozenset[str]] = field(default_factory=dict)
    indicators: Sequence[IndicatorDraft] | None = None
    left_out: Sequence[LeftOut] = ()

    @property
    def codes(self) -> list[str]:
        """The sections that are written, in the order in which they are."""
        about = [SectionCode.ABOUT.value] if self.about else []
        return [*about, *self.lines, *([SectionCode.INDICATORS.value] if self.indicators is not None else [])]

    @property
    def is_by_gas(self) -> bool:
        """Whether it holds masses by gas; they make an equivalent only by some set of potentials."""
        return any(draft.is_by_gas for drafts in self.lines.values() for draft in drafts)


def of(version: ReportVersion, inventory: Inventory, *, in_place: bool) -> Filling:
    """What `version` holds once the file is taken over.

    `in_place`: the sections hold exactly what the file says. Else what stands elsewhere stays: rows that the
    file does not have, words that it leaves blank, and what is said about the period already.
    """
    about, left_out = _about(version, inventory, in_place)
    codes = [code for code in INVENTORIES if _speaks_of(inventory, code)]
    held = {code: lines.of_version(version, code) for code in codes}
    asked, unknown = _indicators(version, inventory, in_place)
    return Filling(
        about=about,
        lines={code: _lines(held[code], inventory.lines.get(code), in_place) for code in codes},
        activities={code: _activities(inventory, code) for code in codes},
        rows={code: _rows(version, inventory, code, in_place) for code in codes},
        indicators=asked,
        left_out=[*left_out, *unknown, *_of_another_period(version, inventory)],
    )


@transaction.atomic
def write(
    *,
    version: ReportVersion,
    filling: Filling,
    revisions: Mapping[str, int],
    by: User,
    now: datetime.datetime,
) -> list[Section]:
    """Save every section of `filling` that still is at its revision; all of them, or none.

    Raises InvalidLines, ValidationError, Conflict, WrongState.
    """
    signed: dict[str, Any] = {"version": version, "complete": False, "by": by, "now": now}
    saved = []
    if filling.about:
        revision = revisions[SectionCode.ABOUT]
        saved.append(sections.save_about(revision=revision, values=filling.about, **signed))
    for code, drafts in filling.lines.items():
        saved.append(sections.save_lines(code=code, revision=revisions[code], lines=drafts, **signed))
        activities.replace(version, code, filling.activities[code], rows=filling.rows[code])
    if filling.indicators is not None:
        revision = revisions[SectionCode.INDICATORS]
        saved.append(sections.save_indicators(revision=revision, indicators=filling.indicators, **signed))
    return saved


def with_basis(inventory: Inventory, about: Mapping[str, Any]) -> Inventory:
    """The inventory with what it has in common with others, where it does not say otherwise itself."""
    said = {name: value for name, value in inventory.about.items() if value not in BLANK}
    return replace(inventory, about={**about, **said})


def period_of(inventory: Inventory) -> tuple[datetime.date, datetime.date]:
    """First and last day; of the calendar year where the file says nothing."""
    year = inventory.year
    return inventory.period or (datetime.date(year, 1, 1), datetime.date(year, 12, 31))


def revisions_of(version: ReportVersion) -> dict[str, int]:
    return dict(version.sections.values_list("code", "revision"))


# About this period


def _about(
    version: ReportVersion, inventory: Inventory, in_place: bool
) -> tuple[dict[str, Any], list[LeftOut]]:
    begun = version.sections.exclude(status=SectionStatus.NOT_STARTED).filter(code=SectionCode.ABOUT).exists()
    said = {name: value for name, value in inventory.about.items() if value not in BLANK}
    if said.get("assurance", Assurance.NONE) == Assurance.NONE or not all(
        said.get(each) for each in VERIFICATION
    ):
        said = {name: value for name, value in said.items() if name not in VERIFICATION}
    levels = frameworks.get(version.report.framework).levels
    taken: dict[str, Any] = {}
    kept: list[LeftOut] = []
    for name, value in said.items():
        held = getattr(version, name)
        if held == value or (name == "level" and value not in levels):
            continue
        if in_place or _is_free(version, name, begun):
            taken[name] = value
        else:
            kept.append(_kept(version, name, value))
    return taken, kept


def _is_free(version: ReportVersion, name: str, begun: bool) -> bool:
    if name in CHOSEN_AT_THE_START:
        return not begun
    if name in VERIFICATION:
        return version.assurance == Assurance.NONE
    return getattr(version, name) in BLANK


def _kept(version: ReportVersion, name: str, value: Any) -> LeftOut:
    label = version._meta.get_field(name).verbose_name  # type: ignore[union-attr]
    return LeftOut(
        str(SectionCode.ABOUT.label),
        f"{label}: {value}"[:200],
        _("the report says %(held)s already, and that stays") % {"held": str(getattr(version, name))[:80]},
    )


def _of_another_period(version: ReportVersion, inventory: Inventory) -> Iterable[LeftOut]:
    report = version.report
    if inventory.period and inventory.period != (report.period_start, report.period_end):
        first, last = inventory.period
        yield LeftOut(
            str(SectionCode.ABOUT.label),
            f"{first} – {last}",
            _("the report has another period, from %(first)s to %(last)s, and that stays")
            % {"first": report.period_start, "last": report.period_end},
        )


# Rows


def _speaks_of(inventory: Inventory, code: str) -> bool:
    return code in inventory.lines or any(section == code for section, _row in inventory.activities)


def _lines(held: Sequence[LineDraft], brought: Sequence[LineDraft] | None, in_place: bool) -> list[LineDraft]:
    known = {draft.row: _typed(draft) for draft in held}
    if brought is None:
        return list(known.values())
    if in_place:
        return list(brought)
    return list({**known, **{draft.row: _beside(known.get(draft.row), draft) for draft in brought}}.values())


def _typed(draft: LineDraft) -> LineDraft:
    """Without the equivalent that follows from the masses, which may follow otherwise afterwards."""
    return replace(draft, co2e=None, co2=None) if draft.is_by_gas else draft


def _beside(held: LineDraft | None, brought: LineDraft) -> LineDraft:
    """The row as the file has it; words that it leaves blank stay if they explain the same kind of entry."""
    if held is None or held.notation_key != brought.notation_key:
        return brought
    words = {name: getattr(brought, name) or getattr(held, name) for name in WORDS}
    return replace(brought, **words)


def _activities(inventory: Inventory, code: str) -> dict[str, Sequence[ActivityDraft]]:
    return {row: drafts for (section, row), drafts in inventory.activities.items() if section == code}


def _rows(version: ReportVersion, inventory: Inventory, code: str, in_place: bool) -> frozenset[str]:
    named = frozenset(_activities(inventory, code))
    if not in_place:
        return named
    return named | frozenset(version.activities.filter(section=code).values_list("row", flat=True))


# Indicators


def _indicators(
    version: ReportVersion, inventory: Inventory, in_place: bool
) -> tuple[list[IndicatorDraft] | None, list[LeftOut]]:
    """All values afterwards, and those of the file that cannot be kept; None where the file has none."""
    if not inventory.indicators:
        return None, []
    measures = {measure.code: measure for measure in indicators.offered(version).all}
    brought: list[IndicatorDraft] = []
    left_out: list[LeftOut] = []
    for each in inventory.indicators:
        draft, reason = _indicator(version, each, measures.get(each.measure))
        if draft:
            brought.append(draft)
        else:
            left_out.append(LeftOut(f"{each.measure}, {each.year}", str(each.value), reason))
    if not brought:
        return None, left_out
    held = [] if in_place else drafts_of(version)
    values = {(each.measure.pk, each.year): each for each in (*held, *brought)}
    return list(values.values()), left_out


def drafts_of(version: ReportVersion) -> list[IndicatorDraft]:
    return [
        IndicatorDraft(
            measure=each.measure,
            value=each.value,
            source=each.source,
            year=each.year,
            price_year=each.price_year,
            edition=each.edition,
        )
        for each in version.indicators.select_related("measure").order_by("measure__code", "-year")
    ]


def _indicator(
    version: ReportVersion, read: IndicatorRead, measure: Measure | None
) -> tuple[IndicatorDraft | None, str]:
    """The value to keep, or why it cannot be kept."""
    if measure is None:
        return None, _("this report asks for no such indicator")
    draft = IndicatorDraft(
        measure=measure,
        value=_to_its_decimals(read.value),
        source=read.source[:MOST_OF_A_SOURCE],
        year=read.year,
        price_year=read.price_year,
        edition=read.edition,
    )
    try:
        indicators.values(version, [draft])
    except ValidationError as error:
        return None, " ".join(error.messages)
    return draft, ""


def _to_its_decimals(value: Decimal) -> Decimal:
    """A computed value (people a square kilometre) has more digits than are kept."""
    with localcontext(prec=60):
        return value.quantize(LAST_DIGIT, rounding=ROUND_HALF_UP).normalize()
