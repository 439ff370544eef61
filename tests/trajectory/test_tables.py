"""Whatever is in the files, they are read or refused with the tables' own error."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from trajectory import Milestone
from trajectory.tables.figures import COLUMNS as FIGURE_COLUMNS
from trajectory.tables.figures import Quantity, evidence
from trajectory.tables.rows import BadTables
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
