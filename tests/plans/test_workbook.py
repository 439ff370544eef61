"""A plan's actions as a workbook: what is written is what is read; every fault is told; all or nothing."""

import io
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from accounts import invitations
from inventories.importers.problems import Unreadable
from plans.actions import writing
from plans.models import PlanEvent
from plans.workbook.changes import between
from plans.workbook.drafts import as_json, from_json, of_version
from plans.workbook.reading import read
from plans.workbook.writing import workbook
from tests import make
from tests.plans import examples
from tests.plans.test_writing import overlapping

pytestmark = pytest.mark.django_db
FIRST = 7


@pytest.fixture
def place():
    return make.government("saint-paul", network=make.network())


@pytest.fixture
def version(place):
    odd = examples.action(
        "odd",
        title_en="=1+1",
        title_zh="供热改造",
        description_en="First line\nsecond line, “quoted”",
        sector="resilience",
        cancelled_on=examples.DAY(2024, 2, 29),
        cancel_reason="-not funded",
        cost=Decimal("1234567.89"),
        currency="CNY",
        price_year=2021,
        reductions={2021: Decimal("0.000001"), 2035: Decimal(0)},
        milestones=[
            {"text_en": "", "text_zh": "开工", "due": examples.DAY(2022, 1, 1), "done_on": None},
            {
                "text_en": "+half",
                "text_zh": "",
                "due": examples.DAY(2022, 1, 1),
                "done_on": examples.DAY(2022, 3, 1),
            },
        ],
        fundings=[
            {"source": "pace", "amount": None, "note": "@ask"},
            {"source": "loan", "amount": Decimal("0.5")},
        ],
        co_benefits=[{"kind": "resilience", "amount": None, "note": "Cooler"}],
        indicators=[make.measure("bus-trips", is_mass=False, unit="people")],
    )
    made = examples.draft(place, examples.BUSES, examples.HEAT, examples.SOLAR, odd)
    return overlapping(made)


@pytest.fixture
def staff(client, place):
    who = make.contributor(place)
    invitations.confirm_address(who)
    client.force_login(who)
    return client


def read_back(content, version):
    return read(io.BytesIO(content), name="plan.xlsx", version=version)


def opened(version, *, filled=True, language="en"):
    return load_workbook(io.BytesIO(workbook(version, language=language, filled=filled)))


def content_of(book):
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def brought(client, version, content, name="plan.xlsx"):
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("plans:plan-bring", args=[version.plan.code]), {"file": file})


def confirm(client, answer, version):
    context = answer.context
    data = {"content": context["content"], "revision": context["version"].revision}
    return client.post(reverse("plans:plan-bring-confirm", args=[version.plan.code]), data)


def line(book, sheet, values, row=None):
    """Write a line below what is filled, by the hidden keys of the columns."""
    keys = [cell.value for cell in book[sheet][2]]
    at = row or max(FIRST, book[sheet].max_row + 1)
    for key, value in values.items():
        book[sheet].cell(at, keys.index(key) + 1, value)
    return at


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_what_is_written_is_what_is_read(version, language):
    found = read_back(workbook(version, language=language, filled=True), version)
    before = of_version(version)
    assert found.problems == []
    assert found.filled
    assert list(found.drafted.actions) == ["buses", "heat", "solar", "odd"]
    for key, draft in found.drafted.actions.items():
        held = before.actions[key]
        assert draft.values == {name: held.values[name] for name in draft.values}
        assert {*held.values} - {*draft.values} == {"position"}  # the order of the sheet
        assert draft.reductions == held.reductions
        assert draft.milestones == held.milestones
        assert draft.fundings == held.fundings
        assert draft.co_benefits == held.co_benefits
        assert draft.indicators == held.indicators
    assert found.drafted.overlaps == before.overlaps
    assert between(before, found.drafted).is_empty


def test_what_is_carried_to_the_confirmation_is_what_was_read(version):
    before = of_version(version)
    assert from_json(as_json(before)) == before


def test_no_cell_is_a_formula(version):
    book = opened(version)
    cells = [cell for sheet in book for row in sheet for cell in row if cell.value is not None]
    assert "=1+1" in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}


def test_a_blank_workbook_offers_what_can_be_chosen(version):
    book = opened(version, filled=False)
    assert book.sheetnames[:7] == [
        "Plan",
        "Actions",
        "Reductions",
        "Milestones",
        "Funding",
        "Co-benefits",
        "Overlaps",
    ]
    assert book["Actions"].max_row < FIRST
    rules = [rule.formula1 for rule in book["Actions"].data_validations.dataValidation]
    assert any("Lists" in rule for rule in rules)
    assert [cell.value for cell in book["Reductions"][6]][1:] == [str(year) for year in range(2020, 2031)]


