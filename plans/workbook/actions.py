"""The sheet of actions read: their keys, and the values of each."""

from __future__ import annotations

from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inventories.importers.own.tables import Table, choice, text, whole
from inventories.importers.records import Record
from plans.enums import Currency, Sector
from plans.models import Action, PlanVersion
from plans.workbook import sheets
from plans.workbook.cells import Keys, amount, day, lines, words
from plans.workbook.drafts import Drafted
from pledges.models import Measure, Statement

TEXTS = ("title_en", "title_zh", "description_en", "description_zh", "owner", "cancel_reason")
DAYS = ("starts_on", "ends_on", "cancelled_on")
REQUIRED = {
    "sector": gettext_lazy("The sector is missing."),
    "starts_on": gettext_lazy("The day on which it starts is missing."),
    "ends_on": gettext_lazy("The day on which it ends is missing."),
}
MOST_KEY = 40


class Actions:
    """`keys` knows every action of the plan as it would be, once `read` has run."""

    def __init__(self, version: PlanVersion, before: Drafted, filled: bool) -> None:
        self.version, self.before, self.filled = version, before, filled
        self.keys = Keys()
        self.taken = set(Action.objects.filter(version__plan=version.plan_id).values_list("key", flat=True))
        self.statements = {
            each.order: each
            for each in Statement.objects.filter(government=version.government).order_by("-declaration")
        }
        own = Measure.objects.open_to(version.government)
        self.measures = {each.code: each for each in own}

    def read(self, table: Table) -> dict[str, dict[str, Any]]:
        """By key the values of each line."""
        found: dict[str, dict[str, Any]] = {}
        for line in lines(table):
            key = self._key(line, found)
            if key:
                found[key] = self._values(line, table)
                self.keys.add(key, [text(line, "title_en"), text(line, "title_zh")])
        if not self.filled:
            for key, draft in self.before.actions.items():
                if key not in found:
                    self.keys.add(key, [draft.values["title_en"], draft.values["title_zh"]])
        self._order(found)
        return found

    def _key(self, line: Record, found: dict[str, dict[str, Any]]) -> str:
        """The key that stands there, that of the action of the same title, or a new one."""
        typed = text(line, "key")
        if not typed:
            return self._known(line, found) or self._new(line, found)
        if slugify(typed) != typed or len(typed) > MOST_KEY:
            line.wrong(
                "key",
                _("A key is at most 40 small letters, digits and hyphens."),
                _("Correct it, or leave it blank: it is made from the title."),
            )
            return ""
        if typed in found:
            line.wrong(
                "key", _("Another line has this key too."), _("Keep one of the two, or change the key.")
            )
            return ""
        return typed

    def _known(self, line: Record, found: dict[str, dict[str, Any]]) -> str:
        titles = {text(line, name).casefold() for name in ("title_en", "title_zh")} - {""}
        for key, draft in self.before.actions.items():
            held = {str(draft.values[name]).casefold() for name in ("title_en", "title_zh")}
            if key not in found and titles & held:
                return key
        return ""

    def _new(self, line: Record, found: dict[str, dict[str, Any]]) -> str:
        taken = self.taken | set(found)
        stem = slugify(text(line, "title_en"))[:32].strip("-") or f"a{len(taken) + 1}"
        key, number = stem, 1
        while key in taken:
            number += 1
            key = f"{stem}-{number}"
        return key

    def _values(self, line: Record, table: Table) -> dict[str, Any]:
        """Values of the columns that are there."""
        values: dict[str, Any] = {name: words(line, name, Action) for name in TEXTS}
        values |= {name: day(line, name) for name in DAYS}
        values |= {
            "sector": choice(line, "sector", lambda: Sector.choices),
            "cost": amount(line, "cost", Action),
            "currency": choice(line, "currency", lambda: Currency.choices),
            "price_year": whole(line, "price_year", least=1900, most=2200),
            "statement": self._statement(line),
            "indicators": self._indicators(line),
        }
        self._check(line, values)
        return {name: value for name, value in values.items() if name in table.columns}

    def _check(self, line: Record, values: dict[str, Any]) -> None:
        for name, missing in REQUIRED.items():
            if not values[name] and not text(line, name):
                line.wrong(name, str(missing), _("Fill in this cell."))
        if not any(text(line, name) for name in ("title_en", "title_zh")):
            line.wrong("title_en", _("The title is missing."), _("Give it in at least one language."))
        starts, ends = values["starts_on"], values["ends_on"]
        if starts and ends and ends < starts:
            line.wrong("ends_on", _("The action ends before it starts."), _("Correct one of the days."))
        has_cost, has_currency = values["cost"] is not None, bool(values["currency"])
        if has_cost != has_currency and not self._is_faulty(line, "cost", "currency"):
            name = "cost" if values["cost"] is None else "currency"
            line.wrong(name, _("A cost and its currency go together."), _("Give both, or neither."))
        if bool(values["cancelled_on"]) != bool(values["cancel_reason"]):
            name = "cancel_reason" if values["cancelled_on"] else "cancelled_on"
            if not self._is_faulty(line, "cancelled_on", "cancel_reason"):
                line.wrong(
                    name, _("An action is cancelled on a day and for a reason."), _("Give both, or neither.")
                )

    @staticmethod
    def _is_faulty(line: Record, *names: str) -> bool:
        """Whether one of these cells is told to be wrong already."""
        letters = {line.letters.get(name) for name in names}
        return any(each.row_number == line.row and each.column in letters for each in line.problems)

    def _statement(self, line: Record) -> Statement | None:
        number = whole(line, "statement", least=0, most=10_000)
        if number is None:
            return None
        if number not in self.statements:
            line.wrong(
                "statement",
                _("The Declaration holds no statement of this number for the government."),
                _("Enter its place in the list of statements, or leave the cell blank."),
            )
        return self.statements.get(number)

    def _indicators(self, line: Record) -> list[Measure]:
        codes = text(line, "indicators").replace(",", sheets.SEPARATOR).replace("；", sheets.SEPARATOR)
        found = []
        for code in dict.fromkeys(part.strip() for part in codes.split(sheets.SEPARATOR)):
            if code and code not in self.measures:
                line.wrong(
                    "indicators",
                    _("There is no indicator “%(code)s”.") % {"code": code[:40]},
                    _("Enter codes of indicators with semicolons between them, or leave the cell blank."),
                )
            elif code:
                found.append(self.measures[code])
        return sorted(found, key=lambda each: each.code)

    def _order(self, found: dict[str, dict[str, Any]]) -> None:
        """Actions stand in the order of the sheet; positions change only where that order did."""
        held = [key for key in self.before.actions if key in found]
        if self.filled and list(found)[: len(held)] != held:
            for at, values in enumerate(found.values(), start=1):
                values["position"] = at
