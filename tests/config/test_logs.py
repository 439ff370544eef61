"""What the logs say, and what they leave out."""

import datetime
import logging
import runpy
from io import StringIO
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse
from gunicorn.config import Config
from gunicorn.util import load_class

from accounts.enums import Role
from config.messages import ROOT
from tests import make

TOKEN = "kJ8_live-token"
SECRETS = (
    (f"/en/invitations/{TOKEN}/", "/en/invitations/…"),
    (f"/zh-hans/accounts/password/reset/key/1f-{TOKEN}/", "/zh-hans/accounts/password/reset/key/…"),
    (f"/en/accounts/confirm-email/{TOKEN}:1:x/", "/en/accounts/confirm-email/…"),
    (
        f"/en/accounts/login/?next=/en/invitations/{TOKEN}/&a=1",
        "/en/accounts/login/?next=/en/invitations/…&a=1",
    ),
    (f"/en/?next=%2Fen%2Finvitations%2F{TOKEN}%2F", "/en/?next=%2Fen%2Finvitations%2F…"),
    (f"/zh-hans/parts/{TOKEN}/send/", "/zh-hans/parts/…"),
    ("/en/desk/reports/MP-2020-AAAAA/parts/7/", "/en/desk/reports/MP-2020-AAAAA/parts/7/"),
    ("/en/governments/saint-paul/?page=2", "/en/governments/saint-paul/?page=2"),
)


@pytest.fixture
def console():
    """What the console handler of the settings writes."""
    handler = next(each for each in logging.root.handlers if type(each) is logging.StreamHandler)
    written = StringIO()
    before = handler.setStream(written)
    yield written
    handler.setStream(before)


@pytest.fixture
def server(tmp_path):
    """gunicorn's logger as config/gunicorn.py names it, with its two files."""
    named = runpy.run_path(str(ROOT / "config/gunicorn.py"))
    config = Config()
    config.set("accesslog", str(tmp_path / "access"))
    config.set("errorlog", str(tmp_path / "error"))
    made = load_class(named.get("logger_class", "gunicorn.glogging.Logger"))(config)
    yield made
    for log in (made.access_log, made.error_log):
        for handler in list(log.handlers):
            log.removeHandler(handler)
            handler.close()
        for each in list(log.filters):
            log.removeFilter(each)


@pytest.mark.django_db
def test_a_refused_invitation_is_logged_without_its_token(console, client):
    assert client.get(reverse("accounts:invitation", args=[TOKEN])).status_code == 404
    assert "Not Found: /en/invitations/…\n" in console.getvalue()
    assert TOKEN not in console.getvalue()


@pytest.mark.django_db
def test_a_forged_form_is_logged_without_the_key_of_its_address(console):
    address = reverse("account_reset_password_from_key", args=["1f", TOKEN])
    assert Client(enforce_csrf_checks=True).post(address).status_code == 403
    assert "django.security.csrf Forbidden" in console.getvalue()
    assert console.getvalue().endswith("/en/accounts/password/reset/key/…\n")


@pytest.mark.django_db
def test_a_refusal_is_one_line(console, client):
    client.force_login(make.user(role=Role.CERTIFIER, place=make.government()))
    assert client.get(reverse("admin:index")).status_code == 403
    (line,) = console.getvalue().splitlines()
    assert line.endswith("WARNING django.request Forbidden (Permission denied): /en/admin/")


def test_an_error_keeps_its_traceback(console):
    try:
        raise ValueError("odd")
    except ValueError as error:
        logging.getLogger("django.request").error("Internal Server Error: %s", "/en/", exc_info=error)
    assert "Traceback" in console.getvalue()
    assert console.getvalue().endswith("ValueError: odd\n")


@pytest.mark.parametrize(("path", "written"), SECRETS)
def test_the_development_server_logs_no_secrets(console, path, written):
    logging.getLogger("django.server").info('"%s" %s %s', f"GET {path} HTTP/1.1", "200", "512")
    assert console.getvalue().endswith(f' django.server "GET {written} HTTP/1.1" 200 512\n')


@pytest.mark.parametrize(("path", "written"), SECRETS)
def test_gunicorn_logs_no_secrets(server, tmp_path, path, written):
    environ = {
        "REQUEST_METHOD": "GET",
        "RAW_URI": path,
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "192.0.2.1",
        "HTTP_REFERER": f"https://milepost.example{path}",
        "HTTP_USER_AGENT": "Browser",
    }
    answer = SimpleNamespace(status="200 OK", sent=512, headers=[("Location", path)])
    server.access(answer, SimpleNamespace(headers=[]), environ, datetime.timedelta(0))
    line = (tmp_path / "access").read_text()
    assert line.startswith("192.0.2.1 - - [")
    expected = f'"GET {written} HTTP/1.1" 200 512 "https://milepost.example{written}" "Browser"\n'
    assert line.endswith(expected)
    server.error("Error handling request %s", path)
    assert (tmp_path / "error").read_text().endswith(f"Error handling request {written}\n")
