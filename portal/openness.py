"""How much of a report everyone may see: what its government publishes, less what would tell a secret."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import prefetch_related_objects

from inventories.enums import Publication
from inventories.figures.sums import Key
from inventories.models import ReportVersion
from portal import confidential
from portal.cells import Cells
from portal.sources import Owner, Source, source

STRICTER = (Publication.FULL, Publication.TOTALS, Publication.VERDICT)


@dataclass(frozen=True)
class Openness:
    """What may be shown of a report's public versions, the newest first; made for all of them at once."""

    sources: tuple[Source, ...]
    cells: Cells
    shown: confidential.Shown | None = field(default=None, repr=False)
    """None where the report keeps nothing to itself."""

    def source(self, version: ReportVersion) -> Source:
        return next(each for each in self.sources if each.version.pk == version.pk)

    def publication(self, version: ReportVersion) -> Publication:
        return self.source(version).publication

    def is_full(self, version: ReportVersion) -> bool:
        return self.publication(version) == Publication.FULL

    def is_hidden(self, version: ReportVersion, owner: Owner) -> bool:
        """Whether a row of a version is not shown: it is confidential in one version, or would tell it."""
        if self.shown is None:
            return not self.is_full(version)
        return (version.pk, owner) not in self.shown.shown

    def hidden_rows(self, version: ReportVersion) -> set[Owner]:
        return {each for each in self.source(version).lines if self.is_hidden(version, each)}

    def withheld_sums(self, version: ReportVersion) -> set[Key]:
        """The sums of a version that are not shown."""
        found = self.source(version)
        if found.publication == Publication.VERDICT:
            return set(found.sums)
        if self.shown is None:
            return set()
        return {key for key in found.sums if (version.pk, key) not in self.shown.shown}

    def keeps(self, version: ReportVersion) -> bool:
        """Whether anything of the version is kept from everyone."""
        return bool(self.hidden_rows(version)) or bool(self.withheld_sums(version))


def publication_of(version: ReportVersion, versions: Iterable[ReportVersion]) -> Publication:
    """The strictest of the version's own and those of later ones; `versions` are the public ones."""
    chosen = [each.publication for each in versions if each.number > version.number]
    return max((Publication(each) for each in (version.publication, *chosen)), key=STRICTER.index)


def of(versions: Sequence[ReportVersion]) -> Openness:
    """`versions` are the public ones of one report; their lines and masses are read, if they were not."""
    prefetch_related_objects(list(versions), "lines__masses")
    ordered = sorted(versions, key=lambda each: -each.number)
    sources = tuple(source(each, publication_of(each, ordered)) for each in ordered)
    found = Cells(sources)
    if not found.keeps_something:
        return Openness(sources, found)
    return Openness(sources, found, _chosen(found))


def _chosen(found: Cells) -> confidential.Shown:
    """What a row may tell anyway, a sum tells too: offered once more, until nothing is added."""
    ordered = found.in_order()
    shown = confidential.choose(ordered, found.secrets, found.relations())
    while found.guards:
        left = [cell for cell in ordered if cell.key in shown.withheld]
        shown.withheld.clear()
        if not [cell for cell in left if shown.offer(cell)]:
            break
    return shown
