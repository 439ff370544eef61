"""A line as someone enters it, and what is wrong with it on its face, in the form or in a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.words import joined
from inventories import frameworks
from inventories.enums import NotationKey, Quality
from inventories.gases import BIOGENIC
from inventories.models import InventoryLine, ReportVersion
from pledges.fields import to_grams


@dataclass(frozen=True)
class LineDraft:
    """One row to save: masses in tonnes, or a notation key (confidential rows may have both).

    `masses` by gas, from which `co2e` and `co2` follow (inventories.masses).
    """

    row: str
    co2e: Decimal | None = None
    co2: Decimal | None = None
    notation_key: str = ""
    included_in: str = ""
    explanation: str = ""
    quality: str = ""
    source: str = ""
    method: str = ""
    factor_quality: str = ""
    factor_source: str = ""
    masses: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def is_by_gas(self) -> bool:
        """Whether a gas is given that counts: biogenic carbon dioxide stands apart."""
        return any(gas != BIOGENIC for gas in self.masses)

    @property
    def has_mass(self) -> bool:
        return self.co2e is not None or self.co2 is not None

    @property
    def is_blank(self) -> bool:
        return not self.has_mass and not self.notation_key


@dataclass(frozen=True)
class Fault:
    """What keeps a line from being saved. `column` is a field of LineDraft."""

    row: str
    column: str
    value: str
    message: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.row}: {self.message} {self.remedy}"


def of_version(version: ReportVersion, section: str) -> list[LineDraft]:
    """The section's lines as drafts, in the framework's order."""
    order = {row.code: at for at, row in enumerate(frameworks.rows(version.report.framework, section))}
    saved = sorted(
        version.lines.filter(section=section).prefetch_related("masses"), key=lambda line: order[line.row]
    )
    return [
        LineDraft(
            row=line.row,
            co2e=line.co2e,
            co2=line.co2,
            notation_key=line.notation_key,
            included_in=line.included_in,
            explanation=line.explanation,
            quality=line.quality,
            source=line.source,
            method=line.method,
            factor_quality=line.factor_quality,
            factor_source=line.factor_source,
            masses={each.gas: each.tonnes for each in line.masses.all()},
        )
        for line in saved
    ]


def faults(drafts: Sequence[LineDraft], *, framework: str, section: str) -> list[Fault]:
    """Everything that keeps these lines from being saved, all at once; empty where they can be."""
    found: list[Fault] = []
    seen: set[str] = set()
    for draft in drafts:
        if draft.row in seen:
            found.append(
                Fault(
                    draft.row,
                    "row",
                    draft.row,
                    _("The row appears more than once."),
                    _("Keep one line for each row and add up its values."),
                )
            )
        seen.add(draft.row)
        found += faults_of(draft, framework=framework, section=section)
    return found


def faults_of(draft: LineDraft, *, framework: str, section: str) -> Iterable[Fault]:
    """What is wrong with one line by itself."""
    try:
        row = frameworks.row(framework, section, draft.row)
    except frameworks.UnknownFramework:
        yield Fault(
            draft.row,
            "row",
            draft.row,
            _("There is no row “%(row)s” in this framework.") % {"row": draft.row},
            _("Use the codes of the template, for example %(codes)s.")
            % {"codes": joined(each.code for each in frameworks.rows(framework, section)[:3])},
        )
        return
    yield from _faults_of_masses(draft, row)
    yield from _faults_of_key(draft, framework, section)
    yield from _faults_of_words(draft)


def _faults_of_masses(draft: LineDraft, row: frameworks.Row) -> Iterable[Fault]:
    for quantity in ("co2e", "co2"):
        tonnes: Decimal | None = getattr(draft, quantity)
        if tonnes is None:
            continue
        value = format(tonnes, "f") if tonnes.is_finite() else str(tonnes)
        if quantity not in row.quantities and tonnes != 0:
            yield Fault(
                row.code,
                quantity,
                value,
                _("This row takes no value in this column."),
                _("Leave the cell blank; enter the mass in the other column."),
            )
        if tonnes < 0 and not row.negative:
            yield Fault(
                row.code,
                quantity,
                value,
                _("The value is below zero."),
                _("Enter the emissions of this row as zero or more; removals have rows of their own."),
            )
        try:
            to_grams(tonnes)
        except ValidationError as error:
            yield Fault(row.code, quantity, value, error.messages[0], _("Round the value to whole grams."))


def _faults_of_key(draft: LineDraft, framework: str, section: str) -> Iterable[Fault]:
    key = draft.notation_key
    if key and key not in NotationKey.values:
        yield Fault(
            draft.row,
            "notation_key",
            key,
            _("“%(key)s” is not a notation key.") % {"key": key},
            _("Use NO, IE, C or NE."),
        )
        return
    if key and key != NotationKey.C and draft.has_mass:
        yield Fault(
            draft.row,
            "notation_key",
            key,
            _("The row holds a number and a notation key."),
            _("Keep one of the two; only C (confidential) can stand beside a number."),
        )
    if draft.is_blank:
        yield Fault(
            draft.row,
            "co2e",
            "",
            _("The row holds neither a number nor a notation key."),
            _("Enter tonnes or one of NO, IE, C and NE, or leave the whole row blank."),
        )
    if not draft.included_in:
        return
    if key != NotationKey.IE:
        yield Fault(
            draft.row,
            "included_in",
            draft.included_in,
            _("Only a row with the key IE (included elsewhere) names another row."),
            _("Enter IE as the notation key, or leave this cell blank."),
        )
    known = {each.code for each in frameworks.rows(framework, section)} - {draft.row}
    if draft.included_in not in known:
        yield Fault(
            draft.row,
            "included_in",
            draft.included_in,
            _("“%(row)s” is not another row of this section.") % {"row": draft.included_in},
            _("Name the row that holds these emissions."),
        )


def _faults_of_words(draft: LineDraft) -> Iterable[Fault]:
    for column in ("quality", "factor_quality"):
        quality = getattr(draft, column)
        if quality and quality not in Quality.values:
            yield Fault(
                draft.row,
                column,
                quality,
                _("“%(quality)s” is not a data quality.") % {"quality": quality},
                _("Use high, medium or low, or leave the cell blank."),
            )
    yield from _too_long(draft, "source", _("The source is longer than %(count)d characters."))
    yield from _too_long(
        draft, "factor_source", _("The source of the factor is longer than %(count)d characters.")
    )
    yield from _too_long(draft, "method", _("The method is longer than %(count)d characters."))


def _too_long(draft: LineDraft, column: str, message: str) -> Iterable[Fault]:
    longest: int = getattr(InventoryLine._meta.get_field(column), "max_length", 0)
    text: str = getattr(draft, column)
    if len(text) > longest:
        yield Fault(
            draft.row,
            column,
            text[:40] + "…",
            message % {"count": longest},
            _("Shorten it; the explanation takes longer texts."),
        )
