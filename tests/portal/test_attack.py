"""A reader takes every public page and file there is and tries to work out what is confidential.

The reader knows the frameworks, reads numbers to the last digit where they stand behind the rounded ones, and
solves the linear equations that follow, by least squares of exact fractions (Gauss), not by the code that
chose what to show.
"""

import io
import json
import re
from fractions import Fraction

import openpyxl
import pytest
from django.urls import reverse

from inventories import frameworks
from inventories.exports import formats
from inventories.figures.sums import COMMON_SETS
from inventories.gases import table
from inventories.models import ReportVersion
from portal import downloads, openness, published
from tests import make
from tests.portal import assessments

pytestmark = pytest.mark.django_db

PLANT = {"notation_key": "C", "explanation": "Yantai Glassworks alone"}


def by_gas(row, **masses):
    key = {name: masses.pop(name) for name in ("notation_key", "explanation") if name in masses}
    return make.line(row, masses={gas: make.Decimal(mass) for gas, mass in masses.items()}, **key)


def rest(held):
    codes = {line.row for line in held}
    return [
        make.line(row.code, notation_key="NO", explanation="Does not occur")
        for row in frameworks.rows("gpc", "community")
        if row.required_at("basic_plus") and row.code not in codes
    ]


def world(lines, later=None, *, rows=(), about=None, later_about=None, operations=None):
    """A city with a report, its correction, promises on rows, verdicts, and a population."""
    network = make.network("watched")
    place = make.government("leaky", network=network)
    make.target(place, "leaky-total")
    for number, each in enumerate(rows):
        sector = make.measure(f"sector-{number}", boundary="sector", rows=f"gpc:{each}", government=place)
        make.target(place, f"leaky-{number}", measure=sector)
    held = {"level": "basic_plus", "population": 1_000_003, **(about or {})}
    first = make.accepted(
        place, 2020, framework="gpc", lines=lines + rest(lines), operations=operations, about=held
    )
    make.accepted(
        place, 2005, framework="gpc", lines=[make.line("I.1.1", 9_000_000), *rest([make.line("I.1.1")])]
    )
    if later is not None:
        make.corrected(first, lines=later + rest(later), about={**held, **(later_about or {})})
    assessments.assess(place)
    return first.report


def addresses(report):
    """Every public address that tells of the report or its government.

    Not of a PDF, whose text cannot be read back here: it is made of what `told_to_formats` adds.
    """
    place = report.government
    of_report = [reverse("portal:report", args=[report.reference])]
    for version in report.versions.all():
        number = [report.reference, version.number]
        of_report += [
            reverse("portal:report-version", args=number),
            reverse("portal:report-changes", args=number),
            *(
                reverse("portal:report-version-download", args=[*number, kind.code])
                for kind in formats.for_everyone("gpc")
                if kind.suffix != "pdf"
            ),
            reverse("api:report-version", args=number),
        ]
    of_report += [f"{address}?gwp={each}" for address in of_report[:3] for each in (*COMMON_SETS, "SAR")]
    of_place = [place.get_absolute_url(), reverse("portal:network", args=["watched"])]
    of_place += [reverse("api:government", args=[place.slug])]
    of_place += [reverse(f"api:network-{each}", args=["watched"]) for each in ("governments", "table")]
    for target in place.targets.all():
        record = reverse("portal:target-record", args=[target.code])
        of_place += [target.get_absolute_url(), record, f"{record}?on=2022-03-01"]
    return of_report + of_place


def words_of(response):
    """The text of an answer; of a workbook, what stands in any of its cells, hidden sheets too."""
    if not response.content.startswith(b"PK"):
        return response.content.decode()
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    rows = (row for sheet in book.worksheets for row in sheet.iter_rows(values_only=True))
    return "\n".join(str(value) for row in rows for value in row if value is not None)


def everything(client, report):
    """What all of them say, with the numbers behind rounded ones."""
    told = []
    for address in addresses(report):
        response = client.get(address)
        assert response.status_code in (200, 404), address
        if response.status_code == 200:
            told.append(words_of(response))
    assert len(told) > 10
    return told + told_to_formats(report)


def told_to_formats(report):
    """All that any format is given of the public versions."""
    versions = published.versions_of(report.reference)
    opened = openness.of(versions)
    return [repr(downloads.told(version, opened)) for version in versions]


def numbers(texts):
    """Every number that is told, as fractions."""
    found = set()
    for text in texts:
        found |= {Fraction(each.replace(",", "")) for each in re.findall(r"\d[\d,]*(?:\.\d+)?", text)}
    return found


