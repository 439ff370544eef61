"""Small makers of rows for tests: each gives a valid row, with only what the test names set."""

from __future__ import annotations

import datetime
import itertools
from decimal import Decimal
from typing import Any

from accounts.enums import GOVERNMENT_ROLES, GovernmentKind, NetworkKind, Role
from accounts.models import Government, GovernmentName, Membership, Network, NetworkMembership, User
from inventories import checks, reports, review, sections
from inventories.enums import SectionCode
from inventories.indicators import IndicatorDraft
from inventories.lines import LineDraft
from inventories.models import ReportVersion
from partnerships.models import Organisation
from pledges.enums import Provenance, TargetKind, TargetState
from pledges.models import Measure, Target, TargetVersion

NOW = datetime.datetime(2026, 11, 22, 9, 0, tzinfo=datetime.UTC)
PASSWORD = "correct horse battery staple"
_count = itertools.count(1)


def government(
    slug: str = "", *, name: str = "", name_zh: str = "", network: Network | None = None, **fields: Any
) -> Government:
    slug = slug or f"place-{next(_count)}"
    defaults: dict[str, Any] = {"kind": GovernmentKind.CITY, "country": "US"}
    made = Government.objects.create(slug=slug, **{**defaults, **fields})
    GovernmentName.objects.create(government=made, language="en", text=name or slug.replace("-", " ").title())
    if name_zh:
        GovernmentName.objects.create(government=made, language="zh-hans", text=name_zh)
    if network:
        NetworkMembership.objects.create(network=network, government=made)
    return made


def network(slug: str = "", **fields: Any) -> Network:
    slug = slug or f"network-{next(_count)}"
    defaults = {"kind": NetworkKind.DECLARATION, "label_en": slug.title(), "label_zh": slug}
    return Network.objects.create(slug=slug, **{**defaults, **fields})


def user(
    email: str = "", *, role: str = "", place: Government | Network | None = None, **fields: Any
) -> User:
    """A user; with a role, a member of `place`. The password is PASSWORD."""
    made = User.objects.create_user(email or f"person-{next(_count)}@example.org", PASSWORD, **fields)
    if role:
        membership(made, role, place)
    return made


def membership(who: User, role: str, place: Government | Network | None) -> Membership:
    key = "government" if role in GOVERNMENT_ROLES else "network"
    return Membership.objects.create(user=who, role=role, since=NOW, **{key: place})


def certifier(place: Government) -> User:
    return user(role=Role.CERTIFIER, place=place)


def contributor(place: Government) -> User:
    return user(role=Role.CONTRIBUTOR, place=place)


def reviewer(place: Network) -> User:
    return user(role=Role.REVIEWER, place=place)


def organisation(slug: str = "") -> Organisation:
    slug = slug or f"organisation-{next(_count)}"
    return Organisation.objects.create(slug=slug, label_en=slug.title(), label_zh=slug)


def measure(code: str = "ghg-community", **fields: Any) -> Measure:
    defaults = {
        "quantity": "ghg",
        "boundary": "community",
        "unit": "tCO2e",
        "is_mass": True,
        "label_en": "Greenhouse gas emissions of the community",
        "label_zh": "全社会温室气体排放量",
        "rows": "gpc:LEVEL;china_provincial:TOTAL;totals:TOTAL",
    }
    return Measure.objects.get_or_create(code=code, defaults={**defaults, **fields})[0]


def target(place: Government, code: str = "", *, quote: str = "20% by 2020", **version: Any) -> TargetVersion:
    """A target with one version in force; fields of the version may be given."""
    code = code or f"{place.slug}-{next(_count)}"
    made = Target.objects.create(code=code, government=place, quote=quote, source="A test")
    defaults: dict[str, Any] = {
        "kind": TargetKind.BASE_YEAR_REDUCTION,
        "measure": measure(),
        "quantity_status": Provenance.STATED,
        "boundary_status": Provenance.STATED,
        "base_year": 2005,
        "target_year": 2020,
        "reduction_percent": 20,
        "state": TargetState.IN_FORCE,
        "proposed_at": NOW,
        "valid_from": NOW,
    }
    return TargetVersion.objects.create(target=made, number=1, **{**defaults, **version})


ABOUT: dict[str, Any] = {
    "gwp_set": "AR5",
    "gases": "kyoto_7",
    "electricity": "location",
    "boundary": "The city limits",
    "methodology": "GPC 1.1, with bills of the utility.",
}


