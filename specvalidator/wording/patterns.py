"""Patterns of meaning: which tags must stand in a sentence, in what order and how near to one another.

A pattern is data that `compiling` has made from a line of the word lists. It may not know what a tag means, nor
which statement it belongs to.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specvalidator.wording.trie import Item

__all__ = ["Pattern", "Span", "Unit"]

Span = tuple[int, int]
"""The first word of what was matched and the word after it."""

_TRIES = 8
"""How many places of one pattern in one sentence are tried; more would let a hostile sentence cost its square."""


class Unit:
    """A sentence, or a part of one closed by a semicolon or a bullet, with the heading that it stands under."""

    __slots__ = ("after", "ends_paragraph", "first", "items", "seen")

    def __init__(self, first: int, after: int, items: list[Item]) -> None:
        self.first = first
        self.after = after
        self.items = items
        self.ends_paragraph = False
        self.seen = 0
        for tags, _, _ in items:
            self.seen |= tags

    def begins_with(self, tags: int) -> bool:
        """Say whether the first word has one of some tags."""
        return any(item[0] & tags for item in self.items if item[1] == self.first)


class Pattern:
    """What one sentence must hold: groups of tags, each in order or close together, and what it may not hold."""

    __slots__ = ("_groups", "needed", "without")

    def __init__(self, row: dict[str, Any]) -> None:
        self._groups = [(_ORDERS[group["order"]], group["tags"], group["gaps"]) for group in row["groups"]]
        self.needed: list[int] = [tags for group in row["groups"] for tags in group["tags"]]
        self.without: int = row["without"]

    def is_possible(self, seen: int) -> bool:
        """Say whether every part is among some tags."""
        for tags in self.needed:  # noqa: SIM110 - a generator would cost three times as much
            if not seen & tags:
                return False
        return True

    def share(self, seen: int) -> float:
        """Say how much of the pattern is among some tags."""
        return sum(1 for tags in self.needed if seen & tags) / len(self.needed)

    def places(self, unit: Unit) -> Iterator[Span]:
        """Give the places of the first group, if the other groups stand anywhere in the unit and nothing forbids it.

        What stands wholly in the heading was read there already.
        """
        if unit.seen & self.without or not self.is_possible(unit.seen):
            return
        (find, tags, gaps), *others = self._groups
        is_inside = False
        for find_other, other_tags, other_gaps in others:
            place = next(find_other(unit, other_tags, other_gaps), None)
            if place is None:
                return
            is_inside = is_inside or place[1] > unit.first
        for place in islice(find(unit, tags, gaps), _TRIES):
            if is_inside or place[1] > unit.first:
                yield place

    def stands_in(self, unit: Unit) -> bool:
        """Say whether the pattern stands in a unit."""
        return next(self.places(unit), None) is not None


def _ordered(unit: Unit, needed: list[int], gaps: list[int]) -> Iterator[Span]:
    """Give where the parts follow one another, none further from the one before it than its gap allows.

    A part may begin inside the phrase before it ("do not use in": the use), but not where that begins. A heading is
    as near to each line under it as the line's own beginning. For each part only the latest place is kept, so the
    cost is the number of items times that of parts.
    """
    begin = unit.first
    final = len(needed) - 1
    reached: list[tuple[int, int, int] | None] = [None] * len(needed)
    for tags, first, after in unit.items:
        for step in range(final, -1, -1):
            if not tags & needed[step]:
                continue
            if step == 0:
                reached[0] = (first, first, after)
            else:
                before = reached[step - 1]
                if before is None or before[1] >= first or first - max(before[2], begin) > gaps[step - 1]:
                    continue
                reached[step] = (before[0], first, after)
            if step == final:
                place = reached[final]
                if place is not None:
                    yield place[0], place[2]


def _close(unit: Unit, needed: list[int], gaps: list[int]) -> Iterator[Span]:
    """Give where the parts stand close together in any order, the whole no wider than the sum of the gaps."""
    width = sum(gaps) + len(needed)
    begin = unit.first
    latest: list[Span | None] = [None] * len(needed)
    for tags, first, after in unit.items:
        hit = False
        for step, wanted in enumerate(needed):
            if tags & wanted:
                latest[step] = (first, after)
                hit = True
        if not hit:
            continue
        known = [place for place in latest if place is not None]
        if len(known) < len(needed):
            continue
        start = min(place[0] for place in known)
        if after - max(start, begin) <= width:
            yield start, after


_ORDERS = {"ordered": _ordered, "close": _close}
