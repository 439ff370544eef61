"""What happened, as records for the secretariat. Reports change on their own pages only."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts.admin_base import CountryFilter, GuardedAdmin
from inventories.enums import State
from inventories.models import (
    Calculation,
    ColumnMatch,
    Event,
    Evidence,
    Figure,
    IndicatorValue,
    InventoryLine,
    KnownAs,
    PartRequest,
    ReferenceFigure,
    ReferenceSource,
    Remark,
    Report,
    ReportVersion,
    Section,
    Unsaved,
    Upload,
    Waiver,
    WarningAnswer,
)
from pledges.admin_base import FrozenAdmin, FrozenInline

NAMES = ("government__slug", "government__names__text")
OF_REPORT = ("report__reference", "report__government__slug", "report__government__names__text")


class VersionInline(FrozenInline):
    model = ReportVersion
    fields = ["number", "state", "certified_by", "submitted_at", "corrects", "reason"]


@admin.register(Report)
class ReportAdmin(FrozenAdmin):
    list_display = ["reference", "government", "year", "series", "framework", "created_by", "created_at"]
    list_filter = ["year", "framework", ("government__country", CountryFilter)]
    list_select_related = ["government", "created_by"]
    search_fields = ["reference", *NAMES]
    date_hierarchy = "created_at"
    inlines = [VersionInline]


class PartInline(FrozenInline):
    """A part of a version; it has no record of its own."""

    show_change_link = False


class SectionInline(PartInline):
    model = Section
    fields = ["code", "status", "revision", "saved_by", "saved_at"]


class EventInline(PartInline):
    model = Event
    fields = ["at", "kind", "by", "note"]


class LineInline(PartInline):
    model = InventoryLine
    fields = [
        "section",
        "row",
        "co2e",
        "co2",
        "notation_key",
        "included_in",
        "quality",
        "source",
        "explanation",
    ]


class IndicatorInline(PartInline):
    model = IndicatorValue
    fields = ["measure", "year", "value", "price_year", "edition", "source"]


class RemarkInline(PartInline):
    model = Remark
    fields = ["at", "by", "section", "row", "text"]


class CalculationInline(PartInline):
    model = Calculation
    fields = ["section", "row", "title", "calculator", "masses", "source", "made_by", "made_at"]


class AnswerInline(PartInline):
    model = WarningAnswer
    fields = ["check_code", "section", "row", "text"]


class WaiverInline(PartInline):
    model = Waiver
    fields = ["at", "by", "check_code", "section", "row", "reason"]


class EvidenceInline(PartInline):
    """Files are opened through their own page, which asks who may."""

    model = Evidence
    fields = ["title", "section", "row", "link", "opened", "sha256", "added_by", "added_at"]
    readonly_fields = ["link", "opened"]

    @admin.display(description=_("file"))
    def opened(self, evidence: Evidence) -> str:
        if not evidence.file:
            return ""
        address = reverse("inventories:evidence-file", args=[evidence.pk])
        return format_html('<a href="{}">{}</a>', address, _("Open the file"))


@admin.register(ReportVersion)
class ReportVersionAdmin(FrozenAdmin):
    """What was submitted. A draft is the government's own."""

    place = "report__government"
    list_display = ["__str__", "government", "state", "level", "certified_by", "submitted_at"]
    list_filter = [
        "state",
        "report__framework",
        "report__year",
        ("report__government__country", CountryFilter),
    ]
    list_select_related = ["report__government", "certified_by"]
    search_fields = OF_REPORT
    date_hierarchy = "created_at"
    readonly_fields = ["sha256"]
    inlines = [
        EventInline, SectionInline, LineInline, CalculationInline, IndicatorInline, EvidenceInline,
        RemarkInline, AnswerInline, WaiverInline,
    ]  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[ReportVersion]:
        return super().get_queryset(request).exclude(state=State.DRAFT)


