from partnerships.models.case import CaseClaim, CaseStudy
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

__all__ = [
    "CaseClaim",
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
]
