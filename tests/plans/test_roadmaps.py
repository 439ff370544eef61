"""Roadmaps: typed and computed at once, kept as they were, compared, public, held against reports."""

import re
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts import invitations
from inventories import frozen
from plans.actions import reviewing, roadmaps
from plans.forecast import EndUse, Scenario, forecast, levels, moved, savings
from plans.models import Roadmap
from plans.reductions import Promise, Shared
from plans.roadmaps import Counted, Inputs, Source, compute, inputs_json, inputs_of, results_json, results_of
from plans.sensitivity import moves
from tests import make
from tests.plans import examples
from tests.progress.test_rows import gpc

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return make.government("changsha", network=make.network())


@pytest.fixture
def sign_in(client):
    def enter(who):
        invitations.confirm_address(who)
        client.force_login(who)
        return client

    return enter


def typed(*uses, **values):
    """What the form sends for Changsha's shape; `uses` instead of its two end uses."""
    rows = uses or (
        {
            "name": "Industry",
            "sector": "I",
            "tonnes": "30,000,000",
            "driver": "gdp",
            "elasticity": "0.5",
            "intensity": "2021: -2; 2024: -4",
        },
        {
            "name": "Buildings",
            "sector": "II",
            "tonnes": "20000000",
            "driver": "population",
            "elasticity": "1",
            "electric": "on",
        },
    )
    data = {
        "base_year": "2020",
        "last_year": "2030",
        "gdp": "2021: 8; 2024: 6",
        "population": "2021: 1.5\n2026: 0.5",
        "grid": "2021: -1；2025: -3%",
        "plan": "",
        "title": "",
        "uses-TOTAL_FORMS": str(len(rows) + 1),
        "uses-INITIAL_FORMS": "0",
        f"uses-{len(rows)}-sector": "I",
        f"uses-{len(rows)}-driver": "gdp",
        f"uses-{len(rows)}-elasticity": "1",
    }
    for at, row in enumerate(rows):
        data |= {f"uses-{at}-{name}": value for name, value in row.items()}
    return data | values


def preview(client, place, data):
    return client.post(reverse("portal:roadmap-preview", args=[place.slug]), data)


def save(client, place, **values):
    data = typed(then="save", **({"title": "All as declared"} | values))
    return client.post(reverse("portal:roadmap-new", args=[place.slug]), data)


def test_what_is_typed_peaks_as_the_spreadsheet_says(place, sign_in):
    page = preview(sign_in(make.contributor(place)), place, typed()).text
    assert "Emissions peak in 2023 at 52.1" in page
    assert "52,053,804" in page
    assert re.search(r'value="52053803\.\d+"', page)
    assert page.count("Projected") == 10  # ten years after the base year, which is declared
    assert "Declared" in page


def test_a_point_of_growth_moves_the_level_and_two_move_the_year(place, sign_in):
    client = sign_in(make.contributor(place))
    industry, buildings = Decimal(30_000_000), Decimal(20_000_000)
    one = industry * Decimal("1.0241") ** 3 + buildings * Decimal("1.00485") ** 3
    two = industry * Decimal("1.029") ** 3 * Decimal("0.9984") + buildings * Decimal("1.00485") ** 4
    page = preview(client, place, typed(gdp="2021: 9; 2024: 7")).text
    assert "Emissions peak in 2023" in page
    assert f"{round(one):,}" in page
    page = preview(client, place, typed(gdp="2021: 10; 2024: 8")).text
    assert "Emissions peak in 2024" in page
    assert f"{round(two):,}" in page


