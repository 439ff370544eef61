"""Real series and short ways to write targets and evidence for the judge's tests."""

import csv
import functools
from datetime import date
from decimal import Decimal
from pathlib import Path

from trajectory import Basis, Evidence, Figure, Kind, Point, Target, sentences
from trajectory.exact import to_text

DATA = Path(__file__).parent / "data"
FULL_BASIS = Basis(
    framework="GPC",
    level="BASIC",
    boundary="city",
    gases="CO2,CH4,N2O",
    gwp_set="AR5",
    electricity="location",
    edition="2024",
    source="city",
)
LATER = date(2022, 12, 31)


@functools.cache
def rows(name):
    with (DATA / name).open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def real_series(signatory, *, last=9999, file="us_series.csv"):
    """A signatory's public figures; nothing is stated of their basis but the one source."""
    basis = Basis(source="public series")
    return tuple(
        Figure(int(row["year"]), Decimal(row["tonnes"]), basis)
        for row in rows(file)
        if row["signatory"] == signatory and int(row["year"]) <= last
    )


def figures(values, basis=FULL_BASIS):
    """Figures from {year: value}."""
    return tuple(Figure(year, Decimal(str(value)), basis, f"figure:{year}") for year, value in values.items())


def evidence(values, **more):
    return Evidence(figures(values), **more)


def scenario(values):
    """A declared baseline from {year: value}."""
    return tuple(Point(year, Decimal(str(value))) for year, value in values.items())


def reduction(percent, base, target, **more):
    return Target(
        Kind.BASE_YEAR_REDUCTION,
        measure="ghg",
        base_year=base,
        target_year=target,
        reduction_percent=Decimal(percent),
        **more,
    )


def level(value, target, **more):
    return Target(Kind.FIXED_LEVEL, measure="ghg", target_year=target, level=Decimal(value), **more)


def peak(target, **more):
    return Target(Kind.PEAK, measure="co2", target_year=target, **more)


def neutral(target, **more):
    return Target(Kind.CARBON_NEUTRAL, measure="ghg", target_year=target, **more)


def codes(assessment):
    """The codes of the flags, in order."""
    return [flag.code.value for flag in assessment.flags]


def params(assessment, code):
    """The parameters of the one flag of this code."""
    (found,) = [flag.params for flag in assessment.flags if flag.code is code]
    return dict(found)


def told(assessment):
    """The sentences as one text, with their plain values."""
    return " ".join(
        each.id % {name: plain(value) for name, value in each.params.items()}
        for each in sentences(assessment)
    )


def plain(value):
    return to_text(value) if isinstance(value, Decimal) else value
