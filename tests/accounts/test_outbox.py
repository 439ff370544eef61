"""A letter is written with its cause, sent once, and never lost."""

import datetime

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils.translation import gettext

from accounts import dispatch, outbox
from accounts.enums import MailState
from accounts.models import Mail
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db


class Away(BaseEmailBackend):
    """A mail server that does not answer."""

    def send_messages(self, email_messages):
        raise ConnectionRefusedError("no server here")


@pytest.fixture
def away(settings):
    settings.EMAIL_BACKEND = f"{Away.__module__}.Away"


def letter(**fields):
    return outbox.write(
        **{"key": "a/1", "to": "mayor@example.org", "subject": "Hello", "body": "Words", "now": NOW, **fields}
    )


def after(**pause):
    return NOW + datetime.timedelta(**pause)


def test_a_letter_of_the_same_key_is_written_once():
    first = letter()
    assert letter(subject="Another") == first
    assert Mail.objects.get().subject == "Hello"


def test_a_letter_rolls_back_with_its_cause():
    with transaction.atomic():
        letter()
        transaction.set_rollback(True)
    assert not Mail.objects.exists()


def test_the_worker_hears_of_a_letter_after_the_commit(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        made = letter()
        letter()
    (callback,) = callbacks
    assert callback.func is dispatch.send
    assert (callback.args, callback.keywords) == (("progress.send_mail",), {"mail_id": made.pk})


def test_a_letter_is_sent_once():
    made = letter()
    assert outbox.send(mail_id=made.pk, now=NOW)
    assert not outbox.send(mail_id=made.pk, now=after(hours=9))
    (message,) = mail.outbox
    assert (message.to, message.subject, message.body) == (["mayor@example.org"], "Hello", "Words")
    made.refresh_from_db()
    assert (made.state, made.sent_at, made.attempts) == (MailState.SENT, NOW, 1)


def test_the_message_id_comes_from_the_key_alone(settings):
    settings.SITE_URL = "https://milepost.example"
    outbox.send(mail_id=letter().pk, now=NOW)
    Mail.objects.all().delete()
    outbox.send(mail_id=letter(subject="Changed").pk, now=after(days=1))
    outbox.send(mail_id=letter(key="a/2").pk, now=NOW)
    first, again, other = (message.extra_headers["Message-ID"] for message in mail.outbox)
    assert first == again != other
    assert first.endswith("@milepost.example>")


def test_a_subject_of_several_lines_becomes_one():
    assert letter(subject="Report\nBcc: all@example.org").subject == "Report Bcc: all@example.org"


@pytest.mark.usefixtures("away")
def test_a_failure_lets_the_letter_wait_longer_each_time_and_fail_after_five():
    made = letter()
    now, pauses = NOW, []
    for _attempt in range(5):
        assert not outbox.send(mail_id=made.pk, now=now)
        begun = now
        made.refresh_from_db()
        while made.state == MailState.WAITING and not outbox.waiting(now).exists():
            now += datetime.timedelta(minutes=1)
        pauses.append((now - begun).total_seconds() / 60)
    assert pauses == [1, 5, 30, 120, 0]
    assert (made.state, made.attempts) == (MailState.FAILED, 5)
    assert made.error == "ConnectionRefusedError: no server here"
    assert not outbox.waiting(after(days=30)).exists()


def test_a_letter_goes_out_when_the_server_is_back(away, settings):
    made = letter()
    outbox.send(mail_id=made.pk, now=NOW)
    assert not outbox.send(mail_id=made.pk, now=NOW), "its pause is not over"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert outbox.send(mail_id=made.pk, now=after(minutes=1))
    made.refresh_from_db()
    assert (made.state, made.error) == (MailState.SENT, "")


def test_a_letter_held_by_a_lost_worker_waits_again_after_fifteen_minutes():
    made = letter()
    Mail.objects.update(state=MailState.SENDING, taken_at=NOW, attempts=1)
    assert not outbox.waiting(after(minutes=14)).exists()
    assert not outbox.send(mail_id=made.pk, now=after(minutes=14))
    assert list(outbox.waiting(after(minutes=15))) == [made]
    assert outbox.send(mail_id=made.pk, now=after(minutes=15))


@pytest.mark.usefixtures("away")
def test_letters_that_failed_can_be_tried_again():
    failed, waiting = letter(), letter(key="a/2")
    Mail.objects.filter(pk=failed.pk).update(state=MailState.FAILED, attempts=5)
    assert outbox.try_again(letters=Mail.objects.all()) == 1
    assert set(outbox.waiting(NOW)) == {failed, waiting}


def test_a_secret_letter_forgets_its_body_once_it_is_sent():
    made = letter(secret=True, body="https://milepost.example/secret")
    outbox.send(mail_id=made.pk, now=NOW)
    assert "secret" in mail.outbox[0].body
    made.refresh_from_db()
    assert made.body == ""
    assert letter(secret=True) == made, "its key still keeps it from being written twice"


def test_each_reader_gets_the_letter_in_their_language():
    english = make.user("en@example.org")
    chinese = make.user("zh@example.org", language="zh-hans")

    def compose(reader):
        return gettext("Simplified Chinese"), reader.email

    outbox.write_to_many(key="told/1", readers=[english, chinese], compose=compose, now=NOW)
    outbox.write_to_many(key="told/1", readers=[english, chinese], compose=compose, now=NOW)
    written = dict(Mail.objects.values_list("to", "subject"))
    assert written == {"en@example.org": "Simplified Chinese", "zh@example.org": "简体中文"}
