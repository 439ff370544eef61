"""The judge's answer, with every number it used."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from trajectory.comparability import Difference
from trajectory.exact import Exact
from trajectory.figures import Figure
from trajectory.inputs import Evidence, Target
from trajectory.likelihood import Likelihood, NoLikelihood
from trajectory.paths import Path
from trajectory.thresholds import DEFAULT, Thresholds
from trajectory.vocabulary import FlagCode, Kind, Missing, Origin, Reason, Verdict

METHOD_VERSION = "2.0"

DECLARED_BASE_VALUE = "declared_base_value"
"""What BASIS_UNSTATED names when the base is a declared value, which has no basis of its own."""

DECLARED_SCENARIO = "declared_scenario"
"""What it names under a declared scenario, which has no basis of its own either."""

Parameter = int | Decimal | tuple[str, ...] | tuple[int, ...]
Number = int | Decimal


@dataclass(frozen=True, slots=True)
class Flag:
    """Something to know besides the verdict, with what it refers to."""

    code: FlagCode
    params: Mapping[str, Parameter] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule finds before the age of the figures is looked at. Values are exact."""

    verdict: Verdict
    reason: Reason = Reason.NONE
    flags: tuple[Flag, ...] = ()
    numbers: Mapping[str, int | Exact] = field(default_factory=dict)
    path: Path | Missing = Missing.NOT_STATED
    straight_line: Path | Missing = Missing.NOT_STATED
    missing_years: tuple[int, ...] = ()
    tolerance_decides: bool = False


@dataclass(frozen=True, slots=True)
class Assessment:
    """The answer on one target.

    `reason` is the first of `open`, all that stands in the way of a verdict, in gate order. `last_known` is
    the verdict that the figures gave before they grew old or the target year passed, `last_known_year` the
    year they end in. `numbers` are in the measure's unit, in per cent or years, by name; `latest_*` is the
    figure that is judged. `chosen` are the figures of the evidence that count, one a year, `figures` the same
    as they were compared. `differences` are the parts of the basis that do not agree, `missing_years` the
    gaps that matter, `lacks` what the promise itself does not say (keys of FIELD_LABELS); `tolerance_decides`
    says that only the open tolerance of 'around' keeps the target from being missed.
    """

    target: Target
    evidence: Evidence
    as_of: date
    verdict: Verdict
    reason: Reason
    open: tuple[Reason, ...]
    last_known: Verdict | Missing
    last_known_year: int | Missing
    flags: tuple[Flag, ...]
    numbers: Mapping[str, Number]
    path: tuple[tuple[int, Decimal], ...]
    straight_line: tuple[tuple[int, Decimal], ...]
    chosen: tuple[Figure, ...]
    figures: tuple[Figure, ...]
    differences: tuple[Difference, ...] = ()
    missing_years: tuple[int, ...] = ()
    lacks: tuple[str, ...] = ()
    tolerance_decides: bool = False
    likelihood: Likelihood | NoLikelihood = NoLikelihood.NOT_APPLICABLE
    thresholds: Thresholds = DEFAULT
    method_version: str = METHOD_VERSION

    @property
    def kind(self) -> Kind:
        return self.target.kind

    @property
    def origin(self) -> Origin:
        return self.evidence.origin

    @property
    def differs(self) -> tuple[str, ...]:
        """The names of the parts of the basis that do not agree."""
        return tuple(each.field for each in self.differences)

    @property
    def rule(self) -> str:
        """The code of the rule that applies."""
        return self.kind.value
