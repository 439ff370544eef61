"""How the views of case studies find what they are about, and say what is refused."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import loads
from accounts.models import Government, Network
from inventories.history import Refused
from partnerships.models import CaseStudy
from pledges.views import trails

View = Callable[..., HttpResponseBase]


def with_place() -> QuerySet[CaseStudy]:
    return CaseStudy.objects.select_related("government", "partnership").prefetch_related("government__names")


load_case = loads(with_place, "slug")
load_government = loads(Government.objects.with_names, "slug")
load_network = loads(Network.objects.all, "slug")


def of_government(government: Government) -> trails.Trail:
    here = (_("Case studies"), reverse("partnerships:cases", args=[government.slug]))
    return [*trails.of_government(government), here]


def trail(case: CaseStudy) -> trails.Trail:
    here = (str(case.title), reverse("partnerships:case", args=[case.slug]))
    return [*of_government(case.government), here]


def refusals(view: View) -> View:
    """What is refused is said, and the case study shown as it stands, or the list where it is gone."""

    @wraps(view)
    def wrapped(request: HttpRequest, case: CaseStudy, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, case, *args, **kwargs)
        except Refused as refusal:
            messages.error(request, str(refusal))
        if CaseStudy.objects.filter(slug=case.slug).exists():
            return redirect("partnerships:case", case.slug)
        return redirect("partnerships:cases", case.government.slug)

    return wrapped
