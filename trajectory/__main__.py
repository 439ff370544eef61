"""The judge on files: python -m trajectory TARGETS.csv FIGURES.csv --as-of 2026-12-31 (--help tells more)."""

import argparse
import csv
import io
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from trajectory import potentials
from trajectory.errors import TrajectoryError
from trajectory.inputs import Evidence, Potentials
from trajectory.judge import assess
from trajectory.outcome import Assessment
from trajectory.tables import answers, figures, targets
from trajectory.tables.rows import BadTables, Problem, calendar_day, decoded, unread
from trajectory.tables.targets import Named
from trajectory.vocabulary import Missing

BAD_INPUT = 2
POTENTIALS = Path(__file__).with_name("gwp100.csv")

Answer = tuple[Named, Assessment]


def main(arguments: Sequence[str] | None = None) -> int:
    """Judge two files and print the answer; 2 where they cannot be judged, after naming all that is wrong."""
    given = _parser().parse_args(arguments)
    try:
        found = _judged(given.targets, given.figures, given.gwp, given.as_of)
    except BadTables as error:
        print(error, file=sys.stderr)
        return BAD_INPUT
    text = _as_json(found, given.explain) if given.format == "json" else _as_csv(found, given.explain)
    sys.stdout.buffer.write(text.encode())
    sys.stdout.flush()
    return 0


def _judged(target_file: Path, figure_file: Path, gwp_file: Path, as_of: date) -> list[Answer]:
    """Every target with its answer. Raises BadTables with what is wrong in any of the files."""
    target_content, figure_content = _content(target_file), _content(figure_file)
    table = _potentials(gwp_file)
    _warn(target_file, target_content, targets.COLUMNS)
    _warn(figure_file, figure_content, [*figures.COLUMNS, *figures.gases_of(table)])
    problems: list[Problem] = []
    named, known = None, None
    try:
        named = targets.targets(target_file.name, target_content)
    except BadTables as error:
        problems += error.problems
    try:
        known = figures.evidence(figure_file.name, figure_content, named, table, until=as_of.year)
    except BadTables as error:
        problems += error.problems
    if named is None or known is None:
        raise BadTables(problems)
    return _assessed(target_file.name, zip(named, known, strict=True), as_of)


def _assessed(file: str, cases: Iterable[tuple[Named, Evidence]], as_of: date) -> list[Answer]:
    found, problems = [], []
    for named, evidence in cases:
        try:
            found.append((named, assess(figures.divided(named.target, evidence), evidence, as_of=as_of)))
        except TrajectoryError as error:
            problems.append(Problem(file, named.line, "", f"'{named.name}' cannot be judged: {error}"))
    if problems:
        raise BadTables(problems)
    return found


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadTables([Problem(str(path), 0, "", f"the file cannot be read: {error.strerror}")]) from None


def _potentials(path: Path) -> Potentials:
    try:
        return potentials.read(decoded(path.name, _content(path)).splitlines())
    except TrajectoryError as error:
        raise BadTables([Problem(path.name, 0, "", str(error))]) from None


def _warn(path: Path, content: bytes, known: Iterable[str]) -> None:
    """A column that nobody reads may be one whose name is misspelt."""
    for name in unread(path.name, content, known):
        print(f"{path.name}: the column '{name}' is not read; --help names those that are", file=sys.stderr)


def _as_csv(found: Iterable[Answer], explain: bool) -> str:
    text = io.StringIO()
    columns = [*answers.COLUMNS, answers.EXPLANATION] if explain else list(answers.COLUMNS)
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    for named, assessment in found:
        row = answers.row(named.name, assessment)
        if explain:
            row[answers.EXPLANATION] = answers.explanation(assessment, named.unit)
        writer.writerow(row)
    return text.getvalue()


def _as_json(found: Iterable[Answer], explain: bool) -> str:
    records = []
    for named, assessment in found:
        record = answers.record(named.name, named.unit, assessment)
        if explain:
            record[answers.EXPLANATION] = answers.explanation(assessment, named.unit)
        records.append(record)
    return json.dumps(records, ensure_ascii=False, indent=1) + "\n"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m trajectory",
        description="Judges climate targets by the figures known: on track or off track, met or missed, or "
        "what stands in the way of saying so.",
        epilog=_columns(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("targets", type=Path, metavar="TARGETS.csv", help="one row a target")
    parser.add_argument("figures", type=Path, metavar="FIGURES.csv", help="one row a value of one year")
    parser.add_argument(
        "--as-of", type=_day, required=True, metavar="YYYY-MM-DD", help="the day to judge as of"
    )
    parser.add_argument(
        "--format", choices=("csv", "json"), default="csv", help="csv, or json for the whole record of each"
    )
    parser.add_argument("--explain", action="store_true", help="say why, in English sentences")
    parser.add_argument(
        "--gwp",
        type=Path,
        default=POTENTIALS,
        metavar="FILE",
        help="global warming potentials: a CSV with a column gas and one a set (SAR, TAR, AR4, AR5, AR6)",
    )
    return parser


def _columns() -> str:
    """What the columns of the three tables hold."""
    tables: Sequence[tuple[str, Mapping[str, str]]] = (
        ("columns of TARGETS.csv", targets.COLUMNS),
        (
            "columns of FIGURES.csv, besides which co2, ch4, n2o, ... may hold masses in tonnes",
            figures.COLUMNS,
        ),
        ("columns of the answer", answers.COLUMNS),
    )
    return "\n\n".join(f"{title}:\n{_listed(columns)}" for title, columns in tables) + f"\n\n{NOTES}"


def _listed(columns: Mapping[str, str]) -> str:
    return "\n".join(f"  {name:<18}{meaning}" for name, meaning in columns.items())


NOTES = """Files are UTF-8 with commas; the first line names the columns, in any order. An empty cell is what
is not known; n/a, in a column on how figures were made, is what cannot apply. Where nothing is said of how
figures were made, those of one source (the file, if none is named) and edition are compared. Values of years
after --as-of are left out, except those of a scenario.

Exit status: 0, or 2 where files cannot be judged; what is wrong in them is then named by file, line and
column, all of it at once."""


def _day(text: str) -> date:
    found = calendar_day(text)
    if isinstance(found, Missing):
        raise argparse.ArgumentTypeError(f"'{text}' is not a date; write it like 2026-12-31")
    return found


if __name__ == "__main__":
    sys.exit(main())
