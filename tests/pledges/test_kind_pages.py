"""The pages of every kind: what is typed, what is wrong with it, what is shown."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from pledges import offered
from pledges.actions import questions
from pledges.models import Measure, Question, Target
from tests import make

NOW = make.NOW


def text_of(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def ask(version, code, **fields):
    target = version.target
    return Question.objects.create(
        government=target.government, target=target, code=code, asked_at=NOW, **fields
    )


def post(client, question, **data):
    return client.post(reverse("pledges:question", args=[question.pk]), data)


@pytest.fixture
def buildings(db):
    return make.measure("ghg-sector-buildings", boundary="sector", sector="buildings", rows="")


@pytest.fixture
def rows_question(town, buildings):
    return ask(make.target(town, "town-1", measure=buildings), "rows")


@pytest.fixture
def declaring(client, certifier, town):
    client.force_login(certifier)
    url = reverse("pledges:target-declare", args=["town"])

    def declare(**data):
        return client.post(url, {"quote": "A promise", "source": "Plan", "year_qualifier": "by", **data})

    return declare


def test_rows_are_ticked_sector_by_sector(client, certifier, rows_question):
    client.force_login(certifier)
    html = client.get(reverse("pledges:question", args=[rows_question.pk])).content.decode()
    summaries = [text_of(each).strip() for each in re.findall(r"<summary>(.*?)</summary>", html, re.DOTALL)]
    assert summaries[0] == "Stationary energy"
    frameworks = re.findall(r"<h3>(.*?)</h3>", html)
    assert frameworks[0] == "Global Protocol for Community-Scale Greenhouse Gas Inventories (GPC)"
    assert len(frameworks) == len(set(frameworks)) == 4
    assert 'value="gpc:I.1.1"' in html
    assert 'value="operations:' in html
    assert "checked" not in html
    assert "I.1.1 Residential buildings · Fuel combustion" in html
    chinese = client.get(f"/zh-hans/desk/questions/{rows_question.pk}/").content.decode()
    assert "I.1.1 居住建筑 · 燃料燃烧" in chinese


@pytest.mark.parametrize(
    ("who", "status"), [("stranger", 404), ("contributor", 403), ("reviewer", 403), ("certifier", 302)]
)
def test_rows_are_answered_by_a_certifier(client, town, reviewer, rows_question, who, status):
    people = {
        "stranger": make.certifier(make.government("elsewhere")),
        "contributor": make.contributor(town),
        "reviewer": reviewer,
        "certifier": make.certifier(town),
    }
    client.force_login(people[who])
    # In the order of the framework, whatever the order in which they come.
    response = post(client, rows_question, rows=["gpc:I.2.1", "gpc:I.1.1"])
    assert response.status_code == status
    proposed = rows_question.target.versions.proposed()
    assert list(proposed.values_list("rows", flat=True)) == (["gpc:I.1.1+I.2.1"] if status == 302 else [])


def test_no_row_at_all_is_no_answer_and_an_unknown_one_is_named(client, certifier, rows_question):
    client.force_login(certifier)
    assert "Tick at least one row." in post(client, rows_question, text="").content.decode()
    html = post(client, rows_question, rows=["gpc:X.9"]).content.decode()
    assert "gpc:X.9 is not one of the available choices" in html
    assert rows_question.target.versions.count() == 1


def test_a_proposal_shows_its_rows_in_words(client, reviewer, certifier, rows_question):
    proposal = questions.answer(
        question=rows_question, text="", values={"rows": "gpc:I.1.1+I.1.2"}, by=certifier, now=NOW
    )
    client.force_login(reviewer)
    response = client.get(reverse("pledges:proposal", args=[proposal.pk]))
    rows = {row.label: row for row in response.context["rows"]}
    assert (rows["Rows of the inventory"].before, rows["Rows of the inventory"].after) == (
        "",
        "I.1.1 Residential buildings · Fuel combustion; I.1.2 Residential buildings · Grid-supplied energy",
    )


def test_a_revision_of_a_sector_opens_what_is_ticked(client, certifier, rows_question):
    rows_question.target.versions.update(rows="gpc:I.1.1")
    client.force_login(certifier)
    html = client.get(reverse("pledges:target-revise", args=["town-1"])).content.decode()
    assert re.findall(r'name="rows" value="([^"]+)"[^>]* checked', html) == ["gpc:I.1.1"]
    assert len(re.findall(r"<details open>", html)) == 1


def test_a_revision_of_the_whole_community_asks_for_no_rows(client, certifier, town):
    make.target(town, "town-1")
    client.force_login(certifier)
    assert "rows" not in client.get(reverse("pledges:target-revise", args=["town-1"])).context["form"].fields


def test_another_kind_starts_on_its_usual_side(client, certifier, town):
    make.target(town, "town-1", kind="direction", reduction_percent=None, base_year=None)
    client.force_login(certifier)
    url = reverse("pledges:target-revise", args=["town-1"])
    assert client.get(url, {"kind": "share"}).context["form"]["sense"].value() == "at_least"
    assert client.get(url, {"kind": "fixed_level"}).context["form"]["sense"].value() == "at_most"


def test_rows_survive_being_written_and_read():
    rows = ["gpc:I.1.1", "gpc:I.1.2", "operations:O.1"]
    assert offered.joined(rows) == "gpc:I.1.1+I.1.2;operations:O.1"
    assert offered.rows_in("gpc:I.1.1+I.1.2;operations:O.1") == rows
    assert offered.rows_in("") == []
    assert offered.in_words("gpc:gone") == ["gpc:gone"]


def test_only_ones_own_measures_are_offered(client, certifier, town):
    own = make.measure("ghg-sector-buildings-town", rows="gpc:I.1.1", government=town)
    others = make.measure("ghg-sector-buildings-other", government=make.government("other"))
    people = make.measure("population", quantity="population", unit="people", is_mass=False)
    general = make.measure()
    client.force_login(certifier)
    form = client.get(reverse("pledges:target-declare", args=["town"]), {"kind": "intensity"}).context["form"]
    assert set(form.fields["measure"].queryset) == {own, general}
    assert list(form.fields["activity"].queryset) == [people]
    data = {"kind": "peak", "measure": others.pk, "target_year": "2030"}
    refused = client.post(
        reverse("pledges:target-declare", args=["town"]),
        {"quote": "A promise", "source": "Plan", "year_qualifier": "by", **data},
    )
    assert "not one of the available choices" in refused.content.decode()
    assert not Target.objects.exists()


def test_an_intensity_is_declared_with_what_it_is_divided_by(declaring):
    people = make.measure("population", quantity="population", unit="people", is_mass=False)
    data = {
        "kind": "intensity", "measure": make.measure().pk, "base_year": "2015", "target_year": "2030",
        "reduction_percent": "18",
    }  # fmt: skip
    lacking = declaring(**data)
    assert "Choose what the emissions are divided by, for example the population." in text_of(
        lacking.content.decode()
    )
    assert declaring(**data, activity=people.pk).status_code == 302
    assert Target.objects.get().versions.get().activity == people


def test_a_baseline_is_typed_line_by_line(declaring):
    response = declaring(
        kind="baseline_scenario", measure=make.measure().pk, reduction_percent="30", target_year="2030",
        scenario="2020: 1,000,000\r\n\r\n2030：1500000.25\r\n2025\t1 200 000",
    )  # fmt: skip
    assert response.status_code == 302
    points = Target.objects.get().versions.get().scenario.values_list("year", "tonnes")
    assert list(points) == [
        (2020, Decimal(1_000_000)),
        (2025, Decimal(1_200_000)),
        (2030, Decimal("1500000.25")),
    ]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("2020: 5\nlots\n2030: 6", "Line 2: “lots” is not a year and its tonnes. Write 2030: 1,000,000."),
        ("2020: 5\n20300: 6", "Line 2: “20300: 6” is not a year and its tonnes."),
        ("1850: 5\n2030: 6", "Line 1: 1850 is not a year from 1900 to 2200."),
        ("2020: 5\n2030: 6\n2020: 7", "Line 3: 2020 stands above already. Leave one of the two."),
        ("2020: 5\n2030: 1,00", "Line 2: “2030: 1,00” does not end in tonnes."),
        ("2020: 5\n2030: -1", "Line 2: “2030: -1” does not end in tonnes."),
        ("2020: 5\n2030: NaN", "Line 2: “2030: NaN” does not end in tonnes."),
        ("2020: 5\n2030: 1e30", "Line 2: “2030: 1e30” does not end in tonnes."),
        ("2020: 5\n2030: 0.0000001", "Line 2: “2030: 0.0000001” does not end in tonnes."),
    ],
)
def test_a_wrong_line_of_a_baseline_is_named_and_kept(declaring, typed, message):
    response = declaring(
        kind="baseline_scenario", measure=make.measure().pk, reduction_percent="30", target_year="2030",
        scenario=typed,
    )  # fmt: skip
    html = response.content.decode()
    assert message in text_of(html).replace("&amp;", "&")
    assert typed.splitlines()[-1] in html
    assert not Target.objects.exists()


def test_a_baseline_of_nonsense_is_complained_about_briefly(declaring):
    html = declaring(kind="baseline_scenario", scenario="x\n" * 5000).content.decode()
    assert html.count("is not a year and its tonnes") == 5


def test_a_start_is_asked_for_in_its_own_words(client, certifier, town):
    solar = make.measure("solar", quantity="solar", unit="kW", is_mass=False)
    version = make.target(
        town, "town-1", kind="count", measure=solar, level=500, reduction_percent=None, base_year=2015,
        base_amount=Decimal("120.5"), base_year_status="inferred", base_value_status="inferred",
    )  # fmt: skip
    question = ask(version, "start")
    client.force_login(certifier)
    html = client.get(reverse("pledges:question", args=[question.pk])).content.decode()
    assert "Value at the start" in html
    assert "(optional)" not in html
    assert 'value="120.5"' in html
    assert 'value="2015"' in html
    response = post(client, question, base_value="0", base_year="2014")
    assert response.status_code == 302
    proposal = version.target.versions.proposed().get()
    assert (proposal.base_amount, proposal.base_year, proposal.base_value_status) == (0, 2014, "stated")


def test_a_decision_on_a_restated_base_is_a_choice(client, certifier, town):
    version = make.target(town, "town-1")
    question = ask(version, "base_changed", amount=Decimal(1000))
    client.force_login(certifier)
    html = client.get(reverse("pledges:question", args=[question.pk])).content.decode()
    assert 'value="1000"' in html
    assert re.findall(r'name="choice"[^>]* value="(\w+)"', html) == ["follows", "stays"]
    assert "Choose one of the two." in post(client, question, text="Hm").content.decode()
    lacking = post(client, question, choice="stays", base_value="")
    assert "Enter the value of the base year" in text_of(lacking.content.decode())
    assert version.target.versions.count() == 1
    assert post(client, question, choice="stays", base_value="1,000").status_code == 302
    assert version.target.versions.proposed().get().base_value == 1000


def test_a_restated_total_is_not_offered_as_the_base_of_an_intensity(client, certifier, town):
    people = make.measure("population", quantity="population", unit="people", is_mass=False, rows="")
    version = make.target(town, "town-1", kind="intensity", activity=people)
    question = ask(version, "base_changed", amount=Decimal(1000))
    client.force_login(certifier)
    assert 'value="1000"' not in client.get(reverse("pledges:question", args=[question.pk])).content.decode()


def test_a_target_with_a_declared_base_may_be_revised_to_stay_with_it(client, certifier, town):
    make.target(town, "town-1")
    version = make.target(town, "town-2", base_value=1000, base_year=2015, target_year=2030)
    client.force_login(certifier)
    kind = {"kind": version.kind}
    without = client.get(reverse("pledges:target-revise", args=["town-1"]), kind).content.decode()
    assert 'name="keeps_base"' not in without
    url = reverse("pledges:target-revise", args=["town-2"])
    assert 'name="keeps_base"' in client.get(url, kind).content.decode()
    sent = {
        **kind, "measure": version.measure_id, "reduction_percent": "20", "base_year": "2015",
        "target_year": "2030", "year_qualifier": "by", "keeps_base": "on", "reason": "Council of 3 May",
    }  # fmt: skip
    lacking = client.post(url, {**sent, "base_value": ""}).content.decode()
    assert "Enter the value of the base year that the target stays with." in text_of(lacking)
    assert client.post(url, {**sent, "base_value": "1,000"}).status_code == 302
    assert version.target.versions.proposed().get().keeps_base


def test_following_a_restated_base_needs_no_value(client, certifier, town):
    question = ask(make.target(town, "town-1"), "base_changed", amount=Decimal(1000))
    client.force_login(certifier)
    assert post(client, question, choice="follows", base_value="1000", text="Same").status_code == 302
    question.refresh_from_db()
    assert (question.choice, question.proposal, question.state) == ("follows", None, "answered")


def test_a_direction_leads_to_a_revision(client, certifier, town):
    version = make.target(
        town, "town-1", kind="direction", base_year=None, reduction_percent=None, target_year=None
    )
    question = ask(version, "value")
    client.force_login(certifier)
    html = client.get(reverse("pledges:question", args=[question.pk])).content.decode()
    assert "If the target has another number, year or kind than is on record" in html
    assert reverse("pledges:target-revise", args=["town-1"]) in html


def test_a_series_is_chosen_where_there_are_several(client, certifier, town):
    make.target(town, "town-1")
    client.force_login(certifier)
    url = reverse("pledges:target-revise", args=["town-1"])
    make.draft(town, 2020)
    assert "series" not in client.get(url).context["form"].fields
    make.draft(town, 2020, series="consumption")
    form = client.get(url).context["form"]
    assert [value for value, _label in form.fields["series"].choices] == ["main", "consumption"]
    response = client.post(
        url,
        {
            "kind": "base_year_reduction", "reason": "Consumption counts", "measure": make.measure().pk,
            "base_year": "2005", "target_year": "2020", "year_qualifier": "by", "reduction_percent": "20",
            "series": "consumption",
        },
    )  # fmt: skip
    rows = {row.label: row.after for row in client.get(response["Location"]).context["rows"]}
    assert rows["Inventory series"] == "consumption"


def test_a_proposal_shows_every_field_of_its_kind(client, certifier, declaring):
    declaring(
        kind="baseline_scenario", measure=make.measure().pk, reduction_percent="30", target_year="2030",
        scenario="2020: 1,000,000\n2030: 1,500,000.5",
    )  # fmt: skip
    proposal = Target.objects.get().versions.get()
    rows = client.get(reverse("pledges:proposal", args=[proposal.pk])).context["rows"]
    said = {row.label: row.after.replace("\N{NO-BREAK SPACE}", " ") for row in rows}
    assert said["Baseline scenario"] == "2020: 1,000,000 t; 2030: 1,500,000.5 t"
    assert "Inventory series" not in said


def test_own_measures_do_not_leak_into_another_governments_revision(client, town, buildings):
    other = make.government("other", network=town.network_memberships.get().network)
    make.measure("ghg-sector-buildings-town", rows="gpc:I.1.1", government=town)
    make.target(other, "other-1", measure=buildings)
    client.force_login(make.certifier(other))
    form = client.get(reverse("pledges:target-revise", args=["other-1"])).context["form"]
    assert Measure.objects.filter(government=town).exists()
    assert set(form.fields["measure"].queryset.values_list("government", flat=True)) == {None}
