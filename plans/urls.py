from django.urls import URLPattern, path

from plans.views import actions, plans, progress, reviewing, statements, workbook

app_name = "plans"

GOVERNMENT = "desk/governments/<slug:slug>/plans"
PLAN = "desk/plans/<slug:code>"

urlpatterns: list[URLPattern] = [
    path(f"{GOVERNMENT}/", plans.plans, name="plans"),
    path(f"{GOVERNMENT}/new/", plans.begin, name="plan-begin"),
    path("desk/governments/<slug:slug>/statements/", statements.statements, name="statements"),
    path("desk/statements/<int:pk>/", statements.statement, name="statement"),
    path("desk/statements/<int:pk>/note/", statements.note, name="statement-note"),
    path(
        "desk/statements/<int:pk>/notes/<int:note>/withdraw/", statements.withdraw, name="statement-withdraw"
    ),
    path(f"{PLAN}/", plans.plan, name="plan"),
    path(f"{PLAN}/about/", plans.about, name="plan-about"),
    path(f"{PLAN}/resilience/", plans.resilience, name="plan-resilience"),
    path(f"{PLAN}/document/", plans.document, name="plan-document"),
    path(f"{PLAN}/document/file/", plans.document_file, name="plan-file"),
    path(f"{PLAN}/overlaps/", actions.overlaps, name="plan-overlaps"),
    path(f"{PLAN}/actions/<slug:key>/", actions.action, name="action"),
    path(f"{PLAN}/actions/<slug:key>/remove/", actions.remove, name="action-remove"),
    path(f"{PLAN}/actions/<slug:key>/progress/", progress.entry, name="progress"),
    path(f"{PLAN}/actions/<slug:key>/milestones/<int:milestone>/", progress.reach, name="milestone-reached"),
    path(f"{PLAN}/workbook/", workbook.download, name="plan-workbook"),
    path(f"{PLAN}/bring/", workbook.bring, name="plan-bring"),
    path(f"{PLAN}/bring/confirm/", workbook.confirm, name="plan-bring-confirm"),
    path(f"{PLAN}/bring/faults/", workbook.faults, name="plan-faults"),
    path(f"{PLAN}/submit/", reviewing.submit, name="plan-submit"),
    path(f"{PLAN}/return/", reviewing.give_back, name="plan-return"),
    path(f"{PLAN}/accept/", reviewing.accept, name="plan-accept"),
    path(f"{PLAN}/change/", reviewing.change, name="plan-change"),
    path(f"{PLAN}/discard/", reviewing.discard, name="plan-discard"),
]
