"""A plan's actions as a workbook: written, filled in offline, read back, compared with the draft."""
