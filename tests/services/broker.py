"""The two brokers that Milepost knows, as something that can fail."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from django.conf import settings

from tests.services.proxy import Proxy


class Broker(Protocol):
    url: str

    def shut(self) -> None:
        """Be down."""

    def open(self) -> None:
        """Be there again."""

    def close(self) -> None:
        """Give everything back."""


class Redis(Proxy):
    def close(self) -> None:
        self.shut()


class Folder:
    """The embedded broker; it is down when its folder is not there."""

    url = "filesystem://localhost"

    def __init__(self) -> None:
        self._folder = Path(settings.CELERY_BROKER_TRANSPORT_OPTIONS["data_folder_in"])
        self._away = self._folder.with_name("away")

    def shut(self) -> None:
        self._folder.rename(self._away)

    def open(self) -> None:
        if self._away.exists():
            self._away.rename(self._folder)

    def close(self) -> None:
        self.open()
