"""The admin of this room and those above it, with the Declaration loaded."""

import json
import re
from io import StringIO

import pytest
from django.contrib import admin
from django.core.management import call_command
from django.urls import reverse

from accounts.enums import Role
from accounts.models import Government, Network
from inventories.models import ReferenceFigure
from pledges import loading
from pledges.models import AssessmentRequest, Declaration, Measure, Question, Target, TargetVersion
from progress.models import Assessment
from tests import make

OURS = sorted(
    model._meta.label_lower
    for model in admin.site._registry
    if model._meta.app_label in ("pledges", "inventories", "progress")
)
FROZEN = ["pledges.statement", "pledges.targetversion", "pledges.claim", "inventories.referencefigure"]


@pytest.fixture
def secretariat(declaration):
    """A reviewer and an administrator of the Declaration's own network."""
    call_command("load_public_figures", verbosity=0, stdout=StringIO())
    network = Network.objects.get(slug="climate-leaders")
    return {
        "reviewer": make.reviewer(network),
        "administrator": make.user(role=Role.ADMINISTRATOR, place=network),
    }


def url(label, page, *args):
    return reverse(f"admin:{label.replace('.', '_')}_{page}", args=args)


def model_of(label):
    return next(model for model in admin.site._registry if model._meta.label_lower == label)


def test_every_list_and_record_opens(client, secretariat, django_assert_max_num_queries):
    client.force_login(secretariat["reviewer"])
    for label in OURS:
        with django_assert_max_num_queries(30):
            assert client.get(url(label, "changelist"), {"q": "a"}).status_code == 200, label
        record = model_of(label)._default_manager.order_by("pk").first()
        if record is not None:
            assert client.get(url(label, "change", record.pk)).status_code == 200, label
            assert client.get(url(label, "history", record.pk)).status_code == 200, label


@pytest.mark.parametrize("label", FROZEN)
def test_what_is_frozen_is_changed_by_nobody(client, secretariat, label):
    record = model_of(label).objects.first()
    for who in secretariat.values():
        client.force_login(who)
        page = client.get(url(label, "change", record.pk)).content.decode()
        assert 'name="_save"' not in page
        assert client.post(url(label, "change", record.pk), {}).status_code == 403
        assert client.get(url(label, "add")).status_code == 403
        assert client.post(url(label, "delete", record.pk), {"post": "yes"}).status_code == 403
    assert model_of(label).objects.filter(pk=record.pk).exists()


def test_an_administrator_changes_reference_rows_and_a_reviewer_reads_them(client, secretariat):
    measure = Measure.objects.get(code="ghg-operations")
    data = {
        name: getattr(measure, name)
        for name in ("code", "quantity", "boundary", "sector", "unit", "rows", "source")
    }
    data |= {"label_en": "Emissions of the government itself", "label_zh": measure.label_zh, "is_mass": "on"}
    client.force_login(secretariat["reviewer"])
    assert client.post(url("pledges.measure", "change", measure.pk), data).status_code == 403
    client.force_login(secretariat["administrator"])
    assert client.post(url("pledges.measure", "change", measure.pk), data).status_code == 302
    measure.refresh_from_db()
    assert measure.label_en == "Emissions of the government itself"
    history = client.get(url("pledges.measure", "history", measure.pk)).content.decode()
    assert secretariat["administrator"].email in history
    tally = next(tally for tally in loading.load(now=make.NOW) if tally.kind == "measures")
    assert (tally.changed, tally.kept) == (0, 1)


def test_the_words_of_a_target_stay(client, secretariat):
    target = Target.objects.get(code="saintpaul-1")
    client.force_login(secretariat["administrator"])
    inlines = {
        f"{prefix}-{name}": 0
        for prefix in ("versions", "questions")
        for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
    }
    data = {"quote": "Another promise", "source": "The appendix, statement 1", "note": "", **inlines}
    assert client.post(url("pledges.target", "change", target.pk), data).status_code == 302
    quote = target.quote
    target.refresh_from_db()
    assert (target.quote, target.source) == (quote, "The appendix, statement 1")
    assert target.versions.get().number == 1


@pytest.mark.parametrize("label", ["accounts.government", "pledges.target"])
def test_reassessing_opens_a_request_for_each_government(client, secretariat, label):
    AssessmentRequest.objects.all().delete()
    places = Government.objects.filter(slug__in=["boston", "chicago"])
    chosen = places if label == "accounts.government" else Target.objects.filter(government__in=places)
    assert chosen.count() >= 2
    client.force_login(secretariat["reviewer"])
    data = {"action": "reassess", "_selected_action": list(chosen.values_list("pk", flat=True))}
    answer = client.post(url(label, "changelist"), data, follow=True)
    assert "2 governments are being judged anew." in answer.content.decode()
    requests = AssessmentRequest.objects.open()
    assert {each.government.slug for each in requests} == {"boston", "chicago"}
    assert requests.count() == 2


