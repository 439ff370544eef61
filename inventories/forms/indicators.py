"""Indicators: what the targets in force count or divide by besides emissions, and what else can be told."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inventories.forms.merging import Mergeable, Part
from inventories.forms.numbers import NumberField, grouped, parse
from inventories.importers.numbers import NotANumber
from inventories.indicators import IndicatorDraft, Offered, is_activity, is_money
from inventories.models import IndicatorValue
from pledges.models import Measure

FIELDS = ("value", "source", "prices", "edition", "earlier")
"""The first part of the names below; the code of the measure follows."""
EARLIER = re.compile(r"(\d{4})\s*[:：,\t ]\s*(\S.*)")


def value_name(measure: Measure) -> str:
    return f"value-{measure.code}"


def source_name(measure: Measure) -> str:
    return f"source-{measure.code}"


def price_year_name(measure: Measure) -> str:
    return f"prices-{measure.code}"


def edition_name(measure: Measure) -> str:
    return f"edition-{measure.code}"


def earlier_name(measure: Measure) -> str:
    return f"earlier-{measure.code}"


class YearField(forms.IntegerField):
    """A year of four digits, or nothing."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, min_value=1900, max_value=2200, **kwargs)
        self.error_messages["invalid"] = gettext_lazy("Write the year with four digits, for example 2019.")
        self.widget = forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 4, "size": 6}
        )


class EarlierField(forms.CharField):
    """Years and their values, a pair in each line; as a mapping."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 4}), max_length=4000, **kwargs)
        self.number = NumberField()

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        return "\n".join(f"{year}: {grouped(number)}" for year, number in sorted(value.items()))

    def clean(self, value: Any) -> dict[int, Decimal]:
        found: dict[int, Decimal] = {}
        for line in super().clean(value).splitlines():
            if line.strip():
                year, number = self.pair(line.strip())
                if year in found:
                    raise ValidationError(
                        _("%(year)s stands in two lines: keep one."), params={"year": str(year)}
                    )
                found[year] = number
        return found

    def pair(self, line: str) -> tuple[int, Decimal]:
        """One line. Raises ValidationError that names it."""
        match = EARLIER.fullmatch(line)
        if not match:
            raise ValidationError(
                _("“%(line)s”: write a year and its value in each line, for example 2015: 285,068."),
                params={"line": line[:40]},
            )
        try:
            return int(match[1]), self.number.fit(parse(match[2]))
        except (NotANumber, ValidationError):
            raise ValidationError(
                _("“%(line)s”: the value is not a number that can be kept. Write it as digits alone."),
                params={"line": line[:40]},
            ) from None


@dataclass(frozen=True)
class Entry:
    """The fields of one measure, for the page; those that do not apply are not there."""

    measure: Measure
    value: BoundField
    source: BoundField
    price_year: BoundField | None
    edition: BoundField | None
    earlier: BoundField | None

    @property
    def restates(self) -> bool:
        """Whether the earlier years are unfolded."""
        return self.earlier is not None and bool(self.earlier.errors or self.earlier.value())


class IndicatorsForm(Mergeable):
    """A number and its source for each measure; what is left blank is not reported."""

    def __init__(
        self, *args: Any, offered: Offered, year: int, values: Iterable[IndicatorValue], **kwargs: Any
    ) -> None:
        self.offered, self.year = offered, year
        super().__init__(*args, **kwargs | {"initial": self.saved_values(values)})
        for measure in offered.all:
            self.fields.update(self.fields_of(measure))

    def saved_values(self, values: Iterable[IndicatorValue]) -> dict[str, Any]:
        initial: dict[str, Any] = {}
        for saved in values:
            measure = saved.measure
            if saved.year == self.year:
                initial[value_name(measure)] = saved.value
            else:
                initial.setdefault(earlier_name(measure), {})[saved.year] = saved.value
            initial |= {source_name(measure): saved.source, edition_name(measure): saved.edition}
            initial[price_year_name(measure)] = saved.price_year
        return initial

    def fields_of(self, measure: Measure) -> dict[str, forms.Field]:
        label = measure.label
        fields: dict[str, forms.Field] = {value_name(measure): NumberField(label=label)}
        if is_money(measure):
            fields[price_year_name(measure)] = YearField(label=label)
        if is_activity(measure):
            fields[edition_name(measure)] = forms.CharField(label=label, required=False, max_length=60)
            fields[earlier_name(measure)] = EarlierField(label=label)
        fields[source_name(measure)] = forms.CharField(label=label, required=False, max_length=240)
        return fields

    def parts(self) -> list[Part]:
        return [
            Part(measure.code, measure.label, tuple(self.fields_of(measure))) for measure in self.offered.all
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for measure in self.offered.all:
            if not any(name in self.errors for name in self.fields_of(measure)):
                self.demand_values(measure, data)
                self.demand_price_year(measure, data)
                self.demand_earlier_years(measure, data)
        return data

    def demand_values(self, measure: Measure, data: dict[str, Any]) -> None:
        has_value = data[value_name(measure)] is not None or data.get(earlier_name(measure))
        if data[source_name(measure)] and not has_value:
            self.add_error(
                value_name(measure),
                _("This has a source but no value: enter the value, or clear the source."),
            )

    def demand_price_year(self, measure: Measure, data: dict[str, Any]) -> None:
        has_value = data.get(value_name(measure)) is not None or data.get(earlier_name(measure))
        if is_money(measure) and has_value and data[price_year_name(measure)] is None:
            self.add_error(price_year_name(measure), _("Say which year’s prices these are."))

    def demand_earlier_years(self, measure: Measure, data: dict[str, Any]) -> None:
        later = [year for year in data.get(earlier_name(measure)) or {} if year >= self.year]
        if later:
            self.add_error(
                earlier_name(measure),
                _("%(year)s is not an earlier year than that of the report.") % {"year": min(later)},
            )

    def drafts(self) -> list[IndicatorDraft]:
        """The values that were given, as the domain takes them."""
        return [draft for measure in self.offered.all for draft in self.drafts_of(measure)]

    def drafts_of(self, measure: Measure) -> Iterable[IndicatorDraft]:
        data = self.cleaned_data
        given: dict[int, Decimal] = dict(data.get(earlier_name(measure)) or {})
        if data[value_name(measure)] is not None:
            given[self.year] = data[value_name(measure)]
        for year, value in given.items():
            yield IndicatorDraft(
                measure=measure,
                value=value,
                source=data[source_name(measure)],
                year=year,
                price_year=data.get(price_year_name(measure)),
                edition=data.get(edition_name(measure), ""),
            )

    def asked(self) -> list[Entry]:
        return [self.entry(measure) for measure in self.offered.asked]

    def more(self) -> list[Entry]:
        """What nothing asks for, but can be reported."""
        return [self.entry(measure) for measure in self.offered.more]

    @property
    def more_is_filled(self) -> bool:
        """Whether what nothing asks for is unfolded."""
        return any(
            self[name].errors or self[name].value()
            for each in self.offered.more
            for name in self.fields_of(each)
        )

    def entry(self, measure: Measure) -> Entry:
        def bound(name: str) -> BoundField | None:
            return self[name] if name in self.fields else None

        return Entry(
            measure,
            self[value_name(measure)],
            self[source_name(measure)],
            bound(price_year_name(measure)),
            bound(edition_name(measure)),
            bound(earlier_name(measure)),
        )
