"""Roadmaps: computed while they are typed, kept, compared, made public; the public page of each."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import SignedIn, loads, require
from accounts.models import Government
from accounts.permissions import Permission, may
from inventories.history import Refused
from inventories.views.methods import by_method
from plans import counting
from plans.actions import roadmaps as writing
from plans.forms.roadmap import WholeRoadmap
from plans.models import PlanVersion, Roadmap
from plans.roadmaps import Counted, compute, inputs_of
from pledges.views import trails
from portal import roadmaps
from portal.roadmap_pairs import Compared
from portal.roadmaps import Shown

load_government = loads(Government.objects.with_names, "slug")
load_roadmap = loads(
    lambda: Roadmap.objects.select_related("government", "plan_version__plan", "saved_by").prefetch_related(
        "government__names"
    ),
    "pk",
)


def _trail(government: Government) -> trails.Trail:
    return [
        *trails.of_government(government),
        (_("Roadmaps"), reverse("portal:roadmaps", args=[government.slug])),
    ]


@require_safe
@load_government
@require(Permission.SEE_DESK)
def listed(request: SignedIn, government: Government) -> HttpResponse:
    found = Roadmap.objects.filter(government=government).select_related("saved_by", "plan_version__plan")
    if not may(request.user, Permission.EDIT_PLAN, government):
        found = found.filter(is_public=True)
    context = {
        "government": government,
        "trail": trails.of_government(government),
        "roadmaps": [roadmaps.shown(each, {}) for each in found],
        "may_edit": may(request.user, Permission.EDIT_PLAN, government),
    }
    return render(request, "portal/roadmaps/list.html", context)


# Computed while it is typed


def _counted(version: PlanVersion | None) -> Counted | None:
    """The actions of a version, as they stand today. Four queries."""
    if version is None:
        return None
    held = counting.of_versions([version], timezone.localdate())[version.pk]
    titles = {each.action.key: (each.action.title_en, each.action.title_zh) for each in held.doings}
    title = (version.title_en, version.title_zh)
    return Counted(version.plan.code, version.number, title, held.promises, held.shared, titles)


def _computed(whole: WholeRoadmap) -> Shown:
    return Shown(compute(whole.inputs(_counted(whole.form.version))), {})


def _page(request: SignedIn, government: Government, whole: WholeRoadmap, status: int = 200) -> HttpResponse:
    context = {
        "government": government,
        "trail": _trail(government),
        "whole": whole,
        "started": whole.is_started and not whole.bound,
        "shown": _computed(whole) if whole.bound and whole.is_valid() else None,
        "problems": _problems(whole) if whole.bound else [],
    }
    return render(request, "portal/roadmaps/form.html", context, status=status)


def _problems(whole: WholeRoadmap) -> list[tuple[str, str, str]]:
    """Where each error stands: the field's id, its name, the words."""
    whole.is_valid()
    found = [
        ("", "", str(error)) for error in [*whole.form.non_field_errors(), *whole.rows.non_form_errors()]
    ]
    found += [("", "", str(error)) for form in whole.rows.forms for error in form.non_field_errors()]
    for field in whole.fields():
        name = str(field.label)
        if field.form in whole.rows.forms:
            name = f"{field.form['name'].value() or _('End use')}: {name}"
        found += [(field.auto_id, name, str(error)) for error in field.errors]
    return found


@require_safe
@load_government
@require(Permission.EDIT_PLAN)
def new_form(request: SignedIn, government: Government) -> HttpResponse:
    start = request.GET.get("from", "")
    held = None
    if start.isascii() and start.isdigit():
        held = get_object_or_404(Roadmap, pk=int(start), government=government)
    plan = str(held.plan_version_id or "") if held else ""
    whole = WholeRoadmap(
        None, government=government, initial=inputs_of(held.inputs) if held else None, plan=plan
    )
    return _page(request, government, whole)


@require_POST
@load_government
@require(Permission.EDIT_PLAN)
def new_save(request: SignedIn, government: Government) -> HttpResponse:
    """Save, or only compute anew where there is no script."""
    whole = WholeRoadmap(request.POST, government=government)
    if not whole.is_valid():
        return _page(request, government, whole, 422)
    if request.POST.get("then") != "save":
        return _page(request, government, whole)
    title = whole.form.cleaned_data["title"]
    if not title:
        whole.form.add_error("title", _("Give it a title, so that it can be told from others."))
        return _page(request, government, whole, 422)
    version = whole.form.version
    try:
        made = writing.save(
            government=government,
            title=title,
            inputs=whole.inputs(_counted(version)),
            version=version,
            by=request.user,
            now=timezone.now(),
        )
    except ValidationError as error:
        whole.form.add_error(None, error.messages)
        return _page(request, government, whole, 422)
    messages.success(request, _("Saved. It does not change any more: what differs is another roadmap."))
    return redirect("portal:roadmap-desk", made.pk)


