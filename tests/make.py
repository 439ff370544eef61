"""Small makers of rows for tests: each gives a valid row, with only what the test names set."""

from __future__ import annotations

import datetime
import itertools
from typing import Any

from accounts.enums import GOVERNMENT_ROLES, GovernmentKind, NetworkKind, Role
from accounts.models import Government, GovernmentName, Membership, Network, NetworkMembership, User
from pledges.enums import Provenance, TargetKind, TargetState
from pledges.models import Measure, Target, TargetVersion

NOW = datetime.datetime(2026, 11, 22, 9, 0, tzinfo=datetime.UTC)
PASSWORD = "correct horse battery staple"
_count = itertools.count(1)


def government(
    slug: str = "", *, name: str = "", name_zh: str = "", network: Network | None = None, **fields: Any
) -> Government:
    slug = slug or f"place-{next(_count)}"
    defaults: dict[str, Any] = {"kind": GovernmentKind.CITY, "country": "US"}
    made = Government.objects.create(slug=slug, **{**defaults, **fields})
    GovernmentName.objects.create(government=made, language="en", text=name or slug.replace("-", " ").title())
    if name_zh:
        GovernmentName.objects.create(government=made, language="zh-hans", text=name_zh)
    if network:
        NetworkMembership.objects.create(network=network, government=made)
    return made


def network(slug: str = "", **fields: Any) -> Network:
    slug = slug or f"network-{next(_count)}"
    defaults = {"kind": NetworkKind.DECLARATION, "label_en": slug.title(), "label_zh": slug}
    return Network.objects.create(slug=slug, **{**defaults, **fields})


def user(
    email: str = "", *, role: str = "", place: Government | Network | None = None, **fields: Any
) -> User:
    """A user; with a role, a member of `place`. The password is PASSWORD."""
    made = User.objects.create_user(email or f"person-{next(_count)}@example.org", PASSWORD, **fields)
    if role:
        membership(made, role, place)
    return made


def membership(who: User, role: str, place: Government | Network | None) -> Membership:
    key = "government" if role in GOVERNMENT_ROLES else "network"
    return Membership.objects.create(user=who, role=role, since=NOW, **{key: place})


def certifier(place: Government) -> User:
    return user(role=Role.CERTIFIER, place=place)


def contributor(place: Government) -> User:
    return user(role=Role.CONTRIBUTOR, place=place)


def reviewer(place: Network) -> User:
    return user(role=Role.REVIEWER, place=place)


def measure(code: str = "ghg-community", **fields: Any) -> Measure:
    defaults = {
        "quantity": "ghg",
        "boundary": "community",
        "unit": "tCO2e",
        "is_mass": True,
        "label_en": "Greenhouse gas emissions of the community",
        "label_zh": "全社会温室气体排放量",
        "rows": "gpc:LEVEL;china_provincial:TOTAL;totals:TOTAL",
    }
    return Measure.objects.get_or_create(code=code, defaults={**defaults, **fields})[0]


def target(place: Government, code: str = "", *, quote: str = "20% by 2020", **version: Any) -> TargetVersion:
    """A target with one version in force; fields of the version may be given."""
    code = code or f"{place.slug}-{next(_count)}"
    made = Target.objects.create(code=code, government=place, quote=quote, source="A test")
    defaults: dict[str, Any] = {
        "kind": TargetKind.BASE_YEAR_REDUCTION,
        "measure": measure(),
        "quantity_status": Provenance.STATED,
        "boundary_status": Provenance.STATED,
        "base_year": 2005,
        "target_year": 2020,
        "reduction_percent": 20,
        "state": TargetState.IN_FORCE,
        "proposed_at": NOW,
        "valid_from": NOW,
    }
    return TargetVersion.objects.create(target=made, number=1, **{**defaults, **version})
