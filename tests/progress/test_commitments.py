"""All commitments of the Declaration: each has its verdict, or something that would allow one."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command

import trajectory
from pledges.enums import TargetKind
from pledges.models import TargetVersion
from progress import commitments, evidence, methods
from progress.commitments import Commitment
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("public_record")]

TODAY = make.NOW.date()


@pytest.fixture
def found() -> dict[str, Commitment]:
    rows = commitments.on(TODAY, method=methods.in_force(make.NOW))
    return {each.code: each for each in rows}


def test_none_is_skipped(found: dict[str, Commitment]) -> None:
    assert len(found) == 115


def test_each_has_a_verdict_or_what_would_allow_one(found: dict[str, Commitment]) -> None:
    stuck = [each for each in found.values() if each.verdict == "undetermined" and not each.cleared_by]
    assert stuck == []


def test_a_commitment_that_the_words_leave_open_has_its_question(found: dict[str, Commitment]) -> None:
    """A report alone gives no verdict on what has no number, no year, no base year or no rows."""
    by_words = {"not_quantified", "no_base_year", "no_target_year", "no_path"}
    asked = [each for each in found.values() if each.reason in by_words or each.needs_rows]
    assert asked
    for each in asked:
        if each.kind not in (TargetKind.DIRECTION, TargetKind.OTHER):
            assert set(each.cleared_by) - {"report", "decision"}, each


def test_only_what_promises_no_number_waits_for_the_secretariat(found: dict[str, Commitment]) -> None:
    by_hand = {each.code for each in found.values() if each.reason == "manual_review"}
    assert by_hand == {
        "california-6", "california-7", "california-8", "california-9", "california-10", "sanfrancisco-8",
        "santafe-3",
    }  # fmt: skip
    assert all(set(found[code].cleared_by) & {"clarify", "value"} for code in by_hand)


def test_none_is_forced(found: dict[str, Commitment]) -> None:
    """A verdict stands only on figures: where a question about the promise itself is open, it says so."""
    judged = [each for each in found.values() if each.verdict != "undetermined"]
    assert judged
    doubts = {"quantity", "boundary", "base_year", "base_value", "target_year", "tolerance", "sense"}
    for each in judged:
        assert ("assumes" in each.flags) == bool(doubts.intersection(each.questions)), each


@pytest.mark.parametrize(
    ("code", "reason", "cleared_by"),
    [
        ("carmel-1", "not_quantified", ("quantity",)),
        ("eugene-3", "not_quantified", ("value",)),
        ("seattle-1", "no_base_year", ("base_year",)),
        ("portland-5", "no_target_year", ("target_year",)),
        ("phoenix-3", "no_inventory", ("rows",)),
        ("phoenix-4", "no_inventory", ("report",)),
        ("california-8", "manual_review", ("value", "decision")),
    ],
)
def test_what_would_allow_a_verdict_is_named(
    found: dict[str, Commitment], code: str, reason: str, cleared_by: tuple[str, ...]
) -> None:
    assert (found[code].verdict, found[code].reason) == ("undetermined", reason)
    assert found[code].cleared_by == cleared_by


def test_once_everything_is_reported_only_words_stand_in_the_way(found: dict[str, Commitment]) -> None:
    """Each government reports, for 1985 to 2025, all that can be reported of what its targets count."""
    stuck = {}
    for version in TargetVersion.objects.in_force().select_related("target", "measure", "activity"):
        commitment = found[version.target.code]
        answer = trajectory.assess(evidence.target_of(version), everything(commitment), as_of=TODAY)
        if answer.verdict.value == "undetermined":
            reported = replace(commitment, verdict="undetermined", reason=answer.reason.value)
            if set(reported.cleared_by) <= {"report"}:
                stuck[commitment.code] = answer.reason.value
    assert stuck == {}


def everything(commitment: Commitment) -> trajectory.Evidence:
    """Comparable figures that fall by one a year, no removals, no credits; nothing of unnamed rows."""
    basis = trajectory.Basis(framework="gpc", level="basic", boundary="all", gases="all", gwp_set="AR5",
                             electricity="location", edition="one", source="a report")  # fmt: skip
    years = () if commitment.needs_rows else range(1985, 2026)
    none = tuple(trajectory.Amount(year, Decimal(0)) for year in years)
    return trajectory.Evidence(
        figures=tuple(trajectory.Figure(year, Decimal(2030 - year), basis) for year in years),
        removals=none,
        credits=none,
    )


def test_the_command_lists_them_in_columns() -> None:
    out = StringIO()
    call_command("list_commitments", "--as-of", "2026-11-22", stdout=out)
    heading, *rows = [line.split("\t") for line in out.getvalue().splitlines()]
    assert heading == ["code", "kind", "verdict", "reason", "open", "flags", "questions", "cleared by"]
    assert len(rows) == 115
    assert {len(row) for row in rows} == {8}
    assert Counter(row[2] for row in rows)["undetermined"] > 0
    (phoenix,) = [row for row in rows if row[0] == "phoenix-3"]
    assert phoenix[1:4] == ["base_year_reduction", "undetermined", "no_inventory"]
    assert phoenix[6:] == ["rows", "rows"]
