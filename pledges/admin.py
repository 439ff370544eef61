"""What was promised, as records for the secretariat."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from accounts.admin import GovernmentAdmin
from accounts.admin_base import CountryFilter, GuardedAdmin
from accounts.models import Government, Network, NetworkMembership
from pledges.admin_base import (
    FrozenAdmin,
    FrozenInline,
    PlaceAdmin,
    ReassessMixin,
    governments_of,
    networks_of,
)
from pledges.enums import QuestionState
from pledges.models import (
    AssessmentRequest,
    Claim,
    Declaration,
    Endorsement,
    Measure,
    Question,
    ScenarioPoint,
    Statement,
    Target,
    TargetVersion,
)

NAMES = ("government__slug", "government__names__text")

admin.site.unregister(Government)


@admin.register(Government)
class JudgedGovernmentAdmin(ReassessMixin, GovernmentAdmin):
    """The governments' records, with the judging that this room and those above it know of.

    All of them are there to be found; only those of one's own networks can be judged anew.
    """

    actions = ["reassess"]

    def judged(self, request: HttpRequest, chosen: QuerySet[Government]) -> QuerySet[Government]:
        current = NetworkMembership.objects.current().filter(network__in=networks_of(request))
        return chosen.filter(pk__in=current.values("government"))


@admin.register(Measure)
class MeasureAdmin(GuardedAdmin):
    """Everyone's measures, and those of governments in one's own networks."""

    list_display = [
        "code",
        "label_en",
        "label_zh",
        "quantity",
        "boundary",
        "sector",
        "unit",
        "is_mass",
        "rows",
        "government",
    ]
    list_filter = ["is_mass", "boundary", "quantity"]
    list_select_related = ["government"]
    search_fields = ["code", "label_en", "label_zh", "quantity", "sector"]
    readonly_fields = ["government"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Measure]:
        own = Q(government__isnull=True) | Q(government__in=governments_of(request))
        return super().get_queryset(request).filter(own).prefetch_related("government__names")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Declaration)
class DeclarationAdmin(GuardedAdmin):
    """Those of one's own networks."""

    list_display = ["label_en", "label_zh", "date_label_en", "place_en", "network"]
    list_filter = ["network"]
    list_select_related = ["network"]
    search_fields = ["slug", "label_en", "label_zh"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Declaration]:
        return super().get_queryset(request).filter(network__in=networks_of(request))

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "network":
            kwargs["queryset"] = Network.objects.filter(pk__in=networks_of(request))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Endorsement)
class EndorsementAdmin(PlaceAdmin):
    list_display = ["declared_name", "government", "declaration", "standing", "target_to_be_added"]
    list_filter = ["declaration", "standing", "target_to_be_added", ("government__country", CountryFilter)]
    list_select_related = ["government", "declaration"]
    search_fields = ["declared_name", *NAMES]
    autocomplete_fields = ["government", "declaration"]


class StatementTargetInline(FrozenInline):
    model = Target
    fields = ["code", "quote"]


class StatementClaimInline(FrozenInline):
    model = Claim
    fields = ["code", "kind", "quote"]


@admin.register(Statement)
class StatementAdmin(FrozenAdmin):
    """Word for word as printed."""

    list_display = ["government", "order", "words", "declaration"]
    list_filter = ["declaration", ("government__country", CountryFilter)]
    list_select_related = ["government", "declaration"]
    search_fields = ["text", *NAMES]
    inlines = [StatementTargetInline, StatementClaimInline]

    @admin.display(description=_("text"))
    def words(self, statement: Statement) -> str:
        return shortened(statement.text)


class VersionInline(FrozenInline):
    model = TargetVersion
    fields = [
        "number", "state", "kind", "measure", "activity", "base_year", "base_value", "base_amount",
        "keeps_base", "target_year", "first_year", "reduction_percent", "sense", "level", "residual",
        "series", "proposed_by", "decided_by", "valid_from", "valid_until",
    ]  # fmt: skip
    ordering = ["-number"]


class QuestionInline(FrozenInline):
    model = Question
    fk_name = "target"
    fields = ["code", "state", "note", "answer", "asked_at", "answered_at", "settled_at"]


