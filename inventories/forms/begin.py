"""Starting a report: its period and its framework."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inventories import carrying
from inventories.models import Report, ReportVersion

EARLIEST_YEAR = 1970


def calendar_year(year: int) -> dict[str, datetime.date]:
    return {"period_start": datetime.date(year, 1, 1), "period_end": datetime.date(year, 12, 31)}


class Period(models.TextChoices):
    CALENDAR = "calendar", _("The calendar year: 1 January to 31 December")
    OTHER = "other", _("Another twelve months, for example a fiscal year")


class BeginForm(forms.Form):
    """The period of a report: a calendar year, or the twelve months that the two dates name."""

    year = forms.IntegerField(
        label=_("Year"),
        help_text=_("The year that labels the report, for example 2019."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 4}),
        error_messages={"invalid": _("Write the year with four digits, for example 2019.")},
    )
    period = forms.ChoiceField(
        label=_("Period"), choices=Period.choices, initial=Period.CALENDAR, widget=forms.RadioSelect
    )
    period_start = forms.DateField(
        label=_("First day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    period_end = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    framework = forms.ChoiceField(label=_("Framework"), widget=forms.RadioSelect)
    carries = forms.ChoiceField(
        label=_("Begin with"),
        required=False,
        help_text=_(
            "The draft then begins with the structure, methods, sources and factors of that report. Numbers "
            "are never copied."
        ),
    )

    def __init__(
        self,
        *args: Any,
        frameworks: list[tuple[str, str]],
        carries: Sequence[ReportVersion],
        today: datetime.date,
        **kwargs: Any,
    ) -> None:
        """`carries`: the submitted versions that the report can begin with; the form gives one of them."""
        super().__init__(*args, **kwargs)
        self.today = today
        self.submitted = {str(version.pk): version for version in carries}
        self.fields["framework"].choices = frameworks  # type: ignore[attr-defined]
        labels = dict(frameworks)
        self.fields["carries"].choices = [  # type: ignore[attr-defined]
            ("", _("an empty report")),
            *((pk, self.named(each, labels)) for pk, each in self.submitted.items()),
        ]
        if not carries:
            del self.fields["carries"]

    @staticmethod
    def named(version: ReportVersion, labels: dict[str, str]) -> str:
        report = version.report
        words = {"year": report.year, "framework": labels.get(report.framework, report.framework)}
        if report.series != "main":
            return gettext("%(year)s, %(framework)s, series %(series)s") % {**words, "series": report.series}
        return gettext("%(year)s, %(framework)s") % words

    def clean_year(self) -> int:
        year: int = self.cleaned_data["year"]
        if not EARLIEST_YEAR <= year <= self.today.year:
            raise forms.ValidationError(
                _("Give a year between %(first)s and %(last)s."),
                params={"first": str(EARLIEST_YEAR), "last": str(self.today.year)},
            )
        return year

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        year = data.get("year")
        if year is None or "period" not in data:
            return data
        if data["period"] == Period.CALENDAR:
            data |= calendar_year(year)
        else:
            self.require_days(data)
        data["carries"] = self.carried(data)
        if data.get("period_start") and data.get("period_end"):
            self.check_period(data["period_start"], data["period_end"], year)
        return data

    def carried(self, data: dict[str, Any]) -> ReportVersion | None:
        """The version to begin with; one that does not fit year and framework is said at its field."""
        version = self.submitted.get(data.get("carries") or "")
        if version is None or "framework" not in data:
            return None
        report = Report(
            government_id=version.report.government_id, framework=data["framework"], year=data["year"]
        )
        try:
            carrying.check(version, report=report)
        except carrying.CannotCarry as error:
            self.add_error("carries", str(error))
        return version

    def require_days(self, data: dict[str, Any]) -> None:
        for name in ("period_start", "period_end"):
            if not data.get(name) and name not in self.errors:
                self.add_error(name, _("Give this day, or choose the calendar year."))

    def check_period(self, start: datetime.date, end: datetime.date, year: int) -> None:
        """A period is about a year long, is over, and lies in the year that labels it."""
        days = (end - start).days + 1
        if days < 1:
            self.add_error("period_end", _("The last day comes before the first day: exchange them."))
        elif not 359 <= days <= 373:
            self.add_error("period_end", _("A report covers twelve months. Check both days."))
        elif end >= self.today:
            self.add_error("year", _("This period is not over yet. Report a period that has ended."))
        elif not start.year <= year <= end.year:
            self.add_error("year", _("The period lies outside this year: change the year or the days."))
