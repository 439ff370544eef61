"""How the views of partnerships find what they are about: for the staff of any partner, and nobody else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import loads
from accounts.models import Government, User
from accounts.permissions import Permission, may
from inventories.history import Refused
from partnerships.models import Partner, Partnership
from pledges.views import trails

View = Callable[..., HttpResponseBase]

load_government = loads(Government.objects.with_names, "slug")


@dataclass(frozen=True)
class Side:
    """A partnership as one of its partners works with it; `own` are all partners the user speaks for."""

    partnership: Partnership
    government: Government
    own: tuple[Partner, ...]

    @property
    def partner(self) -> Partner:
        return next(each for each in self.own if each.government_id == self.government.pk)


def load_side(permission: Permission = Permission.EDIT_COOPERATION) -> Callable[[View], View]:
    """Give the view the Side of whoever speaks for a partner; to all others the partnership is not there.

    Who speaks for a partner without this permission meets 403. Who speaks for several says for which with
    `government` (a slug); else it is the first.
    """

    def decorate(view: View) -> View:
        @login_required
        @wraps(view)
        def loaded(request: HttpRequest, reference: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
            partnership = get_object_or_404(
                Partnership.objects.select_related("network", "created_by").prefetch_related(
                    "partners__government__names", "partners__confirmed_by"
                ),
                reference=reference,
            )
            side = _side(request, partnership, permission)
            try:
                return view(request, side, *args, **kwargs)
            except Refused as refusal:  # a colleague or a partner was faster
                messages.error(request, str(refusal))
                return _back(side)

        return loaded

    return decorate


def _side(request: HttpRequest, partnership: Partnership, permission: Permission) -> Side:
    partners = list(partnership.partners.all())
    known = [each for each in partners if may(request.user, Permission.EDIT_COOPERATION, each.government)]
    if not known:
        raise Http404
    able = [each for each in known if may(request.user, permission, each.government)]
    if not able:
        raise PermissionDenied
    asked = request.POST.get("government") or request.GET.get("as", "")
    spoken = next((each for each in able if each.government.slug == asked), able[0])
    return Side(partnership, spoken.government, tuple(known))


def _back(side: Side) -> HttpResponseBase:
    if Partnership.objects.filter(pk=side.partnership.pk).exists():
        return redirect("partnerships:partnership", side.partnership.reference)
    return redirect("partnerships:cooperation", side.government.slug)


def confirming(side: Side, user: User) -> list[Partner]:
    """The partners that the user may confirm for."""
    return [each for each in side.own if may(user, Permission.CONFIRM_COOPERATION, each.government)]


def revision_of(data: QueryDict) -> int:
    """The revision the page was opened at; one that nothing has, where the form lost it."""
    text = data.get("revision", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 10**9


def of_government(government: Government) -> trails.Trail:
    here = (_("Cooperation"), reverse("partnerships:cooperation", args=[government.slug]))
    return [*trails.of_government(government), here]


def trail(side: Side) -> trails.Trail:
    reference = side.partnership.reference
    here = (
        _("Partnership %(reference)s") % {"reference": reference},
        reverse("partnerships:partnership", args=[reference]),
    )
    return [*of_government(side.government), here]
