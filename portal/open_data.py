"""What the public pages tell of governments, as data (docs/api.md). Nothing that they do not tell."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import override

from accounts.models import Government
from inventories import canonical
from inventories.enums import Publication, State
from inventories.models import Figure, ReportVersion
from pledges.models import Target, TargetVersion
from portal import disclosure
from progress.models import Assessment

LANGUAGES = ("en", "zh-hans")
PREFERRED = ("ghg", "co2")
"""Of several totals of a year, the quantity that is told."""

Address = Callable[[str], str]
"""Makes a whole address of a path."""


@dataclass
class Place:
    """A government with what everyone may see of it."""

    government: Government
    promises: list[TargetVersion] = field(default_factory=list)
    verdicts: dict[int, Assessment] = field(default_factory=dict)
    """By target; none where everyone sees none yet."""
    reports: list[ReportVersion] = field(default_factory=list)
    latest: Figure | None = None
    """The latest total of the community that was reported and is shown."""


def places(governments: Iterable[Government], today: datetime.date) -> list[Place]:
    """In a fixed number of queries; governments come with their names."""
    found = {government.pk: Place(government) for government in governments}
    in_force = TargetVersion.objects.in_force().filter(target__government__in=found)
    for version in in_force.select_related("target", "measure").order_by("target_id"):
        found[version.target.government_id].promises.append(version)
    public = Assessment.objects.public(today).filter(government__in=found)
    for assessment in public.defer("record"):
        found[assessment.government_id].verdicts[assessment.target_id] = assessment
    accepted = ReportVersion.objects.accepted().filter(report__government__in=found)
    for accepted_version in accepted.select_related("report").order_by("-report__year", "report__series"):
        found[accepted_version.report.government_id].reports.append(accepted_version)
    for pk, figure in _latest(found).items():
        found[pk].latest = figure
    return list(found.values())


def _latest(governments: Iterable[int]) -> dict[int, Figure]:
    current = Figure.objects.current().filter(
        government__in=list(governments),
        tonnes__isnull=False,
        series="main",
        measure__boundary="community",
        measure__sector="",
        measure__government__isnull=True,
        measure__quantity__in=PREFERRED,
    )
    shown = current.exclude(version__publication=Publication.VERDICT)
    shown = shown.select_related("version__report", "measure")
    told = disclosure.telling(disclosure.may_tell(shown).select_related("version"))
    by_place: defaultdict[int, list[Figure]] = defaultdict(list)
    for figure in shown.exclude(pk__in=told):
        by_place[figure.government_id].append(figure)
    return {
        pk: max(figures, key=lambda each: (each.year, -PREFERRED.index(each.measure.quantity)))
        for pk, figures in by_place.items()
    }


def summary(place: Place, address: Address) -> dict[str, Any]:
    """A government in the list of its network."""
    government = place.government
    return {
        "slug": government.slug,
        "names": {name.language: name.text for name in government.names.all()},
        "kind": government.kind,
        "country": government.country,
        "pages": pages("portal:government", address, government.slug),
        "data": address(reverse("api:government", args=[government.slug])),
        "verdicts": [
            _verdict(version, place.verdicts.get(version.target_id), address) for version in place.promises
        ],
        "latest_total": _total(place.latest, address),
    }


def government(place: Place, address: Address) -> dict[str, Any]:
    """One government in full."""
    told = {name: value for name, value in summary(place, address).items() if name != "verdicts"}
    return told | {
        "targets": [
            _target(version) | _verdict(version, place.verdicts.get(version.target_id), address)
            for version in place.promises
        ],
        "reports": [report(version, address) for version in place.reports],
    }


def report(version: ReportVersion, address: Address) -> dict[str, Any]:
    """A report in a list: where it is, and how much of it is published."""
    held = version.report
    return {
        "reference": held.reference,
        "year": held.year,
        "series": held.series,
        "period": [held.period_start.isoformat(), held.period_end.isoformat()],
        "framework": held.framework,
        "version": version.number,
        "state": State(version.state).value,
        "publication": version.publication,
        "pages": pages("portal:report-version", address, held.reference, version.number),
        "data": address(reverse("api:report-version", args=[held.reference, version.number])),
    }


def pages(name: str, address: Address, *about: Any) -> dict[str, str]:
    """The page in each language."""
    found = {}
    for language in LANGUAGES:
        with override(language):
            found[language] = address(reverse(name, args=about))
    return found


def _target(version: TargetVersion) -> dict[str, Any]:
    target: Target = version.target
    return {
        "quote": target.quote,
        "source": target.source,
        "kind": version.kind,
        "measure": version.measure.code if version.measure else None,
        "base_year": version.base_year,
        "target_year": version.target_year,
        "reduction_percent": _number(version.reduction_percent),
        "version": version.number,
    }


def _verdict(version: TargetVersion, assessment: Assessment | None, address: Address) -> dict[str, Any]:
    """`verdict` is null where everyone sees none yet."""
    code = version.target.code
    told: dict[str, Any] = {"target": code, "verdict": None, "pages": pages("portal:target", address, code)}
    if assessment is None:
        return told
    with override(LANGUAGES[0]):
        record = reverse("portal:target-record", args=[code])
    return told | {
        "verdict": assessment.verdict,
        "reason": assessment.reason or None,
        "last_known": assessment.last_known or None,
        "rests_on": assessment.origin,
        "latest_year": assessment.latest_year,
        "public_from": assessment.public_from.isoformat(),
        "method": assessment.method_version,
        "record": address(record),
    }


def _total(figure: Figure | None, address: Address) -> dict[str, Any] | None:
    if figure is None:
        return None
    return {
        "year": figure.year,
        "tonnes": _number(figure.tonnes),
        "measure": figure.measure.code,
        "unit": figure.measure.unit,
        "gwp_set": figure.gwp_set,
        "level": figure.level,
        "report": figure.version.report.reference,
        "version": figure.version.number,
        "pages": pages(
            "portal:report-version", address, figure.version.report.reference, figure.version.number
        ),
    }


def _number(value: Any) -> str | None:
    """Decimals as text: no digit is lost on the way."""
    return None if value is None else canonical.plain(value)
