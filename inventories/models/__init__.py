from inventories.models.calculation import Calculation
from inventories.models.content import Evidence, IndicatorValue, InventoryLine, LineMass, Section
from inventories.models.figure import Figure, ReferenceFigure, ReferenceSource
from inventories.models.history import Event, Remark, Waiver, WarningAnswer
from inventories.models.report import Report, ReportVersion

__all__ = [
    "Calculation",
    "Event",
    "Evidence",
    "Figure",
    "IndicatorValue",
    "InventoryLine",
    "LineMass",
    "ReferenceFigure",
    "ReferenceSource",
    "Remark",
    "Report",
    "ReportVersion",
    "Section",
    "Waiver",
    "WarningAnswer",
]
