"""A row worked out: choose a calculator, fill it in, see the result, take it over; read what was kept."""

from __future__ import annotations

from decimal import Decimal
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.access import require
from accounts.permissions import Permission
from accounts.words import joined
from inventories import calculations, calculators, carrying, frameworks, gases, sections
from inventories.calculations import CalculationDraft
from inventories.calculators import BadInput, Calculator
from inventories.enums import SectionCode
from inventories.forms.calculation import CalculationForm, initial_of
from inventories.models import Calculation, ReportVersion
from inventories.views.loading import SignedInRequest, View, load_report, with_draft
from inventories.views.methods import by_method
from inventories.views.sections import revision_of, section_of
from inventories.views.trail import around

INVENTORIES = (SectionCode.COMMUNITY.value, SectionCode.OPERATIONS.value)
BALANCE = "energy-balance"


def with_row(view: View) -> View:
    """Give the view the section and the framework's row; 404 where there is none."""

    @wraps(view)
    def wrapped(
        request: SignedInRequest, version: ReportVersion, section: str, row: str, **kwargs: Any
    ) -> HttpResponseBase:
        if section not in INVENTORIES:
            raise Http404
        try:
            found = frameworks.row(version.report.framework, section, row)
        except frameworks.UnknownFramework:
            raise Http404 from None
        return view(request, version, section, found, **kwargs)

    return wrapped


def with_calculator(view: View) -> View:
    """Give the view the calculator and its form; 404 where there is none that fits the row."""

    @wraps(view)
    def wrapped(
        request: SignedInRequest, version: ReportVersion, section: str, row: frameworks.Row, calculator: str
    ) -> HttpResponseBase:
        fitting = calculators.for_row(version.report.framework, row.code)
        found = next((each for each in fitting if each.code == calculator), None)
        if found is None:
            raise Http404
        return view(request, version, section, row, found)

    return wrapped


def of_row(version: ReportVersion, section: str, row: str) -> list[Calculation]:
    return list(version.calculations.filter(section=section, row=row).select_related("made_by"))


@require_safe
@load_report
@require(Permission.EDIT_REPORT)
@with_draft
@with_row
def row_calculators(
    request: SignedInRequest, version: ReportVersion, section: str, row: frameworks.Row
) -> HttpResponse:
    """What was worked out for the row, and the ways to work out more."""
    kept = of_row(version, section, row.code)
    line = version.lines.filter(section=section, row=row.code).first()
    total = equivalent(calculations.added_up(kept), version) if kept else None
    context = {
        **around_row(request, version, section),
        "section": section_of(version, section),
        "row": row,
        "calculators": calculators.for_row(version.report.framework, row.code),
        "kept": kept,
        "line": line,
        "total": total,
        "differs": total is not None and line is not None and line.co2e != total,
    }
    return render(request, "inventories/row_calculators.html", context)


def page(
    request: SignedInRequest,
    version: ReportVersion,
    section: str,
    row: frameworks.Row,
    form: CalculationForm,
    **more: Any,
) -> HttpResponse:
    result = None if form.is_bound and form.errors else form.result
    context = {
        **around_row(request, version, section),
        "section": section_of(version, section),
        "row": row,
        "form": form,
        "calculator": form.calculator,
        "result": result,
        "masses": masses_of(result.masses) if result else [],
        "co2e": equivalent(result.masses, version) if result else None,
        "all_rows": rows_of_balance(version, section) if form.calculator.code == BALANCE else [],
        **more,
    }
    wrong = form.is_bound and form.errors
    return render(request, "inventories/calculate.html", context, status=422 if wrong else 200)


def masses_of(masses: dict[str, Decimal]) -> list[tuple[str, Decimal]]:
    """Gas and tonnes, in the order of the table of gases."""
    return [(gas.label, masses[gas.code]) for gas in gases.known().values() if gas.code in masses]


def around_row(request: SignedInRequest, version: ReportVersion, section: str) -> dict[str, Any]:
    return around(request, version, section) | {"here_url": f"inventories:section-{section}"}


def equivalent(masses: dict[str, Decimal], version: ReportVersion) -> Decimal | None:
    """Tonnes of CO2 equivalent by the report's GWP set; None where it has none."""
    try:
        return gases.co2e(masses, version.gwp_set)
    except gases.NoPotential:
        return None


def replaced(version: ReportVersion, section: str, data: QueryDict) -> Calculation | None:
    """The calculation of this draft that the new one takes the place of."""
    text = data.get("replaces", "")
    if not (text.isascii() and text.isdigit() and len(text) < 18):
        return None
    return version.calculations.filter(section=section, pk=int(text)).first()


