"""Find known statements (warnings, disclaimers) by their parts of meaning, in whatever wording.

Each statement is data: the parts that must stand together in a sentence or in two neighbouring ones, what turns
them into a near miss, and why. It may not know prescribed wording (`letter` does), nor say that a statement is required.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from specvalidator.wording.lexicon import load
from specvalidator.wording.sentences import BULLET, PARAGRAPH_END, cut_sentences
from specvalidator.wording.tokens import LINE, PARAGRAPH, tokenise
from specvalidator.wording.trie import find_items
from specvalidator.wording.values import NearMiss, Statement, StatementReading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specvalidator.wording.tokens import Tokens
    from specvalidator.wording.trie import Item

__all__ = ["statement_ids", "statements_in"]

_REACH = 14
"""How many words may lie between two parts that must follow one another."""


class _Wanted:
    """One known statement, as data."""

    __slots__ = ("about", "blockers", "id", "touch", "ways", "why")

    def __init__(self, row: dict[str, Any]) -> None:
        self.id: str = row["id"]
        self.about: list[int] = row["about"]
        self.why: str = row["why"]
        self.ways = [_Way(way) for way in row["ways"]]
        self.blockers: list[tuple[list[int], str]] = [(block["of"], block["why"]) for block in row["unless"]]
        self.touch = self.about[0]
        for way in self.ways:
            self.touch |= way.parts[0].needed[0]


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
        if not all(seen & tags for tags in self.needed):
            return False
        return not self.ordered or _in_order(self.needed, unit.items)


class _Unit:
    """A sentence, or a part of one closed by a semicolon or a bullet."""

    __slots__ = ("after", "ends_paragraph", "first", "items", "seen")

    def __init__(self, first: int, after: int, items: list[Item], *, ends_paragraph: bool) -> None:
        self.first = first
        self.after = after
        self.items = items
        self.ends_paragraph = ends_paragraph
        self.seen = 0
        for tags, _, _ in items:
            self.seen |= tags


def _in_order(needed: list[int], items: list[Item]) -> bool:
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
            if before is not None and 0 <= first - before <= _REACH:
                if step == final:
                    return True
                reached[step] = after
    return False


@lru_cache(maxsize=1)
def _wanted(language: str) -> tuple[_Wanted, ...]:
    return tuple(_Wanted(row) for row in load(language).wanted)


def statement_ids(language: str) -> tuple[str, ...]:
    """Return the ids of the statements that are known in a language."""
    return tuple(wanted.id for wanted in _wanted(language))


def statements_in(text: str, language: str) -> StatementReading:
    """Return the statements of a text in a language that is read, and the near misses.

    Lines are first taken as they stand, then joined: a label that is set in narrow lines says the same.
    """
    lexicon = load(language)
    tokens = tokenise(text)
    cuts = cut_sentences(tokens, lexicon.abbreviations)
    items = find_items(tokens.words, lexicon.statements.trie, lexicon.statements.guess)
    search = _Search(tokens, language)
    search.read(list(_units(tokens, cuts, items)))
    if LINE in tokens.words:
        joined = cut_sentences(tokens, lexicon.abbreviations, joined=True)
        if joined != cuts:
            search.read(list(_units(tokens, joined, items)), only_new=True)
    return search.reading()


def _units(tokens: Tokens, cuts: list[tuple[int, int]], items: list[Item]) -> Iterator[_Unit]:
    """Yield the units of a text in order."""
    words = tokens.words
    size = len(items)
    here = first = 0
    for cut, kind in cuts:
        inside: list[Item] = []
        for place in range(first, cut):
            if words[place] in _UNIT_SIGNS:
                while here < size and items[here][1] < place:
                    inside.append(items[here])
                    here += 1
                if inside:
                    yield _Unit(first, place, inside, ends_paragraph=False)
                first, inside = place + 1, []
        while here < size and items[here][1] < cut:
            inside.append(items[here])
            here += 1
        if inside:
            yield _Unit(first, cut, inside, ends_paragraph=kind == PARAGRAPH_END)
        first = cut


_UNIT_SIGNS = frozenset((";", BULLET))
_TRIMMED = frozenset((LINE, PARAGRAPH, BULLET))


class _Search:
    """The statements found so far in one text."""

    __slots__ = ("_found", "_language", "_misses", "_tokens")

    def __init__(self, tokens: Tokens, language: str) -> None:
        self._tokens = tokens
        self._language = language
        self._found: list[Statement] = []
        self._misses: list[tuple[NearMiss, bool]] = []

    def read(self, units: list[_Unit], *, only_new: bool = False) -> None:
        """Look for every known statement in the units; with `only_new`, only for those not found yet."""
        done = {statement.id for statement in self._found} if only_new else frozenset()
        for wanted in _wanted(self._language):
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
        blocked = next((why for of, why in wanted.blockers if all(unit.seen & tags for tags in of)), None)
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
