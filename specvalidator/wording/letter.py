"""Find prescribed wording to the letter: every word, in order, and nothing between.

Letter case, white space, punctuation and the kind of dash do not count. It may not accept a paraphrase
(`statements` does), nor know which wording is prescribed.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from specvalidator.wording.tokens import LINE, Tokens, tokenise

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "Part",
    "Wording",
    "blank_ends",
    "closed_before",
    "compile_wording",
    "counted_words",
    "find_wording",
    "is_word",
]

_PART = r"\{([^{}]*)\}|_{3,}"
_BLANK_WORDS = 6
"""An open blank stands for one word up to this many, all before the next sign that ends a phrase."""
_CLOSING = frozenset((".", ";", ":", "!", "?", "(", ")", '"'))
_COUNTED_SIGNS = frozenset(("\u211e", "%"))
"""Signs that are read as words: the prescription symbol and the percent sign."""

Part = tuple[tuple[str, ...], ...] | None
"""The alternatives of one place, each as words; nothing for an open blank."""


class Wording(NamedTuple):
    """A prescribed wording, cut into places."""

    parts: tuple[Part, ...]
    shown: tuple[str, ...]
    """How each place is shown to a reader: `Federal (or United States)`."""
    needed: frozenset[str]
    """Words without which it cannot stand in a text."""


def find_wording(text: str, wording: str) -> tuple[int, int] | None:
    """Return where `wording` stands in `text`, as offsets into the text, or nothing.

    `wording` may hold alternatives in braces, `{Federal|United States}`, and open blanks, `___`, of one to
    six words; a blank takes as many words as it can. Wording without a word in it stands nowhere.
    """
    wanted = compile_wording(wording)
    if not wanted.parts:
        return None
    counted = counted_words(text)
    if not wanted.needed <= counted.known:
        return None
    for start in _starts(counted.words, wanted.parts[0]):
        end = _match(counted.words, counted.closed, start, wanted.parts)
        if end is not None:
            return counted.tokens.span(counted.places[start], counted.places[end - 1] + 1)
    return None


class Counted(NamedTuple):
    """The words of a text that count when wordings are compared."""

    tokens: Tokens
    places: list[int]
    """Where each word stands among the tokens."""
    words: list[str]
    closed: list[bool]
    """For each word, whether a sign that ends a phrase stands just before it."""
    known: frozenset[str]


@lru_cache(maxsize=16)
def counted_words(text: str) -> Counted:
    """Return the words of a text that count; a label is asked for one wording after the other."""
    tokens = tokenise(text)
    places = [place for place, word in enumerate(tokens.words) if is_word(word)]
    words = [tokens.words[place] for place in places]
    return Counted(tokens, places, words, closed_before(tokens, places), frozenset(words))


def _starts(words: list[str], first: Part) -> Iterable[int]:
    """Return the words at which a wording may start."""
    if first is None or not all(first):
        return range(len(words))
    heads = {alternative[0] for alternative in first}
    return [place for place, word in enumerate(words) if word in heads]


def is_word(token: str) -> bool:
    """Say whether a token counts when wordings are compared."""
    return token[0].isalnum() or token in _COUNTED_SIGNS


def closed_before(tokens: Tokens, places: list[int]) -> list[bool]:
    """Say for each word whether a sign that ends a phrase, or an empty line, stands just before it."""
    closed = []
    before = -1
    for place in places:
        between = tokens.words[before + 1 : place] if before >= 0 else []
        closed.append(any(sign in _CLOSING or (sign[0] == LINE and sign != LINE) for sign in between))
        before = place
    return closed


def _match(words: list[str], closed: list[bool], start: int, parts: tuple[Part, ...]) -> int | None:
    """Return the word after the longest match of all parts from `start`, or nothing.

    All ends that are still possible are carried along together; there are never more than the wording has
    room for, so the cost of a start does not grow with the text.
    """
    ends = {start}
    for part in parts:
        reached: set[int] = set()
        for end in ends:
            if part is None:
                reached.update(blank_ends(words, closed, end))
                continue
            for alternative in part:
                after = end + len(alternative)
                if tuple(words[end:after]) == alternative:
                    reached.add(after)
        if not reached:
            return None
        ends = reached
    return max(ends)


def blank_ends(words: list[str], closed: list[bool], end: int) -> list[int]:
    """Return where an open blank that starts at a word may stop."""
    ends = []
    for after in range(end + 1, min(end + _BLANK_WORDS, len(words)) + 1):
        if after > end + 1 and closed[after - 1]:
            break
        ends.append(after)
    return ends


@lru_cache(maxsize=64)
def compile_wording(wording: str) -> Wording:
    """Cut a wording into places, each with its alternatives; one without a word has no places."""
    parts: list[Part] = []
    shown: list[str] = []
    done = 0
    for place in re.finditer(_PART, wording):
        _add_words(parts, shown, wording[done : place.start()])
        if place[1] is None:
            parts.append(None)
            shown.append("___")
        else:
            alternatives = place[1].split("|")
            parts.append(tuple(tuple(word for word, _ in _words(alternative)) for alternative in alternatives))
            first, *others = [alternative.strip() for alternative in alternatives if alternative.strip()] or [""]
            shown.append(f"{first} (or {', '.join(others)})" if others else first)
        done = place.end()
    _add_words(parts, shown, wording[done:])
    if not any(part is not None and any(part) for part in parts):
        return Wording((), (), frozenset())
    needed = frozenset(word for part in parts if part is not None and len(part) == 1 for word in part[0])
    return Wording(tuple(parts), tuple(shown), needed)


def _add_words(parts: list[Part], shown: list[str], plain: str) -> None:
    for word, as_written in _words(plain):
        parts.append(((word,),))
        shown.append(as_written)


def _words(plain: str) -> list[tuple[str, str]]:
    """Return the words of a piece of wording, each with how it is written there."""
    tokens = tokenise(plain)
    found = []
    for place, word in enumerate(tokens.words):
        if is_word(word):
            start, end = tokens.span(place, place + 1)
            found.append((word, plain[start:end]))
    return found
