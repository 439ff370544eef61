"""Who speaks for a place now. That a role fits its place is held by the database."""

from __future__ import annotations

from django.db.models import QuerySet

from accounts.models import Government, NetworkMembership, User


def staff(government: Government) -> QuerySet[User]:
    """Who speaks for the government."""
    return _members(memberships__government=government)


def secretariat(government: Government) -> QuerySet[User]:
    """Who speaks for the networks that the government belongs to."""
    networks = NetworkMembership.objects.current().filter(government=government).values("network")
    return _members(memberships__network__in=networks)


def _members(**place: object) -> QuerySet[User]:
    return User.objects.filter(is_active=True, memberships__ended_at__isnull=True, **place).distinct()
