"""Why a partner is proposed, in words and with the numbers behind them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from accounts import numbers
from accounts.places import country_name
from accounts.words import in_chinese, joined
from partnerships.enums import Depth, Topic
from partnerships.matching import Profile, Reason
from pledges.enums import TargetKind

HUNDRED_MILLION, TEN_THOUSAND, MILLION = 100_000_000, 10_000, 1_000_000


def told(reason: Reason, own: Profile, other: Profile, own_name: str, other_name: str) -> str:
    """The reason as a sentence; the names are those for the reader."""
    words = {"own": own_name, "other": other_name}
    if reason.code == "across":
        return _("It lies across the ocean: %(country)s.") % {"country": country_name(other.country)}
    if reason.code == "learn":
        words |= {"topic": topic(reason.topic), "depth": depth(other.teaches[reason.topic])}
        return _("%(other)s can teach what you want to learn: %(topic)s (%(depth)s).") % words
    if reason.code == "teach":
        words |= {"topic": topic(reason.topic), "depth": depth(own.teaches[reason.topic])}
        return _("%(other)s wants to learn what you can teach: %(topic)s (%(depth)s).") % words
    if reason.code == "kind":
        return _("Both promised the same kind of target: %(kinds)s.") % {"kinds": kinds(own, other)}
    if reason.code == "size":
        words |= {"own_people": people(own.population), "other_people": people(other.population)}
        return _("They are of a like size: %(own)s %(own_people)s, %(other)s %(other_people)s.") % words
    if reason.code == "sectors":
        percent = {"percent": numbers.percent(_percent(reason), 0)}
        return _("Their emissions come from like sectors: %(percent)s of the shares agree.") % percent
    if reason.code == "achieved":
        words["percent"] = numbers.percent(_percent(reason))
        return _("%(other)s shows a reduction of %(percent)s by accepted figures.") % words
    raise LookupError(f"no words for the reason {reason.code}")


def topic(value: str) -> str:
    return str(Topic(value).label)


def depth(value: str) -> str:
    label = str(Depth(value).label)
    return label if in_chinese() else label[:1].lower() + label[1:]


def kinds(own: Profile, other: Profile) -> str:
    return joined(TargetKind(kind).label for kind in sorted(own.kinds & other.kinds))


def people(count: int) -> str:
    """Two digits tell enough: 3.2 million people, 190,000 people; in Chinese 320 万人."""
    rough = _rough(count)
    if in_chinese():
        if rough >= HUNDRED_MILLION:
            return f"{numbers.plain(rough / HUNDRED_MILLION, 2)}亿人"
        return (
            f"{numbers.plain(rough / TEN_THOUSAND, 2)}万人"
            if rough >= TEN_THOUSAND
            else f"{numbers.grouped(rough, 0)}人"
        )
    if rough >= MILLION:
        return _("%(number)s million people") % {"number": numbers.plain(rough / MILLION, 1)}
    return _("%(number)s people") % {"number": numbers.grouped(rough, 0)}


def _rough(count: int) -> Decimal:
    exact = Decimal(count)
    step = Decimal(1).scaleb(max(exact.adjusted() - 1, 0))
    return (exact / step).quantize(Decimal(1), rounding=ROUND_HALF_UP) * step


def _percent(reason: Reason) -> Decimal:
    return 100 * (reason.value or Decimal(0))
