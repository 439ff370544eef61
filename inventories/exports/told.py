"""What a version says to somebody, as plain values; and a form in which it is given to them.

Whatever leaves the house is made of a `Told` and of nothing else, so that what must be withheld is taken out
in one place. `in_full` tells a version to those who may read it. Whoever tells it to everyone makes another
`Told` of it, without what is confidential (dataclasses.replace), and gives that to the same formats.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import prefetch_related_objects
from django.utils.translation import override

from accounts.models import Government
from inventories import activities, canonical, figures, indicators, lines
from inventories.activities import ActivityDraft
from inventories.enums import SectionCode, State
from inventories.figures import Totals
from inventories.importers.reading import RowKey
from inventories.indicators import IndicatorDraft, Offered
from inventories.lines import LineDraft
from inventories.models import ReportVersion
from inventories.sections import ABOUT_FIELDS

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

INVENTORIES = (SectionCode.COMMUNITY.value, SectionCode.OPERATIONS.value)
"""The sections that hold rows."""


@dataclass(frozen=True)
class Identity:
    """Whose report it is, of what, and which version; nothing of this is ever confidential."""

    reference: str
    government: Government
    framework: str
    series: str
    year: int
    period: tuple[datetime.date, datetime.date]
    version: int
    state: str

    @property
    def is_draft(self) -> bool:
        return self.state == State.DRAFT


@dataclass(frozen=True)
class Former:
    """The rows of the last year that was accepted, to stand beside those that are filled in."""

    year: int
    lines: Mapping[RowKey, LineDraft] = field(default_factory=dict)


@dataclass(frozen=True)
class Told:
    """A version told. Masses are Decimal tonnes.

    Where something is withheld: its row stands in `withheld`; its line keeps row and words, but holds neither
    mass nor masses; `activities` and `calculations` have nothing of it; `totals` holds only sums from which
    it does not follow, or is None; `document` is empty, for the signed document says everything; `rest` has
    no entry that gives it away. What is not told at all is left empty.

    `about` holds all of sections.ABOUT_FIELDS. `calculations` and `rest` are as in the canonical document
    (inventories.canonical): `rest` is everything of it that has no field here. `document` is the text that
    was signed, empty for a draft. `offered` and `former` are for a form to fill in. `given_to` and `given_at`
    say who asked for the file, and when, where that is known.
    """

    identity: Identity
    about: Mapping[str, Any]
    lines: Mapping[str, Sequence[LineDraft]] = field(default_factory=dict)
    activities: Mapping[RowKey, Sequence[ActivityDraft]] = field(default_factory=dict)
    indicators: Sequence[IndicatorDraft] = ()
    calculations: Sequence[Mapping[str, Any]] = ()
    totals: Totals | None = None
    withheld: Collection[RowKey] = frozenset()
    rest: Mapping[str, Any] = field(default_factory=dict)
    document: str = ""
    offered: Offered = field(default_factory=lambda: Offered([], []))
    former: Former | None = None
    given_to: str = ""
    given_at: datetime.datetime | None = None

    def line(self, section: str, row: str) -> LineDraft | None:
        return next((each for each in self.lines.get(section, ()) if each.row == row), None)


@dataclass(frozen=True)
class Format:
    """A kind of file that a report can be given as.

    `make` gets what is told and the language ('en', 'zh-hans'); gettext speaks that language while it works.
    `frameworks` are those that it can carry, none for all. `in_languages` says that a file has words of its
    own: it is offered once a language. `for_everyone` that it is offered on public pages too; the others are
    for those who fill it in. `label` and `sentence` are msgids, translated where they are shown.
    """

    code: str
    label: StrPromise
    sentence: StrPromise
    media_type: str
    suffix: str
    make: Callable[[Told, str], bytes]
    frameworks: frozenset[str] = frozenset()
    in_languages: bool = False
    for_everyone: bool = True

    def file(self, told: Told, language: str) -> bytes:
        with override(language):
            return self.make(told, language)

    def name(self, identity: Identity, language: str) -> str:
        """'MP-2020-7K3QF-v2-ecrf.xlsx', with '-zh' where the file has Chinese words."""
        tongue = f"-{language[:2]}" if self.in_languages else ""
        return f"{identity.reference}-v{identity.version}-{self.code}{tongue}.{self.suffix}"

    def carries(self, framework: str) -> bool:
        return not self.frameworks or framework in self.frameworks


def in_full(version: ReportVersion, *, former: ReportVersion | None = None) -> Told:
    """Everything that the version says, for those who may read it."""
    prefetch_related_objects([version], "lines__masses", "activities", "indicators__measure", "calculations")
    document = canonical.document(version)
    return Told(
        identity=identity_of(version),
        about={name: getattr(version, name) for name in ABOUT_FIELDS},
        lines={code: lines.of_version(version, code) for code in INVENTORIES},
        activities=_activities(version),
        indicators=[_indicator(each) for each in indicators.in_order(version.indicators.all())],
        calculations=document["calculations"],
        totals=figures.totals(version),
        rest={name: value for name, value in document.items() if name not in SAID_ELSEWHERE},
        document=version.document,
        offered=indicators.offered(version),
        former=_former(former) if former else None,
    )


SAID_ELSEWHERE = frozenset(
    {
        *ABOUT_FIELDS,
        "lines",
        "activities",
        "indicators",
        "calculations",
        "reference",
        "government",
        "framework",
        "series",
        "year",
        "period",
        "version",
    }
)
"""Keys of the canonical document whose values are fields of Told or Identity."""


def identity_of(version: ReportVersion) -> Identity:
    report = version.report
    return Identity(
        reference=report.reference,
        government=report.government,
        framework=report.framework,
        series=report.series,
        year=report.year,
        period=(report.period_start, report.period_end),
        version=version.number,
        state=version.state,
    )


def _former(version: ReportVersion) -> Former:
    found = {(code, each.row): each for code in INVENTORIES for each in lines.of_version(version, code)}
    return Former(version.report.year, found)


def _activities(version: ReportVersion) -> dict[RowKey, list[ActivityDraft]]:
    return {
        (code, row): drafts
        for code in INVENTORIES
        for row, drafts in activities.by_row(version, code).items()
    }


def _indicator(held: Any) -> IndicatorDraft:
    return IndicatorDraft(
        measure=held.measure,
        value=held.value,
        source=held.source,
        year=held.year,
        price_year=held.price_year,
        edition=held.edition,
    )
