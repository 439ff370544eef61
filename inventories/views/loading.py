"""How the views of reports find what they are about."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.access import loads
from accounts.models import Government, User
from accounts.permissions import Permission, may
from inventories.enums import State
from inventories.history import Refused
from inventories.models import Evidence, Report, ReportVersion

View = Callable[..., HttpResponseBase]


class SignedInRequest(HttpRequest):
    """What a view gets once `loads` has let the request in."""

    user: User


def _governments() -> QuerySet[Government]:
    return Government.objects.with_names()


def _reports() -> QuerySet[Report]:
    return Report.objects.select_related("government").prefetch_related("government__names")


def _evidence() -> QuerySet[Evidence]:
    return Evidence.objects.select_related("version__report__government").prefetch_related(
        "version__report__government__names"
    )


load_government = loads(_governments, "slug")
load_report = loads(_reports, "reference")
load_evidence = loads(_evidence, "pk")


def latest_version(report: Report) -> ReportVersion:
    """The open version; where none is open, the one with the highest number."""
    return with_report(
        report, report.versions.select_related("certified_by", "corrects").order_by("-number")[0]
    )


def with_report(report: Report, version: ReportVersion) -> ReportVersion:
    """`version`, knowing its report without asking again."""
    version.report = report
    return version


def may_read(user: User, version: ReportVersion) -> bool:
    """Whether `user`, who may see the report, may see what this version holds.

    A draft is the government's own until it is submitted: the secretariat learns only that there is one.
    """
    return not version.is_draft or may(user, Permission.SEE_DRAFT, version)


def with_draft(view: View) -> View:
    """Give the view the report's draft; where there is none (any more), say so and show the task list."""

    @wraps(view)
    def wrapped(request: HttpRequest, report: Report, *args: Any, **kwargs: Any) -> HttpResponseBase:
        version = latest_version(report)
        if not version.is_draft:
            messages.info(request, no_longer_a_draft(version))
            return redirect("inventories:report-tasks", report.reference)
        try:
            return view(request, version, *args, **kwargs)
        except Refused as refusal:  # a colleague submitted or discarded the draft meanwhile
            messages.error(request, str(refusal))
            if Report.objects.filter(pk=report.pk).exists():
                return redirect("inventories:report-tasks", report.reference)
            return redirect("portal:government-desk", report.government.slug)

    return wrapped


def no_longer_a_draft(version: ReportVersion) -> str:
    if version.state in (State.SUBMITTED, State.IN_REVIEW):
        return _("This version has been submitted: it can be read, but no longer changed.")
    return _("No draft of this report is open. To change it, begin a correction.")


def with_version_in(*states: str) -> Callable[[View], View]:
    """Give the view the latest version if it is in one of `states`; else say where it is."""

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, report: Report, *args: Any, **kwargs: Any) -> HttpResponseBase:
            version = latest_version(report)
            if version.state not in states:
                messages.warning(
                    request,
                    _("Nothing was changed: this version is now in the state “%(state)s”.")
                    % {"state": version.get_state_display()},
                )
                return redirect("inventories:review", report.reference)
            return view(request, version, *args, **kwargs)

        return wrapped

    return decorate
