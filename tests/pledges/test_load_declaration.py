"""The Declaration of June 2016 and its appendix, against the reference files that hold its words."""

import csv
import datetime
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType

from accounts.models import Government, GovernmentName, Network, NetworkMembership
from pledges import loading
from pledges.actions import targets
from pledges.kinds import UNSAID_TONS
from pledges.loading import tables
from pledges.models import (
    AssessmentRequest,
    Claim,
    Declaration,
    Endorsement,
    Question,
    Statement,
    Target,
    TargetVersion,
)
from tests import make

REFERENCE = Path(tables.__file__).parent.parent / "reference"
LATER = make.NOW + datetime.timedelta(days=1)


def rows(name):
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def asked(code):
    return set(
        Question.objects.filter(code=code, target__isnull=False).values_list("target__code", flat=True)
    )


def test_the_77_governments_have_both_names_and_a_place(declaration):
    signatories = Government.objects.filter(endorsements__isnull=False).distinct()
    assert Counter(signatories.values_list("country", flat=True)) == {"US": 30, "CN": 47}
    named = GovernmentName.objects.filter(government__in=signatories)
    assert Counter(named.values_list("language", flat=True)) == {"en": 77, "zh-hans": 77}
    assert not signatories.filter(latitude__isnull=True).exists()
    assert Government.objects.get(slug="seattle").parent.slug == "king-county"
    assert Government.objects.get(slug="jinchang").name_in("zh-hans") == "金昌市"


def test_networks_have_their_members_signatory_or_not(declaration):
    members = Counter(NetworkMembership.objects.values_list("network__slug", flat=True))
    assert members == {
        "climate-leaders": 77,
        "appc": 22,
        "eacac": 9,
        "compact-of-mayors": 6,
        "ccucc": 1,
        "climate-smart-cities": 6,
        "better-buildings-challenge": 2,
    }
    assert Government.objects.in_network(Network.objects.get(slug="eacac")).filter(slug="tokyo").exists()


def test_signers_of_2015_are_only_listed_in_2016(declaration):
    """Which of them signed again is not known (signatories.csv)."""
    marked = {row["name"] for row in rows("signatories") if row["signed_2015"] == "yes"}
    standings = Counter(Endorsement.objects.values_list("declaration__slug", "standing"))
    assert standings == {
        ("los-angeles-2015", "endorsed"): len(marked),
        ("beijing-2016", "listed"): len(marked),
        ("beijing-2016", "endorsed"): 77 - len(marked),
    }
    assert Endorsement.objects.filter(target_to_be_added=True).count() == 36
    assert Declaration.objects.get(slug="beijing-2016").date == datetime.date(2016, 6, 7)


def test_the_152_statements_are_word_for_word(declaration):
    keys = {slug: key for key, slug in tables.slug_of_key().items()}
    loaded = {
        (keys[each.government.slug], str(each.order), each.text)
        for each in Statement.objects.select_related("government")
    }
    printed = {(row["signatory"], row["order"], row["statement"]) for row in rows("statements")}
    assert len(printed) == 152
    assert loaded == printed


def test_every_commitment_is_a_target_in_force_and_all_else_a_claim(declaration):
    commitments = {row["id"]: row for row in rows("commitments")}
    promised = {code for code, row in commitments.items() if row["row_kind"] == "commitment"}
    assert len(promised) == 115
    quotes = {target.code: (target.quote, target.note) for target in Target.objects.all()}
    assert quotes == {code: (commitments[code]["quote"], commitments[code]["note"]) for code in promised}
    assert set(TargetVersion.objects.in_force().values_list("target__code", "number")) == {
        (code, 1) for code in promised
    }
    assert Counter(Claim.objects.values_list("kind", flat=True)) == {
        "reported_achievement": 22,
        "derived": 4,
        "estimated_effect": 3,
        "action": 1,
    }
    assert not Target.objects.exclude(statement__text__isnull=False).exists()


def test_kinds_years_and_values_are_typed(declaration):
    kinds = Counter(TargetVersion.objects.values_list("kind", flat=True))
    assert kinds == {
        "base_year_reduction": 67,
        "share": 13,
        "peak": 11,
        "direction": 5,
        "carbon_neutral": 5,
        "count": 5,
        "other": 2,
        "intensity": 1,
        "fixed_level": 3,
        "increment": 1,
        "recurring_share": 1,
        "maintained_share": 1,
    }
    version = {each.target.code: each for each in TargetVersion.objects.select_related("target", "measure")}
    assert version["california-1"].level == 431_000_000
    assert version["saltlakecity-1"].level == 4_700_000
    assert version["sanfrancisco-4"].level == 0
    assert version["newyork-1"].reduction_percent == 80
    assert (version["newyork-1"].base_year, version["newyork-1"].target_year) == (2005, 2050)
    assert version["newyork-1"].measure.code == "ghg-community"
    qualifiers = Counter(each.year_qualifier for each in version.values() if each.kind == "peak")
    assert qualifiers == {"before": 4, "around": 2, "by": 2, "in": 2, "by_end": 1}
    assert (version["sichuanprovi-1"].year_qualifier, version["sichuanprovi-1"].target_year) == (
        "before",
        2030,
    )
    assert version["portland-4"].year_qualifier == "by"


