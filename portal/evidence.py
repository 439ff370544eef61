"""What the numbers of records rest on: report versions and public sources, loaded for all of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from inventories.enums import ONCE_ACCEPTED, NotationKey, Publication
from inventories.models import Figure, ReferenceFigure, ReferenceSource, ReportVersion
from portal import disclosure


@dataclass(frozen=True)
class Datum:
    """One figure of a record, with where it comes from: a report's figure, or a public one."""

    year: int
    value: Decimal
    """As it was compared."""
    reported: Decimal | None = None
    """As it was reported, where it was restated to be compared."""
    figure: Figure | None = None
    reference: ReferenceFigure | None = None
    basis: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_restated(self) -> bool:
        return self.reported is not None


class Evidence:
    """The figures that some records name ('figure:12', 'reference:7'), in a fixed number of queries."""

    def __init__(self, records: Iterable[Mapping[str, Any]]) -> None:
        named = {source for record in records for source in sources(record)}
        figures = with_publication(Figure.objects.select_related("version__report", "measure"))
        references = ReferenceFigure.objects.select_related("source")
        self.figures = figures.in_bulk(list(_keys(named, "figure")))
        for pk in disclosure.telling(self.figures.values()):
            self.figures[pk].is_withheld = True  # type: ignore[attr-defined]  # annotated
        self.references = references.in_bulk(list(_keys(named, "reference")))

    def of(self, record: Mapping[str, Any]) -> list[Datum]:
        """The record's figures in the order of years."""
        bases = record.get("bases", [])
        data = (self._datum(each, bases) for each in record.get("figures", []))
        return sorted(data, key=lambda each: each.year)

    def given(self, record: Mapping[str, Any], name: str) -> dict[int, Datum]:
        """By year, what the judge was given under a name beside the figures that it compared."""
        told = record.get("inputs", {}).get("evidence", {}).get(name, [])
        return {each["year"]: self._datum(each, record.get("bases", [])) for each in told}

    def withholds(self, record: Mapping[str, Any]) -> bool:
        """Whether the government withholds any figure that the record tells, as reported or as restated."""
        found = (self.figures.get(key) for key in _keys(sources(record), "figure"))
        if any(getattr(each, "is_withheld", False) for each in found):
            return True
        restated = {each["source"] for each in record.get("figures", []) if "reported" in each}
        figures = (self.figures.get(key) for key in _keys(restated, "figure"))
        return any(getattr(each, "keeps_rows", False) for each in figures)

    def _datum(self, entry: Mapping[str, Any], bases: Sequence[Mapping[str, str]]) -> Datum:
        kind, _colon, pk = entry["source"].partition(":")
        key = int(pk) if pk.isdigit() else 0
        return Datum(
            year=entry["year"],
            value=Decimal(entry["value"]),
            reported=Decimal(entry["reported"]) if "reported" in entry else None,
            figure=self.figures.get(key) if kind == "figure" else None,
            reference=self.references.get(key) if kind == "reference" else None,
            basis=_basis(entry, bases),
        )


GIVEN = ("figures", "activity", "earlier", "removals", "credits")
"""What a record tells with where it is kept, beside the figures that were compared."""


def sources(record: Mapping[str, Any]) -> set[str]:
    """Every figure that a record names: those compared, and those given beside them."""
    evidence = record.get("inputs", {}).get("evidence", {})
    given = (evidence.get(name, []) for name in GIVEN)
    return {each.get("source", "") for each in chain(record.get("figures", []), *given)}


def _basis(entry: Mapping[str, Any], bases: Sequence[Mapping[str, str]]) -> Mapping[str, str]:
    """How a figure was made: named by its place in the list, or told beside the figure (first schema)."""
    basis = entry.get("basis", {})
    return bases[basis] if isinstance(basis, int) else basis


def with_publication(figures: QuerySet[Figure]) -> QuerySet[Figure]:
    """Figures that say whether they are withheld: what a correction hides, it hides in earlier versions.

    And whether a row of their report is confidential: a figure that was restated is another sum of its rows.
    """
    versions = ReportVersion.objects.filter(
        report=OuterRef("version__report"),
        number__gte=OuterRef("version__number"),
        state__in=ONCE_ACCEPTED,
        publication=Publication.VERDICT,
    )
    secrets = Exists(disclosure.confidential_lines("version__report"))
    return figures.annotate(is_withheld=Exists(versions), keeps_rows=secrets)


def hides_rows(record: Mapping[str, Any]) -> bool:
    """Whether a report behind the record keeps any of its rows to itself; one query."""
    figures = Figure.objects.filter(pk__in=list(_keys(sources(record), "figure")))
    versions = ReportVersion.objects.filter(
        report__in=figures.values("version__report"), state__in=ONCE_ACCEPTED
    )
    keeps = ~Q(publication=Publication.FULL) | Q(lines__notation_key=NotationKey.C)
    return versions.filter(keeps).exists()


def _keys(named: Iterable[str], kind: str) -> Iterable[int]:
    for source in named:
        found, _colon, pk = source.partition(":")
        if found == kind and pk.isdigit():
            yield int(pk)


def public_sources(data: Iterable[Datum]) -> list[ReferenceSource]:
    """The public sources behind figures, each once."""
    found = {each.reference.source_id: each.reference.source for each in data if each.reference}
    return list(found.values())
