"""Reports as files for others: workbook, CSV, JSON, eCRF, CDP rows, the provincial format, PDF."""
