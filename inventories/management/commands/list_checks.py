"""List every check that a report goes through: code, severity, title in English and in Chinese."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import override

from inventories.checks import explained

COLUMNS = ("code", "severity", "title", "title in Chinese")
LANGUAGES = ("en", "zh-hans")


class Command(BaseCommand):
    help = "List every check, errors first, separated by tabs; the page /method/checks/ says them in full."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write("\t".join(COLUMNS))
        for each in explained.every():
            self.stdout.write("\t".join((each.code, each.severity.value, *_titles(each))))


def _titles(check: explained.Explained) -> list[str]:
    titles = []
    for language in LANGUAGES:
        with override(language):
            titles.append(check.title)
    return titles
