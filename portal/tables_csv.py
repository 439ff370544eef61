"""A network's governments as a table: one row for each promise, one for a government without any."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO
from typing import Any

from inventories import canonical
from pledges.models import TargetVersion
from portal.open_data import Address, Place, pages

COLUMNS = (
    "government",
    "name_en",
    "name_zh",
    "kind",
    "country",
    "target",
    "quote",
    "base_year",
    "target_year",
    "verdict",
    "reason",
    "last_known",
    "rests_on",
    "judged_by_year",
    "public_from",
    "latest_total_year",
    "latest_total_tonnes",
    "latest_total_measure",
    "latest_total_report",
    "page_en",
    "page_zh",
)
BYTE_ORDER_MARK = "\ufeff"
"""Spreadsheets read Chinese with it."""
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def of(found: Iterable[Place], address: Address) -> str:
    """The table, with its heading."""
    text = StringIO()
    text.write(BYTE_ORDER_MARK)
    writer = csv.DictWriter(text, COLUMNS, restval="")
    writer.writeheader()
    for place in found:
        about = _place(place, address)
        promises = [_promise(place, version, address) for version in place.promises]
        for promise in promises or [{}]:
            writer.writerow({name: plain(value) for name, value in (about | promise).items()})
    return text.getvalue()


def plain(value: Any) -> str:
    """Text that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(DANGEROUS) else text


def _place(place: Place, address: Address) -> dict[str, Any]:
    government, latest = place.government, place.latest
    page = pages("portal:government", address, government.slug)
    told = {
        "government": government.slug,
        "name_en": government.name_in("en"),
        "name_zh": government.name_in("zh-hans"),
        "kind": government.kind,
        "country": government.country,
        "page_en": page["en"],
        "page_zh": page["zh-hans"],
    }
    if latest is None or latest.tonnes is None:
        return told
    return told | {
        "latest_total_year": latest.year,
        "latest_total_tonnes": canonical.plain(latest.tonnes),
        "latest_total_measure": latest.measure.code,
        "latest_total_report": f"{latest.version.report.reference} v{latest.version.number}",
    }


def _promise(place: Place, version: TargetVersion, address: Address) -> dict[str, Any]:
    page = pages("portal:target", address, version.target.code)
    told = {
        "target": version.target.code,
        "quote": version.target.quote,
        "base_year": version.base_year,
        "target_year": version.target_year,
        "page_en": page["en"],
        "page_zh": page["zh-hans"],
    }
    found = place.verdicts.get(version.target_id)
    if found is None:
        return told
    return told | {
        "verdict": found.verdict,
        "reason": found.reason,
        "last_known": found.last_known,
        "rests_on": found.origin,
        "judged_by_year": found.latest_year,
        "public_from": found.public_from,
    }
