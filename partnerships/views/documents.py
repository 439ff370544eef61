"""Papers of a partnership: added, opened, taken away from a draft."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import SignedIn
from inventories import evidence
from inventories.views.methods import by_method
from partnerships import documents
from partnerships.forms.partnership import DocumentForm
from partnerships.views.loading import Side, load_side, trail


def _page(request: SignedIn, side: Side, form: DocumentForm) -> HttpResponse:
    context = {"partnership": side.partnership, "trail": trail(side), "form": form}
    return render(request, "partnerships/document.html", context, status=422 if form.is_bound else 200)


@require_safe
@load_side()
def document_form(request: SignedIn, side: Side) -> HttpResponse:
    return _page(request, side, DocumentForm())


@require_POST
@load_side()
def document_add(request: SignedIn, side: Side) -> HttpResponse:
    form = DocumentForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, side, form)
    try:
        added = documents.add(
            partnership=side.partnership, by=request.user, now=timezone.now(), **form.cleaned_data
        )
    except evidence.EvidenceRefused as error:
        form.add_error("link" if form.cleaned_data["link"] else "file", str(error))
        return _page(request, side, form)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return _page(request, side, form)
    messages.success(request, _("Added: %(title)s") % {"title": added.title})
    return redirect("partnerships:partnership", side.partnership.reference)


document = by_method(get=document_form, post=document_add)


@require_safe
@load_side()
def document_file(request: SignedIn, side: Side, pk: int) -> HttpResponseBase:
    return documents.answer(get_object_or_404(side.partnership.documents, pk=pk))


@require_safe
@load_side()
def remove_ask(request: SignedIn, side: Side, pk: int) -> HttpResponse:
    held = get_object_or_404(side.partnership.documents, pk=pk)
    context = {"partnership": side.partnership, "trail": trail(side), "document": held}
    return render(request, "partnerships/document_remove.html", context)


@require_POST
@load_side()
def remove_do(request: SignedIn, side: Side, pk: int) -> HttpResponse:
    held = get_object_or_404(side.partnership.documents.select_related("partnership"), pk=pk)
    documents.remove(document=held)
    messages.success(request, _("Removed: %(title)s") % {"title": held.title})
    return redirect("partnerships:partnership", side.partnership.reference)


remove = by_method(get=remove_ask, post=remove_do)
