"""Who takes part, as records for the secretariat."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.db.models import Q, QuerySet
from django.db.models.functions import Lower
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts import outbox, places
from accounts.admin_base import CountryFilter, GuardedAdmin, GuardedTabularInline
from accounts.models import (
    Government,
    GovernmentName,
    Invitation,
    Mail,
    Membership,
    Network,
    NetworkMembership,
    User,
)
from accounts.permissions import Permission, may
from accounts.words import joined

admin.site.unregister([Group, EmailAddress, Authenticator])
"""Groups are not used; addresses and second factors are their owners' alone."""


MOST_REPLY_DAYS = 250
"""Working days: a year's."""


def within_reach(request: HttpRequest) -> Q:
    """What belongs to the networks of the user's secretariat, or to their members."""
    memberships = request.user.current_memberships if isinstance(request.user, User) else []
    networks = [held.network_id for held in memberships if held.network_id]
    governments = NetworkMembership.objects.current().filter(network__in=networks).values("government")
    return Q(network__in=networks) | Q(government__in=governments)


class GovernmentNameInline(GuardedTabularInline):
    model = GovernmentName
    min_num = 1


class NetworkMembershipInline(GuardedTabularInline):
    """Read here: who adds a government to a network gives its secretariat reach over that government."""

    model = NetworkMembership
    frozen = True
    fields = ["network", "since_year", "until", "source"]
    verbose_name_plural = _("network memberships (read here: they are loaded with a declaration)")


class MembershipInline(GuardedTabularInline):
    """Read here; given by invitation and ended on the members' page."""

    model = Membership
    fk_name = "user"
    frozen = True
    fields = ["government", "network", "role", "since", "ended_at", "ended_by"]
    verbose_name_plural = _("memberships, past ones too")


class OwnPlaceAdmin(GuardedAdmin):
    """A government or a network: found by every secretariat, changed by the administrators who reach it."""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may(request.user, Permission.CHANGE_REFERENCE, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A place stays: promises, reports and people point to it."""
        return False


@admin.register(Government)
class GovernmentAdmin(OwnPlaceAdmin):
    list_display = ["name", "other_name", "kind", "country_name", "parent"]
    list_filter = [("country", CountryFilter), "kind", "network_memberships__network"]
    search_fields = ["slug", "names__text"]
    autocomplete_fields = ["parent"]
    inlines = [GovernmentNameInline, NetworkMembershipInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Government]:
        return super().get_queryset(request).prefetch_related("names", "parent__names")

    @admin.display(description=_("country"), ordering="country")
    def country_name(self, government: Government) -> str:
        return places.country_name(government.country)


class NetworkForm(forms.ModelForm):
    """The period of reply is written so that it can be counted."""

    class Meta:
        model = Network
        fields = "__all__"  # noqa: DJ007  every field is the administrators' to change

    def clean_reply_days(self) -> int:
        days: int = self.cleaned_data["reply_days"]
        if days > MOST_REPLY_DAYS:
            words = _("At most %(days)d working days, which is about a year.")
            raise forms.ValidationError(words, params={"days": MOST_REPLY_DAYS})
        return days

    def clean_holiday_countries(self) -> str:
        codes = self.cleaned_data["holiday_countries"].replace(",", " ").upper().split()
        if unknown := [code for code in codes if not places.is_country(code)]:
            words = _("Write two-letter codes with spaces between, for example: US CN. Unknown: %(codes)s")
            raise forms.ValidationError(words, params={"codes": joined(unknown)})
        return " ".join(dict.fromkeys(codes))


@admin.register(Network)
class NetworkAdmin(OwnPlaceAdmin):
    form = NetworkForm
    list_display = ["label_en", "label_zh", "kind", "founded_year", "reply_days", "holiday_countries"]
    list_filter = ["kind"]
    search_fields = ["slug", "label_en", "label_zh"]


@admin.register(User)
class UserAdmin(GuardedAdmin):
    """A person's address and password are their own; an administrator can close an account, not take it."""

    list_display = ["email", "name", "language", "is_active", "last_login"]
    list_filter = ["is_active", "language", "memberships__role", "memberships__network"]
    search_fields = ["email", "name", "memberships__government__names__text"]
    fields = ["email", "name", "language", "is_active", "date_joined", "last_login"]
    readonly_fields = ["email", "date_joined", "last_login"]
    inlines = [MembershipInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """People who are, or were, members of what is within reach."""
        known = Membership.objects.filter(within_reach(request)).values("user")
        return super().get_queryset(request).filter(pk__in=known)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """An account is closed for every place at once: by who administers all its person belongs to now."""
        held = obj.current_memberships if obj else []
        if all(may(request.user, Permission.CHANGE_REFERENCE, each.place) for each in held):
            return self.readonly_fields
        return [*self.readonly_fields, "is_active"]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """People join by invitation."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What somebody did keeps their name: an account is closed, not deleted."""
        return False


@admin.register(Membership)
class MembershipAdmin(GuardedAdmin):
    frozen = True
    list_display = ["user", "role", "place", "since", "ended_at"]
    list_filter = ["role", "network", ("ended_at", admin.EmptyFieldListFilter)]
    list_select_related = ["user", "government", "network"]
    search_fields = ["user__email", "user__name", "government__slug", "government__names__text"]
    date_hierarchy = "since"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Membership]:
        rows = super().get_queryset(request).filter(within_reach(request))
        return rows.prefetch_related("government__names")


@admin.register(Invitation)
class InvitationAdmin(GuardedAdmin):
    frozen = True
    list_display = ["email", "role", "place", "invited_by", "invited_at", "expires_at", "accepted_at"]
    list_filter = ["role", "network", ("accepted_at", admin.EmptyFieldListFilter)]
    list_select_related = ["government", "network", "invited_by"]
    search_fields = ["email", "government__slug", "government__names__text"]
    exclude = ["token_sha256"]
    date_hierarchy = "invited_at"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Invitation]:
        rows = super().get_queryset(request).filter(within_reach(request))
        return rows.prefetch_related("government__names")


@admin.register(Mail)
class MailAdmin(GuardedAdmin):
    """Letters to those within reach, without the body: some hold a link that lets its reader in."""

    frozen = True
    list_display = ["subject", "to", "state", "attempts", "written_at", "sent_at"]
    list_filter = ["state"]
    search_fields = ["to", "subject", "key"]
    exclude = ["body"]
    date_hierarchy = "written_at"
    actions = ["try_again"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Mail]:
        """Letters to members of what is within reach, and to those who are invited to it."""
        reached = within_reach(request)
        members = Membership.objects.current().filter(reached).values(address=Lower("user__email"))
        invited = Invitation.objects.open(timezone.now()).filter(reached).values(address=Lower("email"))
        letters = super().get_queryset(request).annotate(reader=Lower("to"))
        return letters.filter(Q(reader__in=members) | Q(reader__in=invited))

    @admin.action(description=_("Send again those that failed"), permissions=["send"])
    def try_again(self, request: HttpRequest, letters: QuerySet[Mail]) -> None:
        count = outbox.try_again(letters=letters)
        text = ngettext("%(count)d letter waits to be sent.", "%(count)d letters wait to be sent.", count)
        self.message_user(request, text % {"count": count}, messages.SUCCESS)

    def has_send_permission(self, request: HttpRequest) -> bool:
        return may(request.user, Permission.USE_ADMIN)
