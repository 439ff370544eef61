"""What a government said in a declaration, verbatim, and what became of each statement.

Something became of it where a target, an action, a claim or a note was made of it; the others are open.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from accounts.models import Government
from plans.enums import PlanState
from plans.models import Action, PlanVersion, StatementUse
from pledges.models import Claim, Statement, Target


def before_everyone(government: Government) -> QuerySet[Statement]:
    """With what everyone may read of what was made of them; six queries for any number."""
    accepted = Action.objects.filter(version__in=PlanVersion.objects.accepted())
    return _with(government, Target.objects.public(), accepted)


def at_the_desk(government: Government) -> QuerySet[Statement]:
    """With everything that was made of them, proposed and in drafts too; six queries for any number."""
    standing = (PlanState.DRAFT, PlanState.SUBMITTED, PlanState.ACCEPTED)
    return _with(government, Target.objects.all(), Action.objects.filter(version__state__in=standing))


def open_of(government: Government) -> QuerySet[Statement]:
    """Those of which nothing was made yet, in the order of the appendix."""
    made = [
        Exists(rows.filter(statement=OuterRef("pk")))
        for rows in (
            Target.objects.all(),
            Action.objects.all(),
            Claim.objects.all(),
            StatementUse.objects.filter(withdrawn_at__isnull=True),
        )
    ]
    found = Statement.objects.filter(government=government).select_related("declaration")
    for each in made:
        found = found.exclude(each)
    return found.order_by("declaration__date", "order")


def _with(
    government: Government, targets: QuerySet[Target], actions: QuerySet[Action]
) -> QuerySet[Statement]:
    standing = StatementUse.objects.filter(withdrawn_at__isnull=True)
    return (
        Statement.objects.filter(government=government)
        .select_related("declaration")
        .prefetch_related(
            Prefetch("targets", targets.order_by("pk")),
            Prefetch("actions", actions.select_related("version__plan").order_by("version_id", "position")),
            Prefetch("uses", standing.order_by("pk")),
            "claims",
        )
        .order_by("declaration__date", "order")
    )
