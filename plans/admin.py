"""Plans as records for the secretariat: what was submitted, progress, public roadmaps, notes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.admin_base import CountryFilter
from plans.enums import PlanState
from plans.models import Action, PlanEvent, PlanVersion, ProgressEntry, Roadmap, StatementUse
from pledges.admin_base import FrozenAdmin, FrozenInline


class LinkedForm(forms.ModelForm):
    link = forms.URLField(label=_("link"), required=False, assume_scheme="https")


class PartInline(FrozenInline):
    """A part of a version; it has no record of its own."""

    show_change_link = False


class ActionInline(PartInline):
    model = Action
    fields = ["key", "title_en", "title_zh", "sector", "owner", "starts_on", "ends_on", "cost", "currency"]


class EventInline(PartInline):
    model = PlanEvent
    fields = ["at", "by", "kind", "note"]


@admin.register(PlanVersion)
class PlanVersionAdmin(FrozenAdmin):
    """What was submitted. A draft is the government's own."""

    form = LinkedForm
    place = "plan__government"
    list_display = ["__str__", "title_en", "title_zh", "state", "first_year", "last_year", "adopted_on"]
    list_filter = ["state", ("plan__government__country", CountryFilter)]
    list_select_related = ["plan"]
    search_fields = ["plan__code", "title_en", "title_zh", "plan__government__names__text"]
    inlines = [EventInline, ActionInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).exclude(state=PlanState.DRAFT)


@admin.register(ProgressEntry)
class ProgressEntryAdmin(FrozenAdmin):
    place = "plan__government"
    list_display = ["plan", "key", "year", "percent", "tonnes", "by", "at"]
    list_filter = ["year", ("plan__government__country", CountryFilter)]
    list_select_related = ["plan", "by"]
    search_fields = ["plan__code", "key", "plan__government__names__text"]


@admin.register(Roadmap)
class RoadmapAdmin(FrozenAdmin):
    """Those that are public; the others are the government's own."""

    list_display = ["title", "government", "base_year", "last_year", "method", "saved_by", "saved_at"]
    list_filter = [("government__country", CountryFilter)]
    list_select_related = ["government", "saved_by"]
    search_fields = ["title", "government__slug", "government__names__text"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).filter(is_public=True)


@admin.register(StatementUse)
class StatementUseAdmin(FrozenAdmin):
    place = "statement__government"
    list_display = ["statement", "note", "by", "at", "withdrawn_at"]
    list_select_related = ["statement", "by"]
    search_fields = ["note", "statement__text", "statement__government__names__text"]
