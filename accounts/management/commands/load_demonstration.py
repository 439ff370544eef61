"""manage.py load_demonstration: accounts to try Milepost out with, on one's own computer only."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts import demonstration


class Command(BaseCommand):
    help = "Make the demonstration accounts that are not there yet, and print them all."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("Everyone knows the password of these accounts: not in production.")
        try:
            made = demonstration.load(now=timezone.now())
        except demonstration.PlaceMissing as place:
            raise CommandError(f"There is no {place} yet. Run: manage.py load_declaration") from place
        width = max(len(person.email) for person in demonstration.PEOPLE)
        for email, password, who in demonstration.LOGINS:
            self.stdout.write(f"{email:{width}}  {password}  {who}")
        self.stdout.write(f"{made} made, {len(demonstration.PEOPLE) - made} there already.")
