"""Two workers at once, each with a connection of its own: one writes, the other reads what was written."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from progress import methods
from progress.models import Method
from tests import make
from tests.inventories.test_concurrency import _file  # noqa: F401  # the file that threads share

pytestmark = pytest.mark.django_db(transaction=True)


def test_who_judges_first_at_the_same_time_judges_by_the_same_method() -> None:
    found: list[Method | Exception] = []
    is_writing = threading.Event()

    def tell(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if not sql.startswith("SELECT"):
            is_writing.set()
        return execute(sql, *rest)

    def judge() -> None:
        try:
            with connection.execute_wrapper(tell):
                found.append(methods.in_force(make.NOW))
        except Exception as error:
            found.append(error)
        finally:
            connection.close()

    other = threading.Thread(target=judge)
    with transaction.atomic():
        first = methods.in_force(make.NOW)
        other.start()
        assert is_writing.wait(timeout=20)  # it has read that there is none
    other.join(timeout=60)

    assert found == [first]
    assert Method.objects.get() == first
