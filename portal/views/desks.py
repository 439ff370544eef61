"""Where those who work with Milepost begin: a government's desk, a network's, or the choice of several."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts import members
from accounts.access import loads, require
from accounts.models import Government, Membership, Network
from accounts.permissions import Permission, may
from plans import statements
from portal import days, due, four, hearing, plans, queue
from progress import methods

PER_PAGE = 25
AT_MOST = 20
"""Of the lists beside the queue, as many as one looks at."""
LAPSED_LATELY = datetime.timedelta(days=90)


@require_safe
@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """The one desk one has; a choice of several; or how to get one."""
    places = _places(request)
    if len(places) == 1:
        return redirect(_desk_of(places[0]["place"]), places[0]["place"].slug)
    return render(request, "portal/desk.html", {"places": places})


def _places(request: HttpRequest) -> list[dict[str, Any]]:
    memberships = Membership.objects.current().filter(user=request.user.pk)
    return [
        {"place": held.place, "role": held.get_role_display(), "is_network": held.network_id is not None}
        for held in memberships.select_related("government", "network").prefetch_related("government__names")
    ]


def _desk_of(place: Government | Network) -> str:
    return "portal:government-desk" if isinstance(place, Government) else "portal:network-desk"


@require_safe
@loads(Government.objects.with_names, "slug")
@require(Permission.SEE_DESK)
def government_desk(request: HttpRequest, government: Government) -> HttpResponse:
    now = timezone.localtime()
    standings = due.standings(government)
    return render(
        request,
        "portal/desk_government.html",
        {
            "government": government,
            "four": four.of_government(
                government,
                government.network_memberships.current().select_related("network"),
                days.day("", now.date()),
            ),
            "drafts": due.drafts(government),
            "with_secretariat": due.with_secretariat(government),
            "years": due.years(government, now.year),
            "questions": due.open_questions(government, standings),
            "proposals": due.proposals(government),
            "first_seen": hearing.first_seen(government, now.date()),
            "appeals": hearing.appeals_of(government),
            "standings": standings,
            "open_statements": _first(statements.open_of(government)),
            "members": members.at(government).order_by("role", "user__name"),
            "may_edit": may(request.user, Permission.EDIT_REPORT, government),
            "may_answer": may(request.user, Permission.ANSWER_QUESTION, government),
        },
    )


@require_safe
@loads(Network.objects.all, "slug")
@require(Permission.SEE_QUEUE)
def network_desk(request: HttpRequest, network: Network) -> HttpResponse:
    now = timezone.now()
    filters = queue.QueueFilter(request.GET, network=network)
    asked = filters.asked()
    found = Paginator(queue.queue(network, asked, now), PER_PAGE)
    return render(
        request,
        "portal/desk_network.html",
        {
            "network": network,
            "four": four.desk_rows(network, timezone.localdate()),
            "filters": filters,
            "asked": asked,
            "page": found.get_page(request.GET.get("page")),
            "to_confirm": _standings(_first(queue.to_confirm(network))),
            "answers": _first(queue.answers(network)),
            "appeals": _first(hearing.open_appeals(network)),
            "to_decide": _waiting(_first(hearing.to_decide(network))),
            "lapsed": hearing.lapsed(network, now - LAPSED_LATELY)[:AT_MOST],
            "submitted_plans": _first(plans.submitted(network)),
            "without_report": _first(queue.without_report(network)),
            "without_target": _first(queue.without_target(network)),
            "events": queue.recent_events(network)[:AT_MOST],
            "letters": queue.letters_in_trouble(now),
            "trouble": methods.standing_still(),
            "now": now,
        },
    )


def _standings(first: dict[str, Any]) -> dict[str, Any]:
    return first | {"rows": [due.Standing(version, None) for version in first["rows"]]}


def _waiting(first: dict[str, Any]) -> dict[str, Any]:
    return first | {"rows": [hearing.Waiting(row) for row in first["rows"]]}


def _first(rows: QuerySet[Any]) -> dict[str, Any]:
    """The first of many, and how many there are."""
    return {"rows": list(rows[:AT_MOST]), "count": rows.count(), "shown": AT_MOST}
