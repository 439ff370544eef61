"""One address, one view for each method."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed

View = Callable[..., HttpResponseBase]


def by_method(*, get: View, post: View) -> View:
    """A view that shows with `get` and acts with `post`."""

    @wraps(get)
    def dispatch(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST":
            return post(request, *args, **kwargs)
        if request.method in ("GET", "HEAD"):
            return get(request, *args, **kwargs)
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])

    return dispatch
