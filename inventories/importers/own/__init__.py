"""Milepost's own workbook (exports.workbook) read back, part by part; layouts.milepost is its layout."""
