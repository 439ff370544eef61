"""Several sources of one row, as other tools list them, made one line with its activities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from inventories import gases
from inventories.activities import ActivityDraft
from inventories.enums import NotationKey, Quality
from inventories.importers.reading import LeftOut
from inventories.importers.records import cut, distinct, fitted
from inventories.lines import LineDraft
from inventories.models import ActivityData, InventoryLine

WORST_FIRST = (Quality.LOW.value, Quality.MEDIUM.value, Quality.HIGH.value)
KEYS_BY_WEIGHT = (NotationKey.C.value, NotationKey.NE.value, NotationKey.IE.value, NotationKey.NO.value)
"""Which key a row takes where its sources have several: what is confidential stays so, a gap stays a gap."""


@dataclass(frozen=True)
class Source:
    """One source of a row: tonnes, or a notation key.

    `masses` by gas hold a gas besides biogenic carbon dioxide only where they make up the whole of `co2e`.
    """

    row: str
    place: str
    co2e: Decimal | None = None
    masses: Mapping[str, Decimal] = field(default_factory=dict)
    key: str = ""
    explanation: str = ""
    included_in: str = ""
    method: str = ""
    source: str = ""
    quality: str = ""
    factor_source: str = ""
    factor_quality: str = ""
    activity: ActivityDraft | None = None

    @property
    def is_bare_zero(self) -> bool:
        """Whether it says 0 and nothing else."""
        words = (self.key, self.explanation, self.method, self.source, self.quality, self.factor_source)
        return self.co2e == 0 and self.activity is None and not any((*words, *self.masses.values()))

    @property
    def is_by_gas(self) -> bool:
        return any(gas != gases.BIOGENIC for gas in self.masses)


@dataclass(frozen=True)
class Gathered:
    """What sources make: lines and activities by row, where each row was read, what could not be kept."""

    lines: list[LineDraft]
    activities: dict[str, list[ActivityDraft]]
    places: dict[str, str]
    left_out: list[LeftOut]


def gather(sources: Iterable[Source]) -> Gathered:
    by_row: dict[str, list[Source]] = {}
    for source in sources:
        by_row.setdefault(source.row, []).append(source)
    made = Gathered([], {}, {}, [])
    for row, of_row in by_row.items():
        made.lines.append(line_of(row, of_row))
        made.places[row] = of_row[0].place
        made.left_out.extend(_told_apart(of_row))
        kept = [each.activity for each in of_row if each.activity is not None]
        if kept:
            made.activities[row] = kept
    return made


def line_of(row: str, sources: Sequence[Source]) -> LineDraft:
    """One line of all sources of a row: their sum by gas where each gives its gases, else in CO2e alone."""
    counted = [each for each in sources if each.co2e is not None]
    by_gas = bool(counted) and all(each.is_by_gas for each in counted)
    keys = {each.key for each in sources}
    key = next((each for each in KEYS_BY_WEIGHT if each in keys), "")
    if counted and key != NotationKey.C:
        key = ""
    keyed = [each for each in sources if each.key == key and key]
    words: dict[str, str] = {
        "source": distinct(each.source for each in sources),
        "method": distinct(each.method for each in sources),
        "factor_source": distinct(each.factor_source for each in sources),
    }
    longest = {name: length_of(InventoryLine, name) for name in words}
    return LineDraft(
        row=row,
        co2e=None
        if by_gas or not counted
        else sum((each.co2e or Decimal(0) for each in counted), Decimal(0)),
        notation_key=key,
        included_in=next((each.included_in for each in keyed if each.included_in), ""),
        explanation=distinct(
            [
                *(each.explanation for each in sources),
                *cut([(words[name], longest[name]) for name in words]),
            ],
            by="\n",
        ),
        quality=worst(each.quality for each in sources),
        factor_quality=worst(each.factor_quality for each in sources),
        masses=_summed(sources, by_gas=by_gas),
        source=fitted(words["source"], longest["source"]),
        method=fitted(words["method"], longest["method"]),
        factor_source=fitted(words["factor_source"], longest["factor_source"]),
    )


def worst(qualities: Iterable[str]) -> str:
    """The lowest data quality that is named."""
    found = set(qualities)
    return next((each for each in WORST_FIRST if each in found), "")


def activity(**values: object) -> ActivityDraft:
    """An activity whose texts fit their columns; what had to be cut stands whole in its description."""
    texts = {name: str(value) for name, value in values.items() if isinstance(value, str)}
    limits = {name: length_of(ActivityData, name) for name in texts}
    too_long = cut([(text, limits[name]) for name, text in texts.items() if limits[name]])
    short = {name: fitted(text, limits[name]) if limits[name] else text for name, text in texts.items()}
    short["description"] = distinct([texts.get("description", ""), *too_long], by="\n")
    return ActivityDraft(**{**values, **short})  # type: ignore[arg-type]


def length_of(model: type[ActivityData] | type[InventoryLine], name: str) -> int:
    """The most characters of a column; 0 where it takes any number."""
    return getattr(model._meta.get_field(name), "max_length", None) or 0


def _summed(sources: Sequence[Source], *, by_gas: bool) -> dict[str, Decimal]:
    total: dict[str, Decimal] = {}
    for source in sources:
        for gas, tonnes in source.masses.items():
            if by_gas or gas == gases.BIOGENIC:
                total[gas] = total.get(gas, Decimal(0)) + tonnes
    return total


def _told_apart(sources: Sequence[Source]) -> Iterable[LeftOut]:
    """Keys of single sources that the row as a whole cannot carry."""
    line = line_of(sources[0].row, sources)
    for each in sources:
        if each.key and each.key != line.notation_key:
            reason = (
                _("Another source of row %(row)s has a number: the row takes that.")
                if line.has_mass or line.is_by_gas
                else _("Another source of row %(row)s has the key %(key)s: the row takes that.")
            )
            yield LeftOut(each.place, each.key, reason % {"row": each.row, "key": line.notation_key})
