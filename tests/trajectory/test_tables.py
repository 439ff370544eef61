"""Whatever is in the files, they are read or refused with the tables' own error."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.trajectory.cases import reduction
from trajectory import (
    Amount,
    Basis,
    Evidence,
    Milestone,
    Missing,
    Sense,
    Start,
    Target,
    Thresholds,
    YearQualifier,
    assess,
)
from trajectory.tables import answers
from trajectory.tables.figures import COLUMNS as FIGURE_COLUMNS
from trajectory.tables.figures import Quantity, divided, evidence
from trajectory.tables.rows import BadTables, Row
from trajectory.tables.targets import COLUMNS as TARGET_COLUMNS
from trajectory.tables.targets import targets
from trajectory.vocabulary import Kind

PATH = "target,kind,path,base_year,target_year,reduction_percent,level\n"
POTENTIALS = {"AR5": {"ch4": 28}}
cells = st.one_of(
    st.sampled_from(
        ["", "n/a", "unknown", "2010", "2020", "2030", "40", "1e99", "-1", "1e-30", "around", "x"]
    ),
    st.sampled_from([*Kind, *Quantity]),
    st.text(max_size=5),
)


def lines(columns):
    """A file with these columns, or some of them, and up to four rows."""

    @st.composite
    def draw_lines(draw):
        header = draw(st.permutations(columns))[: draw(st.integers(len(columns) // 2, len(columns)))]
        rows = draw(st.lists(st.lists(cells, max_size=len(header)), max_size=4))
        return "\n".join(",".join(row) for row in [header, *rows]).encode("utf-8", "surrogatepass")

    return draw_lines()


def problems_of(read):
    """The problems it names; none where all could be read."""
    try:
        read()
    except BadTables as error:
        return error.problems
    return ()


@settings(max_examples=150, deadline=None)
@given(lines(list(TARGET_COLUMNS)) | st.binary(max_size=40))
def test_any_file_of_targets_is_read_or_refused(content):
    assert all(each.file == "A.csv" for each in problems_of(lambda: targets("A.csv", content)))


NAMED = targets("A.csv", b"target,kind,unit\n40,intensity,t\n")


@settings(max_examples=150, deadline=None)
@given(lines([*FIGURE_COLUMNS, "ch4"]) | st.binary(max_size=40), st.sampled_from([NAMED, None]))
def test_any_file_of_figures_is_read_or_refused(content, named):
    found = problems_of(lambda: evidence("A.csv", content, named, POTENTIALS, until=2025))
    assert all(each.file == "A.csv" for each in found)


def test_without_targets_a_good_file_of_figures_gives_nothing():
    assert evidence("A.csv", b"target,year,value\nours,2010,1\n", None, {}, until=2025) == []


def test_of_several_milestones_of_a_year_those_are_kept_that_may_be_the_strictest():
    rows = [
        *(f"r{percent},base_year_reduction,way,2010,2020,{percent},\n" for percent in (30, 10, 20, 30)),
        *(f"l{number},fixed_level,way,,2020,,{number}\n" for number in (90, 70, 80)),
        "later,base_year_reduction,way,2010,2040,60,\n",
        "open,base_year_reduction,way,2010,,50,\n",
        "ours,base_year_reduction,way,2010,2030,40,\n",
    ]
    rows[3] = rows[3].replace("r30", "again")
    found = {each.name: each.milestones for each in targets("T.csv", (PATH + "".join(rows)).encode())}
    assert found["ours"] == (
        Milestone(2020, reduction_percent=Decimal(10)),
        Milestone(2020, reduction_percent=Decimal(30)),
        Milestone(2020, level=Decimal(70)),
        Milestone(2020, level=Decimal(90)),
    )
    assert found["later"] == (*found["ours"], Milestone(2030, reduction_percent=Decimal(40)))
    assert found["r10"] == found["open"] == ()


def test_thousands_of_targets_on_one_path_have_few_milestones():
    rows = (f"{each},base_year_reduction,way,2010,{2020 + each % 10},{each / 100},\n" for each in range(3000))
    found = targets("T.csv", (PATH + "".join(rows)).encode())
    assert max(len(each.milestones) for each in found) == 2 * 9


def given(**cells):
    """The targets of a file of one row."""
    (found,) = targets("T.csv", (",".join(cells) + "\n" + ",".join(cells.values()) + "\n").encode())
    return found


def known(content, named=None):
    """What a file of figures holds on each target, by default on one called ours."""
    named = named or [given(target="ours", kind="carbon_neutral")]
    return evidence("F.csv", content.encode(), named, POTENTIALS, until=2025)


def messages(read):
    return [str(problem) for problem in problems_of(read)]


def test_every_column_of_a_target_is_read():
    found = given(
        target="ours",
        kind="recurring_share",
        path="way",
        measure="cars",
        base_year="2010",
        base_value="3",
        keeps_base="yes",
        target_year="2030",
        year_qualifier="around",
        tolerance_years="2",
        reduction_percent="20",
        level="50",
        unit="per cent",
        sense="at_least",
        start_year="2012",
        start_level="30",
        residual="4",
        first_year="2015",
        activity="purchases",
        assumed="level sense",
    )
    assert (found.name, found.line, found.path, found.unit) == ("ours", 2, "way", "per cent")
    assert found.target == Target(
        Kind.RECURRING_SHARE,
        measure="cars",
        base_year=2010,
        target_year=2030,
        year_qualifier=YearQualifier.AROUND,
        tolerance_years=2,
        reduction_percent=Decimal(20),
        level=Decimal(50),
        base_value=Decimal(3),
        keeps_base=True,
        start=Start(2012, Decimal(30)),
        residual=Decimal(4),
        activity="purchases",
        sense=Sense.AT_LEAST,
        first_year=2015,
        assumed=("level", "sense"),
    )


def test_a_level_starts_from_its_base_year_and_has_no_base_value():
    found = given(target="ours", kind="fixed_level", base_year="2010", base_value="3").target
    assert (found.start, found.base_value) == (Start(2010, Decimal(3)), Missing.NOT_STATED)


def test_without_a_measure_a_target_is_one_of_its_path():
    assert given(target="ours", kind="fixed_level", path="way").target.measure == "way"
    assert given(target="ours", kind="fixed_level").target.measure == "ours"


def test_what_cannot_apply_and_what_is_unknown_are_told_apart():
    row = Row("F.csv", 2, {"rows": "N/A", "level": "not applicable", "gases": "Unknown", "source": "city"})
    assert row.word("rows") is row.word("level") is Missing.NOT_APPLICABLE
    assert row.word("gases", Missing.NOT_APPLICABLE) is Missing.NOT_STATED
    assert row.word("edition", Missing.NOT_APPLICABLE) is Missing.NOT_APPLICABLE
    assert row.word("source") == "city"


@pytest.mark.parametrize(
    ("column", "digits"), [("target_year", "\uff12\uff10\uff13\uff10"), ("tolerance_years", "\uff12")]
)
def test_digits_of_another_script_are_no_year(column, digits):
    cells = {"target": "ours", "kind": "peak", column: digits}
    assert len(messages(lambda: given(**cells))) == 1


def test_an_intensity_is_divided_by_the_activity_of_the_file():
    (found,) = known("target,year,value,quantity\nours,2020,5,activity\n")
    intensity = Target(Kind.INTENSITY)
    assert divided(intensity, found).activity == "activity"
    assert divided(intensity, Evidence()) is intensity
    assert divided(Target(Kind.PEAK), found).activity is Missing.NOT_STATED


def test_amounts_say_where_they_stand():
    (found,) = known("target,year,value,quantity\nours,2020,5,removals\nours,2020,6,credits\n")
    assert found.removals == (Amount(2020, Decimal(5), "F.csv line 2"),)
    assert found.credits == (Amount(2020, Decimal(6), "F.csv line 3"),)


def test_every_part_of_a_basis_is_read():
    words = dict.fromkeys(
        ("framework", "level", "boundary", "gases", "gwp_set", "electricity", "edition"), "n/a"
    ) | {"rows": "all", "price_year": "2015", "source": "city", "method": "2020"}
    (found,) = known(f"target,year,value,{','.join(words)}\nours,2020,5,{','.join(words.values())}\n")
    none = Missing.NOT_APPLICABLE
    assert found.figures[0].basis == Basis(
        none, none, none, none, none, none, none, rows="all", price_year="2015", source="city", method="2020"
    )


def test_two_releases_of_a_year_are_two_figures():
    (found,) = known("target,year,value,edition\nours,2020,5,2021\nours,2020,6,2022\n")
    assert [each.value for each in found.figures] == [5, 6]


def test_a_line_that_stands_there_twice_counts_once():
    (found,) = known("target,year,value\nours,2020,5\nours,2020,5\n")
    assert [each.source for each in found.figures] == ["F.csv line 2"]


def test_the_first_unit_of_a_name_that_targets_share_is_theirs():
    named = [
        given(target="a", kind="peak", path="way", unit="t"),
        given(target="b", kind="peak", path="way", unit="kt"),
    ]
    found = messages(lambda: known("target,year,value,unit\nway,2020,5,kt\n", named))
    assert found == [
        "F.csv line 2, column unit: 'kt' is not 't', the unit of 'way'; convert the value, units are labels "
        "here"
    ]


def test_a_year_without_a_value_is_named():
    found = messages(lambda: known("target,year,value\nours,,5\nours,2020,\n"))
    assert found == [
        "F.csv line 2, column year: give the year of the value",
        "F.csv line 3, column value: give the value; where none is known, leave the line out",
    ]


def test_what_the_answer_does_not_know_is_empty():
    found = answers.row("ours", assess(Target(Kind.OTHER), Evidence(), as_of=date(2020, 1, 1)))
    assert found == dict.fromkeys(answers.COLUMNS, "") | {
        "target": "ours",
        "verdict": "UNDETERMINED",
        "reason": "MANUAL_REVIEW",
    }


def test_a_record_says_its_unit():
    found = assess(Target(Kind.OTHER), Evidence(), as_of=date(2020, 1, 1))
    assert answers.record("ours", "t", found)["unit"] == "t"


@pytest.mark.parametrize(("years", "written"), [(1, "more than 1 year old"), (2, "more than 2 years old")])
def test_one_year_is_written_as_one(years, written):
    (known_,) = known("target,year,value\nours,2010,100\nours,2015,80\n")
    old = Thresholds(stale_years=years)
    found = assess(reduction(40, 2010, 2030), known_, as_of=date(2020, 1, 1), thresholds=old)
    assert written in answers.explanation(found, "t")


def test_words_without_a_label_are_written_as_they_are():
    (known_,) = known("target,year,value\nours,2019,49\nours,2020,48\n")
    target = Target(Kind.RECURRING_SHARE, measure="cars", level=Decimal(50), sense=Sense.AT_LEAST)
    found = assess(target, known_, as_of=date(2021, 1, 1))
    assert "2019, 2020" in answers.explanation(found, "%")


def test_values_under_the_name_of_an_activity_have_their_own_unit():
    named = [given(target="ours", kind="intensity", activity="people")]
    (found,) = known("target,year,value,unit\npeople,2020,5,t\n", named)
    assert found.figures == ()


def test_an_activity_keeps_its_releases_apart():
    (found,) = known(
        "target,year,value,quantity,edition\nours,2010,5,activity,2021\nours,2020,6,activity,2022\n"
    )
    assert [each.basis.edition for each in found.activity] == ["2021", "2022"]


def test_a_unit_of_no_known_name_is_not_looked_at():
    content = b"target,year,value,unit\nours,2020,5,t\n"
    assert evidence("F.csv", content, None, {}, until=2025) == []
    (told,) = messages(lambda: known("target,year,value,unit\ntheirs,2020,5,t\n"))
    assert "no target, path, measure or activity is called 'theirs'" in told


def test_a_figure_is_one_whether_it_says_so_or_not():
    (told,) = messages(lambda: known("target,year,value,quantity\nours,2020,5,figure\nours,2020,6,\n"))
    assert told.startswith("F.csv line 3, column value: line 2 gives 5 for 2020, this line 6")
