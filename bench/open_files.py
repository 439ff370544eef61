"""Processor time and memory of opening files, good and bad, each in a process of its own.

Beside them, openpyxl or the csv module merely reading the same file.

    python -m bench.open_files
"""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("DATABASE_URL", "")
os.environ.setdefault("CELERY_BROKER_URL", "memory://")
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

MB = 1024 * 1024
ROW = b'<row r="%d"><c r="A%d" s="0"/><c r="B%d" t="s"><v>0</v></c><c r="C%d" s="0"/></row>'
SHEET_HEAD = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    b"<row><c><v>1</v></c></row>"
)


def report() -> bytes:
    """The 54 rows of the GPC, filled."""
    from inventories import frameworks

    known = frameworks.rows("gpc", "community")
    rows = [[row.code, row.label_en, at * 1234.5678, "Utility bills"] for at, row in enumerate(known)]
    return workbook([["row", "label", "co2e", "source"], *rows])


def large() -> bytes:
    cells = range(60)
    return workbook([[f"text {at} {k}" if k % 6 == 0 else at * 1.1 + k for k in cells] for at in range(4999)])


def blank() -> bytes:
    rows = b"".join(ROW % ((at,) * 4) for at in range(2, 100_002))
    return with_sheet(SHEET_HEAD + rows + b"</sheetData></worksheet>")


def bomb() -> bytes:
    row = b"<row><c><v>1</v></c><c><v>22</v></c></row>"
    return with_sheet(SHEET_HEAD + row * (50 * MB // len(row)) + b"</sheetData></worksheet>")


def nearly() -> bytes:
    """As much as may be unfolded, of cells that do not count, packed as sheets are."""
    rows = b"".join(ROW % ((at,) * 4) for at in range(2, 520_000))
    return with_sheet(SHEET_HEAD + rows + b"</sheetData></worksheet>")


def texts() -> bytes:
    """A million shared texts, none of them used."""
    shared = b"".join(b"<si><t>%d \xe6\xb8\xa9\xe5\xae\xa4</t></si>" % at for at in range(1_000_000))
    return with_sheet(SHEET_HEAD + b"</sheetData></worksheet>", b"<sst>" + shared + b"</sst>")


def lines() -> bytes:
    return b"\n" * (8 * MB - 1) + b"1"


def wide_characters() -> bytes:
    return ("row,co2e\n" + "\U0001f30d" * 30_000 + ",1\n" * 2_000_000).encode()[: 8 * MB]


def quoted() -> bytes:
    return b'row,co2e\n"' + b"x" * (8 * MB - 20)


def workbook(rows: list[list[object]]) -> bytes:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Rows")
    for row in rows:
        sheet.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def with_sheet(xml: bytes, shared: bytes = b"<sst><si><t></t></si></sst>") -> bytes:
    made = io.BytesIO()
    base = workbook([["x"]])
    with zipfile.ZipFile(io.BytesIO(base)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        changed = {"xl/worksheets/sheet1.xml": xml, "xl/sharedStrings.xml": shared}
        for name in {*old.namelist(), *changed}:
            new.writestr(name, changed.get(name) or old.read(name))
    return made.getvalue()


CASES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "report": ("54 rows of the GPC, workbook", report),
    "large": ("300,000 cells, workbook", large),
    "blank": ("100,000 blank rows with formats", blank),
    "bomb": ("a bomb of 50 MB", bomb),
    "nearly": ("half a million blank rows", nearly),
    "texts": ("a million shared texts", texts),
    "lines": ("8 MB of blank lines, CSV", lines),
    "wide": ("8 MB with characters beyond the plane", wide_characters),
    "quoted": ("8 MB within one quotation, CSV", quoted),
}


def main() -> None:
    print(f"{'':<42}{'KB':>7}{'ours s':>9}{'MB':>6}{'alone s':>9}{'MB':>6}  outcome")
    with tempfile.TemporaryDirectory() as folder:
        for code, (name, make) in CASES.items():
            path = Path(folder, code)
            path.write_bytes(make())
            ours, alone = (told(path, how) for how in ("ours", "alone"))
            print(
                f"{name:<42}{path.stat().st_size / 1024:>7.0f}{ours['seconds']:>9.3f}{ours['mb']:>6.0f}"
                f"{alone['seconds']:>9.3f}{alone['mb']:>6.0f}  {ours['outcome']}"
            )


def told(path: Path, how: str) -> dict[str, float | str]:
    command = [sys.executable, "-m", "bench.open_files", how, str(path)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    last = run.stdout.strip().splitlines()[-1:] or ["{}"]
    return {"seconds": 0, "mb": 0, "outcome": "failed", **json.loads(last[0])}


def once(how: str, path: Path) -> None:
    """Open the file, and say how long it took and how far the memory of this process rose above its start."""
    import django
    import openpyxl

    from inventories.importers.book import open_book
    from inventories.importers.problems import Unreadable

    django.setup()
    before = highest()
    content = path.read_bytes()
    begun = time.process_time()
    outcome = "read"
    if how == "ours":
        try:
            open_book(io.BytesIO(content), name=path.name)
        except Unreadable as error:
            outcome = error.problem.message
    elif content.startswith(b"PK"):
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        for sheet in book.worksheets:
            list(sheet.iter_rows(values_only=True))
    else:
        csv.field_size_limit(10 * MB)
        list(csv.reader(io.StringIO(content.decode(errors="replace"))))
    seconds = time.process_time() - begun
    mb = highest() - before
    print(json.dumps({"seconds": seconds, "mb": mb, "outcome": outcome}))


def highest() -> float:
    """The most memory of this process so far, in MB; getrusage would include the one that began it."""
    said = Path("/proc/self/status").read_text(encoding="ascii")
    return float(said.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    if len(sys.argv) == 3:
        once(sys.argv[1], Path(sys.argv[2]))
    else:
        main()
