"""`make run` before the servers start: bring the installation in var/ up to date, saying so.

Everything in one process, because starting Django costs more than most of the steps. Each step is idempotent,
and does little when there is nothing to do.
"""

import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

WELCOME = """
    {line}
    Milepost answers at  {address}

    Demonstration accounts (for this computer only):
{logins}

    Ctrl-C ends it. The data stay in {var}; make reset starts over.
    {line}
"""


@contextmanager
def step(what: str) -> Iterator[None]:
    """Say what is being done, and how long it took if it took a while."""
    print(f"==> {what}", flush=True)
    begun = time.monotonic()
    yield
    if (seconds := time.monotonic() - begun) >= 3:
        print(f"    {seconds:.0f} s", flush=True)


def port_is_free(port: int) -> bool:
    """Whether a server can listen on this port of this computer (reusing addresses, as gunicorn does)."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def set_up() -> None:
    from django.conf import settings
    from django.core.management import call_command

    if settings.PRODUCTION:
        sys.exit("make run is for trying Milepost out; MILEPOST_MODE=production is served by docker compose.")
    with step("Database"):
        call_command("migrate", verbosity=0, interactive=False)
    with step("Static files"):
        call_command("collectstatic", verbosity=0, interactive=False)
    with step("The Declaration"):
        call_command("load_declaration")
        call_command("load_cooperation")
    with step("Public figures"):
        call_command("load_public_figures")
    with step("Verdicts"):
        call_command("assess")
    with step("Demonstration accounts"):
        call_command("load_demonstration", stdout=StringIO())  # the greeting names them


def welcome(port: int) -> str:
    """The text shown once the pages are there."""
    from django.conf import settings

    from accounts.demonstration import LOGINS

    width = max(len(email) for email, _, _ in LOGINS)
    logins = "\n".join(f"      {email:{width}}  {password}  {who}" for email, password, who in LOGINS)
    return WELCOME.format(
        line="-" * 76, address=f"http://127.0.0.1:{port}/", logins=logins, var=f"{settings.VAR.name}/"
    )


def main(port: int) -> None:
    if not port_is_free(port):
        sys.exit(f"Port {port} is taken. End what listens there, or choose another: make run PORT={port + 1}")
    from config.messages import compile_catalogs

    with step("Messages"):
        compile_catalogs()

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    set_up()
    from django.conf import settings

    Path(settings.VAR, "welcome.txt").write_text(welcome(port), encoding="utf-8")
    print("==> Starting web server, worker and beat", flush=True)


if __name__ == "__main__":
    main(int(os.environ.get("PORT", "8000")))
