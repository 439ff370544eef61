"""Notes on the promises speak to the reader in the reader's language."""

from __future__ import annotations

import pytest
from django.utils import translation

from pledges.enums import QuestionCode
from pledges.loading.tables import read
from pledges.models import Claim, Question, Target
from tests import make

pytestmark = pytest.mark.django_db


def test_every_note_has_its_chinese(declaration):
    chinese = {row["text_en"]: row["text_zh"] for row in read("pledges", "notes")}
    told = {row["note"] for row in read("pledges", "commitments") if row["note"]}
    told |= {row["because"] for row in read("pledges", "inferences")}
    told |= {row["because"] for row in read("pledges", "starts")}
    told |= {row["suggestion"] for row in read("pledges", "suggestions")}
    assert told == set(chinese)
    assert all(chinese.values())
    for model in (Target, Claim, Question):
        notes = model.objects.exclude(note="")
        assert notes.exists()
        assert not notes.filter(note_zh="").exists(), model
    suggestions = Question.objects.exclude(suggestion="")
    assert suggestions.exists()
    assert not suggestions.filter(suggestion_zh="").exists()


def test_a_question_asks_in_the_readers_language(client, declaration):
    asked = Question.objects.filter(government__slug="zhenjiang", code=QuestionCode.CLARIFY).get()
    client.force_login(make.certifier(asked.government))
    address = asked.get_absolute_url()
    chinese = client.get(address.replace("/en/", "/zh-hans/")).content.decode()
    assert f"<p>{asked.note_zh}</p>" in chinese
    assert "未说明峰值水平" in asked.note_zh
    assert asked.note not in chinese
    assert "peak level not stated" in client.get(address).content.decode()


def test_a_note_without_chinese_is_shown_in_english_and_marked():
    target = Target(note="Is aviation counted?")
    with translation.override("zh-hans"):
        assert (target.told_note.words, target.told_note.language) == ("Is aviation counted?", "en")
    with translation.override("en"):
        assert (target.told_note.words, target.told_note.language) == ("Is aviation counted?", "")
