"""What the judge is given to bring figures together that were made in different ways."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from progress import comparing
from trajectory import DEFAULT, Basis, Figure, Missing, Part
from trajectory.restating import bring_together


def figure(gwp_set: str, masses: Mapping[str, int], method: str = Missing.NOT_APPLICABLE) -> Figure:
    held = Part("I.1.1", Decimal(10), {gas: Decimal(mass) for gas, mass in masses.items()})
    return Figure(2020, Decimal(10), Basis(gwp_set=gwp_set, method=method), parts=(held,))


def test_the_potentials_are_those_of_the_sets_and_gases_that_occur() -> None:
    found = comparing.potentials_for([figure("AR4", {"co2": 1, "ch4": 2}), figure("AR5", {"n2o": 3})])

    assert found == {
        "AR4": {"co2": Decimal(1), "ch4": Decimal(25), "n2o": Decimal(298)},
        "AR5": {"co2": Decimal(1), "ch4": Decimal(28), "n2o": Decimal(265)},
    }


def test_without_masses_there_are_no_potentials() -> None:
    assert comparing.potentials_for([figure("AR4", {}), figure("AR5", {})]) == {}


def test_methods_changed_in_the_years_that_figures_reflect() -> None:
    made = [
        figure("AR5", {}),
        figure("AR5", {}, "2018"),
        figure("AR5", {}, "2015"),
        figure("AR5", {}, "2018"),
    ]

    assert comparing.method_changes(made) == (2015, 2018)


def test_beside_a_confidential_row_none_may_be_left_out_and_no_masses_count() -> None:
    open_row = Part("a", Decimal(60), {"co2": Decimal(60)})
    secret = Part("b", Decimal(40), {"co2": Decimal(40)}, is_confidential=True)

    assert comparing.guarded((open_row,)) == (open_row,)
    assert comparing.guarded((secret,)) == (secret,)
    assert comparing.guarded((open_row, secret)) == (
        Part("a", Decimal(60), is_confidential=True),
        Part("b", Decimal(40), is_confidential=True),
    )


def test_figures_with_a_confidential_row_are_not_compared_on_fewer_rows() -> None:
    basic = Basis("gpc", "basic", "city", "kyoto_7", "AR5", "location", Missing.NOT_APPLICABLE, "one")
    plus = replace(basic, level="basic_plus", rows="other")
    rows = (Part("a", Decimal(60)), Part("b", Decimal(39)), Part("c", Decimal(1)))
    secret = (*rows[:1], Part("b", Decimal(39), is_confidential=True), *rows[2:])
    base = Figure(2010, Decimal(99), basic, parts=rows[:2])

    def restated(held: tuple[Part, ...]) -> bool:
        latest = Figure(2020, Decimal(100), plus, parts=comparing.guarded(held))
        return bool(bring_together((base, latest), (base, latest), latest, {}, DEFAULT).flags)

    assert (restated(rows), restated(secret)) == (True, False)
