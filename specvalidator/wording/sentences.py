"""Decide where sentences end, and which lines form a list under a heading.

It may not hold words of any language: abbreviations come with the word lists.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from specvalidator.wording.tokens import LINE, PARAGRAPH, tokenise

if TYPE_CHECKING:
    from collections.abc import Container

    from specvalidator.wording.tokens import Tokens

__all__ = ["BULLET", "END", "HEADING", "PARAGRAPH_END", "QUESTION", "Cut", "CutText", "cut_sentences", "cut_text"]

BULLET = "\u2022"
HEADING = "\u2237"
"""What a colon becomes when a list follows: a sign that stands for nothing else in prose."""

END, QUESTION, PARAGRAPH_END = 0, 1, 2

Cut = tuple[int, int]
"""The token after a sentence, and how it ends."""

_COLONS = frozenset((":", HEADING))
_LINE_ENDS = frozenset((LINE, PARAGRAPH))
_LINE_SIGNS = frozenset((BULLET, "-", "*", "+"))
_SHORT_LINE = 40
"""A line this long and not closed by a full stop is taken as wrapped, not as ended."""


_KEPT_LENGTH = 10_000
"""Texts up to this many characters are kept cut: they are read for claims and for statements."""


class CutText:
    """A text cut into words, and into sentences when they are asked for; nobody may change either."""

    __slots__ = ("_abbreviations", "_cuts", "tokens")

    def __init__(self, text: str, abbreviations: frozenset[str], elides: bool) -> None:  # noqa: FBT001 - a key of the memory
        self.tokens = tokenise(text, elides=elides)
        self._abbreviations = abbreviations
        self._cuts: list[Cut] | None = None
        if LINE in self.tokens.plain.text or ":" in self.tokens.plain.text:
            _ = self.cuts  # cutting marks lists in the words, before anybody reads them

    @property
    def cuts(self) -> list[Cut]:
        """Return the sentences as the lines of the text stand."""
        if self._cuts is None:
            self._cuts = cut_sentences(self.tokens, self._abbreviations)
        return self._cuts


def cut_text(text: str, abbreviations: frozenset[str], *, elides: bool) -> CutText:
    """Return the words of a text and its sentences, by what the language shortens and whether it elides."""
    return (_kept if len(text) <= _KEPT_LENGTH else CutText)(text, abbreviations, elides)


_kept = lru_cache(maxsize=128)(CutText)


def cut_sentences(tokens: Tokens, abbreviations: Container[str], *, joined: bool = False) -> list[Cut]:
    """Return where sentences end; with `joined`, a line end alone ends none.

    List marks at the start of a line become bullets, and a colon before a list becomes a heading, in place.
    """
    breaks = tokens.breaks()
    size = len(tokens.words)
    if not breaks or (breaks == [size - 1] and tokens.words[-1] == "."):
        return [(size, END)]  # one sentence, whether or not the point at its end is that of an abbreviation
    cutter = _Cutter(tokens, abbreviations, joined=joined)
    for here in breaks:
        cutter.look_at(here)
    return cutter.finished()


class _Cutter:
    """Where sentences have ended so far, where the line began, and whether a list goes on."""

    __slots__ = ("_abbreviations", "_cuts", "_in_list", "_joined", "_line", "_tokens")

    def __init__(self, tokens: Tokens, abbreviations: Container[str], *, joined: bool) -> None:
        self._tokens = tokens
        self._abbreviations = abbreviations
        self._joined = joined
        self._cuts: list[Cut] = []
        self._line = 0
        self._in_list = False

    def look_at(self, here: int) -> None:
        """Decide about one sign that may end a sentence."""
        sign = self._tokens.words[here]
        if sign == PARAGRAPH:
            if here and self._tokens.words[here - 1] == HEADING:
                _mark_bullet(self._tokens.words, here + 1)
            else:
                self._cut(here, PARAGRAPH_END)
            self._line = self._tokens.starts[here]
        elif sign == LINE:
            self._end_line(here)
            self._line = self._tokens.starts[here]
        elif sign in _COLONS:
            self._open_list(here)
        elif sign == "?":
            self._cuts.append((here + 1, QUESTION))
        elif sign == "!" or (sign == "." and self._is_stop(here)):
            self._cuts.append((here + 1, END))

    def finished(self) -> list[Cut]:
        """Return the cuts; the last one is the end of the text."""
        size = len(self._tokens.words)
        if not self._cuts or self._cuts[-1][0] < size:
            self._cuts.append((size, END))
        return self._cuts

    def _cut(self, here: int, kind: int) -> None:
        self._cuts.append((here + 1, kind))
        self._in_list = False

    def _end_line(self, here: int) -> None:
        words = self._tokens.words
        marked = _mark_bullet(words, here + 1)
        if self._in_list and (marked or words[here - 1] == BULLET):
            return
        if marked or self._in_list or not (self._joined or _goes_on(self._tokens, here, self._line)):
            self._cut(here, END)

    def _open_list(self, here: int) -> None:
        words = self._tokens.words
        after = here + 1
        if after < len(words) and (words[after] == BULLET or _list_follows(words, after)):
            words[here] = HEADING
            self._in_list = True

    def _is_stop(self, here: int) -> bool:
        """Say whether a full stop ends a sentence; inside a list, the list goes on after it."""
        words = self._tokens.words
        if self._in_list and here + 1 < len(words) and _list_follows(words, here + 1):
            return False
        return _is_stop(self._tokens, here, self._abbreviations)


def _mark_bullet(words: list[str], first: int) -> bool:
    """Rewrite a list mark at the start of a line, and say whether there is one."""
    if first + 1 >= len(words) or words[first] not in _LINE_SIGNS:
        return False
    words[first] = BULLET
    return True


def _list_follows(words: list[str], after: int) -> bool:
    """Say whether a line ends and the next one starts with a list mark."""
    return words[after] in _LINE_ENDS and after + 1 < len(words) and words[after + 1] in _LINE_SIGNS


def _goes_on(tokens: Tokens, here: int, line: int) -> bool:
    """Say whether a sentence runs on: after a comma or colon, a long line, or into a small letter."""
    words = tokens.words
    if here + 1 >= len(words) or here == 0:
        return True
    if words[here - 1] in {",", ":"}:
        return True
    if tokens.starts[here] - line >= _SHORT_LINE:
        return True
    return tokens.original_is_lower(here + 1)


def _is_stop(tokens: Tokens, here: int, abbreviations: Container[str]) -> bool:
    """Say whether a full stop ends a sentence, rather than shortens a word or stands inside a name."""
    words = tokens.words
    following = words[here + 1] if here + 1 < len(words) else LINE
    if here == 0 or tokens.starts[here] != tokens.ends[here - 1]:
        return True
    before = words[here - 1]
    if len(before) == 1 and following[0].isalpha() and tokens.original_is_lower(here + 1):
        return False
    if before in abbreviations:
        return False
    return not (before + "." in abbreviations and following[0].isdigit())
