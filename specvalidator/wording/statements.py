"""Find known statements (warnings, disclaimers) by their parts of meaning, in whatever wording.

Each statement is data: the parts that must stand together in a sentence or in two neighbouring ones, what
turns them into a near miss, and why. It may not know prescribed wording (`letter` does), nor say that a
statement is required.
"""

from __future__ import annotations

import sys
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from specvalidator.wording.lexicon import load
from specvalidator.wording.sentences import BULLET, HEADING, PARAGRAPH_END, cut_sentences, cut_text
from specvalidator.wording.tokens import LINE, PARAGRAPH, tokenise
from specvalidator.wording.trie import find_items
from specvalidator.wording.values import NOTHING, NearMiss, Statement, StatementReading

if TYPE_CHECKING:
    from specvalidator.wording.sentences import Cut
    from specvalidator.wording.tokens import Tokens
    from specvalidator.wording.trie import Item

__all__ = ["statement_ids", "statements_in"]

_REACH = 14
"""How many words may lie between two parts that must follow one another."""
_ANYWHERE = sys.maxsize
"""The same under a heading, from which every line of the list is equally far."""


class _Wanted:
    """One known statement, as data."""

    __slots__ = ("about", "blockers", "id", "touch", "ways", "why")

    def __init__(self, row: dict[str, Any]) -> None:
        self.id: str = row["id"]
        self.about: list[int] = row["about"]
        self.why: str = row["why"]
        self.ways = [_Way(way) for way in row["ways"]]
        self.blockers: list[tuple[int, str]] = [(block["of"], block["why"]) for block in row["unless"]]
        self.touch = self.about[0]
        for way in self.ways:
            self.touch |= way.parts[0].needed[0]

    def is_possible(self, seen: int) -> bool:
        """Say whether all parts of one way are among some tags."""
        return any(all(seen & tags for part in way.parts for tags in part.needed) for way in self.ways)

    def is_touched(self, seen: int) -> bool:
        """Say whether all that the statement is about is among some tags, so that they may come near to it."""
        return all(seen & tags for tags in self.about)


class _Way:
    """One way of saying a statement, in one sentence or over two."""

    __slots__ = ("parts",)

    def __init__(self, row: dict[str, Any]) -> None:
        self.parts = [_Part(sentence) for sentence in row["sentences"]]


class _Part:
    """What one sentence must hold: sets of tags, in order or not."""

    __slots__ = ("needed", "ordered")

    def __init__(self, row: dict[str, Any]) -> None:
        self.needed: list[int] = row["parts"]
        self.ordered: bool = row["ordered"]

    def stands_in(self, unit: _Unit) -> bool:
        seen = unit.seen
        for tags in self.needed:
            if not seen & tags:
                return False
        return not self.ordered or _in_order(self.needed, unit.items, unit.reach)


class _Unit:
    """A sentence, or a part of one closed by a semicolon or a bullet."""

    __slots__ = ("after", "ends_paragraph", "first", "items", "reach", "seen")

    def __init__(self, first: int, after: int, items: list[Item]) -> None:
        self.first = first
        self.after = after
        self.items = items
        self.ends_paragraph = False
        self.reach = _REACH if items[0][1] >= first else _ANYWHERE
        self.seen = 0
        for tags, _, _ in items:
            self.seen |= tags


def _in_order(needed: list[int], items: list[Item], reach: int) -> bool:
    """Say whether the parts follow one another, none too far from the one before it.

    For each part only the latest place is kept, so the cost is the number of items times that of parts.
    """
    reached: list[int | None] = [None] * len(needed)
    final = len(needed) - 1
    for tags, first, after in items:
        for step in range(final, -1, -1):
            if not tags & needed[step]:
                continue
            if step == 0:
                reached[0] = after
                continue
            before = reached[step - 1]
            if before is not None and 0 <= first - before <= reach:
                if step == final:
                    return True
                reached[step] = after
    return False


@lru_cache(maxsize=1)
def _wanted(language: str) -> tuple[_Wanted, ...]:
    return tuple(_Wanted(row) for row in load(language).wanted)


@lru_cache(maxsize=4096)
def _possible(seen: int, language: str, near: bool) -> tuple[_Wanted, ...]:  # noqa: FBT001 - a key of the memory
    """Return the statements that a text with these tags can hold, or also come near to, wherever the tags stand."""
    return tuple(
        wanted for wanted in _wanted(language) if wanted.is_possible(seen) or (near and wanted.is_touched(seen))
    )


def statement_ids(language: str) -> tuple[str, ...]:
    """Return the ids of the statements that are known in a language."""
    return tuple(wanted.id for wanted in _wanted(language))


