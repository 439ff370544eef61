"""Every page that acts: a stranger meets 404, a colleague of the wrong role is refused, the right acts."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from inventories import activities, calculations, evidence, part_requests, reports, review, sections
from inventories.activities import ActivityDraft
from inventories.calculations import CalculationDraft
from inventories.enums import SectionCode, UploadKind, UploadState
from inventories.models import (
    ActivityData,
    Calculation,
    Evidence,
    InventoryLine,
    PartRequest,
    Remark,
    Report,
    ReportVersion,
    Section,
    Upload,
    Waiver,
    WarningAnswer,
)
from inventories.uploads import arrival, deciding, working
from inventories.views.rows import mark_of
from tests import make

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Act:
    """A POST: the state it starts from, who is of the wrong and the right role, and what it changes."""

    name: str
    begin: Callable[..., ReportVersion]
    data: Callable[[], dict[str, Any]]
    changes: Callable[[], Any]
    wrong: str = "reviewer"
    right: str = "contributor"


def csv(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("rows.csv", text.encode(), "text/csv")


def revisions() -> list[int]:
    return list(Section.objects.values_list("revision", flat=True))


def states() -> list[tuple[int, str]]:
    return list(ReportVersion.objects.order_by("pk").values_list("number", "state"))


def about(**fields: str) -> dict[str, str]:
    basis = {"gases": "kyoto_6", "gwp_set": "AR4", "electricity": "location", "publication": "full"}
    return {"revision": "0", **basis, **fields}


def with_evidence(place: Any) -> ReportVersion:
    version = make.draft(place)
    evidence.add(
        version=version, title="Sales", link="https://example.org/", by=version.created_by, now=make.NOW
    )
    return version


def with_warning(place: Any) -> ReportVersion:
    """A draft of a GPC report with one row not estimated, of which a check warns."""
    version = make.draft(place, framework="gpc")
    rows = [make.line("I.1.1", 5), make.line("I.1.2", notation_key="NE", explanation="No data.")]
    make.fill(version, lines=rows)
    WarningAnswer.objects.all().delete()
    return version


def with_calculation(place: Any) -> ReportVersion:
    """A draft with a row of the government's operations that was worked out."""
    version = make.draft(place)
    sections.save_about(
        version=version,
        revision=0,
        values={"gwp_set": "AR5"},
        complete=False,
        by=version.created_by,
        now=make.NOW,
    )
    calculations.keep(
        version=version,
        section="operations",
        revision=0,
        drafts=[CalculationDraft("O.1.1", "network-heat", {"activity": {"value": "1", "unit": "GJ"}})],
        by=version.created_by,
        now=make.NOW,
    )
    return version


def with_upload(place: Any, rows: str = "row,co2e\nT.1,5\n", gwp_set: str = "") -> ReportVersion:
    """A draft with a file that was brought to it, read and not yet taken over."""
    version = make.draft(place)
    arrival.bring(
        kind=UploadKind.REPORT,
        file=io.BytesIO(rows.encode()),
        name="rows.csv",
        government=place,
        version=version,
        answers={"gwp_set": gwp_set} if gwp_set else {},
        by=version.created_by,
        now=make.NOW,
        language="en",
    )
    return version


def with_question(place: Any) -> ReportVersion:
    return with_upload(place, "row,co2,ch4\nT.1,5,1\n")


def with_answer(place: Any) -> ReportVersion:
    return with_upload(place, "row,co2,ch4\nT.1,5,1\n", "AR5")


def with_failure(place: Any) -> ReportVersion:
    version = with_upload(place)
    Upload.objects.update(state=UploadState.FAILED)
    return version


def with_rows_of_a_file(place: Any) -> ReportVersion:
    version = with_upload(place)
    upload = Upload.objects.get()
    deciding.confirm(upload=upload, choices={"to:years": [2020]}, by=upload.by, now=make.NOW, **seen())
    working.work(upload_id=upload.pk, now=make.NOW)
    return version


