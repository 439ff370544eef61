"""A plan before everyone: the worked example to the tonne, what is public, and how many queries it takes."""

import datetime
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from accounts import invitations
from plans import documents
from plans.actions import progress, reviewing, writing
from plans.enums import ActionStatus
from plans.models import Action
from portal import plans
from tests import make
from tests.plans import examples
from tests.plans.examples import BUSES, HEAT
from tests.portal import assessments

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 22)
QUERIES_OF_A_PLAN = 21
QUERIES_OF_A_GAP = 13


@pytest.fixture
def place():
    return make.government("saint-paul", name="Saint Paul", name_zh="圣保罗市")


def worked(place, *actions, targets=1, **values):
    """An accepted plan; heat is under way, heat and solar both claim 15,000 t."""
    version = examples.draft(place, *actions, **values)
    for _ in range(targets - 1):
        version.targets.add(make.target(place, target_year=2030).target)
    by = make.contributor(place)
    if not actions:
        writing.save_overlaps(
            version=version,
            revision=version.revision,
            overlaps=[("heat", "solar", Decimal(15_000), "Schools heated by sewage")],
            by=by,
            now=make.NOW,
        )
    reviewing.submit(version=version, by=by, now=make.NOW)
    reviewing.accept(version=version, by=make.user(), now=make.NOW)
    if version.actions.filter(key="heat").exists():
        entered(version, "heat", 2025, 40)
    return version


def entered(version, key, year, percent, **fields):
    progress.enter(
        plan=version.plan,
        key=key,
        year=year,
        percent=percent,
        text="Pipes laid",
        by=make.user(),
        now=make.NOW,
        **fields,
    )


def reported(place, values=None):
    """2005 and 2023 stand at 1,000,000 t: 20 % less is 800,000 t in 2030."""
    for year, tonnes in (values or {2005: 1_000_000, 2023: 1_000_000}).items():
        make.accepted(place, year, lines=[make.line("T.1", tonnes)])
    assessments.assess(place, as_of=TODAY)


def words(text):
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


def held_of(version):
    (held,) = plans.of_version(version, TODAY).held
    return held


def test_the_worked_plan_comes_out_to_the_tonne(place):
    """Needed 1,000,000 - 800,000. Beyond 2023: buses 60,000 - 20,000, heat 100,000, solar 40,000 - 15,000."""
    version = worked(place)
    reported(place)
    held = held_of(version)
    assert [(row.doing.status, row.claimed, row.overlap, row.already, row.counted) for row in held.rows] == [
        (ActionStatus.DONE, 60_000, 0, 20_000, 40_000),
        (ActionStatus.ON_TIME, 100_000, 0, 0, 100_000),
        (ActionStatus.LATE, 40_000, 15_000, 0, 25_000),
    ]
    assert (held.gap.needed, held.gap.promised, held.gap.remaining, held.gap.hanging) == (
        200_000,
        165_000,
        35_000,
        25_000,
    )
    assert words(held.sentence) == (
        "Needed by 2030: 200,000 tonnes a year less than in 2023. The plan promises 165,000 tonnes; "
        "35,000 tonnes remains. What is missing must begin by 2028."
    )
    assert words(held.hanging) == "Of what is promised, 25,000 tonnes hangs on actions that are late."


def test_every_number_of_the_gap_stands_on_its_page(client, place):
    version = worked(place)
    reported(place)
    held = held_of(version)
    page = client.get(reverse("portal:plan-gap", args=[version.plan.code, held.target.code]))
    text = words(page.text)
    for number in ("60,000", "100,000", "40,000", "15,000", "25,000", "165,000", "200,000", "35,000"):
        assert f">{number}</data>" in text
    assert 'Goal of 2030</th><td class="num">800,000 t' in text
    assert 'To begin by</th><td class="num">2028' in text
    version = place.reports.get(year=2023).versions.get()
    assert f'href="{version.get_absolute_url()}"' in text


def test_the_plan_s_page_tells_the_gap_the_costs_and_the_status(client, place):
    """To 2030: buses 4 x 20,000 + 5 x 60,000 = 380,000 t for 9 million; heat 600,000 t for 25 million."""
    version = worked(place)
    reported(place)
    text = words(client.get(version.get_absolute_url()).text)
    assert "35,000 tonnes remains" in text
    assert "A tonne costs least with “Electric buses”: 23.68 USD" in text
    assert ">23.68</td>" in text
    assert ">41.67</td>" in text
    assert "no cost stated" in text
    assert text.count('class="wedge wedge--') == 2 * 3 + 2  # both drawings, and the hatching of the late one
    assert '<span class="verdict__word">Late</span>' in text
    assert "40% done by 2025" in text


