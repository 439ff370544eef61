"""Words in the reader's language: lists of them, and texts that data holds in both languages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import get_language


class Text(NamedTuple):
    """A text and its language; `language` is empty where it is the reader's own."""

    words: str
    language: str = ""

    def __str__(self) -> str:
        return self.words

    def __bool__(self) -> bool:
        return bool(self.words)


def in_chinese() -> bool:
    return (get_language() or "").startswith("zh")


def in_readers_language(*, en: str, zh: str) -> Text:
    """The Chinese for a Chinese reader, the English for others; where there is none, the other, marked."""
    if in_chinese():
        return Text(zh) if zh else Text(en, "en")
    return Text(en) if en or not zh else Text(zh, "zh-Hans")


def joined(words: Iterable[object]) -> str:
    """A list as people write it: with commas; in Chinese with 、."""
    return ("、" if in_chinese() else ", ").join(str(word) for word in words)
