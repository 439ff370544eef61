from django.urls import URLPattern, path

from partnerships.views import (
    case_deeds,
    cases,
    deciding,
    documents,
    exchanges,
    interests,
    needs,
    partnerships,
)

app_name = "partnerships"

GOVERNMENT = "desk/governments/<slug:slug>"
NETWORK = "desk/networks/<slug:slug>"
CASE = "desk/cases/<slug:slug>"
PARTNERSHIP = "desk/partnerships/<slug:reference>"

urlpatterns: list[URLPattern] = [
    path(f"{GOVERNMENT}/interests/", interests.interests, name="interests"),
    path(f"{GOVERNMENT}/partners/", interests.partners, name="partners"),
    path(f"{GOVERNMENT}/cooperation/", partnerships.cooperation, name="cooperation"),
    path(f"{GOVERNMENT}/cooperation/new/", partnerships.begin, name="partnership-begin"),
    path(f"{PARTNERSHIP}/", partnerships.partnership, name="partnership"),
    path(f"{PARTNERSHIP}/edit/", partnerships.edit, name="partnership-edit"),
    path(f"{PARTNERSHIP}/contact/", partnerships.contact, name="partnership-contact"),
    path(f"{PARTNERSHIP}/propose/", deciding.propose, name="partnership-propose"),
    path(f"{PARTNERSHIP}/confirm/", deciding.confirm, name="partnership-confirm"),
    path(f"{PARTNERSHIP}/decline/", deciding.decline, name="partnership-decline"),
    path(f"{PARTNERSHIP}/end/", deciding.end, name="partnership-end"),
    path(f"{PARTNERSHIP}/discard/", deciding.discard, name="partnership-discard"),
    path(f"{PARTNERSHIP}/deliverables/<int:pk>/", deciding.deliver, name="partnership-deliver"),
    path(f"{PARTNERSHIP}/documents/", documents.document, name="partnership-document"),
    path(f"{PARTNERSHIP}/documents/<int:pk>/", documents.document_file, name="partnership-file"),
    path(f"{PARTNERSHIP}/documents/<int:pk>/remove/", documents.remove, name="partnership-document-remove"),
    path(f"{PARTNERSHIP}/exchanges/new/", exchanges.exchange, name="exchange-new"),
    path(f"{PARTNERSHIP}/exchanges/<int:pk>/", exchanges.exchange, name="exchange"),
    path(f"{PARTNERSHIP}/exchanges/<int:pk>/remove/", exchanges.remove, name="exchange-remove"),
    path(f"{GOVERNMENT}/cases/", cases.cases, name="cases"),
    path(f"{GOVERNMENT}/cases/new/", cases.begin, name="case-begin"),
    path(f"{NETWORK}/needs/", needs.needs, name="needs"),
    path(f"{NETWORK}/needs.csv", needs.needs_table, name="needs-table"),
    path(f"{NETWORK}/cases/", cases.cases_to_review, name="cases-to-review"),
    path(f"{CASE}/", cases.case, name="case"),
    path(f"{CASE}/edit/", cases.edit, name="case-edit"),
    path(f"{CASE}/submit/", case_deeds.submit, name="case-submit"),
    path(f"{CASE}/return/", case_deeds.give_back, name="case-return"),
    path(f"{CASE}/publish/", case_deeds.publish, name="case-publish"),
    path(f"{CASE}/withdraw/", case_deeds.withdraw, name="case-withdraw"),
    path(f"{CASE}/discard/", case_deeds.discard, name="case-discard"),
]
