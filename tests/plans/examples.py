"""Plans for tests: Saint Paul's, with three actions that overlap."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from accounts.models import Government
from plans.actions import reviewing, roadmaps, writing
from plans.actions.writing import ActionDraft
from plans.forecast import EndUse, Scenario
from plans.models import PlanVersion, Roadmap
from plans.roadmaps import Inputs
from tests import make

DAY = datetime.date

VALUES: dict[str, Any] = {
    "title_en": "Climate Action and Resilience Plan",
    "first_year": 2020,
    "last_year": 2030,
    "adopted_on": DAY(2019, 12, 18),
    "adopted_by": "City Council",
    "link": "https://example.org/plan.pdf",
}


def action(key: str = "buses", **values: Any) -> ActionDraft:
    hanging = {
        name: values.pop(name)
        for name in ("milestones", "reductions", "fundings", "co_benefits", "indicators")
        if name in values
    }
    whole: dict[str, Any] = {
        "title_en": f"Action {key}",
        "sector": "II",
        "starts_on": DAY(2020, 1, 1),
        "ends_on": DAY(2028, 12, 31),
        **values,
    }
    return ActionDraft(key, whole, **hanging)


BUSES = action(
    "buses",
    title_en="Electric buses",
    cost=Decimal(9_000_000),
    currency="USD",
    reductions={2022: Decimal(20_000), 2026: Decimal(60_000)},
    milestones=[{"text_en": "First 40 buses", "due": DAY(2024, 6, 30), "done_on": DAY(2024, 5, 2)}],
    fundings=[{"source": "grant", "amount": Decimal(5_000_000)}],
    co_benefits=[{"kind": "nox", "amount": Decimal("12.5")}],
)
HEAT = action(
    "heat",
    title_en="Heat from sewage",
    sector="I",
    starts_on=DAY(2023, 1, 1),
    ends_on=DAY(2030, 12, 31),
    cost=Decimal(25_000_000),
    currency="USD",
    reductions={2025: Decimal(100_000)},
)
SOLAR = action(
    "solar",
    title_en="Solar on schools",
    sector="I",
    starts_on=DAY(2022, 1, 1),
    ends_on=DAY(2030, 12, 31),
    reductions={2024: Decimal(40_000)},
    milestones=[{"text_en": "Ten schools", "due": DAY(2025, 12, 31)}],
)


def draft(place: Government | None = None, *actions: ActionDraft, **values: Any) -> PlanVersion:
    """A draft with actions (the three above where none are given) and one target of 2030."""
    place = place or make.government()
    by = make.contributor(place)
    version = writing.begin(government=place, values={**VALUES, **values}, by=by, now=make.NOW)
    for each in actions or (BUSES, HEAT, SOLAR):
        writing.put(version, each)
    goal = make.target(place, base_year=2005, target_year=2030, reduction_percent=20)
    version.targets.set([goal.target])
    return version


def submitted(*args: Any, **values: Any) -> PlanVersion:
    version = draft(*args, **values)
    reviewing.submit(version=version, by=make.certifier(version.government), now=make.NOW)
    return version


def accepted(*args: Any, **values: Any) -> PlanVersion:
    version = submitted(*args, **values)
    reviewing.accept(version=version, by=make.user(), now=make.NOW)
    return version


INDUSTRY = EndUse(
    "e1",
    "I",
    Decimal(30_000_000),
    "gdp",
    Decimal("0.5"),
    {2021: Decimal(-2), 2024: Decimal(-4)},
    name="Industry",
)
BUILDINGS = EndUse("e2", "I", Decimal(20_000_000), "population", electric=True, name="Buildings")
CHANGSHA = Scenario(
    2020,
    2030,
    (INDUSTRY, BUILDINGS),
    population={2021: Decimal("1.5"), 2026: Decimal("0.5")},
    gdp={2021: Decimal(8), 2024: Decimal(6)},
    grid={2021: Decimal(-1), 2025: Decimal(-3)},
)
"""A peak by 2025, as in test_forecast: 52,053,804 t in 2023."""


def roadmap(
    place: Government | None = None, title: str = "All as declared", inputs: Inputs | None = None
) -> Roadmap:
    place = place or make.government()
    return roadmaps.save(
        government=place,
        title=title,
        inputs=inputs or Inputs(CHANGSHA),
        version=None,
        by=make.contributor(place),
        now=make.NOW,
    )