def test_costs_in_two_currencies_are_never_mixed(place):
    yuan = examples.action("rail", cost=Decimal(700), currency="CNY", reductions={2024: Decimal(10)})
    page = plans.of_version(worked(place, BUSES, HEAT, yuan), TODAY)
    assert [(each.currency, [ranked.action.key for ranked in each.ranked]) for each in page.curves] == [
        ("USD", ["buses", "heat"]),
        ("CNY", ["rail"]),
    ]
    assert [(each.amount, each.unit, each.count) for each in page.costs] == [
        (34_000_000, "USD", 2),
        (700, "CNY", 1),
    ]
    assert [(each.action.key, each.by_tonnes) for each in page.ranked] == [
        ("heat", 1),
        ("buses", 2),
        ("rail", 3),
    ]


def test_co_benefits_are_added_up_without_what_was_cancelled(place):
    def cleaner(key, amount, **values):
        benefits = [{"kind": "nox", "amount": Decimal(amount)}, {"kind": "jobs", "amount": Decimal(3)}]
        return examples.action(key, co_benefits=benefits, **values)

    cancelled = {"cancelled_on": datetime.date(2022, 1, 1), "cancel_reason": "No money"}
    version = worked(place, cleaner("a", "1.5"), cleaner("b", "2.25"), cleaner("c", "9", **cancelled))
    page = plans.of_version(version, TODAY)
    assert [(each.amount, each.unit, each.count) for each in page.co_benefits] == [
        (Decimal("3.75"), "t", 2),
        (6, "", 2),
    ]


def test_a_linked_indicator_shows_its_latest_accepted_value(client, place):
    measure = make.measure()
    version = worked(place, examples.action("buses", indicators=[measure]))
    reported(place)
    (shown,) = plans.of_version(version, TODAY).indicators
    assert (shown.figure.year, shown.value) == (2023, 1_000_000)
    assertContains(client.get(version.get_absolute_url()), f'{shown.figure.version.get_absolute_url()}">2023')


def test_an_indicator_that_is_withheld_is_not_shown(place):
    version = worked(place, examples.action("buses", indicators=[make.measure()]))
    make.accepted(place, 2023, lines=[make.line("T.1", 1_000_000)])
    assert plans.of_version(version, TODAY).indicators[0].figure is not None
    hidden = make.accepted(place, 2024, lines=[make.line("T.1", 7)], about={"publication": "verdict"})
    assert hidden.publication == "verdict"
    (shown,) = plans.of_version(version, TODAY).indicators
    assert shown.figure.year == 2023


def test_a_gap_on_figures_that_are_not_public_is_not_told(place):
    version = worked(place)
    make.accepted(place, 2005, lines=[make.line("T.1", 1_000_000)])
    make.accepted(place, 2023, lines=[make.line("T.1", 1_000_000)], about={"publication": "verdict"})
    assessments.assess(place, as_of=TODAY)
    held = held_of(version)
    assert held.promise.assessment is not None
    assert held.sentence == "The figures behind this target are not public."
    assert held.rows == []
    assert held.chart is None


def test_public_figures_make_an_indication(client, place):
    version = worked(place)
    assessments.public_figures(place, {2005: 1_000_000, 2023: 1_000_000})
    assessments.assess(place, as_of=TODAY)
    text = words(client.get(version.get_absolute_url()).text)
    assert "35,000 tonnes remains" in text
    assert "An indication: it rests on public figures" in text
    assert "Public figure: A public inventory" in text


def test_a_gap_that_is_closed_asks_for_nothing_more(place):
    version = worked(place)
    reported(place, {2005: 1_000_000, 2023: 965_000})
    held = held_of(version)
    assert held.gap.remaining == 0
    assert words(held.sentence).endswith(
        "The plan promises 165,000 tonnes a year, if all of it is done: enough."
    )


