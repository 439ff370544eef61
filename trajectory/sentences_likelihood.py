"""How likely the target is to be met, with what that rests on."""

from collections.abc import Iterator
from decimal import ROUND_HALF_EVEN, Decimal

from trajectory.likelihood import Likelihood, Word
from trajectory.messages import N_
from trajectory.outcome import Assessment, Parameter
from trajectory.vocabulary import Kind

Message = tuple[str, dict[str, Parameter]]

OF_REDUCTION: dict[Word, str] = {
    Word.LIKELY: N_(
        "Given how these figures have moved, the target is likely to be met (%(probability_percent)s)."
    ),
    Word.ABOUT_EVEN: N_(
        "Given how these figures have moved, it is about even whether the target will be met "
        "(%(probability_percent)s)."
    ),
    Word.UNLIKELY: N_(
        "Given how these figures have moved, the target is unlikely to be met (%(probability_percent)s)."
    ),
}

OF_PEAK: dict[Word, str] = {
    Word.LIKELY: N_(
        "Given how these figures have moved, it is likely that none of the next %(ahead_years)s exceeds the "
        "highest figure so far (%(probability_percent)s)."
    ),
    Word.ABOUT_EVEN: N_(
        "Given how these figures have moved, it is about even whether one of the next %(ahead_years)s "
        "exceeds the highest figure so far (%(probability_percent)s that none does)."
    ),
    Word.UNLIKELY: N_(
        "Given how these figures have moved, it is unlikely that the highest figure so far stays the highest "
        "for the next %(ahead_years)s (%(probability_percent)s)."
    ),
}

RESTS = N_(
    "This rests on %(figures_count)s figures up to %(latest_year)s; the method page shows how often such "
    "statements came true."
)


def messages(assessment: Assessment) -> Iterator[Message]:
    """Two messages where there is a likelihood, else none."""
    found = assessment.likelihood
    if not isinstance(found, Likelihood):
        return
    words = OF_PEAK if assessment.kind is Kind.PEAK else OF_REDUCTION
    percent = (100 * found.probability).quantize(Decimal(1), ROUND_HALF_EVEN)
    yield words[found.word], {"probability_percent": percent, "ahead_years": found.years_ahead}
    yield RESTS, {"figures_count": found.figures_count, "latest_year": found.latest_year}
