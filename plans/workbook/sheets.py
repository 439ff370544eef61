"""What the workbook of a plan and its reading back agree on; marks and rows are those of reports' workbooks.

A sheet's key of columns is the name of the field; a reductions' year is the year itself.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

VERSION = 1

COVER, ACTIONS, MILESTONES, REDUCTIONS = "plan", "plan-actions", "plan-milestones", "plan-reductions"
FUNDINGS, CO_BENEFITS, OVERLAPS = "plan-fundings", "plan-co-benefits", "plan-overlaps"
LISTS = "plan-lists"
TITLES = {
    COVER: _("Plan"),
    ACTIONS: pgettext_lazy("of a plan", "Actions"),
    MILESTONES: _("Milestones"),
    REDUCTIONS: _("Reductions"),
    FUNDINGS: _("Funding"),
    CO_BENEFITS: _("Co-benefits"),
    OVERLAPS: _("Overlaps"),
    LISTS: "Lists",
}
FIRST_YEAR, LAST_YEAR = 1990, 2200
YES, NO = "yes", "no"
MOST_ACTIONS = 2000
SEPARATOR = ";"
"""Between the codes of linked indicators in a cell."""
