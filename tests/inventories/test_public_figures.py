"""Public figures of inventories/reference, as reference figures."""

from collections import Counter
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command

from accounts.models import Government
from inventories.models import Figure, ReferenceFigure, ReferenceSource
from pledges import loading
from pledges.models import AssessmentRequest
from tests import make


@pytest.fixture
def public_figures(db):
    loading.load(now=make.NOW)
    AssessmentRequest.objects.all().delete()
    return load()


def load():
    out = StringIO()
    call_command("load_public_figures", stdout=out)
    return out.getvalue()


def test_figures_carry_their_source_and_measure(public_figures):
    assert "  public figures: 783 created, 0 changed, 0 unchanged\n" in public_figures
    assert ReferenceFigure.objects.values("government").distinct().count() == 43
    ghg = ReferenceFigure.objects.filter(measure__code="ghg-community")
    slugs = set(ghg.values_list("government__slug", flat=True))
    assert slugs == {"california", "connecticut", "new-york", "saint-paul"}
    beijing = ReferenceFigure.objects.get(government__slug="beijing", year=1997)
    assert (beijing.tonnes, beijing.measure.code) == (Decimal("61918100"), "co2-community")
    assert beijing.source.text.startswith("CEADs")
    assert beijing.source.gases == "co2"


def test_what_a_source_does_not_state_is_unknown(public_figures):
    sets = Counter(ReferenceSource.objects.values_list("gwp_set", flat=True))
    assert sets == {"unknown": 4, "AR4": 1}
    assert "left out" not in public_figures


def test_public_figures_are_never_accepted_figures(public_figures):
    assert not Figure.objects.exists()


def test_each_government_is_to_be_assessed_once(public_figures):
    waiting = Counter(AssessmentRequest.objects.open().values_list("government", flat=True))
    assert len(waiting) == 43
    assert set(waiting.values()) == {1}


def test_loading_again_changes_nothing(public_figures):
    again = load()
    assert "  public figures: 0 created, 0 changed, 783 unchanged\n" in again
    assert AssessmentRequest.objects.count() == 43


def test_a_figure_that_changed_has_its_government_assessed(public_figures):
    AssessmentRequest.objects.all().delete()
    ReferenceFigure.objects.filter(government__slug="beijing", year=1997).update(tonnes=Decimal(1))
    assert "  public figures: 0 created, 1 changed, 782 unchanged\n" in load()
    assert [each.government.slug for each in AssessmentRequest.objects.open()] == ["beijing"]


def test_names_without_a_government_are_said(db):
    loading.load(now=make.NOW)
    assert "left out" not in load()
    ReferenceFigure.objects.all().delete()
    Government.objects.filter(slug="haikou").update(slug="haikou-renamed")
    out = load()
    assert "left out, because no government of that name is loaded: Haikou City" in out
    assert ReferenceFigure.objects.count() == 783 - 19
