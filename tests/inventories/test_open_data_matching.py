"""Whose row it is: numbers, names with and without a state, places, rivals, and what is asked."""

from __future__ import annotations

import pytest

from accounts.enums import GovernmentKind
from accounts.models import Government
from inventories.importers.public.matching import ACCOUNT, NAME, Directory, Sure, match
from inventories.importers.public.names import Plain, country_code, plain
from inventories.models import KnownAs
from tests import make
from tests.inventories.open_data import read, table


@pytest.mark.parametrize(
    ("words", "country", "name"),
    [
        ("City of Knoxville", "US", Plain("knoxville", "city")),
        ("Knoxville, TN", "US", Plain("knoxville", "", "tennessee")),
        ("City of Portland, ME", "US", Plain("portland", "city", "maine")),
        ("Washington, D.C.", "US", Plain("washington", "", "district of columbia")),
        ("City and County of San Francisco", "US", Plain("san francisco", "city")),
        ("New York City", "US", Plain("new york", "city")),
        ("State of New York", "US", Plain("new york", "state")),
        ("Santa Fe County", "US", Plain("santa fe", "county")),
        ("Miami-Dade County", "US", Plain("miami dade", "county")),
        ("Ville de Montréal", "CA", Plain("montreal", "city")),
        ("Zhenjiang Municipal People's Government", "CN", Plain("zhenjiang", "city")),
        ("镇江市人民政府", "CN", Plain("镇江", "city")),
        ("镇江市", "CN", Plain("镇江", "city")),
        ("Lima, Peru", "PE", Plain("lima peru")),
    ],
)
def test_a_name_without_its_kind_and_state(words, country, name):
    assert plain(words, country) == name


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("USA", "US"),
        ("United States of America", "US"),
        ("China", "CN"),
        ("中国", "CN"),
        ("Taiwan, Greater China", "TW"),
        ("China, Hong Kong Special Administrative Region", "HK"),
        ("Viet Nam", "VN"),
        ("Atlantis", ""),
    ],
)
def test_countries_by_the_names_that_files_use(words, code):
    assert country_code(words) == code


pytestmark = pytest.mark.django_db


@pytest.fixture
def harbour() -> Government:
    return make.government(
        "harbour", name="Harbour", name_zh="海港市", region_en="Oregon", latitude="40.0", longitude="-80.0"
    )


def found(*rows: dict[str, str], edition: int = 2019) -> list[tuple[str, str, Sure, bool]]:
    """Number, government, how, likely."""
    places = Government.objects.prefetch_related("names", "known_as")
    matches = match(read(table(edition, *rows)), Directory.of(places))
    return [(each.record.account, each.government.slug, each.how, each.likely) for each in matches]


def test_a_number_that_is_known_needs_no_name(harbour):
    KnownAs.objects.create(government=harbour, scheme=ACCOUNT, name="50001")
    assert found({"organisation": "Something else", "city": "", "country": "France"}) == [
        ("50001", "harbour", Sure.BY_NUMBER, True)
    ]


def test_a_state_that_agrees_settles_it(harbour):
    assert found({"organisation": "City of Harbour, OR", "location": ""}) == [
        ("50001", "harbour", Sure.BY_REGION, True)
    ]


def test_another_state_is_another_city(harbour):
    assert found({"organisation": "City of Harbour, ME"}) == []


def test_another_country_is_another_city(harbour):
    assert found({"country": "New Zealand"}) == []


def test_a_county_is_not_the_city_of_its_name(harbour):
    assert found({"organisation": "Harbour County", "city": "Harbour County"}) == []


def test_name_and_place_together_settle_it(harbour):
    near = {"location": "POINT (-80.2 40.1)"}
    assert found(near) == [("50001", "harbour", Sure.BY_PLACE, True)]


def test_a_longitude_that_lost_its_minus_is_the_place(harbour):
    assert found({"location": "(40.0, 80.0)"}) == [("50001", "harbour", Sure.BY_PLACE, True)]


def test_a_name_without_a_place_is_asked_about(harbour):
    assert found({"location": ""}) == [("50001", "harbour", Sure.ASKED, True)]


def test_a_place_far_away_is_asked_about_as_unlikely(harbour):
    assert found({"location": "(30.0, -110.0)"}) == [("50001", "harbour", Sure.ASKED, False)]


def test_a_second_number_of_the_same_name_is_asked_about(harbour):
    """As of Lancaster in California, which one of CDP's files places in Pennsylvania."""
    rows = (
        {"organisation": "City of Harbour, OR"},
        {"organisation": "City of Harbour", "account": "50002"},
    )
    assert found(*rows) == [
        ("50001", "harbour", Sure.BY_REGION, True),
        ("50002", "harbour", Sure.ASKED, False),
    ]


def test_a_second_number_is_asked_about_where_the_first_came_with_an_earlier_file(harbour):
    KnownAs.objects.create(government=harbour, scheme=ACCOUNT, name="50001")
    assert found({"account": "50002"}) == [("50002", "harbour", Sure.ASKED, False)]


def test_a_name_that_was_added_is_known(harbour):
    KnownAs.objects.create(government=harbour, scheme=NAME, name="Port of Plenty")
    assert found({"organisation": "Port of Plenty", "city": ""}) == [
        ("50001", "harbour", Sure.BY_PLACE, True)
    ]


def test_a_chinese_name_is_known(harbour):
    assert found({"organisation": "海港市人民政府", "city": ""}) == [
        ("50001", "harbour", Sure.BY_PLACE, True)
    ]


def test_shipped_names_are_known():
    make.government("washington-dc", name="Washington, D.C.", latitude="38.9", longitude="-77.0")
    row = {"organisation": "District of Columbia", "city": "", "location": "(38.907, -77.037)"}
    assert found(row) == [("50001", "washington-dc", Sure.BY_PLACE, True)]
    named = {"organisation": "District of Columbia", "city": "Washington, DC", "location": ""}
    assert found(named) == [("50001", "washington-dc", Sure.BY_REGION, True)]


def test_a_county_by_its_state():
    make.government("king-county", name="King County", kind=GovernmentKind.COUNTY, region_en="Washington")
    row = {"organisation": "King County, WA", "city": "King County"}
    assert found(row) == [("50001", "king-county", Sure.BY_REGION, True)]
