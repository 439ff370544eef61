"""What every page needs to know about where it is."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.template import Context
from django.urls import reverse, translate_url
from django.utils.translation import get_language, get_language_info, override

from accounts import places

register = template.Library()


@register.simple_tag(takes_context=True)
def other_languages(context: Context) -> list[dict[str, str]]:
    """This page in the languages it is not shown in: code, the language's own name, address.

    Where the page does not exist in the other language (an address that is nothing), its home page.
    """
    request = context.get("request")
    path = request.get_full_path() if request else ""
    return [
        {"code": code, "name": own_name(code), "url": in_language(path, code)}
        for code, _name in settings.LANGUAGES
        if code != get_language()
    ]


def own_name(code: str) -> str:
    return str(get_language_info(code)["name_local"])


def in_language(path: str, code: str) -> str:
    translated = translate_url(path, code) if path else ""
    if translated and translated != path:
        return translated
    with override(code):
        return reverse("portal:home")


@register.simple_tag(takes_context=True)
def here(context: Context, *names: str) -> bool:
    """Whether the page at hand has one of these view names ('portal:home')."""
    request: Any = context.get("request")
    match = getattr(request, "resolver_match", None)
    return match is not None and match.view_name in names


@register.filter
def elided(page: Any) -> Any:
    """The numbers of a Page's neighbours and ends, with marks where some are left out."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.filter
def country(code: str) -> str:
    """A country's name in the reader's language."""
    return places.country_name(code)
