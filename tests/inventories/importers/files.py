"""Files as programmes and mischief make them, built anew for every test."""

import io
import zipfile

from openpyxl import Workbook

HEAD = b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
SHEET = "xl/worksheets/sheet1.xml"


def workbook(*rows, title="Rows", change=None):
    """An .xlsx file of these rows; `change` is given the workbook before it is saved."""
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    if change:
        change(book)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def rezipped(content, **parts):
    """The archive with parts in place of its own, or beside them; a slash is written as two underscores."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        named = {name.replace("__", "/"): data for name, data in parts.items()}
        for each in old.infolist():
            new.writestr(each.filename, named.pop(each.filename, None) or old.read(each))
        for name, data in named.items():
            new.writestr(name, data)
    return made.getvalue()


def with_sheet(xml, content=None):
    """A workbook whose first sheet is this XML."""
    return rezipped(content or workbook(["row"]), **{SHEET: xml})


def zipped(**parts):
    """An archive of these parts alone."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return made.getvalue()


def container(*streams):
    """The beginning of Microsoft's compound file with these streams in its directory."""
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(1600)
        + b"".join(each.encode("utf-16-le") for each in streams)
    )
