"""Activity data and factors behind a row, as they were given: an amount, a factor, what they make."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from inventories import frameworks, gases
from inventories.lines import Fault
from inventories.models import ActivityData, ReportVersion

NUMBERS = ("amount", "oxidation", "co2e")


@dataclass(frozen=True)
class ActivityDraft:
    """One source of a row. `factors` and `masses` by the codes of gases; `co2e` may stand among the factors.

    Masses and `co2e` are tonnes; factors are numbers in `factor_unit`, as given.
    """

    activity: str
    amount: Decimal | None = None
    unit: str = ""
    description: str = ""
    source: str = ""
    quality: str = ""
    factors: Mapping[str, Decimal] = field(default_factory=dict)
    factor_unit: str = ""
    oxidation: Decimal | None = None
    factor_year: int | None = None
    factor_scale: str = ""
    factor_description: str = ""
    factor_source: str = ""
    factor_quality: str = ""
    masses: Mapping[str, Decimal] = field(default_factory=dict)
    co2e: Decimal | None = None


def of_row(version: ReportVersion, section: str, row: str) -> list[ActivityDraft]:
    return [draft_of(each) for each in version.activities.filter(section=section, row=row)]


def by_row(version: ReportVersion, section: str) -> dict[str, list[ActivityDraft]]:
    """The section's activities, row by row. One query."""
    found: dict[str, list[ActivityDraft]] = {}
    for each in version.activities.filter(section=section):
        found.setdefault(each.row, []).append(draft_of(each))
    return found


def draft_of(held: ActivityData) -> ActivityDraft:
    values = {name: getattr(held, name) for name in ActivityDraft.__dataclass_fields__}
    return ActivityDraft(**values | {name: _numbers(values[name]) for name in ("factors", "masses")})


def replace(
    version: ReportVersion,
    section: str,
    drafts: Mapping[str, Sequence[ActivityDraft]],
    *,
    rows: Iterable[str],
) -> None:
    """Write the activities of `rows` of a draft: exactly these, none for a row that `drafts` does not hold.

    Raises ValidationError with everything that is wrong with them.
    """
    found = [fault for row in drafts for fault in faults(version, section, row, drafts[row])]
    if found:
        raise ValidationError([str(fault) for fault in found])
    version.activities.filter(section=section, row__in=list(rows)).delete()
    ActivityData.objects.bulk_create(
        _held(version, section, row, position, draft)
        for row, of_this in drafts.items()
        for position, draft in enumerate(of_this, start=1)
    )


def faults(
    version: ReportVersion, section: str, row: str, drafts: Sequence[ActivityDraft]
) -> Iterable[Fault]:
    """What keeps the activities of a row from being kept; columns are fields of ActivityDraft."""
    try:
        frameworks.row(version.report.framework, section, row)
    except frameworks.UnknownFramework:
        yield Fault(
            row,
            "row",
            row,
            _("There is no row “%(row)s” in this framework.") % {"row": row},
            _("Name a row of the report."),
        )
        return
    for position, draft in enumerate(drafts, start=1):
        held = _held(version, section, row, position, draft)
        try:
            held.clean_fields(exclude={"version"})
            held.validate_constraints(exclude={"version"})
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                yield Fault(row, name, draft.activity, " ".join(messages), _("Correct this activity."))
        for gas in (*draft.factors, *draft.masses):
            if gas not in gases.known() and gas != "co2e":
                yield Fault(
                    row,
                    "factors",
                    gas,
                    _("“%(gas)s” is not a gas of the table.") % {"gas": gas},
                    _("Use codes such as co2, ch4, ch4_fossil, n2o, sf6, nf3, hfc134a or cf4."),
                )


def _held(
    version: ReportVersion, section: str, row: str, position: int, draft: ActivityDraft
) -> ActivityData:
    values = {name: getattr(draft, name) for name in ActivityDraft.__dataclass_fields__}
    texts = {name: _texts(values[name]) for name in ("factors", "masses")}
    return ActivityData(version=version, section=section, row=row, position=position, **values | texts)


def _texts(numbers: Mapping[str, Decimal]) -> dict[str, str]:
    return {code: format(number, "f") for code, number in numbers.items()}


def _numbers(texts: Mapping[str, str]) -> dict[str, Decimal]:
    found = {}
    for code, text in texts.items():
        try:
            found[code] = Decimal(text)
        except InvalidOperation:  # a row of the admin or of another tool
            continue
    return found
