"""A public version with its lines and every sum of them, as what is shown of a report is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from inventories.enums import Publication
from inventories.figures.sums import COMMON_SETS, Key, NotByGas, Sum, of_version
from inventories.models import InventoryLine, ReportVersion

Owner = tuple[str, str]
"""A section and a row."""


@dataclass(frozen=True)
class Source:
    """A public version as it is published, with its lines and sums."""

    version: ReportVersion
    publication: Publication
    lines: Mapping[Owner, InventoryLine] = field(repr=False)

    @cached_property
    def sums(self) -> dict[Key, Sum]:
        """In the version's own set, and in every other set that all masses can be told in."""
        found = dict(of_version(self.version, self.lines.values()))
        for gwp_set in COMMON_SETS:
            if gwp_set != self.version.gwp_set:
                found |= self.in_set(gwp_set)
        return found

    def in_set(self, gwp_set: str) -> dict[Key, Sum]:
        try:
            return of_version(self.version, self.lines.values(), gwp_set)
        except NotByGas:
            return {}


def source(version: ReportVersion, publication: Publication) -> Source:
    return Source(version, publication, {(each.section, each.row): each for each in version.lines.all()})