def statements_in(text: str, language: str, *, near: bool = True) -> StatementReading:
    """Return the statements of a text in a language that is read, and, if asked for, all near misses.

    Lines are first taken as they stand, then joined: a label that is set in narrow lines says the same.
    """
    lexicon = load(language)
    cut = cut_text(text, lexicon.abbreviations)
    tokens = cut.tokens
    items, seen = find_items(tokens.words, lexicon.statements)
    wanted = _possible(seen, language, near)
    if not wanted:
        return NOTHING
    search = _Search(tokens, wanted)
    search.read(_units(tokens, cut.cuts, items))
    if LINE in tokens.words:
        # NOTE: cutting marks bullets and headings in the words, so the joined lines get words of their own.
        unmarked = tokenise(text)
        joined = cut_sentences(unmarked, lexicon.abbreviations, joined=True)
        if joined != cut.cuts:
            search.read(_units(unmarked, joined, items), only_new=True)
    return search.reading()


def _units(tokens: Tokens, cuts: list[Cut], items: list[Item]) -> list[_Unit]:
    """Return the units of a text in order."""
    words = tokens.words
    units: list[_Unit] = []
    rest = iter([*items, (0, len(words), len(words))])
    item = next(rest)
    first = 0
    for cut, kind in cuts:
        heading: list[Item] = []
        inside: list[Item] = []
        for place in range(first, cut):
            while item[1] < place:
                inside.append(item)
                item = next(rest)
            sign = words[place]
            if sign not in _UNIT_SIGNS:
                continue
            if inside:
                units.append(_Unit(first, place, [*heading, *inside]))
            if sign == HEADING:
                heading = inside[-_HEADING_ITEMS:]
            first, inside = place + 1, []
        while item[1] < cut:
            inside.append(item)
            item = next(rest)
        if inside:
            units.append(_Unit(first, cut, [*heading, *inside]))
        if kind == PARAGRAPH_END and units:
            units[-1].ends_paragraph = True
        first = cut
    return units


_UNIT_SIGNS = frozenset((";", BULLET, HEADING))
_HEADING_ITEMS = 12
"""How much of a heading counts for each line of the list under it; more would let its cost grow with its length."""
_TRIMMED = frozenset((LINE, PARAGRAPH, BULLET))


class _Search:
    """The statements found so far in one text."""

    __slots__ = ("_found", "_misses", "_tokens", "_wanted")

    def __init__(self, tokens: Tokens, wanted: tuple[_Wanted, ...]) -> None:
        self._tokens = tokens
        self._wanted = wanted
        self._found: list[Statement] = []
        self._misses: list[tuple[NearMiss, bool]] = []

    def read(self, units: list[_Unit], *, only_new: bool = False) -> None:
        """Look for every wanted statement in the units; with `only_new`, only for those not found yet."""
        done = {statement.id for statement in self._found} if only_new else frozenset()
        for wanted in self._wanted:
            if wanted.id in done:
                continue
            for place, unit in enumerate(units):
                if unit.seen & wanted.touch:
                    following = None
                    if place + 1 < len(units) and not unit.ends_paragraph:
                        following = units[place + 1]
                    self._judge(wanted, unit, following, misses=not only_new)

    def _judge(self, wanted: _Wanted, unit: _Unit, following: _Unit | None, *, misses: bool) -> None:
        last = _stands(wanted, unit, following)
        blocked = next((why for tags, why in wanted.blockers if unit.seen & tags), None)
        if last is not None and blocked is None:
            start, end = self._span(unit.first, last.after)
            self._found.append(Statement(wanted.id, start, end, self._tokens.original[start:end]))
        elif misses and (last is not None or all(unit.seen & tags for tags in wanted.about)):
            start, end = self._span(unit.first, unit.after)
            text = self._tokens.original[start:end]
            miss = NearMiss(wanted.id, start, end, text, wanted.why if blocked is None else blocked)
            self._misses.append((miss, blocked is not None))

    def _span(self, first: int, after: int) -> tuple[int, int]:
        """Return the original offsets of a unit without the line ends and bullets around it."""
        words = self._tokens.words
        while words[first] in _TRIMMED:
            first += 1
        while words[after - 1] in _TRIMMED:
            after -= 1
        return self._tokens.span(first, after)

    def reading(self) -> StatementReading:
        """Return what stands; a bare mention is no near miss once the statement itself was found."""
        found = tuple(sorted(self._found, key=lambda each: (each.start, each.end, each.id)))
        ids = {statement.id for statement in found}
        kept = [miss for miss, contradicts in self._misses if contradicts or miss.id not in ids]
        return StatementReading(found, tuple(sorted(kept, key=lambda each: (each.start, each.end, each.id))))


def _stands(wanted: _Wanted, unit: _Unit, following: _Unit | None) -> _Unit | None:
    """Return the unit in which the statement is complete, or nothing."""
    for way in wanted.ways:
        head, *tail = way.parts
        if not head.stands_in(unit):
            continue
        if all(part.stands_in(unit) for part in tail):
            return unit
        if following is not None and all(part.stands_in(following) for part in tail):
            return following
    return None