def test_the_actions_of_a_plan_move_the_peak(place, sign_in):
    """1,100,000 t from 2023 on: 2022 without it, 51,334,112 t or so, lies above 2023 with it."""
    retrofit = examples.action("retrofit", title_en="Retrofits", reductions={2023: Decimal(1_100_000)})
    version = examples.accepted(place, retrofit)
    page = preview(sign_in(make.contributor(place)), place, typed(plan=str(version.pk))).text
    level = Decimal(30_000_000) * Decimal("1.0192") ** 2 + Decimal(20_000_000) * Decimal("1.00485") ** 2
    assert "Without the actions emissions peak in 2023 at 52.1" in page
    assert "With them they peak in 2022 at 51.4" in page
    assert f"{round(level):,}" in page
    assert "Left out:" in page
    assert "1 year later" in page


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"gdp": "2021 8 percent"}, "id_gdp", "not a number"),
        ({"gdp": "2021: 800"}, "id_gdp", "between −100 and 100"),
        ({"last_year": "2019"}, "id_last_year", "one to 60 years after"),
        ({"last_year": "2100"}, "id_last_year", "one to 60 years after"),
        ({"base_year": ""}, "id_base_year", "four digits"),
        ({"uses-0-tonnes": "many"}, "id_uses-0-tonnes", "not a number"),
        ({"uses-0-tonnes": ""}, "id_uses-0-tonnes", "tonnes emitted"),
        ({"uses-1-name": ""}, "id_uses-1-name", "Name the end use"),
        ({"uses-1-elasticity": "50"}, "id_uses-1-elasticity", "between −5 and 5"),
        ({"uses-1-intensity": "8"}, "id_uses-1-intensity", "a year and its value"),
    ],
)
def test_an_error_is_named_at_its_field_and_nothing_typed_is_lost(place, sign_in, change, field, words):
    client = sign_in(make.contributor(place))
    page = preview(client, place, typed(**change)).text
    assert f'href="#{field}"' in page
    slot = re.search(f'id="{field}-error" hx-swap-oob="true">([^<]*)<', page)
    assert slot
    assert words in slot[1]
    whole = client.post(reverse("portal:roadmap-new", args=[place.slug]), typed(**change))
    assert whole.status_code == 422
    for name, value in typed(**change).items():
        if name.endswith(("-name", "-tonnes", "-intensity", "gdp", "_year")) and value:
            assert f'value="{value}"' in whole.text


def test_no_end_use_is_no_roadmap(place, sign_in):
    page = preview(
        sign_in(make.contributor(place)), place, typed({"sector": "I", "driver": "gdp", "elasticity": "1"})
    ).text
    assert "at least one end use" in page


def test_without_script_a_button_recomputes_and_saves_nothing(place, sign_in):
    client = sign_in(make.contributor(place))
    page = client.post(reverse("portal:roadmap-new", args=[place.slug]), typed(then="compute"))
    assert page.status_code == 200
    assert "52,053,804" in page.text
    assert not Roadmap.objects.exists()


def test_a_roadmap_is_saved_with_a_title_and_reads_the_same(place, sign_in):
    client = sign_in(make.contributor(place))
    assert "Give it a title" in save(client, place, title="").text
    saved = save(client, place)
    roadmap = Roadmap.objects.get()
    assert saved["Location"].endswith(reverse("portal:roadmap-desk", args=[roadmap.pk]))
    page = client.get(saved["Location"]).text
    assert "52,053,804" in page
    again = client.get(reverse("portal:roadmap-new", args=[place.slug]), {"from": roadmap.pk}).text
    for value in ("Industry", "30,000,000", "2021: -2; 2024: -4", "2021: 1.5; 2026: 0.5"):
        assert value in again


def test_numbers_of_an_accepted_report_are_reported_until_they_are_changed(place, sign_in):
    gpc(place, 2020, "basic", {"I.1.1": 600, "I.1.2": 300, "II.1.1": 100})
    client = sign_in(make.contributor(place))
    page = client.get(reverse("portal:roadmap-new", args=[place.slug])).text
    keys = re.findall(r'name="uses-\d+-key" value="([^"]+)"', page)
    assert keys == ["I.1", "I.1/grid", "II.1"]
    homes = {"key": "I.1/grid", "name": "Homes", "sector": "I", "tonnes": "300", "driver": "gdp"}
    assert "Reported</td>" in preview(client, place, typed(homes)).text
    changed = preview(client, place, typed(homes | {"tonnes": "301"})).text
    assert "Reported</td>" not in changed
    other_year = preview(client, place, typed(homes, base_year="2021")).text
    assert "Reported</td>" not in other_year
    assert "Declared</td>" in changed


