"""Find known statements (warnings, disclaimers) by their parts of meaning, in whatever wording.

Each statement is data: the parts that must stand together in a sentence or in two neighbouring ones, what
turns them into a near miss, and why. It may not know prescribed wording (`letter` does), nor say that a
statement is required.
"""

from __future__ import annotations

from functools import cache, lru_cache, reduce
from operator import or_
from typing import TYPE_CHECKING, Any, NamedTuple

from specvalidator.wording.lexicon import load_index, statement_words
from specvalidator.wording.patterns import Pattern, Unit
from specvalidator.wording.sentences import BULLET, HEADING, PARAGRAPH_END, cut_sentences, cut_text
from specvalidator.wording.tokens import LINE, PARAGRAPH, tokenise
from specvalidator.wording.trie import find_items
from specvalidator.wording.values import NOTHING, NearMiss, Statement, StatementReading

if TYPE_CHECKING:
    from specvalidator.wording.lexicon import Signs
    from specvalidator.wording.patterns import Span
    from specvalidator.wording.sentences import Cut
    from specvalidator.wording.tokens import Tokens
    from specvalidator.wording.trie import Item

__all__ = ["statements_in"]

_WORDS_ASIDE = 0.5
"""How much nearer a statement seems that is complete but taken back, than one of which a part is missing."""
_A_GOOD_PART = 0.5
"""How much of a way of making a statement comes near to it by itself."""


class _Wanted:
    """One known statement, as data."""

    __slots__ = (
        "_parts",
        "_shared",
        "_subject",
        "_telling",
        "about",
        "anchors",
        "blockers",
        "hints",
        "id",
        "own",
        "ways",
        "why",
    )

    def __init__(self, row: dict[str, Any], common: int) -> None:
        self.id: str = row["id"]
        self.about: list[int] = row["about"]
        self.why: str = row["why"]
        self.ways = [[Pattern(part) for part in way] for way in row["ways"]]
        blockers = [_Reason(reason) for reason in row["unless"]]
        hints = [_Reason(reason) for reason in row["hints"]]
        always = [_Reason(reason) for reason in row["unless_always"]]
        self.blockers = [*blockers, *always]
        """What takes the statement back."""
        self.own = [*hints, *blockers]
        """Reasons that are about what the statement is about; words of theirs come near to it."""
        self.hints = [*(_Reason(reason) for reason in row["hints_always"]), *self.own, *always]
        """Why words that touch the statement do not make it, the first reason first."""
        self._parts = [part for way in self.ways for part in way]
        self._telling = ~common
        self._subject = reduce(or_, self.about)
        """Tags of what the statement is about;"""
        self._shared = common & ~reduce(or_, (tags for part in self._parts for tags in part.needed), self._subject)
        """and those with which a word of them belongs to other statements as well."""
        self.anchors = 0
        for way in self.ways:
            self.anchors |= min((tags for part in way for tags in part.needed), key=lambda tags: bool(tags & common))
        """Tags of which one stands in every text that makes the statement."""

    def is_possible(self, seen: int) -> bool:
        """Say whether all parts of one way are among some tags."""
        for way in self.ways:
            for part in way:
                if not part.is_possible(seen):
                    break
            else:
                return True
        return False

    def is_touched(self, seen: int) -> bool:
        """Say whether all that the statement is about is among some tags, so that they may come near to it."""
        return all(seen & tags for tags in self.about)

    def share(self, seen: int) -> float:
        """Say how much of the best way of making the statement is among some tags."""
        return max(part.share(seen) for part in self._parts)

    def has_own_word(self, items: list[Item]) -> bool:
        """Say whether one of some words is of the subject of the statement and of no other."""
        return any(tags & self._subject and not tags & self._shared for tags, _, _ in items)

    def has_good_part(self, seen: int) -> bool:
        """Say whether a good part of one way is among some tags, and not by words alone that many sentences have."""
        return any(
            part.share(seen) >= _A_GOOD_PART and any(seen & tags & self._telling for tags in part.needed)
            for part in self._parts
        )


class _Reason:
    """What keeps a sentence from making a statement, anywhere in it or only near the words, and how to say so."""

    __slots__ = ("pattern", "why", "within")

    def __init__(self, row: dict[str, Any]) -> None:
        self.pattern = Pattern(row["of"])
        self.within: int = row["within"]
        self.why: str = row["why"]

    def holds(self, unit: Unit, place: Span | None) -> bool:
        """Say whether the reason stands in a unit, near the place of the words if it has to be near."""
        if self.within < 0 or place is None:
            return self.pattern.stands_in(unit)
        start, end = place[0] - self.within, place[1] + self.within
        return any(first < end and after > start for first, after in self.pattern.places(unit))


