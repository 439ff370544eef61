"""What a network's desk shows: the queue of reports, and what else waits for the secretariat."""

from __future__ import annotations

import datetime
from typing import Any, cast

from django import forms
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.enums import MailState
from accounts.models import Government, Mail, Network
from accounts.places import country_name
from inventories.enums import EventKind, State
from inventories.models import Event, ReportVersion
from pledges.enums import TargetState
from pledges.models import Question, TargetVersion

WAITING = "waiting"
SHOWN_EVENTS = (
    EventKind.SUBMITTED,
    EventKind.TAKEN,
    EventKind.RETURNED,
    EventKind.ACCEPTED,
)
STUCK_AFTER = datetime.timedelta(minutes=30)


class QueueFilter(forms.Form):
    """The filters in the address. One that makes no sense is left out."""

    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("Waiting for us")),
            (State.SUBMITTED, State.SUBMITTED.label),
            (State.IN_REVIEW, State.IN_REVIEW.label),
            (State.RETURNED, State.RETURNED.label),
            (State.ACCEPTED, State.ACCEPTED.label),
        ],
    )
    country = forms.ChoiceField(label=_("Country"), required=False)
    age = forms.TypedChoiceField(
        label=_("Waiting"),
        required=False,
        coerce=int,
        empty_value=0,  # type: ignore[arg-type]
        choices=[
            ("", _("Any time")),
            ("7", _("More than a week")),
            ("14", _("More than two weeks")),
            ("30", _("More than 30 days")),
        ],
    )
    order = forms.ChoiceField(
        label=_("First"), required=False, choices=[("", _("Longest waiting")), ("newest", _("Newest"))]
    )
    q = forms.CharField(
        label=_("Government or reference"), required=False, max_length=80, widget=forms.SearchInput
    )

    def __init__(self, data: Any, *, network: Network) -> None:
        super().__init__(data, label_suffix="")
        found = Government.objects.in_network(network).order_by().values_list("country", flat=True)
        named = sorted((country_name(code), code) for code in found.distinct())
        choices = [("", _("All")), *((code, name) for name, code in named)]
        cast(forms.ChoiceField, self.fields["country"]).choices = choices
        for field in self.fields.values():
            select = isinstance(field.widget, forms.Select)
            field.widget.attrs["class"] = "form-select" if select else "form-control"

    def asked(self) -> dict[str, Any]:
        """What is asked for, by filter; nothing where the address holds nonsense."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


def queue(network: Network, asked: dict[str, Any], now: datetime.datetime) -> QuerySet[ReportVersion]:
    """The versions that the filters leave, with `taken_by` where somebody reviews one."""
    found = ReportVersion.objects.filter(report__government__in=Government.objects.in_network(network))
    if state := asked.get("state"):
        found = found.filter(state=state)
    else:
        found = found.awaiting_review()
    if country := asked.get("country"):
        found = found.filter(report__government__country=country)
    if age := asked.get("age"):
        found = found.filter(submitted_at__lt=now - datetime.timedelta(days=age))
    if words := asked.get("q", "").strip():
        named = Government.objects.named_like(words)
        found = found.filter(Q(report__reference__icontains=words) | Q(report__government__in=named))
    taken = Event.objects.filter(version=OuterRef("pk"), kind=EventKind.TAKEN).order_by("-pk")
    return (
        found.annotate(taken_by=Subquery(taken.values("by__name")[:1]))
        .select_related("report__government", "certified_by")
        .prefetch_related("report__government__names")
        .defer("document")
        .order_by("-submitted_at" if asked.get("order") else "submitted_at", "pk")
    )


def to_confirm(network: Network) -> QuerySet[TargetVersion]:
    """Targets and answers that wait for the secretariat's word, the oldest first."""
    proposed = TargetVersion.objects.filter(target__government__in=Government.objects.in_network(network))
    return (
        proposed.proposed()
        .select_related("target__government", "measure", "proposed_by")
        .prefetch_related("target__government__names")
        .order_by("proposed_at")
    )


def answers(network: Network) -> QuerySet[Question]:
    """Answers that proposed no target of their own, the oldest first."""
    answered = Question.objects.filter(government__in=Government.objects.in_network(network)).answered()
    return (
        answered.filter(Q(proposal__isnull=True) | ~Q(proposal__state=TargetState.PROPOSED))
        .select_related("government", "answered_by")
        .prefetch_related("government__names")
        .order_by("answered_at")
    )


def without_report(network: Network) -> QuerySet[Government]:
    """Members that never had a report accepted, by name."""
    reported = ReportVersion.objects.accepted().values("report__government")
    return _by_name(Government.objects.in_network(network).exclude(pk__in=reported))


def without_target(network: Network) -> QuerySet[Government]:
    """Members with no target in force, by name."""
    promised = TargetVersion.objects.in_force().values("target__government")
    return _by_name(Government.objects.in_network(network).exclude(pk__in=promised))


def recent_events(network: Network) -> QuerySet[Event]:
    """What happened to reports lately, drafts left out."""
    ours = Event.objects.filter(version__report__government__in=Government.objects.in_network(network))
    return (
        ours.filter(kind__in=SHOWN_EVENTS)
        .select_related("version__report__government", "by")
        .prefetch_related("version__report__government__names")
        .defer("version__document")
        .order_by("-pk")
    )


def letters_in_trouble(now: datetime.datetime) -> dict[str, int]:
    """How many letters failed, and how many wait for longer than a worker would take."""
    stuck = Q(state=MailState.WAITING, written_at__lt=now - STUCK_AFTER)
    return Mail.objects.aggregate(
        failed=Count("pk", filter=Q(state=MailState.FAILED)), stuck=Count("pk", filter=stuck)
    )


def _by_name(governments: QuerySet[Government]) -> QuerySet[Government]:
    return governments.with_names().ordered_by_name(get_language() or "")  # type: ignore[attr-defined]
