"""How likely a promise is to be kept: the word, the number, what it rests on, or why there is none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from django.utils.translation import gettext as _

import trajectory
from accounts import numbers
from pledges.enums import TargetKind
from portal import sentences
from portal.promises import Promise
from progress.enums import Verdict
from trajectory import sentences_likelihood
from trajectory.likelihood import NoLikelihood, Word

TOLD = frozenset(
    {
        *sentences_likelihood.OF_REDUCTION.values(),
        *sentences_likelihood.OF_PEAK.values(),
        sentences_likelihood.RESTS,
    }
)
"""The judge's sentences about it."""


@dataclass(frozen=True)
class Likelihood:
    """`rests` are pairs of words; `why_none` stands where there is no number."""

    word: str = ""
    percent: str = ""
    told: list[str] = field(default_factory=list)
    rests: list[tuple[str, str]] = field(default_factory=list)
    why_none: str = ""


def of(promise: Promise) -> Likelihood | None:
    """None where nothing is left to foresee, or the record does not speak of it."""
    found, verdict = promise.record.get("likelihood", {}), promise.assessment
    if promise.is_withheld or verdict is None or verdict.is_decided or not found:
        return None
    if "probability" not in found:
        why = _why_none(found["none"])
        return Likelihood(why_none=why) if why and verdict.verdict != Verdict.UNDETERMINED else None
    return Likelihood(
        word=_(trajectory.LIKELIHOOD_LABELS[Word(found["word"])]),
        percent=f"{_whole(100 * Decimal(found['probability']))}%",
        told=promise.told_of(TOLD),
        rests=list(_rests(found, is_peak=promise.judged.kind == TargetKind.PEAK)),
    )


def _whole(percent: Decimal) -> Decimal:
    """Rounded as in the judge's sentence."""
    return percent.quantize(Decimal(1), ROUND_HALF_EVEN)


def _why_none(why: str) -> str:
    thresholds = trajectory.DEFAULT
    words: dict[str, str] = {
        NoLikelihood.TOO_FAR_AHEAD: _(
            "The target year lies more than %(years)s after the latest figure. The record of such statements "
            "gives no ground for a number that far ahead."
        )
        % {"years": sentences.years(thresholds.likelihood_years)},
        NoLikelihood.TOO_FEW_FIGURES: _(
            "There are fewer than %(count)s figures that can be compared: too few for a number."
        )
        % {"count": thresholds.likelihood_figures},
        NoLikelihood.NO_RECORD: _(
            "Statements about promises of this kind have never been held against what came of them, so there "
            "is no ground for a number."
        ),
    }
    return words.get(why, "")


def _rests(found: Mapping[str, Any], *, is_peak: bool) -> Iterator[tuple[str, str]]:
    yield _("Figures"), str(found["figures_count"])
    yield _("Latest figure"), str(found["latest_year"])
    yield _("Years ahead"), sentences.years(found["years_ahead"])
    beside = _("Latest figure beside the highest") if is_peak else _("Latest figure beside the straight line")
    yield beside, _signed(found["gap_percent"])
    yield _("Own pace a year"), _signed(found["pace_percent"])
    yield _("Scatter of a change over one year"), numbers.percent(Decimal(found["scatter_percent"]))


def _signed(percent: str) -> str:
    """A change with its sign: +2.4%, −1.3%."""
    value = Decimal(percent)
    return f"{'+' if value > 0 else ''}{numbers.percent(value)}"
