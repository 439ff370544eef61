"""Which of several public sources counts: a series never mixes two."""

from __future__ import annotations

from collections.abc import Collection, Mapping


def chosen(years: Mapping[int, Collection[int]]) -> int:
    """Of sources, by their key with the years that each has, the one that counts.

    A source of several years goes before one of a single year, for one year shows no course; of these the one
    that reaches furthest, and of two that reach as far the one taken in last. The yearly files of open data
    give most places a single year.
    """
    return max(years, key=lambda source: (len(set(years[source])) > 1, max(years[source]), source))
