"""What the judge is told: from rows to targets, figures, bases and milestones."""

from __future__ import annotations

import datetime
from decimal import Decimal
from enum import Enum

import pytest

from accounts.models import Government
from inventories.enums import Gases, GwpSet
from inventories.models import ReferenceFigure, ReferenceSource
from pledges.actions import questions
from pledges.enums import Provenance, TargetKind, TargetState, YearQualifier
from pledges.enums import TargetKind as Kind
from pledges.models import TargetVersion
from progress import enums, evidence
from progress.evidence import Brief
from tests import make
from trajectory import Basis, Milestone, Missing, Origin, Start, Target
from trajectory import Kind as JudgeKind
from trajectory import Reason as JudgeReason
from trajectory import Verdict as JudgeVerdict
from trajectory import YearQualifier as JudgeQualifier

pytestmark = pytest.mark.django_db

TODAY = make.NOW.date()


def briefs(place: Government, as_of: datetime.date = TODAY) -> dict[str, Brief]:
    found = evidence.briefs(government_ids=[place.pk], until=as_of)
    return {each.version.target.code: each for each in found}


def source(text: str, **fields: str) -> ReferenceSource:
    return ReferenceSource.objects.create(text=text, label_en=text, label_zh=text, **fields)


def public(place: Government, made: ReferenceSource, figures: dict[int, int], measure: str = "") -> None:
    counted = make.measure(measure) if measure else make.measure()
    for year, tonnes in figures.items():
        ReferenceFigure.objects.create(
            government=place, measure=counted, source=made, year=year, tonnes=Decimal(tonnes)
        )


def target_of(version: TargetVersion) -> Target:
    """What the judge is told of a version as it stands in the database."""
    version.refresh_from_db()
    return evidence.target_of(version)


def years(brief: Brief) -> list[int]:
    return [figure.year for figure in brief.evidence.figures]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (TargetKind, JudgeKind),
        (YearQualifier, JudgeQualifier),
        (enums.Verdict, JudgeVerdict),
        (enums.Reason, JudgeReason),
        (enums.Origin, Origin),
    ],
    ids=["kinds", "qualifiers", "verdicts", "reasons", "origins"],
)
def test_our_words_are_those_of_the_judge(ours: type[Enum], theirs: type[Enum]) -> None:
    assert {member.value for member in ours} == {member.value for member in theirs}


def test_public_figures_tell_their_source_and_leave_unknown_what_it_does_not_say() -> None:
    place = make.government()
    make.target(place, "x-1")
    public(place, source("EPA, April 2023", edition="April 2023"), {2005: 10})

    (figure,) = briefs(place)["x-1"].evidence.figures

    assert briefs(place)["x-1"].evidence.origin is Origin.REFERENCE
    assert figure.basis == Basis(edition="April 2023", source="EPA, April 2023")
    assert figure.source == f"reference:{ReferenceFigure.objects.get().pk}"


def test_warming_potentials_do_not_apply_to_carbon_dioxide_alone() -> None:
    place = make.government()
    make.target(place, "x-1")
    public(place, source("CEADs", gases=Gases.CO2, gwp_set=GwpSet.UNKNOWN), {2005: 10})

    (figure,) = briefs(place)["x-1"].evidence.figures

    assert (figure.basis.gases, figure.basis.gwp_set) == ("co2", Missing.NOT_APPLICABLE)


def test_public_figures_of_two_sources_are_never_mixed() -> None:
    place = make.government()
    make.target(place, "x-1")
    public(place, source("Older edition"), {2000: 1, 2005: 2, 2010: 3})
    public(place, source("Newer edition"), {2005: 20, 2012: 30})

    assert years(briefs(place)["x-1"]) == [2005, 2012]
    assert {figure.basis.source for figure in briefs(place)["x-1"].evidence.figures} == {"Newer edition"}


def test_of_two_sources_that_reach_as_far_the_one_taken_in_last_counts() -> None:
    place = make.government()
    make.target(place, "x-1")
    public(place, source("2023 edition"), {2005: 1, 2020: 2})
    public(place, source("2024 edition"), {2005: 10, 2020: 20})

    assert [figure.value for figure in briefs(place)["x-1"].evidence.figures] == [10, 20]


def test_a_source_of_a_single_year_does_not_displace_a_series() -> None:
    place = make.government()
    make.target(place, "x-1")
    public(place, source("A series"), {2005: 1, 2015: 2})
    public(place, source("CDP 2019"), {2017: 30})

    assert years(briefs(place)["x-1"]) == [2005, 2015]


def test_of_sources_of_a_single_year_each_the_latest_counts() -> None:
    place = make.government()
    make.target(place, "x-1")
    public(place, source("CDP 2019"), {2017: 30})
    public(place, source("CDP 2018"), {2016: 20})

    assert years(briefs(place)["x-1"]) == [2017]


def test_a_year_counts_once_it_is_over() -> None:
    place = make.government()
    make.target(place, "x-1")
    public(place, source("A source"), {2019: 1, 2020: 2})

    assert years(briefs(place, datetime.date(2020, 12, 31))["x-1"]) == [2019]
    assert years(briefs(place, datetime.date(2021, 1, 1))["x-1"]) == [2019, 2020]