def test_every_level_has_its_side(declaration):
    """No coal and no waste are the most that may be; every other share or count is the least."""
    levels = TargetVersion.objects.exclude(level=None)
    at_most = levels.filter(sense="at_most").exclude(kind="other")
    assert set(at_most.values_list("target__code", "level")) == {
        ("california-1", 431_000_000),
        ("saltlakecity-1", 4_700_000),
        ("sanfrancisco-4", 0),
        ("losangeles-5", 0),
    }
    at_least = TargetVersion.objects.filter(sense="at_least")
    assert Counter(at_least.values_list("kind", flat=True)) == {
        "share": 12, "count": 5, "increment": 1, "recurring_share": 1, "maintained_share": 1,
    }  # fmt: skip
    unsaid = {"losangeles-6", "phoenix-4", "saltlakecity-6", "sanfrancisco-5", "santafe-1"}
    assert asked("sense") == unsaid
    assert set(levels.filter(sense_status="inferred").values_list("target__code", flat=True)) == unsaid
    question = Question.objects.get(target__code="phoenix-4", code="sense")
    assert question.suggestion.startswith("The words give a share without saying “at least”")


def test_starts_that_the_words_give_are_kept(declaration):
    """Statement 1 of Santa Fe and statement 3 of Eugene; trees and roundabouts are counted from 2016."""
    starts = TargetVersion.objects.exclude(base_amount=None)
    found = {
        each.target.code: (each.base_year, each.base_amount, each.base_year_status, each.base_value_status)
        for each in starts.select_related("target")
    }
    assert found == {
        "santafe-1": (2016, 25, "inferred", "inferred"),
        "eugene-3": (2015, 50, "stated", "stated"),
        "carmel-2": (2016, 0, "inferred", "inferred"),
        "sanfrancisco-7": (2016, 0, "inferred", "inferred"),
    }
    asked_because = Question.objects.get(target__code="santafe-1", code="start").suggestion
    assert asked_because.startswith("Statement 1: renewable energy at ten city facilities")


def test_a_start_is_asked_while_a_path_can_still_matter(declaration):
    """Levels due in 2026 or later, or without a year, and every start that was inferred."""
    assert asked("start") == {
        "california-5", "sanfrancisco-6",
        "atlanta-4", "lancaster-1", "portland-5",
        "carmel-2", "sanfrancisco-7", "santafe-1",
    }  # fmt: skip


def test_what_other_kinds_live_on_is_asked(declaration):
    assert asked("rows") == {
        "kingcounty-9", "newyork-3", "phoenix-3", "pinecrest-2", "pinecrest-4", "seattle-3",
    }  # fmt: skip
    assert asked("residual") == {"eugene-1", "fortcollins-3", "kingcounty-9", "santafe-2", "seattle-2"}
    assert asked("first_year") == {"losangeles-6"}
    assert not asked("activity") | asked("scenario")


def test_a_multiple_of_an_unknown_value_is_asked(declaration):
    """ "Double installed solar": twice the capacity of which year is not said."""
    portland = TargetVersion.objects.get(target__code="portland-3")
    assert (portland.kind, portland.level, portland.unit) == ("count", None, "x (multiple)")
    question = Question.objects.get(target__code="portland-3", code="value")
    assert "twice the capacity of which year" in question.note


def test_california_takes_its_base_from_its_own_words(declaration):
    """Statement 1 equates 1990 levels with 431 million metric tons."""
    bases = TargetVersion.objects.filter(target__code__in=["california-3", "california-4"])
    assert {(each.base_value, each.base_value_status) for each in bases} == {
        (Decimal(431_000_000), "inferred")
    }
    assert asked("base_value") == {"california-3", "california-4"}


