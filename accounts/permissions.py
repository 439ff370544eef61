"""One question everywhere: may(user, Permission.X, obj)?"""

from __future__ import annotations

from enum import Enum
from typing import Any

from django.contrib.auth.models import AnonymousUser

from accounts.enums import Role
from accounts.models import Government, Network, NetworkMembership, User


class Permission(Enum):
    """What can be done to a government, a network or something of theirs."""

    SEE_DESK = "see desk"
    SEE_REPORT = "see a report that is not public"
    SEE_DRAFT = "see what a draft holds before it is submitted"
    EDIT_REPORT = "edit a report"
    SUBMIT_REPORT = "certify and submit a report"
    ANSWER_QUESTION = "answer a question, declare a target"
    EDIT_PLAN = "edit a plan, its progress and roadmaps"
    SUBMIT_PLAN = "submit a plan, say what a statement became"
    EDIT_COOPERATION = "edit partnerships, offers, needs and case studies"
    CONFIRM_COOPERATION = "confirm or decline a partnership, submit a case study"
    REPLY_TO_VERDICT = "reply to a verdict, let it be published, appeal"
    SEE_MEMBERS = "see members"
    INVITE_STAFF = "invite and remove staff"
    SEE_QUEUE = "see the network's queue"
    REVIEW_REPORT = "review, remark, return, accept"
    REVIEW_PLAN = "return or accept a plan"
    REVIEW_CASE = "return or publish a case study"
    SEE_NEEDS = "see unmet needs and who has no partner"
    CONFIRM_TARGET = "confirm a target or an answer"
    DECIDE_VERDICT = "decide a verdict by hand, decide an appeal"
    INVITE_SECRETARIAT = "invite and remove the secretariat"
    SET_METHOD = "propose, try, adopt or drop a method of judging"
    USE_ADMIN = "use the admin"
    CHANGE_REFERENCE = "change reference data in the admin"


_CONTRIBUTOR = frozenset(
    {
        Permission.SEE_DESK,
        Permission.SEE_REPORT,
        Permission.SEE_DRAFT,
        Permission.EDIT_REPORT,
        Permission.EDIT_PLAN,
        Permission.EDIT_COOPERATION,
        Permission.SEE_MEMBERS,
    }
)
_CERTIFIER = _CONTRIBUTOR | {
    Permission.SUBMIT_REPORT,
    Permission.SUBMIT_PLAN,
    Permission.CONFIRM_COOPERATION,
    Permission.ANSWER_QUESTION,
    Permission.REPLY_TO_VERDICT,
    Permission.INVITE_STAFF,
}
_REVIEWER = frozenset(
    {
        Permission.SEE_DESK,
        Permission.SEE_REPORT,
        Permission.SEE_MEMBERS,
        Permission.INVITE_STAFF,
        Permission.SEE_QUEUE,
        Permission.REVIEW_REPORT,
        Permission.REVIEW_PLAN,
        Permission.REVIEW_CASE,
        Permission.SEE_NEEDS,
        Permission.CONFIRM_TARGET,
        Permission.DECIDE_VERDICT,
        Permission.USE_ADMIN,
    }
)
_ADMINISTRATOR = _REVIEWER | {
    Permission.INVITE_SECRETARIAT,
    Permission.SET_METHOD,
    Permission.CHANGE_REFERENCE,
}

PERMISSIONS_OF: dict[str, frozenset[Permission]] = {
    Role.CONTRIBUTOR: _CONTRIBUTOR,
    Role.CERTIFIER: _CERTIFIER,
    Role.REVIEWER: _REVIEWER,
    Role.ADMINISTRATOR: _ADMINISTRATOR,
}


def may(user: User | AnonymousUser, permission: Permission, obj: Any = None) -> bool:
    """Whether `user` may do `permission` to `obj`.

    `obj` is a Government, a Network, something with a `.government`, or None for what belongs to no
    place (the admin, methods). A network's roles reach every government that is a member of it now.
    """
    return any(permission in PERMISSIONS_OF[role] for role in roles(user, obj))


def knows(user: User | AnonymousUser, obj: Any) -> bool:
    """Whether `obj` exists for `user` at all: to a stranger it is not there (404, not 403)."""
    return bool(roles(user, obj))


def roles(user: User | AnonymousUser, obj: Any = None) -> set[str]:
    """The roles that `user` has towards `obj`."""
    if not isinstance(user, User) or not user.is_active:
        return set()
    memberships = user.current_memberships
    if obj is None:
        return {membership.role for membership in memberships}
    if isinstance(obj, Network):
        return {membership.role for membership in memberships if membership.network_id == obj.pk}
    government = obj if isinstance(obj, Government) else obj.government
    own = {membership.role for membership in memberships if membership.government_id == government.pk}
    networks = {membership.network_id: membership.role for membership in memberships if membership.network_id}
    if not networks:
        return own
    reached = NetworkMembership.objects.current().filter(network__in=networks, government=government)
    return own | {networks[pk] for pk in reached.values_list("network_id", flat=True)}
