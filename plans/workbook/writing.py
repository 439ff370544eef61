"""The workbook of a plan: blank, to be filled in, or with all that the draft holds."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext
from openpyxl.utils import get_column_letter

from inventories.exports.workbook import sheets as rows
from inventories.exports.workbook.pen import Column, Pen, SheetPen
from plans.actions.writing import ActionDraft
from plans.enums import CoBenefitKind, Currency, FundingSource, Sector
from plans.models import Action, CoBenefit, Funding, Milestone, PlanVersion
from plans.workbook import sheets
from plans.workbook.drafts import CO_BENEFIT, FUNDING, MILESTONE, Drafted, of_version
from pledges.models import Statement

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROOM = 100
"""Lines to fill in below those that are filled."""
WIDTHS = {"note": 30, "text_en": 36, "text_zh": 36, "due": 13, "done_on": 13}
ACTION = (
    ("title_en", 32, "text"),
    ("title_zh", 28, "text"),
    ("sector", 22, "text"),
    ("owner", 24, "text"),
    ("starts_on", 13, "text"),
    ("ends_on", 13, "text"),
    ("cost", 16, "number"),
    ("currency", 12, "text"),
    ("price_year", 10, "plain"),
    ("description_en", 40, "text"),
    ("description_zh", 40, "text"),
    ("cancelled_on", 13, "text"),
    ("cancel_reason", 28, "text"),
    ("statement", 12, "plain"),
)


def workbook(version: PlanVersion, *, language: str, filled: bool) -> bytes:
    """An .xlsx file in the language."""
    with override(language):
        return _Book(version, language, filled).made()


class _Book:
    def __init__(self, version: PlanVersion, language: str, filled: bool) -> None:
        self.version, self.language, self.filled = version, language, filled
        self.drafted = of_version(version) if filled else Drafted({})
        self.pen = Pen()
        self.lists: Mapping[str, Sequence[str]] = {
            "sector": [str(each.label) for each in Sector],
            "currency": list(Currency.values),
            "source": [str(each.label) for each in FundingSource],
            "kind": [str(each.label) for each in CoBenefitKind],
        }

    def made(self) -> bytes:
        self._cover()
        self._actions()
        self._reductions()
        self._hanging(sheets.MILESTONES, Milestone, MILESTONE, "milestones", _milestone_hint())
        self._hanging(sheets.FUNDINGS, Funding, FUNDING, "fundings", _funding_hint())
        self._hanging(sheets.CO_BENEFITS, CoBenefit, CO_BENEFIT, "co_benefits", _co_benefit_hint())
        self._overlaps()
        self._lists()
        self.pen.book.properties.title = self.version.plan.code
        self.pen.book.properties.creator = "Milepost"
        file = io.BytesIO()
        self.pen.book.save(file)
        return file.getvalue()

    @property
    def last(self) -> int:
        """The last row of a table of actions that takes entries."""
        return rows.FIRST + len(self.drafted.actions) + ROOM

    def _sheet(self, code: str, columns: Sequence[Column], **how: Any) -> SheetPen:
        return self.pen.sheet(code, columns, title=str(sheets.TITLES[code]), **how)

    def _cover(self) -> None:
        columns = [
            Column("key", _("Key"), 4, hidden=True),
            Column("label", _("Field"), 28, "strong"),
            Column("value", _("Value"), 90),
        ]
        made = self._sheet(sheets.COVER, columns, portrait=True)
        title = _("Actions of the plan “%(title)s”") % {"title": self.version.title}
        made.begin(title, _("This sheet says what the workbook belongs to. Leave it as it is."))
        for key, label, value in self._facts():
            made.line({"key": key, "label": label, "value": value})
        made.write([])
        made.write([(None, "words"), (_("How to fill it in"), "title")])
        for label, words in _instructions(self.filled):
            made.write([(None, "words"), (label, "strong"), (words, "told")])

    def _facts(self) -> list[tuple[str, str, str]]:
        version = self.version
        return [
            ("plan", _("Plan"), version.plan.code),
            ("number", _("Version"), str(version.number)),
            ("filled", _("Filled"), sheets.YES if self.filled else sheets.NO),
            ("format", _("Format of this workbook"), str(sheets.VERSION)),
        ]

    def _actions(self) -> None:
        columns = [
            Column("key", _("Key"), 16, "text"),
            *(Column(name, _header(Action, name), width, style) for name, width, style in ACTION),
            Column("indicators", _("Linked indicators (codes)"), 24, "text"),
        ]
        made = self._sheet(sheets.ACTIONS, columns, frozen=f"C{rows.FIRST}", pages=2)
        for name in ("sector", "currency"):
            made.choose(name, self._range(name), last=self.last)
        made.numbers(["cost"], last=self.last)
        made.keep_open()
        made.begin(
            str(sheets.TITLES[sheets.ACTIONS]),
            _(
                "One line for each action. Days as 2026-03-31. A key is made from the title where you leave "
                "it blank; other sheets name the action by its key or title."
            ),
        )
        for each in self.drafted.actions.values():
            made.line(_action(each))

    def _reductions(self) -> None:
        years = self._years()
        columns = [
            Column("action", pgettext("of a plan", "Action"), 20, "text"),
            *(Column(str(year), str(year), 14, "number") for year in years),
        ]
        made = self._sheet(sheets.REDUCTIONS, columns, frozen=f"B{rows.FIRST}", pages=2)
        made.choose("action", self._keys(), last=self.last, firm=False)
        made.numbers([str(year) for year in years], last=self.last)
        made.keep_open()
        made.begin(
            str(sheets.TITLES[sheets.REDUCTIONS]),
            _(
                "Tonnes of CO₂e a year that the action is expected to save, in the year from which they "
                "hold. A value holds until the next; a zero ends it; blank says nothing new."
            ),
        )
        for each in self.drafted.actions.values():
            if each.reductions:
                made.line({"action": each.key, **{str(year): t for year, t in each.reductions.items()}})

    def _years(self) -> range:
        declared = [year for each in self.drafted.actions.values() for year in each.reductions]
        first = min([self.version.first_year, *declared])
        return range(first, max([self.version.last_year, *declared]) + 1)

    def _hanging(self, code: str, model: Any, names: Sequence[str], part: str, hint: str) -> None:
        columns = [
            Column("action", pgettext("of a plan", "Action"), 20, "text"),
            *(Column(name, _header(model, name), WIDTHS.get(name, 22), _style(name)) for name in names),
        ]
        made = self._sheet(code, columns, frozen=f"B{rows.FIRST}")
        held = [(each.key, row) for each in self.drafted.actions.values() for row in getattr(each, part)]
        last = rows.FIRST + len(held) + ROOM
        made.choose("action", self._keys(), last=last, firm=False)
        for name in {"source", "kind"} & set(names):
            made.choose(name, self._range(name), last=last)
        if "amount" in names:
            made.numbers(["amount"], last=last)
        made.keep_open()
        made.begin(str(sheets.TITLES[code]), hint)
        for key, row in held:
            made.line({"action": key, **{name: _written(model, name, row[name]) for name in names}})

    def _overlaps(self) -> None:
        columns = [
            Column("first", pgettext("of a plan", "Action"), 20, "text"),
            Column("second", _("and the action it is taken off"), 26, "text"),
            Column("tonnes", _("t CO₂e a year"), 18, "number"),
            Column("note", _("Why"), 40, "text"),
        ]
        made = self._sheet(sheets.OVERLAPS, columns)
        last = rows.FIRST + len(self.drafted.overlaps) + ROOM
        for name in ("first", "second"):
            made.choose(name, self._keys(), last=last, firm=False)
        made.numbers(["tonnes"], last=last)
        made.keep_open()
        made.begin(str(sheets.TITLES[sheets.OVERLAPS]), _("Tonnes that two actions both claim count once."))
        for first, second, tonnes, note in self.drafted.overlaps:
            made.line({"first": first, "second": second, "tonnes": tonnes, "note": note})

    def _lists(self) -> None:
        made = self._sheet(sheets.LISTS, [Column(name, name, 24) for name in self.lists])
        made.begin(str(sheets.TITLES[sheets.LISTS]), "")
        for at in range(max(len(each) for each in self.lists.values())):
            made.line({name: each[at] for name, each in self.lists.items() if at < len(each)})
        made.sheet.sheet_state = "hidden"

    def _range(self, name: str) -> str:
        letter = get_column_letter(1 + list(self.lists).index(name))
        last = rows.FIRST + len(self.lists[name]) - 1
        return f"'{sheets.TITLES[sheets.LISTS]}'!${letter}${rows.FIRST}:${letter}${last}"

    def _keys(self) -> str:
        """The keys of the sheet of actions, as a drop-down names them."""
        return f"'{sheets.TITLES[sheets.ACTIONS]}'!$A${rows.FIRST}:$A${self.last}"


def _action(draft: ActionDraft) -> dict[str, Any]:
    told = {name: _written(Action, name, draft.values.get(name)) for name, _width, _style in ACTION}
    codes = f"{sheets.SEPARATOR} ".join(each.code for each in draft.indicators)
    return told | {"key": draft.key, "indicators": codes}


def _written(model: Any, name: str, value: Any) -> Any:
    if isinstance(value, Statement):
        return Decimal(value.order)
    if name in ("sector", "source", "kind"):
        return str(dict(model._meta.get_field(name).flatchoices)[value])
    if isinstance(value, int):
        return Decimal(value)
    if value is None or isinstance(value, Decimal):
        return value
    return str(value)


def _header(model: Any, name: str) -> str:
    if name == "statement":
        return _("Statement of the Declaration (its number)")
    return capfirst(str(model._meta.get_field(name).verbose_name))


def _style(name: str) -> str:
    return "number" if name == "amount" else "text"


def _milestone_hint() -> str:
    return _("One line for each milestone, with the day it is due, and the day it was reached.")


def _funding_hint() -> str:
    return _("Who bears which part of the cost, in the action’s currency; one line for each source.")


def _co_benefit_hint() -> str:
    return _("What an action does besides: tonnes a year, or jobs; in words where there is no number.")


def _instructions(filled: bool) -> list[tuple[str, str]]:
    meaning = (
        _("This workbook holds the whole plan. An action that you take out of it is taken out of the plan.")
        if filled
        else _("This workbook adds to the plan. An action that it does not name stays as it is.")
    )
    return [
        (_("What it holds"), meaning),
        (_("White, framed cells"), _("Fill these in. The others are grey and locked.")),
        (
            _("Bringing it back"),
            _(
                "Save it as .xlsx and upload it to the plan. You are shown what would be added, changed and "
                "taken out before anything is saved."
            ),
        ),
    ]
