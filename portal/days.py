"""The day that a page speaks of: today, or an earlier one that the reader asks for."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from pledges.models import Question, Target, TargetVersion
from pledges.models.question import QuestionQuerySet
from pledges.models.target import TargetVersionQuerySet


@dataclass(frozen=True)
class Day:
    """`on` is shown; `asked` is what the reader wrote, `complaint` why today is shown instead."""

    on: datetime.date
    today: datetime.date
    asked: str = ""
    complaint: str = ""

    @property
    def is_today(self) -> bool:
        return self.on == self.today

    @property
    def end(self) -> datetime.datetime:
        """The first moment after it."""
        midnight = datetime.datetime.combine(self.on + datetime.timedelta(days=1), datetime.time())
        return timezone.make_aware(midnight)


def day(asked: str, today: datetime.date) -> Day:
    """The day asked for as 2026-03-01; today where nothing, nonsense or a day to come is asked for."""
    if not asked:
        return Day(today, today)
    try:
        found = parse_date(asked)
    except ValueError:
        found = None
    if found is None:
        words = _("“%(asked)s” is no day. Write it as year, month, day, such as 2026-03-01.")
        return Day(today, today, asked, words % {"asked": asked[:40]})
    if found > today:
        return Day(today, today, asked, _("The day asked for is still to come. This is what stands today."))
    return Day(found, today, asked)


def in_force(target: Target, day: Day) -> TargetVersionQuerySet:
    """The version of a target that was in force at the end of the day."""
    versions = TargetVersion.objects.filter(target=target)
    if day.is_today:
        return versions.in_force()
    return versions.filter(valid_from__lt=day.end).exclude(valid_until__lt=day.end)


def open_questions(target: Target, day: Day) -> QuestionQuerySet:
    """What was asked of the signatory and not answered yet at the end of the day."""
    questions = Question.objects.filter(target=target).select_related("target")
    if day.is_today:
        return questions.open()
    asked = questions.filter(asked_at__lt=day.end)
    return asked.exclude(answered_at__lt=day.end).exclude(settled_at__lt=day.end)
