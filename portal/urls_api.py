from django.urls import URLPattern, path

from portal.views import api

app_name = "api"

urlpatterns: list[URLPattern] = [
    path("networks/<slug:slug>/governments.json", api.network_governments, name="network-governments"),
    path("networks/<slug:slug>/governments.csv", api.network_table, name="network-table"),
    path("governments/<slug:slug>.json", api.government, name="government"),
    path("reports/<slug:reference>.json", api.report, name="report"),
    path("reports/<slug:reference>/v<int:number>.json", api.report_version, name="report-version"),
]
