from django.urls import path

from pledges.views import proposals, questions, targets

app_name = "pledges"

urlpatterns = [
    path("desk/questions/<int:pk>/", questions.question, name="question"),
    path("desk/questions/<int:pk>/settle/", questions.settle, name="question-settle"),
    path("desk/questions/<int:pk>/ask-again/", questions.ask_again, name="question-ask-again"),
    path("desk/governments/<slug:slug>/targets/new/", targets.declare, name="target-declare"),
    path("desk/targets/<slug:code>/revise/", targets.revise, name="target-revise"),
    path("desk/proposals/<int:pk>/", proposals.proposal, name="proposal"),
    path("desk/proposals/<int:pk>/confirm/", proposals.confirm, name="proposal-confirm"),
    path("desk/proposals/<int:pk>/refuse/", proposals.refuse, name="proposal-refuse"),
]
