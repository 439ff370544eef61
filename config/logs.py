"""What the logs leave out: links that let their reader in, and tracebacks of refusals."""

from __future__ import annotations

import logging
import re
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from gunicorn.glogging import Logger

SLASH = "(?:/|%2f)"  # a path stands percent-encoded in a query, as where to go after signing in
OPENS = "|".join(
    ("invitations", f"(?:en|zh-hans){SLASH}parts", f"password{SLASH}reset{SLASH}key", "confirm-email")
)
SECRET = re.compile(rf"({SLASH}(?:{OPENS}){SLASH})[^\s?&\"']+", re.IGNORECASE)


def without_secrets(value: Any) -> Any:
    """A text, or the texts in a tuple or a dictionary, with '…' for what follows such a path."""
    if isinstance(value, str):
        return SECRET.sub(r"\1…", value)
    if isinstance(value, tuple):
        return tuple(without_secrets(each) for each in value)
    if isinstance(value, dict):
        return {key: without_secrets(each) for key, each in value.items()}
    return value


class NoSecrets(logging.Filter):
    """Takes the tokens of invitations and the keys of letters out of a record."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.args:
            record.args = without_secrets(record.args)
        else:  # with arguments the message is a pattern, whose placeholders must stay
            record.msg = without_secrets(record.msg)
        return True


class OneLineRefusals(logging.Filter):
    """Who may not do something, or finds nothing, is worth a line and not a traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and isinstance(record.exc_info[1], PermissionDenied | Http404):
            record.exc_info = record.exc_text = None
        return True


class ServerLogger(Logger):
    """gunicorn's logs, without secrets in the access log or in its errors."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        self.error_log.addFilter(NoSecrets())

    def atoms(self, *args: Any) -> dict[str, Any]:
        """Everything an access log can say: the address, the page one came from, headers."""
        return without_secrets(super().atoms(*args))
