"""Sentences in the reader's language."""

from __future__ import annotations

import re

from django import template
from django.template import Context, Node, NodeList
from django.template.base import Parser, Token
from django.utils.safestring import SafeString, mark_safe

from accounts.words import in_chinese

register = template.Library()

AFTER_FULL_WIDTH = re.compile(r"(?<=[。！？；：，、）》”])[ \t\r\n]+(?=[^\s])")


class Sentences(Node):
    def __init__(self, inside: NodeList) -> None:
        self.inside = inside

    def render(self, context: Context) -> SafeString:
        text = self.inside.render(context)
        return mark_safe(AFTER_FULL_WIDTH.sub("", text)) if in_chinese() else text  # noqa: S308  only shortened


@register.tag
def sentences(parser: Parser, token: Token) -> Sentences:
    """{% sentences %}...{% endsentences %}: no space after Chinese punctuation, where line breaks leave one.

    Not around what people typed into a field: its line breaks are theirs.
    """
    inside = parser.parse(("endsentences",))
    parser.delete_first_token()
    return Sentences(inside)
