"""List every commitment: its verdict or reason, what else is open, and what would clear the reason."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from progress import commitments, methods

COLUMNS = ("code", "kind", "verdict", "reason", "open", "flags", "questions", "cleared by")


class Command(BaseCommand):
    help = "List every target in force as the judge sees it, separated by tabs; nothing is stored."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--as-of",
            type=date.fromisoformat,
            metavar="YYYY-MM-DD",
            help="as of this day; today without it",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        self.stdout.write("\t".join(COLUMNS))
        for each in commitments.on(options["as_of"] or now.date(), method=methods.in_force(now)):
            lists = (each.open, each.flags, each.questions, each.cleared_by)
            words = [each.code, each.kind, each.verdict, each.reason, *(" ".join(one) for one in lists)]
            self.stdout.write("\t".join(words))