@cache
def _wanted(language: str) -> tuple[_Wanted, ...]:
    words = statement_words(language)
    return tuple(_Wanted(row, words.signs.common) for row in words.wanted)


@cache
def _marks(language: str, near: bool) -> int:  # noqa: FBT001 - a key of the memory
    """Return the tags of which every text has one that makes a statement, or also that comes near to one."""
    marks = 0
    for wanted in _wanted(language):
        marks |= wanted.anchors | (wanted.about[0] if near else 0)
    return marks


@lru_cache(maxsize=4096)
def _possible(seen: int, language: str, near: bool) -> tuple[_Wanted, ...]:  # noqa: FBT001 - a key of the memory
    """Return the statements that a text with these tags can hold, or also come near to, wherever the tags stand."""
    return tuple(_possible_among(_wanted(language), seen, near=near))


def _possible_among(wanted: tuple[_Wanted, ...], seen: int, *, near: bool) -> list[_Wanted]:
    return [
        each
        for each in wanted
        if (seen & each.anchors and each.is_possible(seen)) or (near and seen & each.about[0] and each.is_touched(seen))
    ]


def statements_in(text: str, language: str, *, near: bool = True) -> StatementReading:
    """Return the statements of a text in a language that is read, and, if asked for, all near misses.

    Lines are first taken as they stand, then joined: a label that is set in narrow lines says the same.
    """
    settings = load_index().languages[language]
    cut = cut_text(text, settings.abbreviations, elides=settings.elides)
    tokens = cut.tokens
    words = statement_words(language)
    signs = words.signs
    items, seen = find_items(tokens.words, words.vocabulary, signs.closed)
    if not seen & _marks(language, near):
        return NOTHING
    wanted = _possible(seen | signs.opening, language, near)
    if not wanted:
        return NOTHING
    search = _Search(tokens, wanted, near=near)
    search.read(_units(tokens, cut.cuts, items, signs))
    if LINE in tokens.words:
        # NOTE: cutting marks bullets and headings in the words, so the joined lines get words of their own.
        unmarked = tokenise(text, elides=settings.elides)
        joined = cut_sentences(unmarked, settings.abbreviations, joined=True)
        if joined != cut.cuts:
            search.read(_units(unmarked, joined, items, signs), only_new=True)
    return search.reading()


def _units(tokens: Tokens, cuts: list[Cut], items: list[Item], signs: Signs) -> list[Unit]:
    """Return the units of a text in order, each with an opening and with the heading that it stands under."""
    words = tokens.words
    units: list[Unit] = []
    rest = iter([*items, (0, len(words), len(words))])
    item = next(rest)
    first = 0
    carried: list[Item] = []
    for cut, kind in cuts:
        heading: list[Item] = []
        inside: list[Item] = []
        for place in [*(place for place in range(first, cut) if words[place] in _UNIT_SIGNS), cut]:
            while item[1] < place:
                inside.append(item)
                item = next(rest)
            if inside:
                units.append(Unit(first, place, [*(heading or carried), (signs.opening, first - 1, first), *inside]))
            if place < cut and words[place] == HEADING:
                heading = inside[-_HEADING_ITEMS:]
            elif place < cut and not heading and _COLON in words[first:place]:
                heading = _before_colon(words, first, inside, signs)
            first, inside = (place + 1 if place < cut else cut), []
        if kind == PARAGRAPH_END:
            carried = _carried(units[-1], signs) if units else []
            if units:
                units[-1].ends_paragraph = not carried
        elif not carried and units:
            carried = _carried(units[-1], signs)
    _answer(units, signs)
    return units


def _answer(units: list[Unit], signs: Signs) -> None:
    """Let a question that is answered with yes stand for a statement."""
    answer: Unit | None = None
    for unit in reversed(units):
        if unit.seen & signs.question and answer is not None and answer.begins_with(signs.answered):
            unit.seen &= ~signs.question
        if unit.seen & ~(signs.question | signs.opening):
            answer = unit


def _before_colon(words: list[str], first: int, inside: list[Item], signs: Signs) -> list[Item]:
    """Return the heading of a list parted by semicolons: Contraindications: a; b; c."""
    colon = words.index(_COLON, first)
    heading = [item for item in inside if item[2] <= colon]
    return heading[-_HEADING_ITEMS:] if any(item[0] & signs.carried for item in heading) else []


def _carried(unit: Unit, signs: Signs) -> list[Item]:
    """Return what a line that is only a heading, such as Contraindications, adds to those that follow it."""
    if unit.after - unit.first > _HEADING_WORDS or not unit.seen & signs.carried or unit.seen & signs.held:
        return []
    return [item for item in unit.items if item[1] >= unit.first and not item[0] & signs.question][-_HEADING_ITEMS:]


