"""What a government said in a declaration, and what its certifier makes of it."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
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
from plans import statements as said
from plans.actions import statements as making
from plans.enums import PlanState
from plans.forms.statement import NoteForm
from plans.models import PlanVersion, StatementUse
from plans.views.loading import load_government
from pledges.models import Statement
from pledges.views import trails


def _statements() -> QuerySet[Statement]:
    return Statement.objects.select_related("government", "declaration").prefetch_related("government__names")


load_statement = loads(_statements, "pk")


def _trail(government: Government) -> trails.Trail:
    address = reverse("plans:statements", args=[government.slug])
    return [*trails.of_government(government), (_("Statements of the Declaration"), address)]


@require_safe
@load_government
@require(Permission.SEE_DESK)
def statements(request: SignedIn, government: Government) -> HttpResponse:
    context = {
        "government": government,
        "trail": trails.of_government(government),
        "statements": said.at_the_desk(government),
        "open": set(said.open_of(government).values_list("pk", flat=True)),
    }
    return render(request, "plans/statements.html", context)


def _page(request: SignedIn, statement: Statement, form: NoteForm) -> HttpResponse:
    government = statement.government
    drafts = PlanVersion.objects.filter(plan__government=government, state=PlanState.DRAFT)
    may_edit = may(request.user, Permission.EDIT_PLAN, government)
    context = {
        "government": government,
        "trail": _trail(government),
        "statement": said.at_the_desk(government).get(pk=statement.pk),
        "form": form,
        "drafts": drafts.select_related("plan").order_by("pk") if may_edit else [],
        "may_edit": may_edit,
        "may_make": may(request.user, Permission.SUBMIT_PLAN, government),
        "withdrawn": statement.uses.filter(withdrawn_at__isnull=False).select_related("by"),
    }
    return render(request, "plans/statement.html", context, status=422 if form.is_bound else 200)


def _form(statement: Statement, data: object = None) -> NoteForm:
    return NoteForm(data, action=reverse("plans:statement-note", args=[statement.pk]))


@require_safe
@load_statement
@require(Permission.SEE_DESK)
def statement(request: SignedIn, statement: Statement) -> HttpResponse:
    return _page(request, statement, _form(statement))


@require_POST
@load_statement
@require(Permission.SUBMIT_PLAN)
def note(request: SignedIn, statement: Statement) -> HttpResponse:
    form = _form(statement, request.POST)
    if not form.is_valid():
        return _page(request, statement, form)
    making.note(
        statement=statement,
        text=form.cleaned_data["note"],
        language=form.cleaned_data["language"],
        by=request.user,
        now=timezone.now(),
    )
    messages.success(request, _("The note is published beside the statement."))
    return redirect("plans:statement", statement.pk)


def _use(statement: Statement, note: int) -> StatementUse:
    return get_object_or_404(statement.uses.filter(withdrawn_at__isnull=True), pk=note)


@require_safe
@load_statement
@require(Permission.SUBMIT_PLAN)
def withdraw_ask(request: SignedIn, statement: Statement, note: int) -> HttpResponse:
    context = {"statement": statement, "note": _use(statement, note), "trail": _trail(statement.government)}
    return render(request, "plans/statement_withdraw.html", context)


@require_POST
@load_statement
@require(Permission.SUBMIT_PLAN)
def withdraw_do(request: SignedIn, statement: Statement, note: int) -> HttpResponse:
    try:
        making.withdraw(use=_use(statement, note), now=timezone.now())
    except Refused as refusal:  # withdrawn by a colleague since
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The note was withdrawn."))
    return redirect("plans:statement", statement.pk)


withdraw = by_method(get=withdraw_ask, post=withdraw_do)
