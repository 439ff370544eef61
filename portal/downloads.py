"""An accepted report told to everyone: what its page shows, for files. What is not named here is left out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from django.core.cache import cache

from inventories import canonical, figures, indicators, lines
from inventories.activities import draft_of
from inventories.enums import NotationKey, Publication, SectionCode
from inventories.exports.told import Format, Told, identity_of
from inventories.figures import Total, Totals
from inventories.figures.sums import Key
from inventories.indicators import IndicatorDraft
from inventories.lines import LineDraft
from inventories.models import ReportVersion
from inventories.sections import ABOUT_FIELDS
from portal import published
from portal.openness import Openness

SIZE = "portal.download."
KEPT_SECONDS = 24 * 3600
SECTIONS = (SectionCode.COMMUNITY.value, SectionCode.OPERATIONS.value)


def told(version: ReportVersion, opened: Openness) -> Told:
    """The version as far as it is published, in a fixed number of queries.

    The signed document is no part of it: it says who signed, and what is withheld.
    """
    publication = opened.publication(version)
    about = {name: getattr(version, name) for name in ABOUT_FIELDS}
    made = Told(identity_of(version), about, rest=_rest(version, opened))
    if publication == Publication.VERDICT:
        return made
    return Told(
        **{**made.__dict__, "totals": _totals(version, opened), **_rows(version, opened, publication)},
    )


def etag(version: ReportVersion, opened: Openness, kind: Format, language: str) -> str:
    """Changes with the version and with whatever a later one hides in it."""
    words = f"{kind.code} {language if kind.in_languages else ''}"
    hidden = sorted(map(repr, opened.hidden_rows(version)))
    withheld = sorted(map(repr, opened.withheld_sums(version)))
    parts = (version.sha256, opened.publication(version), version.state, *hidden, *withheld, words)
    return f'"{hashlib.sha256("|".join(parts).encode()).hexdigest()[:32]}"'


def offered(
    version: ReportVersion, opened: Openness, kinds: Iterable[Format], language: str
) -> list[tuple[Format, int | None]]:
    """The formats with their bytes, as far as these were made not long ago: none is made to know its size."""
    keys = {kind.code: SIZE + etag(version, opened, kind, language) for kind in kinds}
    sizes = cache.get_many(keys.values())
    return [(kind, sizes.get(keys[kind.code])) for kind in kinds]


def note_size(tag: str, size: int) -> None:
    cache.set(SIZE + tag, size, KEPT_SECONDS)


def _rows(version: ReportVersion, opened: Openness, publication: Publication) -> dict[str, Any]:
    """Rows with what they rest on, where they are published; withheld ones say only that they are."""
    if publication != Publication.FULL:
        return {}
    hidden = opened.hidden_rows(version)
    held = {section: lines.of_version(version, section) for section in SECTIONS}
    working = published.working_of(version, opened)
    shown = {owner for owner in opened.source(version).lines if owner not in hidden}
    document = canonical.document(version)
    return {
        "lines": {
            section: [_line(section, line, hidden) for line in drafts] for section, drafts in held.items()
        },
        "activities": {
            owner: [draft_of(each) for each in of_row] for owner, of_row in working.activities.items()
        },
        "calculations": [
            each for each in document["calculations"] if (each["section"], each["row"]) in shown
        ],
        "indicators": [
            _indicator(each) for each in indicators.in_order(version.indicators.select_related("measure"))
        ],
        "withheld": frozenset(hidden),
    }


def _line(section: str, line: LineDraft, hidden: set[tuple[str, str]]) -> LineDraft:
    if (section, line.row) not in hidden:
        return line
    return LineDraft(
        row=line.row, notation_key=line.notation_key if line.notation_key == NotationKey.C else ""
    )


def _indicator(held: Any) -> IndicatorDraft:
    return IndicatorDraft(
        measure=held.measure,
        value=held.value,
        source=held.source,
        year=held.year,
        price_year=held.price_year,
        edition=held.edition,
    )


def _totals(version: ReportVersion, opened: Openness) -> Totals:
    """The sums that are shown; a total that is withheld takes its parts along."""
    withheld = opened.withheld_sums(version)
    whole = figures.totals(version, list(opened.source(version).lines.values()))
    return Totals(
        level=whole.level,
        quantities=whole.quantities,
        community=_open(SectionCode.COMMUNITY.value, whole.community, withheld),
        operations=_open(SectionCode.OPERATIONS.value, whole.operations, withheld),
    )


def _open(section: str, totals: tuple[Total, ...], withheld: set[Key]) -> tuple[Total, ...]:
    found = []
    for total in totals:
        key = Key(section, total.level, total.quantity)
        if key in withheld:
            continue
        sectors = tuple(each for each in total.by_sector if key._replace(sector=each.code) not in withheld)
        scopes = tuple(each for each in total.by_scope if key._replace(scope=each.code) not in withheld)
        found.append(Total(total.level, total.quantity, total.tonnes, sectors, scopes))
    return tuple(found)


def _rest(version: ReportVersion, opened: Openness) -> dict[str, Any]:
    """What the page says besides: why it corrects another, who links to what, what was waived."""
    is_full = opened.is_full(version)
    return {
        "state": version.state,
        "submitted_at": version.submitted_at.isoformat() if version.submitted_at else None,
        "reason": version.reason,
        "evidence": [
            {"section": each.section, "row": each.row, "title": each.title, "link": each.link}
            for each in published.evidence_of(version, opened)
        ],
        "waivers": [
            {
                "check": each.check_code,
                "section": each.section,
                "row": each.row if is_full else "",
                "reason": each.reason,
                "language": each.language,
            }
            for each in version.waivers.all()
        ],
    }
