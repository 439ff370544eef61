"""What a government said, verbatim, with what everyone may read of what became of each statement."""

from __future__ import annotations

from django.db.models import QuerySet

from accounts.models import Government
from plans import statements
from pledges.models import Statement


def of_government(government: Government) -> QuerySet[Statement]:
    """In the order of the appendix, the latest declaration last."""
    return statements.before_everyone(government)
