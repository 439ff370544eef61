"""What stands of a target at the moment: held still while somebody says something to it."""

from __future__ import annotations

from datetime import date

from accounts.models import Government
from pledges.enums import TargetState
from progress.actions.errors import ChangedMeanwhile
from progress.models import Assessment


def hold(government_id: int) -> None:
    """Let nobody judge the government, or say something to its verdicts, until the transaction ends."""
    Government.objects.select_for_update(no_key=True).get(pk=government_id)


def demand_current(assessment: Assessment) -> Assessment:
    """The assessment as it is now. Raises ChangedMeanwhile where another took its place, or its target has
    been read anew."""
    hold(assessment.government_id)
    found = Assessment.objects.current().filter(pk=assessment.pk, target_version__state=TargetState.IN_FORCE)
    now = found.select_related("target__government", "target_version", "decision__decided_by").first()
    if now is None:
        raise ChangedMeanwhile
    return now


def demand_standing(assessment: Assessment, today: date) -> Assessment:
    """The assessment, if its verdict stands: for those who see it first, or for everyone; with other numbers
    perhaps. Raises ChangedMeanwhile."""
    hold(assessment.government_id)
    rows = Assessment.objects.filter(target=assessment.target_id, standing_since=assessment.standing_since)
    if not (rows.current() | rows.public(today)).exists():
        raise ChangedMeanwhile
    return assessment
