"""Files that hold no table that can be read, known by their first bytes: each told by its name."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inventories.importers.problems import Unreadable

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLD_EXCEL = re.compile(rb"\t[\x00\x02\x04\x08](\x04|\x06|\x08|\x10)\x00")
"""The beginning of a file of Excel 2 to 4, and of 5 without its container."""
BEGINNINGS: tuple[tuple[bytes, object], ...] = (
    (b"%PDF", gettext_lazy("a PDF document")),
    (b"{\\rtf", gettext_lazy("a text document (RTF)")),
    (b"\x89PNG", gettext_lazy("a picture")),
    (b"\xff\xd8\xff", gettext_lazy("a picture")),
    (b"GIF8", gettext_lazy("a picture")),
    (b"II*\x00", gettext_lazy("a picture")),
    (b"MM\x00*", gettext_lazy("a picture")),
    (b"\x1f\x8b", gettext_lazy("a packed archive")),
    (b"7z\xbc\xaf", gettext_lazy("a packed archive")),
    (b"Rar!", gettext_lazy("a packed archive")),
    (b"BZh", gettext_lazy("a packed archive")),
    (b"\xfd7zXZ", gettext_lazy("a packed archive")),
    (b"PK\x05\x06", gettext_lazy("an empty archive")),
    (b"SQLite format 3", gettext_lazy("a database")),
)
MARKUP: tuple[tuple[re.Pattern[bytes], object], ...] = (
    (re.compile(rb"<(!doctype\s+html|html|table|head|body|meta)\b", re.I), gettext_lazy("a web page")),
    (re.compile(rb"<\?xml|<[a-z]+:?[a-z]*\s+xmlns", re.I), gettext_lazy("an XML document")),
)


def refuse(content: bytes) -> None:
    """Raise Unreadable where these bytes, which are no workbook, cannot be text with separators either."""
    if content.startswith(OLE[:4]):
        raise _of_container(content)
    if OLD_EXCEL.match(content):
        raise old_excel()
    head = content[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()
    for beginning, what in BEGINNINGS:
        if head.startswith(beginning):
            raise another(what)
    for pattern, what in MARKUP:
        if pattern.match(head):
            raise another(what)


def another(what: object) -> Unreadable:
    """A file of another kind."""
    return Unreadable(
        _("This is %(what)s, not a table.") % {"what": what},
        _("Open it in your spreadsheet programme and save it as .xlsx, or as CSV UTF-8."),
    )


def locked() -> Unreadable:
    return Unreadable(
        _("The file is protected with a password."),
        _("Open it, take the password off (in Excel: File, Info, Protect Workbook), and save it anew."),
    )


def old_excel() -> Unreadable:
    return Unreadable(
        _("This is a workbook of an old kind (.xls)."),
        _("Open it in your spreadsheet programme and save it as .xlsx."),
    )


def _of_container(content: bytes) -> Unreadable:
    """Microsoft's compound file: an encrypted workbook, an old one, or a document of another programme."""
    if _stream("EncryptedPackage") in content or _stream("EncryptionInfo") in content:
        return locked()
    if _stream("Workbook") in content or _stream("Book") in content:
        return old_excel()
    if _stream("WordDocument") in content:
        return another(_("a text document (Word)"))
    if len(content) < 1536:
        return Unreadable(
            _("The file is incomplete."), _("Copy or download it once more, and upload the whole file.")
        )
    return another(_("a file of another programme"))


def _stream(name: str) -> bytes:
    """The name of a stream as a compound file's directory writes it."""
    return name.encode("utf-16-le")
