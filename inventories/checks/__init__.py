"""What is missing or doubtful in a version. Errors keep it from being signed; warnings want an answer."""

from inventories.checks import about, calculated, confidential, rows, series  # noqa: F401  registers the checks
from inventories.checks.answers import NothingToAnswer, answer, answers, blocking
from inventories.checks.registry import Finding, run

__all__ = ["Finding", "NothingToAnswer", "answer", "answers", "blocking", "run"]
