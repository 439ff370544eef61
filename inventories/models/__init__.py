from inventories.models.asked import PartRequest, Unsaved
from inventories.models.calculation import Calculation
from inventories.models.content import (
    ActivityData,
    Evidence,
    IndicatorValue,
    InventoryLine,
    LineMass,
    Section,
)
from inventories.models.figure import Figure, ReferenceFigure, ReferenceSource
from inventories.models.history import Event, Remark, Waiver, WarningAnswer
from inventories.models.report import Report, ReportVersion
from inventories.models.upload import ColumnMatch, KnownAs, Upload

__all__ = [
    "ActivityData",
    "Calculation",
    "ColumnMatch",
    "Event",
    "Evidence",
    "Figure",
    "IndicatorValue",
    "InventoryLine",
    "KnownAs",
    "LineMass",
    "PartRequest",
    "ReferenceFigure",
    "ReferenceSource",
    "Remark",
    "Report",
    "ReportVersion",
    "Section",
    "Unsaved",
    "Upload",
    "Waiver",
    "WarningAnswer",
]
