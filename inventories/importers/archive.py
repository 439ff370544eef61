"""A workbook's archive, opened by its sizes first: what unfolds to too much is never unfolded."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from xml.parsers import expat

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inventories.importers import foreign
from inventories.importers.limits import MOST_MEMBERS, MOST_RATIO, MOST_UNFOLDED, SMALL
from inventories.importers.problems import Unreadable

BLOCK = 64 * 1024
ENCRYPTED = 0x1
WORKBOOK = "xl/workbook.xml"
OTHERS: tuple[tuple[str, object], ...] = (
    ("word/", gettext_lazy("a text document (Word)")),
    ("ppt/", gettext_lazy("a presentation")),
    ("xl/workbook.bin", gettext_lazy("a binary workbook (.xlsb)")),
    ("content.xml", gettext_lazy("an OpenDocument file")),
    ("Index/", gettext_lazy("a document of Numbers")),
    ("META-INF/MANIFEST.MF", gettext_lazy("a program")),
)
MACROS = ("xl/vbaProject.bin", "xl/macrosheets/")
LINKS = "xl/externalLinks/"

Broken = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError)
"""What zipfile raises for archives that are damaged or lie about themselves."""


class Archive:
    """The parts of an .xlsx file that may be read."""

    def __init__(self, content: bytes) -> None:
        """Raises Unreadable for anything that is not a workbook of a reasonable size without macros."""
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(content))
            members = self.zip.infolist()
        except Broken:
            raise truncated() from None
        self.names = {member.filename for member in members}
        if len(members) > MOST_MEMBERS:
            raise Unreadable(
                _("The workbook has more than %(count)d parts.") % {"count": MOST_MEMBERS},
                _("Copy the sheets with the figures, without pictures, into a new workbook."),
            )
        if any(member.flag_bits & ENCRYPTED for member in members):
            raise foreign.locked()
        self._refuse_others()
        for member in members:
            if member.file_size > SMALL and member.file_size > MOST_RATIO * max(member.compress_size, 1):
                raise bomb()
        if sum(member.file_size for member in members) > MOST_UNFOLDED:
            raise too_much()
        self.unfolded = 0

    def blocks(self, name: str) -> Iterator[bytes]:
        """The bytes of a part, block by block, as far as the limit. Raises Unreadable."""
        try:
            with self.zip.open(name) as part:
                while block := part.read(BLOCK):
                    self.unfolded += len(block)
                    if self.unfolded > MOST_UNFOLDED:
                        raise too_much()
                    yield block
        except KeyError:
            raise damaged(name) from None
        except Broken:
            raise damaged(name) from None

    def tree(self, name: str) -> ElementTree.Element:
        """A small part as a tree. Raises Unreadable."""
        try:
            return ElementTree.fromstring(b"".join(self.blocks(name)), forbid_dtd=True)
        except DefusedXmlException:
            raise entities(name) from None
        except (ElementTree.ParseError, expat.ExpatError, LookupError, ValueError):
            raise damaged(name) from None

    def _refuse_others(self) -> None:
        for beginning, what in OTHERS:
            if any(name.startswith(beginning) for name in self.names):
                raise foreign.another(what)
        if any(name.startswith(MACROS) for name in self.names):
            raise macros()
        if "[Content_Types].xml" not in self.names or not any(name.startswith("xl/") for name in self.names):
            raise Unreadable(
                _("This is an archive (.zip), not a workbook."),
                _("Unpack it, and upload the one file that holds the figures."),
            )

    @property
    def has_links(self) -> bool:
        return any(name.startswith(LINKS) for name in self.names)


def bomb() -> Unreadable:
    return Unreadable(
        _("The workbook unfolds to a hundred times its size and more, as harmful files do."),
        _("Copy the figures into a new workbook, and upload that."),
    )


def too_much() -> Unreadable:
    return Unreadable(
        _("The workbook holds more than %(most)s when unpacked.") % {"most": filesizeformat(MOST_UNFOLDED)},
        _("Keep only the sheets that hold the figures, without pictures and formatted blank rows."),
    )


def macros() -> Unreadable:
    return Unreadable(
        _("The workbook holds macros, which are not accepted."),
        _("Save it as .xlsx (Excel workbook without macros), and upload that."),
    )


def truncated() -> Unreadable:
    return Unreadable(
        _("The workbook is incomplete: its end is missing."),
        _("Copy or download it once more, and upload the whole file."),
    )


def entities(part: str) -> Unreadable:
    return Unreadable(
        _("The workbook defines entities (DTD), as no spreadsheet programme does."),
        _("Copy the figures into a new workbook, and upload that."),
        value=part[:40],
    )


def damaged(part: str) -> Unreadable:
    return Unreadable(
        _("A part of the workbook is damaged: %(part)s.") % {"part": part[:80]},
        _("Open it in your spreadsheet programme, let it repair the file, and save it anew as .xlsx."),
    )
