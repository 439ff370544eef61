"""Fields of the report's forms: their classes, descriptions and errors."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

register = template.Library()

CLASSES = {"Select": "form-select", "CheckboxInput": "form-check-input"}


@dataclass(frozen=True)
class FormProblem:
    """One thing wrong, and the id of the input it is about (empty where it is about the whole)."""

    text: str
    target: str


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """The input of a field, with its class, and tied to its help and its error."""
    widget = field.field.widget
    attrs: dict[str, str | bool] = {"class": CLASSES.get(type(widget).__name__, "form-control")}
    described = []
    if field.help_text:
        described.append(f"help-{field.html_name}")
    if field.errors:
        attrs["class"] = f"{attrs['class']} is-invalid"
        attrs["aria-invalid"] = "true"
        described.append(f"error-{field.html_name}")
    if described:
        attrs["aria-describedby"] = " ".join(described)
    return field.as_widget(attrs=attrs)


@register.simple_tag
def problems_of(form: forms.Form | None) -> list[FormProblem]:
    """All that is wrong with a bound form, in the order of its fields."""
    if form is None or not form.is_bound or not form.errors:
        return []
    found = [FormProblem(str(text), "") for text in form.non_field_errors()]
    for name in form.fields:
        bound = form[name]
        label = str(bound.field.label or "")
        found += [FormProblem(named(label, str(text)), target(bound)) for text in bound.errors]
    return found


def named(label: str, text: str) -> str:
    """An error with the name of its field in front."""
    return _("%(field)s: %(error)s") % {"field": label, "error": text} if label else text


def target(field: BoundField) -> str:
    """The id that a link to the field goes to: of the input itself, or of the group of choices."""
    if isinstance(field.field.widget, forms.RadioSelect):
        return f"field-{field.html_name}"
    return field.id_for_label