@pytest.mark.parametrize("state", ["draft", "submitted"])
def test_what_was_not_accepted_is_not_public(client, place, state):
    version = getattr(examples, state)(place)
    for name, arguments in (
        ("plan", []),
        ("plan-version", [version.number]),
        ("plan-file", [version.number]),
        ("plan-gap", [version.targets.get().code]),
    ):
        assert client.get(reverse(f"portal:{name}", args=[version.plan.code, *arguments])).status_code == 404


def test_a_later_draft_leaves_the_accepted_version_before_everyone(client, place):
    version = worked(place)
    draft = reviewing.change(plan=version.plan, reason="More buses", by=make.user(), now=make.NOW)
    Action.objects.filter(version=draft, key="buses").update(title_en="Hydrogen buses")
    page = client.get(version.get_absolute_url())
    assertContains(page, "Electric buses")
    assertNotContains(page, "Hydrogen buses")
    assert client.get(reverse("portal:plan-version", args=[version.plan.code, 2])).status_code == 404


def test_an_earlier_version_stays_with_its_date_and_why_it_was_changed(client, place):
    version = worked(place)
    draft = reviewing.change(plan=version.plan, reason="Heat comes later", by=make.user(), now=make.NOW)
    reviewing.submit(version=draft, by=make.user(), now=make.NOW)
    reviewing.accept(version=draft, by=make.user(), now=make.NOW)
    now = client.get(version.get_absolute_url())
    earlier = reverse("portal:plan-version", args=[version.plan.code, 1])
    assertContains(now, "Heat comes later")
    assertContains(now, f'href="{earlier}"')
    assertContains(client.get(earlier), "Version 1, superseded")


def test_the_document_is_served_once_it_is_accepted(client, place):
    version = examples.draft(place)
    documents.add(
        version=version, file=SimpleUploadedFile("p.pdf", b"%PDF-1.7 words"), by=make.user(), now=make.NOW
    )
    address = reverse("portal:plan-file", args=[version.plan.code, 1])
    assert client.get(address).status_code == 404
    reviewing.submit(version=version, by=make.certifier(place), now=make.NOW)
    reviewing.accept(version=version, by=make.user(), now=make.NOW)
    answer = client.get(address)
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 words"
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")


def test_a_neighbourhood_s_plan_names_its_place_and_makers(client):
    kunming = make.government("kunming", name="Kunming")
    version = worked(
        kunming, examples.action(), place_en="Wanxichong", makers_en="The villagers and a university"
    )
    page = client.get(version.get_absolute_url())
    assertContains(page, "A plan of Wanxichong in Kunming, 2020 to 2030")
    assertContains(page, "The villagers and a university")


@pytest.mark.parametrize("count", [1, 3])
def test_a_plan_takes_as_many_queries_with_three_actions_as_with_one(
    client, place, django_assert_num_queries, count
):
    measures = [make.measure(), make.measure("population", quantity="population", is_mass=False)]
    actions = [
        examples.action(
            f"a{number}",
            reductions={2022: Decimal(10)},
            milestones=[{"text_en": "One", "due": TODAY}],
            fundings=[{"source": "grant"}],
            co_benefits=[{"kind": "nox", "amount": Decimal(1)}],
            indicators=measures[:count],
            cost=Decimal(5),
            currency="USD",
        )
        for number in range(count)
    ]
    version = worked(place, *actions, targets=count)
    for number in range(count):
        entered(version, f"a{number}", 2024, 10)
    reported(place)
    client.get(version.get_absolute_url())
    with django_assert_num_queries(QUERIES_OF_A_PLAN):
        client.get(version.get_absolute_url())
    code = version.targets.first().code
    with django_assert_num_queries(QUERIES_OF_A_GAP):
        client.get(reverse("portal:plan-gap", args=[version.plan.code, code]))


def test_who_reviews_a_plan_reads_in_full_what_is_to_be_public(client):
    """Before it is accepted: the gap, the tonnes and the costs, not titles alone."""
    network = make.network("climate-leaders")
    version = examples.submitted(make.government("saint-paul", network=network), HEAT)
    address = reverse("portal:plan-desk", args=[version.plan.code])
    reviewer = make.reviewer(network)
    invitations.confirm_address(reviewer)
    client.force_login(reviewer)
    page = client.get(address)
    assertContains(page, "100,000")
    assertContains(page, "25,000,000")
    assertContains(page, "Does the plan close the gap?")
