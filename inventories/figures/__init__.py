"""Sums of a version, and the figures an accepted one leaves in the record. All in Decimal tonnes.

A blank is not a zero: a sum of no numbers is no sum. Confidential rows that hold a value are summed.
"""

from inventories.figures.recording import backfill, record
from inventories.figures.totals import Part, Total, Totals, totals

__all__ = ["Part", "Total", "Totals", "backfill", "record", "totals"]
