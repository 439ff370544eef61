import pytest
from django.db import transaction

from pledges import loading
from tests import make


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The Declaration once for a module: reading its files for each test would take most of the time."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield loading.load(now=make.NOW)
        transaction.set_rollback(True)


@pytest.fixture
def declaration(loaded, db):
    """The Declaration with everything that belongs to it; what a test changes is undone."""
    return loaded


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
