"""The desk of the method: propose one, try it out, read what would change, adopt or drop it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import SignedIn, require_somewhere
from accounts.permissions import Permission, may
from progress import methods as judging_methods
from progress import switching, trials
from progress.enums import MethodState
from progress.forms_method import ProposeMethodForm
from progress.models import Method, Trial

PER_PAGE = 50

read = require_somewhere(Permission.SEE_QUEUE)
decide = require_somewhere(Permission.SET_METHOD)


@require_safe
@read
def methods(request: SignedIn) -> HttpResponse:
    return _list(request, ProposeMethodForm(held=_in_force()))


@require_POST
@decide
def propose(request: SignedIn) -> HttpResponse:
    form = ProposeMethodForm(request.POST, held=_in_force())
    if form.is_valid():
        try:
            method = trials.propose(
                values=form.values, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now()
            )
        except ValidationError as error:
            form.add_error(None, error.messages)
        except trials.NothingNew as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The method is proposed. Try it out: nothing changes by that."))
            return redirect("progress:method", method.label)
    return _list(request, form, status=422)


def _list(request: SignedIn, form: ProposeMethodForm, status: int = 200) -> HttpResponse:
    context = {
        "methods": [
            {"method": each, "settings": switching.settings(each, None)}
            for each in Method.objects.select_related("proposed_by", "adopted_by")
        ],
        "form": form,
        "may_set": may(request.user, Permission.SET_METHOD),
        "trouble": judging_methods.standing_still(),
        "trail": _trail()[:1],
    }
    return render(request, "progress/methods.html", context, status=status)


@require_safe
@read
def method(request: SignedIn, label: str) -> HttpResponse:
    method = _method(label)
    trial = method.trials.first()
    context = _about(request, method, trial)
    if trial and trial.finished_at:
        rows = Paginator(switching.changes(trial), PER_PAGE)
        context |= {"page": rows.get_page(request.GET.get("page")), "tallies": switching.tallies(trial)}
    elif trial:
        context["progress"] = trials.progress_of(trial)
    return render(request, "progress/method.html", context)


def _about(request: SignedIn, method: Method, trial: Trial | None) -> dict[str, Any]:
    held = _in_force()
    return {
        "method": method,
        "held": held if held and held.pk != method.pk else None,
        "settings": switching.settings(method, held),
        "trial": trial,
        "may_set": may(request.user, Permission.SET_METHOD) and method.state == MethodState.PROPOSED,
        "trail": _trail(),
    }


@require_safe
@read
def changes(request: SignedIn, label: str) -> HttpResponse:
    """The list of the latest finished trial as a file."""
    trial = get_object_or_404(_method(label).trials.filter(finished_at__isnull=False)[:1])
    headers = {"Content-Disposition": f'attachment; filename="method-{label}-{trial.as_of}.csv"'}
    return HttpResponse(switching.as_csv(trial), content_type="text/csv; charset=utf-8", headers=headers)


@require_safe
@decide
def adoption(request: SignedIn, label: str) -> HttpResponse:
    """What adopting the method does, before it is done."""
    method = _method(label)
    trial = method.trials.filter(finished_at__isnull=False).first()
    context = _about(request, method, trial)
    if trial:
        context |= {"tallies": switching.tallies(trial), "count": trial.changes.count()}
    context["trail"] = [*_trail(), (_method_title(method), reverse("progress:method", args=[label]))]
    return render(request, "progress/method_adoption.html", context)


@require_POST
@decide
def try_out(request: SignedIn, label: str) -> HttpResponse:
    now = timezone.now()
    return _do(request, label, lambda method: trials.start(method=method, as_of=now.date(), now=now))


@require_POST
@decide
def adopt(request: SignedIn, label: str) -> HttpResponse:
    done = _("The method is in force. Every government is being judged anew.")
    return _do(
        request, label, lambda method: trials.adopt(method=method, by=request.user, now=timezone.now()), done
    )


@require_POST
@decide
def drop(request: SignedIn, label: str) -> HttpResponse:
    return _do(request, label, lambda method: trials.drop(method=method), _("The proposal is dropped."))


def _do(request: SignedIn, label: str, deed: Callable[[Method], Any], done: str = "") -> HttpResponse:
    """A deed, or why it is refused, and back to the method."""
    try:
        deed(_method(label))
    except (trials.NotProposed, trials.OfOtherCode, trials.NotTried) as error:
        messages.error(request, str(error))
    else:
        if done:
            messages.success(request, done)
    return redirect("progress:method", label)


def _method(label: str) -> Method:
    found: Method = get_object_or_404(Method.objects.select_related("proposed_by", "adopted_by"), label=label)
    return found


def _in_force() -> Method | None:
    return Method.objects.in_force().first()


def _method_title(method: Method) -> str:
    return _("Method %(method)s") % {"method": method}


def _trail() -> list[tuple[str, str]]:
    return [
        (_("My desk"), reverse("portal:desk")),
        (_("Methods of judging"), reverse("progress:methods")),
    ]
