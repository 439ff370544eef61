"""Behind the link of a request for a part of a report: no account, these rows, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts import throttle
from accounts.words import joined
from inventories import (
    evidence,
    part_files,
    part_indicators,
    part_letters,
    part_lines,
    part_requests,
    sections,
)
from inventories.enums import NotationKey
from inventories.forms.merging import filled
from inventories.forms.parts import PartForm, PartIndicatorsForm
from inventories.frameworks import Row, notation_keys
from inventories.indicators import IndicatorDraft
from inventories.models import IndicatorValue, PartRequest, ReportVersion
from inventories.views.asked_rows import asked_row, before_year, published_before
from inventories.views.methods import by_method
from pledges.models import Measure

View = Callable[..., HttpResponseBase]
AnswerForm = PartForm | PartIndicatorsForm


def behind_link(view: View) -> View:
    """Give the view the request whose link this is, and its draft; else say why it opens nothing (410).

    A link that was never one of ours is 404, and whoever tries many meets 429. Nothing is stored or indexed.
    """

    @never_cache
    @wraps(view)
    def wrapped(request: HttpRequest, token: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        part = part_requests.with_token(token)
        response: HttpResponseBase
        if not is_allowed(request, token if part else ""):
            response = closed(request, None, "too_many", 429)
        elif part is None:
            response = closed(request, None, "unknown", 404)
        else:
            try:
                version = part_requests.ensure_open(part, timezone.now().date())
                response = view(request, token, part, version, *args, **kwargs)
            except part_requests.Closed as error:
                response = closed(request, part, error.state)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return wrapped


def is_allowed(request: HttpRequest, token: str) -> bool:
    """Someone at work, whose browser keeps what they type, stays far below; someone who guesses does not."""
    if token:
        return throttle.allows(request, action="part", most=120, seconds=60, by=token)
    return throttle.allows(request, action="unknown-part", most=20, seconds=60)


def closed(request: HttpRequest, part: PartRequest | None, state: str, status: int = 410) -> HttpResponse:
    """Why the link opens nothing (any more). What was sent is shown to whoever sent it."""
    context: dict[str, Any] = {"part": part, "state": state}
    if part and state in ("answered", "taken"):
        context |= {"sent_rows": sent_rows(part), "of_indicators": part_indicators.asks_for_them(part)}
        status = 200
    return render(request, "inventories/answer_closed.html", context, status=status)


def sent_rows(part: PartRequest) -> list[tuple[Row, Any]] | list[tuple[Measure, IndicatorValue]]:
    if part_indicators.asks_for_them(part):
        return shown(part_indicators.drafts_of(part), part.report.year)
    drafts = {draft.row: draft for draft in part_lines.drafts_of(part)}
    return [(row, drafts[row.code]) for row in part_requests.rows_of(part) if row.code in drafts]


def shown(drafts: Sequence[IndicatorDraft], year: int) -> list[tuple[Measure, IndicatorValue]]:
    return [(value.measure, value) for value in part_indicators.as_values(drafts, year)]


def form_of(part: PartRequest, version: ReportVersion, data: Any = None) -> AnswerForm:
    if part_indicators.asks_for_them(part):
        measures = part_indicators.measures_of(part, version)
        return PartIndicatorsForm(data, measures=measures, year=version.report.year)
    return PartForm(
        data,
        framework=part.report.framework,
        section=part.section,
        gwp_set=version.gwp_set,
        rows=part_requests.rows_of(part),
    )


def kept_form(part: PartRequest, version: ReportVersion) -> AnswerForm:
    """The form with what was typed so far; nothing is said to be wrong in it before it is to be sent."""
    typed = part.typed.get("fields", {})
    form = form_of(part, version)
    form.initial = {**typed, "comment": part.comment}
    return form


def page(
    request: HttpRequest, token: str, part: PartRequest, version: ReportVersion, form: AnswerForm, **more: Any
) -> HttpResponse:
    context = {
        **fields_shown(form, part, version),
        "token": token,
        "part": part,
        "described": part_letters.described(part),
        "form": form,
        "files": part_files.of(part),
        "overdue": part_requests.state_of(part, timezone.now().date()) == "overdue",
        **more,
    }
    status = 422 if form.is_bound or more.get("file_error") else 200
    return render(request, "inventories/answer.html", context, status=status)


def fields_shown(form: AnswerForm, part: PartRequest, version: ReportVersion) -> dict[str, Any]:
    """What there is to fill in: the measures, or the rows with what was published of them before."""
    if isinstance(form, PartIndicatorsForm):
        return {"of_indicators": True, "entries": form.asked(), "report": part.report}
    before = published_before(version, part)
    return {
        "rows": [asked_row(row, form, before) for row in form.rows],
        "before_year": before_year(version, before),
        "keys": NotationKey.choices,
        "notation_keys": notation_keys(),
    }


@require_safe
@behind_link
def answer_show(request: HttpRequest, token: str, part: PartRequest, version: ReportVersion) -> HttpResponse:
    part_requests.note_opened(part, timezone.now())
    return page(request, token, part, version, kept_form(part, version))


@require_POST
@behind_link
def answer_keep(request: HttpRequest, token: str, part: PartRequest, version: ReportVersion) -> HttpResponse:
    """Keep what was typed; on with it to the page that sends it, if that was asked and nothing is wrong."""
    form = form_of(part, version, request.POST)
    part_requests.keep_typed(part=part, typed=form.texts(), comment=form.comment, now=timezone.now())
    if others := form.not_asked():
        form.is_valid()
        return page(request, token, part, version, form, others=others)
    if request.POST.get("then") == "later":
        messages.success(request, _("Kept. You can close this page and come back by the same link."))
        return redirect("inventories:answer", token)
    if not form.is_valid():
        return page(request, token, part, version, form)
    return redirect("inventories:answer-send", token)


answer = by_method(get=answer_show, post=answer_keep)


@require_POST
@behind_link
def answer_typed(request: HttpRequest, token: str, part: PartRequest, version: ReportVersion) -> HttpResponse:
    """Keep what a script sends now and then: the fields that changed, over those kept before."""
    sent = form_of(part, version, request.POST)
    changed = {name: sent.typed(name) for name in sent.fields if name in request.POST}
    comment = changed.pop("comment", part.comment)
    together = {**part.typed.get("fields", {}), **changed}
    kept = {name: text for name, text in together.items() if text}
    part_requests.keep_typed(part=part, typed=kept, comment=comment, now=timezone.now())
    return JsonResponse({"kept": bool(kept)})


def ready_form(part: PartRequest, version: ReportVersion) -> AnswerForm:
    """What is kept, as a form that was filled in."""
    typed = {**part.typed.get("fields", {}), "comment": part.comment}
    return form_of(part, version, filled(form_of(part, version), typed))


def entered(form: AnswerForm, version: ReportVersion) -> dict[str, Any]:
    """What is to be sent, and what is left blank."""
    if isinstance(form, PartIndicatorsForm):
        filled_in = shown(form.drafts(), version.report.year)
        given = {measure.pk for measure, _value in filled_in}
        blank = [measure for measure in form.offered.all if measure.pk not in given]
        named = joined(measure.label for measure in blank)
        return {"of_indicators": True, "filled": filled_in, "blank": blank, "blank_named": named}
    drafts = {draft.row: draft for draft in form.drafts()}
    return {
        "filled": [(row, drafts[row.code]) for row in form.rows if row.code in drafts],
        "blank": [row for row in form.rows if row.code not in drafts],
    }


@require_safe
@behind_link
def answer_check(request: HttpRequest, token: str, part: PartRequest, version: ReportVersion) -> HttpResponse:
    form = ready_form(part, version)
    if not form.is_valid():
        return page(request, token, part, version, form)
    context = {
        "token": token,
        "part": part,
        **entered(form, version),
        "files": part_files.of(part),
    }
    return render(request, "inventories/answer_send.html", context)


@require_POST
@behind_link
def answer_send_do(
    request: HttpRequest, token: str, part: PartRequest, version: ReportVersion
) -> HttpResponse:
    form = ready_form(part, version)
    if not form.is_valid():
        return page(request, token, part, version, form)
    try:
        part_requests.send(part=part, **to_send(form), comment=part.comment, now=timezone.now())
    except part_requests.NothingAnswered as error:
        form.add_error(None, str(error))
        return page(request, token, part, version, form)
    except sections.InvalidLines as error:
        form.add_error(None, [str(fault) for fault in error.faults])
        return page(request, token, part, version, form)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return page(request, token, part, version, form)
    messages.success(request, _("Sent. Thank you."))
    return redirect("inventories:answer", token)


def to_send(form: AnswerForm) -> dict[str, Any]:
    return {"values" if isinstance(form, PartIndicatorsForm) else "drafts": form.drafts()}


answer_send = by_method(get=answer_check, post=answer_send_do)


@require_POST
@behind_link
def answer_file(request: HttpRequest, token: str, part: PartRequest, version: ReportVersion) -> HttpResponse:
    file = request.FILES.get("file")
    try:
        if file is None:
            raise evidence.FileOrLink(_("Choose a file first."))
        part_files.attach(part=part, file=file, now=timezone.now())
    except evidence.EvidenceRefused as error:
        return page(request, token, part, version, kept_form(part, version), file_error=str(error))
    messages.success(request, _("Added: %(title)s") % {"title": file.name})
    return redirect("inventories:answer", token)


@require_POST
@behind_link
def answer_file_remove(
    request: HttpRequest, token: str, part: PartRequest, version: ReportVersion, file_id: str
) -> HttpResponse:
    part_files.detach(part=part, file_id=file_id, now=timezone.now())
    return redirect("inventories:answer", token)