def test_what_is_kept_says_the_same_as_what_was_computed(place):
    version = examples.accepted(place)
    inputs = Inputs(
        examples.CHANGSHA,
        Counted(
            version.plan.code,
            1,
            ("A plan", ""),
            [Promise("heat", 2020, 2030, {2022: Decimal("10.5")}, sector="I")],
            [Shared("heat", "heat", Decimal(1))],
            {"heat": ("Heat", "供热")},
        ),
        Source("r-1", 2, True),
    )
    assert inputs_of(inputs_json(inputs)) == inputs
    computed = compute(inputs)
    read = results_of(results_json(computed), inputs)
    assert read.forecast.years[3].by_end_use["e1"] == Decimal("31761389.93664")  # to the gram
    assert results_json(computed)["years"] == results_json(read)["years"]
    assert results_json(computed)["moves"] == results_json(read)["moves"]
    assert read.forecast.peak_without.year == computed.forecast.peak_without.year == 2023


def test_what_moves_the_peak_is_what_a_whole_forecast_says():
    """Overlaps in a chain and in a ring: leaving one out frees what others claimed too."""
    promises = [Promise(f"a{at}", 2020, 2030, {2021 + at: Decimal(100_000 * (at + 1))}) for at in range(5)]
    shared = [
        Shared("a0", "a1", Decimal(70_000)),
        Shared("a1", "a2", Decimal(90_000)),
        Shared("a2", "a0", Decimal(80_000)),
        Shared("a3", "a1", Decimal(150_000)),
    ]
    scenario = examples.CHANGSHA
    found = moves(scenario, levels(scenario), savings(scenario, promises, shared), promises, shared)
    assert len(found) == 6 + 5
    for each in found:
        if each.left_out:
            kept = [one for one in promises if one.key != each.left_out]
            whole = forecast(scenario, kept, shared)
        else:
            whole = forecast(moved(scenario, each.driver, each.points), promises, shared)
        assert each.peak == whole.peak_with_actions, each


@pytest.mark.parametrize(
    "change", [{"title": "Another"}, {"inputs": {}}, {"results": {}}, {"base_year": 2000}]
)
def test_a_saved_roadmap_is_held_still_by_the_database(place, change):
    examples.roadmap(place)
    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
        Roadmap.objects.update(**change)
    assert frozen.installed() == frozen.names()


