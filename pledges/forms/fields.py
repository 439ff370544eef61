"""Fields for what people type about promises."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pledges import offered
from pledges.fields import to_grams
from pledges.kinds import Scenario
from pledges.rules import FIRST_YEAR, LAST_YEAR

GROUPED = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")
"""431,000,000 and 1,234.5: commas that can only be thousands."""

POINT = re.compile(r"(\d{4})\s*(?:[:：=;；\t]|\s)\s*(\S.*)")
"""A year and its tonnes: 2030: 1,000,000."""

MOST_COMPLAINTS = 5
MOST_ROWS_TEXT = 800


def plain(text: str) -> str:
    """A number as a machine reads it: without spaces and commas between thousands."""
    text = text.strip().replace(" ", "").replace("\N{NO-BREAK SPACE}", "")
    return text.replace(",", "") if GROUPED.fullmatch(text) else text


class AmountField(forms.DecimalField):
    """A number as people write it, with or without commas between thousands."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        message = _("Write a number like 431000000, 431,000,000 or 12.5.")
        super().__init__(error_messages={"invalid": message}, **kwargs)
        self.widget.attrs.update({"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value: Any) -> Any:
        return super().to_python("" if value is None else plain(str(value)))


class YearField(forms.IntegerField):
    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        message = _("Write the year with four digits, for example 2030.")
        super().__init__(error_messages={"invalid": message}, **kwargs)
        self.widget.attrs.update({"inputmode": "numeric", "autocomplete": "off"})


class ScenarioField(forms.CharField):
    """A baseline: a year and its tonnes on each line. What is wrong is said with the number of the line."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs.update({"rows": 8, "spellcheck": "false", "autocomplete": "off"})

    def to_python(self, value: Any) -> Any:
        points: dict[int, Decimal] = {}
        complaints = []
        for number, line in enumerate(str(value or "").splitlines(), start=1):
            if line.strip():
                complaints += self._read(number, line.strip(), points)
        if complaints:
            raise ValidationError(complaints[:MOST_COMPLAINTS])
        return tuple(sorted(points.items()))

    def _read(self, number: int, line: str, points: dict[int, Decimal]) -> list[str]:
        """Put the point of a line among the others; what is wrong with it, if anything."""
        where = {"line": number, "text": line[:60]}
        found = POINT.fullmatch(line)
        if found is None:
            message = gettext(
                "Line %(line)s: “%(text)s” is not a year and its tonnes. Write 2030: 1,000,000."
            )
            return [message % where]
        year = int(found[1])
        if not FIRST_YEAR <= year <= LAST_YEAR:
            message = gettext("Line %(line)s: %(year)s is not a year from %(first)s to %(last)s.")
            return [message % {**where, "year": year, "first": FIRST_YEAR, "last": LAST_YEAR}]
        if year in points:
            message = gettext("Line %(line)s: %(year)s stands above already. Leave one of the two.")
            return [message % {**where, "year": year}]
        tonnes = _tonnes(found[2])
        if tonnes is None:
            message = gettext(
                "Line %(line)s: “%(text)s” does not end in tonnes. Write a number like 431,000,000, zero or "
                "more, no finer than a gram."
            )
            return [message % where]
        points[year] = tonnes
        return []

    def prepare_value(self, value: Any) -> Any:
        return as_lines(value) if isinstance(value, tuple) else value


def as_lines(points: Scenario) -> str:
    return "\n".join(f"{year}: {tonnes.normalize():,f}" for year, tonnes in points)


def _tonnes(text: str) -> Decimal | None:
    """Tonnes, none below zero, that can be kept to the gram."""
    try:
        tonnes = Decimal(plain(text))
        to_grams(tonnes)
    except (InvalidOperation, ValidationError):
        return None
    return tonnes if tonnes >= 0 else None


class RowsField(forms.MultipleChoiceField):
    """Rows of inventories, ticked; kept as text ('gpc:I.1.1+I.1.2')."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=_grouped, **kwargs)

    def clean(self, value: Any) -> Any:
        ticked = set(super().clean(value))
        text = offered.joined(
            row for group in offered.groups() for row, _words in group.rows if row in ticked
        )
        if len(text) > MOST_ROWS_TEXT:
            raise ValidationError(
                gettext("These are too many rows to be kept together: tick those of one framework only.")
            )
        return text

    def prepare_value(self, value: Any) -> Any:
        return offered.rows_in(value) if isinstance(value, str) else value


def _grouped() -> Iterable[tuple[offered.Group, Iterable[offered.Choice]]]:
    return [(group, group.rows) for group in offered.groups()]
