"""The admin's records ask the same may() as every page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from accounts.permissions import Permission, may
from accounts.places import country_name


class _Guarded:
    """Seen by the secretariat, changed by administrators; a `frozen` record is changed by nobody here."""

    frozen = False

    def has_module_permission(self, request: HttpRequest) -> bool:
        return may(request.user, Permission.USE_ADMIN)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may(request.user, Permission.USE_ADMIN)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may_change(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may_change(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may_change(request)

    def _may_change(self, request: HttpRequest) -> bool:
        return not self.frozen and may(request.user, Permission.CHANGE_REFERENCE)


class CountryFilter(admin.AllValuesFieldListFilter):
    """Countries by their names in the reader's language."""

    def choices(self, changelist: Any) -> Iterator[Any]:
        for choice in super().choices(changelist):
            yield {**choice, "display": country_name(str(choice["display"]))}


class GuardedAdmin(_Guarded, admin.ModelAdmin):
    """The base of every record in the admin."""

    list_per_page = 50
    show_full_result_count = False

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Without deleting in bulk: records are referred to, and are deleted one by one if at all."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions


class GuardedTabularInline(_Guarded, admin.TabularInline):
    """The base of every table of records inside another."""

    extra = 0
