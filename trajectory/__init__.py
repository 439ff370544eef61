"""The judge: is a climate promise being kept? Pure Python; no database, no clock.

assess(target, evidence, as_of=date(2026, 1, 1)) -> Assessment
as_record(assessment) -> dict ready for JSON
replay(record, as_of=...) -> the same Assessment again
"""

from trajectory.errors import TrajectoryError
from trajectory.figures import Amount, Basis, Figure, Part
from trajectory.inputs import Evidence, Milestone, Point, Potentials, Start, Target
from trajectory.judge import assess
from trajectory.labels import (
    FIELD_LABELS,
    FLAG_LABELS,
    KIND_LABELS,
    LIKELIHOOD_LABELS,
    REASON_LABELS,
    VERDICT_LABELS,
)
from trajectory.likelihood import Likelihood, NoLikelihood
from trajectory.outcome import METHOD_VERSION, Assessment, Flag
from trajectory.record import as_record
from trajectory.replay import replay
from trajectory.sentences import Sentence, flag_sentence, sentences
from trajectory.thresholds import DEFAULT, Thresholds
from trajectory.vocabulary import FlagCode, Kind, Missing, Origin, Reason, Sense, Verdict, YearQualifier

__all__ = [
    "DEFAULT",
    "FIELD_LABELS",
    "FLAG_LABELS",
    "KIND_LABELS",
    "LIKELIHOOD_LABELS",
    "METHOD_VERSION",
    "REASON_LABELS",
    "VERDICT_LABELS",
    "Amount",
    "Assessment",
    "Basis",
    "Evidence",
    "Figure",
    "Flag",
    "FlagCode",
    "Kind",
    "Likelihood",
    "Milestone",
    "Missing",
    "NoLikelihood",
    "Origin",
    "Part",
    "Point",
    "Potentials",
    "Reason",
    "Sense",
    "Sentence",
    "Start",
    "Target",
    "Thresholds",
    "TrajectoryError",
    "Verdict",
    "YearQualifier",
    "as_record",
    "assess",
    "flag_sentence",
    "replay",
    "sentences",
]
