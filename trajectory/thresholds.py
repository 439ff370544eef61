"""The numbers on which the rules turn, each with its unit and source."""

from dataclasses import dataclass
from decimal import Decimal

STALE_YEARS = 4
"""years; an inventory is due at least every 4 years (Covenant of Mayors, reporting guidelines)."""

PEAK_AGE_YEARS = 5
"""years since the peak before it is confirmed (C40 2018, criteria for peaked cities)."""

PEAK_FALL = Decimal("0.10")
"""fraction of the peak by which the latest figure lies below it to confirm it (C40 2018)."""

PEAK_DECLINE_YEARS = 3
"""years below the peak before a peak target counts as on track (Milepost's own; settable)."""

PEAK_EXCEEDANCE = Decimal("0.02")
"""fraction by which a later year must exceed every year up to the promised peak to miss it (Milepost's own;
settable)."""

PEAK_MINIMUM_FIGURES = 6
"""figures; the 5 years of C40's test need six annual figures."""

TREND_P = Decimal("0.10")
"""one-sided probability below which a Mann-Kendall test shows a fall (Milepost's own; settable)."""

TREND_MINIMUM_FIGURES = 5
"""figures; with fewer the normal approximation of the Mann-Kendall test is not used."""

STEADY_FIGURES = 3
"""figures whose mean must give the same verdict as the latest for it to be steady (2020 was not)."""

COMMON_SHARE = Decimal("0.95")
"""fraction of each total that common rows must make up for a comparison on them (Milepost's own)."""

BASE_CHANGE = Decimal("0.05")
"""fraction by which the base year's value must change to ask for a decision (Milepost's own; settable)."""

LIKELIHOOD_YEARS = 10
"""years ahead beyond which the record gives no ground for a probability (backtest, docs/method.md)."""

LIKELIHOOD_FIGURES = 3
"""figures; with fewer there is no ground for a probability."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The settable numbers of one assessment; units as with the constants of the same name."""

    stale_years: int = STALE_YEARS
    peak_age_years: int = PEAK_AGE_YEARS
    peak_fall: Decimal = PEAK_FALL
    peak_decline_years: int = PEAK_DECLINE_YEARS
    peak_exceedance: Decimal = PEAK_EXCEEDANCE
    peak_minimum_figures: int = PEAK_MINIMUM_FIGURES
    trend_p: Decimal = TREND_P
    trend_minimum_figures: int = TREND_MINIMUM_FIGURES
    steady_figures: int = STEADY_FIGURES
    common_share: Decimal = COMMON_SHARE
    base_change: Decimal = BASE_CHANGE
    likelihood_years: int = LIKELIHOOD_YEARS
    likelihood_figures: int = LIKELIHOOD_FIGURES


DEFAULT = Thresholds()
