from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from config.health import healthz

urlpatterns = [
    path("healthz/", healthz, name="healthz"),
    path("i18n/", include("django.conf.urls.i18n")),
    path("api/", include("portal.urls_api")),
    *i18n_patterns(
        path("admin/", admin.site.urls),
        path("accounts/", include("allauth.urls")),
        path("", include("accounts.urls")),
        path("", include("pledges.urls")),
        path("", include("inventories.urls")),
        path("", include("progress.urls")),
        path("", include("plans.urls")),
        path("", include("partnerships.urls")),
        path("", include("portal.urls")),
    ),
]

handler400 = "portal.views.errors.bad_request"
