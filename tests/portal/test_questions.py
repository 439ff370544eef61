"""What a verdict asks of its signatory is told to everyone with the verdict, and without figures."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from inventories import reports, review
from pledges.models import Question, TargetVersion
from progress import assessments
from progress.models import Assessment
from tests import make

pytestmark = pytest.mark.django_db

NOW = make.NOW
ASKED = ("The base year was restated", "基准年数据已经重算")
NOTES = ("by 9.4%. A target in per cent follows", "除非您另作决定")
FIGURES = ("64 million", "70 million", "6,400", "7,000", "9.4%", "64.0", "70.0", "64000000", "70000000")


def promised(publication: str) -> TargetVersion:
    """80 % below 2005 by 2050; 64 Mt in 2005 and 55 Mt in 2020."""
    version = make.target(
        make.government("new-york", name="New York"), reduction_percent=80, target_year=2050
    )
    for year, tonnes in ((2005, 64_000_000), (2020, 55_000_000)):
        lines = [make.line("T.1", tonnes)]
        make.accepted(version.government, year, lines=lines, about={"publication": publication})
    assess(version)
    Assessment.objects.update(public_from=NOW.date())
    return version


def assess(version: TargetVersion) -> Assessment:
    assessments.assess(government_id=version.government.pk, as_of=NOW.date(), now=NOW)
    return Assessment.objects.current().get(target=version.target)


def correct_the_base(version: TargetVersion, publication: str) -> Assessment:
    """70 Mt in 2005, by a second version of the report; the verdict waits for its signatory."""
    place = version.government
    by, secretariat = make.contributor(place), make.reviewer(make.network())
    draft = reports.correct(report=place.reports.get(year=2005), reason="New data", by=by, now=NOW)
    make.fill(draft, about={"publication": publication}, lines=[make.line("T.1", 70_000_000)])
    reports.submit(version=draft, by=make.certifier(place), now=NOW)
    review.take(version=draft, by=secretariat, now=NOW)
    review.accept(version=draft, by=secretariat, now=NOW)
    answer = assess(version)
    Assessment.objects.filter(pk=answer.pk).update(public_from=timezone.localdate() + datetime.timedelta(5))
    Assessment.objects.exclude(pk=answer.pk).update(public_until=timezone.localdate() + datetime.timedelta(5))
    assert "64 million tonnes to 70 million tonnes, by 9.4%" in plain(Question.objects.get().note)
    return answer


def publish(answer: Assessment) -> None:
    Assessment.objects.exclude(pk=answer.pk).update(public_until=NOW.date())
    Assessment.objects.filter(pk=answer.pk).update(public_from=NOW.date(), public_until=None)


def plain(text: str) -> str:
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{WORD JOINER}", "").split())


def pages(client: Client, version: TargetVersion) -> Iterable[str]:
    """What anyone reads of the promise: its page, that of a day, and its government's, in both languages."""
    for language in ("en", "zh-hans"):
        with translation.override(language):
            yield plain(client.get(version.target.get_absolute_url()).content.decode())
            today = timezone.localdate().isoformat()
            yield plain(client.get(version.target.get_absolute_url(), {"on": today}).content.decode())
            place = reverse("portal:government", args=[version.government.slug])
            yield plain(client.get(place).content.decode())


def test_what_a_verdict_asks_is_told_to_nobody_before_it_is_public(client: Client) -> None:
    version = promised("full")
    correct_the_base(version, "full")
    for page in pages(client, version):
        assert not any(words in page for words in (*ASKED, "9.4%"))


def test_what_a_public_verdict_asks_is_told_without_its_figures(client: Client) -> None:
    version = promised("full")
    publish(correct_the_base(version, "full"))
    for page in pages(client, version):
        assert any(words in page for words in ASKED)
        assert not any(words in page for words in NOTES)


def test_where_figures_are_withheld_nothing_tells_that_the_base_changed(client: Client) -> None:
    version = promised("verdict")
    publish(correct_the_base(version, "verdict"))
    record = client.get(reverse("portal:target-record", args=[version.target.code])).content.decode()
    for page in (record, *pages(client, version)):
        assert not any(words in page for words in (*ASKED, *FIGURES))


def test_those_who_answer_read_what_changed(client: Client) -> None:
    version = promised("verdict")
    correct_the_base(version, "verdict")
    client.force_login(make.certifier(version.government))
    page = plain(client.get(Question.objects.get().get_absolute_url()).content.decode())
    assert "changed from 64 million tonnes to 70 million tonnes, by 9.4%" in page


def test_a_value_that_stays_is_withheld_with_the_figures_it_comes_from(client: Client) -> None:
    version = promised("verdict")
    publish(correct_the_base(version, "verdict"))
    TargetVersion.objects.filter(pk=version.pk).update(base_value=64_000_000, keeps_base=True)
    for page in pages(client, version):
        assert not any(words in page for words in FIGURES)
