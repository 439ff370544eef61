"""Records that belong to governments: each secretariat sees those of its own networks."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.admin_base import GuardedAdmin, GuardedTabularInline
from accounts.models import Government, NetworkMembership, User
from accounts.permissions import Permission, may
from pledges import requests


class PlaceAdmin(GuardedAdmin):
    """`place` is the way from the record to its government. Nothing that belongs to one is deleted here."""

    place = "government"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request).filter(**{f"{self.place}__in": governments_of(request)})
        return rows.prefetch_related(f"{self.place}__names")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class FrozenAdmin(PlaceAdmin):
    """Read here; what made the record is the only thing that changes it."""

    frozen = True


class FrozenInline(GuardedTabularInline):
    frozen = True
    can_delete = False
    show_change_link = True


def networks_of(request: HttpRequest) -> list[int]:
    """The networks whose secretariat the user belongs to."""
    memberships = request.user.current_memberships if isinstance(request.user, User) else []
    return [each.network_id for each in memberships if each.network_id]


def governments_of(request: HttpRequest) -> QuerySet[Any, Any]:
    """Keys of the governments in these networks, for a subquery."""
    current = NetworkMembership.objects.current().filter(network__in=networks_of(request))
    return current.values("government")


class ReassessMixin:
    """The action that asks for the governments of the chosen records to be judged anew."""

    @admin.action(description=_("Reassess"), permissions=["reassess"])
    def reassess(self, request: HttpRequest, chosen: QuerySet[Any]) -> None:
        made = requests.open_many(
            governments=self.judged(request, chosen), because=f"asked for by {request.user.pk}"
        )
        text = ngettext(
            "%(count)d government is being judged anew.",
            "%(count)d governments are being judged anew.",
            len(made),
        )
        messages.success(request, text % {"count": len(made)})

    def judged(self, request: HttpRequest, chosen: QuerySet[Any]) -> QuerySet[Government]:
        """The governments of the chosen records, each once."""
        return Government.objects.filter(pk__in=chosen.values("government"))

    def has_reassess_permission(self, request: HttpRequest) -> bool:
        return may(request.user, Permission.USE_ADMIN)
