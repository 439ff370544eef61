"""What is missing or doubtful in a version. Errors keep it from being signed; warnings want an answer."""

from inventories.checks import (  # noqa: F401  registers the checks
    about,
    activity,
    bases,
    behind,
    calculated,
    confidential,
    evidence,
    rows,
    sectors,
    series,
)
from inventories.checks.answers import NothingToAnswer, Said, answer, answer_all, blocking, said
from inventories.checks.registry import Finding, codes, run, severity_of

__all__ = [
    "Finding",
    "NothingToAnswer",
    "Said",
    "answer",
    "answer_all",
    "blocking",
    "codes",
    "run",
    "said",
    "severity_of",
]
