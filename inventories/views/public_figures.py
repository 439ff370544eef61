"""Public figures as the secretariat keeps them: sources, files that were brought, names of governments."""

from __future__ import annotations

import csv
import io
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import loads, require
from accounts.models import Government, Network
from accounts.permissions import Permission
from inventories import history, public_figures
from inventories.enums import UploadKind
from inventories.forms.public_figures import BringPublicForm, KnownAsForm
from inventories.importers.problems import Unreadable
from inventories.models import KnownAs, ReferenceFigure, ReferenceSource, Upload
from inventories.uploads import arrival
from inventories.uploads.public import left_out_rows
from inventories.views.loading import SignedInRequest
from inventories.views.methods import by_method

RECENT = 10
"""So many uploads are listed."""
PER_PAGE = 100

load_network = loads(Network.objects.all, "slug")
Trail = list[tuple[str, str]]


def way(network: Network, *more: tuple[str, str]) -> Trail:
    return [(str(network), reverse("portal:network-desk", args=[network.slug])), *more]


def to_figures(network: Network) -> tuple[str, str]:
    return _("Public figures"), reverse("inventories:public-figures", args=[network.slug])


def page(request: SignedInRequest, network: Network, form: BringPublicForm, **more: Any) -> HttpResponse:
    brought = Upload.objects.filter(network=network, kind=UploadKind.PUBLIC).select_related("by")
    context = {
        "network": network,
        "trail": way(network),
        "form": form,
        "sources": public_figures.held_by(network),
        "known": _known(network).count(),
        "recent": list(brought.order_by("-pk")[:RECENT]),
        **more,
    }
    return render(request, "inventories/public/figures.html", context, status=422 if form.is_bound else 200)


@require_safe
@load_network
@require(Permission.REVIEW_REPORT)
def figures_show(request: SignedInRequest, network: Network) -> HttpResponse:
    return page(request, network, BringPublicForm())


@require_POST
@load_network
@require(Permission.REVIEW_REPORT)
def figures_bring(request: SignedInRequest, network: Network) -> HttpResponse:
    form = BringPublicForm(request.POST, request.FILES)
    if not form.is_valid():
        return page(request, network, form)
    file = form.cleaned_data["file"]
    try:
        upload = arrival.bring(
            kind=UploadKind.PUBLIC,
            file=file,
            name=file.name,
            network=network,
            by=request.user,
            now=timezone.now(),
            language=get_language() or "en",
        )
    except Unreadable as error:
        return page(request, network, form, problems=[error.problem])
    except history.Refused as error:
        form.add_error("file", str(error))
        return page(request, network, form)
    return redirect(upload)


figures = by_method(get=figures_show, post=figures_bring)


@require_safe
@load_network
@require(Permission.REVIEW_REPORT)
def source(request: SignedInRequest, network: Network, pk: int) -> HttpResponse:
    """The figures that a source holds of the network's governments."""
    held = _source(network, pk)
    rows = ReferenceFigure.objects.filter(
        source=held, government__in=Government.objects.in_network(network)
    ).select_related("measure", "government")
    rows = rows.prefetch_related("government__names").order_by("government__slug", "measure", "year")
    context = {
        "network": network,
        "source": held,
        "trail": way(network, to_figures(network)),
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "inventories/public/source.html", context)


@require_safe
@load_network
@require(Permission.REVIEW_REPORT)
def source_removal(request: SignedInRequest, network: Network, pk: int) -> HttpResponse:
    """What goes with a source, before it goes."""
    held = _source(network, pk)
    address = reverse("inventories:public-source", args=[network.slug, held.pk])
    context = {
        "network": network,
        "source": held,
        "trail": way(network, to_figures(network), (held.label, address)),
    }
    return render(request, "inventories/public/source_remove.html", context)


@require_POST
@load_network
@require(Permission.REVIEW_REPORT)
def source_remove(request: SignedInRequest, network: Network, pk: int) -> HttpResponse:
    held = _source(network, pk)
    label = held.label
    count = public_figures.remove(source=held, network=network)
    messages.success(
        request,
        ngettext(
            "%(count)d figure of “%(source)s” is removed. Its government is judged anew.",
            "%(count)d figures of “%(source)s” are removed. Their governments are judged anew.",
            count,
        )
        % {"count": count, "source": label},
    )
    return redirect("inventories:public-figures", network.slug)


source_removed = by_method(get=source_removal, post=source_remove)


def names_page(request: SignedInRequest, network: Network, form: KnownAsForm) -> HttpResponse:
    context = {
        "network": network,
        "form": form,
        "trail": way(network, to_figures(network)),
        "page": Paginator(_known(network), PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "inventories/public/names.html", context, status=422 if form.is_bound else 200)


@require_safe
@load_network
@require(Permission.REVIEW_REPORT)
def names_show(request: SignedInRequest, network: Network) -> HttpResponse:
    return names_page(request, network, KnownAsForm(network=network, initial={"scheme": "name"}))


@require_POST
@load_network
@require(Permission.REVIEW_REPORT)
def names_add(request: SignedInRequest, network: Network) -> HttpResponse:
    form = KnownAsForm(request.POST, network=network)
    if not form.is_valid():
        return names_page(request, network, form)
    try:
        known = public_figures.know(**form.cleaned_data, by=request.user)
    except public_figures.NameTaken as refusal:
        form.add_error("name", str(refusal))
        return names_page(request, network, form)
    messages.success(
        request,
        _("“%(name)s” is now %(government)s.") % {"name": known.name, "government": known.government},
    )
    return redirect("inventories:public-names", network.slug)


names = by_method(get=names_show, post=names_add)


@require_safe
@load_network
@require(Permission.REVIEW_REPORT)
def name_removal(request: SignedInRequest, network: Network, pk: int) -> HttpResponse:
    address = reverse("inventories:public-names", args=[network.slug])
    context = {
        "network": network,
        "known": get_object_or_404(_known(network), pk=pk),
        "trail": way(network, to_figures(network), (_("Names known"), address)),
    }
    return render(request, "inventories/public/name_remove.html", context)


@require_POST
@load_network
@require(Permission.REVIEW_REPORT)
def name_remove(request: SignedInRequest, network: Network, pk: int) -> HttpResponse:
    known = get_object_or_404(_known(network), pk=pk)
    known.delete()
    messages.success(request, _("“%(name)s” is no longer known.") % {"name": known.name})
    return redirect("inventories:public-names", network.slug)


name_removed = by_method(get=name_removal, post=name_remove)


@require_safe
@load_network
@require(Permission.REVIEW_REPORT)
def left_out(request: SignedInRequest, network: Network, pk: int) -> HttpResponse:
    """What a file's reading leaves out, and why, as CSV."""
    upload = get_object_or_404(Upload, network=network, kind=UploadKind.PUBLIC, pk=pk)
    if not upload.preview:
        raise Http404
    text = io.StringIO(newline="")
    csv.writer(text).writerows(left_out_rows(upload.preview))
    headers = {"Content-Disposition": f'attachment; filename="left-out-{upload.pk}.csv"'}
    return HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)


def _known(network: Network) -> QuerySet[KnownAs]:
    own = KnownAs.objects.filter(government__in=Government.objects.in_network(network))
    named = own.select_related("government", "by").prefetch_related("government__names")
    return named.order_by("government__slug", "scheme", "name")


def _source(network: Network, pk: int) -> ReferenceSource:
    return get_object_or_404(public_figures.held_by(network), pk=pk)
