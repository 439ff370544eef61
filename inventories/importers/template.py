"""The file to fill in: every row of a framework with its label, ready for a spreadsheet programme."""

from __future__ import annotations

import csv
import io

from django.utils import translation

from inventories import frameworks
from inventories.enums import SectionCode
from inventories.importers.columns import HEADERS

CHINESE = {
    "row": "行代码",
    "label": "名称",
    "year": "年份",
    "co2e": "二氧化碳当量（吨）",
    "co2": "二氧化碳（吨）",
    "co2_mass": "二氧化碳质量（吨）",
    "notation_key": "符号键",
    "included_in": "列于行",
    "explanation": "说明",
    "quality": "数据质量",
    "source": "数据来源",
    "method": "核算方法",
    "factor_quality": "排放因子质量",
    "factor_source": "排放因子来源",
}
"""The header in Chinese; each name is one that columns.HEADERS knows."""
GASES = ("co2", "ch4", "ch4_fossil", "n2o", "sf6", "nf3", "co2_biogenic")
"""The columns of gases in a template, in tonnes; a file may have those of other gases too, by their codes."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")
BYTE_ORDER_MARK = "\ufeff"


def template(
    framework: str, language: str, *, section: str = SectionCode.COMMUNITY, with_year: bool = False
) -> str:
    """CSV text of all rows, with a byte order mark, by which Excel knows UTF-8.

    `with_year` gives the file for several years: repeat the rows for each of them.
    """
    columns = _columns(framework, with_year)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    with translation.override(language):
        chinese = language.startswith("zh")
        writer.writerow([CHINESE.get(column, column) if chinese else column for column in columns])
        for row in frameworks.rows(framework, section):
            known = {"row": row.code, "label": _label(row)}
            writer.writerow([escaped(known.get(column, "")) for column in columns])
    return BYTE_ORDER_MARK + text.getvalue()


def escaped(cell: str) -> str:
    """With an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _columns(framework: str, with_year: bool) -> list[str]:
    masses = frameworks.get(framework).quantities
    left_out = {"co2e", "co2"} - set(masses) | {"co2_mass"} | (set() if with_year else {"year"})
    named = [column for column in HEADERS if column not in left_out]
    at = named.index("notation_key")
    return [*named[:at], *(gas for gas in GASES if gas not in named), *named[at:]]


def _label(row: frameworks.Row) -> str:
    parts = dict.fromkeys([row.sector_label, row.group_label, row.label])
    return " / ".join(parts)
