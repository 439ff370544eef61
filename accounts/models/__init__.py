from accounts.models.government import Government, GovernmentName
from accounts.models.mail import Mail
from accounts.models.membership import Invitation, Membership
from accounts.models.network import Network, NetworkMembership
from accounts.models.user import User

__all__ = [
    "Government",
    "GovernmentName",
    "Invitation",
    "Mail",
    "Membership",
    "Network",
    "NetworkMembership",
    "User",
]
