"""The judge's sentences in the reader's language, with every value written out.

The end of a placeholder's name says how: _amount in the measure's unit, _tonnes, _percent, _year, _years,
_count, _list (codes of trajectory.FIELD_LABELS, or years).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

import trajectory
from accounts import numbers
from accounts.words import joined
from trajectory import Reason
from trajectory.sentences_reasons import PLAIN

NO_FIGURE = PLAIN[Reason.NO_INVENTORY]
"""The sentence about a measure of which nothing is known."""


def tell(sentence: Mapping[str, Any], unit: str) -> str:
    """One sentence of a record: {"id": English message, "params": {...}}; plain text, to be escaped."""
    values = {name: written(name, value, unit) for name, value in sentence.get("params", {}).items()}
    message = sentence["id"]
    return _(message) % values if values else _(message).replace("%%", "%")


def tell_all(sentences: Iterable[Mapping[str, Any]], unit: str) -> list[str]:
    return [tell(sentence, unit) for sentence in sentences]


def written(name: str, value: Any, unit: str) -> str:
    """A parameter as words; `unit` is the measure's, for amounts."""
    if name.endswith("_list"):
        return listed(value)
    if name.endswith("_amount"):
        return numbers.amount_in_words(Decimal(str(value)), unit)
    if name.endswith("_tonnes"):
        return numbers.mass_in_words(Decimal(str(value)))
    if name.endswith("_percent"):
        return f"{numbers.plain(Decimal(str(value)), 1)}%"
    if name.endswith("_years"):
        return years(int(value))
    return str(value)


def years(count: int) -> str:
    return ngettext("%(count)s year", "%(count)s years", count) % {"count": count}


def listed(values: Iterable[Any]) -> str:
    labels = [_(trajectory.FIELD_LABELS.get(str(value), str(value))) for value in values]
    return joined(labels)
