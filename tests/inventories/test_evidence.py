"""Evidence is a link, or a file that is what its name says."""

import hashlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from inventories import evidence, history, reports, review
from inventories.enums import SectionStatus
from inventories.models import Evidence
from tests import make

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n%%EOF"


def add(version, **fields):
    return evidence.add(version=version, by=version.created_by, now=make.NOW, **{"title": "Bill", **fields})


def file(name="bill.pdf", content=PDF):
    return ContentFile(content, name)


def test_a_file_is_kept_with_its_hash():
    added = add(make.draft(), section="community", row="T.1", file=file())
    stored = Evidence.objects.get()
    assert stored.sha256 == hashlib.sha256(PDF).hexdigest()
    with stored.file.open() as kept:
        assert kept.read() == PDF
    assert (added.section, added.row, added.title, added.link) == ("community", "T.1", "Bill", "")


def test_a_link_is_kept():
    assert add(make.draft(), link="https://example.org/report").sha256 == ""


def test_evidence_without_a_title_has_the_name_of_the_file():
    assert add(make.draft(), title=" ", file=file()).title == "bill.pdf"


def test_adding_evidence_begins_the_section():
    version = make.draft()
    add(version, file=file())
    assert version.sections.get(code="evidence").status == SectionStatus.IN_PROGRESS


@pytest.mark.parametrize("fields", [{}, {"link": "https://example.org/", "file": file()}])
def test_evidence_is_a_file_or_a_link(fields):
    with pytest.raises(evidence.FileOrLink, match="one of the two"):
        add(make.draft(), **fields)


@pytest.mark.parametrize("link", ["javascript:alert(1)", "not a link"])
def test_a_link_leads_somewhere(link):
    with pytest.raises(ValidationError):
        add(make.draft(), link=link)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bill.pdf", PDF),
        ("bill.PNG", b"\x89PNG\r\n\x1a\n..."),
        ("bill.jpeg", b"\xff\xd8\xff\xe0"),
        ("bill.xlsx", b"PK\x03\x04"),
        ("bill.docx", b"PK\x03\x04"),
        ("bill.csv", "年份,吨\n".encode()),
        ("bill.txt", b"Seen."),
    ],
)
def test_allowed_types(name, content):
    assert add(make.draft(), file=file(name, content)).sha256


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("bill.exe", b"MZ", "cannot be added: use one of pdf"),
        ("bill", PDF, "cannot be added"),
        ("bill.html", b"<script>", "cannot be added"),
        ("bill.pdf", b"MZ\x90\x00", "not what its name says"),
        ("bill.txt", b"text\x00binary", "not what its name says"),
    ],
)
def test_other_types_are_refused(name, content, message):
    with pytest.raises(evidence.WrongType, match=message):
        add(make.draft(), file=file(name, content))
    assert not Evidence.objects.exists()


def test_a_file_beyond_the_limit_is_refused(settings):
    settings.EVIDENCE_MAX_BYTES = 10
    with pytest.raises(evidence.TooLarge, match="shrink or split it"):
        add(make.draft(), file=file(content=b"%PDF-678901"))
    assert add(make.draft(), file=file(content=b"%PDF-67890"))


def test_removing_takes_the_file_away_after_the_commit(django_capture_on_commit_callbacks):
    added = add(make.draft(), file=file())
    storage, name = added.file.storage, added.file.name
    with django_capture_on_commit_callbacks(execute=True):
        evidence.remove(evidence=added, by=make.user())
        assert storage.exists(name)
    assert not storage.exists(name)
    assert not Evidence.objects.exists()


def test_a_file_that_another_version_shows_stays(django_capture_on_commit_callbacks):
    version = make.draft()
    add(version, file=file())
    version.sections.filter(code="evidence").update(status="complete")
    make.fill(version)
    reports.submit(version=version, by=make.certifier(version.government), now=make.NOW)
    review.take(version=version, by=make.user(), now=make.NOW)
    draft = review.give_back(version=version, note="Another bill?", by=make.user(), now=make.NOW)
    copied = draft.evidence.get()
    assert copied.sha256 == hashlib.sha256(PDF).hexdigest()
    with django_capture_on_commit_callbacks(execute=True):
        evidence.remove(evidence=copied, by=make.user())
    kept = version.evidence.get().file
    assert kept.storage.exists(kept.name)


def test_a_submitted_version_takes_and_loses_no_evidence():
    version = make.draft()
    added = add(version, file=file())
    version.sections.filter(code="evidence").update(status="complete")
    make.fill(version)
    reports.submit(version=version, by=make.certifier(version.government), now=make.NOW)
    with pytest.raises(history.WrongState):
        add(version, file=file())
    with pytest.raises(history.WrongState):
        evidence.remove(evidence=added, by=make.user())
