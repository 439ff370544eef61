"""Checks of base years, restatements and what holds a report together."""

import datetime
from decimal import Decimal

import pytest

from inventories import checks, reports, sections
from inventories.models import InventoryLine, LineMass
from tests import make

pytestmark = pytest.mark.django_db


def found(version, code):
    return [each.row for each in checks.run(version) if each.code == code]


def total(tonnes):
    return [make.line("T.1", tonnes)]


@pytest.mark.parametrize(("tonnes", "warned"), [(1049, False), (1050, True), (950, True), (951, False)])
def test_a_base_year_that_changes_by_a_twentieth_asks_for_a_restatement(tonnes, warned):
    place = make.government()
    make.target(place, base_year=2005)
    first = make.accepted(place, 2005, lines=total(1000))
    again = reports.correct(report=first.report, reason="Bills", by=make.user(), now=make.NOW)
    sections.replace_lines(again, "community", total(tonnes))
    assert bool(found(again, "base-year-changed")) is warned


def test_a_year_that_is_no_base_year_may_change():
    place = make.government()
    make.target(place, base_year=2006)
    first = make.accepted(place, 2005, lines=total(1000))
    again = reports.correct(report=first.report, reason="Bills", by=make.user(), now=make.NOW)
    sections.replace_lines(again, "community", total(2000))
    assert found(again, "base-year-changed") == []


@pytest.mark.parametrize(
    ("declared", "keeps", "warned"),
    [(1000, False, False), (996, False, False), (990, False, True), (990, True, False)],
)
def test_a_declared_base_value_that_the_inventory_does_not_hold(declared, keeps, warned):
    place = make.government()
    target = make.target(place, base_year=2020, target_year=2030, base_value=declared, keeps_base=keeps)
    version = make.ready(place, 2020, lines=total(1000))
    assert found(version, "base-value-differs") == ([str(target.target_id)] if warned else [])


def test_a_change_of_methods_asks_for_the_base_year():
    place = make.government()
    make.target(place, base_year=2005)
    make.accepted(place, 2005, lines=total(1000))
    version = make.ready(place, 2020, lines=total(1000))
    assert found(version, "method-base-not-restated") == []
    sections.set_about(version, {"method_change": "Landfill by first order decay"})
    assert found(version, "method-base-not-restated") == ["2005"]


def test_a_base_year_restated_since_the_change_is_enough():
    place = make.government()
    make.target(place, base_year=2005)
    base = make.accepted(place, 2005, lines=total(1000))
    changed = make.accepted(place, 2020, lines=total(1000), about={"method_change": "First order decay"})
    again = reports.correct(report=base.report, reason="The same method", by=make.user(), now=make.NOW)
    make.fill(again, lines=total(1000))
    reports.submit(version=again, by=make.certifier(place), now=make.NOW)
    accept(again)
    draft = reports.correct(report=changed.report, reason="A row", by=make.user(), now=make.NOW)
    assert found(draft, "method-base-not-restated") == []


def accept(version):
    from inventories import review

    by = make.reviewer(make.network())
    review.take(version=version, by=by, now=make.NOW)
    review.accept(version=version, by=by, now=make.NOW)


def test_a_release_holds_the_base_year():
    place = make.government()
    make.target(place, base_year=2005)
    make.accepted(place, 2005, lines=total(1000), about={"release": "2024"})
    assert found(make.ready(place, 2019, about={"release": "2024"}), "release-incomplete") == []
    assert found(make.ready(place, 2020, about={"release": "2025"}), "release-incomplete") == ["2005"]


@pytest.mark.parametrize(("first", "warned"), [((2020, 1, 1), False), ((2019, 12, 31), True)])
def test_a_period_that_shares_days_with_another(first, warned):
    place = make.government()
    make.accepted(place, 2019)
    version = make.ready(place, 2020)
    version.report.period_start = datetime.date(*first)
    assert found(version, "period-overlaps") == (["2019"] if warned else [])


def test_a_method_that_is_not_described():
    assert found(make.ready(), "methodology-missing") == []
    assert found(make.ready(about={"methodology": " "}), "methodology-missing") == [""]


def test_two_rows_of_a_sector_with_the_same_value():
    alike = [make.line("I.1.1", 7), make.line("I.2.1", 7), make.line("II.1.1", 7)]
    assert found(make.ready(framework="gpc", lines=alike), "duplicate-rows") == ["I.1.1"]
    apart = [make.line("I.1.1", 7), make.line("II.1.1", 7), make.line("I.2.1", 0), make.line("I.3.1", 0)]
    assert found(make.ready(framework="gpc", lines=apart), "duplicate-rows") == []


def test_operations_above_the_community():
    above = make.ready(lines=total(10), operations=[make.line("O.1", 11)])
    assert found(above, "operations-above-community") == [""]
    assert (
        found(make.ready(lines=total(10), operations=[make.line("O.1", 10)]), "operations-above-community")
        == []
    )


def test_a_row_below_zero_that_should_not_be():
    version = make.ready(lines=[make.line("T.I", 5), make.line("T.V", -2)])
    assert found(version, "negative-row") == []
    InventoryLine.objects.filter(version=version, row="T.I").update(co2e=-1)
    assert found(version, "negative-row") == ["T.I"]


def test_gases_that_do_not_add_up():
    lines = [make.line("T.I", masses={"co2": Decimal(5), "n2o": Decimal(1)})]
    version = make.ready(lines=lines, about={"gwp_set": "AR5"})
    if not LineMass.objects.filter(line__version=version).exists():
        line = version.lines.get(row="T.I")
        LineMass.objects.create(line=line, gas="co2", tonnes=line.co2e)
    assert found(version, "masses-differ") == []
    InventoryLine.objects.filter(version=version).update(co2e=6)
    assert found(version, "masses-differ") == ["T.I"]


def test_high_quality_is_backed_by_evidence_and_a_source():
    from inventories import evidence

    version = make.ready(lines=[make.line("T.1", 5, quality="high")])
    assert found(version, "quality-without-evidence") == ["T.1"]
    assert found(version, "quality-without-source") == ["T.1"]
    sections.replace_lines(version, "community", [make.line("T.1", 5, quality="high", source="The utility")])
    evidence.add(
        version=version, title="Bills", link="https://example.org/", section="community",
        by=version.created_by, now=make.NOW,
    )  # fmt: skip
    assert found(version, "quality-without-evidence") == []
    assert found(version, "quality-without-source") == []


def test_medium_quality_wants_no_evidence():
    version = make.ready(lines=[make.line("T.1", 5, quality="medium")])
    assert found(version, "quality-without-evidence") == found(version, "quality-without-source") == []
