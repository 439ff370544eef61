"""What a roadmap rests on, as people type it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Government
from inventories.forms.indicators import EarlierField, YearField
from inventories.forms.numbers import NumberField
from plans import bases
from plans.bases import Base
from plans.enums import Origin, PlanState, Sector
from plans.forecast import GDP, GDP_PER_PERSON, NONE, POPULATION, EndUse, Scenario
from plans.forms.plan import RowsFormSet
from plans.models import PlanVersion
from plans.roadmaps import Counted, Inputs

DRIVERS = (
    (POPULATION, gettext_lazy("Population")),
    (GDP, gettext_lazy("GDP")),
    (GDP_PER_PERSON, gettext_lazy("GDP per person")),
    (NONE, gettext_lazy("None")),
)
MOST_YEARS = 60
MOST_RATE = 100
MOST_ELASTICITY = 5
MOST_END_USES = 60
MOST_TONNES = Decimal(10) ** 12


def dress(form: forms.BaseForm) -> None:
    """Give the fields the looks of the house, which crispy gives elsewhere."""
    for field in form.fields.values():
        kind = getattr(field.widget, "input_type", "")
        looks = {"checkbox": "form-check-input", "select": "form-select"}.get(kind, "form-control")
        field.widget.attrs["class"] = looks


class RatesField(EarlierField):
    """Per cent a year by periods, '2021: 8; 2026: 6', as a mapping; each holds from its year on."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget = forms.TextInput(attrs={"autocomplete": "off"})

    def prepare_value(self, value: Any) -> Any:
        text = super().prepare_value(value)
        return "; ".join(text.splitlines()) if isinstance(value, dict) else text

    def clean(self, value: Any) -> dict[int, Decimal]:
        text = (value or "").replace(";", "\n").replace("；", "\n").replace("%", "").replace("％", "")
        found = super().clean(text)
        for year, rate in found.items():
            if not 1900 <= year <= 2200:
                raise ValidationError(_("%(year)s is not a year of a forecast."), params={"year": str(year)})
            if abs(rate) > MOST_RATE:
                raise ValidationError(
                    _("%(year)s: enter a rate in per cent a year between −%(most)d and %(most)d."),
                    params={"year": str(year), "most": MOST_RATE},
                )
        return found