def sums_of(version, sums):
    """Every sum a reader could look for: (vector over unknowns, value), by the framework's own columns."""
    lines = {(each.section, each.row): each for each in version.lines.all()}
    for section in ("community", "operations"):
        rows = [each for each in frameworks.rows("gpc", section) if (section, each.code) in lines]
        levels = ("basic", "basic_plus", "territorial") if section == "community" else ("none",)
        for level in levels:
            counted = [each for each in rows if each.in_total(level)]
            for sector in {each.sector for each in counted} | {None}:
                for scope in {each.scope for each in counted} | {None}:
                    yield [
                        lines[section, each.code]
                        for each in counted
                        if sector in (None, each.sector) and scope in (None, each.scope)
                    ]
    for line in lines.values():
        yield [line]
    for codes in sums:
        yield [lines["community", each] for each in codes.split("+") if ("community", each) in lines]


def equations(version, told, promised, otherwise):
    """The sums whose value stands anywhere, in any set of potentials, and gases; as vectors over unknowns.

    `otherwise`: the gases of rows that only another version tells, as weights of their unknowns there.
    """
    for lines in sums_of(version, promised):
        masses = {
            ((line.section, line.row), each.gas): Fraction(each.tonnes)
            for line in lines
            for each in line.masses.all()
        }
        for gas in {gas for _owner, gas in masses}:
            of_gas = {key: Fraction(1) for key in masses if key[1] == gas}
            if sum(masses[key] for key in of_gas) in told:
                yield of_gas
        for gwp_set in (version.gwp_set, *COMMON_SETS):
            vector, value = {}, Fraction(0)
            for line in lines:
                of_line = {key: share for key, share in masses.items() if key[0] == (line.section, line.row)}
                for key, mass in of_line.items():
                    weight = Fraction(1) if key[1] == "co2" else Fraction(table()[gwp_set][key[1]])
                    vector[key], value = weight, value + weight * mass
                if not of_line and line.co2e:
                    owner = (line.section, line.row)
                    vector |= otherwise.get(owner, {(owner, "all"): Fraction(1)})
                    value += Fraction(line.co2e)
            if vector and value in told:
                yield vector


def rank(vectors, unknowns):
    matrix = [[each.get(unknown, Fraction(0)) for unknown in unknowns] for each in vectors]
    found = 0
    for column in range(len(unknowns)):
        pivot = next((line for line in range(found, len(matrix)) if matrix[line][column]), None)
        if pivot is None:
            continue
        matrix[found], matrix[pivot] = matrix[pivot], matrix[found]
        for line in range(found + 1, len(matrix)):
            if matrix[line][column]:
                share = matrix[line][column] / matrix[found][column]
                matrix[line] = [x - share * y for x, y in zip(matrix[line], matrix[found], strict=True)]
        found += 1
    return found


def recovered(texts, report, promised=()):
    """The confidential rows that the reader works out."""
    told = numbers(texts)
    versions = list(report.versions.prefetch_related("lines__masses"))
    secrets = {
        (line.section, line.row)
        for version in versions
        for line in version.lines.all()
        if line.notation_key == "C" and line.co2e
    }
    assert secrets  # there is something to find
    otherwise = {}
    for version in versions:
        for line in version.lines.all():
            for each in line.masses.all():
                weight = 1 if each.gas == "co2" else Fraction(table()[version.gwp_set][each.gas])
                owner = (line.section, line.row)
                otherwise.setdefault(owner, {})[owner, each.gas] = Fraction(weight)
    vectors = [each for version in versions for each in equations(version, told, promised, otherwise)]
    assert len(vectors) > 5  # and something to work with
    unknowns = sorted({key for each in vectors for key in each})
    whole = rank(vectors, unknowns)
    return {
        secret for secret in secrets if whole > rank(vectors, [key for key in unknowns if key[0] != secret])
    }


# Values are primes and unlike each other, so that no sum is another by chance.
PLAIN = [
    make.line("I.1.1", "1000003"),
    make.line("I.1.2", "90019"),
    make.line("I.2.1", "300007"),
    make.line("I.3.1", "770027", **PLANT),
    make.line("I.4.4", "555557"),
    make.line("II.1.1", "2000003"),
    make.line("II.1.3", "31013"),
    make.line("III.1.1", "61001"),
    make.line("III.1.2", "17011"),
    make.line("IV.1", "44017"),
    make.line("IV.2", "23003"),
]


def but(lines, *replaced):
    codes = {line.row for line in replaced}
    return [line for line in lines if line.row not in codes] + list(replaced)


