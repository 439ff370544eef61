"""How a figure of open data names its source: one edition and one kind of total, so that none are mixed."""

from __future__ import annotations

from dataclasses import dataclass

from inventories.enums import Gases
from inventories.importers.public import layouts

TOGETHER = 2019
"""The first edition that CDP and ICLEI collected together."""
COLLECTED_EN = " and collected in partnership with ICLEI - Local Governments for Sustainability"
COLLECTED_ZH = "，与ICLEI（地方政府永续发展理事会）合作收集"


@dataclass(frozen=True)
class Source:
    """An edition of CDP's open data and what its total sums; carbon dioxide alone stands apart."""

    edition: int
    content: str
    is_co2: bool = False

    @property
    def text(self) -> str:
        """The name by which it is found again; it stays."""
        return f"CDP citywide emissions {self.edition}: {self._content.label_en}{', CO2 alone' * self.is_co2}"

    @property
    def label_en(self) -> str:
        return f"CDP {self.edition}: {self._content.label_en}{' (CO₂ alone)' * self.is_co2}"

    @property
    def label_zh(self) -> str:
        return f"CDP {self.edition}年：{self._content.label_zh}{'（仅二氧化碳）' * self.is_co2}"

    @property
    def attribution_en(self) -> str:
        together = COLLECTED_EN if self.edition >= TOGETHER else ""
        return (
            f"{self.label_en}. Data that the city gave to CDP, published as “Citywide Emissions” on CDP’s "
            f"open data portal{together}. Not verified, and not reported to Milepost by the government."
        )

    @property
    def attribution_zh(self) -> str:
        together = COLLECTED_ZH if self.edition >= TOGETHER else ""
        return (
            f"{self.label_zh}。该城市提交CDP的数据，"
            f"由CDP开放数据平台以“Citywide Emissions”为题发布{together}。"
            "未经核查，并非该政府向本平台报告的数据。"
        )

    @property
    def measure(self) -> str:
        """The code of what it is a figure of."""
        return self._content.measure_co2 if self.is_co2 else self._content.measure

    @property
    def gases(self) -> str:
        return Gases.CO2 if self.is_co2 else Gases.UNKNOWN

    @property
    def _content(self) -> layouts.Content:
        return layouts.contents()[self.content]
