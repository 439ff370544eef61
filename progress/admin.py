"""How it is going, as records for the secretariat: to be read, and to be judged anew."""

from __future__ import annotations

from django.contrib import admin

from accounts.admin_base import CountryFilter
from pledges.admin_base import FrozenAdmin, ReassessMixin
from progress.models import Assessment


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
