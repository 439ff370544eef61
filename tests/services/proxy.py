"""A broker that can be cut off: every byte to Redis goes through here."""

from __future__ import annotations

import contextlib
import socket
import threading
from urllib.parse import urlsplit


class Proxy:
    """Listens on a port of its own, passes on to `url`, and can be shut or made to say nothing."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._to = (parts.hostname or "127.0.0.1", parts.port or 6379)
        self._listener = self._listen(0)
        self._port: int = self._listener.getsockname()[1]
        self._pairs: list[tuple[socket.socket, ...]] = []
        self._answers = True
        at = f"{parts.username or ''}:{parts.password}@" if parts.password else ""
        self.url = f"{parts.scheme}://{at}127.0.0.1:{self._port}{parts.path}"
        self._serve(self._listener)

    def shut(self) -> None:
        """Refuse connections, and break those that are open: the broker is down."""
        # Only a shutdown wakes a thread that waits in accept().
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._break()

    def mute(self) -> None:
        """Take connections and bytes, but pass nothing on: the broker hangs."""
        self._answers = False
        self._break()

    def open(self) -> None:
        """Pass everything on again."""
        self._break()
        self._answers = True
        if self._listener.fileno() < 0:
            self._listener = self._listen(self._port)
            self._serve(self._listener)

    @staticmethod
    def _listen(port: int) -> socket.socket:
        return socket.create_server(("127.0.0.1", port))

    def _break(self) -> None:
        pairs, self._pairs = self._pairs, []
        for pair in pairs:
            for each in pair:
                with contextlib.suppress(OSError):
                    each.shutdown(socket.SHUT_RDWR)
                each.close()

    def _serve(self, listener: socket.socket) -> None:
        threading.Thread(target=self._accept, args=(listener,), daemon=True).start()

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            if not self._answers:
                self._pairs.append((client,))
                continue
            try:
                server = socket.create_connection(self._to)
            except OSError:
                client.close()
                continue
            self._pairs.append((client, server))
            for one, other in ((client, server), (server, client)):
                threading.Thread(target=self._pass_on, args=(one, other), daemon=True).start()

    @staticmethod
    def _pass_on(one: socket.socket, other: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := one.recv(65536):
                other.sendall(data)
        with contextlib.suppress(OSError):
            other.shutdown(socket.SHUT_RDWR)
