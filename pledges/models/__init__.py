from pledges.models.claim import Claim
from pledges.models.declaration import Declaration, Endorsement, Statement
from pledges.models.measure import Measure
from pledges.models.question import Question
from pledges.models.request import AssessmentRequest
from pledges.models.target import ScenarioPoint, Target, TargetVersion

__all__ = [
    "AssessmentRequest",
    "Claim",
    "Declaration",
    "Endorsement",
    "Measure",
    "Question",
    "ScenarioPoint",
    "Statement",
    "Target",
    "TargetVersion",
]