def carried_calculation(
    version: ReportVersion, section: str, row: frameworks.Row, found: Calculator, data: QueryDict
) -> carrying.Kept | None:
    """The calculation of the earlier report to begin with: the one that is asked for, else the only one."""
    kept = [
        each
        for each in carrying.calculations_of(version, section, row.code)
        if each.calculation.calculator == found.code
    ]
    asked = [each for each in kept if str(each.calculation.pk) == data.get("carried")]
    return next(iter(asked or (kept if len(kept) == 1 else [])), None)


@require_safe
@load_report
@require(Permission.EDIT_REPORT)
@with_draft
@with_row
@with_calculator
def row_calculate_show(
    request: SignedInRequest, version: ReportVersion, section: str, row: frameworks.Row, found: Calculator
) -> HttpResponse:
    before = replaced(version, section, request.GET)
    initial: dict[str, Any] = {}
    if before and before.calculator == found.code:
        words = ("title", "source", "activity_quality", "factor_quality")
        initial = initial_of(before.inputs) | {name: getattr(before, name) for name in words}
    year_before = None
    if not initial and (kept := carried_calculation(version, section, row, found, request.GET)):
        initial = initial_of(carrying.without_amounts(kept.calculation)) | {
            "title": kept.title,
            "source": kept.calculation.source,
        }
        year_before = kept.year
    form = CalculationForm(
        calculator=found, setting=calculations.setting_of(version), row=row.code, initial=initial
    )
    return page(request, version, section, row, form, replaces=before, year_before=year_before)


@require_POST
@load_report
@require(Permission.EDIT_REPORT)
@with_draft
@with_row
@with_calculator
def row_calculate_work(
    request: SignedInRequest, version: ReportVersion, section: str, row: frameworks.Row, found: Calculator
) -> HttpResponse:
    """Show the result; take it over where that is asked."""
    form = CalculationForm(
        request.POST, calculator=found, setting=calculations.setting_of(version), row=row.code
    )
    before = replaced(version, section, request.POST)
    then = request.POST.get("then", "")
    if not form.is_valid() or then not in ("keep", "keep-all"):
        return page(request, version, section, row, form, replaces=before)
    drafts = (
        drafts_of(form, version, section) if then == "keep-all" else [draft_of(form, row.code, form.raw())]
    )
    try:
        calculations.keep(
            version=version,
            section=section,
            revision=revision_of(request.POST),
            drafts=drafts,
            by=request.user,
            now=timezone.now(),
            replaces=before,
        )
    except sections.Conflict as error:
        return render_conflict(request, version, section, row, form, before, error)
    except sections.InvalidLines as error:
        form.add_error(None, [str(fault) for fault in error.faults])
        return page(request, version, section, row, form, replaces=before)
    rows = joined(draft.row for draft in drafts)
    messages.success(
        request,
        ngettext("Taken over into row %(rows)s.", "Taken over into rows %(rows)s.", len(drafts))
        % {"rows": rows},
    )
    return redirect("inventories:row-calculators", version.report.reference, section, row.code)


def render_conflict(
    request: SignedInRequest,
    version: ReportVersion,
    section: str,
    row: frameworks.Row,
    form: CalculationForm,
    before: Calculation | None,
    error: sections.Conflict,
) -> HttpResponse:
    """Someone saved the section meanwhile: show what the row holds now, and ask again."""
    line = version.lines.filter(section=section, row=row.code).first()
    answer = page(request, version, section, row, form, replaces=before, conflict=error, line=line)
    answer.status_code = 409
    return answer


def draft_of(form: CalculationForm, row: str, raw: dict[str, Any]) -> CalculationDraft:
    words = ("title", "source", "activity_quality", "factor_quality")
    return CalculationDraft(
        row=row,
        calculator=form.calculator.code,
        inputs=raw,
        **{name: form.cleaned_data[name] for name in words},
    )


def rows_of_balance(version: ReportVersion, section: str) -> list[str]:
    """The rows of this report that an energy balance can fill."""
    framework = version.report.framework
    found = calculators.get(BALANCE).rows.get(framework, ())
    known = {row.code for row in frameworks.rows(framework, section)}
    return [row for row in found if row in known]


def drafts_of(form: CalculationForm, version: ReportVersion, section: str) -> list[CalculationDraft]:
    """A calculation for each row that the balance holds an amount of."""
    raw, setting = form.raw(), calculations.setting_of(version)
    found = []
    for row in rows_of_balance(version, section):
        of_this = raw | {"row": row}
        try:
            form.calculator.calculate(of_this, setting=setting)
        except BadInput:  # the row of the page came out: what is wrong elsewhere is that nothing is there
            continue
        found.append(draft_of(form, row, of_this))
    return found


row_calculate = by_method(get=row_calculate_show, post=row_calculate_work)
