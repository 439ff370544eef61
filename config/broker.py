"""The embedded broker: kombu's folder of files, with files that appear whole or not at all.

kombu makes a file and then writes into it. A worker that looks in between reads an empty message and ends,
and with it everything that `make run` started.
"""

import os
import uuid
from pathlib import Path
from time import time_ns
from typing import Any

from kombu.transport import filesystem
from kombu.utils.json import dumps


class Channel(filesystem.Channel):
    """Messages and tables of queues are written under another name, and then given their own."""

    def _put(self, queue: str, payload: dict[str, Any], **kwargs: Any) -> None:  # type: ignore[override]
        path = Path(self.data_folder_out, f"{time_ns()}_{uuid.uuid4()}.{queue}.msg")
        _written(path, dumps(payload)).replace(path)

    def _queue_bind(self, exchange: str, routing_key: str, pattern: str | None, queue: str) -> None:
        """The first binding finds an empty table there already, for two that come first at once."""
        table = self._exchange_file(exchange)  # type: ignore[attr-defined]  # not in the stubs
        if not table.exists():
            empty = _written(table, dumps([]))
            try:
                os.link(empty, table)
            except FileExistsError:
                pass
            finally:
                empty.unlink()
        super()._queue_bind(exchange, routing_key, pattern, queue)


class Transport(filesystem.Transport):
    Channel = Channel


def _written(path: Path, text: str) -> Path:
    """A file beside `path` that holds `text`, under a name that nobody looks for."""
    partial = path.with_name(f"{uuid.uuid4()}.partial")
    partial.write_text(text, encoding="utf-8")
    return partial
