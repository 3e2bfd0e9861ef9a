"""A place in a scanned text, and what stands there: numbers, signs, and phrases by the role that they play.

It may not know what a phrase means for a quantity; the roles come from the generated word lists.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specvalidator.quantity.scanner import Token, raised, shown
from specvalidator.quantity.units import table

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Cursor", "longest_match", "parted"]

_FIRST_UNSPACED = "\u2e80"
"""The first letter of the scripts that set no space between words."""


def longest_match(
    texts: list[str], at: int, stop: int, known: Mapping[str, str], longest: Mapping[str, int]
) -> tuple[int, str]:
    """Return how many tokens from `at` on make the longest known entry, and what it leads to; 0 when none does."""
    for count in range(min(longest.get(texts[at], 1), stop - at), 0, -1):
        found = known.get(texts[at] if count == 1 else " ".join(texts[at : at + count]))
        if found is not None:
            return count, found
    return 0, ""


def parted(tokens: list[Token]) -> list[Token]:
    """Return the tokens with words of scripts that set no spaces apart: `小时以下` is `小时` and `以下`.

    A run is parted only when it is unknown as a whole and every part of it is known.
    """
    found: list[Token] = []
    for token in tokens:
        is_run = token.kind == "w" and token.text[0] >= _FIRST_UNSPACED
        pieces = _pieces(token.text) if is_run else []
        if len(pieces) < 2:  # noqa: PLR2004 - one piece is the run itself
            found.append(token)
            continue
        start = token.start
        for piece in pieces:
            is_glued = token.glued if start == token.start else True
            found.append(Token("w", piece, start, start + len(piece), glued=is_glued))
            start += len(piece)
    return found


def _pieces(run: str) -> list[str]:
    """Return the known words that make a run, the longest first; nothing when a part of it is not known."""
    known = table()
    pieces: list[str] = []
    at = 0
    while at < len(run):
        stop = next(
            (
                stop
                for stop in range(len(run), at, -1)
                if any(run[at:stop] in known[kind] for kind in ("words", "phrases", "spellings"))
            ),
            at,
        )
        if stop == at:
            return []
        pieces.append(run[at:stop])
        at = stop
    return pieces


def _phrases(folded: list[str], at: int) -> list[tuple[int, list[str]]]:
    """Return the known phrases that begin at a place, the longest first, each with its roles."""
    known, longest = table()["phrases"], table()["longest"]["phrases"]
    first = folded[at]
    found = []
    for count in range(min(longest.get(first, 1), len(folded) - at), 0, -1):
        roles = known.get(first if count == 1 else " ".join(folded[at : at + count]))
        if roles is not None:
            found.append((count, roles.split()))
    return found


def _is_capital(text: str) -> bool:
    return len(text) == 1 and text.isascii() and text.isupper()


class Cursor:
    """A stretch of tokens with a place in it. Moving it is the only thing that changes."""

    __slots__ = ("at", "folded", "mark", "page", "phrases", "quoted", "source", "stop", "texts", "tokens")

    def __init__(self, source: str, tokens: list[Token], mark: str, text: str) -> None:
        self.source = source
        self.page = text if len(text) == len(source) else source
        self.quoted = shown(text)
        self.tokens = tokens
        self.texts = [token.text for token in tokens]
        self.folded = [text.casefold() for text in self.texts]
        self.phrases: dict[int, list[tuple[int, list[str]]]] = {}
        self.mark = mark
        self.at = 0
        self.stop = len(tokens)

    def within(self, start: int, stop: int) -> Cursor:
        """Return a cursor of its own for a stretch of the same tokens."""
        part = Cursor.__new__(Cursor)
        part.source, part.tokens, part.texts, part.folded = self.source, self.tokens, self.texts, self.folded
        part.phrases, part.page = self.phrases, self.page
        part.mark, part.at, part.stop, part.quoted = self.mark, start, stop, self.quoted
        return part

    @property
    def is_done(self) -> bool:
        """Say whether nothing is left."""
        return self.at >= self.stop

    def kind(self, ahead: int = 0) -> str:
        """Return the kind of a token, or nothing past the end."""
        at = self.at + ahead
        return self.tokens[at].kind if at < self.stop else ""

    def text(self, ahead: int = 0) -> str:
        """Return the text of a token, or nothing past the end."""
        at = self.at + ahead
        return self.texts[at] if at < self.stop else ""

    def is_glued(self, ahead: int = 0) -> bool:
        """Say whether a token touches the one before it."""
        at = self.at + ahead
        return at < self.stop and self.tokens[at].glued

    def take_sign(self, *signs: str) -> str:
        """Step over one of the signs and return it; return nothing when another thing stands here."""
        if self.at < self.stop and self.texts[self.at] in signs:
            self.at += 1
            return self.texts[self.at - 1]
        return ""

    def phrase(self, *roles: str) -> tuple[int, str]:
        """Return the length of the longest phrase here with one of the roles, and the first of them it has."""
        at = self.at
        if at >= self.stop:
            return 0, ""
        found = self.phrases.get(at)
        if found is None:
            found = _phrases(self.folded, at)
            if _is_capital(self.texts[at]):
                # NOTE: `1 A – 5 A` is a current from 1 to 5, not `1 a -5`; only longer phrases begin with a capital.
                found = [one for one in found if one[0] > 1]
            self.phrases[at] = found
        for count, has in (one for one in found if at + one[0] <= self.stop):
            for role in roles:
                if role in has:
                    return count, role
        return 0, ""

    @property
    def is_known(self) -> bool:
        """Say whether a phrase of any role begins here."""
        return self.at < self.stop and bool(_phrases(self.folded, self.at))

    def step(self, count: int) -> None:
        """Step over a phrase, and over the full stop of an abbreviation."""
        self.at += count
        if self.at < self.stop and self.texts[self.at] == "." and self.tokens[self.at].glued:
            self.at += 1

    def take(self, *roles: str) -> str:
        """Step over a phrase with one of the roles and return the role; return nothing when there is none."""
        count, role = self.phrase(*roles)
        if count:
            self.step(count)
        return role

    def written(self, start: int, stop: int | None = None) -> str:
        """Return a stretch of the text as it stands, or in plain signs where those are of another length."""
        stop = self.at if stop is None else stop
        return raised(self.page[self.tokens[start].start : self.tokens[stop - 1].stop]) if stop > start else ""

    def closing(self) -> int:
        """Return where the bracket that opens here is closed; the end when it never is."""
        depth = 0
        for at in range(self.at, self.stop):
            depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(self.texts[at], 0)
            if depth == 0:
                return at
        return self.stop
