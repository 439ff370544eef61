from partnerships.models.case import CaseClaim, CaseEvent, CaseStudy
from partnerships.models.exchange import Exchange, Participation
from partnerships.models.interest import Interest
from partnerships.models.organisation import NetworkOrganisation, Organisation
from partnerships.models.partnership import (
    Deliverable,
    Partner,
    Partnership,
    PartnershipDocument,
    PartnershipEvent,
)
from partnerships.models.reminder import Reminder

__all__ = [
    "CaseClaim",
    "CaseEvent",
    "CaseStudy",
    "Deliverable",
    "Exchange",
    "Interest",
    "NetworkOrganisation",
    "Organisation",
    "Participation",
    "Partner",
    "Partnership",
    "PartnershipDocument",
    "PartnershipEvent",
    "Reminder",
]
