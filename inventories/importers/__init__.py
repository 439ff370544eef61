"""Rows from files: what a spreadsheet programme saves as CSV, read whole or not at all."""

from inventories.importers.problems import Problem
from inventories.importers.template import template

__all__ = ["Problem", "template"]
