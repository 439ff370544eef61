"""What a roadmap rests on and what came out, as objects and as the JSON that a saved one keeps.

Every number is a string of a Decimal: tonnes to the gram, rates in per cent a year as they were declared.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import cached_property
from typing import Any

from accounts.words import Text, in_readers_language
from inventories.gases import GRAM
from plans.enums import Origin, Sector
from plans.forecast import EndUse, Forecast, Peak, Rates, Scenario, Year, levels, savings, together
from plans.reductions import Promise, Shared
from plans.sensitivity import Move, moves

Json = dict[str, Any]


@dataclass(frozen=True)
class Counted:
    """The actions that count: of which version of which plan, what they promise, what they are called."""

    plan: str
    number: int
    title: tuple[str, str] = ("", "")
    promises: Sequence[Promise] = ()
    shared: Sequence[Shared] = ()
    titles: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """By key the title in English and in Chinese; one may be empty."""

    def title_of(self, key: str) -> Text:
        en, zh = self.titles.get(key, (key, ""))
        return in_readers_language(en=en or zh, zh=zh)

    @property
    def name(self) -> Text:
        return in_readers_language(en=self.title[0] or self.title[1], zh=self.title[1])


@dataclass(frozen=True)
class Source:
    """The report that the base year comes from. `is_open`: everyone may read each row of it."""

    reference: str
    number: int
    is_open: bool


@dataclass(frozen=True)
class Inputs:
    scenario: Scenario
    counted: Counted | None = None
    source: Source | None = None

    @property
    def promises(self) -> Sequence[Promise]:
        return self.counted.promises if self.counted else ()

    @property
    def shared(self) -> Sequence[Shared]:
        return self.counted.shared if self.counted else ()

    @property
    def sectors(self) -> list[Sector]:
        """Those of the end uses, in the order of the protocol."""
        held = {each.sector for each in self.scenario.end_uses}
        return [sector for sector in Sector if sector in held]

    @property
    def base_origin(self) -> Origin | None:
        """Where the base year's total comes from; None where a part is reported and a part declared."""
        origins = {each.origin for each in self.scenario.end_uses}
        return Origin(origins.pop()) if len(origins) == 1 else None


@dataclass(frozen=True)
class Results:
    """What came out; how peaks move is worked out only where it is asked."""

    inputs: Inputs
    forecast: Forecast
    kept: Sequence[Move] | None = None

    @cached_property
    def moves(self) -> Sequence[Move]:
        if self.kept is not None:
            return self.kept
        by_year = {each.year: each.by_end_use for each in self.forecast.years}
        saved = {each.year: each.saved for each in self.forecast.years}
        return moves(self.inputs.scenario, by_year, saved, self.inputs.promises, self.inputs.shared)

    def of_sector(self, year: Year, sector: str) -> Decimal:
        held = [each.code for each in self.inputs.scenario.end_uses if each.sector == sector]
        return sum((year.by_end_use[code] for code in held), Decimal(0))


def compute(inputs: Inputs) -> Results:
    saved = savings(inputs.scenario, inputs.promises, inputs.shared)
    return Results(inputs, together(levels(inputs.scenario), saved))


# To JSON


def inputs_json(inputs: Inputs) -> Json:
    scenario = inputs.scenario
    return {
        "base_year": scenario.base_year,
        "last_year": scenario.last_year,
        **{name: _rates_json(getattr(scenario, name)) for name in ("population", "gdp", "grid")},
        "end_uses": [
            {
                "code": each.code,
                "name": each.name,
                "key": each.key,
                "sector": each.sector,
                "tonnes": _text(each.tonnes),
                "origin": each.origin,
                "driver": each.driver,
                "elasticity": _text(each.elasticity),
                "intensity": _rates_json(each.intensity),
                "electric": each.electric,
            }
            for each in scenario.end_uses
        ],
        "actions": _counted_json(inputs.counted) if inputs.counted else None,
        "report": vars(inputs.source).copy() if inputs.source else None,
    }


