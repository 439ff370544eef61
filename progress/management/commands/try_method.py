"""Try a method out: list the verdicts that would change, and tell nobody."""

from __future__ import annotations

from argparse import ArgumentParser
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from progress import trials
from progress.models import Method, Trial


class Command(BaseCommand):
    help = "Try the method of the judge that runs, with these settings, and list what would change."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--method", metavar="LABEL", help="one already proposed; else a new one is")
        parser.add_argument("--reason", default="", help="why it is proposed")
        parser.add_argument("--peak-decline-years", type=int, metavar="YEARS")
        for name in ("peak-exceedance", "trend-p", "base-change"):
            parser.add_argument(f"--{name}", type=Decimal, metavar="SHARE")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        try:
            method = self._method(options)
            trial = trials.start(method=method, as_of=now.date(), now=now)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except (trials.NothingNew, trials.NotProposed, trials.OfOtherCode) as error:
            raise CommandError(str(error)) from error
        trials.go_on(trial_id=trial.pk, now=now)
        self._tell(trial)

    def _method(self, options: dict[str, Any]) -> Method:
        if label := options["method"]:
            found = Method.objects.filter(label=label).first()
            if found is None:
                raise CommandError(f"There is no method {label}.")
            return found
        values = {name: options[name] for name in trials.SETTINGS if options[name] is not None}
        return trials.propose(values=values, reason=options["reason"], by=None, now=timezone.now())

    def _tell(self, trial: Trial) -> None:
        trial.refresh_from_db()
        changes = trial.changes.select_related("target")
        for each in changes:
            before = f"{each.verdict_before} {each.reason_before}".strip() or "(no verdict yet)"
            after = f"{each.verdict_after} {each.reason_after}".strip()
            self.stdout.write(f"{each.target.code}\t{before}\t{after}")
        self.stdout.write(
            f"Method {trial.method}: {trial.done} targets judged as of {trial.as_of}, "
            f"{len(changes)} would change. To switch: manage.py adopt_method {trial.method}"
        )
