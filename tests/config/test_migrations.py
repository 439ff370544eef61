"""What is migrated step by step is the database that the models describe.

The other tests on SQLite have theirs made from the models at once, which takes a fraction of the time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

from inventories import frozen

CONDITION = re.compile(r'CONSTRAINT "(\w+)" CHECK \(')


@pytest.fixture
def migrated(db: None) -> Iterator[BaseDatabaseWrapper]:
    """An empty SQLite database in memory, with every migration run on it in place of that of the tests."""
    usual = connections[DEFAULT_DB_ALIAS]
    made = connections.create_connection(DEFAULT_DB_ALIAS)
    made.settings_dict = usual.settings_dict | {"NAME": ":memory:"}
    connections[DEFAULT_DB_ALIAS] = made
    try:
        call_command("migrate", verbosity=0)
        assert frozen.installed() == frozen.names()
    finally:
        connections[DEFAULT_DB_ALIAS] = usual
    yield made
    made.close()


def shape(of: BaseDatabaseWrapper) -> dict[str, Any]:
    """By table its columns, and its keys, indexes and constraints, in no order."""
    found: dict[str, Any] = {}
    with of.cursor() as cursor:
        for table in of.introspection.table_names(cursor):
            columns = of.introspection.get_table_description(cursor, table)
            limits = of.introspection.get_constraints(cursor, table)
            found[table] = (
                {column.name: tuple(column) for column in columns},
                sorted(repr((named(name), sorted(each.items(), key=str))) for name, each in limits.items()),
            )
    return found


def named(name: str) -> str:
    """The name that the database has; for what has none, Django counts from the first."""
    return re.sub(r"^(fk_|__unnamed_constraint_).*", r"\1", name)


def conditions(of: BaseDatabaseWrapper) -> set[tuple[str, str]]:
    """By name what each constraint of a table demands, as the database keeps it."""
    with of.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'table'")
        whole = "\n".join(sql for (sql,) in cursor.fetchall())
    return {(found[1], bracketed(whole[found.end() :])) for found in CONDITION.finditer(whole)}


def bracketed(text: str) -> str:
    """`text`, which begins within a bracket, up to the end of it."""
    depth = 1
    for at, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if not depth:
            return text[:at]
    raise ValueError(text)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="elsewhere every test runs on what was migrated")
def test_migrating_step_by_step_comes_to_what_the_models_describe(migrated: BaseDatabaseWrapper) -> None:
    expected, met = shape(connection), shape(migrated)
    del met["django_migrations"]  # where it keeps what it has run
    expected.pop("django_migrations", None)
    assert met == expected
    assert conditions(migrated) == conditions(connection)
    declared = (limit for model in apps.get_models() for limit in model._meta.constraints)
    checks = {limit.name for limit in declared if isinstance(limit, models.CheckConstraint)}
    assert checks <= {name for name, _demanded in conditions(migrated)}
