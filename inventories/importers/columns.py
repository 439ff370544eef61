"""Names of columns in English and Chinese, as templates write them and as others' tables do."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from inventories import gases

HEADERS: dict[str, tuple[str, ...]] = {
    "row": ("row", "code", "行", "行号", "行代码", "代码"),
    "label": ("label", "name", "名称"),
    "year": ("year", "年", "年份", "年度"),
    "co2e": ("co2e", "t co2e", "tco2e", "tonnes co2e", "二氧化碳当量", "二氧化碳当量(吨)", "吨二氧化碳当量"),
    "co2": ("co2", "t co2", "tco2", "tonnes co2", "二氧化碳", "二氧化碳(吨)", "吨二氧化碳"),
    "co2_mass": ("co2_mass", "二氧化碳质量(吨)"),
    "notation_key": ("notation_key", "notation key", "key", "符号键", "符号"),
    "included_in": ("included_in", "included in", "included in row", "列于", "列入行", "列于行"),
    "explanation": ("explanation", "说明", "解释"),
    "quality": ("quality", "data quality", "activity data quality", "质量", "数据质量", "活动数据质量"),
    "source": ("source", "activity data source", "来源", "数据来源", "活动数据来源"),
    "method": ("method", "方法", "核算方法"),
    "factor_quality": ("factor_quality", "factor quality", "emission factor quality", "排放因子质量"),
    "factor_source": ("factor_source", "factor source", "emission factor source", "排放因子来源"),
}
"""The columns of the template; capitals, spaces at the ends and the index of CO₂ do not matter."""

OTHERS: dict[str, tuple[str, ...]] = {
    "row": ("gpc ref", "gpc ref no", "gpc reference", "gpc reference number", "gpc code", "ref", "reference"),
    "label": (
        *(
            "sector",
            "subsector",
            "sub-sector",
            "category",
            "activity",
            "emission source",
            "source of emissions",
        ),
        *(
            "emissions source",
            "description",
            "item",
            "部门",
            "领域",
            "行业",
            "类别",
            "排放源",
            "项目",
            "指标",
        ),
    ),
    "scope": ("scope", "ghg scope", "emission scope", "范围", "排放范围"),
    "place": (
        *(
            "city",
            "municipality",
            "government",
            "local government",
            "organization",
            "organisation",
            "account",
        ),
        *("organization name", "city name", "account name", "jurisdiction", "county", "state", "province"),
        *("place", "region", "prefecture", "district", "城市", "地区", "省份", "省", "市", "地市", "政府"),
    ),
    "country": ("country", "country/area", "国家"),
    "year": (
        *("inventory year", "reporting year", "calendar year", "fiscal year", "emissions year", "data year"),
        *(
            "accounting year",
            "period",
            "reporting period",
            "清单年份",
            "核算年度",
            "报告年度",
            "时间",
            "年月",
        ),
    ),
    "co2e": (
        *(
            "emissions",
            "total emissions",
            "ghg",
            "ghg emissions",
            "total",
            "value",
            "amount",
            "co2eq",
            "co2-eq",
        ),
        *("emissions co2e", "total co2e", "carbon dioxide equivalent", "greenhouse gas emissions"),
        *("排放量", "排放总量", "温室气体排放量", "合计", "总计", "数值", "温室气体"),
    ),
    "co2": ("co2 emissions", "carbon dioxide", "carbon dioxide emissions", "二氧化碳排放量", "碳排放量"),
    "unit": ("unit", "units", "emission units", "total emission units", "uom", "单位", "计量单位"),
    "notation_key": ("notation", "notation keys", "标识", "标记"),
    "explanation": ("comment", "comments", "note", "notes", "remark", "remarks", "备注", "注释"),
    "quality": ("dq", "quality of data"),
    "source": ("data source", "data sources", "source of data", "references", "资料来源", "出处"),
    "method": ("methodology", "calculation method", "tier", "计算方法", "方法学"),
    "population": ("population", "inhabitants", "residents", "人口", "常住人口", "总人口"),
}
"""How others name them: good for a guess, which a person confirms."""


def plain(name: str) -> str:
    """A name as it is compared: small letters, single spaces, no indices and no full width."""
    text = unicodedata.normalize("NFKC", name)
    return " ".join(text.replace("_", " ").strip().casefold().split())


def _by_name(*tables: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {plain(name): field for table in tables for field, names in table.items() for name in names}


EXACT = _by_name(HEADERS)
LIKELY = {**_by_name(OTHERS), **EXACT}
CO2_ALONE = re.compile(r"(?:二氧化碳|co2)(?!\s*-?\s*(?:当量|e))")
"""A unit of carbon dioxide, not of its equivalent: 万吨二氧化碳, kt CO2."""


@lru_cache(maxsize=4096)
def likely(name: str) -> str:
    """The field that a name makes likely, whatever it says of units in brackets; empty where none."""
    text = plain(name)
    bare = " ".join(re.sub(r"[(\[].*?[)\]]|[,/:].*$", " ", text).split())
    field = LIKELY.get(text) or LIKELY.get(bare, "")
    return "co2" if field == "co2e" and text not in LIKELY and CO2_ALONE.search(text) else field


def field_of(name: str) -> str:
    """The field that a column of the template has, a gas by its code; empty for other names."""
    return EXACT.get(plain(name)) or gases.code_of(name) or ""
