"""The admin's front door: the secretariat alone, by the same may() as everywhere."""

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission, may


class MilepostAdminSite(AdminSite):
    site_header = _("Milepost administration")
    site_title = _("Milepost administration")
    index_title = _("Records")

    def has_permission(self, request: HttpRequest) -> bool:
        return may(request.user, Permission.USE_ADMIN)
