"""What a switch to another method would change, as whoever decides on it reads it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from django.db.models import Count, Field, QuerySet
from django.utils.text import capfirst
from django.utils.translation import ngettext

from accounts import numbers
from progress.models import Method, Trial, TrialChange
from progress.trials import SETTINGS

SAID = ("verdict_before", "reason_before", "verdict_after", "reason_after")
HEADER = ("place", "name", "target", "promise", *SAID)
OPENS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Setting:
    """One number of a method beside that of the method in force, in words."""

    label: str
    held: str
    proposed: str

    @property
    def differs(self) -> bool:
        return self.held != self.proposed


@dataclass(frozen=True, slots=True)
class Tally:
    """How many verdicts would change alike; `change` is one such change, of no target."""

    change: TrialChange
    count: int


def settings(method: Method, held: Method | None) -> list[Setting]:
    """The settings of a method beside those in force; where none is, beside nothing."""
    return [
        Setting(
            label_of(name),
            written(name, getattr(held, name)) if held else "",
            written(name, getattr(method, name)),
        )
        for name in SETTINGS
    ]


def label_of(name: str) -> str:
    """What a setting is called."""
    field = cast("Field[Any, Any]", Method._meta.get_field(name))
    return capfirst(str(field.verbose_name))


def written(name: str, value: int | Decimal) -> str:
    """A setting with its unit: years, per cent, or a bare probability."""
    if name == "peak_decline_years":
        return ngettext("%(count)s year", "%(count)s years", int(value)) % {"count": value}
    if name == "trend_p":
        return numbers.plain(Decimal(value), 4)
    return f"{numbers.plain(100 * Decimal(value), 2)}%"


def changes(trial: Trial) -> QuerySet[TrialChange]:
    """What would be said otherwise, place by place."""
    rows = trial.changes.select_related("target__government").prefetch_related("target__government__names")
    return rows.order_by("target__government__slug", "target__code")


def tallies(trial: Trial) -> list[Tally]:
    """How many verdicts would go from one to another, the most frequent first."""
    rows = trial.changes.order_by().values(*SAID).annotate(count=Count("pk")).order_by("-count", *SAID)
    return [Tally(TrialChange(**{name: row[name] for name in SAID}), row["count"]) for row in rows]


def as_csv(trial: Trial) -> str:
    """The changes as a table to be opened elsewhere; verdicts and reasons by their codes."""
    found = io.StringIO(newline="")
    table = csv.writer(found)
    table.writerow(HEADER)
    table.writerows(_rows(trial))
    return "\N{ZERO WIDTH NO-BREAK SPACE}" + found.getvalue()


def _rows(trial: Trial) -> Iterator[tuple[str, ...]]:
    for each in changes(trial):
        yield (
            each.target.government.slug,
            _text(str(each.target.government)),
            each.target.code,
            _text(each.target.quote),
            each.verdict_before,
            each.reason_before,
            each.verdict_after,
            each.reason_after,
        )


def _text(words: str) -> str:
    """Words that no spreadsheet takes for a formula."""
    return f"'{words}" if words.startswith(OPENS_A_FORMULA) else words
