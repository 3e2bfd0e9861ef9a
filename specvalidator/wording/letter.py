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

__all__ = ["find_wording"]

_PART = r"\{([^{}]*)\}|_{3,}"
_BLANK_WORDS = 6
"""An open blank stands for one word up to this many, all before the next sign that ends a phrase."""
_CLOSING = frozenset((".", ";", ":", "!", "?", "(", ")", '"'))
_COUNTED_SIGNS = frozenset(("\u211e", "%"))
"""Signs that are read as words: the prescription symbol and the percent sign."""

Part = tuple[tuple[str, ...], ...] | None
"""The alternatives of one place, each as words; nothing for an open blank."""


def find_wording(text: str, wording: str) -> tuple[int, int] | None:
    """Return where `wording` stands in `text`, as offsets into the text, or nothing.

    `wording` may hold alternatives in braces, `{Federal|United States}`, and open blanks, `___`, of one to
    six words; a blank takes as many words as it can. Wording without a word in it stands nowhere.
    """
    parts = _compile(wording)
    if not parts:
        return None
    read = _read(text)
    for start in _starts(read, parts[0]):
        end = _match(read.words, read.closed, start, parts)
        if end is not None:
            return read.tokens.span(read.places[start], read.places[end - 1] + 1)
    return None


class _Read(NamedTuple):
    """A text as words, with where each stands."""

    tokens: Tokens
    places: list[int]
    words: list[str]
    closed: list[bool]
    starts: dict[str, list[int]]
    """Where each word stands among the words."""


@lru_cache(maxsize=4)
def _read(text: str) -> _Read:
    """Read a text once for all the wordings that are looked for in it; few, for they may be long."""
    tokens = tokenise(text)
    places = [place for place, word in enumerate(tokens.words) if _is_word(word)]
    words = [tokens.words[place] for place in places]
    starts: dict[str, list[int]] = {}
    for position, word in enumerate(words):
        starts.setdefault(word, []).append(position)
    return _Read(tokens, places, words, _closed_before(tokens, places), starts)


def _starts(read: _Read, first: Part) -> Iterable[int]:
    """Return where a wording may start: at one of the words that it starts with, or anywhere."""
    if first is None or not all(first):
        return range(len(read.words))
    found = [read.starts.get(alternative[0], ()) for alternative in first]
    return sorted({start for one in found for start in one})


def _is_word(token: str) -> bool:
    return token[0].isalnum() or token in _COUNTED_SIGNS


def _closed_before(tokens: Tokens, places: list[int]) -> list[bool]:
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
                reached.update(_blank_ends(words, closed, end))
                continue
            for alternative in part:
                after = end + len(alternative)
                if tuple(words[end:after]) == alternative:
                    reached.add(after)
        if not reached:
            return None
        ends = reached
    return max(ends)


def _blank_ends(words: list[str], closed: list[bool], end: int) -> list[int]:
    """Return where a blank that starts at `end` may stop."""
    ends = []
    for after in range(end + 1, min(end + _BLANK_WORDS, len(words)) + 1):
        if after > end + 1 and closed[after - 1]:
            break
        ends.append(after)
    return ends


@lru_cache(maxsize=512)
def _compile(wording: str) -> tuple[Part, ...]:
    """Cut a wording into places, each with its alternatives."""
    parts: list[Part] = []
    done = 0
    found = False
    for place in re.finditer(_PART, wording):
        _add_words(parts, wording[done : place.start()])
        if place[1] is None:
            parts.append(None)
        else:
            parts.append(tuple(_words(alternative) for alternative in place[1].split("|")))
        done = place.end()
    _add_words(parts, wording[done:])
    found = any(part is not None and any(part) for part in parts)
    return tuple(parts) if found else ()


def _add_words(parts: list[Part], plain: str) -> None:
    parts += [((word,),) for word in _words(plain)]


def _words(plain: str) -> tuple[str, ...]:
    return tuple(word for word in tokenise(plain).words if _is_word(word))
