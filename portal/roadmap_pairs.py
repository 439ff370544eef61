"""Two roadmaps side by side: what differs in what they rest on and where they lead."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts import numbers
from plans.forecast import EndUse
from plans.forms.roadmap import DRIVERS
from portal import axes
from portal.roadmap_charts import OTHER, UNIT, WITH, Chart, Line, chart
from portal.roadmaps import Shown, peak_words, rates


@dataclass
class Compared:
    """Two roadmaps side by side."""

    first: Shown
    second: Shown

    @property
    def both(self) -> tuple[Shown, Shown]:
        return self.first, self.second

    @cached_property
    def chart(self) -> Chart:
        lines = []
        for kind, name, each in ((WITH, "A", self.first), (OTHER, "B", self.second)):
            points = [(year.year, year.with_actions) for year in each.results.forecast.years]
            lines.append(Line(kind, name, points, each.peaks[1]))
        return chart([*self.first.years, *self.second.years], [], lines)

    @property
    def chart_unit(self) -> str:
        return axes.unit_words(max(each.peaks[1].tonnes for each in self.both), UNIT)

    @property
    def finding(self) -> str:
        one, other = (each.peaks[1] for each in self.both)
        return _("A peaks in %(a)s, B in %(b)s") % {"a": peak_words(one), "b": peak_words(other)}

    @property
    def tables(self) -> list[tuple[str, list[tuple[str, str, str, bool]]]]:
        return [
            (_("Peaks and what moves them"), self.rows),
            (_("End uses: base year, driver and elasticity, energy intensity"), self.end_uses),
        ]

    @property
    def rows(self) -> list[tuple[str, str, str, bool]]:
        """What of the two stands side by side, and whether it differs."""
        pairs = zip(_lines(self.first), _lines(self.second), strict=True)
        return [(label, one, other, one != other) for (label, one), (_label, other) in pairs]

    @property
    def end_uses(self) -> list[tuple[str, str, str, bool]]:
        """By name, those of the first before those that only the second has."""
        one, other = ({each.name: _use(each) for each in s.inputs.scenario.end_uses} for s in self.both)
        return [
            (name, one.get(name, "–"), other.get(name, "–"), one.get(name) != other.get(name))
            for name in dict.fromkeys([*one, *other])
        ]


def _lines(shown: Shown) -> list[tuple[str, str]]:
    scenario, (without, with_actions) = shown.inputs.scenario, shown.peaks
    last = shown.results.forecast.years[-1]
    counted = shown.inputs.counted
    plan = (
        _("%(title)s, version %(number)d") % {"title": counted.name, "number": counted.number}
        if counted
        else "–"
    )
    return [
        (_("Peak without actions"), peak_words(without)),
        (_("Peak with actions"), peak_words(with_actions)),
        (_("In the last year, with actions"), f"{last.year}, {numbers.mass(last.with_actions)}"),
        (_("Base year"), str(scenario.base_year)),
        (_("Emissions in the base year"), numbers.mass(shown.results.forecast.years[0].without)),
        *shown.drivers,
        (_("Plan whose actions count"), plan),
        (pgettext("of a plan", "Actions"), str(len(shown.inputs.promises))),
        (_("Version of the method"), shown.roadmap.method if shown.roadmap else ""),
    ]


def _use(use: EndUse) -> str:
    told = [numbers.mass(use.tonnes), f"{dict(DRIVERS)[use.driver]} × {numbers.grouped(use.elasticity)}"]
    return "; ".join([*told, rates(use.intensity)])
