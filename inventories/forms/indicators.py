"""Indicators: what the targets in force count besides emissions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from inventories.forms.merging import Mergeable, Part
from inventories.forms.numbers import NumberField
from inventories.models import IndicatorValue
from inventories.sections import IndicatorDraft
from pledges.models import Measure


def value_name(measure: Measure) -> str:
    return f"value-{measure.code}"


def source_name(measure: Measure) -> str:
    return f"source-{measure.code}"


class IndicatorsForm(Mergeable):
    """A number and its source for each measure; what is left blank is not reported."""

    def __init__(
        self, *args: Any, measures: Iterable[Measure], values: Iterable[IndicatorValue], **kwargs: Any
    ) -> None:
        self.measures = list(measures)
        initial: dict[str, Any] = {}
        for saved in values:
            initial |= {value_name(saved.measure): saved.value, source_name(saved.measure): saved.source}
        super().__init__(*args, **kwargs | {"initial": initial})
        for measure in self.measures:
            self.fields[value_name(measure)] = NumberField(label=measure.label)
            self.fields[source_name(measure)] = forms.CharField(
                label=measure.label, required=False, max_length=240
            )

    def parts(self) -> list[Part]:
        return [
            Part(measure.code, measure.label, (value_name(measure), source_name(measure)))
            for measure in self.measures
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for measure in self.measures:
            if data.get(source_name(measure)) and data.get(value_name(measure), 0) is None:
                self.add_error(
                    value_name(measure),
                    _("This has a source but no value: enter the value, or clear the source."),
                )
        return data

    def drafts(self) -> list[IndicatorDraft]:
        """The values that were given, as the domain takes them."""
        data = self.cleaned_data
        return [
            IndicatorDraft(
                measure=measure, value=data[value_name(measure)], source=data[source_name(measure)]
            )
            for measure in self.measures
            if data[value_name(measure)] is not None
        ]

    def entries(self) -> list[dict[str, Any]]:
        """Measure, value and source side by side, for the page."""
        return [
            {"measure": measure, "value": self[value_name(measure)], "source": self[source_name(measure)]}
            for measure in self.measures
        ]
