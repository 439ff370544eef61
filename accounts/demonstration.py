"""People to try Milepost out with, on one's own computer. None of them exists."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.db import transaction

from accounts.enums import GOVERNMENT_ROLES, Role
from accounts.invitations import confirm_address
from accounts.models import Government, Membership, Network, User

PASSWORD = "milepost-demonstration"  # noqa: S105  printed for all to see
NETWORK = "climate-leaders"


@dataclass(frozen=True)
class Person:
    email: str
    name: str
    role: Role
    place: str
    """The slug of a government, or of the network."""
    language: str = "en"


PEOPLE = (
    Person("certifier@new-york.example", "Ruth Alvarez", Role.CERTIFIER, "new-york"),
    Person("contributor@new-york.example", "Daniel Kim", Role.CONTRIBUTOR, "new-york"),
    Person("certifier@saint-paul.example", "Ingrid Olson", Role.CERTIFIER, "saint-paul"),
    Person("certifier@knoxville.example", "Grace Turner", Role.CERTIFIER, "knoxville"),
    Person("certifier@zhenjiang.example", "王芳", Role.CERTIFIER, "zhenjiang", "zh-hans"),
    Person("contributor@zhenjiang.example", "李强", Role.CONTRIBUTOR, "zhenjiang", "zh-hans"),
    Person("reviewer@climate-leaders.example", "Hannah Weiss", Role.REVIEWER, NETWORK),
    Person("second-reviewer@climate-leaders.example", "周敏", Role.REVIEWER, NETWORK, "zh-hans"),
    Person("administrator@climate-leaders.example", "Tomas Reyes", Role.ADMINISTRATOR, NETWORK),
)

LOGINS = [(person.email, PASSWORD, f"{person.role.value}, {person.place}") for person in PEOPLE]
"""E-mail address, password, and who it is: for whoever starts Milepost."""


class PlaceMissing(Exception):
    """A place of the demonstration is not there: the Declaration has to be loaded first."""


@transaction.atomic
def load(*, now: datetime.datetime) -> int:
    """Make those people who are not there yet; how many. Who is there stays as they are.

    Raises PlaceMissing.
    """
    there = set(
        User.objects.filter(email__in=[person.email for person in PEOPLE]).values_list("email", flat=True)
    )
    missing = [person for person in PEOPLE if person.email not in there]
    if not missing:
        return 0
    password = make_password(PASSWORD)  # slow on purpose, so once for all
    for person in missing:
        _make(person, password, now)
    return len(missing)


def _make(person: Person, password: str, now: datetime.datetime) -> None:
    key, place = _place(person)
    user = User.objects.create(
        email=person.email, name=person.name, language=person.language, password=password
    )
    confirm_address(user)
    Membership.objects.create(user=user, role=person.role, since=now, **{key: place})


def _place(person: Person) -> tuple[str, Government | Network]:
    key, model = ("government", Government) if person.role in GOVERNMENT_ROLES else ("network", Network)
    place = model.objects.filter(slug=person.place).first()
    if place is None:
        raise PlaceMissing(person.place)
    return key, place
