"""What asks for a decision about the base year: its value changed, or a method changed since."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from trajectory.exact import to_decimal
from trajectory.figures import Basis, Figure
from trajectory.outcome import Flag
from trajectory.vocabulary import FlagCode, Missing
from trajectory.warming import first_stated


def base_restated(
    base: Figure, earlier: Iterable[Figure], declared: Decimal | Missing, least: Decimal
) -> tuple[Flag, ...]:
    """A flag where the reported value of the base year differs by the fraction `least` or more, equality
    counting, from the value first reported for it (`earlier`, oldest first), else from the declared one.

    A value of zero or less was never a base, and nothing is a percentage of it.
    """
    stated = first_stated(base)
    first = [each.value for each in earlier if each.year == base.year and each.value > 0][:1]
    for former in (*first, *(() if isinstance(declared, Missing) else (declared,))):
        change = abs(Fraction(stated) - Fraction(former)) / Fraction(former)
        if change >= Fraction(least):
            return (
                Flag(
                    FlagCode.BASE_RESTATED,
                    {
                        "base_year": base.year,
                        "from_amount": former,
                        "to_amount": stated,
                        "change_percent": to_decimal(100 * change),
                    },
                ),
            )
    return ()


def method_changed(base: Figure, judged: Figure, changes: Iterable[int]) -> tuple[Flag, ...]:
    """A flag with the years after the base, up to the judged one, in which a method changed without the base
    being restated for it."""
    reflected = _reflected_year(base.basis)
    years = tuple(sorted({year for year in changes if base.year < year <= judged.year and year > reflected}))
    return (Flag(FlagCode.METHOD_CHANGED, {"base_year": base.year, "years_list": years}),) if years else ()


def _reflected_year(basis: Basis) -> int:
    """The year of the latest change of method that the figure reflects, '2015'; 0 where none is named."""
    method = basis.method
    return int(method) if len(method) == 4 and method.isdecimal() else 0
