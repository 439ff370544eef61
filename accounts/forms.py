"""What people type about themselves and each other."""

from __future__ import annotations

from typing import Any, cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts import invitations
from accounts.enums import Role
from accounts.members import Place
from accounts.models import Invitation, User

WHAT_ROLES_MAY = {
    Role.CONTRIBUTOR: _("Contributor: fills in reports"),
    Role.CERTIFIER: _(
        "Certifier: fills in and signs reports, answers questions and verdicts, declares targets, invites"
    ),
    Role.REVIEWER: _("Reviewer: reviews reports, confirms targets, decides verdicts by hand"),
    Role.ADMINISTRATOR: _("Administrator: also changes reference data and invites the secretariat"),
}


def helper(label: Any) -> FormHelper:
    made = FormHelper()
    made.add_input(Submit("", label))
    made.attrs = {"novalidate": True}
    return made


class InviteForm(forms.Form):
    email = forms.EmailField(label=_("E-mail address"), widget=forms.EmailInput({"autocomplete": "off"}))
    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = invitations.roles_at(place)
        cast(forms.ChoiceField, self.fields["role"]).choices = [
            (role.value, WHAT_ROLES_MAY[role]) for role in offered
        ]
        self.fields["role"].initial = offered[0].value
        self.helper = helper(_("Send the invitation"))


class EndMembershipForm(forms.Form):
    """Empty, but for the last certifier: then one box to tick."""

    leave_without_certifier = forms.BooleanField(
        label=_("Yes, leave this place without a certifier"),
        error_messages={
            "required": _("Tick the box if nobody is to be certifier here, or invite another first.")
        },
    )

    def __init__(self, *args: Any, is_last_certifier: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_last_certifier:
            del self.fields["leave_without_certifier"]
        self.helper = helper(_("End the membership"))


class AcceptForm(forms.Form):
    """Somebody new sets their name and password."""

    name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput({"autocomplete": "name"})
    )
    password = forms.CharField(
        label=_("Password"), strip=False, widget=forms.PasswordInput({"autocomplete": "new-password"})
    )
    again = forms.CharField(
        label=_("Password, once more"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.invitation = invitation
        self.fields["password"].help_text = " ".join(password_validators_help_texts())
        self.helper = helper(_("Accept the invitation"))

    def clean_again(self) -> str:
        again: str = self.cleaned_data["again"]
        if again != self.cleaned_data.get("password", again):
            raise ValidationError(_("The two passwords are not the same."))
        return again

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        person = User(email=self.invitation.email, name=self.cleaned_data.get("name", ""))
        validate_password(password, person)
        return password


class AccountForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["name", "language"]
        help_texts = {
            "name": _("As colleagues and readers of a report's history will see it."),
            "language": _("Letters to you are written in this language."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].required = True
        self.helper = helper(_("Save"))
