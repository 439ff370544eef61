"""Indicators asked of others by the codes of their measures: which, what was sent, what becomes of it.

Only values of the report's own year are asked for; earlier years that the section restates stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from accounts.words import joined
from inventories import history, indicators
from inventories.enums import SectionCode
from inventories.indicators import IndicatorDraft
from inventories.models import IndicatorValue, PartRequest, ReportVersion
from pledges.models import Measure

WORDS = ("price_year", "edition", "source")


class OtherBasis(history.Refused):
    """Earlier years of a measure stand in the section at other prices, or from another edition."""

    def __init__(self, measures: Iterable[Measure]) -> None:
        super().__init__(
            _(
                "Earlier years stand in the report at other prices or from another edition than the answer: "
                "%(measures)s. Take them out of the section or restate them there, then take this over."
            )
            % {"measures": joined(measure.label for measure in measures)}
        )


@dataclass(frozen=True)
class Compared:
    """A value of the answer beside what the section holds for the report's year."""

    measure: Measure
    answered: IndicatorValue
    held: IndicatorValue | None

    @property
    def is_same(self) -> bool:
        return self.held is not None and all(
            getattr(self.answered, column) == getattr(self.held, column) for column in ("value", *WORDS)
        )


def asks_for_them(part: PartRequest) -> bool:
    return part.section == SectionCode.INDICATORS


def measures_of(part: PartRequest, version: ReportVersion) -> list[Measure]:
    """The measures asked for, in the order of the section's page; those no longer offered come last."""
    if not asks_for_them(part):
        return []
    offered = indicators.offered(version).all
    if not part.rows:
        return offered
    known = [measure for measure in offered if measure.code in part.rows]
    gone = set(part.rows) - {measure.code for measure in known}
    return known + list(Measure.objects.filter(code__in=gone, is_mass=False).order_by("code"))


def checked(version: ReportVersion, drafts: Sequence[IndicatorDraft]) -> list[dict[str, Any]]:
    """What is sent, in the shape of inventories.part_lines. Raises ValidationError as saving them would."""
    indicators.values(version, drafts)
    return [as_json(draft) for draft in drafts]


def as_json(draft: IndicatorDraft) -> dict[str, Any]:
    said = {name: getattr(draft, name) for name in WORDS if getattr(draft, name)}
    return {"measure": draft.measure.code, "value": format(draft.value, "f"), **said}


def drafts_of(part: PartRequest) -> list[IndicatorDraft]:
    """The values that were sent, as the domain takes them; of a measure that was deleted since, none."""
    known = Measure.objects.in_bulk([sent["measure"] for sent in part.answer], field_name="code")
    return [
        IndicatorDraft(
            measure=known[sent["measure"]],
            value=Decimal(sent["value"]),
            price_year=sent.get("price_year"),
            edition=sent.get("edition", ""),
            source=sent.get("source", ""),
        )
        for sent in part.answer
        if sent["measure"] in known
    ]


def as_values(drafts: Iterable[IndicatorDraft], year: int) -> list[IndicatorValue]:
    """Of the report's year, to be shown and not to be saved."""
    return [
        IndicatorValue(
            year=year,
            measure=draft.measure,
            value=draft.value,
            price_year=draft.price_year,
            edition=draft.edition,
            source=draft.source,
        )
        for draft in drafts
    ]


def compared(part: PartRequest, version: ReportVersion) -> list[Compared]:
    held = {value.measure_id: value for value in version.indicators.filter(year=version.report.year)}
    return [
        Compared(value.measure, value, held.get(value.measure_id))
        for value in as_values(drafts_of(part), version.report.year)
    ]


def merged(part: PartRequest, version: ReportVersion) -> list[IndicatorDraft]:
    """The section's values with those of the answer in their place; all others stay. Raises OtherBasis.

    The earlier years of a measure are told with one price year and one edition, which are the answer's too.
    """
    answered = {draft.measure.pk: draft for draft in drafts_of(part)}
    kept = [
        value
        for value in version.indicators.select_related("measure")
        if value.measure_id not in answered or value.year != version.report.year
    ]
    if others := [value.measure for value in kept if _differs(value, answered.get(value.measure_id))]:
        raise OtherBasis(dict.fromkeys(others))
    return [_draft(value) for value in kept] + list(answered.values())


def _differs(value: IndicatorValue, answered: IndicatorDraft | None) -> bool:
    if answered is None:
        return False
    return (value.price_year, value.edition) != (answered.price_year, answered.edition)


def _draft(value: IndicatorValue) -> IndicatorDraft:
    return IndicatorDraft(
        measure=value.measure,
        value=value.value,
        source=value.source,
        year=value.year,
        price_year=value.price_year,
        edition=value.edition,
    )
