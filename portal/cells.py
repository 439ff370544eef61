"""Everything that the public pages and files of a report could show, as sums of what its rows hold.

The versions of a report are read side by side: a row is one unknown in all of them, as if it held the same
value, for a reader may guess that it does. What a row holds is unknown by gas where its masses are known,
else its CO2 and the rest of its CO2 equivalent. What is zero adds nothing, and may be guessed; of a
confidential row, a reader may also not guess it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from inventories import frameworks, gases
from inventories.enums import NotationKey, Publication, SectionCode
from inventories.figures.sums import (
    NOT_BY_GAS,
    Key,
    own_level,
)
from inventories.models import InventoryLine, ReportVersion
from portal.confidential import Cell, Vector
from portal.sources import Owner, Source

Part = tuple[Owner, str]
"""A gas of a row, or 'co2', or 'rest': its CO2 equivalent as far as nothing is known of the gases."""
REST = "rest"
SCALE = 1000
"""Potentials have three decimals at most: times this, vectors are whole."""
COVER = Decimal("0.1")
"""A row or a gas hides a confidential row better if it is no less than this fraction of it."""
SPARE, ROWS = -1, 8
"""Ranks of rows that need not be weighed, and of the others."""


class Cells:
    """The cells of a report: `sources` are its public versions, the newest first."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self.sources = sources
        self.secrets = frozenset(
            owner
            for each in sources
            for owner, line in each.lines.items()
            if line.notation_key == NotationKey.C
        )
        self.guards = frozenset(
            owner for each in sources if each.publication == Publication.TOTALS for owner in each.lines
        )
        self._gases = self._known_gases()
        self._masses = self._newest_masses()
        sections = (SectionCode.COMMUNITY.value, SectionCode.OPERATIONS.value)
        self._least = {section: self._least_secret(section) for section in sections}

    @property
    def keeps_something(self) -> bool:
        return bool(self.secrets or self.guards)

    def in_order(self) -> list[Cell]:
        """What matters most comes first: the total, sectors, scopes, levels, gases, both, rows, other sets.

        Of rows and of gases, those come last that hide a confidential row: the smallest that is large enough.
        """
        ranked = [*self._sums(), *self._rows()]
        return [cell for _rank, cell in sorted(ranked, key=lambda pair: pair[0])]

    def relations(self) -> Iterator[Vector]:
        """Rows that stand for the sum of others: known to be no more and no less."""
        for source in self.sources:
            for owner, line in source.lines.items():
                row = _row(source.version, owner)
                parts = [
                    source.lines[owner[0], code] for code in row.sum_of if (owner[0], code) in source.lines
                ]
                if parts:
                    yield _less(self.vector([line], "co2e", source), self.vector(parts, "co2e", source))

    def vector(
        self,
        lines: Iterable[InventoryLine],
        quantity: str,
        source: Source,
        key: Key | None = None,
        zeros: bool = False,
    ) -> Vector:
        """How often what the lines hold counts in their sum. `zeros`: as one who takes no secret for zero."""
        found: defaultdict[Part, int] = defaultdict(int)
        for line in lines:
            owner = (line.section, line.row)
            held = self._parts(line, quantity, source, key)
            if zeros and not held and owner in self.secrets:
                held = {REST: SCALE}
            for part, count in held.items():
                found[owner, part] += count
        return {each: count for each, count in found.items() if count}

    def _parts(self, line: InventoryLine, quantity: str, source: Source, key: Key | None) -> dict[str, int]:
        """By part, how often it counts in what the line adds to a sum."""
        masses = {each.gas: each.tonnes for each in line.masses.all() if each.tonnes}
        if key is not None and key.gas not in ("", NOT_BY_GAS):
            return {key.gas: SCALE} if key.gas in masses else {}
        gwp_set = (key.gwp_set if key else "") or source.version.gwp_set
        own = {gas for gas in masses if gas != gases.BIOGENIC}
        if quantity == "co2":
            return {gases.CO2: SCALE} if line.co2 else {}
        if own:
            return {gas: _potential(gas, gwp_set) for gas in own}
        if not line.co2e:
            return {}
        if known := self._gases.get((line.section, line.row)):
            return dict(known)
        if not line.co2:
            return {REST: SCALE}
        return {gases.CO2: SCALE} | ({REST: SCALE} if line.co2 != line.co2e else {})

    def _known_gases(self) -> dict[Owner, dict[str, int]]:
        """Of rows whose masses one version tells: for another that tells CO2 equivalent alone."""
        found: dict[Owner, dict[str, int]] = {}
        for source in self.sources:
            for owner, line in source.lines.items():
                held = {each.gas for each in line.masses.all() if each.tonnes} - {gases.BIOGENIC}
                if held and owner not in found:
                    found[owner] = {gas: _potential(gas, source.version.gwp_set) for gas in held}
        return found

    def _sums(self) -> Iterator[tuple[tuple[object, ...], Cell]]:
        for source in self.sources:
            if source.publication == Publication.VERDICT:
                continue
            for key, found in source.sums.items():
                lines = [source.lines[key.section, row] for row in found.rows]
                is_given = not key.gas and not key.scope and _is_own(key, source.version)
                cell = self.sum_cell(
                    (source.version.pk, key),
                    lines,
                    key.quantity,
                    source,
                    found.tonnes,
                    key,
                    is_given=is_given,
                )
                rank = (_rank(key, source.version), -source.version.number)
                yield (*rank, *self._order(key, found.tonnes, source), key), cell

    def _order(self, key: Key, tonnes: Decimal, source: Source) -> tuple[bool, Decimal]:
        """The largest sum first; of gases, the last is what hides a confidential row best, as with rows."""
        if not key.gas:
            return (True, -abs(tonnes))
        weight = SCALE if key.gas == NOT_BY_GAS else _potential(key.gas, source.version.gwp_set)
        return self._cover(key.section, abs(tonnes) * weight / SCALE)

    def sum_cell(
        self,
        name: Hashable,
        lines: Sequence[InventoryLine],
        quantity: str,
        source: Source,
        tonnes: Decimal,
        key: Key | None = None,
        *,
        is_given: bool = False,
    ) -> Cell:
        """A sum of lines. Of totals alone, those that are given may tell a row; others none besides."""
        return Cell(
            key=name,
            vectors=(self.vector(lines, quantity, source, key),),
            guards=frozenset() if is_given else self.guards,
            guessing=self._guessing(lines, quantity, source, tonnes, key),
        )

    def _guessing(
        self, lines: Sequence[InventoryLine], quantity: str, source: Source, tonnes: Decimal, key: Key | None
    ) -> tuple[Vector, ...] | None:
        """A sum of nothing tells of each of its rows that it is nothing, as none is negative."""
        if not any((line.section, line.row) in self.secrets for line in lines):
            return None
        if tonnes:
            return (self.vector(lines, quantity, source, key, zeros=True),)
        return tuple(self.vector([line], quantity, source, key, zeros=True) for line in lines)

    def _rows(self) -> Iterator[tuple[tuple[object, ...], Cell]]:
        sizes = self._sizes()
        last = self._last(sizes)
        for source in self.sources:
            if source.publication != Publication.FULL:
                continue
            for owner, line in source.lines.items():
                if owner in self.secrets:
                    continue
                rank = ROWS if owner in last else SPARE
                yield (rank, sizes[owner], owner, -source.version.number), self._row_cell(owner, line, source)

    def _row_cell(self, owner: Owner, line: InventoryLine, source: Source) -> Cell:
        told = [self.vector([line], quantity, source) for quantity in ("co2e", "co2")]
        told += [{(owner, each.gas): SCALE} for each in line.masses.all() if each.tonnes]
        return Cell((source.version.pk, owner), tuple(vector for vector in told if vector))

    def _sizes(self) -> dict[Owner, tuple[bool, Decimal]]:
        """Where a row stands among rows: those too small to hide much first, then the largest first."""
        return {owner: self._cover(owner[0], mass) for owner, mass in self._masses.items()}

    def _cover(self, section: str, mass: Decimal) -> tuple[bool, Decimal]:
        """What is too small to hide a confidential row of the section much comes before what is not."""
        return (False, mass) if mass < COVER * self._least[section] else (True, -mass)

    def _newest_masses(self) -> dict[Owner, Decimal]:
        found: dict[Owner, Decimal] = {}
        for source in self.sources:
            for owner, line in source.lines.items():
                found.setdefault(owner, abs(line.co2e if line.co2e is not None else line.co2 or Decimal(0)))
        return found

    def _least_secret(self, section: str) -> Decimal:
        """The mass of the smallest confidential row that has any."""
        held = (self._masses[each] for each in self.secrets if each[0] == section)
        return min((mass for mass in held if mass), default=Decimal(0))

    def _last(self, sizes: Mapping[Owner, tuple[bool, Decimal]]) -> set[Owner]:
        """Of rows that count in the very same sums, the one that is weighed last: as long as it is not shown,
        the others tell nothing, so that they need not be weighed."""
        alike: defaultdict[object, list[Owner]] = defaultdict(list)
        for owner in sizes.keys() - self.secrets:
            alike[self._places(owner)].append(owner)
        return {max(owners, key=lambda each: (sizes[each], each)) for owners in alike.values()}

    def _places(self, owner: Owner) -> object:
        held = []
        row = None
        for source in self.sources:
            if owner in source.lines:
                row = _row(source.version, owner)
                line = source.lines[owner]
                parts = [frozenset(self._parts(line, each, source, None)) for each in ("co2e", "co2")]
                held.append(
                    (
                        source.version.pk,
                        *parts,
                        frozenset(each.gas for each in line.masses.all() if each.tonnes),
                    )
                )
        is_summed = row is not None and any(
            owner[1] in each.sum_of or (each.code == owner[1] and each.sum_of)
            for each in self._section(owner[0])
        )
        if row is None or is_summed:
            return owner
        return owner[0], row.sector, row.scope, row.totals, tuple(held)

    def _section(self, section: str) -> tuple[frameworks.Row, ...]:
        return frameworks.rows(self.sources[0].version.report.framework, section)


def _row(version: ReportVersion, owner: Owner) -> frameworks.Row:
    return frameworks.row(version.report.framework, *owner)


def _is_own(key: Key, version: ReportVersion) -> bool:
    return not key.gwp_set and key.level == own_level(version, key.section)


def _rank(key: Key, version: ReportVersion) -> int:
    if key.gwp_set:
        return ROWS + 1
    is_own = _is_own(key, version)
    if key.gas:
        return 4 if is_own else 7
    places = bool(key.sector) + bool(key.scope)
    if places == 2:
        return 6 if is_own else 7
    if places == 0:
        return 0 if is_own else 3
    if not is_own:
        return 5
    return 1 if key.sector else 2


def _potential(gas: str, gwp_set: str) -> int:
    """What a tonne makes in CO2 equivalent, in whole thousandths; anything where it is not known."""
    if gas == gases.CO2:
        return SCALE
    return int(gases.table().get(gwp_set, {}).get(gas, Decimal(1)) * SCALE)


def _less(vector: Vector, other: Vector) -> Vector:
    found = {each: vector.get(each, 0) - other.get(each, 0) for each in {**vector, **other}}
    return {each: count for each, count in found.items() if count}
