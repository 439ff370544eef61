"""What is missing or doubtful in a version. Errors keep it from being signed; warnings want an answer."""

from inventories.checks import about, rows, series  # noqa: F401  registers the checks
from inventories.checks.answers import answer, answers, blocking
from inventories.checks.registry import Finding, run

__all__ = ["Finding", "answer", "answers", "blocking", "run"]
