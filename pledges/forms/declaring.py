"""What a government declares or revises: first the kind, then the fields of the kind."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Government
from pledges import rules
from pledges.enums import TargetKind
from pledges.forms.typed import TypedForm, asked_of
from pledges.models import Statement, TargetVersion


class KindForm(forms.Form):
    """What sort of promise it is: the fields follow from it."""

    kind = forms.ChoiceField(label=_("Kind of promise"), choices=TargetKind.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, statement: Statement | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if statement is not None:  # goes on in the address with the kind
            self.fields["statement"] = forms.CharField(initial=str(statement.pk), widget=forms.HiddenInput)

    @property
    def helper(self) -> FormHelper:
        made = FormHelper()
        made.form_method = "get"
        made.disable_csrf = True
        made.attrs = {"novalidate": True}
        made.add_input(Submit("", _("Continue"), css_id="choose-kind"))
        return made


class DeclareForm(TypedForm):
    """A new target: its words and source, and the fields of its kind."""

    submit = _("Propose the target")
    quote = forms.CharField(
        label=_("The promise, word for word"),
        widget=forms.Textarea({"rows": 4}),
        help_text=_("As your decision, plan or declaration puts it. It is shown to everyone."),
        error_messages={"required": _("Quote the words of the promise.")},
    )
    source = forms.CharField(
        label=_("Where the words stand"),
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Title, date, page, and the address if it is on the web."),
        error_messages={"required": _("Say where the words can be read.")},
    )
    kind = forms.CharField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        kind: str,
        government: Government,
        statement: Statement | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.government, self.base, self.kind_of_target = government, None, kind
        if statement is not None:
            self.initial["quote"], self.initial["source"] = statement.text, _where(statement)
        self.asked = asked_of(kind, government, None)
        self.fields["kind"].initial = kind
        self.add_typed_fields(may_lack=frozenset())

    def clean(self) -> dict[str, Any]:
        self.check_typed()
        return self.cleaned_data

    @property
    def values(self) -> dict[str, Any]:
        return {"kind": self.kind_of_target, **self.typed}


def _where(statement: Statement) -> str:
    declaration = statement.declaration
    told = {"declaration": declaration.label, "order": statement.order}
    return gettext("%(declaration)s, appendix, statement %(order)s") % told


class ReviseForm(TypedForm):
    """What a target shall mean from now on, and why."""

    submit = _("Propose the revision")
    reason = forms.CharField(
        label=_("Why it changes"),
        widget=forms.Textarea({"rows": 3}),
        help_text=_("For example the decision that changed it, with its date. It is shown to everyone."),
        error_messages={"required": _("Say why the target changes.")},
    )
    kind = forms.CharField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, kind: str, government: Government, base: TargetVersion | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.government, self.base, self.kind_of_target = government, base, kind
        self.asked = asked_of(kind, government, base)
        self.fields["kind"].initial = kind
        self.add_typed_fields(may_lack=rules.left_open(base))
        self.order_fields([*self.asked, "reason"])

    def clean(self) -> dict[str, Any]:
        self.check_typed(may_lack=rules.left_open(self.base))
        return self.cleaned_data

    @property
    def values(self) -> dict[str, Any]:
        return {"kind": self.kind_of_target, **self.typed}
