"""Pages of a printed report: A4, one typeface for both languages, repeated heads, page numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import pylopdf_fonts_zh_cn
from django.utils.translation import gettext as _
from fpdf import FPDF, FontFace
from fpdf.enums import TableBordersLayout

FONT = Path(pylopdf_fonts_zh_cn.__file__).parent / "NotoSansSC-Regular.otf"
INK, QUIET, LINE, GROUND = (29, 37, 48), (85, 96, 110), (216, 221, 227), (245, 247, 249)
BODY, SMALL, HEAD, TITLE = 9, 7.5, 13, 22
"""Sizes of type in points."""
MARGIN = 18
"""Millimetres."""
LEADING = 1.45
POINT = 0.3528
"""Millimetres in a point."""
INSTEAD = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
"""The typeface has no small figures below the line."""


class Page(FPDF):
    """A document whose pages name the report and are counted."""

    def __init__(self, *, title: str, language: str, running: str) -> None:
        super().__init__(format="A4")
        self.running = running
        self.set_margins(MARGIN, MARGIN, MARGIN)
        self.set_auto_page_break(True, margin=MARGIN + 4)
        self.add_font("Noto", fname=str(FONT))
        self.set_title(title)
        self.set_lang("zh-Hans" if language.startswith("zh") else "en")
        self.set_creator("Milepost")
        self.type(BODY)
        self.set_draw_color(*LINE)
        self.add_page()

    def type(self, size: float, ink: tuple[int, int, int] = INK) -> None:
        self.set_font("Noto", size=size)
        self.set_text_color(*ink)

    def header(self) -> None:
        if self.page_no() > 1:
            self.type(SMALL, QUIET)
            self.cell(0, 5, printable(self.running), new_x="LMARGIN", new_y="NEXT")
            self.ln(3)
            self.type(BODY)

    def footer(self) -> None:
        self.set_y(-MARGIN + 4)
        self.type(SMALL, QUIET)
        words = _("Page %(number)d of %(count)s") % {"number": self.page_no(), "count": "{nb}"}
        self.cell(0, 5, printable(words), align="R")

    def headline(self, words: str) -> None:
        """A heading, on the next page where too little room is left, and an entry of the outline."""
        if self.get_y() > self.h - 55:
            self.add_page()
        self.ln(5)
        self.start_section(printable(words))
        self.type(HEAD)
        self.multi_cell(0, HEAD * POINT * LEADING, printable(words), new_x="LMARGIN", new_y="NEXT")
        self.ln(1)
        self.type(BODY)

    def words(self, text: str, size: float = BODY, ink: tuple[int, int, int] = INK) -> None:
        self.type(size, ink)
        self.multi_cell(0, size * POINT * LEADING, printable(text), new_x="LMARGIN", new_y="NEXT", align="L")
        self.type(BODY)

    def facts(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Names with what they are, those without left out."""
        rows = [(name, value) for name, value in pairs if value]
        if rows:
            self.grid(["", ""], rows, widths=(1, 3), has_head=False)

    def grid(
        self,
        heads: Sequence[str],
        rows: Iterable[Sequence[str]],
        *,
        widths: Sequence[float],
        numbers: Iterable[int] = (),
        has_head: bool = True,
    ) -> None:
        """A table; `numbers` are the columns set to the right. Its head stands again on every page."""
        right = set(numbers)
        self.type(SMALL)
        with self.table(
            col_widths=tuple(widths),
            text_align=tuple("RIGHT" if at in right else "LEFT" for at in range(len(heads))),
            borders_layout=TableBordersLayout.HORIZONTAL_LINES,
            line_height=SMALL * POINT * LEADING,
            padding=0.9,
            first_row_as_headings=has_head,
            headings_style=FontFace(fill_color=GROUND, color=QUIET, emphasis=None),
        ) as made:
            if has_head:
                made.row([printable(each) for each in heads])
            for row in rows:
                made.row([printable(each) for each in row])
        self.type(BODY)
        self.ln(2)

    def bytes(self) -> bytes:
        return bytes(self.output())


def printable(text: str) -> str:
    """Text in characters that the typeface has; what it lacks stands as a question mark."""
    known = _characters()
    return "".join(each if ord(each) in known or each == "\n" else "?" for each in text.translate(INSTEAD))


@cache
def _characters() -> frozenset[int]:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # comes with fpdf2

    with TTFont(FONT) as font:
        return frozenset(font.getBestCmap())
