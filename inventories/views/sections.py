"""The sections of a draft: shown, saved, and compared where two people saved at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.access import require
from accounts.permissions import Permission
from inventories import carrying, frameworks, indicators, part_requests, sections, unsaved
from inventories.enums import SectionCode, SectionStatus
from inventories.forms.about import AboutForm
from inventories.forms.indicators import IndicatorsForm
from inventories.forms.lines import LinesForm
from inventories.forms.merging import Mergeable, filled, merged
from inventories.models import ReportVersion, Section, Unsaved
from inventories.views import carried, tables
from inventories.views.loading import SignedInRequest, View, load_report, with_draft
from inventories.views.methods import by_method
from inventories.views.trail import around


@dataclass(frozen=True)
class Page:
    """What tells one section's page from another's."""

    code: SectionCode
    template: str
    form: Callable[[ReportVersion, QueryDict | None], Mergeable]
    save: Callable[..., Section]
    context: Callable[[ReportVersion, Any], dict[str, Any]]
    can_be_passed_over: bool = True


def section_of(version: ReportVersion, code: str) -> Section:
    return version.sections.select_related("saved_by").get(code=code)


def answer(
    request: SignedInRequest,
    version: ReportVersion,
    page: Page,
    form: Mergeable,
    *,
    restored: Unsaved | None = None,
) -> HttpResponse:
    """The section's page with `form`, bound or not; `restored` is where its entries were kept."""
    section = section_of(version, page.code)
    if isinstance(form, LinesForm) and not form.is_bound:
        form.open_in(request.GET.get("unit", ""))
    context = {
        **around(request, version, page.code),
        "section": section,
        "form": form,
        "revision": form.data.get("revision", section.revision),
        "complete": "complete" in form.data if form.is_bound else section.status == SectionStatus.COMPLETE,
        "can_be_passed_over": page.can_be_passed_over,
        **keeping(request, version, page, form),
        "restored": restored,
        "owed": part_requests.owed(version, section=page.code),
        **page.context(version, form),
    }
    status = 422 if form.is_bound and not restored else 200
    return render(request, page.template, context, status=status)


def keeping(request: SignedInRequest, version: ReportVersion, page: Page, form: Mergeable) -> dict[str, Any]:
    """What the page needs so that nothing typed into it is lost."""
    reference = version.report.reference
    mark = carried.whose(request.user, reference, page.code)
    typed = form.unsaved() if form.is_bound else {}
    return {
        "whose": mark,
        "browser_key": carried.key(mark),
        "unsaved_names": [name for name in typed if name in form.fields],
        "unsaved_parts": [part for part in form.parts() if f"was-{part.key}" in typed],
        "unsaved_keys": {part.key for part in form.parts() if f"was-{part.key}" in typed},
    }


def conflict(
    request: SignedInRequest, version: ReportVersion, page: Page, data: QueryDict, error: sections.Conflict
) -> HttpResponse:
    """Both versions of the section side by side, with everything that was typed carried along."""
    form = page.form(version, data)
    keep_unsaved(request, version, page, form)
    context = {
        **around(request, version, page.code),
        "conflict": error,
        "section": error.section,
        "form": form,
        "differences": form.differences(),
        "carried": [*form.hidden(), *form.fingerprints()],
        "complete": "complete" in data,
        **keeping(request, version, page, form),
    }
    return render(request, "inventories/conflict.html", context, status=409)


def views_of(page: Page) -> View:
    """The view of a section: GET shows it, POST saves it."""

    @require_safe
    @load_report
    @require(Permission.EDIT_REPORT)
    @with_draft
    def show(request: SignedInRequest, version: ReportVersion) -> HttpResponse:
        data = carried.taken(request, version.report.reference, page.code)
        if data is not None:
            keep_unsaved(request, version, page, page.form(version, data))
        kept = unsaved.of(report=version.report, section=page.code, by=request.user)
        if kept is None:
            return answer(request, version, page, page.form(version, None))
        return restore(request, version, page, kept)

    @require_POST
    @load_report
    @require(Permission.EDIT_REPORT)
    @with_draft
    def save(request: SignedInRequest, version: ReportVersion) -> HttpResponse:
        if page.can_be_passed_over and request.POST.get("then") == "passed-over":
            return pass_over(request, version, page)
        data: QueryDict = request.POST
        if "resolve" in data:
            data = merged(data, page.form(version, data))
        return keep(request, version, page, data)

    show.__name__ = f"section_{page.code.value}"
    return never_cache(carried.survives_sign_out(page.code.value)(by_method(get=show, post=save)))


def restore(request: SignedInRequest, version: ReportVersion, page: Page, kept: Unsaved) -> HttpResponse:
    """The section with what was typed and not saved written over what is saved."""
    data = filled(page.form(version, None), kept.typed)
    data["revision"] = str(kept.revision)
    if kept.typed.get("complete") == "yes":
        data["complete"] = "yes"
    form = page.form(version, data)
    if form.unsaved():
        return answer(request, version, page, form, restored=kept)
    unsaved.forget(report=version.report, section=page.code, by=request.user)  # somebody saved the same
    return answer(request, version, page, page.form(version, None))


def keep_unsaved(
    request: SignedInRequest, version: ReportVersion, page: Page, form: Mergeable
) -> Unsaved | None:
    """Keep what `form` holds beyond what is saved. Raises WrongState, TooMuch."""
    typed = form.unsaved()
    if typed:
        typed["complete"] = "yes" if "complete" in form.data else "no"
    return unsaved.keep(
        version=version,
        section=page.code,
        revision=revision_of(form.data),
        typed=typed,
        by=request.user,
        now=timezone.now(),
    )


