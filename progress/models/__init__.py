"""Verdicts, methods, and what people say to verdicts."""

from progress.models.assessment import Assessment, AssessmentQuerySet, Judging
from progress.models.hearing import Appeal, Decision, Reply
from progress.models.method import Method, Trial, TrialChange

__all__ = [
    "Appeal",
    "Assessment",
    "AssessmentQuerySet",
    "Decision",
    "Judging",
    "Method",
    "Reply",
    "Trial",
    "TrialChange",
]
