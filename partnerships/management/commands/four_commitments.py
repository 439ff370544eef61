"""List where each member of a network stands with the four commitments."""

from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import Government, Network
from partnerships import standing
from partnerships.enums import Commitment, CommitmentState


class Command(BaseCommand):
    help = "List the four commitments of every member of a network on a day, separated by tabs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("network", nargs="?", help="its slug; without it, each that has a declaration")
        parser.add_argument("--on", type=date.fromisoformat, metavar="YYYY-MM-DD", help="today without it")

    def handle(self, *args: Any, **options: Any) -> None:
        day = options["on"] or timezone.localdate()
        slug = options["network"]
        networks = Network.objects.filter(slug=slug) if slug else Network.objects.filter(
            declarations__isnull=False
        ).distinct()  # fmt: skip
        if slug and not networks:
            raise CommandError(f"There is no network {slug}.")
        for network in networks:
            self._list(network, day)

    def _list(self, network: Network, day: date) -> None:
        found = standing.of_network(network, day)
        slugs = dict(Government.objects.filter(pk__in=found).order_by("slug").values_list("slug", "pk"))
        self.stdout.write("\t".join(("government", *(each.value for each in Commitment), "next")))
        for slug, pk in slugs.items():
            states = [each.state.value for each in found[pk]]
            dues = [f"{each.due.code} {each.due.on or ''}".strip() for each in found[pk]]
            self.stdout.write("\t".join((slug, *states, ", ".join(dues))))
        for commitment in Commitment:
            counted = Counter(each.of(commitment).state for each in found.values())
            words = ", ".join(f"{state.value} {counted[state]}" for state in CommitmentState)
            self.stdout.write(f"# {network.slug}, {day}: {commitment.value}: {words}")
