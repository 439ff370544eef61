"""Masses: whole grams in the database, Decimal tonnes in Python."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

DECIMALS = 6  # a gram is a millionth of a tonne
MAX_GRAMS = 2**63 - 1


def to_grams(tonnes: Decimal) -> int:
    """`tonnes` as whole grams, exactly. Raises ValidationError where it is finer than a gram or too large."""
    grams = tonnes.scaleb(DECIMALS)
    if not grams.is_finite() or grams != grams.to_integral_value():
        raise ValidationError(_("A mass cannot be finer than one gram (six decimals of a tonne)."))
    if abs(grams) > MAX_GRAMS:
        raise ValidationError(_("This mass is too large: the most is 9.2 million million tonnes."))
    return int(grams)


def to_tonnes(grams: int) -> Decimal:
    return Decimal(grams).scaleb(-DECIMALS)


class MassField(models.BigIntegerField):
    """Tonnes (Decimal) that are stored, summed and compared as 64-bit grams: exact on every database."""

    description = _("Mass in tonnes")

    if TYPE_CHECKING:  # how django-stubs is told what the attribute takes and gives
        _pyi_private_set_type: Decimal | int  # type: ignore[assignment]
        _pyi_private_get_type: Decimal  # type: ignore[assignment]

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Decimal | None:
        return None if value is None else to_tonnes(int(value))

    def to_python(self, value: Any) -> Decimal | None:
        if value is None or value == "":
            return None
        try:
            return value if isinstance(value, Decimal) else Decimal(str(value))
        except InvalidOperation:
            raise ValidationError(
                _("“%(value)s” is not a number of tonnes."), params={"value": value}
            ) from None

    def get_prep_value(self, value: Any) -> int | None:
        tonnes = self.to_python(value)
        return None if tonnes is None else to_grams(tonnes)

    def value_to_string(self, obj: Any) -> str:
        value = self.value_from_object(obj)
        return "" if value is None else format(value, "f")

    def clean(self, value: Any, model_instance: Any) -> Any:
        tonnes = self.to_python(value)
        if tonnes is not None:
            to_grams(tonnes)
        self.validate(tonnes, model_instance)
        return tonnes

    @property
    def validators(self) -> list[Any]:  # the base class's are for integers
        return []

    def formfield(self, **kwargs: Any) -> Any:
        return models.Field.formfield(
            self, **{"form_class": forms.DecimalField, "max_digits": 19, "decimal_places": DECIMALS, **kwargs}
        )
