"""allauth's way in, by invitation only; its letters go through the outbox like all others."""

from __future__ import annotations

import uuid
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as current
from django.http import HttpRequest
from django.utils import timezone, translation

from accounts import outbox
from accounts.models import User


class InvitationOnlyAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write the letter in its reader's language, else in the page's.

        Several such letters may be due to one address, so the key names this one alone; most hold a link or
        a code, so none is kept once it is sent.
        """
        reader = User.objects.filter(email__iexact=email).first()
        with translation.override(reader.language if reader else translation.get_language()):
            words = {"request": current.request, "email": email, "site_name": "Milepost", **context}
            message = self.render_mail(template_prefix, email, words)
        outbox.write(
            key=f"{template_prefix}/{uuid.uuid4()}",
            to=email,
            subject=message.subject,
            body=message.body,
            now=timezone.now(),
            secret=True,
        )
