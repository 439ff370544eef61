"""Asks this container's web server whether it can answer; run as a script (python -I), without Django."""

import os
import sys
from urllib.request import Request, urlopen

SECONDS = 4


def host() -> str:
    """A name that Django accepts: the first of ALLOWED_HOSTS."""
    first = os.environ.get("ALLOWED_HOSTS", "").split(",")[0].strip()
    return "localhost" if first in ("", "*") else first.removeprefix(".")


def main() -> int:
    address = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}/healthz/"
    try:
        with urlopen(Request(address, headers={"Host": host()}), timeout=SECONDS) as answer:
            return 0 if answer.status == 200 else 1
    except OSError:
        return 1


if __name__ == "__main__":
    sys.exit(main())