NEW = {
    "title_en": "Cool roofs",
    "sector": "Stationary energy",
    "starts_on": "2025-01-01",
    "ends_on": "2027/12/31",
}


def test_a_workbook_is_looked_at_then_taken_over(staff, version):
    book = opened(version)
    keys = [cell.value for cell in book["Actions"][2]]
    book["Actions"].cell(FIRST, keys.index("owner") + 1, "Transit department")
    line(book, "Actions", NEW)
    line(book, "Reductions", {"action": "Cool roofs", "2026": 1200})
    solar = next(row[0].row for row in book["Actions"] if row[0].value == "solar")
    book["Actions"].delete_rows(solar)
    for sheet in ("Reductions", "Milestones", "Overlaps"):
        for row in reversed(range(FIRST, book[sheet].max_row + 1)):
            if "solar" in [cell.value for cell in book[sheet][row]]:
                book[sheet].delete_rows(row)
    answer = brought(staff, version, content_of(book))
    assert answer.status_code == 200
    assert version.actions.count() == 4  # nothing is written yet
    for words in (
        "1 action added",
        "Cool roofs",
        "1 action changed",
        "Transit department",
        "1 action taken out",
    ):
        assert words in answer.text
    assert confirm(staff, answer, version).status_code == 302
    assert set(version.actions.values_list("key", flat=True)) == {"buses", "heat", "odd", "cool-roofs"}
    assert version.actions.get(key="buses").owner == "Transit department"
    roofs = version.actions.get(key="cool-roofs")
    assert list(roofs.reductions.values_list("year", "tonnes")) == [(2026, Decimal(1200))]
    assert not version.overlaps.exists()
    event = PlanEvent.objects.latest("pk")
    assert (event.kind, event.note) == ("uploaded", "plan.xlsx")


def test_a_blank_workbook_adds_and_takes_nothing_out(staff, version):
    book = opened(version, filled=False)
    line(book, "Actions", NEW)
    line(book, "Actions", NEW | {"key": "heat", "title_en": "Heat from the river"})
    line(book, "Overlaps", {"first": "heat", "second": "Cool roofs", "tonnes": 5})
    answer = brought(staff, version, content_of(book))
    assert not answer.context["changes"].removed
    confirm(staff, answer, version)
    assert version.actions.count() == 5
    heat = version.actions.get(key="heat")
    assert heat.title_en == "Heat from the river"
    assert heat.reductions.count() == 1  # the sheet does not name it: it stays
    assert list(version.overlaps.values_list("first__key", "second__key")) == [("heat", "cool-roofs")]


def test_a_workbook_without_changes_offers_nothing_to_take_over(staff, version):
    answer = brought(staff, version, workbook(version, language="zh-hans", filled=True))
    assert "Nothing would change" in answer.text
    assert "Take it over" not in answer.text


FAULTS = [
    ("Actions", {"sector": "Spaceflight"}, "not one of the answers"),
    ("Actions", {"sector": None}, "sector is missing"),
    ("Actions", {"starts_on": "soon"}, "not a day"),
    ("Actions", {"starts_on": "2025-02-30"}, "not a day"),
    ("Actions", {"starts_on": "2028-01-01"}, "ends before it starts"),
    ("Actions", {"title_en": None}, "title is missing"),
    ("Actions", {"cost": "much", "currency": "USD"}, "not a number"),
    ("Actions", {"cost": -5, "currency": "USD"}, "less than zero"),
    ("Actions", {"cost": 5}, "go together"),
    ("Actions", {"cancelled_on": "2026-01-01"}, "on a day and for a reason"),
    ("Actions", {"key": "Cool Roofs!"}, "small letters"),
    ("Actions", {"key": "buses"}, "Another line has this key"),
    ("Actions", {"indicators": "unheard-of"}, "no indicator"),
    ("Actions", {"statement": 99}, "no statement of this number"),
    ("Actions", {"title_en": "x" * 300}, "at most 240"),
    ("Reductions", {"action": "nobody", "2026": 5}, "no action “nobody”"),
    ("Overlaps", {"first": "heat", "second": "buses", "tonnes": "5 t"}, "not a number"),
    ("Reductions", {"action": "buses", "2026": 5}, "another line too"),
    ("Milestones", {"action": "heat", "text_en": "Done"}, "due is missing"),
    ("Milestones", {"action": "heat", "due": "2026-01-01"}, "no words"),
    ("Milestones", {"text_en": "Done", "due": "2026-01-01"}, "of which action"),
    ("Funding", {"action": "buses", "source": "Loan", "amount": "1.234"}, "decimal"),
    ("Funding", {"action": "buses", "source": "Grant of a higher government"}, "of this kind already"),
    ("Co-benefits", {"action": "heat", "kind": "Jobs"}, "says nothing"),
    ("Overlaps", {"first": "heat", "second": "heat", "tonnes": 5}, "not with itself"),
    ("Overlaps", {"first": "heat", "second": "buses", "tonnes": 0}, "more than zero"),
    ("Overlaps", {"first": "heat", "second": "solar", "tonnes": 7}, "another line too"),
]