def line(row: str = "T.1", co2e: object = None, co2: object = None, **fields: Any) -> LineDraft:
    """A line; masses in tonnes, as anything that Decimal takes."""
    masses = {"co2e": co2e, "co2": co2}
    tonnes = {name: Decimal(str(mass)) for name, mass in masses.items() if mass is not None}
    return LineDraft(row=row, **tonnes, **fields)


def draft(
    place: Government | None = None,
    year: int = 2020,
    *,
    framework: str = "totals",
    series: str = "main",
    by: User | None = None,
) -> ReportVersion:
    """A report just begun, with a period of the calendar year."""
    place = place or government()
    return reports.begin(
        government=place,
        year=year,
        period_start=datetime.date(year, 1, 1),
        period_end=datetime.date(year, 12, 31),
        framework=framework,
        series=series,
        by=by or contributor(place),
        now=NOW,
    )


def ready(
    place: Government | None = None,
    year: int = 2020,
    *,
    lines: list[LineDraft] | None = None,
    operations: list[LineDraft] | None = None,
    indicators: list[IndicatorDraft] | None = None,
    about: dict[str, Any] | None = None,
    **fields: Any,
) -> ReportVersion:
    """A draft that can be submitted: 1,000 t CO2e in total where `lines` are not given."""
    version = draft(place, year, **fields)
    fill(version, lines=lines, operations=operations, indicators=indicators, about=about)
    return version


def fill(
    version: ReportVersion,
    *,
    lines: list[LineDraft] | None = None,
    operations: list[LineDraft] | None = None,
    indicators: list[IndicatorDraft] | None = None,
    about: dict[str, Any] | None = None,
) -> None:
    """Complete the required sections of a draft and answer its warnings."""
    by = version.created_by
    sections.save_about(
        version=version,
        revision=revision(version, SectionCode.ABOUT),
        values={**ABOUT, **(about or {})},
        complete=True,
        by=by,
        now=NOW,
    )
    filled = {SectionCode.COMMUNITY: [line("T.1", 1000)] if lines is None else lines}
    if operations is not None:
        filled[SectionCode.OPERATIONS] = operations
    for code, drafts in filled.items():
        sections.save_lines(
            version=version,
            code=code,
            revision=revision(version, code),
            lines=drafts,
            complete=True,
            by=by,
            now=NOW,
        )
    if indicators is not None:
        sections.save_indicators(
            version=version,
            revision=revision(version, SectionCode.INDICATORS),
            indicators=indicators,
            complete=True,
            by=by,
            now=NOW,
        )
    warnings = (each for each in checks.run(version) if not each.is_error)
    checks.answer_all(version=version, texts={each.key: "It is so." for each in warnings}, by=by, now=NOW)


def revision(version: ReportVersion, code: str) -> int:
    return version.sections.get(code=code).revision


def submitted(place: Government | None = None, year: int = 2020, **fields: Any) -> ReportVersion:
    """A version that a certifier of the government has signed."""
    version = ready(place, year, **fields)
    reports.submit(version=version, by=certifier(version.government), now=NOW)
    return version


def in_review(place: Government | None = None, year: int = 2020, **fields: Any) -> ReportVersion:
    version = submitted(place, year, **fields)
    review.take(version=version, by=_secretariat(version), now=NOW)
    return version


def accepted(place: Government | None = None, year: int = 2020, **fields: Any) -> ReportVersion:
    """A version whose figures are the government's record."""
    version = in_review(place, year, **fields)
    review.accept(version=version, by=_secretariat(version), now=NOW)
    return version


def corrected(
    first: ReportVersion, *, reason: str = "A meter was read wrong.", **content: Any
) -> ReportVersion:
    """A later version of the same report, accepted; `content` as for `fill`."""
    second = reports.correct(report=first.report, reason=reason, by=first.created_by, now=NOW)
    fill(second, **content)
    by = _secretariat(second)
    reports.submit(version=second, by=first.certified_by, now=NOW)
    review.take(version=second, by=by, now=NOW)
    review.accept(version=second, by=by, now=NOW)
    return second


def _secretariat(version: ReportVersion) -> User:
    """Somebody who reviews for a network of the government, or for one of their own."""
    membership = version.government.network_memberships.current().select_related("network").first()
    return reviewer(membership.network if membership else network())