def test_whatever_is_missing_or_inferred_is_asked(declaration):
    commitments = [row for row in rows("commitments") if row["row_kind"] == "commitment"]
    inferred = {(row["commitment"], row["field"]) for row in rows("inferences")}

    def missing(field, *kinds):
        return {
            row["id"]
            for row in commitments
            if (not row[field] and row["target_type"] in kinds) or (row["id"], field) in inferred
        }

    assert asked("quantity") == {row["id"] for row in commitments if row["quantity_status"] != "stated"}
    assert asked("boundary") == {row["id"] for row in commitments if row["scope_status"] != "stated"}
    assert (len(asked("quantity")), len(asked("boundary"))) == (13, 40)
    assert asked("base_year") == missing("base_year", "base_year_reduction")
    assert asked("target_year") == missing(
        "target_year", "base_year_reduction", "fixed_level", "peaking", "carbon_neutral", "share", "count",
        "increment", "maintain_share",
    )  # fmt: skip
    assert asked("target_year") >= {"chicago-3", "portland-4", "portland-5", "sonomacounty-4"}
    directions = {row["id"] for row in commitments if row["target_type"] == "direction"}
    assert len(directions) == 5
    assert asked("value") == {"eugene-3", "knoxville-7", "portland-3", "saltlakecity-1"} | directions
    assert asked("tolerance") == {"beijingcity-1", "wuhancity-1"}


def test_tons_that_the_words_do_not_name_are_read_as_metric_and_asked_about(declaration):
    unsaid = TargetVersion.objects.filter(unit__in=UNSAID_TONS)
    assert {each.target.code for each in unsaid} == {"saltlakecity-1"}
    question = Question.objects.get(target__code="saltlakecity-1", code="value")
    assert question.suggestion.startswith("“Tons” is read as metric tonnes")
    assert "短吨" in question.suggestion_zh


def test_a_status_says_how_far_the_words_go(declaration):
    houston = TargetVersion.objects.get(target__code="houston-1")
    assert (houston.quantity_status, houston.boundary_status) == ("inferred", "asked")
    assert houston.measure.code == "ghg-community"
    carmel = TargetVersion.objects.get(target__code="carmel-1")
    assert (carmel.quantity_status, carmel.measure, carmel.base_year_status) == ("asked", None, "asked")
    saint_paul = TargetVersion.objects.get(target__code="saintpaul-1")
    assert (saint_paul.base_year, saint_paul.base_year_status) == (None, "asked")


def test_a_note_is_asked_unless_it_is_a_remark(declaration):
    notes = {row["id"]: row["note"] for row in rows("commitments") if row["note"]}
    remarks = {row["commitment"] for row in rows("remarks")}
    assert remarks <= set(notes)
    clarify = Question.objects.filter(code="clarify").select_related("target", "claim")
    loaded = {(each.target or each.claim).code: each.note for each in clarify}
    assert loaded == {code: note for code, note in notes.items() if code not in remarks}
    assert len(loaded) == 34


def test_remarks_hide_no_doubt(declaration):
    """Each note that asks nothing besides is either plain, or all its doubts are typed questions."""
    for row in rows("remarks"):
        if row["because"] == "Typed questions ask all of it.":
            typed = Question.objects.filter(target__code=row["commitment"]).exclude(code="clarify")
            assert typed.exists(), row["commitment"]


def test_the_36_are_asked_for_their_target(declaration):
    questions = Question.objects.filter(code="target", state="open")
    assert questions.count() == 36
    qingdao = questions.get(government__slug="qingdao")
    assert "by the end of 2020" in qingdao.suggestion
    assert questions.exclude(suggestion="").count() == 1


def test_governments_with_targets_are_to_be_assessed(declaration):
    waiting = Counter(AssessmentRequest.objects.open().values_list("government__slug", flat=True))
    assert len(waiting) == 41
    assert set(waiting.values()) == {1}


def test_loading_again_changes_nothing(declaration):
    Question.objects.filter(code="value").update(state="settled", settled_at=make.NOW)
    before = list(TargetVersion.objects.order_by("pk").values())
    again = loading.load(now=LATER)
    assert {(tally.created, tally.changed, tally.kept) for tally in again} == {(0, 0, 0)}
    assert list(TargetVersion.objects.order_by("pk").values()) == before
    assert AssessmentRequest.objects.count() == 41


def test_a_lost_row_comes_back(declaration):
    Question.objects.filter(code="tolerance").delete()
    Claim.objects.filter(code="dubuque-3").update(quote="avoiding emissions")
    created = {tally.kind: (tally.created, tally.changed) for tally in loading.load(now=LATER)}
    assert created["questions"] == (2, 0)
    assert created["claims"] == (0, 1)
    assert Claim.objects.get(code="dubuque-3").quote.startswith("avoiding 4,715 metric tons")


def test_a_persons_version_survives_loading(declaration):
    target = Target.objects.get(code="saintpaul-1")
    certifier = make.certifier(target.government)
    reviewer = make.reviewer(Network.objects.get(slug="climate-leaders"))
    proposal = targets.revise(
        target=target, values={"base_year": 2005}, reason="Council decision", by=certifier, now=LATER
    )
    targets.confirm(version=proposal, by=reviewer, now=LATER)
    loading.load(now=LATER + datetime.timedelta(days=1))
    assert list(target.versions.values_list("number", "state", "base_year")) == [
        (1, "superseded", None),
        (2, "in_force", 2005),
    ]
    assert not Question.objects.filter(target=target, code="base_year").exclude(state="settled").exists()


