"""Cut a plain copy into words and signs, once.

It may not know what any word means.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from specvalidator.wording.normalise import normalise

if TYPE_CHECKING:
    from specvalidator.wording.normalise import Plain

__all__ = ["LINE", "PARAGRAPH", "Tokens", "split_words", "tokenise"]

LINE = "\n"
PARAGRAPH = "\n\n"

_ABBREVIATION = 1
"""The group of the pattern that holds an abbreviation; the other one holds line ends."""


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    """Return the pattern of one token.

    No part can start at a place where another part could have gone on, so a hostile text costs one pass.
    Hyphens between letters join nothing and are no token: "single-use" reads as "single use".
    """
    return re.compile(
        r"((?:[a-z]\.){1,6}[a-z](?![^\W_])\.?)"  # an abbreviation with points
        r"|[0-9]+(?:[.,][0-9]+)*(?: ?- ?[0-9]+(?:[.,][0-9]+)*)?"  # a number or a range
        r"|[^\W\d_][^\W_]*(?:'[^\W_]+)*"  # a word
        r"|(\n\s*)"  # line ends and the space after them
        r"|(?<![^\W_])-|-(?![^\W_])"  # a dash, not a hyphen
        r"|[^\s\w-]"  # any other sign
    )


_BREAKS = frozenset((".", "!", "?", ";", ":", LINE, PARAGRAPH))


class Tokens:
    """Words and signs with their places in the plain copy, and which of them may end a sentence."""

    __slots__ = ("breaks", "ends", "original", "plain", "starts", "words")

    def __init__(self, original: str, plain: Plain) -> None:
        self.original = original
        self.plain = plain
        self.words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.breaks: list[int] = []

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the original offsets of the tokens `first` up to, not including, `last`."""
        return self.plain.start(self.starts[first]), self.plain.end(self.ends[last - 1])

    def original_is_lower(self, token: int) -> bool:
        """Say whether a token starts with a small letter in the original text."""
        return self.original[self.plain.start(self.starts[token])].islower()


def tokenise(text: str) -> Tokens:
    """Fold a text and cut the copy into tokens."""
    plain = normalise(text)
    tokens = Tokens(text, plain)
    words, starts, ends, breaks = tokens.words, tokens.starts, tokens.ends, tokens.breaks
    add_word, add_start, add_end = words.append, starts.append, ends.append
    for found in _pattern().finditer(plain.text):
        word = found[0]
        if found.lastindex is not None:
            word = _plain_word(word, found.lastindex)
        if word in _BREAKS:
            breaks.append(len(words))
        add_word(word)
        add_start(found.start())
        add_end(found.end())
    return tokens


def split_words(phrase: str) -> list[str]:
    """Cut a phrase of a word list exactly as a text is cut."""
    return tokenise(phrase).words


def _plain_word(word: str, group: int) -> str:
    if group == _ABBREVIATION:
        return word.replace(".", "")
    return PARAGRAPH if word.count(LINE) > 1 else LINE
