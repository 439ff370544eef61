"""Where the words of a chart stand: direct labels instead of a legend."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

LETTER, WIDE_LETTER, LINE = 7.6, 13.5, 15  # estimated widths of letters, Latin and Chinese; height of a line
SHIFTS = ((0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1), (-1, -2), (-1, 2), (1, -2), (1, 2))
"""Where a label may stand beside its place, the best first: to a side, above or below."""
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True)
class Label:
    """A text ready to be drawn; `kind` is its class."""

    x: str
    y: str
    anchor: str
    text: str
    kind: str = ""


@dataclass(frozen=True)
class Word:
    """A text and the place it speaks of, or several that serve as well, the best first."""

    places: Sequence[tuple[float, float]]
    text: str
    kind: str


def px(length: float) -> str:
    return f"{length:.1f}".removesuffix(".0")


def text_width(text: str) -> float:
    return sum(WIDE_LETTER if ord(letter) > 0x2E80 else LETTER for letter in text)


class Labels:
    """Puts the few words of a chart where they cover neither each other nor a mark, if that can be."""

    def __init__(self, room: Box, marks: Iterable[tuple[float, float]], taken: Iterable[Box] = ()) -> None:
        self.room, self.marks, self.taken = room, list(marks), list(taken)

    def placed(self, words: Iterable[Word]) -> list[Label]:
        """The words in the order of their weight: the first ones choose first."""
        return [self._put(word) for word in words]

    def _put(self, word: Word) -> Label:
        dx, box = self._cheapest(word.places, text_width(word.text))
        left, top, right, bottom = box
        self.taken.append(box)
        anchor, at = {0: ("middle", (left + right) / 2), 1: ("start", left), -1: ("end", right)}[dx]
        return Label(px(at), px((top + bottom) / 2 + 4.5), anchor, word.text, word.kind)

    def _cheapest(self, places: Sequence[tuple[float, float]], width: float) -> tuple[int, Box]:
        """The side (dx) and the box that cover least; the first that covers nothing ends the search."""
        least, found = math.inf, (0, self._box(*places[0], width, 0, -1))
        for (x, y), (dx, dy) in product(places, SHIFTS):
            box = self._box(x, y, width, dx, dy)
            cost = self._cost(box)
            if cost < least:
                least, found = cost, (dx, box)
            if not cost:
                break
        return found

    def _box(self, x: float, y: float, width: float, dx: int, dy: int) -> Box:
        """Above a place (dy below 0) or below it, centred (dx 0) or to a side, inside the room."""
        left = x - width / 2 + dx * (width / 2 + 10)
        left = min(max(left, self.room[0] + 4), self.room[2] - width - 2)
        middle = y + dy * 17
        return left, middle - LINE / 2, left + width, middle + LINE / 2

    def _cost(self, box: Box) -> float:
        left, top, right, bottom = box
        cost = sum(
            500.0
            for other in self.taken
            if left < other[2] and other[0] < right and top < other[3] and other[1] < bottom
        )
        cost += sum(20.0 for x, y in self.marks if left - 6 < x < right + 6 and top - 6 < y < bottom + 6)
        outside = max(0.0, self.room[1] - top) + max(0.0, bottom - self.room[3])
        return cost + 30 * outside
