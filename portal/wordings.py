"""The numbers of a record in words: what each is, and how it was worked out."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

PROMISE, FIGURE, WORKED_OUT = "promise", "figure", "worked_out"

LABELS: dict[str, tuple[Any, str, Any]] = {
    "base_year": (gettext_lazy("Base year"), PROMISE, ""),
    "base_value": (gettext_lazy("Value of the base year"), FIGURE, "base_year"),
    "target_year": (gettext_lazy("Last year that keeps the promise"), PROMISE, ""),
    "target_reduction_percent": (gettext_lazy("Reduction promised"), PROMISE, ""),
    "goal_value": (
        gettext_lazy("Goal"),
        WORKED_OUT,
        gettext_lazy("The base less the reduction promised, or the level promised"),
    ),
    "latest_year": (gettext_lazy("Year judged"), FIGURE, "latest_year"),
    "latest_value": (gettext_lazy("Value of the year judged"), FIGURE, "latest_year"),
    "path_value": (
        gettext_lazy("What the path allows that year"),
        WORKED_OUT,
        gettext_lazy("On the straight line between the declared points before and after that year"),
    ),
    "gap": (
        gettext_lazy("Above the path (below it where negative)"),
        WORKED_OUT,
        gettext_lazy("The figure less what the path allows"),
    ),
    "goal_gap": (
        gettext_lazy("Above the goal (below it where negative)"),
        WORKED_OUT,
        gettext_lazy("The figure less the goal"),
    ),
    "gap_summed": (
        gettext_lazy("Above the path, all years with figures together"),
        WORKED_OUT,
        gettext_lazy("The sum of such differences since the base year"),
    ),
    "gap_summed_count": (gettext_lazy("Years in that sum"), WORKED_OUT, ""),
    "straight_line_value": (
        gettext_lazy("What the straight line from base to goal gives"),
        WORKED_OUT,
        gettext_lazy("Hsu et al. 2020, doi 10.1038/s41558-020-0879-9"),
    ),
    "reduction_percent": (
        gettext_lazy("Reduction so far"),
        WORKED_OUT,
        gettext_lazy("Base less figure, of the base"),
    ),
    "required_reduction_percent": (
        gettext_lazy("Reduction that the path asks for by that year"),
        WORKED_OUT,
        gettext_lazy("Base less path, of the base"),
    ),
    "share_achieved_percent": (
        gettext_lazy("Share of the promise achieved"),
        WORKED_OUT,
        gettext_lazy("Base less figure, of base less goal"),
    ),
    "achieved_annual_rate_percent": (
        gettext_lazy("Fall a year so far, of the base"),
        WORKED_OUT,
        gettext_lazy("Reduction so far by the years since the base year"),
    ),
    "required_annual_rate_percent": (
        gettext_lazy("Fall a year still needed, of the base"),
        WORKED_OUT,
        gettext_lazy("Figure less goal, of the base, by the years left"),
    ),
    "pace_year": (
        gettext_lazy("Year in which the pace so far would reach the goal"),
        WORKED_OUT,
        gettext_lazy("What is left to the goal, by the change a year so far; the first full year"),
    ),
    "achieved_annual_value": (
        gettext_lazy("Change a year so far"),
        WORKED_OUT,
        gettext_lazy("Figure less start, by the years since"),
    ),
    "required_annual_value": (
        gettext_lazy("Change a year still needed"),
        WORKED_OUT,
        gettext_lazy("Goal less figure, by the years left"),
    ),
    "scenario_value": (
        gettext_lazy("What the declared baseline gives for that year"),
        PROMISE,
        gettext_lazy("Straight between the declared points of the baseline"),
    ),
    "below_scenario_percent": (
        gettext_lazy("Below the baseline of that year"),
        WORKED_OUT,
        gettext_lazy("Baseline less figure, of the baseline"),
    ),
    "required_below_scenario_percent": (
        gettext_lazy("How far below the baseline the path asks to be"),
        WORKED_OUT,
        gettext_lazy("Baseline less path, of the baseline"),
    ),
    "first_year": (gettext_lazy("First year in which it is due"), PROMISE, ""),
    "due_count": (gettext_lazy("Years on record in which it was due"), WORKED_OUT, ""),
    "kept_count": (
        gettext_lazy("Years in which it was kept"),
        WORKED_OUT,
        gettext_lazy("The figure is on the promised side of the level, or on it"),
    ),
    "projection_value": (
        gettext_lazy("Where the average course so far would lead by the target year"),
        WORKED_OUT,
        gettext_lazy("The fall a year so far, carried on; not a forecast"),
    ),
    "peak_year": (gettext_lazy("Year of the highest figure"), FIGURE, "peak_year"),
    "peak_value": (gettext_lazy("Highest figure"), FIGURE, "peak_year"),
    "years_since_peak": (
        gettext_lazy("Years from the peak to the latest figure"),
        WORKED_OUT,
        gettext_lazy("C40 2018 asks for 5 at least"),
    ),
    "percent_below_peak": (
        gettext_lazy("Latest figure below the peak"),
        WORKED_OUT,
        gettext_lazy("C40 2018 asks for 10% at least"),
    ),
    "mann_kendall_z": (
        gettext_lazy("Trend since the peak: Z of the Mann-Kendall test"),
        WORKED_OUT,
        gettext_lazy("Below zero where figures fall (Mann 1945, Kendall 1975)"),
    ),
    "figures_count": (gettext_lazy("Yearly figures"), WORKED_OUT, ""),
    "gross_value": (gettext_lazy("Gross emissions in the target year"), FIGURE, "target_year"),
    "removals_value": (gettext_lazy("Removals in the target year"), WORKED_OUT, ""),
    "credits_value": (gettext_lazy("Credits retired for the target year"), WORKED_OUT, ""),
    "residual_value": (gettext_lazy("What may remain, as declared"), PROMISE, ""),
    "net_value": (
        gettext_lazy("What remains"),
        WORKED_OUT,
        gettext_lazy("Gross emissions less removals and retired credits"),
    ),
}
"""By a number's name in a record: its words, its kind of source, and the rule or the year of its figure."""
