"""`make run` after the set-up: the processes of the Procfile, until Ctrl-C, TERM or the end of the terminal.

honcho runs them. As its own command does it they would outlive a terminal that is closed: it does not heed
HUP, and fails when it can no longer print.
"""

import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

from honcho.environ import expand_processes, parse_procfile
from honcho.manager import Manager
from honcho.printer import Message, Printer

ENDED = (128 + signal.SIGINT, 128 + signal.SIGTERM)


class Terminal(Printer):
    """Prints what the processes say, as long as somebody listens."""

    def write(self, message: Message) -> None:
        with suppress(OSError):
            super().write(message)


def main(port: int) -> int:
    """Run every process of the Procfile; 0 when told to end, else the code of the one that ended first."""
    signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
    manager = Manager(Terminal(sys.stdout))
    processes = parse_procfile(Path("Procfile").read_text(encoding="utf-8")).processes
    for process in expand_processes(processes, port=port):
        manager.add_process(process.name, process.cmd, env=os.environ | process.env)
    manager.loop()
    return 0 if manager.returncode in ENDED else manager.returncode


if __name__ == "__main__":
    sys.exit(main(int(os.environ.get("PORT", "8000"))))
