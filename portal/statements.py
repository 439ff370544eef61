"""What a government said, verbatim, with the promises and claims read from each statement."""

from __future__ import annotations

from django.db.models import QuerySet

from accounts.models import Government
from pledges.models import Statement


def of_government(government: Government) -> QuerySet[Statement]:
    """In the order of the appendix, the latest declaration last; three queries."""
    return (
        Statement.objects.filter(government=government)
        .select_related("declaration")
        .prefetch_related("targets", "claims")
        .order_by("declaration__date", "order")
    )
