"""manage.py load_public_figures: numbers that governments did not report, with whom they come from."""

from decimal import Decimal
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from accounts.models import Government
from inventories.enums import Gases, GwpSet
from inventories.models import ReferenceFigure, ReferenceSource
from pledges import requests
from pledges.loading.rows import Tally, bring, touched
from pledges.loading.tables import Row, read, slug_of_key
from pledges.models import Measure

SOURCE = ("label_en", "label_zh", "gwp_set", "gases", "edition", "attribution_en", "attribution_zh")
KEY = ("government_id", "measure_id", "source_id", "year")
VALUES = ("tonnes", "note")


class Command(BaseCommand):
    help = "Load public figures as reference figures and have their governments assessed; safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            sources, (figures, unknown) = load_sources(), load_figures()
        for tally in (sources, figures):
            self.stdout.write(f"  {tally}")
        if unknown:
            names = ", ".join(sorted(unknown))
            self.stdout.write(f"  left out, because no government of that name is loaded: {names}")


def load_sources() -> Tally:
    by_people = touched(ReferenceSource)
    return bring(
        "sources of public figures",
        ReferenceSource,
        [_source(row) for row in read("inventories", "sources")],
        key=("text",),
        fields=SOURCE,
        keep=lambda found: found.pk in by_people,
    )


def _source(row: Row) -> ReferenceSource:
    copied = {name: row[name] for name in SOURCE if name not in ("gwp_set", "gases")}
    return ReferenceSource(
        text=row["source"],
        gwp_set=row["gwp_set"] or GwpSet.UNKNOWN,
        gases=row["gases_code"] or Gases.UNKNOWN,
        **copied,
    )


def load_figures() -> tuple[Tally, set[str]]:
    """Also the names for which there is no government. Those whose figures changed are assessed anew."""
    governments = dict(Government.objects.values_list("slug", "pk"))
    wanted, unknown = [], set()
    measures = dict(Measure.objects.values_list("code", "pk"))
    sources = dict(ReferenceSource.objects.values_list("text", "pk"))
    for row in read("inventories", "public_figures"):
        government_id = governments.get(slug_of_key().get(row["signatory"], ""))
        if government_id is None:
            unknown.add(row["signatory"])
            continue
        wanted.append(
            ReferenceFigure(
                government_id=government_id,
                measure_id=measures[f"{row['quantity']}-{row['boundary']}"],
                source_id=sources[row["source"]],
                year=int(row["year"]),
                tonnes=Decimal(row["tonnes"]),
                note=row["note"],
            )
        )
    before = _by_government()
    tally = bring("public figures", ReferenceFigure, wanted, key=KEY, fields=VALUES)
    if tally.created or tally.changed:
        _ask_for_assessments(before)
    return tally, unknown


def _by_government() -> dict[int, set[tuple[Any, ...]]]:
    """What each government's figures say, to tell afterwards whose have changed."""
    found: dict[int, set[tuple[Any, ...]]] = {}
    for row in ReferenceFigure.objects.values_list(*KEY, *VALUES):
        found.setdefault(row[0], set()).add(row)
    return found


def _ask_for_assessments(before: dict[int, set[tuple[Any, ...]]]) -> None:
    changed = [pk for pk, figures in _by_government().items() if figures != before.get(pk)]
    requests.open_many(
        governments=Government.objects.filter(pk__in=changed), because="public figures were loaded"
    )
