"""The table of global warming potentials."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

import trajectory
from trajectory import TrajectoryError, potentials

TABLE = Path(trajectory.__file__).with_name("gwp100.csv")


def table():
    with TABLE.open(encoding="utf-8") as lines:
        return potentials.read(lines)


@pytest.mark.parametrize(
    ("name", "gas", "potential"),
    [
        ("SAR", "ch4", "21"),
        ("AR4", "ch4", "25"),
        ("AR4", "n2o", "298"),
        ("AR5", "ch4", "28"),
        ("AR5", "ch4_fossil", "30"),
        ("AR5", "n2o", "265"),
        ("AR6", "ch4", "27"),
        ("AR6", "ch4_fossil", "29.8"),
        ("AR6", "sf6", "25200"),
        ("TAR", "co2", "1"),
    ],
)
def test_the_table_gives_the_values_of_the_ipcc(name, gas, potential):
    assert table()[name][gas] == Decimal(potential)


def test_a_potential_that_a_set_does_not_give_is_left_out():
    assert "nf3" not in table()["SAR"]
    assert "nf3" in table()["TAR"]


def test_every_row_names_its_source_and_is_labelled_in_both_languages():
    with TABLE.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) == 28
    assert all(row["source"] and row["label_en"] and row["label_zh"] for row in rows)
    assert len({row["gas"] for row in rows}) == len(rows)


@pytest.mark.parametrize("text", ["many", "0", "-1", "NaN", "Infinity"])
def test_a_potential_that_is_no_number_above_zero_is_refused(text):
    with pytest.raises(TrajectoryError, match="potential of ch4 in AR5 as a number above zero"):
        potentials.read(["gas,AR5", f"ch4,{text}"])


@pytest.mark.parametrize("lines", [["set,AR5", "x,28"], ["gas,AR5", ",28"]], ids=["no column", "a blank"])
def test_a_gas_without_a_name_is_refused(lines):
    with pytest.raises(TrajectoryError, match="Name the gas of row 1"):
        potentials.read(lines)
