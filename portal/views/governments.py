"""One government: what it signed, promised, reported and said."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import Government
from inventories.enums import State
from inventories.models import ReportVersion
from pledges.enums import QuestionCode
from pledges.models import Endorsement, Question
from portal import cooperation, days, emissions, four, hearing, plan_gaps, plans, promises, statements
from portal import questions as asking


@require_safe
def government(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Government.objects.with_names().select_related("parent"), slug=slug)
    endorsements = list(Endorsement.objects.filter(government=found).select_related("declaration"))
    questions = list(Question.objects.filter(government=found).open().select_related("target", "claim"))
    accepted = ReportVersion.objects.filter(report__government=found, state=State.ACCEPTED)
    today = timezone.localdate()
    memberships = list(found.network_memberships.current().select_related("network"))
    day = days.day(request.GET.get("on", ""), timezone.localdate())
    promised = promises.of_government(found, today)
    hearing.put_beside(promised)
    plan_gaps.put_beside(promised, today)
    is_drawn = any(promise.chart or promise.is_withheld for promise in promised)
    context = {
        "government": found,
        "trail": [(_("Promises"), reverse("portal:home"))],
        "parts": found.parts.prefetch_related("names"),
        "endorsements": endorsements,
        "memberships": memberships,
        "four": four.of_government(found, memberships, day),
        "promises": promised,
        "emissions": None if is_drawn else emissions.of_government(found),
        "cooperation": cooperation.of_government(found, today),
        "plans": plans.of_government(found, today),
        "reports": accepted.select_related("report").order_by("-report__year", "report__series"),
        "statements": statements.of_government(found),
        "questions": asking.public(
            (each for each in questions if each.code != QuestionCode.TARGET), promised
        ),
        "asked_for_target": any(each.code == QuestionCode.TARGET for each in questions)
        or any(each.target_to_be_added for each in endorsements),
    }
    return render(request, "portal/government.html", context)
