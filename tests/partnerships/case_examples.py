"""Case studies for tests, taken as far as the name says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from accounts.models import Government
from partnerships.actions import cases
from partnerships.actions.cases import Claim
from partnerships.models import CaseStudy
from tests import make

VALUES: dict[str, Any] = {
    "title_en": "Heat from sewage",
    "text_en": "The city takes heat from its sewers.\n\nIt warms 300 homes.",
    "topics": ["buildings", "water"],
    "sector": "I",
}


def draft(place: Government, claims: Sequence[Claim] = (), **values: Any) -> CaseStudy:
    by = make.contributor(place)
    return cases.begin(government=place, values=VALUES | values, claims=claims, by=by, now=make.NOW)


def submitted(place: Government, claims: Sequence[Claim] = (), **values: Any) -> CaseStudy:
    made = draft(place, claims, **values)
    cases.submit(case=made, by=make.certifier(place), now=make.NOW)
    return made


def returned(place: Government, claims: Sequence[Claim] = (), **values: Any) -> CaseStudy:
    made = submitted(place, claims, **values)
    cases.give_back(case=made, note="Which homes?", by=make.user(), now=make.NOW)
    return made


def published(place: Government, claims: Sequence[Claim] = (), **values: Any) -> CaseStudy:
    made = submitted(place, claims, **values)
    cases.publish(case=made, by=make.user(), now=make.NOW)
    return made
