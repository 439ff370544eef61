"""manage.py found_secretariat: a network's first administrator, who then invites everyone else."""

from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.utils import timezone

from accounts import founding
from accounts.models import Network, User


class Command(BaseCommand):
    help = "Make somebody the first administrator of a network; asks for a password if they are new."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("network", help="the network's slug, for example climate-leaders")
        parser.add_argument("email")
        parser.add_argument("--name", default="", help="the person's name")

    def handle(self, *args: Any, **options: Any) -> None:
        network = Network.objects.filter(slug=options["network"]).first()
        if network is None:
            known = ", ".join(Network.objects.values_list("slug", flat=True)) or "none: run load_declaration"
            raise CommandError(f"There is no network {options['network']}. Known: {known}")
        email = options["email"].strip().lower()
        try:
            validate_email(email)
            password = None if User.objects.filter(email__iexact=email).exists() else _new_password(email)
            founding.found(
                network=network, email=email, name=options["name"], password=password, now=timezone.now()
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except founding.SecretariatExists as error:
            raise CommandError(
                f"{network.slug} has an administrator already, who invites the others."
            ) from error
        self.stdout.write(f"{email} administers {network.slug} now. Sign in, and invite the others.")


def _new_password(email: str) -> str:
    """Ask twice. Raises ValidationError for a password that is too weak or typed differently."""
    password = getpass("Password: ")
    if password != getpass("The same password again: "):
        raise ValidationError("The two passwords differ. Nothing was made.")
    validate_password(password, User(email=email))
    return password
