"""A network's first administrator."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from accounts import founding
from accounts.enums import Role
from accounts.management.commands import found_secretariat
from accounts.models import User
from accounts.permissions import Permission, may
from tests import make

pytestmark = pytest.mark.django_db
LONG = "a long enough pass phrase"


def test_the_founder_signs_in_and_may_invite_the_secretariat(client: Client) -> None:
    network = make.network("leaders")
    founding.found(network=network, email="Ada@Example.org", name="Ada", password=LONG, now=make.NOW)
    client.post(reverse("account_login"), {"login": "ada@example.org", "password": LONG})
    assert client.get(reverse("portal:network-desk", args=["leaders"])).status_code == 200
    founder = User.objects.get(email="ada@example.org")
    assert may(founder, Permission.INVITE_SECRETARIAT, network)


def test_a_network_is_founded_once() -> None:
    network = make.network()
    make.user(role=Role.ADMINISTRATOR, place=network)
    with pytest.raises(founding.SecretariatExists):
        founding.found(network=network, email="b@example.org", name="", password=LONG, now=make.NOW)
    assert not User.objects.filter(email="b@example.org").exists()


def test_somebody_known_keeps_their_password() -> None:
    known = make.user("known@example.org")
    founding.found(network=make.network(), email=known.email, name="", password=None, now=make.NOW)
    known.refresh_from_db()
    assert known.check_password(make.PASSWORD)


def test_a_networks_reviewer_becomes_its_administrator_instead() -> None:
    network = make.network()
    reviewer = make.reviewer(network)
    founding.found(network=network, email=reviewer.email, name="", password=None, now=make.NOW)
    held = list(reviewer.memberships.order_by("pk").values_list("role", "ended_at"))
    assert held == [(Role.REVIEWER, make.NOW), (Role.ADMINISTRATOR, None)]


@pytest.mark.parametrize(("password", "says"), [("short", "too short"), (LONG, "")])
def test_the_command_asks_for_a_strong_password(
    monkeypatch: pytest.MonkeyPatch, password: str, says: str
) -> None:
    make.network("leaders")
    monkeypatch.setattr(found_secretariat, "getpass", lambda prompt: password)
    if says:
        with pytest.raises(CommandError, match=says):
            call_command("found_secretariat", "leaders", "ada@example.org", stdout=StringIO())
        assert not User.objects.exists()
    else:
        call_command("found_secretariat", "leaders", "ada@example.org", stdout=StringIO())
        assert User.objects.get().memberships.get().role == Role.ADMINISTRATOR


def test_the_command_names_the_networks_there_are() -> None:
    make.network("leaders")
    with pytest.raises(CommandError, match="Known: leaders"):
        call_command("found_secretariat", "nobody", "ada@example.org")