def test_declarations_and_own_measures_belong_to_their_networks(client, secretariat):
    """An administrator elsewhere sees what everyone shares, and nothing of what is another network's."""
    declaration = Declaration.objects.get(slug="beijing-2016")
    own = make.measure("ghg-own", rows="gpc:I.1.1", government=Government.objects.get(slug="seattle"))
    elsewhere = make.user(role=Role.ADMINISTRATOR, place=make.network("elsewhere"))
    seen = {}
    for name, who in (("ours", secretariat["administrator"]), ("elsewhere", elsewhere)):
        client.force_login(who)
        measures = client.get(url("pledges.measure", "changelist"), {"q": "ghg-o"}).content.decode()
        seen[name] = (
            client.get(url("pledges.declaration", "change", declaration.pk)).status_code,
            client.get(url("pledges.measure", "change", own.pk)).status_code,
            "ghg-operations" in measures,
            "ghg-own" in measures,
        )
    assert seen == {"ours": (200, 200, True, True), "elsewhere": (302, 302, True, False)}
    form = client.get(url("pledges.declaration", "add")).context["adminform"].form
    assert set(form.fields["network"].queryset.values_list("slug", flat=True)) == {"elsewhere"}


def test_a_version_shows_its_baseline(client, secretariat):
    version = TargetVersion.objects.get(target__code="boston-1")
    version.scenario.create(year=2030, tonnes=1_234_567)
    client.force_login(secretariat["reviewer"])
    page = client.get(url("pledges.targetversion", "change", version.pk)).content.decode()
    assert re.search(r"1,?234,?567", page)


def test_a_network_reaches_its_own_governments_only(client, secretariat):
    elsewhere = make.target(make.government("elsewhere"))
    AssessmentRequest.objects.all().delete()
    client.force_login(secretariat["administrator"])
    listed = client.get(url("pledges.target", "changelist"), {"q": elsewhere.target.code}).content.decode()
    assert url("pledges.target", "change", elsewhere.target.pk) not in listed
    assert client.get(url("pledges.target", "change", elsewhere.target.pk)).status_code == 302
    data = {"action": "reassess", "_selected_action": [elsewhere.target.government_id]}
    client.post(url("accounts.government", "changelist"), data)
    assert not AssessmentRequest.objects.exists()


def test_those_outside_the_secretariat_find_no_admin(client, secretariat):
    client.force_login(make.certifier(Government.objects.get(slug="boston")))
    for label in OURS:
        assert client.get(url(label, "changelist")).status_code in (302, 403, 404), label


def test_an_administrator_asks_a_question_of_the_secretariats_own(client, secretariat):
    target = Target.objects.get(code="boston-1")
    client.force_login(secretariat["administrator"])
    data = {
        "government": target.government_id, "target": target.pk, "claim": "", "code": "clarify",
        "note": "Is aviation counted?", "suggestion": "",
    }  # fmt: skip
    assert client.post(url("pledges.question", "add"), data).status_code == 302
    asked = Question.objects.get(target=target, code="clarify")
    assert (asked.state, asked.note) == ("open", "Is aviation counted?")
    assert asked.asked_at is not None


def test_search_and_filters_narrow(client, secretariat):
    client.force_login(secretariat["reviewer"])

    def found(label, **query):
        return client.get(url(label, "changelist"), query).context["cl"].result_count

    assert (
        found("pledges.target", q="纽约") == Target.objects.filter(government__slug="new-york").count() == 4
    )
    assert (
        found("pledges.targetversion", kind__exact="peak")
        == TargetVersion.objects.filter(kind="peak").count()
    )
    assert found("pledges.question", state__exact="open", code__exact="tolerance") == 2
    assert (
        found("inventories.referencefigure", q="beijing")
        == ReferenceFigure.objects.filter(government__slug="beijing").count()
    )
    assert found("progress.assessment") == Assessment.objects.count()


def test_a_record_of_a_judgement_can_be_read(client, secretariat):
    version = TargetVersion.objects.get(target__code="boston-1")
    made = Assessment.objects.create(
        government=version.target.government, target=version.target, target_version=version,
        verdict="undetermined", reason="no_inventory", origin="reported", method_version="1",
        record={"numbers": [{"name": "base"}]}, record_sha256="0" * 64, assessed_on=make.NOW.date(),
        standing_since=make.NOW, public_from=make.NOW.date(), created_at=make.NOW,
    )  # fmt: skip
    client.force_login(secretariat["administrator"])
    page = client.get(url("progress.assessment", "change", made.pk))
    assert json.dumps({"numbers": [{"name": "base"}]}).replace('"', "&quot;") in page.content.decode()
    assert 'name="_save"' not in page.content.decode()
