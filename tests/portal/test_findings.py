"""The line that says what a chart shows, and restated figures beside those reported."""

from decimal import Decimal

import pytest

from portal import days, findings, promises, workings
from tests import make
from tests.portal import assessments

pytestmark = pytest.mark.django_db


def judged(verdict, numbers, figures=(), **version):
    made = make.target(make.government(), target_year=2030, **version)
    told = {"rule": made.kind, "numbers": numbers, "figures": list(figures), "sentences": [], "open": []}
    return assessments.plain(made, verdict, record=told | {"bases": [{}]})


ON_PATH = {"latest_year": 2020, "path_value": "12"}


@pytest.mark.parametrize(
    ("verdict", "numbers", "fields", "expected"),
    [
        ("off_track", ON_PATH | {"gap": "2000"}, {}, "In 2020, 2,000 tonnes above the path"),
        (
            "off_track",
            ON_PATH | {"gap": "-2000"},
            {"sense": "at_least"},
            "In 2020, 2,000 tonnes below the path",
        ),
        ("on_track", ON_PATH, {}, "In 2020, at or below the path"),
        ("on_track", ON_PATH, {"sense": "at_least"}, "In 2020, at or above the path"),
        ("on_track", {"latest_year": 2020}, {"sense": "at_least"}, "In 2020, at or above the goal"),
        ("off_track", {"due_count": 3, "kept_count": 2}, {}, "Kept in 2 of 3 years on record"),
        ("met", {"due_count": 1, "kept_count": 1}, {}, "Kept in 1 of 1 year on record"),
        ("met", {"target_year": 2030}, {}, "The goal of 2030 was reached"),
    ],
)
def test_a_chart_s_title_says_the_finding(verdict, numbers, fields, expected):
    assessment = judged(verdict, numbers, **fields)
    assert findings.finding(assessment, [], "tCO2e").replace("\N{NO-BREAK SPACE}", " ") == expected


def test_a_restated_figure_stands_with_both_values(client):
    """As compared 4,600 t, as reported 4,700 t."""
    version = make.target(make.government(), target_year=2030)
    figure = make.accepted(version.government, 2020, lines=[make.line("T.1", 4700)]).figures.get()
    told = {"year": 2020, "value": "4600", "reported": "4700", "source": f"figure:{figure.pk}", "basis": 0}
    numbers = {"latest_year": 2020, "latest_value": "4600"}
    record = {"numbers": numbers, "figures": [told], "sentences": [], "open": [], "bases": [{}]}
    assessments.plain(version, "on_track", record=record)
    promise = promises.of_target(version.target, days.day("", assessments.TODAY))
    assert [(each.value, each.reported) for each in promise.data] == [(Decimal(4600), Decimal(4700))]
    reported = {row.label: row.reported for row in workings.rows(promise)}
    assert reported == {"Year judged": "", "Value of the year judged": "4,700\N{NO-BREAK SPACE}t"}
    page = " ".join(client.get(version.target.get_absolute_url()).content.decode().split())
    assert "reported as 4,700 t, restated to be compared" in page
    assert "As reported (t CO₂e)" in page
    assert 'class="ring"' in page


def test_a_record_of_the_first_schema_is_still_read():
    """Bases stood beside each figure, and there were no inputs."""
    version = make.target(make.government(), target_year=2030)
    figure = make.accepted(version.government, 2020).figures.get()
    told = {"year": 2020, "value": "1000", "source": f"figure:{figure.pk}", "basis": {"gwp_set": "AR5"}}
    assessments.plain(
        version, "on_track", record={"numbers": {}, "figures": [told], "sentences": [], "open": []}
    )
    promise = promises.of_target(version.target, days.day("", assessments.TODAY))
    (datum,) = promise.data
    assert (datum.basis, datum.figure, datum.is_restated) == ({"gwp_set": "AR5"}, figure, False)
    assert not promise.is_withheld
