"""How long the pages of plans take, and how many queries, with two thousand actions.

One plan of 200 actions and 18 plans of 100, all of one government and serving its one target.
"""

from __future__ import annotations

import datetime
from decimal import Decimal

from bench.installation import installation, spread
from bench.pages import TIMES, measure

LARGE, SMALL, PLANS = 200, 100, 18
YEARS = {2005: 10_000_000, 2015: 9_500_000, 2023: 9_000_000}


def main() -> None:
    with installation() as name:
        for label, count in (("1 plan of 3 actions", (3,)), (_words(), (LARGE, *[SMALL] * PLANS))):
            paths = made(label, count)
            print(f"{name}; {label}; {TIMES} requests each, after one to warm up\n")
            print(f"{'page':<44} {'queries':>8} {'median':>9} {'9 in 10':>9}")
            for page, path in paths:
                queries, seconds = measure(path)
                middle, most = (1000 * each for each in spread(seconds))
                print(f"{page:<44} {queries:>8} {middle:>6.0f} ms {most:>6.0f} ms")
            print()


def _words() -> str:
    return f"{1 + PLANS} plans, {LARGE + PLANS * SMALL} actions"


def made(label: str, counts: tuple[int, ...]) -> list[tuple[str, str]]:
    """A government with plans of so many actions, and the pages to be measured."""
    from django.urls import reverse

    from plans.actions import reviewing, writing
    from tests import make
    from tests.plans import examples
    from tests.portal import assessments

    place = make.government(f"place-of-{len(counts)}", network=make.network())
    goal = make.target(place, base_year=2005, target_year=2035, reduction_percent=40)
    for year, tonnes in YEARS.items():
        make.accepted(place, year, lines=[make.line("T.1", tonnes)])
    assessments.assess(place, as_of=datetime.date(2026, 11, 22))
    by, codes = make.contributor(place), []
    for count in counts:
        version = writing.begin(government=place, values=examples.VALUES, by=by, now=make.NOW)
        for number in range(count):
            writing.put(version, _action(number))
        overlaps = [(f"a{n}", f"a{n + 1}", Decimal(20), "") for n in range(0, count - 1, 2)]
        writing.save_overlaps(
            version=version, revision=version.revision, overlaps=overlaps, by=by, now=make.NOW
        )
        version.targets.set([goal.target])
        reviewing.submit(version=version, by=by, now=make.NOW)
        reviewing.accept(version=version, by=make.user(), now=make.NOW)
        codes.append(version.plan.code)
    return [
        (f"plan of {counts[0]} actions", reverse("portal:plan", args=[codes[0]])),
        ("its gap, action by action", reverse("portal:plan-gap", args=[codes[0], goal.target.code])),
        ("profile of the government", reverse("portal:government", args=[place.slug])),
        ("promise that they serve", reverse("portal:target", args=[goal.target.code])),
    ]


def _action(number: int):  # type: ignore[no-untyped-def]  # a draft of the plans' room, which needs Django set up
    from tests.plans import examples

    return examples.action(
        f"a{number}",
        sector="II" if number % 2 else "I",
        cost=Decimal(100_000 + 7_001 * number % 900_000),
        currency="CNY" if number % 3 else "USD",
        reductions={2022: Decimal(300), 2024 + number % 5: Decimal(500 + 97 * number % 3_000)},
        milestones=[{"text_en": "Half", "due": datetime.date(2025, 6, 30)}],
        fundings=[{"source": "own", "amount": Decimal(50_000)}],
        co_benefits=[{"kind": "nox", "amount": Decimal("0.5")}, {"kind": "jobs", "amount": Decimal(2)}],
    )


if __name__ == "__main__":
    main()
