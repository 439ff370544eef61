"""Rows from files: what a spreadsheet programme saves as CSV, read whole or not at all."""

from inventories.importers.lines import Parsed, ParsedYears, read_history, read_lines
from inventories.importers.problems import Problem
from inventories.importers.template import template

__all__ = ["Parsed", "ParsedYears", "Problem", "read_history", "read_lines", "template"]