_COLON = ":"
_UNIT_SIGNS = frozenset((";", BULLET, HEADING))
_HEADING_WORDS = 8
"""A line of more words, its signs counted, is no heading."""
_HEADING_ITEMS = 12
"""How much of a heading counts for each line of the list under it; more would let its cost grow with its length."""
_TRIMMED = frozenset((LINE, PARAGRAPH, BULLET))


class _Search:
    """The statements found so far in one text."""

    __slots__ = ("_found", "_misses", "_near", "_tokens", "_wanted")

    def __init__(self, tokens: Tokens, wanted: tuple[_Wanted, ...], *, near: bool) -> None:
        self._tokens = tokens
        self._wanted = wanted
        self._near = near
        self._found: list[Statement] = []
        self._misses: list[_Miss] = []

    def read(self, units: list[Unit], *, only_new: bool = False) -> None:
        """Look for every statement in the units; with `only_new`, only for those not found yet."""
        done = {statement.id for statement in self._found} if only_new else frozenset()
        near = self._near and not only_new
        for place, unit in enumerate(units):
            following = None
            if place + 1 < len(units) and not unit.ends_paragraph:
                following = units[place + 1]
            seen = unit.seen if following is None else unit.seen | following.seen
            for wanted in _possible_among(self._wanted, seen, near=near):
                if wanted.id not in done:
                    self._judge(wanted, unit, following, near=near)

    def _judge(self, wanted: _Wanted, unit: Unit, following: Unit | None, *, near: bool) -> None:
        last, blocker = _stands(wanted, unit, following)
        if last is not None and blocker is None:
            start, end = self._span(unit.first, last.after)
            self._found.append(Statement(wanted.id, start, end, self._tokens.original[start:end]))
        elif near and (last is not None or _comes_near(wanted, unit)):
            start, end = self._span(unit.first, unit.after)
            why = blocker.why if blocker else _hint(wanted, unit)
            miss = NearMiss(wanted.id, start, end, self._tokens.original[start:end], why)
            closeness = 1 + _WORDS_ASIDE if last is not None else wanted.share(unit.seen)
            self._misses.append(_Miss(miss, last is not None, closeness))

    def _span(self, first: int, after: int) -> tuple[int, int]:
        """Return the original offsets of a unit without the line ends and bullets around it."""
        words = self._tokens.words
        while first + 1 < after and words[first] in _TRIMMED:
            first += 1
        while first + 1 < after and words[after - 1] in _TRIMMED:
            after -= 1
        return self._tokens.span(first, after)

    def reading(self) -> StatementReading:
        """Return what stands, and what is near, the closest first.

        A bare mention is no near miss once the statement itself was found.
        """
        found = tuple(sorted(set(self._found), key=lambda each: (each.start, each.end, each.id)))
        ids = {statement.id for statement in found}
        kept = [miss for miss in self._misses if miss.contradicts or miss.near.id not in ids]
        kept.sort(key=lambda miss: (-miss.closeness, miss.near.start, miss.near.end, miss.near.id))
        return StatementReading(found, tuple(miss.near for miss in kept))


class _Miss(NamedTuple):
    near: NearMiss
    contradicts: bool
    """Whether the whole statement stands there and is taken back."""
    closeness: float


def _comes_near(wanted: _Wanted, unit: Unit) -> bool:
    """Say whether a unit that does not make a statement has more of it than words that it shares with others."""
    return wanted.is_touched(unit.seen) and (
        wanted.has_own_word(unit.items)
        or wanted.has_good_part(unit.seen)
        or any(reason.holds(unit, None) for reason in wanted.own)
    )


def _hint(wanted: _Wanted, unit: Unit) -> str:
    """Say why words that touch a statement do not make it."""
    for reason in wanted.hints:
        if reason.holds(unit, None):
            return reason.why
    return wanted.why


def _stands(wanted: _Wanted, unit: Unit, following: Unit | None) -> tuple[Unit | None, _Reason | None]:
    """Return the unit in which the statement is complete, if it is, and what takes it back, if anything does."""
    stopped: tuple[Unit | None, _Reason | None] = (None, None)
    for way in wanted.ways:
        head, *tail = way
        last = unit
        if any(not part.stands_in(unit) for part in tail):
            if following is None or any(not part.stands_in(following) for part in tail):
                continue
            last = following
        for place in head.places(unit):
            blocker = next((reason for reason in wanted.blockers if reason.holds(unit, place)), None)
            if blocker is None:
                return last, None
            stopped = (last, blocker)
    return stopped
