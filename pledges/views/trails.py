"""Where a desk page lies: pairs of words and address for the breadcrumbs."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Government

Trail = list[tuple[str, str]]


def of_government(government: Government) -> Trail:
    desk = _("Desk of %(place)s") % {"place": government.name}
    return [(desk, reverse("portal:government-desk", args=[government.slug]))]
