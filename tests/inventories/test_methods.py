"""Which change of methods a figure reflects, and what is said of it before any."""

import pytest

from inventories import reports, review
from inventories.models import Figure
from tests import make

pytestmark = pytest.mark.django_db

CHANGED = {"method_change": "Traffic is counted by the new model."}


@pytest.fixture
def place():
    make.measure()
    return make.government()


def method(version):
    return Figure.objects.get(version=version).method


def corrected(version, **about):
    draft = reports.correct(report=version.report, reason="The new model", by=make.user(), now=make.NOW)
    accept(draft, about=about)
    return draft


def accept(draft, about=None):
    make.fill(draft, about=about)
    reports.submit(version=draft, by=make.certifier(draft.government), now=make.NOW)
    review.take(version=draft, by=make.user(), now=make.NOW)
    review.accept(version=draft, by=make.user(), now=make.NOW)


def test_before_any_change_a_figure_names_none(place):
    assert method(make.accepted(place, 2015)) == ""


def test_a_change_is_reflected_by_its_own_year_and_those_after(place):
    before = make.accepted(place, 2015)
    changed = make.accepted(place, 2018, about=CHANGED)
    after = make.accepted(place, 2019)
    assert [method(each) for each in (before, changed, after)] == ["", "2018", "2018"]


def test_the_latest_of_several_changes_counts(place):
    make.accepted(place, 2018, about=CHANGED)
    make.accepted(place, 2012, about=CHANGED)
    assert method(make.accepted(place, 2019)) == "2018"


def test_a_base_year_restated_after_the_change_reflects_it(place):
    base = make.accepted(place, 2005)
    make.accepted(place, 2018, about=CHANGED)
    assert method(corrected(base)) == "2018"


def test_a_base_year_begun_before_the_change_was_accepted_does_not_reflect_it(place):
    base = make.draft(place, 2005)
    make.accepted(place, 2018, about=CHANGED)
    accept(base)
    assert method(base) == ""


def test_years_of_one_release_reflect_what_any_of_them_says(place):
    base = make.draft(place, 2005)
    make.submitted(place, 2018, about={**CHANGED, "release": "2019 restatement"})
    accept(base, about={"release": "2019 restatement"})
    assert method(base) == "2018"


def test_a_change_that_is_only_drafted_changes_nothing(place):
    make.ready(place, 2014, about=CHANGED)
    assert method(make.accepted(place, 2015)) == ""


def test_changes_elsewhere_and_in_other_series_change_nothing(place):
    make.accepted(make.government(), 2014, about=CHANGED)
    make.accepted(place, 2014, series="consumption", about=CHANGED)
    assert method(make.accepted(place, 2015)) == ""
