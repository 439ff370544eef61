import pytest

from pledges import loading
from tests import make


@pytest.fixture
def declaration(db):
    """The Declaration with everything that belongs to it."""
    return loading.load(now=make.NOW)