def with_activity(place: Any) -> ReportVersion:
    """A draft with what stands behind a row of the government's operations."""
    version = make.draft(place)
    behind = {"O.1.1": [ActivityDraft("Natural gas", co2e=Decimal(5))]}
    activities.replace(version, "operations", behind, rows=["O.1.1"])
    return version


def with_part(place: Any) -> ReportVersion:
    """A draft of which a row was asked of the water works."""
    version = make.draft(place)
    part_requests.ask(
        version=version,
        section="community",
        rows=["T.1"],
        email="works@example.org",
        name="Water works",
        language="en",
        message="",
        due=timezone.now().date(),
        by=version.created_by,
        now=timezone.now(),
    )
    return version


def with_answered_part(place: Any) -> ReportVersion:
    version = with_part(place)
    part_requests.send(
        part=PartRequest.objects.get(), drafts=[make.line("T.1", 7)], comment="", now=timezone.now()
    )
    return version


def parts() -> list[tuple[Any, ...]]:
    return list(PartRequest.objects.values_list("answered_at", "taken_at", "withdrawn_at", "due"))


def lines_behind() -> list[str]:
    return list(ActivityData.objects.values_list("activity", flat=True))


def opened() -> dict[str, str]:
    """What the page of an activity sends along: which one it was opened with."""
    version = ReportVersion.objects.get()
    return {"was": mark_of(activities.of_row(version, "operations", "O.1.1"), 1), "revision": "0"}


def seen() -> dict[str, str]:
    return {"seen": deciding.digest_of(Upload.objects.get())}


def states_of_uploads() -> list[str]:
    return list(Upload.objects.order_by("pk").values_list("state", flat=True))


ACTS = [
    Act(
        "report-begin",
        make.draft,
        lambda: {"year": "2019", "period": "calendar", "framework": "gpc"},
        Report.objects.count,
    ),
    Act(
        "history-upload",
        make.draft,
        lambda: {**about(), "framework": "totals", "file": csv("row,year,co2e\nT.1,2018,5\nT.1,2019,6\n")},
        Upload.objects.count,
    ),
    Act("section-about", make.draft, about, revisions),
    Act(
        "section-community",
        make.draft,
        lambda: {"revision": "0", "co2e-T.1": "7"},
        InventoryLine.objects.count,
    ),
    Act(
        "section-operations",
        make.draft,
        lambda: {"revision": "0", "co2e-O.1": "7"},
        InventoryLine.objects.count,
    ),
    Act("section-indicators", make.draft, lambda: {"revision": "0"}, revisions),
    Act(
        "report-upload",
        make.draft,
        lambda: {"file": csv("row,co2e\nT.1,5\n")},
        Upload.objects.count,
    ),
    Act("upload-answer", with_question, lambda: {"gwp_set": "AR5"}, states_of_uploads),
    Act("upload-ask-again", with_answer, dict, states_of_uploads),
    Act("upload-confirm", with_upload, seen, states_of_uploads),
    Act("upload-drop", with_upload, dict, states_of_uploads),
    Act("upload-again", with_failure, dict, states_of_uploads),
    Act("upload-undo", with_rows_of_a_file, dict, InventoryLine.objects.count),
    Act("section-evidence", make.draft, lambda: {"link": "https://example.org/"}, Evidence.objects.count),
    Act("evidence-status", make.draft, lambda: {"revision": "0", "complete": "yes"}, revisions),
    Act("evidence-remove", with_evidence, dict, Evidence.objects.count),
    Act(
        "report-checks",
        with_warning,
        lambda: {"answer-not-estimated-community-I.1.2": "By next year."},
        WarningAnswer.objects.count,
    ),
    Act(
        "row-calculate",
        with_calculation,
        lambda: {"revision": "1", "activity": "5", "activity-unit": "GJ", "then": "keep"},
        Calculation.objects.count,
    ),
    Act(
        "activity-add",
        make.draft,
        lambda: {"revision": "0", "activity": "Coal", "co2e": "5", "then": "keep"},
        lines_behind,
    ),
    Act(
        "activity-change",
        with_activity,
        lambda: {**opened(), "activity": "Coal", "co2e": "5", "then": "keep"},
        lines_behind,
    ),
    Act("activity-remove", with_activity, lambda: {"revision": "0"}, lines_behind),
    Act("row-take-over", with_activity, lambda: {"revision": "0"}, InventoryLine.objects.count),
    Act("row-evidence", make.draft, lambda: {"file": csv("month,kWh\n1,10\n")}, Evidence.objects.count),
    Act(
        "part-ask",
        make.draft,
        lambda: {
            "name": "Water works",
            "email": "works@example.org",
            "language": "en",
            "section": "community",
            "due": "2999-01-01",
            "rows": ["T.1"],
        },
        parts,
    ),
    Act("part-take", with_answered_part, lambda: {"revision": "0"}, parts),
    Act("part-again", with_answered_part, lambda: {"remark": "In t?", "again_due": "2999-01-01"}, parts),
    Act("part-withdraw", with_part, dict, parts),
    Act("calculation-remove", with_calculation, lambda: {"revision": "1"}, Calculation.objects.count),
    Act("report-discard", make.draft, dict, ReportVersion.objects.count),
    Act("report-correct", make.accepted, lambda: {"reason": "A factor."}, ReportVersion.objects.count),
    Act("report-submit", make.ready, lambda: {"declaration": "yes"}, states, "contributor", "certifier"),
    Act("review-take", make.submitted, dict, states, "certifier", "reviewer"),
    Act(
        "review-remark",
        make.in_review,
        lambda: {"section": "community", "row": "T.1", "text": "Why?"},
        Remark.objects.count,
        "certifier",
        "reviewer",
    ),
    Act(
        "report-waivers",
        make.draft,
        lambda: {"code": "no-figures", "section": "community", "reason": "None are known."},
        Waiver.objects.count,
        "certifier",
        "reviewer",
    ),
    Act("review-return", make.in_review, lambda: {"note": "See there."}, states, "certifier", "reviewer"),
    Act("review-accept", make.in_review, dict, states, "certifier", "reviewer"),
]