def test_a_corrected_reading_supersedes_the_old_one(declaration):
    TargetVersion.objects.filter(target__code="boston-1").update(reduction_percent=24)
    loading.load(now=LATER)
    versions = TargetVersion.objects.filter(target__code="boston-1")
    assert list(versions.values_list("number", "state", "reduction_percent")) == [
        (1, "superseded", 24),
        (2, "in_force", 25),
    ]
    assert AssessmentRequest.objects.filter(government__slug="boston").count() == 2


def as_of_old(*codes):
    """The rows of an installation from before sides and starts were typed."""
    TargetVersion.objects.filter(target__code__in=codes).update(
        sense="at_most", sense_status="stated", base_amount=None, base_value_status="stated", base_year=None,
        base_year_status="stated",
    )  # fmt: skip
    Question.objects.filter(target__code__in=codes, code__in=["sense", "start"]).delete()


def test_loading_again_types_what_an_older_reading_left_out(declaration):
    as_of_old("santafe-1", "california-5")
    loading.load(now=LATER)
    versions = TargetVersion.objects.filter(target__code="santafe-1").order_by("number")
    assert list(versions.values_list("number", "state", "sense", "base_amount")) == [
        (1, "superseded", "at_most", None),
        (2, "in_force", "at_least", 25),
    ]
    assert {"santafe-1", "california-5"} <= asked("start")
    assert "santafe-1" in asked("sense")
    assert AssessmentRequest.objects.filter(government__slug="santa-fe").count() == 2


def test_loading_again_leaves_a_persons_version_and_asks_it_what_is_new(declaration):
    as_of_old("california-5")
    target = Target.objects.get(code="california-5")
    certifier = make.certifier(target.government)
    reviewer = make.reviewer(Network.objects.get(slug="climate-leaders"))
    proposal = targets.revise(
        target=target, values={"level": Decimal(60)}, reason="Senate Bill 100", by=certifier, now=LATER
    )
    targets.confirm(version=proposal, by=reviewer, now=LATER)
    loading.load(now=LATER + datetime.timedelta(days=1))
    assert list(target.versions.values_list("number", "state", "level")) == [
        (1, "superseded", 50),
        (2, "in_force", 60),
    ]
    assert "california-5" in asked("start")


@pytest.mark.parametrize(("decided", "kept"), [(False, True), (True, False)], ids=["waiting", "refused"])
def test_a_proposal_that_waits_keeps_the_reading_and_one_refused_does_not(declaration, decided, kept):
    as_of_old("california-5")
    target = Target.objects.get(code="california-5")
    reviewer = make.reviewer(Network.objects.get(slug="climate-leaders"))
    proposal = targets.revise(
        target=target,
        values={"level": Decimal(60)},
        reason="?",
        by=make.certifier(target.government),
        now=LATER,
    )
    if decided:
        targets.refuse(version=proposal, reason="Name the law", by=reviewer, now=LATER)
    loading.load(now=LATER + datetime.timedelta(days=1))
    in_force = target.versions.in_force().get()
    assert (in_force.number, in_force.sense) == ((1, "at_most") if kept else (3, "at_least"))


def test_what_someone_changed_in_the_admin_stays(declaration):
    place = Government.objects.get(slug="lancaster")
    Government.objects.filter(pk=place.pk).update(latitude=Decimal("34.70"), longitude=Decimal("-118.14"))
    entry = LogEntry(
        user=make.user(), content_type=ContentType.objects.get_for_model(Government), object_id=str(place.pk),
        object_repr="Lancaster", action_flag=CHANGE,
    )  # fmt: skip
    entry.save()
    tally = next(tally for tally in loading.load(now=LATER) if tally.kind == "governments")
    assert (tally.changed, tally.kept) == (0, 1)
    place.refresh_from_db()
    assert place.latitude == Decimal("34.70")


def test_a_membership_that_ended_stays_ended(declaration):
    NetworkMembership.objects.filter(network__slug="ccucc").update(until=datetime.date(2020, 1, 1))
    loading.load(now=LATER)
    ended = NetworkMembership.objects.get(network__slug="ccucc")
    assert ended.until == datetime.date(2020, 1, 1)


@pytest.mark.parametrize(
    ("slug", "doubt"),
    [("lancaster", "describes Lancaster, California"), ("qingdao", "gives it no double asterisk")],
)
def test_a_doubt_about_a_signatory_stands_beside_its_endorsement(declaration, slug, doubt):
    notes = Endorsement.objects.filter(government__slug=slug).values_list("note", flat=True)
    assert notes
    assert all(doubt in note for note in notes)
