"""The file of targets: one row a target."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from trajectory.course import COUNTED
from trajectory.errors import TrajectoryError
from trajectory.inputs import Milestone, Start, Target
from trajectory.tables.rows import BadTables, Problem, Row, read
from trajectory.vocabulary import Kind, Missing, Sense, YearQualifier

NOT_STATED = Missing.NOT_STATED

COLUMNS: dict[str, str] = {
    "target": "its name, no two the same (needed)",
    "kind": f"one of {', '.join(Kind)} (needed)",
    "path": "targets with the same word here are milestones of each other; reductions, of the same base year",
    "measure": "what is counted; figures may be given under this name for several targets",
    "base_year": "year from which a reduction counts",
    "base_value": "declared value of the base year, where no figure of that year is given",
    "keeps_base": "yes where the target stays with base_value although a figure of that year is given (no)",
    "target_year": "year as it is promised",
    "year_qualifier": f"how that year is meant: {', '.join(YearQualifier)} (by)",
    "tolerance_years": "years that 'around' allows, if confirmed",
    "reduction_percent": "promised reduction in per cent, from 0 to 100",
    "level": "promised level, in the unit of the figures; per cent for a share",
    "unit": "a label for the values of this target and its figures, which are all in this one unit",
    "sense": f"the side of the level on which the promise is kept: {', '.join(Sense)} (at_least of a share, "
    "a count or an increment, which is then named as assumed; any other level is at_most)",
    "start_year": "year from which the path to a level was declared to run",
    "start_level": "declared level of that year",
    "residual": "what carbon neutrality may leave, gross",
    "first_year": "first year in which a recurring share is due",
    "activity": "what an intensity's emissions are divided by (figures with the quantity 'activity')",
    "assumed": "columns whose values are inferred, separated by spaces",
}
"""What each column holds; in brackets what counts where nothing is written."""

STARTED = frozenset({Kind.FIXED_LEVEL, Kind.SHARE, Kind.COUNT, Kind.INCREMENT, Kind.MAINTAINED_SHARE})
"""Kinds for which a base year with a declared value is the start of a path."""

JOINED = frozenset({Kind.BASE_YEAR_REDUCTION, Kind.FIXED_LEVEL, Kind.CARBON_NEUTRAL})
"""Kinds that are milestones of one another; of any other, only those of one kind."""

Way = tuple[str, frozenset[Kind], int | Missing]
"""What targets with the same milestones share: path, kinds that are joined, base year."""


@dataclass(frozen=True, slots=True)
class Named:
    """A target as the file gives it."""

    name: str
    line: int
    path: str
    unit: str
    target: Target
    milestones: tuple[Milestone, ...] = ()


def targets(file: str, content: bytes) -> list[Named]:
    """The targets in the order of the file. Raises BadTables with all that is wrong in it."""
    rows = read(file, content, needed=("target", "kind"))
    if not rows:
        raise BadTables([Problem(file, 0, "", "the file names no target; write one on each line")])
    found = [_named(row) for row in rows]
    _name_twins(rows)
    problems = [problem for row in rows for problem in row.problems]
    if problems:
        raise BadTables(problems)
    return _with_milestones([each for each in found if isinstance(each, Named)])


def _named(row: Row) -> Named | Missing:
    name = row.text("target")
    if not name:
        row.note("target", "give the target a name")
    if not row.text("kind"):
        row.note("kind", f"say what kind of target it is: one of {', '.join(Kind)}")
    given = _given(row)
    if row.problems:
        return NOT_STATED
    try:
        return Named(name, row.line, row.text("path"), row.text("unit"), given())
    except TrajectoryError as error:
        row.note("", str(error))
        return NOT_STATED


def _given(row: Row) -> Callable[[], Target]:
    """How to make the target; every cell is read before, so that each is named that cannot be."""
    kind = row.member("kind", Kind, Kind.OTHER)
    base_year, base_value = row.year("base_year"), row.number("base_value")
    start_year, start_level = row.year("start_year"), row.number("start_level")
    if isinstance(start_year, Missing) != isinstance(start_level, Missing):
        row.note("start_level", "give both start_year and start_level, or neither")
    if kind in STARTED and isinstance(start_year, Missing):
        start_year, start_level = base_year, base_value
    year, percent, level = row.year("target_year"), row.number("reduction_percent"), row.number("level")
    qualifier = row.member("year_qualifier", YearQualifier, YearQualifier.BY)
    tolerance, first = row.years("tolerance_years"), row.year("first_year")
    keeps_base = row.says_yes("keeps_base")
    residual, sense = row.number("residual"), row.member("sense", Sense, _usual_sense(kind))
    return lambda: Target(
        kind=kind,
        measure=row.text("measure") or row.text("path") or row.text("target"),
        base_year=base_year,
        target_year=year,
        year_qualifier=qualifier,
        tolerance_years=tolerance,
        reduction_percent=percent,
        level=level,
        base_value=NOT_STATED if kind in STARTED else base_value,
        keeps_base=keeps_base,
        start=NOT_STATED
        if isinstance(start_year, Missing) or isinstance(start_level, Missing)
        else Start(start_year, start_level),
        residual=residual,
        activity=row.word("activity"),
        sense=sense,
        first_year=first,
        assumed=_assumed(row, kind),
    )


def _usual_sense(kind: Kind) -> Sense:
    """The side that is meant where none is said: a share or a count is promised to be reached."""
    return Sense.AT_LEAST if kind in COUNTED else Sense.AT_MOST


def _assumed(row: Row, kind: Kind) -> tuple[str, ...]:
    """The columns that are inferred, by the file or here."""
    inferred = ["sense"] if kind in COUNTED and row.is_open("sense") else []
    return tuple(dict.fromkeys([*row.text("assumed").split(), *inferred]))


def _name_twins(rows: Iterable[Row]) -> None:
    first: dict[str, int] = {}
    for row in rows:
        name = row.text("target")
        line = first.setdefault(name, row.line)
        if name and line != row.line:
            row.note("target", f"'{name}' is named on line {line} already; give each target its own name")


def _with_milestones(found: list[Named]) -> list[Named]:
    paths: defaultdict[str, list[Target]] = defaultdict(list)
    for each in found:
        if each.path:
            paths[each.path].append(each.target)
    ways: dict[Way, list[Milestone]] = {}
    return [_joined(each, paths[each.path], ways) if each.path else each for each in found]


def _joined(one: Named, targets: Iterable[Target], ways: dict[Way, list[Milestone]]) -> Named:
    """With the milestones before its own year; those of one path are worked out once for all its targets."""
    target, last = one.target, one.target.last_year
    if isinstance(last, Missing):
        return one
    kinds = JOINED if target.kind in JOINED else frozenset({target.kind})
    way = (one.path, kinds, target.base_year)
    if way not in ways:
        ways[way] = _outermost(
            point for each in targets if each.kind in kinds for point in _milestone(each, target.base_year)
        )
    return replace(one, milestones=tuple(each for each in ways[way] if each.year < last))


def _outermost(milestones: Iterable[Milestone]) -> list[Milestone]:
    """Of each year the smallest and the largest reduction, and level: one of them is the strictest, and only
    that counts."""
    by_year: defaultdict[tuple[int, bool], list[Milestone]] = defaultdict(list)
    for each in milestones:
        by_year[each.year, isinstance(each.level, Missing)].append(each)
    ends = [end(of_year, key=_size) for of_year in by_year.values() for end in (min, max)]
    return list(dict.fromkeys(ends))


def _size(milestone: Milestone) -> Decimal:
    """How large the reduction or the level is that it states."""
    is_level = isinstance(milestone.reduction_percent, Missing)
    return Decimal(milestone.level if is_level else milestone.reduction_percent)


def _milestone(target: Target, base_year: int | Missing) -> list[Milestone]:
    """The point that a target is on the way of one with this base year; none without a year and a number."""
    year, percent = target.last_year, target.reduction_percent
    if isinstance(year, Missing):
        return []
    if target.kind is not Kind.FIXED_LEVEL and not isinstance(percent, Missing):
        return [Milestone(year, reduction_percent=percent)] if target.base_year == base_year else []
    return [] if isinstance(target.level, Missing) else [Milestone(year, level=target.level)]