class RoadmapForm(forms.Form):
    """The years, what everything grows with, and the plan whose actions count."""

    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("Only to save it, for example: Slower growth, all actions."),
    )
    base_year = YearField(label=gettext_lazy("Base year"))
    last_year = YearField(label=gettext_lazy("Last year"))
    gdp = RatesField(
        label=gettext_lazy("Growth of GDP, % a year"),
        help_text=gettext_lazy(
            "From a year on, until the next: 2021: 8; 2026: 6. Nothing grows before the first year."
        ),
    )
    population = RatesField(label=gettext_lazy("Growth of population, % a year"))
    grid = RatesField(
        label=gettext_lazy("Change of the grid’s emission factor, % a year"),
        help_text=gettext_lazy("Less than zero where electricity gets cleaner: 2021: -1; 2025: -3."),
    )
    plan = forms.ChoiceField(label=gettext_lazy("Plan whose actions count"), required=False)

    def __init__(self, *args: Any, government: Government, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self)
        self.versions = {str(each.pk): each for each in versions_of(government)}
        chosen: Any = self.fields["plan"]
        chosen.choices = [
            ("", gettext_lazy("None: without actions")),
            *((pk, _named(version)) for pk, version in self.versions.items()),
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        base, last = data.get("base_year"), data.get("last_year")
        for name in ("base_year", "last_year"):
            if name in data and data[name] is None:
                self.add_error(name, _("Enter the year with four digits."))
        if base and last and not base < last <= base + MOST_YEARS:
            self.add_error(
                "last_year",
                _("The last year lies one to %(most)d years after the base year.") % {"most": MOST_YEARS},
            )
        if base and base < 1990:
            self.add_error("base_year", _("Begin in 1990 or later."))
        return data

    @property
    def version(self) -> PlanVersion | None:
        return self.versions.get(self.cleaned_data["plan"])


def versions_of(government: Government) -> list[PlanVersion]:
    """What a roadmap can count: of each plan the accepted version and the one being worked on. One query."""
    states = (PlanState.DRAFT, PlanState.SUBMITTED, PlanState.ACCEPTED)
    found = PlanVersion.objects.filter(plan__government=government, state__in=states)
    return list(found.select_related("plan").order_by("plan_id", "number"))


def _named(version: PlanVersion) -> str:
    return _("%(title)s, version %(number)d (%(state)s)") % {
        "title": version.title,
        "number": version.number,
        "state": version.get_state_display(),
    }


class EndUseForm(forms.Form):
    """An end use: what it emits in the base year and what moves it. `key` names the part of a report."""

    key = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    name = forms.CharField(label=gettext_lazy("End use"), max_length=120, required=False)
    sector = forms.ChoiceField(
        label=gettext_lazy("Sector"),
        choices=[each for each in Sector.choices if each[0] != Sector.RESILIENCE],
        initial=Sector.STATIONARY,
    )
    tonnes = NumberField(label=gettext_lazy("Emissions in the base year, t CO₂e"))
    driver = forms.ChoiceField(label=gettext_lazy("Grows with"), choices=DRIVERS, initial=GDP)
    elasticity = NumberField(
        label=gettext_lazy("Elasticity"),
        initial="1",
        help_text=gettext_lazy("Per cent that the activity grows for each per cent of its driver."),
    )
    intensity = RatesField(label=gettext_lazy("Change of energy intensity, % a year"))
    electric = forms.BooleanField(label=gettext_lazy("Uses electricity of the grid"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "tonnes" in data and data["tonnes"] is None:
            self.add_error("tonnes", _("Enter the tonnes emitted in the base year."))
        elif "tonnes" in data and abs(data["tonnes"]) >= MOST_TONNES:
            self.add_error("tonnes", _("The number is too large. Check its unit: tonnes."))
        if "name" in data and not data["name"]:
            self.add_error("name", _("Name the end use."))
        if "elasticity" in data:
            given = data["elasticity"]
            data["elasticity"] = Decimal(1) if given is None else given
            if abs(data["elasticity"]) > MOST_ELASTICITY:
                self.add_error(
                    "elasticity",
                    _("Enter a number between −%(most)d and %(most)d.") % {"most": MOST_ELASTICITY},
                )
        return data


class EndUses(RowsFormSet):
    def add_fields(self, form: forms.BaseForm, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Leave this end use out")
        dress(form)

    def clean(self) -> None:
        super().clean()
        if not self.rows:
            raise ValidationError(_("Enter at least one end use with its emissions in the base year."))
        if not any(self.errors) and sum(row["tonnes"] for row in self.rows) <= 0:
            raise ValidationError(_("Emissions in the base year must be more than zero in all."))


def _end_uses() -> type[EndUses]:
    made: Any = forms.formset_factory(
        EndUseForm, formset=EndUses, extra=2, can_delete=True, max_num=MOST_END_USES, validate_max=True
    )
    return cast(type[EndUses], made)


EndUseRows = _end_uses()


class WholeRoadmap:
    """The form and its rows, checked and taken together."""

    def __init__(
        self, data: QueryDict | None, *, government: Government, initial: Inputs | None = None, plan: str = ""
    ) -> None:
        self.government = government
        base = None if data is not None or initial else bases.latest(government)
        first = _initial(initial) if initial else _begun(base)
        self.form = RoadmapForm(data, government=government, initial=first | {"plan": plan})
        self.rows = EndUseRows(data, prefix="uses", initial=_rows(initial) if initial else _reported(base))
        if data is None and not initial and not plan:
            self.form.initial["plan"] = _accepted(self.form)
        self.prefilled = base
        self.is_started = base is not None or initial is not None

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), self.rows.is_valid()])

    @property
    def bound(self) -> bool:
        return self.form.is_bound

    def fields(self) -> Iterator[Any]:
        """Every field of the page, bound."""
        yield from self.form
        for form in self.rows.forms:
            yield from form.visible_fields()

    @cached_property
    def base(self) -> Base | None:
        """The accepted report of the base year."""
        return bases.latest(self.government, self.form.cleaned_data["base_year"])

    def inputs(self, counted: Counted | None) -> Inputs:
        data = self.form.cleaned_data
        uses = [self._end_use(f"e{at}", row) for at, row in enumerate(self.rows.rows, start=1)]
        scenario = Scenario(
            data["base_year"],
            data["last_year"],
            tuple(uses),
            population=data["population"],
            gdp=data["gdp"],
            grid=data["grid"],
        )
        is_reported = any(each.origin == Origin.REPORTED for each in uses)
        return Inputs(scenario, counted, self.base.source if is_reported and self.base else None)

    def _end_use(self, code: str, row: dict[str, Any]) -> EndUse:
        """A number is reported where the report of that year says the same; changed, it is declared."""
        reported = self.base.tonnes_of(row["key"]) if self.base and row["key"] else None
        origin = Origin.REPORTED if reported == row["tonnes"] else Origin.DECLARED
        return EndUse(
            code,
            row["sector"],
            row["tonnes"],
            row["driver"],
            row["elasticity"],
            row["intensity"],
            row["electric"],
            origin.value,
            row["name"],
            row["key"],
        )


def _begun(base: Base | None) -> dict[str, Any]:
    return {"base_year": base.year, "last_year": max(base.year + 15, 2035)} if base else {}


def _initial(inputs: Inputs) -> dict[str, Any]:
    scenario = inputs.scenario
    names = ("base_year", "last_year", "population", "gdp", "grid")
    return {name: getattr(scenario, name) for name in names}


def _reported(base: Base | None) -> list[dict[str, Any]]:
    names = ("key", "name", "sector", "electric", "tonnes", "driver")
    return [{name: getattr(each, name) for name in names} for each in base.parts] if base else []


def _rows(inputs: Inputs) -> list[dict[str, Any]]:
    names = ("key", "name", "sector", "electric", "tonnes", "driver", "elasticity", "intensity")
    return [{name: getattr(each, name) for name in names} for each in inputs.scenario.end_uses]


def _accepted(form: RoadmapForm) -> str:
    accepted = [pk for pk, each in form.versions.items() if each.state == PlanState.ACCEPTED]
    return accepted[-1] if accepted else ""
