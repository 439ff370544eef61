"""How a view allows: sign in, then find, then ask may()."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404

from accounts.permissions import Permission, knows, may

if TYPE_CHECKING:
    from accounts.models import User

View = Callable[..., HttpResponseBase]


class SignedIn(HttpRequest):
    """A request of somebody who has signed in, as `loads` and `login_required` let it through (for types)."""

    user: User


def loads(query: Callable[[], QuerySet[Any]], field: str) -> Callable[[View], View]:
    """A decorator that turns the address's `field` into the object, for those who have signed in."""

    def decorate(view: View) -> View:
        @login_required
        @wraps(view)
        def loaded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            obj = get_object_or_404(query(), **{field: kwargs.pop(field)})
            return view(request, obj, *args, **kwargs)

        return loaded

    return decorate


def require(permission: Permission) -> Callable[[View], View]:
    """Allow those who may. To a stranger the object is not there (404); to a colleague it is closed (403)."""

    def decorate(view: View) -> View:
        @wraps(view)
        def allowed(request: HttpRequest, obj: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not knows(request.user, obj):
                raise Http404
            if not may(request.user, permission, obj):
                raise PermissionDenied
            return view(request, obj, *args, **kwargs)

        return allowed

    return decorate


def require_somewhere(permission: Permission) -> Callable[[View], View]:
    """Allow those who may at any place of theirs, for what belongs to no place. Whoever has no place finds
    nothing (404)."""

    def decorate(view: View) -> View:
        @login_required
        @wraps(view)
        def allowed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not knows(request.user, None):
                raise Http404
            if not may(request.user, permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return allowed

    return decorate
