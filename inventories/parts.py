"""Figures taken apart into the framework rows that they rest on, for whoever compares two of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

import trajectory
from inventories.enums import NotationKey, Publication
from inventories.figures import counted
from inventories.gases import BIOGENIC
from inventories.models import Figure, InventoryLine

Lines = dict[int, list[InventoryLine]]


def parts(figure_ids: Iterable[int]) -> dict[int, tuple[trajectory.Part, ...]]:
    """By figure its parts in the framework's order, in tonnes of what it counts; in three queries.

    A row that does not occur is a part of zero, one included elsewhere too, naming the row that holds it; one
    that is not estimated is none. No parts where the rows are not known: an amount, a total not broken down.
    Where only the totals of a report are published, each row is confidential.
    """
    figures = list(
        Figure.objects.filter(pk__in=list(figure_ids), tonnes__isnull=False).select_related(
            "measure", "version__report"
        )
    )
    lines: Lines = defaultdict(list)
    versions = {figure.version_id for figure in figures}
    for line in InventoryLine.objects.filter(version__in=versions).prefetch_related("masses"):
        lines[line.version_id].append(line)
    return {figure.pk: _parts(figure, lines[figure.version_id]) for figure in figures}


def _parts(figure: Figure, lines: Iterable[InventoryLine]) -> tuple[trajectory.Part, ...]:
    version = figure.version
    rows = counted.of_measure(figure.measure, framework=version.report.framework, level=version.level)
    if rows is None:
        return ()
    quantity = counted.quantity_of(figure.measure)
    held = counted.held(rows, [line for line in lines if line.section == rows.section], quantity)
    if counted.token(held) != figure.rows:  # the measure has named other rows since
        return ()
    hides_all = version.publication == Publication.TOTALS
    return tuple(_part(line, quantity, hides_all) for line in held)


def _part(line: InventoryLine, quantity: str, is_hidden: bool) -> trajectory.Part:
    tonnes = getattr(line, quantity)
    return trajectory.Part(
        row=line.row,
        value=Decimal(0) if tonnes is None else tonnes,
        masses=_masses(line) if quantity == "co2e" else {},
        included_in=line.included_in,
        is_confidential=is_hidden or line.notation_key == NotationKey.C,
    )


def _masses(line: InventoryLine) -> dict[str, Decimal]:
    """By gas; biogenic carbon dioxide is in no figure."""
    return {each.gas: each.tonnes for each in line.masses.all() if each.gas != BIOGENIC}