def test_a_target_gets_figures_of_its_own_measure_and_government() -> None:
    place, other = make.government(), make.government()
    made = source("A source")
    make.target(place, "ghg")
    make.target(place, "co2", measure=make.measure("co2-community"))
    make.target(place, "nothing", measure=None)
    public(place, made, {2005: 1})
    public(place, made, {2006: 1}, "co2-community")
    public(other, made, {2007: 1})

    found = briefs(place)

    assert {code: years(brief) for code, brief in found.items()} == {
        "ghg": [2005],
        "co2": [2006],
        "nothing": [],
    }


def test_other_promises_of_one_base_are_milestones_of_each_other() -> None:
    place = make.government()
    make.target(place, "a", target_year=2020, reduction_percent=20)
    make.target(place, "b", target_year=2030, reduction_percent=80)
    make.target(
        place, "c", target_year=2040, kind=Kind.FIXED_LEVEL, reduction_percent=None, level=Decimal(100)
    )

    found = {code: set(brief.evidence.milestones) for code, brief in briefs(place).items()}

    a = Milestone(2020, reduction_percent=Decimal(20))
    b = Milestone(2030, reduction_percent=Decimal(80))
    c = Milestone(2040, level=Decimal(100))
    assert found == {"a": {b, c}, "b": {a, c}, "c": {a, b}}


def test_a_milestone_stands_in_the_last_year_that_keeps_it() -> None:
    place = make.government()
    make.target(place, "a", target_year=2020, year_qualifier=YearQualifier.BEFORE)
    make.target(place, "b", target_year=2030)

    assert [each.year for each in briefs(place)["b"].evidence.milestones] == [2019]


@pytest.mark.parametrize(
    "other",
    [
        {"base_year": 1990},
        {"base_year": None},
        {"series": "territorial"},
        {"kind": Kind.SHARE},
        {"kind": Kind.CARBON_NEUTRAL, "reduction_percent": None},
        {"target_year": None},
        {"reduction_percent": None},
        {"base_year": 2005, "target_year": 2006, "year_qualifier": YearQualifier.BEFORE},
        {"state": TargetState.PROPOSED, "valid_from": None},
    ],
    ids=[
        "another base year",
        "no base year",
        "another inventory",
        "another kind",
        "neutrality",
        "no target year",
        "no number",
        "a promise that contradicts itself",
        "a promise not confirmed",
    ],
)
def test_is_no_milestone(other: dict[str, object]) -> None:
    place = make.government()
    make.target(place, "b", target_year=2030)
    make.target(place, "a", **other)

    assert briefs(place)["b"].evidence.milestones == ()


def test_promises_without_a_measure_are_no_milestones_of_each_other() -> None:
    place = make.government()
    make.target(place, "a", measure=None)
    make.target(place, "b", measure=None, target_year=2030)

    assert briefs(place)["b"].evidence.milestones == ()


def test_fields_that_are_inferred_or_asked_are_named_where_they_hold_something() -> None:
    version = make.target(
        make.government(),
        boundary_status=Provenance.ASKED,
        base_year=None,
        base_year_status=Provenance.ASKED,
        base_value=Decimal(431),
        base_value_status=Provenance.INFERRED,
    )

    assert target_of(version).assumed == ("scope", "base_value")


def test_a_level_in_tons_that_the_words_do_not_name_is_assumed_until_its_government_says_it() -> None:
    place = make.government()
    values = {"kind": Kind.FIXED_LEVEL, "reduction_percent": None, "base_year": None}
    version = make.target(place, level=Decimal(4_700_000), unit="million tons/yr", **values)
    assert target_of(version).assumed == ("promised_level",)

    asked = questions.ask(target=version.target, code="value", now=make.NOW)
    assert asked
    said = {"level": Decimal(4_700_000)}
    by = make.certifier(place)
    proposal = questions.answer(question=asked, text="Metric", values=said, by=by, now=make.NOW)

    assert proposal
    assert evidence.target_of(proposal).assumed == ()


def test_a_declared_base_value_is_one_of_a_mass() -> None:
    energy = make.measure("energy", unit="MWh", is_mass=False)
    place = make.government()

    mass = make.target(place, base_value=Decimal("431000000"))
    other = make.target(place, base_value=Decimal("431000000"), measure=energy)

    assert target_of(mass).base_value == Decimal("431000000")
    assert target_of(other).base_value is Missing.NOT_STATED


def test_a_fixed_level_starts_where_base_year_and_value_are_declared() -> None:
    place = make.government()
    level = {"kind": Kind.FIXED_LEVEL, "reduction_percent": None, "level": Decimal(80), "base_year": 1990}

    started = make.target(place, **level, base_value=Decimal(100))
    unstarted = make.target(place, **level)

    assert target_of(started).start == Start(1990, Decimal(100))
    assert target_of(unstarted).start is Missing.NOT_STATED
