"""manage.py load_cooperation"""

from typing import Any

from django.core.management.base import BaseCommand

from partnerships import loading


class Command(BaseCommand):
    help = "Load organisations, what they do in networks, and the summits; safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        for tally in loading.load():
            self.stdout.write(f"  {tally}")
