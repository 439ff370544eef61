from django.contrib.admin.apps import AdminConfig


class MilepostAdminConfig(AdminConfig):
    default_site = "config.site.MilepostAdminSite"
