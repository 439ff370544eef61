"""The embedded broker: what a folder of files must not do to a worker."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from queue import Empty

import pytest
from kombu import Connection


# A process remembers the queues it bound: each test has one of its own, named after its folder.
@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Connection]:
    folders = {
        "data_folder_in": tmp_path,
        "data_folder_out": tmp_path,
        "control_folder": tmp_path / "control",
    }
    (tmp_path / "control").mkdir()
    with Connection(
        "filesystem://localhost",
        transport="config.broker.Transport",
        transport_options={name: str(path) for name, path in folders.items()},
    ) as connection:
        yield connection


def test_a_message_comes_out_as_it_went_in(broker: Connection, tmp_path: Path) -> None:
    queue = broker.SimpleQueue(tmp_path.name, no_ack=True)
    queue.put({"place": "Hulun Buir 呼伦贝尔"})

    assert queue.get(block=False).payload == {"place": "Hulun Buir 呼伦贝尔"}
    assert [each.name for each in tmp_path.iterdir()] == ["control"]


def test_a_message_still_being_written_is_not_read(broker: Connection, tmp_path: Path) -> None:
    queue = broker.SimpleQueue(tmp_path.name, no_ack=True)
    queue.put("whole")
    for name in ("1.partial", f"2_x.{tmp_path.name}.msg.partial"):
        (tmp_path / name).touch()

    assert queue.get(block=False).payload == "whole"
    with pytest.raises(Empty):
        queue.get(block=False)


def test_a_reader_never_meets_an_unfinished_message(broker: Connection, tmp_path: Path) -> None:
    """With kombu's own transport the reader of this test meets an empty file within the first hundreds."""
    total = 500
    received: list[int] = []

    def read() -> None:
        with broker.clone() as connection:
            queue = connection.SimpleQueue(tmp_path.name, no_ack=True)
            while len(received) < total:
                try:
                    received.append(queue.get(block=False).payload)
                except Empty:
                    continue

    reader = threading.Thread(target=read, daemon=True)
    queue = broker.SimpleQueue(tmp_path.name, no_ack=True)
    reader.start()
    for number in range(total):
        queue.put(number)
    reader.join(timeout=30)

    assert sorted(received) == list(range(total))