@admin.register(Target)
class TargetAdmin(ReassessMixin, PlaceAdmin):
    """The words stay as they were said; an administrator may correct where they stand and the note."""

    list_display = ["code", "government", "kind", "base_year", "target_year", "words"]
    list_filter = [("government__country", CountryFilter), "versions__kind", "versions__state"]
    list_select_related = ["government"]
    search_fields = ["code", "quote", *NAMES]
    readonly_fields = ["code", "government", "statement", "quote"]
    inlines = [VersionInline, QuestionInline]
    actions = ["reassess"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Target]:
        return super().get_queryset(request).prefetch_related("versions")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Targets are declared by their governments."""
        return False

    @admin.display(description=_("quote"))
    def words(self, target: Target) -> str:
        return shortened(target.quote)

    @admin.display(description=_("kind"))
    def kind(self, target: Target) -> str:
        version = in_force(target)
        return version.get_kind_display() if version else ""

    @admin.display(description=_("base year"))
    def base_year(self, target: Target) -> int | None:
        version = in_force(target)
        return version.base_year if version else None

    @admin.display(description=_("target year"))
    def target_year(self, target: Target) -> int | None:
        version = in_force(target)
        return version.target_year if version else None


def shortened(text: str) -> str:
    return Truncator(text).words(12)


def in_force(target: Target) -> TargetVersion | None:
    """From the versions that came along with the list."""
    return next((each for each in target.versions.all() if each.state == "in_force"), None)


class ScenarioInline(FrozenInline):
    model = ScenarioPoint
    fields = ["year", "tonnes"]
    show_change_link = False


@admin.register(TargetVersion)
class TargetVersionAdmin(FrozenAdmin):
    """Versions are proposed by governments and decided on at their own page."""

    place = "target__government"
    list_display = [
        "__str__", "state", "kind", "measure", "base_year", "target_year", "proposed_by", "decided_by",
        "valid_from",
    ]  # fmt: skip
    list_filter = ["state", "kind", "base_year_status", "boundary_status", "quantity_status"]
    list_select_related = ["target", "measure", "proposed_by", "decided_by"]
    search_fields = ["target__code", "target__quote", "target__government__names__text"]
    date_hierarchy = "proposed_at"
    inlines = [ScenarioInline]


@admin.register(Claim)
class ClaimAdmin(FrozenAdmin):
    list_display = ["code", "government", "kind", "words"]
    list_filter = ["kind", ("government__country", CountryFilter)]
    list_select_related = ["government"]
    search_fields = ["code", "quote", *NAMES]

    @admin.display(description=_("quote"))
    def words(self, claim: Claim) -> str:
        return shortened(claim.quote)


ASKED = ["government", "target", "claim", "code"]
BECAUSE = ["cause", "amount"]
WORDS = ["note", "note_zh", "suggestion", "suggestion_zh"]
ANSWERED = [
    "state", "asked_at", "answer", "choice", "answered_by", "answered_at", "proposal", "settled_by",
    "settled_at",
]  # fmt: skip


@admin.register(Question)
class QuestionAdmin(PlaceAdmin):
    """Answered and settled on their own pages. An administrator may ask, and reword what is still open."""

    list_display = ["__str__", "target", "state", "asked_at", "answered_by", "settled_by"]
    list_filter = ["state", "code", ("government__country", CountryFilter)]
    list_select_related = ["government", "target", "answered_by", "settled_by"]
    search_fields = ["target__code", "claim__code", "note", "answer", *NAMES]
    autocomplete_fields = ["government", "target", "claim"]
    date_hierarchy = "asked_at"
    fields = [*ASKED, *BECAUSE, *WORDS, *ANSWERED]

    def get_readonly_fields(self, request: HttpRequest, obj: Question | None = None) -> list[str]:
        if obj is None:
            return [*BECAUSE, *ANSWERED]
        closed = [] if obj.state == QuestionState.OPEN else WORDS
        return [*ASKED, *BECAUSE, *closed, *ANSWERED]

    def save_model(self, request: HttpRequest, obj: Question, form: Any, change: bool) -> None:
        if not change:
            obj.asked_at = timezone.now()
        super().save_model(request, obj, form, change)


@admin.register(AssessmentRequest)
class AssessmentRequestAdmin(FrozenAdmin):
    list_display = ["government", "because", "opened_at", "done_at"]
    list_filter = [("done_at", admin.EmptyFieldListFilter)]
    list_select_related = ["government"]
    search_fields = ["because", *NAMES]
    date_hierarchy = "opened_at"
