"""No confidential value can be worked out from what is shown."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from portal.confidential import Cell, withheld, withheld_together


def cell(code, sector, tonnes, *, secret=False, family=""):
    return Cell(code, sector, Decimal(tonnes), secret, family)


def test_without_secrets_nothing_is_withheld():
    found = withheld([cell("I.1", "I", 5), cell("II.1", "II", 7)])
    assert (found.rows, found.sectors) == (set(), set())


def test_a_lone_secret_takes_the_smallest_open_row_of_its_sector_along():
    found = withheld(
        [cell("I.1", "I", 5, secret=True), cell("I.2", "I", 9), cell("I.3", "I", 2), cell("II.1", "II", 1)]
    )
    assert (found.rows, found.sectors) == ({"I.1", "I.3"}, set())


def test_a_zero_hides_nothing_and_is_not_taken():
    found = withheld([cell("I.1", "I", 5, secret=True), cell("I.2", "I", 0), cell("I.3", "I", 9)])
    assert found.rows == {"I.1", "I.3"}


def test_two_secrets_of_a_sector_hide_each_other():
    found = withheld(
        [cell("I.1", "I", 5, secret=True), cell("I.2", "I", 9, secret=True), cell("I.3", "I", 2)]
    )
    assert (found.rows, found.sectors) == ({"I.1", "I.2"}, set())


def test_a_sector_that_is_one_secret_takes_the_smallest_other_sector_along():
    found = withheld(
        [
            cell("I.1", "I", 5, secret=True),
            cell("II.1", "II", 9),
            cell("III.1", "III", 2),
            cell("III.2", "III", 1),
        ]
    )
    assert (found.rows, found.sectors) == ({"I.1", "III.1", "III.2"}, {"I", "III"})


def test_a_sum_and_its_parts_are_withheld_together():
    found = withheld(
        [
            cell("P", "I", 10, family="P"),
            cell("P1", "I", 4, secret=True, family="P"),
            cell("P2", "I", 6, family="P"),
            cell("Q", "I", 3),
        ]
    )
    assert found.rows == {"P", "P1", "P2"}


def test_a_secret_among_zeros_hides_its_sector_and_the_total():
    found = withheld([cell("I.1", "I", 5, secret=True), cell("I.2", "I", 0), cell("II.1", "II", 0)])
    assert found.total
    assert "I" in found.sectors


def test_two_values_hide_each_other_in_the_total():
    found = withheld([cell("I.1", "I", 5, secret=True), cell("II.1", "II", 9)])
    assert not found.total
    assert found.rows == {"I.1", "II.1"}


def test_what_one_inventory_withholds_stands_alone_in_none():
    """I.2 goes with the secret of the one; in the other, without the secret, I.3 goes with I.2."""
    with_secret = [cell("I.1", "I", 5, secret=True), cell("I.2", "I", 1), cell("II.1", "II", 9)]
    without = [cell("I.2", "I", 1), cell("I.3", "I", 2), cell("I.4", "I", 7), cell("II.1", "II", 9)]
    assert withheld_together([with_secret, without]).rows == {"I.1", "I.2", "I.3"}


@given(
    st.lists(
        st.tuples(st.sampled_from(["I", "II", "III"]), st.integers(1, 10**9), st.booleans()),
        min_size=2,
        max_size=12,
    )
)
def test_no_published_sum_has_one_unknown(values):
    """Whatever the inventory: each sum that is shown has no unknown, or two and more."""
    cells = [cell(f"{sector}.{n}", sector, tonnes, secret=s) for n, (sector, tonnes, s) in enumerate(values)]
    found = withheld(cells)
    sectors = {each.sector for each in cells}
    assert {each.code for each in cells if each.is_secret} <= found.rows
    for sector in sectors - found.sectors:
        assert sum(each.code in found.rows for each in cells if each.sector == sector) != 1
    if len(sectors) > 1:
        assert len(found.sectors) != 1
