"""Kinds that have no rule of their own yet, and directions, which never have: the secretariat decides with
evidence."""

from trajectory.case import Case
from trajectory.outcome import Finding
from trajectory.reckoning import known
from trajectory.vocabulary import Reason, Verdict


def judge(case: Case) -> Finding:
    """Leave it to the secretariat, with what is known."""
    return Finding(Verdict.UNDETERMINED, Reason.MANUAL_REVIEW, numbers=known(case))
