"""What was sent when a session had ended, or a form's token had: carried in the session until they are back.

A section's form says whose it is, signed, so that nobody can plant entries and nobody else is given them.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.signals import user_logged_in
from django.core.signing import BadSignature, Signer
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User

View = Callable[..., HttpResponseBase]

FIELD = "whose"
IN_SESSION = "carried"
MOST_CHARACTERS = 400_000
MOST_SECTIONS = 3
SECTION_PAGE = "inventories:section-"
NOT_TYPED = frozenset({"csrfmiddlewaretoken", FIELD, "then", "resolve"})


def whose(user: User, reference: str, section: str) -> str:
    """The mark of a section's form: this person's, for this section of this report."""
    return _signer().sign(f"{user.pk}/{reference}/{section}")


def key(mark: str) -> str:
    """What a browser files entries under: the same each time, and says nothing of whose they are."""
    return mark.rsplit(":", 1)[-1]


def carry(request: HttpRequest, reference: str, section: str) -> bool:
    """Keep what was posted in the session, if it came from such a form; whether it is kept.

    The user of a session that has one must be whom the form was made for.
    """
    author = _author(request.POST.get(FIELD, ""), reference, section)
    if author is None or (request.user.is_authenticated and request.user.pk != author):
        return False
    typed = {name: value for name, value in request.POST.items() if name not in NOT_TYPED}
    if len(json.dumps(typed)) > MOST_CHARACTERS:
        return False
    held = [each for each in _held(request) if each["place"] != [reference, section]]
    entry = {"place": [reference, section], "by": author, "typed": typed}
    request.session[IN_SESSION] = [*held, entry][-MOST_SECTIONS:]
    return True


def taken(request: HttpRequest, reference: str, section: str) -> QueryDict | None:
    """What is carried for this section, for the one who typed it; it is carried no longer."""
    here = [each for each in _held(request) if each["place"] == [reference, section]]
    if not here:
        return None
    rest = [each for each in _held(request) if each not in here]
    request.session[IN_SESSION] = rest
    mine = [each for each in here if each["by"] == request.user.pk]
    if not mine:
        return None
    data = QueryDict(mutable=True)
    data.update(mine[0]["typed"])
    return data


def survives_sign_out(section: str) -> Callable[[View], View]:
    """The section's view, which carries what somebody posts whose session has ended, before they sign in."""

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            ended = request.method == "POST" and not request.user.is_authenticated
            if ended and carry(request, kwargs["reference"], section):
                messages.warning(
                    request,
                    _("Your session had ended. What you typed is kept: sign in, and it is filled in again."),
                )
            return view(request, *args, **kwargs)

        return wrapped

    return decorate


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a form whose token has ended; what a section's form held is kept."""
    match = request.resolver_match
    context: dict[str, Any] = {"section_url": ""}
    if match is not None and match.view_name.startswith(SECTION_PAGE):
        reference, section = match.kwargs["reference"], match.view_name.removeprefix(SECTION_PAGE)
        if carry(request, reference, section):
            context["section_url"] = reverse(match.view_name, args=[reference])
    return render(request, "403_csrf.html", context, status=403)


@receiver(user_logged_in)
def drop_others(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Whoever signs in on this browser is given nothing that another typed."""
    if held := _held(request):
        request.session[IN_SESSION] = [each for each in held if each["by"] == user.pk]


def _held(request: HttpRequest) -> list[dict[str, Any]]:
    return list(request.session.get(IN_SESSION, [])) if hasattr(request, "session") else []


def _author(mark: str, reference: str, section: str) -> int | None:
    """The pk of the person whose form it is; None where it is not one of ours, or of another section."""
    try:
        pk, *place = _signer().unsign(mark).split("/")
    except BadSignature:
        return None
    return int(pk) if place == [reference, section] else None


def _signer() -> Signer:
    return Signer(salt="inventories.carried")
