from plans.models.action import (
    Action,
    ActionReduction,
    CoBenefit,
    Funding,
    Milestone,
    Overlap,
    ProgressEntry,
)
from plans.models.plan import Hazard, Plan, PlanEvent, PlanVersion, ResilienceGoal
from plans.models.roadmap import Roadmap
from plans.models.statement import StatementUse

__all__ = [
    "Action",
    "ActionReduction",
    "CoBenefit",
    "Funding",
    "Hazard",
    "Milestone",
    "Overlap",
    "Plan",
    "PlanEvent",
    "PlanVersion",
    "ProgressEntry",
    "ResilienceGoal",
    "Roadmap",
    "StatementUse",
]
