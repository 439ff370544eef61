"""A base year that changed, and a method that changed after it, ask for a decision."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.trajectory.cases import FULL_BASIS
from trajectory import Figure, FlagCode, Missing
from trajectory.base_changes import base_restated, method_changed

FIVE = Decimal("0.05")
NONE = Missing.NOT_STATED
BASE = Figure(2010, Decimal(105), FULL_BASIS)
LATEST = Figure(2020, Decimal(80), FULL_BASIS)


def earlier(*values, year=2010):
    return tuple(Figure(year, Decimal(value), FULL_BASIS) for value in values)


@pytest.mark.parametrize(
    ("value", "former", "percent"),
    [("105", "100", "5"), ("95", "100", "5"), ("150", "100", "50")],
    ids=["up by exactly five per cent", "down by exactly five per cent", "up by half"],
)
def test_a_base_that_changed_by_the_threshold_is_told(value, former, percent):
    (flag,) = base_restated(replace(BASE, value=Decimal(value)), earlier(former), NONE, FIVE)
    assert flag.code is FlagCode.BASE_RESTATED
    assert dict(flag.params) == {
        "base_year": 2010,
        "from_amount": Decimal(former),
        "to_amount": Decimal(value),
        "change_percent": Decimal(percent),
    }


@pytest.mark.parametrize("value", ["104.99", "100", "95.01"])
def test_a_smaller_change_is_not_told(value):
    assert base_restated(replace(BASE, value=Decimal(value)), earlier(100), Decimal(100), FIVE) == ()


def test_the_first_value_counts_however_small_the_steps():
    (flag,) = base_restated(BASE, earlier(100, 102, 104), NONE, FIVE)
    assert flag.params["from_amount"] == Decimal(100)
    assert base_restated(BASE, earlier(104, 50), NONE, FIVE) == ()


def test_a_first_value_that_was_a_slip_is_told():
    (flag,) = base_restated(BASE, earlier(1), NONE, FIVE)
    assert flag.params["change_percent"] == Decimal(10400)


def test_the_declared_value_counts_where_an_inventory_differs_from_it():
    (flag,) = base_restated(BASE, earlier(104), Decimal(100), FIVE)
    assert flag.params["from_amount"] == Decimal(100)
    (flag,) = base_restated(BASE, (), Decimal(100), FIVE)
    assert flag.params["from_amount"] == Decimal(100)


def test_values_of_other_years_or_of_nothing_are_no_base():
    assert base_restated(BASE, (*earlier(50, year=2011), *earlier(0, -5)), NONE, FIVE) == ()


def test_the_threshold_is_settable():
    assert base_restated(BASE, earlier(100), NONE, Decimal("0.1")) == ()


def test_the_value_as_reported_is_compared_not_the_restated_one():
    restated = replace(BASE, value=Decimal(150), reported=Decimal(101))
    assert base_restated(restated, earlier(100), NONE, FIVE) == ()


def test_methods_that_changed_after_the_base_are_told():
    (flag,) = method_changed(BASE, LATEST, (2020, 2015, 2010, 2021, 2015))
    assert flag.code is FlagCode.METHOD_CHANGED
    assert dict(flag.params) == {"base_year": 2010, "years_list": (2015, 2020)}


@pytest.mark.parametrize(
    ("method", "years"),
    [
        ("2015", (2018,)),
        ("2018", ()),
        (NONE, (2015, 2018)),
        ("revised", (2015, 2018)),
        ("late", (2015, 2018)),
        ("9" * 9, (2015, 2018)),
    ],
)
def test_a_base_restated_for_a_change_reflects_it_and_all_before(method, years):
    base = replace(BASE, basis=replace(FULL_BASIS, method=method))
    found = method_changed(base, LATEST, (2015, 2018))
    assert [flag.params["years_list"] for flag in found] == ([years] if years else [])


def test_nothing_that_changed_is_nothing_to_tell():
    assert method_changed(BASE, LATEST, ()) == ()
