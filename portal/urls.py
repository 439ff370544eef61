from django.urls import URLPattern, path

from portal.views import (
    changes,
    desks,
    downloads,
    governments,
    method,
    networks,
    plans,
    reports,
    targets,
    verdicts,
)

app_name = "portal"

urlpatterns: list[URLPattern] = [
    path("", networks.home, name="home"),
    path("networks/<slug:slug>/", networks.network, name="network"),
    path("governments/<slug:slug>/", governments.government, name="government"),
    path("targets/<slug:code>/", targets.target, name="target"),
    path("targets/<slug:code>/record.json", targets.record, name="target-record"),
    path("plans/<slug:code>/", plans.plan, name="plan"),
    path("plans/<slug:code>/v<int:number>/", plans.plan_version, name="plan-version"),
    path("plans/<slug:code>/v<int:number>/document/", plans.plan_file, name="plan-file"),
    path("plans/<slug:code>/gap/<slug:target>/", plans.gap, name="plan-gap"),
    path("reports/<slug:reference>/", reports.report, name="report"),
    path("reports/<slug:reference>/v<int:number>/", reports.report_version, name="report-version"),
    path("reports/<slug:reference>/v<int:number>/changes/", changes.report_changes, name="report-changes"),
    path("reports/<slug:reference>/downloads/<slug:code>", downloads.report_download, name="report-download"),
    path(
        "reports/<slug:reference>/v<int:number>/downloads/<slug:code>",
        downloads.report_version_download,
        name="report-version-download",
    ),
    path("desk/reports/<slug:reference>/v<int:number>/changes/", changes.desk_changes, name="desk-changes"),
    path("method/", method.method, name="method"),
    path("method/checks/", method.checks, name="method-checks"),
    path("desk/", desks.desk, name="desk"),
    path("desk/governments/<slug:slug>/", desks.government_desk, name="government-desk"),
    path("desk/networks/<slug:slug>/", desks.network_desk, name="network-desk"),
    path("desk/targets/<slug:code>/verdict/", verdicts.verdict, name="verdict"),
    path("desk/targets/<slug:code>/verdict/reply/", verdicts.reply, name="verdict-reply"),
    path("desk/targets/<slug:code>/verdict/publish/", verdicts.publish, name="verdict-publish"),
    path("desk/targets/<slug:code>/verdict/appeal/", verdicts.appeal, name="verdict-appeal"),
    path("desk/targets/<slug:code>/verdict/decide/", verdicts.decide, name="verdict-decide"),
    path("desk/targets/<slug:code>/verdict/withdraw/", verdicts.withdraw, name="verdict-withdraw"),
    path(
        "desk/targets/<slug:code>/verdict/appeal/decide/",
        verdicts.decide_appeal,
        name="verdict-appeal-decide",
    ),
]
