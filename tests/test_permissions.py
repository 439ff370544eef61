"""Every address x every kind of person x GET and POST meets what tests/permissions_table.py says."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.contrib import admin
from django.db import models, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.permissions_table import (
    ABOUT,
    ADMIN,
    ADMIN_OUTCOMES,
    ADMIN_RECORDS,
    NOTHING_TO_FILL_IN,
    OF_A_PLACE,
    SENT,
    TABLE,
    UNNAMED,
)
from tests.world import PEOPLE, World

pytestmark = pytest.mark.django_db
SOME_PEOPLE = ("anonymous", "certifier", "reviewer", "administrator", "other_reviewer")
ADMIN_ACTIONS = ("changelist", "add", "history", "delete", "change")


@dataclass(frozen=True)
class Row:
    name: str
    method: str
    expected: dict[str, str]

    @property
    def address(self) -> str:
        """The name without the words that say what it is about here."""
        return self.name.split("@")[0]

    def __str__(self) -> str:
        return f"{self.method} {self.name}"


def rows(table: str) -> list[Row]:
    found = []
    for line in table.splitlines():
        if not line or line.startswith("#"):
            continue
        name, method, *outcomes = line.split()
        found.append(Row(name, method, dict(zip(PEOPLE, outcomes, strict=True))))
    return found


def addresses(patterns: list[Any], spaces: tuple[str, ...] = ()) -> Iterator[str]:
    """The name of every address; one without a name goes by its pattern."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from addresses(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            yield ":".join((*spaces, pattern.name or str(pattern.pattern)))


def of_a_record(name: str) -> bool:
    """Whether the admin made this address for a model; ADMIN speaks of these."""
    made = {f"admin:{label.replace('.', '_')}_{action}" for label in registered() for action in ADMIN_ACTIONS}
    return name in made or name == "admin:<path:object_id>/"


def registered() -> dict[str, type[models.Model]]:
    return {model._meta.label_lower: model for model in admin.site._registry}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """One world for the whole table; what a row does to it is undone after each person."""
    logging.disable(logging.CRITICAL)  # a thousand refusals are meant, and each would log its traceback
    with django_db_blocker.unblock(), transaction.atomic():
        made = World()
        made.client = Client()  # type: ignore[attr-defined]  one for all: each would load the middleware anew
        made.cookies = {name: signed_in(person) for name, person in made.people.items()}  # type: ignore[attr-defined]
        yield made
        transaction.set_rollback(True)
    logging.disable(logging.NOTSET)


def url_of(world: World, name: str) -> str:
    address = name.split("@")[0]
    if address in UNNAMED:
        return UNNAMED[address]
    return reverse(address, kwargs=ABOUT[name](world) if name in ABOUT else {})


def signed_in(person: Any) -> str:
    client = Client()
    client.force_login(person)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def ask(world: World, who: str, method: str, url: str, data: Any = None) -> str:
    """What `who` meets at `url`; whatever it changes is undone."""
    client: Client = world.client  # type: ignore[attr-defined]
    client.cookies.clear()
    if who != "anonymous":
        client.cookies[settings.SESSION_COOKIE_NAME] = world.cookies[who]  # type: ignore[attr-defined]
    with transaction.atomic():
        answer = client.get(url) if method == "GET" else client.post(url, data or {})
        if answer.streaming:
            list(answer)  # read to its end, a file is closed
        transaction.set_rollback(True)
    return outcome(answer)


def outcome(answer: HttpResponse) -> str:
    signing_in = str(reverse("account_login"))
    if answer.status_code == 302 and answer["Location"].startswith(signing_in):
        return "login"
    return str(answer.status_code)


@pytest.mark.parametrize("row", rows(TABLE), ids=str)
def test_everyone_meets_what_the_table_says(world: World, row: Row) -> None:
    url = url_of(world, row.name)
    met = {who: ask(world, who, row.method, url, SENT.get(row.name)) for who in PEOPLE}
    assert met == row.expected


def who_may(label: str, action: str, method: str) -> str:
    if action == "changelist":
        return "secretariat"
    if action == "history" or (action, method) == ("change", "GET"):
        return "own secretariat" if label in OF_A_PLACE else "secretariat"
    if action not in ADMIN[label]:
        return "nobody"
    saves = (action, method) == ("change", "POST") and label in NOTHING_TO_FILL_IN
    return "administrators, nothing to fill in" if saves else "administrators"


@pytest.mark.parametrize("label", sorted(ADMIN))
def test_everyone_meets_in_the_admin_what_the_rule_of_the_record_says(world: World, label: str) -> None:
    model = registered()[label]
    named = ADMIN_RECORDS.get(label)
    record = named(world) if named else model._default_manager.order_by("pk").first()
    assert record is not None, f"the world has no {label}"
    wrong = []
    for action in ADMIN_ACTIONS:
        arguments = [] if action in ("changelist", "add") else [record.pk]
        url = reverse(f"admin:{label.replace('.', '_')}_{action}", args=arguments)
        for method in ("GET", "POST"):
            outcomes = ADMIN_OUTCOMES[who_may(label, action, method)]
            expected = dict(zip(PEOPLE, outcomes.split(), strict=True))
            # Whom the admin refuses altogether it refuses in one place: all of them ask for the list alone.
            for who in PEOPLE if action == "changelist" else SOME_PEOPLE:
                met = ask(world, who, method, url)
                if met != expected[who]:
                    wrong.append(f"{method} {action}, {who}: {met}, expected {expected[who]}")
    assert not wrong


def test_every_address_stands_in_the_table_with_get_and_post() -> None:
    there = {name for name in addresses(get_resolver().url_patterns) if not of_a_record(name)}
    told = {(row.address, row.method) for row in rows(TABLE)}
    missing = {(name, method) for name in there for method in ("GET", "POST")} - told
    assert not missing
    assert not {name for name, _method in told} - there, "addresses that are gone"


def test_every_record_of_the_admin_has_its_rule() -> None:
    assert set(registered()) == set(ADMIN)
