"""A report of one framework shown in another: China's provincial guideline and the GPC.

Which rows answer to which stands in china_provincial.csv (gpc_ref). Rows that share one are shown together,
and their sum once: nothing is shared out by a guess, and nothing is counted twice. What cannot be carried
over is listed with the reason (shown_as.csv).
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from accounts.words import in_chinese
from inventories import frameworks, gases
from inventories.enums import Level, NotationKey, SectionCode
from inventories.frameworks import Row
from inventories.lines import LineDraft

GPC, PROVINCIAL = "gpc", "china_provincial"
OTHER = {GPC: PROVINCIAL, PROVINCIAL: GPC}
MEMO = "MEMO"
NOT_IN_THE_GUIDELINE = frozenset({"nf3"})
"""The guideline counts CO2, CH4, N2O, HFCs, PFCs and SF6."""
FILE = Path(frameworks.__file__).parent / "shown_as.csv"


class NotShownAs(LookupError):
    """There is no other framework that a report of this one can be shown in."""


@dataclass(frozen=True)
class Reason:
    """Why something is not carried over, or what a total rests on, with the source of that."""

    words_en: str
    words_zh: str
    source: str

    @property
    def words(self) -> str:
        return self.words_zh if in_chinese() else self.words_en


@dataclass(frozen=True)
class Group:
    """Rows of the other framework that stand for rows of this one, with their sum in tonnes.

    One row for one row is carried whole; several stand together, their parts unknown. Without a mass,
    `keys` says what stands in the rows instead. Of a group that holds a withheld row nothing is told.
    """

    rows: tuple[Row, ...]
    sources: tuple[Row, ...]
    co2e: Decimal | None
    co2: Decimal | None
    keys: tuple[str, ...]
    is_withheld: bool = False

    @property
    def is_one_to_one(self) -> bool:
        return len(self.rows) == len(self.sources) == 1

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(row.code for row in self.rows)


@dataclass(frozen=True)
class Lost:
    """A row, or a gas of it, without a place in the other framework; tonnes CO2 equivalent, or CO2 alone."""

    row: Row
    reason: Reason
    co2e: Decimal | None
    co2: Decimal | None = None
    key: str = ""


@dataclass(frozen=True)
class Shown:
    framework: frameworks.Framework
    groups: tuple[Group, ...]
    blank: tuple[Row, ...]
    """Rows of the other framework that nothing was carried into: not estimated, never zero."""
    lost: tuple[Lost, ...]
    total: Decimal | None
    """Tonnes CO2 equivalent of the other framework's total (of the GPC, the territorial one); None where a
    part of it is withheld, or nothing is known."""
    about_total: Reason

    @property
    def one_to_one(self) -> list[Group]:
        return [group for group in self.groups if group.is_one_to_one]

    @property
    def joined(self) -> list[Group]:
        return [group for group in self.groups if not group.is_one_to_one]


def shown(
    lines: Iterable[LineDraft], *, framework: str, gwp_set: str, withheld: Collection[str] = ()
) -> Shown:
    """The community's lines of `framework` as the other one has them. Raises NotShownAs.

    `withheld`: rows of which nothing may be told; their lines hold no mass.
    """
    if framework not in OTHER:
        raise NotShownAs(framework)
    other = frameworks.get(OTHER[framework])
    held = {line.row: line for line in lines}
    carried = _Carried(framework, gwp_set, held, frozenset(withheld))
    groups = tuple(carried.groups())
    filled = {code for group in groups for code in group.codes}
    rows = frameworks.rows(other.code, SectionCode.COMMUNITY)
    return Shown(
        framework=other,
        groups=groups,
        blank=tuple(row for row in rows if row.code not in filled),
        lost=tuple(carried.lost()),
        total=_total(groups, other),
        about_total=reason(framework, "IN_TOTAL"),
    )


def reason(framework: str, row: str) -> Reason:
    return _reasons()[framework, row]


@cache
def answers(framework: str) -> Mapping[str, tuple[str, ...]]:
    """By row of the framework the rows of the other one that stand for it; none where nothing does."""
    forth = {
        record["code"]: () if record["level"] == MEMO else tuple(record["gpc_ref"].split())
        for record in _read(Path(frameworks.__file__).parent / f"{PROVINCIAL}.csv")
    }
    if framework == PROVINCIAL:
        return forth
    back: dict[str, tuple[str, ...]] = {row.code: () for row in frameworks.rows(GPC, SectionCode.COMMUNITY)}
    for code, gpc in forth.items():
        for each in gpc:
            back[each] = (*back[each], code)
    return back


@dataclass(frozen=True)
class _Carried:
    """The lines on their way into the other framework."""

    framework: str
    gwp_set: str
    held: Mapping[str, LineDraft]
    withheld: frozenset[str]

    @property
    def rows(self) -> tuple[Row, ...]:
        return frameworks.rows(self.framework, SectionCode.COMMUNITY)

    def groups(self) -> Iterator[Group]:
        """In the order of the other framework."""
        order = {
            row.code: (at, row)
            for at, row in enumerate(frameworks.rows(OTHER[self.framework], SectionCode.COMMUNITY))
        }
        found = [self.group(sources, order) for sources in self.joined()]
        yield from sorted(found, key=lambda group: order[group.codes[0]][0])

    def joined(self) -> list[list[Row]]:
        """Rows that hold something, those together that could stand in one row of the other framework."""
        parts: list[tuple[set[str], list[Row]]] = []
        for row in self.rows:
            targets = set(answers(self.framework)[row.code])
            if not targets or not self.says_something(row):
                continue
            touching = [part for part in parts if part[0] & targets]
            parts = [part for part in parts if not part[0] & targets]
            parts.append(
                (
                    targets.union(*(part[0] for part in touching)),
                    [*(each for part in touching for each in part[1]), row],
                )
            )
        return [sorted(rows, key=self.rows.index) for _targets, rows in parts]

    def says_something(self, row: Row) -> bool:
        """A row that does not occur, or whose emissions stand in another, brings nothing into a sum."""
        line = self.held.get(row.code)
        return row.code in self.withheld or (
            line is not None and (line.has_mass or line.notation_key in (NotationKey.NE, NotationKey.C))
        )

    def group(self, sources: Sequence[Row], order: Mapping[str, tuple[int, Row]]) -> Group:
        codes = {code for row in sources for code in answers(self.framework)[row.code]}
        lines = [self.held[row.code] for row in sources if row.code in self.held]
        is_withheld = any(row.code in self.withheld for row in sources)
        co2e = [value for line in lines if (value := self.co2e(line)) is not None]
        co2 = [self.co2(line) for line in lines if line.has_mass]
        known = [each for each in co2 if each is not None]
        return Group(
            rows=tuple(order[code][1] for code in sorted(codes, key=lambda each: order[each][0])),
            sources=tuple(sources),
            co2e=sum(co2e, Decimal(0)) if co2e and not is_withheld else None,
            co2=sum(known, Decimal(0)) if known and len(known) == len(co2) and not is_withheld else None,
            keys=tuple(dict.fromkeys(line.notation_key for line in lines if line.notation_key)),
            is_withheld=is_withheld,
        )

    def co2e(self, line: LineDraft) -> Decimal | None:
        """What the row brings over: without the gases that the other framework does not count."""
        if line.co2e is None:
            return line.co2 if self.row_of(line).gases == "CO2" else None
        return line.co2e - self.left_behind(line)

    def left_behind(self, line: LineDraft) -> Decimal:
        if self.framework != GPC:
            return Decimal(0)
        masses = {gas: mass for gas, mass in line.masses.items() if gas in NOT_IN_THE_GUIDELINE}
        try:
            return gases.co2e(masses, self.gwp_set)
        except gases.NoPotential:
            return Decimal(0)

    def co2(self, line: LineDraft) -> Decimal | None:
        """Tonnes of carbon dioxide by itself, where the row knows it."""
        if self.framework == PROVINCIAL:
            return line.co2
        return line.masses.get(gases.CO2, Decimal(0)) if line.is_by_gas else None

    def row_of(self, line: LineDraft) -> Row:
        return frameworks.row(self.framework, SectionCode.COMMUNITY, line.row)

    def lost(self) -> Iterator[Lost]:
        for row in self.rows:
            line = self.held.get(row.code)
            if line is None or row.code in self.withheld:
                continue
            if not answers(self.framework)[row.code]:
                if line.has_mass or line.notation_key in (NotationKey.NE, NotationKey.C):
                    yield Lost(row, reason(self.framework, row.code), line.co2e, line.co2, line.notation_key)
                continue
            if left := self.left_behind(line):
                yield Lost(row, reason(GPC, "NF3"), left)
            if self.framework == GPC and line.co2e is not None and not line.is_by_gas:
                yield Lost(row, reason(GPC, "CO2E"), None)
            if line.has_mass and self.co2e(line) is None:
                yield Lost(row, reason(PROVINCIAL, "CO2"), None, line.co2)


def _total(groups: Sequence[Group], framework: frameworks.Framework) -> Decimal | None:
    level = frameworks.TERRITORIAL if framework.code == GPC else Level.NONE.value
    counted = [group for group in groups if any(row.in_total(level) for row in group.rows)]
    split = any(not all(row.in_total(level) for row in group.rows) for group in counted)
    masses = [group.co2e for group in counted if group.co2e is not None]
    if split or not masses or any(group.is_withheld for group in counted):
        return None
    return sum(masses, Decimal(0))


@cache
def _reasons() -> dict[tuple[str, str], Reason]:
    return {
        (record["framework"], row): Reason(record["words_en"], record["words_zh"], record["source"])
        for record in _read(FILE)
        for row in record["rows"].split()
    }


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
