"""Lists, texts in two languages, and sentences one after the other."""

import pytest
from django.template import engines
from django.utils import translation

from accounts import words


@pytest.mark.parametrize(("language", "expected"), [("en", "a, b, 2019"), ("zh-hans", "a、b、2019")])
def test_a_list_is_joined_as_the_reader_writes_it(language, expected):
    with translation.override(language):
        assert words.joined(["a", "b", 2019]) == expected


def test_a_text_without_chinese_is_marked_as_english():
    with translation.override("zh-hans"):
        assert words.in_readers_language(en="Which year?", zh="哪一年？") == ("哪一年？", "")
        assert words.in_readers_language(en="Which year?", zh="") == ("Which year?", "en")
    with translation.override("en"):
        assert words.in_readers_language(en="Which year?", zh="哪一年？") == ("Which year?", "")


def test_line_breaks_leave_no_space_between_chinese_sentences():
    page = engines["django"].from_string(
        "{% load words %}{% sentences %}{{ first }}\n  {{ second }} <b>3</b>{% endsentences %}"
    )
    with translation.override("zh-hans"):
        assert page.render({"first": "一项承诺。", "second": "a < b"}) == "一项承诺。a &lt; b <b>3</b>"
    with translation.override("en"):
        assert page.render({"first": "One.", "second": "Two."}) == "One.\n  Two. <b>3</b>"
