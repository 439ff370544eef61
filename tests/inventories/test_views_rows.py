"""What stands behind a row: activities are kept, compared with it and taken over; nothing is overwritten."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from inventories import activity_edits, checks, reports, sections
from inventories.activities import ActivityDraft
from inventories.activity_edits import Save
from inventories.enums import SectionStatus
from inventories.models import ReportVersion
from tests import make

pytestmark = pytest.mark.django_db

GAS: dict[str, Any] = {
    "activity": "Natural gas",
    "amount": "100",
    "unit": "TJ",
    "factors": "co2: 56,100\nch4 5",
    "factor_unit": "kg/TJ",
    "source": "Utility sales",
    "quality": "high",
    "factor_source": "IPCC 2006",
}


@pytest.fixture
def version() -> ReportVersion:
    made = make.draft(make.government("ithaca", network=make.network()), framework="gpc")
    sections.save_about(
        version=made, revision=0, values={"gwp_set": "AR5"}, complete=False, by=made.created_by, now=make.NOW
    )
    return made


@pytest.fixture
def client(version: ReportVersion) -> Client:
    client = Client()
    client.force_login(version.created_by)
    return client


def url(version: ReportVersion, name: str = "row", *more: Any, row: str = "I.1.1") -> str:
    return reverse(f"inventories:{name}", args=[version.report.reference, "community", row, *more])


def save_of(version: ReportVersion, row: str = "I.1.1") -> Save:
    return Save(
        version=version,
        section="community",
        row=row,
        revision=make.revision(version, "community"),
        by=version.created_by,
        now=make.NOW,
    )


def put(version: ReportVersion, row: str = "I.1.1", **fields: Any) -> None:
    values = {"activity": "Natural gas", "co2e": Decimal(5610)} | fields
    activity_edits.put(save=save_of(version, row), draft=ActivityDraft(**values))


def add(client: Client, version: ReportVersion, **more: Any) -> Any:
    typed = GAS | {"revision": str(make.revision(version, "community")), "then": "keep"} | more
    return client.post(url(version, "activity-add"), typed)


def test_what_an_activity_makes_is_shown_before_it_is_kept(client: Client, version: ReportVersion) -> None:
    page = add(client, version, then="work").content.decode()

    assert "Amount and factors make 5,624 t CO₂e." in page  # 5,610 + 0.5 x 28
    assert not version.activities.exists()


def test_an_activity_is_kept_as_it_was_typed(client: Client, version: ReportVersion) -> None:
    add(client, version)

    held = version.activities.get()
    assert (held.row, held.amount, held.unit, held.factors) == (
        "I.1.1",
        Decimal(100),
        "TJ",
        {"co2": "56100", "ch4": "5"},
    )
    assert not version.lines.exists()
    assert version.sections.get(code="community").status == SectionStatus.IN_PROGRESS


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ({"activity": ""}, "This field is required."),
        ({"unit": ""}, "Say in which unit the amount is."),
        ({"factor_unit": ""}, "Say in which unit the factors are"),
        ({"factors": "steam: 5"}, "“steam: 5”: write a gas and its factor in each line"),
        ({"factors": "co2e: 5\nch4: 1"}, "A factor of CO₂ equivalent holds every gas"),
        ({"factors": "ch4: 5\nch4: 1"}, "ch4 stands in two lines"),
        ({"oxidation": "99"}, "write 0.99 for 99 %"),
        ({"co2e": "NO"}, "A notation key is of the whole row"),
        ({"amount": "12,5"}, "The number uses a comma"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_lost(
    client: Client, version: ReportVersion, typed: dict[str, str], named: str
) -> None:
    page = add(client, version, **typed)

    assert page.status_code == 422
    assert named in page.content.decode()
    assert "Utility sales" in page.content.decode()
    assert not version.activities.exists()


def test_the_sum_is_taken_over_by_gas_with_sources(client: Client, version: ReportVersion) -> None:
    add(client, version)
    add(client, version, activity="Biogas", amount="10", factors="ch4: 10", quality="low")

    client.post(url(version, "row-take-over"), {"revision": str(make.revision(version, "community"))})

    line = version.lines.get()
    assert {each.gas: each.tonnes for each in line.masses.all()} == {
        "co2": Decimal(5610),
        "ch4": Decimal("0.6"),  # 100 x 5 kg and 10 x 10 kg
    }
    assert (line.co2e, line.quality, line.source) == (Decimal("5626.8"), "low", "Utility sales")


def test_a_sum_of_equivalents_is_an_equivalent(version: ReportVersion) -> None:
    put(version)
    put(version, activity="Coal", co2e=Decimal(90))

    activity_edits.take_over(save=save_of(version))

    assert version.lines.get().co2e == Decimal(5700)


def test_there_is_no_sum_of_what_is_not_complete(client: Client, version: ReportVersion) -> None:
    put(version)
    put(version, activity="Coal", co2e=None)

    client.post(url(version, "row-take-over"), {"revision": str(make.revision(version, "community"))})

    assert not version.lines.exists()
    assert "complete it first" in client.get(url(version)).content.decode()


def test_taking_over_leaves_other_rows_and_words_alone(version: ReportVersion) -> None:
    lines = [make.line("I.1.1", 5, source="By hand", method="Guessed"), make.line("I.2.1", 7)]
    make.fill(version, lines=lines)
    put(version)

    activity_edits.take_over(save=save_of(version))

    assert {line.row: line.co2e for line in version.lines.all()} == {"I.1.1": 5610, "I.2.1": 7}
    assert (version.lines.get(row="I.1.1").source, version.lines.get(row="I.1.1").method) == (
        "By hand",
        "Guessed",
    )
    assert version.sections.get(code="community").status == SectionStatus.COMPLETE


def test_the_row_page_says_where_line_and_sum_differ(client: Client, version: ReportVersion) -> None:
    make.fill(version, lines=[make.line("I.1.1", 5000)])
    put(version)

    assert "The row holds another number: 5,000 t CO₂e." in client.get(url(version)).content.decode()

    activity_edits.take_over(save=save_of(version))
    assert "The row holds another number" not in client.get(url(version)).content.decode()


def test_a_result_that_its_factors_do_not_make_is_said(client: Client, version: ReportVersion) -> None:
    add(client, version, co2e="5,600,000")

    assert "5,600,000 t CO₂e was given, but amount and factors make 5,624 t." in (
        client.get(url(version)).content.decode()
    )


def test_somebody_elses_save_is_shown_and_nothing_overwritten(client: Client, version: ReportVersion) -> None:
    put(version, activity="Coal of a colleague")

    page = add(client, version, revision="0")

    assert page.status_code == 409
    assert "Coal of a colleague" in page.content.decode()
    assert "Natural gas" in page.content.decode()
    assert [each.activity for each in version.activities.all()] == ["Coal of a colleague"]


def test_an_activity_that_a_colleague_changed_is_not_replaced(client: Client, version: ReportVersion) -> None:
    put(version)
    opened = client.get(url(version, "activity-change", 1)).context
    activity_edits.put(
        save=save_of(version), draft=ActivityDraft("Coal of a colleague", co2e=Decimal(1)), position=1
    )

    typed = GAS | {"was": opened["was"], "then": "keep"}
    met = client.post(
        url(version, "activity-change", 1), typed | {"revision": str(opened["section"].revision)}
    )
    assert met.status_code == 409
    assert "It is added, nothing is replaced." in met.content.decode()

    client.post(url(version, "activity-add"), typed | {"revision": str(make.revision(version, "community"))})
    assert [each.activity for each in version.activities.all()] == ["Coal of a colleague", "Natural gas"]


def test_an_activity_is_changed_in_its_place(client: Client, version: ReportVersion) -> None:
    put(version)
    put(version, activity="Coal")
    opened = client.get(url(version, "activity-change", 1)).context

    client.post(
        url(version, "activity-change", 1),
        GAS | {"was": opened["was"], "revision": str(opened["section"].revision), "then": "keep"},
    )

    assert [(each.activity, each.amount) for each in version.activities.all()] == [
        ("Natural gas", Decimal(100)),
        ("Coal", None),
    ]


def test_an_activity_is_removed_and_the_row_keeps_its_number(client: Client, version: ReportVersion) -> None:
    put(version)
    activity_edits.take_over(save=save_of(version))

    client.post(url(version, "activity-remove", 1), {"revision": str(make.revision(version, "community"))})

    assert not version.activities.exists()
    assert version.lines.get().co2e == Decimal(5610)


def test_evidence_is_added_for_the_row(client: Client, version: ReportVersion) -> None:
    client.post(url(version, "row-evidence"), {"file": SimpleUploadedFile("bills.csv", b"month,kWh\n1,10\n")})

    held = version.evidence.get()
    assert (held.section, held.row, held.title) == ("community", "I.1.1", "bills.csv")


def test_evidence_that_cannot_be_kept_is_said_on_the_rows_page(
    client: Client, version: ReportVersion
) -> None:
    page = client.post(url(version, "row-evidence"), {"file": SimpleUploadedFile("bills.exe", b"MZ")})

    assert page.status_code == 422
    assert "Files of this type cannot be added" in page.content.decode()
    assert not version.evidence.exists()


def test_the_form_of_rows_says_what_stands_behind_each(client: Client, version: ReportVersion) -> None:
    put(version)
    put(version, activity="Coal")
    client.post(url(version, "row-evidence"), {"link": "https://example.org/bills"})

    page = client.get(reverse("inventories:section-community", args=[version.report.reference]))

    assert "2 activities, 1 file or link" in page.content.decode()


@pytest.mark.parametrize("row", ["X.9", "O.1.1"])
def test_a_row_that_the_section_has_not_is_not_found(
    client: Client, version: ReportVersion, row: str
) -> None:
    assert client.get(url(version, row=row)).status_code == 404


def test_a_submitted_report_takes_no_activity(client: Client) -> None:
    version = make.submitted(make.government("dryden"))
    client.force_login(version.created_by)
    place = [version.report.reference, "community", "T.1"]

    answer = client.post(reverse("inventories:activity-add", args=place), GAS | {"revision": "1"})

    assert answer.status_code == 302
    assert not version.activities.exists()


# Checks


def found(version: ReportVersion) -> set[tuple[str, str]]:
    codes = {"activities-differ", "activity-result-differs", "activity-without-source"}
    return {(each.code, each.row) for each in checks.run(version) if each.code in codes}


def test_activities_that_do_not_add_up_to_their_row_are_remarked_on(version: ReportVersion) -> None:
    make.fill(version, lines=[make.line("I.1.1", 5000), make.line("I.2.1", 5610)])
    put(version)
    put(version, row="I.2.1")

    assert found(version) == {("activities-differ", "I.1.1")}


def test_an_activity_of_a_blank_row_is_remarked_on(version: ReportVersion) -> None:
    put(version)

    assert found(version) == {("activities-differ", "I.1.1")}


def test_an_activity_without_a_result_is_not_compared(version: ReportVersion) -> None:
    make.fill(version, lines=[make.line("I.1.1", 5000)])
    put(version, co2e=None)

    assert found(version) == set()


@pytest.mark.parametrize(("given", "remarked"), [("5610", False), ("5637", False), ("5610000", True)])
def test_a_result_other_than_its_factors_make_is_remarked_on(
    version: ReportVersion, given: str, remarked: bool
) -> None:
    make.fill(version, lines=[make.line("I.1.1", given)])
    put(
        version,
        amount=Decimal(100),
        unit="TJ",
        factors={"co2": Decimal(56100)},
        factor_unit="kg/TJ",
        co2e=Decimal(given),
    )

    assert (("activity-result-differs", "I.1.1") in found(version)) is remarked


@pytest.mark.parametrize(
    ("fields", "remarked"),
    [
        ({"quality": "high"}, True),
        ({"quality": "high", "source": "Meters"}, False),
        ({"factor_quality": "high"}, True),
        ({"quality": "medium"}, False),
    ],
)
def test_a_good_activity_names_its_source(
    version: ReportVersion, fields: dict[str, str], remarked: bool
) -> None:
    make.fill(version, lines=[make.line("I.1.1", 5610)])
    put(version, **fields)

    assert (("activity-without-source", "I.1.1") in found(version)) is remarked


def test_a_correction_takes_the_activities_along() -> None:
    version = make.ready(make.government("groton"), framework="totals")
    activity_edits.put(
        save=save_of(version, "T.1"), draft=ActivityDraft("All", co2e=Decimal(1000), source="Sums")
    )
    reports.submit(version=version, by=make.certifier(version.government), now=make.NOW)
    from inventories import review

    secretariat = make.reviewer(make.network())
    review.take(version=version, by=secretariat, now=make.NOW)
    review.accept(version=version, by=secretariat, now=make.NOW)

    draft = reports.correct(report=version.report, reason="Late", by=version.created_by, now=make.NOW)

    assert [(each.row, each.activity) for each in draft.activities.all()] == [("T.1", "All")]
