"""Letters: written in the transaction that causes them, sent afterwards, each of them once."""

from __future__ import annotations

import datetime
import hashlib
import logging
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F, Q, QuerySet
from django.utils import translation

from accounts import dispatch
from accounts.enums import MailState
from accounts.models import Mail, User

logger = logging.getLogger(__name__)

SEND_MAIL = "progress.send_mail"
MOST_ATTEMPTS = 5
PAUSES = {1: 1, 2: 5, 3: 30, 4: 120}
"""Minutes to wait after so many failed attempts: a mail server may be away for two hours."""
ABANDONED_AFTER = datetime.timedelta(minutes=15)
"""A letter in sending for longer was held by a worker that is gone."""
SECRET = "secret/"  # noqa: S105  the beginning of a key, not a secret


def write(
    *, key: str, to: str, subject: str, body: str, now: datetime.datetime, secret: bool = False
) -> Mail:
    """Put a letter into the outbox, in the caller's transaction; a second one of the same `key` is the first.

    `key` names the cause and the reader, for example 'returned/17/user-3'. The body of a `secret` letter
    (with a link that lets its reader in) is forgotten as soon as it is sent.
    """
    if secret:
        key = SECRET + key
    mail, written = Mail.objects.get_or_create(
        key=key, defaults={"to": to, "subject": _one_line(subject), "body": body, "written_at": now}
    )
    if written:
        dispatch.send_on_commit(SEND_MAIL, mail_id=mail.pk)
    return mail


def write_to_many(
    *,
    key: str,
    readers: Iterable[User],
    compose: Callable[[User], tuple[str, str]],
    now: datetime.datetime,
) -> list[Mail]:
    """A letter to each reader in their own language.

    `compose(reader)` gives subject and body; it is called with the reader's language at work, so that
    gettext and reverse() both speak it.
    """
    written = []
    for reader in readers:
        with translation.override(reader.language):
            subject, body = compose(reader)
        written.append(
            write(key=f"{key}/user-{reader.pk}", to=reader.email, subject=subject, body=body, now=now)
        )
    return written


def link(path: str) -> str:
    """The whole address of a page of ours, for a letter."""
    return settings.SITE_URL.rstrip("/") + path


def send(*, mail_id: int, now: datetime.datetime) -> bool:
    """Send the letter if nobody else does; whether it was sent by this call.

    Never raises for a mail server's failure: the letter waits again, and fails after MOST_ATTEMPTS.
    """
    claimed = waiting(now).filter(pk=mail_id)
    if not claimed.update(state=MailState.SENDING, taken_at=now, attempts=F("attempts") + 1):
        return False
    mail = Mail.objects.get(pk=mail_id)
    try:
        _message(mail).send()
    except Exception as error:  # whatever a mail backend raises, the letter must not be lost
        _put_back(mail, error)
        return False
    mail.state, mail.sent_at, mail.error = MailState.SENT, now, ""
    if mail.key.startswith(SECRET):
        mail.body = ""
    mail.save(update_fields=["state", "sent_at", "error", "body"])
    return True


def waiting(now: datetime.datetime) -> QuerySet[Mail]:
    """Letters to send now: waiting ones whose pause is over, and those that a lost worker held."""
    rested = Q(attempts=0)
    for attempts, minutes in PAUSES.items():
        rested |= Q(attempts=attempts, taken_at__lte=now - datetime.timedelta(minutes=minutes))
    return Mail.objects.filter(
        Q(state=MailState.WAITING) & rested | Q(state=MailState.SENDING, taken_at__lte=now - ABANDONED_AFTER)
    )


def try_again(*, letters: QuerySet[Mail]) -> int:
    """Let letters that failed wait anew; how many."""
    failed = list(letters.filter(state=MailState.FAILED).values_list("pk", flat=True))
    Mail.objects.filter(pk__in=failed).update(state=MailState.WAITING, attempts=0)
    for pk in failed:
        dispatch.send_on_commit(SEND_MAIL, mail_id=pk)
    return len(failed)


def _message(mail: Mail) -> EmailMessage:
    name = hashlib.sha256(mail.key.encode()).hexdigest()[:32]
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    headers = {"Message-ID": f"<{name}@{host}>", "Auto-Submitted": "auto-generated"}
    return EmailMessage(mail.subject, mail.body, settings.DEFAULT_FROM_EMAIL, [mail.to], headers=headers)


def _put_back(mail: Mail, error: Exception) -> None:
    mail.state = MailState.FAILED if mail.attempts >= MOST_ATTEMPTS else MailState.WAITING
    mail.error = f"{type(error).__name__}: {error}"[:1000]
    mail.save(update_fields=["state", "error"])
    logger.warning(
        "letter not sent: mail=%s attempt=%s error=%s", mail.pk, mail.attempts, type(error).__name__
    )


def _one_line(subject: str) -> str:
    return " ".join(subject.split())[:240]
