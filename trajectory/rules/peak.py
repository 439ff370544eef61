"""Rule 4: emissions peak by a year. The peak is the latest year of the maximum; a confirmed peak lies at
least 5 years back with the latest figure at least 10 per cent below it (C40 2018, the criteria for cities
that have peaked)."""

from decimal import Decimal

from trajectory.case import Case
from trajectory.exact import to_decimal
from trajectory.figures import Figure
from trajectory.outcome import Finding, Flag, Parameter
from trajectory.reckoning import Numbers
from trajectory.series import Series
from trajectory.thresholds import Thresholds
from trajectory.trend import Trend, mann_kendall
from trajectory.vocabulary import FlagCode, Missing, Reason, Verdict


def judge(case: Case) -> Finding:
    """Judge a case whose gates are open."""
    peak, latest, year = case.series.peak, case.series.latest, case.last_year
    if (
        isinstance(peak, Missing)
        or isinstance(latest, Missing)
        or isinstance(year, Missing)
        or peak.value <= 0
    ):
        return Finding(Verdict.UNDETERMINED, Reason.MANUAL_REVIEW, numbers=numbers_of(case))
    numbers, flags = numbers_of(case), _flags(case, peak, latest)
    confirmed = any(flag.code is FlagCode.PEAK_CONFIRMED for flag in flags)
    if peak.year > year:
        if _exceeds(peak, year, case):
            return Finding(Verdict.MISSED, numbers=numbers)
        return Finding(Verdict.UNDETERMINED, Reason.NOT_YET_PEAKED, numbers=numbers)
    if latest.year >= year and confirmed:
        return Finding(Verdict.MET, flags=flags, numbers=numbers)
    if latest.year - peak.year >= case.thresholds.peak_decline_years:
        return Finding(Verdict.ON_TRACK, flags=flags, numbers=numbers)
    return Finding(Verdict.UNDETERMINED, Reason.NOT_YET_PEAKED, numbers=numbers)


def unjudged(case: Case) -> Finding:
    """What can be shown of a case that a gate stops; C40's test is told even across a gap."""
    peak, latest = case.series.peak, case.series.latest
    flags: tuple[Flag, ...] = ()
    if isinstance(peak, Missing) or isinstance(latest, Missing):
        return Finding(Verdict.UNDETERMINED, numbers=numbers_of(case))
    if peak.value > 0 and case.comparison.agrees:
        found = _flags(case, peak, latest)
        flags = tuple(each for each in found if each.code is FlagCode.PEAK_CONFIRMED)
    return Finding(Verdict.UNDETERMINED, flags=flags, numbers=numbers_of(case))


def numbers_of(case: Case) -> Numbers:
    """The peak, how long ago it was, how far the latest figure lies below, and the trend since."""
    peak, latest, year = case.series.peak, case.series.latest, case.last_year
    found: Numbers = {} if isinstance(year, Missing) else {"target_year": year}
    if isinstance(peak, Missing) or isinstance(latest, Missing):
        return found
    found |= {"latest_year": latest.year, "latest_value": latest.exact}
    found |= {"peak_year": peak.year, "peak_value": peak.exact, "years_since_peak": latest.year - peak.year}
    if peak.value > 0:
        found["percent_below_peak"] = 100 * (1 - latest.exact / peak.exact)
    trend = _trend(case.series, peak, case.thresholds)
    if not isinstance(trend, Missing):
        found["mann_kendall_z"] = trend.z
    return found | {"figures_count": len(case.series.figures)}


def _exceeds(peak: Figure, year: int, case: Case) -> bool:
    """Whether the late peak exceeds every year up to the promised one by more than the threshold."""
    until = [each.exact for each in case.series.figures if each.year <= year]
    return bool(until) and peak.exact > (1 + case.thresholds.peak_exceedance) * max(until)


def _flags(case: Case, peak: Figure, latest: Figure) -> tuple[Flag, ...]:
    years = latest.year - peak.year
    lacking = []
    if years < case.thresholds.peak_age_years:
        lacking.append("years")
    if latest.exact > (1 - case.thresholds.peak_fall) * peak.exact:
        lacking.append("fall")
    params: dict[str, Parameter] = {
        "peak_year": peak.year,
        "since_peak_years": years,
        "below_peak_percent": to_decimal(100 * (1 - latest.exact / peak.exact)),
    }
    flags = [
        Flag(FlagCode.PEAK_UNCONFIRMED, {**params, "lacking_list": tuple(lacking)})
        if lacking
        else Flag(FlagCode.PEAK_CONFIRMED, params)
    ]
    trend = _trend(case.series, peak, case.thresholds)
    if not isinstance(trend, Missing) and not trend.falls(Decimal(case.thresholds.trend_p)):
        flags.append(Flag(FlagCode.WEAK_DECLINE, {"peak_year": peak.year}))
    return tuple(flags)


def _trend(series: Series, peak: Figure, thresholds: Thresholds) -> Trend | Missing:
    """The trend from the peak on; Missing where there are too few figures for the test."""
    since = [each.exact for each in series.figures if each.year >= peak.year]
    return mann_kendall(since) if len(since) >= thresholds.trend_minimum_figures else Missing.NOT_STATED