@pytest.mark.parametrize(("sheet", "values", "words"), FAULTS, ids=[f"{s}: {w}" for s, _v, w in FAULTS])
def test_a_fault_is_told_with_its_sheet_and_its_cell(version, sheet, values, words):
    book = opened(version)
    at = line(book, sheet, (NEW if sheet == "Actions" else {}) | values)
    found = read_back(content_of(book), version).problems
    assert len(found) == 1, found
    (problem,) = found
    assert words in problem.message
    assert (problem.sheet, problem.row_number) == (sheet, at)
    assert problem.column
    assert problem.remedy


def test_all_faults_are_told_at_once_and_can_be_downloaded(staff, version):
    book = opened(version)
    for sheet, values, _words in FAULTS[:6]:
        line(book, sheet, NEW | values | {"key": f"k{len(values)}-{book[sheet].max_row}"})
    answer = brought(staff, version, content_of(book))
    assert answer.status_code == 422
    assert "The file has 6 problems" in answer.text
    told = staff.post(
        reverse("plans:plan-faults", args=[version.plan.code]), {"faults": answer.context["faults"]}
    )
    sheet = load_workbook(io.BytesIO(told.content)).active
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == ["Actions"] * 6
    assert of_version(version).actions.keys() == {"buses", "heat", "solar", "odd"}


def test_a_year_that_somebody_added_counts_and_a_filled_column_without_one_is_told(version):
    book = opened(version)
    sheet = book["Reductions"]
    width = sheet.max_column
    sheet.cell(6, width + 1, "2040")
    sheet.cell(FIRST, width + 1, 77)
    found = read_back(content_of(book), version)
    assert found.problems == []
    assert found.drafted.actions["buses"].reductions[2040] == 77
    sheet.cell(6, width + 1, "later")
    (problem,) = read_back(content_of(book), version).problems
    assert "header is no year" in problem.message


def test_another_plan_s_workbook_is_refused(version):
    other = examples.draft(version.government)
    (problem,) = read_back(workbook(other, language="en", filled=True), version).problems
    assert "another plan" in problem.message
    with pytest.raises(Unreadable, match="not the workbook of a plan"):
        read(io.BytesIO(b"a,b\n1,2\n"), name="plan.csv", version=version)


def test_what_a_colleague_saved_meanwhile_is_not_overwritten(staff, version):
    book = opened(version)
    line(book, "Actions", NEW)
    answer = brought(staff, version, content_of(book))
    writing.remove_action(
        version=version, revision=version.revision, key="heat", by=make.user(), now=make.NOW
    )
    conflict = confirm(staff, answer, version)
    assert conflict.status_code == 409
    assert "2 actions added" in conflict.text  # the new one, and the one that was taken out meanwhile
    assert version.actions.count() == 3
    assert confirm(staff, conflict, version).status_code == 302
    assert version.actions.count() == 5


def test_what_the_page_carries_is_the_signed_reading_of_this_person(client, staff, version):
    book = opened(version)
    line(book, "Actions", NEW)
    answer = brought(staff, version, content_of(book))
    address = reverse("plans:plan-bring-confirm", args=[version.plan.code])
    revision = answer.context["version"].revision
    staff.post(address, {"content": answer.context["content"] + "x", "revision": revision})
    other = make.contributor(version.government)
    invitations.confirm_address(other)
    client.force_login(other)
    client.post(address, {"content": answer.context["content"], "revision": revision})
    assert version.actions.count() == 4


@pytest.mark.parametrize("count", [1, 3])
def test_reading_asks_the_same_for_one_action_and_for_three(place, count, django_assert_num_queries):
    made = examples.draft(place, *[examples.BUSES, examples.HEAT, examples.SOLAR][:count])
    content = workbook(made, language="en", filled=True)
    with django_assert_num_queries(10):
        assert read_back(content, made).problems == []
