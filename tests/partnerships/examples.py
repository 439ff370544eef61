"""Partnerships for tests: Saint Paul and Zhenjiang learn from each other."""

from __future__ import annotations

import datetime
from typing import Any

from accounts.models import Government
from partnerships.actions import exchanges, partnerships
from partnerships.models import Exchange, Partnership
from tests import make

DAY = datetime.date

VALUES: dict[str, Any] = {
    "kind": "memorandum",
    "title_en": "Buildings that need less",
    "title_zh": "低能耗建筑合作",
    "topics": ["buildings", "finance"],
    "starts_on": DAY(2024, 3, 1),
    "ends_on": DAY(2027, 12, 31),
}


def draft(one: Government, other: Government, **values: Any) -> Partnership:
    return partnerships.begin(
        government=one,
        partners=[other],
        values={**VALUES, **values},
        by=make.contributor(one),
        now=make.NOW,
    )


def save(partnership: Partnership, *partners: Government, **details: Any) -> None:
    """Save a draft with what is given; the rest is as it stands."""
    kept: dict[str, Any] = {
        "revision": partnership.revision,
        "values": {},
        "partners": partners or [each.government for each in partnership.partners.all()],
        "deliverables": list(partnership.deliverables.values("text_en", "text_zh", "due")),
        "by": make.user(),
        "now": make.NOW,
    }
    partnerships.save(partnership=partnership, **{**kept, **details})


def proposed(one: Government, other: Government, **values: Any) -> Partnership:
    made = draft(one, other, **values)
    save(made, deliverables=[{"text_en": "A joint guide to retrofits", "due": DAY(2025, 6, 30)}])
    partnerships.propose(partnership=made, government=one, by=make.certifier(one), now=make.NOW)
    return made


def confirmed(one: Government, other: Government, **values: Any) -> Partnership:
    made = proposed(one, other, **values)
    partnerships.confirm(partnership=made, government=other, by=make.certifier(other), now=make.NOW)
    return made


def exchange(partnership: Partnership, **values: Any) -> Exchange:
    given: dict[str, Any] = {
        "kind": "visit",
        "title_en": "Visit to the retrofitted schools",
        "starts_on": DAY(2025, 4, 7),
        "ends_on": DAY(2025, 4, 11),
        "participants": 12,
        **values,
    }
    return exchanges.save(
        partnership=partnership,
        values=given,
        governments=[each.government for each in partnership.partners.all()],
        by=make.user(),
        now=make.NOW,
    )
