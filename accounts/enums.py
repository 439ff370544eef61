"""Closed vocabularies of who takes part."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class GovernmentKind(models.TextChoices):
    COUNTRY = "country", _("Country")
    STATE = "state", pgettext_lazy("kind of government", "State")
    PROVINCE = "province", _("Province")
    COUNTY = "county", _("County")
    CITY = "city", _("City")
    DISTRICT = "district", _("District")
    DEVELOPMENT_ZONE = "development_zone", _("Development zone")
    AUTHORITY = "authority", _("Authority")


class NetworkKind(models.TextChoices):
    DECLARATION = "declaration", _("Declaration")
    ALLIANCE = "alliance", _("Alliance")
    PROGRAMME = "programme", _("Programme")


class Role(models.TextChoices):
    """What a member is. The first two belong to a government, the last two to a network."""

    CONTRIBUTOR = "contributor", _("Contributor")
    CERTIFIER = "certifier", _("Certifier")
    REVIEWER = "reviewer", _("Reviewer")
    ADMINISTRATOR = "administrator", _("Administrator")


GOVERNMENT_ROLES = (Role.CONTRIBUTOR, Role.CERTIFIER)
NETWORK_ROLES = (Role.REVIEWER, Role.ADMINISTRATOR)


class MailState(models.TextChoices):
    """WAITING until someone takes it; SENDING while one worker holds it; SENT once the server took it."""

    WAITING = "waiting", _("Waiting")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")