@admin.register(Event)
class EventAdmin(FrozenAdmin):
    """Everything that was done to reports, the latest first."""

    place = "version__report__government"
    list_display = ["at", "version", "kind", "by", "note"]
    list_filter = ["kind", ("version__report__government__country", CountryFilter)]
    list_select_related = ["version__report", "by"]
    search_fields = ["by__email", "by__name", *(f"version__{name}" for name in OF_REPORT)]
    date_hierarchy = "at"
    ordering = ["-pk"]


@admin.register(Figure)
class FigureAdmin(FrozenAdmin):
    list_display = [
        "government",
        "measure",
        "year",
        "tonnes",
        "amount",
        "version",
        "recorded_at",
        "superseded_at",
    ]
    list_filter = [
        ("superseded_at", admin.EmptyFieldListFilter),
        "measure",
        ("government__country", CountryFilter),
    ]
    list_select_related = ["government", "measure", "version__report"]
    search_fields = ["measure__code", "version__report__reference", *NAMES]
    date_hierarchy = "recorded_at"


@admin.register(KnownAs)
class KnownAsAdmin(FrozenAdmin):
    """The names by which others' tables know governments; they are said on the network's own pages."""

    list_display = ["government", "scheme", "name", "by"]
    list_filter = ["scheme", ("government__country", CountryFilter)]
    list_select_related = ["government", "by"]
    search_fields = ["name", *NAMES]


@admin.register(ReferenceSource)
class ReferenceSourceAdmin(GuardedAdmin):
    list_display = ["label_en", "label_zh", "gwp_set", "gases", "edition"]
    list_filter = ["gwp_set", "gases"]
    search_fields = ["text", "label_en", "label_zh"]

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(ReferenceFigure)
class ReferenceFigureAdmin(FrozenAdmin):
    """Loaded with their source; never typed in."""

    list_display = ["government", "measure", "year", "tonnes", "source"]
    list_filter = ["measure", "source", ("government__country", CountryFilter)]
    list_select_related = ["government", "measure", "source"]
    search_fields = ["source__text", "source__label_en", *NAMES]


@admin.register(PartRequest)
class PartRequestAdmin(FrozenAdmin):
    """That something was asked, and when. Whom, and what they typed, is the government's own."""

    place = "report__government"
    list_display = ["report", "section", "due", "asked_at", "answered_at", "taken_at", "withdrawn_at"]
    fields = [
        "report",
        "section",
        "due",
        "asked_at",
        "opened_at",
        "reminded_at",
        "answered_at",
        "taken_at",
        "withdrawn_at",
    ]
    list_filter = ["section", ("report__government__country", CountryFilter)]
    list_select_related = ["report"]
    search_fields = OF_REPORT
    date_hierarchy = "asked_at"


@admin.register(Unsaved)
class UnsavedAdmin(FrozenAdmin):
    """That something is typed and not saved; what it is, and whose, nobody else sees."""

    place = "report__government"
    list_display = ["report", "section", "at"]
    fields = ["report", "section", "at"]
    list_select_related = ["report"]
    search_fields = OF_REPORT


@admin.register(Upload)
class UploadAdmin(FrozenAdmin):
    """That a file was brought, by whom, and what became of it. What it holds is the government's own."""

    list_display = ["file_name", "government", "kind", "layout", "state", "by", "at"]
    fields = [
        "file_name", "government", "kind", "layout", "state", "by", "at",
        "size", "sha256", "confirmed_at", "ended_at",
    ]  # fmt: skip
    list_filter = ["kind", "state", ("government__country", CountryFilter)]
    list_select_related = ["government", "by"]
    search_fields = ["file_name", "sha256", *NAMES]
    date_hierarchy = "at"


@admin.register(ColumnMatch)
class ColumnMatchAdmin(FrozenAdmin):
    """What somebody said the columns of a table mean."""

    list_display = ["government", "header", "by", "at"]
    fields = ["government", "header", "by", "at", "answers"]
    list_select_related = ["government", "by"]
    search_fields = ["header", *NAMES]
