"""Measures, declarations, who stands behind them, and their statements word for word."""

from __future__ import annotations

import datetime

from accounts.models import Government, Network
from pledges.enums import Standing
from pledges.loading.rows import Tally, bring, touched
from pledges.loading.tables import Row, read, slug_of_key
from pledges.models import Declaration, Endorsement, Measure, Statement

FIRST, SECOND = "los-angeles-2015", "beijing-2016"
"""The two occasions of signing; the appendix with the statements belongs to the second."""

MEASURE = (
    "label_en", "label_zh", "quantity", "boundary", "sector", "unit", "is_mass", "rows", "source",
)  # fmt: skip
DECLARATION = (
    "label_en", "label_zh", "network_id", "date", "date_label_en", "date_label_zh", "place_en", "place_zh",
    "text_en", "text_zh", "source",
)  # fmt: skip
ENDORSEMENT = ("declared_name", "standing", "target_to_be_added", "note")


def load() -> list[Tally]:
    return [_measures(), _declarations(), _endorsements(), _statements()]


def _measures() -> Tally:
    by_people = touched(Measure)
    wanted = [
        Measure(
            code=row["code"],
            **{name: row[name] for name in MEASURE if name != "is_mass"},
            is_mass=row["is_mass"] == "yes",
        )
        for row in read("pledges", "measures")
    ]
    return bring(
        "measures", Measure, wanted, key=("code",), fields=MEASURE, keep=lambda found: found.pk in by_people
    )


def _declarations() -> Tally:
    networks = dict(Network.objects.values_list("slug", "pk"))
    by_people = touched(Declaration)
    return bring(
        "declarations",
        Declaration,
        [_declaration(row, networks) for row in read("pledges", "declarations")],
        key=("slug",),
        fields=DECLARATION,
        keep=lambda found: found.pk in by_people,
    )


def _declaration(row: Row, networks: dict[str, int]) -> Declaration:
    computed = ("network_id", "date", "text_en", "text_zh")
    return Declaration(
        slug=row["slug"],
        **{name: row[name] for name in DECLARATION if name not in computed},
        network_id=networks[row["network"]],
        date=first_day(row["date"]),
        text_en=_text(row, "en"),
        text_zh=_text(row, "zh"),
    )


def first_day(text: str) -> datetime.date:
    """'2015-09' is the first day it may have been; the label beside it says September."""
    return datetime.date.fromisoformat(text if len(text) == 10 else f"{text}-01")


def _text(row: Row, language: str) -> str:
    """The summary, then the four actions, a paragraph each."""
    return "\n\n".join([row[f"text_{language}"], *(row[f"action_{n}_{language}"] for n in range(1, 5))])


def _endorsements() -> Tally:
    """Which of the signatories of 2015 signed again is not known: the second declaration lists them only."""
    declarations = dict(Declaration.objects.values_list("slug", "pk"))
    governments = dict(Government.objects.values_list("slug", "pk"))
    by_people = touched(Endorsement)
    wanted = []
    for row in read("pledges", "signatories"):
        government_id = governments[slug_of_key()[row["name"]]]
        for slug, standing in _standings(row).items():
            wanted.append(
                Endorsement(
                    declaration_id=declarations[slug],
                    government_id=government_id,
                    declared_name=row["declared_name"],
                    standing=standing,
                    target_to_be_added=slug == SECOND and row["target_to_be_added"] == "yes",
                    note=row["note"],
                )
            )
    return bring(
        "endorsements",
        Endorsement,
        wanted,
        key=("declaration_id", "government_id"),
        fields=ENDORSEMENT,
        keep=lambda found: found.pk in by_people,
    )


def _standings(row: Row) -> dict[str, str]:
    if row["signed_2015"] == "yes":
        return {FIRST: Standing.ENDORSED, SECOND: Standing.LISTED}
    return {SECOND: Standing.ENDORSED}


def _statements() -> Tally:
    appendix = Declaration.objects.get(slug=SECOND)
    governments = dict(Government.objects.values_list("slug", "pk"))
    wanted = [
        Statement(
            declaration=appendix,
            government_id=governments[slug_of_key()[row["signatory"]]],
            order=int(row["order"]),
            text=row["statement"],
        )
        for row in read("pledges", "statements")
    ]
    return bring(
        "statements", Statement, wanted, key=("declaration_id", "government_id", "order"), fields=("text",)
    )
