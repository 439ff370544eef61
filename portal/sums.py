"""What a network's reports come to: a place counts only if no place around it counts already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from accounts.models import Government, Network
from inventories.enums import Publication
from inventories.models import Figure
from portal import disclosure

BASIS = ("measure", "year", "framework", "level", "gases", "gwp_set", "electricity")


@dataclass(frozen=True)
class Sum:
    """Accepted figures of one year that were counted alike, added up in tonnes.

    `inside` are the members whose emissions another member's figure holds already.
    """

    year: int
    label: str
    tonnes: Decimal
    counted: int
    inside: tuple[Government, ...]


def of_network(network: Network) -> Sum | None:
    """The sum of the latest year with figures that everyone may see, of those counted alike the most."""
    figures = _figures(network)
    if not figures:
        return None
    groups: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        groups[tuple(getattr(figure, f"{name}_id" if name == "measure" else name) for name in BASIS)].append(
            figure
        )
    chosen = max(groups.values(), key=lambda each: (len(each), each[0].measure.code))
    there = {figure.government_id: figure for figure in chosen}
    outer = outermost(there, parents_of(there))
    inside = sorted(set(there) - outer)
    named = Government.objects.with_names().in_bulk(inside)
    return Sum(
        year=chosen[0].year,
        label=chosen[0].measure.label,
        tonnes=sum((there[pk].tonnes or Decimal(0) for pk in outer), Decimal(0)),
        counted=len(outer),
        inside=tuple(named[pk] for pk in inside),
    )


def _figures(network: Network) -> list[Figure]:
    """Public masses of whole communities, of the latest year that has any; main series."""
    public = (
        Figure.objects.current()
        .filter(
            government__in=Government.objects.in_network(network),
            tonnes__isnull=False,
            series="main",
            measure__boundary="community",
            measure__sector="",
        )
        .exclude(version__publication=Publication.VERDICT)
    )
    public = public.exclude(pk__in=disclosure.telling(disclosure.may_tell(public).select_related("version")))
    latest = public.order_by("-year").values_list("year", flat=True).first()
    if latest is None:
        return []
    return list(public.filter(year=latest).select_related("measure").order_by("pk"))


def outermost(places: Collection[int], parents: Mapping[int, int]) -> set[int]:
    """Those of the places that lie in none of the others, near or far."""
    return {place for place in places if not any(above in places for above in _around(place, parents))}


def _around(place: int, parents: Mapping[int, int]) -> list[int]:
    found: list[int] = []
    while (above := parents.get(place)) is not None and above not in found:
        found.append(above)
        place = above
    return found


def parents_of(places: Collection[int]) -> dict[int, int]:
    """The place around each, and those around these; a query for each step outwards."""
    found: dict[int, int] = {}
    asked = set(places)
    while asked:
        rows = Government.objects.filter(pk__in=asked, parent__isnull=False)
        step = dict(rows.values_list("pk", "parent_id"))
        asked = set(step.values()) - found.keys() - step.keys()
        found |= step
    return found