def _counted_json(counted: Counted) -> Json:
    return {
        "plan": counted.plan,
        "number": counted.number,
        "title": list(counted.title),
        "promises": [
            {
                "key": each.key,
                "title": list(counted.titles.get(each.key, ("", ""))),
                "starts": each.starts,
                "ends": each.ends,
                "sector": each.sector,
                "cancelled": each.cancelled,
                "tonnes": _rates_json(each.tonnes),
            }
            for each in counted.promises
        ],
        "shared": [
            {"first": each.first, "second": each.second, "tonnes": _text(each.tonnes)}
            for each in counted.shared
        ],
    }


def results_json(results: Results) -> Json:
    return {
        "years": [
            {
                "year": each.year,
                "by_end_use": {code: _grams(tonnes) for code, tonnes in each.by_end_use.items()},
                "saved": {key: _grams(tonnes) for key, tonnes in each.saved.items()},
            }
            for each in results.forecast.years
        ],
        "peak_without": _peak_json(results.forecast.peak_without),
        "peak_with_actions": _peak_json(results.forecast.peak_with_actions),
        "moves": [
            {
                "driver": each.driver,
                "points": _text(each.points),
                "left_out": each.left_out,
                "peak": _peak_json(each.peak),
            }
            for each in results.moves
        ],
    }


def _peak_json(peak: Peak) -> Json:
    return {"year": peak.year, "tonnes": _grams(peak.tonnes), "ahead": peak.ahead}


def _rates_json(rates: Rates) -> Json:
    return {str(year): _text(rates[year]) for year in sorted(rates)}


def _grams(tonnes: Decimal) -> str:
    with localcontext(prec=60):
        return _text(tonnes.quantize(GRAM, rounding=ROUND_HALF_UP))


def _text(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


# From JSON


def inputs_of(told: Json) -> Inputs:
    names = ("population", "gdp", "grid")
    end_uses = [
        EndUse(
            each["code"],
            each["sector"],
            Decimal(each["tonnes"]),
            each["driver"],
            Decimal(each["elasticity"]),
            _rates(each["intensity"]),
            each["electric"],
            each["origin"],
            each["name"],
            each["key"],
        )
        for each in told["end_uses"]
    ]
    rates = {name: _rates(told[name]) for name in names}
    scenario = Scenario(told["base_year"], told["last_year"], tuple(end_uses), **rates)
    source = Source(**told["report"]) if told["report"] else None
    return Inputs(scenario, _counted(told["actions"]) if told["actions"] else None, source)


def _counted(told: Json) -> Counted:
    promises = [
        Promise(
            each["key"],
            each["starts"],
            each["ends"],
            _rates(each["tonnes"]),
            sector=each["sector"],
            cancelled=each["cancelled"],
        )
        for each in told["promises"]
    ]
    shared = [Shared(each["first"], each["second"], Decimal(each["tonnes"])) for each in told["shared"]]
    titles = {each["key"]: (each["title"][0], each["title"][1]) for each in told["promises"]}
    return Counted(
        told["plan"], told["number"], (told["title"][0], told["title"][1]), promises, shared, titles
    )


def results_of(told: Json, inputs: Inputs) -> Results:
    years = [
        Year(each["year"], _numbers(each["by_end_use"]), _numbers(each["saved"])) for each in told["years"]
    ]
    kept = [
        Move(_peak(each["peak"]), each["driver"], Decimal(each["points"]), each["left_out"])
        for each in told["moves"]
    ]
    return Results(inputs, Forecast(tuple(years)), kept)


def _peak(told: Json) -> Peak:
    return Peak(told["year"], Decimal(told["tonnes"]), told["ahead"])


def _rates(told: Json) -> dict[int, Decimal]:
    return {int(year): Decimal(rate) for year, rate in told.items()}


def _numbers(told: Json) -> dict[str, Decimal]:
    return {key: Decimal(number) for key, number in told.items()}
