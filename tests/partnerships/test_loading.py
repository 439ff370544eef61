"""Organisations, programmes and summits as the documents tell them."""

from collections import Counter

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone, translation

from accounts.models import Government, Network
from partnerships import loading
from partnerships.enums import ExchangeKind
from partnerships.models import Exchange, NetworkOrganisation, Organisation
from pledges import loading as declared
from pledges.models import Endorsement
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded():
    declared.load(now=timezone.now())
    return loading.load()


def members(slug):
    return set(Government.objects.in_network(Network.objects.get(slug=slug)).values_list("slug", flat=True))


def test_the_alliance_of_peaking_cities_has_22_members(loaded):
    assert len(members("appc")) == 22
    assert "changsha" not in members("appc")


def test_places_take_part_without_having_signed(loaded):
    signed = set(Endorsement.objects.values_list("government__slug", flat=True))
    assert {"changsha", "zhongshan"} <= members("climate-smart-cities") - signed
    assert "tokyo" in members("eacac") - signed


def test_the_programme_of_2016_worked_with_six_places_of_which_one_had_signed(loaded):
    signed = set(Endorsement.objects.values_list("government__slug", flat=True))
    programme = members("climate-smart-cities")
    assert len(programme) == 6
    assert programme & signed == {"qingdao"}


def test_the_summits_list_whom_the_appendix_marks(loaded):
    first, second = Exchange.objects.filter(kind=ExchangeKind.SUMMIT).order_by("starts_on")
    marked = set(
        Endorsement.objects.filter(declaration__slug="los-angeles-2015").values_list("government", flat=True)
    )
    there = set(first.participations.values_list("government", flat=True))
    assert there == marked
    assert len(there) + second.participations.count() == 77
    assert second.participations.filter(government__slug="kunming").count() == 0


def test_everything_says_where_it_is_from_in_both_languages(loaded):
    rows = [*Organisation.objects.all(), *NetworkOrganisation.objects.all(), *Exchange.objects.all()]
    assert rows
    assert all(each.source for each in rows)
    with translation.override("zh-hans"):
        assert Organisation.objects.get(slug="usaid").label == "美国国际开发署（USAID）"
        assert str(Exchange.objects.get(starts_on="2015-09-01").place) == "洛杉矶"


def test_loading_twice_changes_nothing(loaded):
    again = loading.load()
    assert Counter({each.kind: each.created + each.changed for each in again}).total() == 0
    assert {each.kind: each.unchanged for each in again}["participants"] == 79


def test_what_people_changed_stays(loaded):
    held = Organisation.objects.get(slug="wri")
    Organisation.objects.filter(pk=held.pk).update(link="https://example.org/")
    LogEntry.objects.create(
        user=make.user(),
        content_type=ContentType.objects.get_for_model(Organisation),
        object_id=str(held.pk),
        action_flag=CHANGE,
    )
    loading.load()
    held.refresh_from_db()
    assert held.link == "https://example.org/"
