"""What the words leave open, as questions to the signatory.

The rules, all of them applied to the reading of a row of commitments.csv:

- TARGET: the appendix says that the government's target is to be added;
- QUANTITY, BOUNDARY, BASE_YEAR, TARGET_YEAR, SENSE: the typed field is inferred or asked;
- BASE_VALUE: a value of the base year was inferred;
- VALUE: the kind promises a number and the words give none, or not which ton; or the promise is a direction;
- TOLERANCE: the year is meant 'around';
- ROWS: a sector of emissions, which every place draws otherwise;
- RESIDUAL: neutrality that does not say what may remain;
- START: a level without a start, unless its year is over, or with one that was inferred;
- FIRST_YEAR: a share that recurs, without its first year;
- ACTIVITY, SCENARIO: an intensity without what it is divided by, a reduction without its baseline;
- CLARIFY: the row has a note, unless remarks.csv lists it. That file names the notes that ask nothing
  besides the typed questions, and says why; such notes stay with the target and with its typed questions.

A question that was ever asked, and be it settled, is not asked again.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from pledges.enums import QuestionCode
from pledges.kinds import worth_asking
from pledges.loading.declared import SECOND
from pledges.loading.promises import commitments
from pledges.loading.readings import inferences, starts
from pledges.loading.rows import BATCH, Tally
from pledges.loading.tables import Row, in_chinese, read, slug_of_key
from pledges.models import Claim, Endorsement, Question, Target, TargetVersion

PLAIN = (QuestionCode.ROWS, QuestionCode.SENSE)
"""Questions that say themselves what is unclear: a note on the row of the table is about something else."""


def load(now: datetime.datetime) -> Tally:
    asked = set(Question.objects.values_list("government_id", "target_id", "claim_id", "code"))
    wanted = [*_of_governments(), *_of_targets(now.year), *_of_claims()]
    new = [each for each in wanted if _identity(each) not in asked]
    for question in new:
        question.asked_at = now
        question.note_zh = in_chinese(question.note)
        question.suggestion_zh = in_chinese(question.suggestion)
    Question.objects.bulk_create(new, batch_size=BATCH)
    return Tally("questions", created=len(new), unchanged=len(wanted) - len(new))


def _identity(question: Question) -> tuple[int, int | None, int | None, str]:
    return question.government_id, question.target_id, question.claim_id, question.code


def _of_governments() -> Iterator[Question]:
    """A government that has declared a target meanwhile is not asked for one."""
    suggestions = {
        slug_of_key()[row["signatory"]]: row["suggestion"] for row in read("pledges", "suggestions")
    }
    waiting = Endorsement.objects.filter(declaration__slug=SECOND, target_to_be_added=True)
    for endorsement in waiting.select_related("government").exclude(
        government__targets__versions__state="in_force"
    ):
        yield Question(
            government=endorsement.government,
            code=QuestionCode.TARGET,
            suggestion=suggestions.get(endorsement.government.slug, ""),
        )


def _of_targets(year: int) -> Iterator[Question]:
    """Also of what people revised meanwhile: a kind of question that is new is asked of them too."""
    notes = _notes_that_ask()
    reasons = _reasons()
    rows = {row["id"]: row for row in commitments(promised=True)}
    targets = {target.pk: target for target in Target.objects.filter(code__in=rows)}
    versions = TargetVersion.objects.in_force().filter(target__in=targets).select_related("measure")
    for version in versions.order_by("pk"):
        target = targets[version.target_id]
        for code in worth_asking(version, year):
            yield Question(
                government_id=target.government_id,
                target=target,
                code=code,
                note="" if code in PLAIN else rows[target.code]["note"],
                suggestion=reasons.get((target.code, code), ""),
            )
        if target.code in notes:
            yield Question(
                government_id=target.government_id,
                target=target,
                code=QuestionCode.CLARIFY,
                note=notes[target.code],
            )


def _reasons() -> dict[tuple[str, str], str]:
    """Why a field was read as it was, by commitment and the code of the question about it."""
    found = {
        (name, code): row["because"] for name, rows in inferences().items() for code, row in rows.items()
    }
    return found | {
        (name, QuestionCode.START): row["because"]
        for name, row in starts().items()
        if row["status"] == "inferred"
    }


def _of_claims() -> Iterator[Question]:
    notes = _notes_that_ask()
    for claim in Claim.objects.filter(code__in=notes):
        yield Question(
            government_id=claim.government_id, claim=claim, code=QuestionCode.CLARIFY, note=notes[claim.code]
        )


def _notes_that_ask() -> dict[str, str]:
    remarks = {row["commitment"] for row in read("pledges", "remarks")}
    rows: list[Row] = read("pledges", "commitments")
    return {row["id"]: row["note"] for row in rows if row["note"] and row["id"] not in remarks}
