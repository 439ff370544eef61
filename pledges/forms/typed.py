"""The typed fields of a target, as a person meets them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout, Submit
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Government
from pledges import offered, rules
from pledges.enums import Sense, TargetKind, YearQualifier
from pledges.fields import DECIMALS
from pledges.forms.fields import AmountField, RowsField, ScenarioField, YearField
from pledges.kinds import FIELDS, STARTED, needs, usual_sense, value_of
from pledges.models import Measure, TargetVersion
from pledges.models.target import MAIN_SERIES

JUDGED_TOGETHER = ("tolerance_years", "activity", "keeps_base")
"""Fields that are needed or not by what stands in another, or are ticked: neither marked as required nor as
optional."""


@dataclass(frozen=True, slots=True)
class About:
    """What a field is made for: whose target it is, of which kind, and what it says already."""

    government: Government
    kind: str
    base: TargetVersion | None


def measures_of(government: Government) -> QuerySet[Measure]:
    """What a government's target can count: everyone's measures and its own."""
    open_to_it = Measure.objects.open_to(government)
    return open_to_it.exclude(pk__in=Measure.objects.activities()).order_by("boundary", "code")


def _measure(about: About) -> forms.Field:
    return forms.ModelChoiceField(
        measures_of(about.government), label=_("What the target counts"), empty_label=_("Choose")
    )


def _activity(_about: About) -> forms.Field:
    return forms.ModelChoiceField(
        Measure.objects.activities().order_by("code"),
        label=_("Divided by"),
        empty_label=_("Choose"),
        help_text=_(
            "Its yearly values are reported with the inventory. Leave it empty where what is counted is "
            "divided already, as energy use per floor area is."
        ),
    )


def _base_year(about: About) -> forms.Field:
    return YearField(label=_("Year of the start") if about.kind in STARTED else _("Base year"))


def _base_value(about: About) -> forms.Field:
    help_text = _("In the unit of what is counted; emissions in tonnes.")
    if about.kind == TargetKind.INTENSITY:
        help_text = _(
            "In the unit of what is counted, for each unit that it is divided by; emissions in tonnes."
        )
    elif about.kind in STARTED:
        help_text = _(
            "In the unit of what is counted; emissions in tonnes. From a start the way to the level can be "
            "judged before its year has come."
        )
    return AmountField(
        label=_("Value at the start") if about.kind in STARTED else _("Value of the base year"),
        max_digits=19,
        decimal_places=DECIMALS,
        help_text=help_text,
    )


def _tolerance(_about: About) -> forms.Field:
    return forms.IntegerField(
        label=_("Tolerance in years"),
        help_text=_("For “around”: how many years before and after the year named still count."),
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": _("Write a whole number of years, for example 1.")},
    )


def _sense(about: About) -> forms.Field:
    return forms.ChoiceField(
        label=_("The promise is kept at"),
        choices=[(Sense.AT_LEAST, _("at least the level")), (Sense.AT_MOST, _("at most the level"))],
        initial=usual_sense(about.kind),
        error_messages={"required": rules.LACKS["sense"]()},
    )


def _rows(_about: About) -> forms.Field:
    return RowsField(
        label=_("Rows of the inventory"),
        help_text=_(
            "Tick every row that belongs to what the target counts, in the framework you report in. If you "
            "report in several, tick the rows of each."
        ),
    )


def _series(about: About) -> forms.Field:
    found = list(offered.series_of(about.government))
    present = about.base.series if about.base else MAIN_SERIES
    return forms.ChoiceField(
        label=_("Inventory series"),
        choices=[(each, each) for each in dict.fromkeys([*found, present])],
        initial=present,
        help_text=_("Which of the government's parallel inventories the target is judged by."),
    )


MAKERS: dict[str, Callable[[About], forms.Field]] = {
    "measure": _measure,
    "activity": _activity,
    "reduction_percent": lambda _about: AmountField(
        label=_("Reduction in per cent"),
        max_digits=7,
        decimal_places=3,
        help_text=_("Of the base year's value; of the baseline's, where the target is held against one."),
    ),
    "sense": _sense,
    "level": lambda _about: AmountField(
        label=_("Level"),
        max_digits=19,
        decimal_places=6,
        help_text=_(
            "In the unit of what is counted; emissions in tonnes: 431 million tonnes are 431,000,000."
        ),
    ),
    "base_year": _base_year,
    "base_value": _base_value,
    "keeps_base": lambda _about: forms.BooleanField(
        label=_("The target stays with this value, although another is reported for the base year"),
    ),
    "scenario": lambda _about: ScenarioField(
        label=_("Baseline scenario"),
        help_text=_("A year and its tonnes on each line, for example 2030: 1,000,000."),
    ),
    "target_year": lambda _about: YearField(label=_("Target year")),
    "year_qualifier": lambda _about: forms.ChoiceField(
        label=_("The year is meant"), choices=YearQualifier.choices, initial=YearQualifier.BY
    ),
    "tolerance_years": _tolerance,
    "first_year": lambda _about: YearField(label=_("Due from the year")),
    "residual": lambda _about: AmountField(
        label=_("Tonnes that may remain"),
        max_digits=19,
        decimal_places=DECIMALS,
        help_text=_(
            "What may still be emitted, gross, and is made up for by removals or credits; 0 if nothing."
        ),
    ),
    "rows": _rows,
    "series": _series,
}


def asked_of(kind: str, government: Government, base: TargetVersion | None) -> tuple[str, ...]:
    """The fields of a kind that someone can fill in: rows where the sector needs them, a series where there
    is more than one, and whether a base stays where one is declared."""
    names = list(FIELDS[kind].asked)
    if "keeps_base" in names and (base is None or value_of(base, "base_value") is None):
        names.remove("keeps_base")
    chosen = base is not None and base.series != MAIN_SERIES
    if "series" in names and not chosen and len(offered.series_of(government)) < 2:
        names.remove("series")
    if base is not None and base.measure is not None and base.measure.takes_rows and "rows" in FIELDS[kind]:
        names.append("rows")
    return tuple(names)


class TypedForm(forms.Form):
    """Typed fields of one kind of target. What is wrong is said at its field, with the remedy."""

    government: Government
    kind_of_target: str
    asked: tuple[str, ...]
    base: TargetVersion | None
    submit: Any
    wanted: tuple[str, ...] = ()
    """Fields that the page is about: whatever the kind says, they are no optional ones."""

    def add_typed_fields(self, *, may_lack: frozenset[str]) -> None:
        """A needed field that may be lacking is neither marked as required nor as optional."""
        about = About(self.government, self.kind_of_target, self.base)
        for name in self.asked:
            field = MAKERS[name](about)
            needed = needs(self.kind_of_target, name)
            field.required = needed and name not in may_lack and name not in JUDGED_TOGETHER
            if field.required and name in rules.LACKS:
                field.error_messages["required"] = rules.LACKS[name]()
            if not needed and name not in (*JUDGED_TOGETHER, *self.wanted):
                field.label = _("%(label)s (optional)") % {"label": field.label}
            if self.base is not None and (name != "sense" or self.base.kind == self.kind_of_target):
                field.initial = _initial(self.base, name, field.initial)
            self.fields[name] = field

    @property
    def helper(self) -> FormHelper:
        made = FormHelper()
        made.attrs = {"novalidate": True}
        made.layout = Layout(*(_laid_out(name) for name in self.fields))
        made.add_input(Submit("", self.submit))
        return made

    @property
    def typed(self) -> dict[str, Any]:
        """The values of the typed fields, for the actions."""
        return {name: self.cleaned_data.get(name) for name in self.asked}

    def check_typed(self, *, may_lack: frozenset[str] = frozenset()) -> None:
        found = rules.problems(self.kind_of_target, self.whole(), may_lack=may_lack)
        for name, message in found.items():
            field = name if name in self.fields else self.asked[0]
            if field not in self.errors:
                self.add_error(field, message)

    def whole(self) -> dict[str, Any]:
        """All typed fields: those of the form, and what the target says already."""
        before = (
            {name: value_of(self.base, name) for name in FIELDS[self.kind_of_target].all} if self.base else {}
        )
        return before | {name: self.cleaned_data.get(name) for name in self.asked}


def _laid_out(name: str) -> str | Field:
    """Rows are many: they are ticked sector by sector."""
    return Field(name, template="pledges/_rows.html") if name == "rows" else name


def _initial(version: TargetVersion, name: str, otherwise: Any) -> Any:
    """What the version says, as it is typed; where that is nothing, what the field starts with."""
    value = value_of(version, name)
    if value in rules.NOTHING:
        return otherwise
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value
