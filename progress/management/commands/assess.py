"""Judge targets now, without waiting for a worker; or see what the judge would have said on another day."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import Government
from progress import assessments


class Command(BaseCommand):
    help = "Assess governments: those named, those that wait for it, or all."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "slug", nargs="*", help="governments to assess; without any, those that wait for it"
        )
        parser.add_argument("--all", action="store_true", help="every government with a target")
        parser.add_argument(
            "--as-of",
            type=date.fromisoformat,
            metavar="YYYY-MM-DD",
            help="only show what the judge says as of this day; store nothing",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        governments = self._chosen(options["slug"], options["all"])
        if options["as_of"]:
            self._show(governments, options["as_of"])
        else:
            self._assess([each.pk for each in governments])

    def _chosen(self, slugs: list[str], everyone: bool) -> list[Government]:
        if everyone:
            return list(Government.objects.filter(targets__isnull=False).distinct().order_by("pk"))
        if not slugs:
            waiting = assessments.requested() | assessments.outdated(timezone.now().date())
            return list(waiting)
        found = {each.slug: each for each in Government.objects.filter(slug__in=slugs)}
        if unknown := [slug for slug in slugs if slug not in found]:
            raise CommandError(f"There is no government {', '.join(unknown)}. Name it as in its address.")
        return [found[slug] for slug in slugs]

    def _assess(self, government_ids: list[int]) -> None:
        now = timezone.now()
        outcomes = [
            assessments.assess_range(government_ids=of_range, as_of=now.date(), now=now)
            for of_range in assessments.ranges(government_ids)
        ]
        self.stdout.write(
            f"Governments judged: {sum(each.judged for each in outcomes)} of {len(government_ids)}. "
            f"Verdicts new or changed: {sum(each.changed for each in outcomes)}, "
            f"unchanged: {sum(each.unchanged for each in outcomes)}, "
            f"withdrawn: {sum(each.withdrawn for each in outcomes)}."
        )

    def _show(self, governments: list[Government], as_of: date) -> None:
        for government in governments:
            for each in assessments.judge(government_id=government.pk, as_of=as_of, now=timezone.now()):
                words = [each.verdict, *each.record["open"]]
                flags = [flag["code"] for flag in each.record["flags"]]
                self.stdout.write(
                    f"{each.version.target.code}\t{' '.join(words)}\t{' '.join(flags)}".rstrip()
                )
