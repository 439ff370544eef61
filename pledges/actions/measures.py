"""Measures of a government's own: a sector with the framework rows that its signatory confirmed."""

from __future__ import annotations

from accounts.models import Government
from pledges.models import Measure

CODE_LENGTH, LABEL_LENGTH = 60, 240


def of_its_own(*, government: Government, measure: Measure, rows: str) -> Measure:
    """The government's measure of the same thing that sums `rows` ('gpc:I.1.1+I.1.2;operations:O.1').

    Two targets that name the same rows count the same measure; other rows make another one.
    """
    general = _general(measure)
    number = 1
    found = _numbered(general, government, rows, number)
    while (found.government_id, found.rows) != (government.pk, rows):
        number += 1
        found = _numbered(general, government, rows, number)
    return found


def _numbered(general: Measure, government: Government, rows: str, number: int) -> Measure:
    """The measure of this code; made with `rows` where there was none."""
    return Measure.objects.get_or_create(
        code=_code(general, government, number), defaults=_fields(general, government, rows, number)
    )[0]


def _general(measure: Measure) -> Measure:
    """Everyone's measure that the government's own was made from."""
    if measure.government_id is None:
        return measure
    alike = Measure.objects.filter(
        government__isnull=True,
        quantity=measure.quantity,
        boundary=measure.boundary,
        sector=measure.sector,
        unit=measure.unit,
    )
    return alike.first() or measure


def _code(general: Measure, government: Government, number: int) -> str:
    end = f"-{number}" if number > 1 else ""
    return f"{general.code}-{government.slug}"[: CODE_LENGTH - len(end)] + end


def _fields(general: Measure, government: Government, rows: str, number: int) -> dict[str, object]:
    more, more_zh = (f", {number}", f"，{number}") if number > 1 else ("", "")
    english, chinese = government.name_in("en"), government.name_in("zh-hans")
    return {
        "quantity": general.quantity,
        "boundary": general.boundary,
        "sector": general.sector,
        "unit": general.unit,
        "is_mass": general.is_mass,
        "source": general.source,
        "label_en": f"{general.label_en} ({english or government.slug}{more})"[:LABEL_LENGTH],
        "label_zh": f"{general.label_zh}（{chinese or english or government.slug}{more_zh}）"[:LABEL_LENGTH],
        "rows": rows,
        "government": government,
    }
