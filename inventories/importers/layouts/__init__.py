"""Kinds of files that can be read. The first that recognises a file reads it; 'matched' takes any table."""

from __future__ import annotations

from inventories.importers.book import Book
from inventories.importers.layouts import ciris, citycatalyst, ecrf, matched, milepost, rows, wide
from inventories.importers.reading import Layout, Reading, Wanted

ALL: tuple[Layout, ...] = (
    milepost.LAYOUT,
    ecrf.LAYOUT,
    ciris.LAYOUT,
    citycatalyst.LAYOUT,
    rows.LAYOUT,
    wide.LAYOUT,
    matched.LAYOUT,
)
"""In the order in which they are asked."""


def of(book: Book, code: str = "") -> Layout:
    """The layout of this code, or the first that recognises the file."""
    return next(each for each in ALL if each.code == code or (not code and each.recognises(book)))


def read(book: Book, wanted: Wanted, code: str = "") -> Reading:
    return of(book, code).read(book, wanted)
