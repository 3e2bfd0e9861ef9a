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


@lru_cache(maxsize=2)
def _pattern(elides: bool) -> re.Pattern[str]:  # noqa: FBT001 - a key of the memory
    """Return the pattern of one token.

    An apostrophe inside a word belongs to it ("doesn't"); in a language that elides it ends the word ("l'", "eau").
    No part can start at a place where another part could have gone on, so a hostile text costs one pass.
    Hyphens between letters join nothing and are no token: "single-use" reads as "single use".
    """
    return re.compile(
        r"(?:[a-z]\.){1,6}[a-z](?![^\W_])\.?"  # an abbreviation with points
        r"|[0-9]+(?:[.,][0-9]+)*(?: ?- ?[0-9]+(?:[.,][0-9]+)*)?"  # a number or a range
        r"|[^\W\d_][^\W_]*"
        + (r"'?" if elides else r"(?:'[^\W_]+)*")  # a word
        + r"|\n\s*"  # line ends and the space after them
        r"|(?<![^\W_])-|-(?![^\W_])"  # a dash, not a hyphen
        r"|[^\s\w-]"  # any other sign
    )


@lru_cache(maxsize=2)
def _plain_pattern(elides: bool) -> re.Pattern[str]:  # noqa: FBT001 - a key of the memory
    """Return the pattern of one token of a plain text: the same tokens, found at half the cost."""
    return re.compile(
        r"[a-z][a-z0-9]*"
        + (r"'?" if elides else r"(?:'[a-z0-9]+)*")
        + r"|[0-9]+(?:[.,][0-9]+)*(?: ?- ?[0-9]+(?:[.,][0-9]+)*)?"
        r"|(?<![a-z0-9])-|-(?![a-z0-9])"
        r"|[^\s\w-]"
    )


_INNER_POINT = re.compile(r"[a-z]\.[a-z]")


def _is_plain(text: str) -> bool:
    """Say whether a text is one line of ASCII without an abbreviation, as most are."""
    if not text.isascii() or LINE in text:
        return False
    return text.find(".", 0, -1) < 0 or _INNER_POINT.search(text) is None


_BREAKS = frozenset((".", "!", "?", ";", ":", LINE, PARAGRAPH))


class Tokens:
    """Words and signs with their places in the plain copy; the places are looked up when they are asked for."""

    __slots__ = ("_ends", "_pattern", "_starts", "original", "plain", "words")

    def __init__(self, original: str, plain: Plain, *, elides: bool = False) -> None:
        self.original = original
        self.plain = plain
        is_plain = _is_plain(plain.text)
        self._pattern = (_plain_pattern if is_plain else _pattern)(elides)
        words: list[str] = self._pattern.findall(plain.text)
        self.words = words if is_plain else [_plain_word(word) if len(word) > 1 else word for word in words]
        self._starts: list[int] | None = None
        self._ends: list[int] = []

    @property
    def starts(self) -> list[int]:
        """Return where each word starts."""
        if self._starts is None:
            spans = [found.span() for found in self._pattern.finditer(self.plain.text)]
            self._starts = [start for start, _ in spans]
            self._ends = [end for _, end in spans]
        return self._starts

    @property
    def ends(self) -> list[int]:
        """Return where each word has ended."""
        return self._ends if self.starts else []

    def breaks(self) -> list[int]:
        """Return the places of the signs that may end a sentence."""
        return [place for place, word in enumerate(self.words) if word in _BREAKS]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the original offsets of the tokens `first` up to, not including, `last`."""
        return self.plain.start(self.starts[first]), self.plain.end(self.ends[last - 1])

    def original_is_lower(self, token: int) -> bool:
        """Say whether a token starts with a small letter in the original text."""
        return self.original[self.plain.start(self.starts[token])].islower()


def tokenise(text: str, *, elides: bool = False) -> Tokens:
    """Fold a text and cut the copy into tokens; `elides` says that an apostrophe ends a word."""
    return Tokens(text, normalise(text), elides=elides)


def split_words(phrase: str, *, elides: bool = False) -> list[str]:
    """Cut a phrase of a word list exactly as a text is cut."""
    return tokenise(phrase, elides=elides).words


def _plain_word(word: str) -> str:
    """Return line ends as one sign, and an abbreviation without its points."""
    if word[0] == LINE:
        return PARAGRAPH if word.count(LINE) > 1 else LINE
    return word if word[1] != "." or word[0].isdigit() else word.replace(".", "")
