"""Calculations kept in a report: rows filled from them, frozen, copied, signed, worked out again."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from inventories import calculations, canonical, reports, review, sections
from inventories.calculations import CalculationDraft
from inventories.calculators import BadInput, factors
from inventories.enums import SectionCode, SectionStatus
from inventories.models import Calculation, ReportVersion
from tests import make

pytestmark = pytest.mark.django_db

COAL: dict[str, Any] = {
    "fuel": "anthracite",
    "users": "residential",
    "activity": {"value": "100", "unit": "t"},
}
GAS: dict[str, Any] = {
    "fuel": "natural_gas",
    "users": "residential",
    "activity": {"value": "1", "unit": "TJ"},
}
# 100 t x 26.7 GJ/t = 2.67 TJ; x 98,300, x 300, x 1.5 kg/TJ
COAL_MASSES = {"co2": Decimal("262.461"), "ch4": Decimal("0.801"), "n2o": Decimal("0.004005")}
# x 28 and x 265 (AR5): 262.461 + 22.428 + 1.061325
COAL_CO2E = Decimal("285.950325")


@pytest.fixture
def version() -> ReportVersion:
    made = make.draft(framework="gpc")
    sections.save_about(
        version=made,
        revision=0,
        values={"gwp_set": "AR5"},
        complete=False,
        by=made.created_by,
        now=make.NOW,
    )
    return made


def draft(inputs: dict[str, Any] = COAL, row: str = "I.1.1", **words: str) -> CalculationDraft:
    return CalculationDraft(row=row, calculator="stationary-fuel", inputs=inputs, **words)


def keep(version: ReportVersion, *drafts: CalculationDraft, **more: Any) -> None:
    code = SectionCode.COMMUNITY.value
    revision = more.pop("revision", make.revision(version, code))
    calculations.keep(
        version=version,
        section=code,
        revision=revision,
        drafts=drafts,
        by=version.created_by,
        now=make.NOW,
        **more,
    )


def masses(version: ReportVersion, row: str = "I.1.1") -> dict[str, Decimal]:
    line = version.lines.get(row=row)
    return {each.gas: each.tonnes for each in line.masses.all()}


def test_a_calculation_fills_its_row(version: ReportVersion) -> None:
    keep(version, draft(source="Utility sales", activity_quality="high", factor_quality="low"))
    line = version.lines.get(row="I.1.1")
    assert (line.co2e, line.quality) == (COAL_CO2E, "low")
    assert line.source.startswith("Utility sales; IPCC 2006 Guidelines, Vol. 2, Table 1.2; ")
    assert masses(version) == COAL_MASSES


def test_a_row_is_the_sum_of_its_calculations(version: ReportVersion) -> None:
    """1 TJ of gas: 56,100, 5 and 0.1 kg."""
    keep(version, draft())
    keep(version, draft(GAS))
    assert masses(version) == {
        "co2": Decimal("318.561"),
        "ch4": Decimal("0.806"),
        "n2o": Decimal("0.004105"),
    }


def test_other_rows_stay_as_they_are(version: ReportVersion) -> None:
    sections.save_lines(
        version=version,
        code=SectionCode.COMMUNITY,
        revision=0,
        lines=[make.line("I.2.1", 7), make.line("I.1.1", 5, explanation="Bills")],
        complete=True,
        by=version.created_by,
        now=make.NOW,
    )
    keep(version, draft())
    assert {line.row: (line.co2e, line.explanation) for line in version.lines.all()} == {
        "I.1.1": (COAL_CO2E, "Bills"),
        "I.2.1": (Decimal(7), ""),
    }
    assert version.sections.get(code=SectionCode.COMMUNITY).status == SectionStatus.COMPLETE


def test_a_calculation_takes_the_place_of_another(version: ReportVersion) -> None:
    keep(version, draft())
    keep(version, draft(GAS), replaces=version.calculations.get())
    assert masses(version) == {"co2": Decimal("56.1"), "ch4": Decimal("0.005"), "n2o": Decimal("0.0001")}


def test_removing_the_last_calculation_leaves_the_row_blank(version: ReportVersion) -> None:
    keep(version, draft(), draft(GAS))
    for left in (1, 0):
        calculations.remove(
            calculation=version.calculations.all()[0],
            revision=make.revision(version, SectionCode.COMMUNITY),
            by=version.created_by,
            now=make.NOW,
        )
        assert version.lines.count() == left


def test_a_section_saved_meanwhile_is_not_overwritten(version: ReportVersion) -> None:
    keep(version, draft())
    with pytest.raises(sections.Conflict):
        keep(version, draft(GAS), revision=0)
    assert masses(version) == COAL_MASSES
    assert version.calculations.count() == 1


def test_bad_inputs_keep_nothing(version: ReportVersion) -> None:
    with pytest.raises(BadInput):
        keep(version, draft(), draft({"fuel": "hay"}))
    assert version.calculations.count() == 0
    assert version.lines.count() == 0


def test_without_a_gwp_set_nothing_is_kept_and_the_remedy_is_said() -> None:
    version = make.draft(framework="gpc")
    with pytest.raises(sections.InvalidLines) as caught:
        keep(version, draft())
    assert "About this period" in str(caught.value)
    assert version.calculations.count() == 0


def test_a_kept_calculation_can_be_worked_out_again(version: ReportVersion) -> None:
    keep(version, draft())
    kept = version.calculations.get()
    assert calculations.again(kept).masses == COAL_MASSES
    assert calculations.holds(kept)
    kept.masses["co2"] = "1"
    assert not calculations.holds(kept)


def test_a_factor_that_changes_does_not_alter_a_kept_calculation(
    version: ReportVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(version, draft())
    name = "ipcc2006.co2.anthracite"
    changed = factors.from_data(factors.shipped()[name].as_data() | {"value": "1"})
    monkeypatch.setattr(factors, "shipped", lambda: {name: changed})
    kept = version.calculations.get()
    assert calculations.again(kept).masses == COAL_MASSES
    assert next(each["value"] for each in kept.factors if each["id"] == name) == "98300"


def test_a_submitted_version_keeps_its_calculations_still(version: ReportVersion) -> None:
    keep(version, draft())
    signed = submitted(version)
    kept = signed.calculations.get()
    for write in (
        lambda: Calculation.objects.filter(pk=kept.pk).update(masses={"co2": "0"}),
        kept.delete,
        lambda: Calculation.objects.bulk_create([copy_of(kept)]),
    ):
        with pytest.raises(IntegrityError, match="frozen since it was submitted"), transaction.atomic():
            write()


def test_the_signed_document_holds_inputs_factors_and_result(version: ReportVersion) -> None:
    keep(version, draft(title="Coal of households", source="Utility sales"))
    signed = submitted(version)
    (kept,) = json.loads(signed.document)["calculations"]
    assert (kept["calculator"], kept["row"], kept["title"]) == (
        "stationary-fuel 1",
        "I.1.1",
        "Coal of households",
    )
    assert kept["inputs"] == COAL
    assert kept["masses"] == {"ch4": "0.801000", "co2": "262.461000", "n2o": "0.004005"}
    assert kept["factors"][0]["value"] == "26.7"
    assert canonical.verify(signed)


def test_a_correction_begins_with_the_calculations(version: ReportVersion) -> None:
    keep(version, draft())
    signed = submitted(version)
    who = make.reviewer(make.network())
    review.take(version=signed, by=who, now=make.NOW)
    review.accept(version=signed, by=who, now=make.NOW)
    corrected = reports.correct(
        report=signed.report, reason="Coal was less", by=signed.created_by, now=make.NOW
    )
    assert calculations.again(corrected.calculations.get()).masses == COAL_MASSES
    keep(corrected, draft(GAS), replaces=corrected.calculations.get())
    assert signed.calculations.get().tonnes == COAL_MASSES


def copy_of(kept: Calculation) -> Calculation:
    kept.pk = None
    kept._state.adding = True
    return kept


def submitted(version: ReportVersion) -> ReportVersion:
    """Signed, past the checks: what they ask of a report is not the matter here."""
    content = canonical.dumps(
        canonical.document(version, certified_by=version.created_by, submitted_at=make.NOW)
    )
    ReportVersion.objects.filter(pk=version.pk).update(
        state="submitted",
        certified_by=version.created_by,
        submitted_at=make.NOW,
        document=content,
        sha256=canonical.sha256(content),
    )
    return ReportVersion.objects.get(pk=version.pk)