def address(name: str, version: ReportVersion) -> str:
    if name in ("report-begin", "history-upload"):
        return reverse(f"inventories:{name}", args=[version.government.slug])
    row = [version.report.reference, "operations", "O.1.1"]
    if name == "row-calculate":
        return reverse(f"inventories:{name}", args=[*row, "network-heat"])
    if name in ("activity-add", "row-take-over", "row-evidence"):
        return reverse(f"inventories:{name}", args=row)
    if name in ("activity-change", "activity-remove"):
        return reverse(f"inventories:{name}", args=[*row, 1])
    if name in ("part-take", "part-again", "part-withdraw"):
        return reverse(f"inventories:{name}", args=[version.report.reference, PartRequest.objects.get().pk])
    if name == "calculation-remove":
        return reverse(f"inventories:{name}", args=[version.calculations.get().pk])
    if name.startswith("upload-"):
        return reverse(f"inventories:{name}", args=[Upload.objects.get().pk])
    if name == "evidence-remove":
        return reverse(f"inventories:{name}", args=[version.evidence.get().pk])
    return reverse(f"inventories:{name}", args=[version.report.reference])


def test_the_table_holds_every_page_that_acts():
    from inventories import urls

    reading = {
        "history-template", "report-tasks", "rows-template", "report-receipt", "report-read", "review",
        "review-accepted", "evidence-file", "row-calculators", "calculation", "upload", "upload-faults",
        "report-downloads", "report-download", "version-downloads", "version-download", "report-shown-as",
        "row", "parts", "part", "part-file",
    }  # fmt: skip
    with_a_link = {"answer", "answer-typed", "answer-send", "answer-file", "answer-file-remove"}
    of_the_secretariat = {
        "public-figures", "public-source", "public-source-remove", "public-names", "public-name-remove",
        "public-left-out",
    }  # fmt: skip
    of_a_script = {"section-unsaved", "section-unsaved-discard"}
    elsewhere = (
        with_a_link | of_the_secretariat | of_a_script
    )  # test_part_requests, _public_uploads, _unsaved
    assert {act.name for act in ACTS} | reading | elsewhere == {pattern.name for pattern in urls.urlpatterns}


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.name)
def test_only_the_right_role_acts(act: Act):
    network = make.network()
    place = make.government(network=network)
    people = {
        "stranger": make.contributor(make.government()),
        "contributor": make.contributor(place),
        "certifier": make.certifier(place),
        "reviewer": make.reviewer(network),
    }
    version = act.begin(place)
    url = address(act.name, version)
    before = act.changes()

    def post(who: str) -> int:
        client = Client()
        client.force_login(people[who])
        return client.post(url, act.data()).status_code

    anonymous = Client().post(url, act.data())
    assert anonymous.url.startswith(reverse("account_login"))
    assert (post("stranger"), act.changes()) == (404, before)
    assert (post(act.wrong), act.changes()) == (403, before)
    assert post(act.right) == 302
    assert act.changes() != before