def keep(request: SignedInRequest, version: ReportVersion, page: Page, data: QueryDict) -> HttpResponse:
    """Save what was typed, or say why not; nothing typed is lost either way."""
    form = page.form(version, data)
    if not form.is_valid():
        return refused(request, version, page, form)
    try:
        page.save(
            version=version,
            revision=revision_of(data),
            form=form,
            complete="complete" in data,
            by=request.user,
            now=timezone.now(),
        )
    except sections.Conflict as error:
        return conflict(request, version, page, data, error)
    except sections.InvalidLines as error:
        form.add_error(None, [str(fault) for fault in error.faults])
        return refused(request, version, page, form)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return refused(request, version, page, form)
    return saved(request, version, page)


def refused(request: SignedInRequest, version: ReportVersion, page: Page, form: Mergeable) -> HttpResponse:
    """The form with what is wrong; what was typed is there again when the page is opened anew."""
    keep_unsaved(request, version, page, form)
    return answer(request, version, page, form)


def saved(request: SignedInRequest, version: ReportVersion, page: Page) -> HttpResponse:
    unsaved.forget(report=version.report, section=page.code, by=request.user)
    messages.success(request, _("Saved: %(section)s.") % {"section": page.code.label})
    return redirect(next_page(request.POST, version.report.reference, page.code))


def next_page(data: QueryDict, reference: str, code: SectionCode) -> str:
    """Where a save leads: back into the section, in another unit too, to the next, or to the task list."""
    here = reverse(f"inventories:section-{code.value}", args=[reference])
    then = data.get("then")
    if then == "unit":
        return f"{here}?{urlencode({'unit': data.get('enter_in', '')})}"
    if then == "stay":
        return here
    if then == "next":
        following = list(SectionCode)[list(SectionCode).index(code) + 1 :]
        name = f"section-{following[0].value}" if following else "report-checks"
        return reverse(f"inventories:{name}", args=[reference])
    return reverse("inventories:report-tasks", args=[reference])


def pass_over(request: SignedInRequest, version: ReportVersion, page: Page) -> HttpResponse:
    """Mark the section as one that does not apply."""
    try:
        sections.mark_not_applicable(
            version=version,
            code=page.code,
            revision=revision_of(request.POST),
            by=request.user,
            now=timezone.now(),
        )
    except sections.Conflict as error:
        return conflict(request, version, page, request.POST, error)
    except sections.NotEmpty as error:
        form = page.form(version, request.POST)
        form.is_valid()
        form.add_error(None, str(error))
        return refused(request, version, page, form)
    return saved(request, version, page)


def revision_of(data: Mapping[str, Any]) -> int:
    """The revision the page was opened at; one that nothing has, where the form lost it."""
    text = str(data.get("revision", ""))
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 10**9


# About this period


def about_form(version: ReportVersion, data: QueryDict | None) -> AboutForm:
    levels = frameworks.get(version.report.framework).level_choices
    return AboutForm(data, version=version, levels=levels)


def save_about(*, form: AboutForm, **details: Any) -> Section:
    return sections.save_about(values=form.cleaned_data, **details)


# Rows of an inventory


def lines_form(code: SectionCode) -> Callable[[ReportVersion, QueryDict | None], LinesForm]:
    def form(version: ReportVersion, data: QueryDict | None) -> LinesForm:
        saved_lines = version.lines.filter(section=code).prefetch_related("masses")
        return LinesForm(
            data,
            framework=version.report.framework,
            section=code,
            lines=saved_lines,
            gwp_set=version.gwp_set,
            carried=carrying.words(version, code),
        )

    return form


def save_lines(code: SectionCode) -> Callable[..., Section]:
    def save(*, form: LinesForm, **details: Any) -> Section:
        return sections.save_lines(code=code, lines=form.drafts(), **details)

    return save


# Indicators


def indicators_form(version: ReportVersion, data: QueryDict | None) -> IndicatorsForm:
    values = list(version.indicators.select_related("measure"))
    return IndicatorsForm(data, offered=indicators.offered(version), year=version.report.year, values=values)


def save_indicators(*, form: IndicatorsForm, **details: Any) -> Section:
    return sections.save_indicators(indicators=form.drafts(), **details)


def nothing_more(version: ReportVersion, form: Mergeable) -> dict[str, Any]:
    return {}


ABOUT = Page(
    SectionCode.ABOUT,
    "inventories/about.html",
    about_form,
    save_about,
    nothing_more,
    can_be_passed_over=False,
)
COMMUNITY = Page(
    SectionCode.COMMUNITY,
    "inventories/lines.html",
    lines_form(SectionCode.COMMUNITY),
    save_lines(SectionCode.COMMUNITY),
    tables.context,
    can_be_passed_over=False,
)
OPERATIONS = Page(
    SectionCode.OPERATIONS,
    "inventories/lines.html",
    lines_form(SectionCode.OPERATIONS),
    save_lines(SectionCode.OPERATIONS),
    tables.context,
)
INDICATORS = Page(
    SectionCode.INDICATORS, "inventories/indicators.html", indicators_form, save_indicators, nothing_more
)

section_about = views_of(ABOUT)
section_community = views_of(COMMUNITY)
section_operations = views_of(OPERATIONS)
section_indicators = views_of(INDICATORS)

PAGES = {page.code.value: page for page in (ABOUT, COMMUNITY, OPERATIONS, INDICATORS)}
