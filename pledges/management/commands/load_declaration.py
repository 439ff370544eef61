"""manage.py load_declaration"""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from pledges import loading


class Command(BaseCommand):
    help = (
        "Load governments, networks, the Declaration, its promises and what they leave open; safe to repeat."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        for tally in loading.load(now=timezone.now()):
            self.stdout.write(f"  {tally}")
