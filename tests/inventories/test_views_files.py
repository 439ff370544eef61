"""Files: templates to fill in, and evidence that only those concerned can open."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from inventories import importers
from inventories.enums import SectionStatus
from inventories.models import Evidence, ReportVersion
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files_of_their_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def version() -> ReportVersion:
    return make.draft(make.government("ithaca", network=make.network()), framework="gpc")


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def csv(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("rows.csv", text.encode(), "text/csv")


def test_the_template_has_every_row(version):
    client = signed_in(version.created_by)
    answer = client.get(reverse("inventories:rows-template", args=[version.report.reference]))
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{version.report.reference}.csv"'
    lines = answer.content.decode().splitlines()
    assert len(lines) == 55
    assert lines[1].startswith("I.1.1,")


def add(version: ReportVersion, **data) -> Evidence:
    url = reverse("inventories:section-evidence", args=[version.report.reference])
    answer = signed_in(version.created_by).post(url, data)
    assert answer.status_code == 302, answer.content.decode()
    return version.evidence.latest("pk")


def test_an_evidence_file_goes_to_those_who_may_see_the_version_and_is_never_shown(version):
    script = SimpleUploadedFile("sales <script>.txt", b"<script>alert(1)</script>", "text/html")
    item = add(version, title="Sales", file=script, section="community", row="I.1.1")
    url = reverse("inventories:evidence-file", args=[item.pk])
    network = version.government.network_memberships.get().network
    for user in (version.created_by, make.certifier(version.government)):
        answer = signed_in(user).get(url)
        assert b"".join(answer.streaming_content) == b"<script>alert(1)</script>"
        assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
        assert "<" not in answer.headers["Content-Disposition"]
        assert answer.headers["Content-Type"] == "application/octet-stream"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert signed_in(make.reviewer(network)).get(url).status_code == 404  # a draft
    assert signed_in(make.certifier(make.government())).get(url).status_code == 404
    assert Client().get(url).status_code == 302


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"title": "Sales"}, "Choose a file or give a link"),
        ({"title": "Sales", "link": "javascript:alert(1)"}, "Enter a valid URL"),
        (
            {"title": "Sales", "file": SimpleUploadedFile("a.exe", b"MZ")},
            "Files of this type cannot be added",
        ),
        (
            {"title": "Sales", "file": SimpleUploadedFile("a.pdf", b"not one")},
            "The file is not what its name says",
        ),
    ],
)
def test_evidence_that_cannot_be_added_says_why_and_keeps_the_title(version, data, said):
    url = reverse("inventories:section-evidence", args=[version.report.reference])
    answer = signed_in(version.created_by).post(url, data)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert 'value="Sales"' in answer.content.decode()
    assert not Evidence.objects.exists()


def test_evidence_is_removed_after_asking(version):
    item = add(version, title="Sales", link="https://example.org/sales")
    client = signed_in(version.created_by)
    url = reverse("inventories:evidence-remove", args=[item.pk])
    assert "Remove this evidence?" in client.get(url).content.decode()
    assert Evidence.objects.exists()
    client.post(url)
    assert not Evidence.objects.exists()


def test_the_evidence_is_marked_as_all_there(version):
    client = signed_in(version.created_by)
    client.post(
        reverse("inventories:evidence-status", args=[version.report.reference]),
        {"revision": "0", "complete": "yes"},
    )
    assert version.sections.get(code="evidence").status == SectionStatus.COMPLETE


def test_the_templates_of_several_years_have_a_year(version):
    url = reverse("inventories:history-template", args=["ithaca"])
    text = signed_in(version.created_by).get(url, {"framework": "totals"}).content.decode()
    assert text == importers.template("totals", "en", with_year=True)
