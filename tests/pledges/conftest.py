import pytest

from pledges import loading
from tests import make


@pytest.fixture
def declaration(db):
    """The Declaration with everything that belongs to it."""
    return loading.load(now=make.NOW)


@pytest.fixture
def club(db):
    return make.network("club")


@pytest.fixture
def town(club):
    """A member of the club."""
    return make.government("town", name="Town", name_zh="镇", network=club)


@pytest.fixture
def certifier(town):
    return make.certifier(town)


@pytest.fixture
def reviewer(club):
    return make.reviewer(club)
