"""A report shown in another set of global warming potentials, worked out from its masses."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from inventories.enums import GwpSet
from inventories.figures import sums
from portal.sources import Source


@dataclass(frozen=True)
class Choice:
    """A set to show the report in. `without`: rows that keep it from being shown, as (section, row)."""

    code: str
    is_own: bool
    is_shown: bool
    without: tuple[tuple[str, str], ...] = ()

    @property
    def query(self) -> str:
        """What to ask for it with; nothing for the report's own."""
        return "" if self.is_own else "?" + urlencode({"gwp": self.code})

    @property
    def rows(self) -> list[str]:
        return [row for _section, row in self.without]


@dataclass(frozen=True)
class Switch:
    """The sets to choose from; `shown` is empty for the report's own, `complaint` says why it is that."""

    choices: tuple[Choice, ...]
    shown: str = ""
    complaint: str = ""

    @property
    def is_offered(self) -> bool:
        return any(not each.is_own and not each.without for each in self.choices)

    @property
    def withheld_choices(self) -> list[Choice]:
        return [each for each in self.choices if each.without]


def of(source: Source, asked: str) -> Switch:
    """What `?gwp=` asks for, where every row of every total has masses that the set can tell."""
    own = source.version.gwp_set
    codes = dict.fromkeys((own, *sums.COMMON_SETS) if own != GwpSet.UNKNOWN else sums.COMMON_SETS)
    without = {code: _without(source, code) if code != own else () for code in codes}
    shown = asked if asked in codes and asked != own and not without[asked] else ""
    choices = tuple(Choice(code, code == own, code == (shown or own), without[code]) for code in codes)
    return Switch(choices, shown, _complaint(asked, codes, without))


def _without(source: Source, gwp_set: str) -> tuple[tuple[str, str], ...]:
    lacking = sums.not_restatable(source.lines.values(), gwp_set)
    counted = {
        (key.section, row) for key, found in source.sums.items() if not key.gwp_set for row in found.rows
    }
    return tuple(sorted({(line.section, line.row) for line in lacking} & counted))


def _complaint(asked: str, codes: object, without: dict[str, tuple[tuple[str, str], ...]]) -> str:
    if not asked:
        return ""
    if asked not in without:
        return _("“%(asked)s” is no set that this report can be shown in; these are its own numbers.") % {
            "asked": asked[:20]
        }
    if without[asked]:
        return _("In %(set)s the report cannot be shown; these are its own numbers.") % {"set": asked}
    return ""
