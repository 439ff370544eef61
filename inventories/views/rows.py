"""What stands behind a row: its line, activities, calculations, evidence, remarks; added to from here."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import require
from accounts.permissions import Permission
from inventories import (
    activities,
    activity_edits,
    calculations,
    calculators,
    carrying,
    evidence,
    history,
    products,
    sections,
)
from inventories.activities import ActivityDraft
from inventories.activity_edits import Save
from inventories.forms.activity import ActivityForm, initial_of
from inventories.forms.evidence import EvidenceForm
from inventories.forms.merging import fingerprint
from inventories.forms.tonnes import choices as mass_units
from inventories.frameworks import Row
from inventories.models import ReportVersion
from inventories.views.activities import shown
from inventories.views.calculations import around_row, equivalent, of_row, with_row
from inventories.views.loading import SignedInRequest, View, load_report, with_draft
from inventories.views.methods import by_method
from inventories.views.sections import revision_of, section_of
from inventories.views.trail import remarks_to_answer


def of_report(view: Callable[..., HttpResponse]) -> View:
    """Load the draft of a report and a row of it, for who may edit."""
    return load_report(require(Permission.EDIT_REPORT)(with_draft(with_row(view))))


def behind(
    request: SignedInRequest, version: ReportVersion, section: str, row: Row, **more: Any
) -> dict[str, Any]:
    """Everything that the page of a row shows."""
    held = activities.of_row(version, section, row.code)
    kept = of_row(version, section, row.code)
    line = version.lines.filter(section=section, row=row.code).prefetch_related("masses").first()
    total = products.added_up(held, version.gwp_set)
    return {
        **around_row(request, version, section),
        "section": section_of(version, section),
        "row": row,
        "line": line,
        "activities": [shown(at, each, version.gwp_set) for at, each in enumerate(held, start=1)],
        "total": total,
        "differs": total is not None and (line is None or does_not_hold(line.co2e, total)),
        "offered": list(enumerate(carrying.activities_of(version, section, row.code), start=1)),
        "kept": kept,
        "worked_out": equivalent(calculations.added_up(kept), version) if kept else None,
        "as_before": carrying.calculations_of(version, section, row.code),
        "workable": calculators.for_row(version.report.framework, row.code),
        "evidence": version.evidence.filter(section=section, row=row.code),
        "row_remarks": [
            each for each in remarks_to_answer(version) if (each.section, each.row) == (section, row.code)
        ],
        "evidence_form": EvidenceForm(),
        **more,
    }


def does_not_hold(held: Decimal | None, total: Decimal) -> bool:
    return held is None or products.differ(held, total)


@require_safe
@of_report
def row(request: SignedInRequest, version: ReportVersion, section: str, found: Row) -> HttpResponse:
    return render(request, "inventories/row.html", behind(request, version, section, found))


def save_of(request: SignedInRequest, version: ReportVersion, section: str, found: Row) -> Save:
    return Save(
        version=version,
        section=section,
        row=found.code,
        revision=revision_of(request.POST),
        by=request.user,
        now=timezone.now(),
    )


def back_to(version: ReportVersion, section: str, found: Row) -> HttpResponse:
    return redirect("inventories:row", version.report.reference, section, found.code)


# An activity


def activity_page(
    request: SignedInRequest,
    version: ReportVersion,
    section: str,
    found: Row,
    form: ActivityForm,
    *,
    position: int | None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    held = activities.of_row(version, section, found.code)
    worked = None
    if form.is_bound and form.is_valid():
        worked = shown(0, form.draft(), version.gwp_set)
    context = {
        **around_row(request, version, section),
        "section": section_of(version, section),
        "row": found,
        "form": form,
        "position": position,
        "was": mark_of(held, position),
        "worked": worked,
        "units": mass_units(),
        **more,
    }
    return render(request, "inventories/activity.html", context, status=status)


def mark_of(held: list[ActivityDraft], position: int | None) -> str:
    """What tells whether the activity at `position` is still the one that was opened."""
    if position is None or not 1 <= position <= len(held):
        return ""
    return fingerprint([repr(held[position - 1])])


@require_safe
@of_report
def activity_add_show(
    request: SignedInRequest, version: ReportVersion, section: str, found: Row
) -> HttpResponse:
    """An empty form; or one that is filled as the year before, its amount aside (?as=1)."""
    offered = carrying.activities_of(version, section, found.code)
    text = request.GET.get("as", "")
    chosen = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
    initial = initial_of(offered[chosen - 1]) if 1 <= chosen <= len(offered) else {}
    carried_from = version.carries.report.year if initial and version.carries else None
    form = ActivityForm(initial=initial)
    return activity_page(request, version, section, found, form, position=None, carried_from=carried_from)


@require_safe
@of_report
def activity_change_show(
    request: SignedInRequest, version: ReportVersion, section: str, found: Row, position: int
) -> HttpResponse:
    held = activities.of_row(version, section, found.code)
    if not 1 <= position <= len(held):
        raise Http404
    form = ActivityForm(initial=initial_of(held[position - 1]))
    return activity_page(request, version, section, found, form, position=position)


@require_POST
@of_report
def activity_save(
    request: SignedInRequest,
    version: ReportVersion,
    section: str,
    found: Row,
    position: int | None = None,
) -> HttpResponse:
    """Work it out, or keep it. An activity that somebody changed meanwhile is not overwritten."""
    form = ActivityForm(request.POST)
    if not form.is_valid():
        return activity_page(request, version, section, found, form, position=position, status=422)
    if request.POST.get("then") == "work":
        return activity_page(request, version, section, found, form, position=position)
    held = activities.of_row(version, section, found.code)
    if position is not None and mark_of(held, position) != request.POST.get("was"):
        return met(request, version, section, found, form, None)
    try:
        activity_edits.put(
            save=save_of(request, version, section, found), draft=form.draft(), position=position
        )
    except sections.Conflict:
        return met(request, version, section, found, form, position)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return activity_page(request, version, section, found, form, position=position, status=422)
    messages.success(request, _("Kept: %(activity)s.") % {"activity": form.cleaned_data["activity"]})
    return back_to(version, section, found)


def met(
    request: SignedInRequest,
    version: ReportVersion,
    section: str,
    found: Row,
    form: ActivityForm,
    position: int | None,
) -> HttpResponse:
    """Somebody saved the section meanwhile: show what stands behind the row now, and ask again."""
    held = activities.of_row(version, section, found.code)
    now = [shown(at, each, version.gwp_set) for at, each in enumerate(held, start=1)]
    return activity_page(
        request, version, section, found, form, position=position, status=409, conflict=True, held=now
    )


activity_add = by_method(get=activity_add_show, post=activity_save)
activity_change = by_method(get=activity_change_show, post=activity_save)


@require_safe
@of_report
def activity_remove_ask(
    request: SignedInRequest, version: ReportVersion, section: str, found: Row, position: int
) -> HttpResponse:
    held = activities.of_row(version, section, found.code)
    if not 1 <= position <= len(held):
        raise Http404
    context = {
        **around_row(request, version, section),
        "section": section_of(version, section),
        "row": found,
        "item": shown(position, held[position - 1], version.gwp_set),
    }
    return render(request, "inventories/activity_remove.html", context)


@require_POST
@of_report
def activity_remove_do(
    request: SignedInRequest, version: ReportVersion, section: str, found: Row, position: int
) -> HttpResponse:
    try:
        activity_edits.remove(save=save_of(request, version, section, found), position=position)
    except sections.Conflict as error:
        messages.error(request, str(error))
        return back_to(version, section, found)
    messages.success(
        request, _("Removed. The row keeps its number until you change it or take over the sum.")
    )
    return back_to(version, section, found)


activity_remove = by_method(get=activity_remove_ask, post=activity_remove_do)


@require_POST
@of_report
def row_take_over(request: SignedInRequest, version: ReportVersion, section: str, found: Row) -> HttpResponse:
    """Fill the row with the sum of its activities."""
    try:
        activity_edits.take_over(save=save_of(request, version, section, found))
    except (activity_edits.NoSum, sections.Conflict, sections.InvalidLines) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Taken over into row %(row)s.") % {"row": found.code})
    return back_to(version, section, found)


# Evidence of the row


@require_POST
@of_report
def row_evidence(request: SignedInRequest, version: ReportVersion, section: str, found: Row) -> HttpResponse:
    place = {"section": section, "row": found.code}
    form = EvidenceForm({**request.POST.dict(), **place}, request.FILES)
    if form.is_valid():
        try:
            added = evidence.add(version=version, **form.cleaned_data, by=request.user, now=timezone.now())
        except history.Refused as error:
            if not isinstance(error, evidence.EvidenceRefused):
                raise
            form.add_error("link" if form.cleaned_data["link"] else "file", str(error))
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("Added: %(title)s") % {"title": added.title})
            return back_to(version, section, found)
    context = behind(request, version, section, found, evidence_form=form)
    return render(request, "inventories/row.html", context, status=422)
