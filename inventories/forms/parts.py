"""Asking somebody for a part of a report, and filling that part in."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from inventories.enums import SectionCode
from inventories.forms.indicators import FIELDS, IndicatorsForm, earlier_name
from inventories.forms.lines import LinesForm
from inventories.forms.merging import Mergeable
from inventories.frameworks import Row
from inventories.indicators import Offered
from inventories.part_requests import ASKABLE
from pledges.models import Measure

MOST_ROWS_NAMED = 12


class AskForm(forms.Form):
    """Whom to ask, for what, until when."""

    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        help_text=_("Of a person, a department or a company: the letter begins with it."),
    )
    email = forms.EmailField(label=_("E-mail"))
    language = forms.ChoiceField(label=_("Language of the letter"), choices=settings.LANGUAGES)
    due = forms.DateField(
        label=_("Due on"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("A reminder goes out three days before, and one the day after."),
    )
    message = forms.CharField(
        label=_("Message"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Stands in the letter and on the page: what you need, and from where it can be taken."),
    )
    section = forms.ChoiceField(
        label=_("Section"), choices=[(code, SectionCode(code).label) for code in ASKABLE]
    )
    rows = forms.MultipleChoiceField(
        label=_("Rows"), required=False, help_text=_("None ticked: the whole section.")
    )

    def __init__(
        self, *args: Any, rows: Iterable[tuple[str, str]], section: str, today: datetime.date, **kwargs: Any
    ) -> None:
        """`rows`: codes and labels of what `section`, which the page is about, is made of."""
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["section"].widget = forms.HiddenInput()
        self.fields["section"].initial = section
        self.fields["rows"].choices = list(rows)  # type: ignore[attr-defined]
        self.fields["due"].widget.attrs["min"] = today.isoformat()

    def clean_due(self) -> datetime.date:
        due: datetime.date = self.cleaned_data["due"]
        if due < self.today:
            raise forms.ValidationError(_("This day has passed: choose a later one."))
        return due


class AgainForm(forms.Form):
    """What is missing in an answer, and until when it is wanted."""

    remark = forms.CharField(
        label=_("What is missing or unclear"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say what is missing, so that the next answer can be right.")},
    )
    again_due = forms.DateField(label=_("Due on"), widget=forms.DateInput(attrs={"type": "date"}))


class Answered(Mergeable):
    """What any answer has beside its figures, and how it is kept while it is typed."""

    def comment_field(self) -> forms.CharField:
        return forms.CharField(
            label=_("Comment"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
        )

    def not_asked(self) -> list[str]:
        """Codes of what something was sent for, though it was not asked for."""
        raise NotImplementedError

    def refuse_others(self, words: object) -> None:
        if others := self.not_asked():
            self.add_error(None, str(words) % {"rows": ", ".join(others[:MOST_ROWS_NAMED])})

    def texts(self) -> dict[str, str]:
        """What was typed in the fields asked for, to be kept; a number without a unit is in tonnes then."""
        if not self.is_bound:
            return {}
        typed = {name: self.typed(name) for name in self.fields if name != "comment"}
        return {name: text for name, text in typed.items() if text}

    @property
    def comment(self) -> str:
        return str(self.data.get("comment", "")).strip()[:2000]


class PartForm(Answered, LinesForm):
    """The rows that were asked for, and no others: what is sent of others is an error, and goes nowhere."""

    def __init__(self, *args: Any, rows: Iterable[Row], **kwargs: Any) -> None:
        super().__init__(*args, lines=[], **kwargs)
        self.every_row = self.rows
        self.rows = tuple(rows)
        asked = {name for row in self.rows for name in self.names_of(row)}
        self.fields = {name: field for name, field in self.fields.items() if name in asked}
        self.fields["comment"] = self.comment_field()

    def not_asked(self) -> list[str]:
        """Rows of the section that something was sent for, though they were not asked for."""
        asked = {row.code for row in self.rows}
        others = [row for row in self.every_row if row.code not in asked]
        return [row.code for row in others if any(self.data.get(name) for name in self.names_of(row))]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self.refuse_others(_("These rows were not asked for and were left out: %(rows)s."))
        return data


class PartIndicatorsForm(Answered, IndicatorsForm):
    """The indicators that were asked for, of the report's year; what is sent of others is an error."""

    def __init__(self, *args: Any, measures: Iterable[Measure], year: int, **kwargs: Any) -> None:
        super().__init__(*args, offered=Offered(list(measures), []), year=year, values=[], **kwargs)
        self.fields["comment"] = self.comment_field()

    def fields_of(self, measure: Measure) -> dict[str, forms.Field]:
        """Earlier years are for whoever knows what the reports before said."""
        fields = super().fields_of(measure)
        fields.pop(earlier_name(measure), None)
        return fields

    def not_asked(self) -> list[str]:
        asked = {measure.code for measure in self.offered.all}
        sent = (name.partition("-") for name in self.data if self.data.get(name))
        codes = [code for what, dash, code in sent if dash and what in FIELDS and code not in asked]
        return list(dict.fromkeys(codes))

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self.refuse_others(_("These indicators were not asked for and were left out: %(rows)s."))
        return data
