from django.urls import path

from inventories.views import (
    begin,
    calculations,
    evidence,
    history,
    review,
    sections,
    signing,
    tasks,
    upload,
    waivers,
    worked,
)

app_name = "inventories"

GOVERNMENT = "desk/governments/<slug:slug>/reports"
REPORT = "desk/reports/<slug:reference>"
ROW = f"{REPORT}/<slug:section>/rows/<str:row>/work-out"

urlpatterns = [
    path(f"{GOVERNMENT}/new/", begin.report_begin, name="report-begin"),
    path(f"{GOVERNMENT}/upload/", history.history_upload, name="history-upload"),
    path(f"{GOVERNMENT}/upload/template.csv", history.history_template, name="history-template"),
    path(f"{REPORT}/", tasks.report_tasks, name="report-tasks"),
    path(f"{REPORT}/about/", sections.section_about, name="section-about"),
    path(f"{REPORT}/community/", sections.section_community, name="section-community"),
    path(f"{REPORT}/community/upload/", upload.rows_upload, name="rows-upload"),
    path(f"{REPORT}/community/template.csv", upload.rows_template, name="rows-template"),
    path(f"{REPORT}/operations/", sections.section_operations, name="section-operations"),
    path(f"{REPORT}/indicators/", sections.section_indicators, name="section-indicators"),
    path(f"{REPORT}/evidence/", evidence.section_evidence, name="section-evidence"),
    path(f"{REPORT}/checks/", signing.report_checks, name="report-checks"),
    path(f"{REPORT}/waivers/", waivers.report_waivers, name="report-waivers"),
    path(f"{REPORT}/submit/", signing.report_submit, name="report-submit"),
    path(f"{REPORT}/receipt/", signing.report_receipt, name="report-receipt"),
    path(f"{REPORT}/read/<int:number>/", tasks.report_read, name="report-read"),
    path(f"{REPORT}/discard/", tasks.report_discard, name="report-discard"),
    path(f"{REPORT}/correct/", tasks.report_correct, name="report-correct"),
    path(f"{REPORT}/review/", review.review, name="review"),
    path(f"{REPORT}/review/take/", review.review_take, name="review-take"),
    path(f"{REPORT}/review/remark/", review.review_remark, name="review-remark"),
    path(f"{REPORT}/review/return/", review.review_return, name="review-return"),
    path(f"{REPORT}/review/accept/", review.review_accept, name="review-accept"),
    path(f"{REPORT}/review/accepted/", review.review_accepted, name="review-accepted"),
    path(f"{REPORT}/evidence/status/", evidence.evidence_status, name="evidence-status"),
    path(f"{ROW}/", calculations.row_calculators, name="row-calculators"),
    path(f"{ROW}/<slug:calculator>/", calculations.row_calculate, name="row-calculate"),
    path("desk/calculations/<int:pk>/", worked.calculation, name="calculation"),
    path("desk/calculations/<int:pk>/remove/", worked.calculation_remove, name="calculation-remove"),
    path("desk/evidence/<int:pk>/", evidence.evidence_file, name="evidence-file"),
    path("desk/evidence/<int:pk>/remove/", evidence.evidence_remove, name="evidence-remove"),
]
