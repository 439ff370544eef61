"""What a verdict asks of its signatory: whether the target follows a restated base year, or whether the base
year will be restated by a changed method."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from accounts import numbers
from accounts.words import joined
from pledges.actions.asking import ask
from pledges.enums import QuestionCode
from pledges.models import TargetVersion
from trajectory import Flag, FlagCode

Values = dict[str, Any]
Words = Callable[[TargetVersion, Values], str]

CODES = {
    FlagCode.BASE_RESTATED: QuestionCode.BASE_CHANGED,
    FlagCode.METHOD_CHANGED: QuestionCode.METHOD_CHANGED,
}
"""The flags that ask for a decision, and the question that asks for it."""


def of_flags(version: TargetVersion, flags: Iterable[Flag], now: datetime) -> None:
    """Ask what the flags of an answer call for; each once for its cause."""
    for flag in flags:
        if flag.code in CODES:
            words = WORDS[flag.code]
            ask(
                target=version.target,
                code=CODES[flag.code],
                now=now,
                note=_in("en", words, version, flag),
                note_zh=_in("zh-hans", words, version, flag),
                cause=" ".join(str(value) for value in flag.params.values())[:120],
                amount=flag.params.get("from_amount"),  # type: ignore[arg-type]
            )


def _in(language: str, words: Words, version: TargetVersion, flag: Flag) -> str:
    with translation.override(language):
        return words(version, dict(flag.params))


def _of_base(version: TargetVersion, found: Values) -> str:
    unit = version.measure.unit if version.measure else version.unit
    return _(
        "The value of the base year %(year)s changed from %(before)s to %(after)s, by %(percent)s. A target "
        "in per cent follows the restated value unless you decide otherwise."
    ) % {
        "year": found["base_year"],
        "before": numbers.amount_in_words(found["from_amount"], unit),
        "after": numbers.amount_in_words(found["to_amount"], unit),
        "percent": numbers.percent(found["change_percent"]),
    }


def _of_method(version: TargetVersion, found: Values) -> str:
    return _(
        "A method changed in %(years)s, and the base year %(year)s was never restated. Part of the "
        "change since then may be the method's."
    ) % {"years": joined([str(year) for year in found["years_list"]]), "year": found["base_year"]}


WORDS: dict[FlagCode, Words] = {
    FlagCode.BASE_RESTATED: _of_base,
    FlagCode.METHOD_CHANGED: _of_method,
}