GASES = [
    by_gas("I.1.1", co2="910003", ch4="10139.3", n2o="1187.51"),
    by_gas("I.2.1", co2="310019", ch4="1373.7", n2o="733.37"),
    by_gas("I.3.1", co2="770027", ch4_fossil="3109.7", n2o="307.91", **PLANT),
    by_gas("II.1.1", co2="1510007", ch4="7193.9", n2o="2903.3"),
    by_gas("III.1.1", ch4="60013"),
    by_gas("IV.1", co2="44017"),
    by_gas("IV.2", sf6="2.30719", **PLANT),
]
OPERATIONS = [
    make.line("O.1.1", "5003"),
    make.line("O.1.2", "707", **PLANT),
    make.line("O.1.7", "1009"),
    make.line("O.1.11", "83"),
]

WORLDS = {
    "one row of a sector": {"lines": PLAIN},
    "a sector of one row": {"lines": [*PLAIN[:-2], make.line("IV.1", "44017", **PLANT)]},
    "a row that only BASIC+ counts": {"lines": but(PLAIN, make.line("II.1.3", "31013", **PLANT))},
    "a row that is territorial alone": {"lines": but(PLAIN, make.line("I.4.4", "555557", **PLANT))},
    "a row alone in its scope": {"lines": but(PLAIN, make.line("I.1.2", "90019", **PLANT))},
    "a row confidential later": {"lines": but(PLAIN, make.line("I.3.1", "770027")), "later": PLAIN},
    "a row confidential before": {"lines": PLAIN, "later": but(PLAIN, make.line("I.3.1", "770027"))},
    "a row that comes later": {
        "lines": but(PLAIN, make.line("I.3.1", "770027", **PLANT))[:-1],
        "later": PLAIN,
    },
    "promises on rows": {
        "lines": PLAIN,
        "rows": ["I.3.1", "I.1.1+I.3.1", "I.2.1+I.3.1", "I.1.1+I.2.1", "I.3.1+II.1.1+IV.1"],
    },
    "masses by gas": {"lines": GASES},
    "masses by gas, told later": {
        "lines": but(GASES, make.line("I.3.1", "944914.15", **PLANT)),
        "later": GASES,
    },
    "another set of potentials later": {"lines": GASES, "later": GASES, "later_about": {"gwp_set": "AR6"}},
    "totals after all": {"lines": PLAIN, "later": PLAIN, "later_about": {"publication": "totals"}},
    "all after the verdict": {"lines": PLAIN, "later": PLAIN, "about": {"publication": "verdict"}},
    "a category of operations": {"lines": PLAIN, "operations": OPERATIONS},
}


@pytest.mark.parametrize("what", WORLDS.values(), ids=WORLDS)
def test_no_confidential_row_follows_from_all_that_is_public(client, what):
    report = world(**what)
    texts = everything(client, report)
    assert recovered(texts, report, what.get("rows", ())) == set()
    for text in texts:
        assert "Glassworks" not in text


def test_the_reader_would_find_it_if_rows_were_merely_left_blank(client, monkeypatch):
    """The attack itself: with the rows' key alone, and nothing withheld beside them, it finds the secret."""
    monkeypatch.setattr(
        openness.confidential.Shown, "offer", lambda self, cell: self.shown.add(cell.key) or True
    )
    report = world(PLAIN, rows=["I.3.1"])
    assert recovered(everything(client, report), report, ["I.3.1"]) == {("community", "I.3.1")}


def test_a_confidential_zero_is_no_more_told_than_another_value(client):
    """IV holds a row of nothing: its sum, shown beside the other row, would say so."""
    lines = but(PLAIN, make.line("I.3.1", "770027"), make.line("IV.1", "0", **PLANT))
    report = world(lines)
    (version,) = ReportVersion.objects.filter(report=report)
    (section,) = published.sections(version, openness.of([version]))
    (sector,) = [each for each in section.sectors if each.code == "IV"]
    assert [line.is_withheld for line in sector.lines] == [True, True]


def test_the_interface_says_which_rows_are_withheld_and_nothing_of_them(client):
    report = world(PLAIN)
    told = json.loads(client.get(reverse("api:report", args=[report.reference])).content)
    assert ["community", "I.3.1"] in told["withheld"]
    for row in told["withheld"]:
        (line,) = [each for each in told["lines"] if [each["section"], each["row"]] == row]
        assert (line["co2e"], line["explanation"], line.get("masses")) == (None, "", None)
    assert "certified_by" not in told
