"""What the numbers of records rest on: report versions and public sources, loaded for all of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from inventories.enums import Publication
from inventories.models import Figure, ReferenceFigure, ReferenceSource


@dataclass(frozen=True)
class Datum:
    """One figure of a record, with where it comes from: a report's figure, or a public one."""

    year: int
    value: Decimal
    figure: Figure | None = None
    reference: ReferenceFigure | None = None
    basis: Mapping[str, str] = field(default_factory=dict)

    @property
    def publication(self) -> str:
        return self.figure.version.publication if self.figure else Publication.FULL


class Evidence:
    """The figures that some records name ('figure:12', 'reference:7'), in two queries."""

    def __init__(self, records: Iterable[Mapping[str, Any]]) -> None:
        named = {each["source"] for record in records for each in record.get("figures", [])}
        figures = Figure.objects.select_related("version__report", "measure")
        references = ReferenceFigure.objects.select_related("source")
        self.figures = figures.in_bulk(list(_keys(named, "figure")))
        self.references = references.in_bulk(list(_keys(named, "reference")))

    def of(self, record: Mapping[str, Any]) -> list[Datum]:
        """The record's figures in the order of years."""
        return sorted((self._datum(each) for each in record.get("figures", [])), key=lambda each: each.year)

    def _datum(self, entry: Mapping[str, Any]) -> Datum:
        kind, _colon, pk = entry["source"].partition(":")
        key = int(pk) if pk.isdigit() else 0
        return Datum(
            year=entry["year"],
            value=Decimal(entry["value"]),
            figure=self.figures.get(key) if kind == "figure" else None,
            reference=self.references.get(key) if kind == "reference" else None,
            basis=entry.get("basis", {}),
        )


def _keys(named: Iterable[str], kind: str) -> Iterable[int]:
    for source in named:
        found, _colon, pk = source.partition(":")
        if found == kind and pk.isdigit():
            yield int(pk)


def public_sources(data: Iterable[Datum]) -> list[ReferenceSource]:
    """The public sources behind figures, each once."""
    found = {each.reference.source_id: each.reference.source for each in data if each.reference}
    return list(found.values())
