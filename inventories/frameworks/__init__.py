"""The reporting frameworks and their rows, read from the CSV files beside this module."""

from inventories.frameworks.catalogue import (
    OPERATIONS,
    TERRITORIAL,
    Framework,
    NotationKeyWords,
    Row,
    UnknownFramework,
    choices,
    get,
    notation_keys,
    row,
    rows,
)

__all__ = [
    "OPERATIONS",
    "TERRITORIAL",
    "Framework",
    "NotationKeyWords",
    "Row",
    "UnknownFramework",
    "choices",
    "get",
    "notation_keys",
    "row",
    "rows",
]