new = by_method(get=new_form, post=new_save)


@require_POST
@load_government
@require(Permission.EDIT_PLAN)
def preview(request: SignedIn, government: Government) -> HttpResponse:
    """What the form gives as it stands, for the page that it was typed on."""
    whole = WholeRoadmap(request.POST, government=government)
    shown = _computed(whole) if whole.is_valid() else None
    slots = [(field.auto_id, " ".join(map(str, field.errors))) for field in whole.fields()]
    context = {"shown": shown, "problems": _problems(whole), "slots": slots}
    return render(request, "portal/roadmaps/_result.html", context)


# Kept


@require_safe
@load_roadmap
@require(Permission.SEE_DESK)
def desk(request: SignedIn, roadmap: Roadmap) -> HttpResponse:
    may_edit = may(request.user, Permission.EDIT_PLAN, roadmap)
    if not may_edit and not roadmap.is_public:
        raise Http404
    figures = roadmaps.accepted_figures(roadmap.government, for_everyone=not may_edit)
    others = Roadmap.objects.filter(government=roadmap.government).exclude(pk=roadmap.pk)
    context = {
        "roadmap": roadmap,
        "government": roadmap.government,
        "trail": _trail(roadmap.government),
        "shown": roadmaps.shown(roadmap, figures),
        "others": others.only("pk", "title") if may_edit else [],
        "may_edit": may_edit,
        "may_publish": may(request.user, Permission.SUBMIT_PLAN, roadmap),
        "hindrance": "" if roadmap.is_public else writing.hindrance(roadmap),
    }
    return render(request, "portal/roadmaps/desk.html", context)


@require_POST
@load_roadmap
@require(Permission.SUBMIT_PLAN)
def publish(request: SignedIn, roadmap: Roadmap) -> HttpResponse:
    try:
        writing.publish(roadmap=roadmap)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Everyone can read this roadmap now."))
    return redirect("portal:roadmap-desk", roadmap.pk)


@require_POST
@load_roadmap
@require(Permission.EDIT_PLAN)
def remove(request: SignedIn, roadmap: Roadmap) -> HttpResponse:
    try:
        writing.remove(roadmap=roadmap)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("portal:roadmap-desk", roadmap.pk)
    messages.success(request, _("Removed: %(title)s") % {"title": roadmap.title})
    return redirect("portal:roadmaps", roadmap.government.slug)


@require_safe
@load_government
@require(Permission.EDIT_PLAN)
def compare(request: SignedIn, government: Government) -> HttpResponse:
    mine = Roadmap.objects.filter(government=government)
    chosen = [_chosen(mine, request.GET.get(name, "")) for name in ("a", "b")]
    compared = None
    if chosen[0] and chosen[1]:
        compared = Compared(roadmaps.shown(chosen[0], {}), roadmaps.shown(chosen[1], {}))
    context = {
        "government": government,
        "trail": _trail(government),
        "roadmaps": mine.only("pk", "title"),
        "chosen": chosen,
        "compared": compared,
    }
    return render(request, "portal/roadmaps/compare.html", context)


def _chosen(mine: Any, number: str) -> Roadmap | None:
    if not number:
        return None
    if not (number.isascii() and number.isdigit()):
        raise Http404
    found: Roadmap = get_object_or_404(mine, pk=int(number))
    return found


# For everyone


@require_safe
def roadmap(request: Any, pk: int) -> HttpResponse:
    found = get_object_or_404(
        Roadmap.objects.filter(is_public=True).select_related("government", "plan_version__plan"), pk=pk
    )
    figures = roadmaps.accepted_figures(found.government, for_everyone=True)
    context = {
        "roadmap": found,
        "government": found.government,
        "trail": [(found.government.name, found.government.get_absolute_url())],
        "shown": roadmaps.shown(found, figures),
    }
    return render(request, "portal/roadmaps/roadmap.html", context)
