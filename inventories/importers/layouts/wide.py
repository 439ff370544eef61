"""Wide tables: a line for each place and year with references of rows as columns, or years as columns."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from inventories.importers.book import Book
from inventories.importers.layouts import references, series
from inventories.importers.reading import Layout, Reading, Wanted

CODE = "wide"


def recognises(book: Book) -> bool:
    return references.recognises(book) or series.recognises(book)


def read(book: Book, wanted: Wanted) -> Reading:
    if references.recognises(book):
        return references.read(book, wanted, CODE)
    return series.read(book, wanted, CODE)


LAYOUT = Layout(CODE, gettext_noop("Wide table"), recognises, read)
