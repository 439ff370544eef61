"""Whatever is in the files, they are read or refused with the tables' own error."""

from hypothesis import given, settings
from hypothesis import strategies as st

from trajectory.tables.figures import COLUMNS as FIGURE_COLUMNS
from trajectory.tables.figures import Quantity, evidence
from trajectory.tables.rows import BadTables
from trajectory.tables.targets import COLUMNS as TARGET_COLUMNS
from trajectory.tables.targets import targets
from trajectory.vocabulary import Kind

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