@pytest.mark.parametrize(
    "name", ["report-tasks", "report-receipt", "review", "section-community", "report-read"]
)
def test_a_stranger_finds_no_report(name):
    version = make.submitted(make.government(network=make.network()))
    client = Client()
    client.force_login(make.certifier(make.government()))
    args = [version.report.reference] + ([1] if name == "report-read" else [])
    assert client.get(reverse(f"inventories:{name}", args=args)).status_code == 404


def with_file(version: ReportVersion, title: str, by: User) -> Evidence:
    file = SimpleUploadedFile("sales.csv", b"row,co2e\nT.1,1000\n")
    return evidence.add(version=version, title=title, file=file, by=by, now=make.NOW)


def test_a_draft_is_the_governments_own_until_it_is_submitted():
    network = make.network()
    place = make.government(network=network)
    reviewer = make.reviewer(network)
    version = make.ready(place)
    certifier = make.certifier(place)
    before = with_file(version, "Sales of 2019", certifier)
    version.sections.update(status="complete")
    reports.submit(version=version, by=certifier, now=make.NOW)
    review.take(version=version, by=reviewer, now=make.NOW)
    review.give_back(version=version, note="See row T.1.", by=reviewer, now=make.NOW)
    draft = version.report.versions.get(state="draft")
    InventoryLine.objects.filter(version=draft).update(co2e=Decimal("7654321"))
    item = with_file(draft, "Sales of 2020", certifier)
    reference = draft.report.reference
    tasks = reverse("inventories:report-tasks", args=[reference])
    read = reverse("inventories:report-read", args=[reference, draft.number])
    file = reverse("inventories:evidence-file", args=[item.pk])

    own, secretariat = Client(), Client()
    own.force_login(make.contributor(place))
    secretariat.force_login(reviewer)
    assert "7,654,321" in own.get(read).content.decode()
    assert "Sales of 2020" in own.get(read).content.decode()
    assert b"".join(own.get(file).streaming_content) == b"row,co2e\nT.1,1000\n"

    page = secretariat.get(reverse("inventories:review", args=[reference]), follow=True)
    assert page.redirect_chain == [(tasks, 302)]
    text = page.content.decode()
    assert f"The government is working on version {draft.number}." in text
    assert reverse("inventories:report-read", args=[reference, version.number]) in text
    assert read not in text
    assert "7,654,321" not in text
    assert "Sales of 2020" not in text
    assert str(SectionCode.COMMUNITY.label) not in text
    assert secretariat.get(read).status_code == 404
    assert secretariat.get(file).status_code == 404
    submitted = secretariat.get(reverse("inventories:evidence-file", args=[before.pk]))
    assert b"".join(submitted.streaming_content) == b"row,co2e\nT.1,1000\n"
    assert secretariat.get(reverse("inventories:section-community", args=[reference])).status_code == 403
    admin_page = reverse("admin:inventories_reportversion_change", args=[draft.pk])
    assert secretariat.get(admin_page).status_code == 302
    assert secretariat.get(admin_page.replace(str(draft.pk), str(version.pk))).status_code == 200
