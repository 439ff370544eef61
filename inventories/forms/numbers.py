"""Numbers as people type them, read as those in a file are."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from inventories.importers.numbers import NotANumber, number


def parse(text: str) -> Decimal:
    """The number in `text`, as in a file. Raises ValidationError with the remedy where there is none."""
    try:
        return number(text)
    except NotANumber as error:
        raise ValidationError(f"{error.message} {error.remedy}") from None


def grouped(value: Decimal | int) -> str:
    """`value` as it is read: thousands grouped, no exponent, no zeros after the last decimal."""
    text = f"{Decimal(value):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


class NumberField(forms.CharField):
    """A Decimal, or None where nothing was typed."""

    def __init__(self, *, decimals: int = 6, digits: int = 19, **kwargs: Any) -> None:
        self.decimals, self.digits = decimals, digits
        super().__init__(**{"required": False, **kwargs})
        self.widget.attrs.update({"inputmode": "decimal", "autocomplete": "off"})

    def prepare_value(self, value: Any) -> Any:
        return grouped(value) if isinstance(value, Decimal | int) else value

    def normal(self, text: str) -> str:
        """`text` as `prepare_value` would write its number; as it is where it holds none."""
        try:
            return grouped(parse(text)) if text else ""
        except ValidationError:
            return text

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        return self.fit(parse(text))

    def fit(self, value: Decimal) -> Decimal:
        """`value`, if the database can hold it exactly."""
        exponent = value.as_tuple().exponent
        if not isinstance(exponent, int) or -exponent > self.decimals:
            raise ValidationError(
                _("At most %(decimals)d decimals can be kept: round the number."),
                params={"decimals": self.decimals},
            )
        if value.adjusted() >= self.digits - self.decimals:
            raise ValidationError(_("This number is too large. Check its unit."))
        return value
