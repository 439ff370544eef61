"""Past Django too, in plain SQL, what was submitted is not replaced, emptied or slipped in."""

import pytest
from django.db import IntegrityError, connection, transaction

from inventories import held_still, reports, review
from inventories.enums import State
from inventories.models import Event, Figure, InventoryLine, Remark, Report, ReportVersion
from tests import make

pytestmark = pytest.mark.django_db

on_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="REPLACE is SQLite's")
on_postgresql = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="TRUNCATE is PostgreSQL's")


def run(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def refused(sql, *values):
    with pytest.raises(IntegrityError, match="frozen since it was submitted"), transaction.atomic():
        run(sql, *values)
    return True


@pytest.fixture(params=["ON", "OFF"])
def _pragma(request):
    """As our connections set it, and as a console does that never heard of it."""
    run(f"PRAGMA recursive_triggers={request.param}")
    yield
    run("PRAGMA recursive_triggers=ON")


def copy(model, verb, pk, **changed):
    """`verb` INTO the table the row `pk`, with some columns changed to these pieces of SQL."""
    table = model._meta.db_table
    columns = [field.column for field in model._meta.concrete_fields]
    chosen = ", ".join(changed.get(column, column) for column in columns)
    return f"{verb} INTO {table} ({', '.join(columns)}) SELECT {chosen} FROM {table} WHERE id = {pk}"


@pytest.fixture
def accepted():
    """An accepted version with a remark, events and a figure."""
    make.measure()
    version = make.in_review()
    Remark.objects.create(version=version, text="Why?", by=make.user(), at=make.NOW)
    review.accept(version=version, by=make.user(), now=make.NOW)
    return version


@on_sqlite
def test_our_connections_let_a_replacement_fire_the_triggers_of_deletion():
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA recursive_triggers")
        assert cursor.fetchone() == (1,)


@on_sqlite
@pytest.mark.usefixtures("_pragma")
@pytest.mark.parametrize("model", [ReportVersion, Report, InventoryLine, Event, Figure, Remark])
def test_a_frozen_row_is_not_replaced_under_its_id(model, accepted):
    pk = model.objects.first().pk
    assert refused(copy(model, "INSERT OR REPLACE", pk))


@on_sqlite
@pytest.mark.usefixtures("_pragma")
@pytest.mark.parametrize("model", [ReportVersion, Report, Figure])
def test_a_frozen_row_is_not_replaced_under_another_unique_key(model, accepted):
    free = {"state": "'draft'", "sha256": "''", "document": "''", "certified_by_id": "NULL"}
    free |= {"submitted_at": "NULL"} if model is ReportVersion else {}
    assert refused(copy(model, "INSERT OR REPLACE", model.objects.get().pk, id="9999", **free))


@on_sqlite
@pytest.mark.usefixtures("_pragma")
def test_a_draft_s_line_does_not_take_the_place_of_a_frozen_one(accepted):
    draft = make.ready(make.government())
    frozen_line, own = accepted.lines.get(), draft.lines.get()
    assert refused(
        f"UPDATE OR REPLACE inventories_inventoryline SET id = {frozen_line.pk} WHERE id = {own.pk}"
    )
    copied = copy(InventoryLine, "INSERT OR REPLACE", frozen_line.pk, version_id=str(draft.pk))
    assert refused(copied)


@on_sqlite
@pytest.mark.usefixtures("_pragma")
def test_a_draft_does_not_take_the_place_of_a_frozen_version(accepted):
    draft = make.ready(make.government())
    change = "UPDATE OR REPLACE inventories_reportversion SET {} WHERE id = %s"
    assert refused(change.format("id = %s"), accepted.pk, draft.pk)
    assert refused(change.format("report_id = %s"), accepted.report_id, draft.pk)
    report = "UPDATE OR REPLACE inventories_report SET {} WHERE id = %s"
    assert refused(report.format("id = %s"), accepted.report_id, draft.report_id)
    assert refused(report.format("reference = %s"), accepted.report.reference, draft.report_id)


@on_sqlite
@pytest.mark.usefixtures("_pragma")
def test_accepting_in_sql_does_not_replace_the_accepted_version(accepted):
    second = reports.correct(report=accepted.report, reason="Twice", by=make.user(), now=make.NOW)
    reports.submit(version=second, by=make.certifier(accepted.government), now=make.NOW)
    review.take(version=second, by=make.user(), now=make.NOW)
    sql = "UPDATE OR REPLACE inventories_reportversion SET state = 'accepted' WHERE id = %s"
    assert refused(sql, second.pk)


@pytest.mark.parametrize("state", sorted(set(State.values) - {State.DRAFT}))
def test_a_version_begins_as_a_draft(state):
    version = make.submitted()
    assert refused(copy(ReportVersion, "INSERT", version.pk, id="9999", number="9", state=f"'{state}'"))


def test_a_report_with_a_submitted_version_is_not_taken_away():
    """Its foreign keys are looked at only at the end: it could come back changed until then."""
    version = make.submitted()
    assert refused("DELETE FROM inventories_report WHERE id = %s", version.report_id)


@on_postgresql
@pytest.mark.parametrize("table", sorted({trigger.table for trigger in held_still.triggers()}))
def test_no_frozen_table_is_emptied(table):
    assert refused(f"TRUNCATE {table} CASCADE")


@on_postgresql
def test_nor_through_a_table_that_they_refer_to():
    assert refused("TRUNCATE accounts_government CASCADE")
