"""Judge by another method from now on."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from progress import trials
from progress.models import Method


class Command(BaseCommand):
    help = "Adopt a method that has been tried out; every government is then judged anew."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("label", help="the method, as try_method named it")

    def handle(self, *args: Any, **options: Any) -> None:
        method = Method.objects.filter(label=options["label"]).first()
        if method is None:
            raise CommandError(f"There is no method {options['label']}.")
        try:
            trials.adopt(method=method, by=None, now=timezone.now())
        except (trials.NotTried, trials.NotProposed, trials.OfOtherCode) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Method {method} is in force. The worker judges every government anew.")
