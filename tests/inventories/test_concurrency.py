"""Two people at once, each with a connection of their own: one of them is told, nothing is lost."""

import threading

import pytest
from django.db import connection, connections

from inventories import history, review, sections
from inventories.models import Event, InventoryLine, ReportVersion
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _file(transactional_db, tmp_path):
    """Threads cannot share SQLite's memory database: here it is copied to a file, as in an installation."""
    memory = connections["default"]
    if memory.vendor != "sqlite" or not memory.is_in_memory_db():
        yield
        return
    path, name = tmp_path / "copy.sqlite3", memory.settings_dict["NAME"]
    with memory.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(path)])
    memory.settings_dict["NAME"] = path
    connections["default"] = connections.create_connection("default")
    yield
    connections["default"].close()
    memory.settings_dict["NAME"] = name
    connections["default"] = memory


def at_once(*actions):
    """Run the actions in threads that start together; what each raised, None where it passed."""
    barrier = threading.Barrier(len(actions))
    outcomes = [None] * len(actions)

    def run(at, action):
        try:
            barrier.wait(timeout=20)
            action()
        except Exception as error:
            outcomes[at] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return outcomes


def test_of_two_who_save_a_section_at_once_one_is_shown_the_other_s():
    version = make.draft()
    people = [make.user(name="Ada"), make.user(name="Bo")]

    def save(tonnes, by):
        sections.save_lines(
            version=ReportVersion.objects.get(pk=version.pk),
            code="community",
            revision=0,
            lines=[make.line("T.1", tonnes)],
            complete=True,
            by=by,
            now=make.NOW,
        )

    outcomes = at_once(lambda: save(1, people[0]), lambda: save(2, people[1]))
    (conflict,) = [each for each in outcomes if each]
    assert isinstance(conflict, sections.Conflict)
    winner = outcomes.index(None)
    assert conflict.saved_by == people[winner]
    assert InventoryLine.objects.get().co2e == winner + 1


def test_of_two_who_review_a_version_at_once_one_decides():
    version = make.in_review()
    reviewers = [make.user(), make.user()]
    outcomes = at_once(
        lambda: review.accept(
            version=ReportVersion.objects.get(pk=version.pk), by=reviewers[0], now=make.NOW
        ),
        lambda: review.give_back(
            version=ReportVersion.objects.get(pk=version.pk), note="No", by=reviewers[1], now=make.NOW
        ),
    )
    (refusal,) = [each for each in outcomes if each]
    assert isinstance(refusal, history.WrongState)
    assert Event.objects.filter(kind__in=["accepted", "returned"]).count() == 1
