"""Cooperation as records for the secretariat: what everyone sees, never a draft and never a contact."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.admin_base import GuardedAdmin, GuardedTabularInline
from partnerships.enums import CaseState
from partnerships.models import (
    CaseClaim,
    CaseEvent,
    CaseStudy,
    Deliverable,
    Exchange,
    Interest,
    NetworkOrganisation,
    Organisation,
    Participation,
    Partner,
    Partnership,
    PartnershipDocument,
    PartnershipEvent,
    Reminder,
)
from pledges.admin_base import FrozenAdmin, FrozenInline


class ReferenceAdmin(GuardedAdmin):
    """What documents tell: entered and corrected, never deleted, because partnerships name it."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class LinkedForm(forms.ModelForm):
    link = forms.URLField(label=_("link"), required=False, assume_scheme="https")


class NetworkOrganisationInline(GuardedTabularInline):
    model = NetworkOrganisation


@admin.register(Organisation)
class OrganisationAdmin(ReferenceAdmin):
    form = LinkedForm
    list_display = ["slug", "label_en", "label_zh", "country"]
    search_fields = ["slug", "label_en", "label_zh"]
    inlines = [NetworkOrganisationInline]


class ParticipationInline(GuardedTabularInline):
    model = Participation
    autocomplete_fields = ["government", "organisation"]


@admin.register(Exchange)
class ExchangeAdmin(ReferenceAdmin):
    """Summits and dialogues that documents tell; those of partnerships belong to the partners."""

    list_display = ["title_en", "kind", "starts_on", "ends_on", "network"]
    list_filter = ["kind"]
    list_select_related = ["network"]
    search_fields = ["title_en", "title_zh"]
    fields = [
        "network",
        "kind",
        "title_en",
        "title_zh",
        "starts_on",
        "ends_on",
        "place_en",
        "place_zh",
        "topics",
        "source",
    ]
    inlines = [ParticipationInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).filter(partnership__isnull=True)


class PartInline(FrozenInline):
    """A part of a partnership; it has no record of its own."""

    show_change_link = False


class PartnerInline(PartInline):
    model = Partner
    fields = ["government", "confirmed_by", "confirmed_at"]


class DeliverableInline(PartInline):
    model = Deliverable
    form = LinkedForm
    fields = ["text_en", "text_zh", "due", "done_on", "link"]


class DocumentInline(PartInline):
    model = PartnershipDocument
    form = LinkedForm
    fields = ["title", "link", "sha256", "added_by", "added_at"]


class EventInline(PartInline):
    model = PartnershipEvent
    fields = ["at", "kind", "by", "note"]


@admin.register(Partnership)
class PartnershipAdmin(FrozenAdmin):
    place = "partners__government"
    list_display = ["reference", "title_en", "title_zh", "kind", "state", "starts_on", "ends_on"]
    list_filter = ["state", "kind"]
    search_fields = ["reference", "title_en", "title_zh"]
    exclude = ["revision"]
    inlines = [PartnerInline, DeliverableInline, DocumentInline, EventInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        public = Partnership.objects.public()
        return super().get_queryset(request).filter(pk__in=public.values("pk")).distinct()


@admin.register(Reminder)
class ReminderAdmin(FrozenAdmin):
    """What letters named, and when: so it is seen why nobody is told again."""

    list_display = ["government", "key", "at"]
    search_fields = ["key", "government__slug"]


@admin.register(Interest)
class InterestAdmin(FrozenAdmin):
    list_display = ["government", "direction", "topic", "depth", "is_public", "by", "at", "withdrawn_at"]
    list_filter = ["direction", "topic", "is_public"]
    list_select_related = ["government", "by"]
    search_fields = ["government__slug", "government__names__text", "text"]


class ClaimInline(FrozenInline):
    model = CaseClaim
    show_change_link = False


class CaseEventInline(FrozenInline):
    model = CaseEvent
    show_change_link = False


@admin.register(CaseStudy)
class CaseStudyAdmin(FrozenAdmin):
    """Those that were submitted: what a government is writing is its own."""

    list_display = ["slug", "government", "state", "created_by", "decided_by", "decided_at"]
    list_filter = ["state", "sector"]
    list_select_related = ["government", "created_by", "decided_by"]
    search_fields = ["slug", "title_en", "title_zh", "government__slug", "government__names__text"]
    inlines = [ClaimInline, CaseEventInline]
    form = LinkedForm

    def get_queryset(self, request: HttpRequest) -> QuerySet[CaseStudy]:
        found: QuerySet[CaseStudy] = super().get_queryset(request)
        return found.exclude(state__in=(CaseState.DRAFT, CaseState.RETURNED))
