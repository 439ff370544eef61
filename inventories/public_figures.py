"""Reference figures as the secretariat keeps them: taken over from open data, and removed again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Count, Max, Min, Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import Government, Network, User
from inventories.history import Refused
from inventories.importers.public.matching import ACCOUNT, Match
from inventories.importers.public.plans import Planned
from inventories.importers.public.sources import Source
from inventories.models import KnownAs, ReferenceFigure, ReferenceSource
from pledges import requests
from pledges.models import Measure

BATCH = 500
NOTED = 400
"""Characters of each fact that a note keeps."""


class NoMeasure(Refused):
    """The measures that the figures are of are not there."""


class NameTaken(Refused):
    """Others' tables know another government by this name or number."""


@dataclass(frozen=True)
class Compared:
    """Planned figures against those that are held: to be added, to be changed from what, there already."""

    added: Sequence[Planned]
    changed: Sequence[tuple[Planned, ReferenceFigure]]
    same: Sequence[Planned]

    @property
    def touched(self) -> set[int]:
        """Governments whose figures become others."""
        news = [*self.added, *(planned for planned, _held in self.changed)]
        return {planned.match.government.pk for planned in news}


def compare(planned: Iterable[Planned]) -> Compared:
    """Two queries, however many there are."""
    wanted = list(planned)
    sources = {each.source.text for each in wanted}
    held = {
        (figure.government_id, figure.source.text, figure.measure.code, figure.year): figure
        for figure in ReferenceFigure.objects.filter(source__text__in=sources).select_related(
            "source", "measure"
        )
    }
    added, changed, same = [], [], []
    for each in wanted:
        found = held.get((each.match.government.pk, each.source.text, each.source.measure, each.year))
        if found is None:
            added.append(each)
        elif found.tonnes == each.tonnes:
            same.append(each)
        else:
            changed.append((each, found))
    return Compared(added, changed, same)


@transaction.atomic
def take_over(
    *, planned: Sequence[Planned], recognised: Iterable[Match], because: str, by: User
) -> tuple[Compared, int]:
    """Write the figures, remember the numbers by which governments were recognised, ask for judgements.

    Repeating it changes nothing. Returns what became of the figures, and how many numbers are new. Raises
    NoMeasure.
    """
    compared = compare(planned)
    sources = {source: _source(source) for source in sorted({each.source for each in planned}, key=_order)}
    measures = _measures({source.measure for source in sources})
    ReferenceFigure.objects.bulk_create(
        [
            ReferenceFigure(
                government=each.match.government,
                measure_id=measures[each.source.measure],
                source=sources[each.source],
                year=each.year,
                tonnes=each.tonnes,
                note=note_of(each),
            )
            for each in compared.added
        ],
        batch_size=BATCH,
    )
    for each, figure in compared.changed:
        figure.tonnes, figure.note = each.tonnes, note_of(each)
    changed = [figure for _planned, figure in compared.changed]
    ReferenceFigure.objects.bulk_update(changed, ["tonnes", "note"], batch_size=BATCH)
    remembered = _remember(recognised, by)
    touched = Government.objects.filter(pk__in=compared.touched)
    requests.open_many(governments=touched, because=because)
    return compared, remembered


def _order(source: Source) -> tuple[int, str, bool]:
    return source.edition, source.content, source.is_co2


def _source(source: Source) -> ReferenceSource:
    """The source's row; what people changed of it stays."""
    told = ("label_en", "label_zh", "gases", "attribution_en", "attribution_zh")
    made, _is_new = ReferenceSource.objects.get_or_create(
        text=source.text,
        defaults={name: getattr(source, name) for name in told} | {"edition": str(source.edition)},
    )
    return made


def _measures(codes: set[str]) -> dict[str, int]:
    found = dict(Measure.objects.filter(code__in=codes).values_list("code", "pk"))
    if codes - found.keys():
        raise NoMeasure(
            _("The measures %(codes)s are missing. Load the Declaration’s reference data, then repeat.")
            % {"codes": ", ".join(sorted(codes - found.keys()))}
        )
    return found


def _remember(recognised: Iterable[Match], by: User) -> int:
    """Keep the numbers of governments; one that is known stays with whose it is."""
    of_account = {each.record.account: each.government for each in recognised}
    known = set(KnownAs.objects.filter(scheme=ACCOUNT, name__in=of_account).values_list("name", flat=True))
    new = [
        KnownAs(government=government, scheme=ACCOUNT, name=account, by=by)
        for account, government in of_account.items()
        if account not in known
    ]
    KnownAs.objects.bulk_create(new, batch_size=BATCH)
    return len(new)


def note_of(planned: Planned) -> str:
    """What the row says besides, as it is printed, in English."""
    record = planned.match.record
    facts = [
        f"CDP account {record.account}, handed in {record.edition}",
        f"accounting year {planned.period}",
        *(f"{words}: {_short(text)}" for words, text in _facts(record) if text),
        *planned.remarks,
    ]
    return "; ".join(facts)


def _short(text: str) -> str:
    return text if len(text) <= NOTED else f"{text[: NOTED - 1]}…"


def _facts(record: Any) -> list[tuple[str, str]]:
    amounts = {name: value for name, value in record.amounts.items() if value}
    printed = ", ".join(f"{name.replace('_', ' ')} {value:,f}" for name, value in sorted(amounts.items()))
    people = f"{record.population:,f} ({record.population_year})" if record.population else ""
    return [
        ("boundary", record.boundary),
        ("protocol", record.protocol),
        ("gases", record.gases),
        ("population", people.replace(" ()", "")),
        ("GDP", record.gdp),
        ("printed amounts", printed),
    ]


def held_by(network: Network) -> QuerySet[ReferenceSource]:
    """The sources that hold figures of the network's governments: how many, of how many, of which years."""
    mine = Q(figures__government__in=Government.objects.in_network(network))
    return (
        ReferenceSource.objects.filter(mine)
        .annotate(
            count=Count("figures", filter=mine),
            places=Count("figures__government", filter=mine, distinct=True),
            first=Min("figures__year", filter=mine),
            last=Max("figures__year", filter=mine),
        )
        .order_by("text")
    )


@transaction.atomic
def remove(*, source: ReferenceSource, network: Network) -> int:
    """Remove a source's figures of the network's governments, and have these judged anew. How many went."""
    figures = ReferenceFigure.objects.filter(
        source=source, government__in=Government.objects.in_network(network)
    )
    touched = list(Government.objects.filter(pk__in=figures.values("government")))
    count, _by_model = figures.delete()
    if not source.figures.exists():
        source.delete()
    requests.open_many(governments=touched, because=f"public figures were removed: {source.text}")
    return count


def know(*, government: Government, scheme: str, name: str, by: User) -> KnownAs:
    """Say by which name or number others' tables know a government. Raises NameTaken."""
    held = KnownAs.objects.filter(scheme=scheme, name=name).select_related("government").first()
    if held and held.government_id == government.pk:
        return held
    try:
        with transaction.atomic():
            return KnownAs.objects.create(government=government, scheme=scheme, name=name, by=by)
    except IntegrityError:
        raise NameTaken(
            _("“%(name)s” stands for another government already. Remove it there first.") % {"name": name}
        ) from None
