"""How often the judge's likelihoods came true, from the backtest (docs/method.md)."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

FILE = Path(__file__).parent / "reference" / "likelihood_record.csv"


@dataclass(frozen=True)
class Tried:
    """Statements of one kind, so many years ahead; Brier scores: 0 is perfect, 0.25 a coin."""

    kind: str
    years_ahead: int
    statements: int
    came_true_percent: Decimal
    brier: Decimal
    brier_of_verdict: Decimal
    brier_of_base_rate: Decimal

    @property
    def label(self) -> str:
        years = ngettext("%(count)s year ahead", "%(count)s years ahead", self.years_ahead)
        words = years % {"count": self.years_ahead}
        return _("Peak, %(years)s") % {"years": words} if self.kind == "peak" else words


@cache
def tried() -> tuple[Tried, ...]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            Tried(
                kind=row["kind"],
                years_ahead=int(row["years_ahead"]),
                statements=int(row["statements"]),
                came_true_percent=Decimal(row["came_true_percent"]),
                brier=Decimal(row["brier"]),
                brier_of_verdict=Decimal(row["brier_of_verdict"]),
                brier_of_base_rate=Decimal(row["brier_of_base_rate"]),
            )
            for row in csv.DictReader(file)
        )