def test_a_public_roadmap_stays(place):
    roadmap = examples.roadmap(place)
    roadmaps.publish(roadmap=roadmap)
    with pytest.raises(roadmaps.IsPublic):
        roadmaps.remove(roadmap=roadmap)
    for write in (
        lambda: Roadmap.objects.update(is_public=False),
        lambda: Roadmap.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
            write()
    draft = examples.roadmap(place)
    roadmaps.remove(roadmap=draft)
    assert list(Roadmap.objects.all()) == [roadmap]


def counting(place, version):
    counted = Counted(version.plan.code, version.number)
    return roadmaps.save(
        government=place,
        title="With a plan",
        inputs=Inputs(examples.CHANGSHA, counted),
        version=version,
        by=make.contributor(place),
        now=make.NOW,
    )


def test_actions_that_nobody_accepted_are_not_made_public(place):
    version = examples.draft(place)
    of_draft = counting(place, version)
    assert of_draft.plan_version is None  # the draft can still be discarded
    with pytest.raises(roadmaps.NotForEveryone, match="not accepted"):
        roadmaps.publish(roadmap=of_draft)
    reviewing.submit(version=version, by=make.certifier(place), now=make.NOW)
    submitted = counting(place, version)
    with pytest.raises(roadmaps.NotForEveryone, match="not accepted"):
        roadmaps.publish(roadmap=submitted)
    reviewing.accept(version=version, by=make.user(), now=make.NOW)
    roadmaps.publish(roadmap=Roadmap.objects.get(pk=submitted.pk))
    assert Roadmap.objects.get(pk=submitted.pk).is_public


def test_rows_that_are_kept_from_everyone_are_not_made_public(place):
    use = EndUse("e1", "I", Decimal(5), origin="reported", name="One firm", key="I.3")
    inputs = Inputs(Scenario(2020, 2030, (use,)), None, Source("r-1", 1, False))
    with pytest.raises(roadmaps.NotForEveryone, match="not public in full"):
        roadmaps.publish(roadmap=examples.roadmap(place, inputs=inputs))


def test_a_public_roadmap_is_held_against_what_reports_showed_since(place, sign_in, client):
    """Reported for 2021: 50,000,000 t; projected were 50,673,000 t: 673,000 less, 1.3 per cent."""
    make.measure()
    make.accepted(place, 2019, lines=[make.line("T.1", 49_000_000)])
    make.accepted(place, 2021, lines=[make.line("T.1", 50_000_000)])
    roadmap = examples.roadmap(place)
    address = reverse("portal:roadmap", args=[roadmap.pk])
    assert client.get(address).status_code == 404
    certifier = sign_in(make.certifier(place))
    certifier.post(reverse("portal:roadmap-publish", args=[roadmap.pk]))
    page = client.get(address).text
    assert "Reported since" in page
    assert "−673,000" in page
    assert "−1.3%" in page
    assert "49,000,000" not in page  # before the base year nothing was projected
    assert page.count('class="dot"') == 2  # one figure in two drawings


def test_two_roadmaps_stand_side_by_side(place, sign_in):
    first = examples.roadmap(place, "Slow")
    faster = Inputs(moved(examples.CHANGSHA, "gdp", Decimal(2)))
    second = examples.roadmap(place, "Fast", faster)
    client = sign_in(make.contributor(place))
    address = reverse("portal:roadmaps-compare", args=[place.slug])
    page = client.get(address, {"a": first.pk, "b": second.pk}).text
    assert "A peaks in 2023, 52.1" in page
    assert "B in 2024, 53" in page
    assert "from 2021 8%; from 2024 6%" in page
    assert "from 2021 10%; from 2024 8%" in page
    strangers = examples.roadmap()
    assert client.get(address, {"a": first.pk, "b": strangers.pk}).status_code == 404
    assert client.get(address, {"a": "x"}).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_for_one_and_for_three(place, sign_in, count, django_assert_num_queries):
    for _each in range(count):
        examples.roadmap(place)
    client = sign_in(make.contributor(place))
    client.get(reverse("portal:roadmaps", args=[place.slug]))
    with django_assert_num_queries(6):
        assert client.get(reverse("portal:roadmaps", args=[place.slug])).text.count("Not public") == count


@pytest.mark.parametrize("count", [1, 3])
def test_a_preview_asks_the_same_for_one_action_and_for_three(
    place, sign_in, count, django_assert_num_queries
):
    version = examples.accepted(place, *[examples.BUSES, examples.HEAT, examples.SOLAR][:count])
    client = sign_in(make.contributor(place))
    data = typed(plan=str(version.pk))
    preview(client, place, data)
    with django_assert_num_queries(12):
        assert preview(client, place, data).status_code == 200


def test_who_only_reads_sees_public_roadmaps_alone(place, sign_in):
    hidden = examples.roadmap(place, "Not yet")
    told = examples.roadmap(place, "For all")
    roadmaps.publish(roadmap=told)
    reviewer = sign_in(make.reviewer(place.network_memberships.get().network))
    page = reviewer.get(reverse("portal:roadmaps", args=[place.slug])).text
    assert "For all" in page
    assert "Not yet" not in page
    assert reviewer.get(reverse("portal:roadmap-desk", args=[hidden.pk])).status_code == 404
