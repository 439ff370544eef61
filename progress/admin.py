"""How it is going, as records for the secretariat: to be read, and to be judged anew."""

from __future__ import annotations

from django.contrib import admin
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.admin_base import CountryFilter, GuardedAdmin, GuardedTabularInline
from pledges.admin_base import FrozenAdmin, ReassessMixin
from progress.models import Appeal, Assessment, Decision, Method, Reply, Trial


@admin.register(Assessment)
class AssessmentAdmin(ReassessMixin, FrozenAdmin):
    """Superseded assessments stay readable; nobody writes one by hand."""

    list_display = [
        "target", "government", "verdict", "reason", "last_known", "origin", "latest_year", "assessed_on",
        "public_from", "superseded_at",
    ]  # fmt: skip
    list_filter = [
        ("superseded_at", admin.EmptyFieldListFilter), "verdict", "reason", "origin", "method_version",
        ("government__country", CountryFilter),
    ]  # fmt: skip
    list_select_related = ["target", "government"]
    search_fields = ["target__code", "target__quote", "government__slug", "government__names__text"]
    date_hierarchy = "created_at"
    actions = ["reassess"]


OF_TARGET = ["target__code", "target__government__slug", "target__government__names__text"]


@admin.register(Decision)
class DecisionAdmin(FrozenAdmin):
    """Made and withdrawn on the verdict's page; it lapses by itself."""

    place = "target__government"
    list_display = ["target", "verdict", "decided_by", "decided_at", "lapse", "lapsed_at"]
    list_filter = [("lapsed_at", admin.EmptyFieldListFilter), "verdict", "lapse"]
    list_select_related = ["target__government", "decided_by"]
    search_fields = ["because", *OF_TARGET]
    date_hierarchy = "decided_at"
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}


@admin.register(Reply)
class ReplyAdmin(FrozenAdmin):
    """Published as it was written."""

    place = "assessment__government"
    list_display = ["target", "by", "at", "language"]
    list_filter = ["language"]
    list_select_related = ["assessment__target", "assessment__government", "by"]
    search_fields = ["text", *(f"assessment__{name}" for name in OF_TARGET)]
    date_hierarchy = "at"

    @admin.display(description=_("target"), ordering="assessment__target")
    def target(self, reply: Reply) -> str:
        return str(reply.assessment.target)


@admin.register(Appeal)
class AppealAdmin(FrozenAdmin):
    """Decided on the verdict's page, by somebody who did not decide the first time."""

    place = "target__government"
    list_display = ["target", "by", "at", "first_decider", "outcome", "decided_by", "decided_at"]
    list_filter = [("decided_at", admin.EmptyFieldListFilter), "outcome"]
    list_select_related = ["target__government", "by", "first_decider", "decided_by"]
    search_fields = ["grounds", "answer", *OF_TARGET]
    date_hierarchy = "at"


class TrialInline(GuardedTabularInline):
    frozen = True
    can_delete = False
    model = Trial
    fields = ["as_of", "started_at", "done", "finished_at"]


@admin.register(Method)
class MethodAdmin(GuardedAdmin):
    """Proposed, tried out, adopted and dropped on the desk of the method."""

    frozen = True
    list_display = [
        "label",
        "code_version",
        "state",
        "proposed_by",
        "proposed_at",
        "adopted_by",
        "adopted_at",
    ]
    list_filter = ["state", "code_version"]
    list_select_related = ["proposed_by", "adopted_by"]
    search_fields = ["label", "reason"]
    inlines = [TrialInline]


@admin.register(Trial)
class TrialAdmin(GuardedAdmin):
    """What it found is read on the desk of the method."""

    frozen = True
    list_display = ["method", "as_of", "started_at", "done", "finished_at"]
    list_filter = [("finished_at", admin.EmptyFieldListFilter)]
    list_select_related = ["method"]
    search_fields = ["method__label"]
