"""Why: plain sentences for a verdict, for what is open, and for each flag.

A sentence is an English message id with named placeholders and their raw values. The page translates it and
writes each value out in full, with its unit, by the end of its name: _amount in the measure's unit ("46.8
million t"), _percent ("26.3%"), _years ("9 years"), _year ("2020"), _count ("3"), _list (codes by
FIELD_LABELS, or years, joined).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from trajectory import sentences_flags, sentences_likelihood, sentences_reasons, sentences_verdicts
from trajectory.outcome import Assessment, Flag, Parameter

PLACEHOLDER = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A message id and the values for its placeholders."""

    id: str
    params: Mapping[str, Parameter]


def sentences(assessment: Assessment) -> tuple[Sentence, ...]:
    """Why the verdict, or what stands in its way and what would settle it; how likely it is to be met; one
    sentence a flag."""
    return tuple(_all(assessment))


def flag_sentence(flag: Flag) -> Sentence:
    """What one flag means."""
    return _sentence(sentences_flags.message(flag), flag.params)


def _all(assessment: Assessment) -> Iterator[Sentence]:
    for message, params in sentences_reasons.messages(assessment):
        yield _sentence(message, params)
    for message, params in sentences_verdicts.messages(assessment):
        yield _sentence(message, params)
    for message, params in sentences_likelihood.messages(assessment):
        yield _sentence(message, params)
    for flag in assessment.flags:
        yield flag_sentence(flag)


def _sentence(message: str, params: Mapping[str, Parameter]) -> Sentence:
    """The sentence with just the values that it names."""
    return Sentence(message, {name: params[name] for name in _placeholders(message)})


@cache
def _placeholders(message: str) -> tuple[str, ...]:
    return tuple(PLACEHOLDER.findall(message))
