"""Make a plain copy of a text and remember where each of its characters came from.

The copy is folded: letter case, full width, ligatures, accents, curly quotes, dashes, look-alike letters,
invisible characters, character references, emphasis marks inside a word and words with a space after every letter.
It may not know words, and it never changes the original.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from bisect import bisect_right
from functools import lru_cache

__all__ = ["Plain", "normalise"]


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what tells that a text needs folding, and what is to be folded in it."""
    sign = r"[^\n\t -~]"
    emphasis = r"(?<=[a-zA-Z])[*_]{1,3}(?=[a-zA-Z])"
    reference = r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,6});"
    spaced = r"(?<![^\W_])[a-zA-Z](?: [a-zA-Z]){3,}(?![^\W_])"
    return (
        re.compile(f"{sign}|&|{emphasis}|{spaced}"),
        re.compile(rf"{reference}|\r\n?|{emphasis}|{spaced}|{sign}"),
    )


_SPACED = " [a-zA-Z] [a-zA-Z] "
"""What stands in a word that is written with a space after every letter, and in few other texts."""


_REFERENCES = {
    "amp": "&",
    "apos": "'",
    "gt": ">",
    "ldquo": '"',
    "lsquo": "'",
    "lt": "<",
    "mdash": "\u2014",
    "micro": "\u00b5",
    "nbsp": " ",
    "ndash": "-",
    "quot": '"',
    "rdquo": '"',
    "reg": "",
    "rsquo": "'",
    "shy": "",
    "trade": "",
    "zwj": "",
    "zwnj": "",
}
_SIGNS = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4\uff07", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2212\ufe58\ufe63\uff0d", "-"),
    **dict.fromkeys("\u2014\u2015", "\u2014"),
    **dict.fromkeys("\u00ae\u2122\u2120\u00a9", ""),
    **dict.fromkeys("\u00b7\u2023\u25aa\u25cf\u25e6\u25a0\u25ba\u27a2\u2713\u2714\u2219", "\u2022"),
    "\u2026": "\u2026",
    "\u2044": "/",
    "\u2028": "\n",
    "\u2029": "\n\n",
    "\x85": "\n",
    "\x0b": "\n",
    "\x0c": "\n\n",
}
# NOTE: letters that look like Latin ones; NFKC leaves them alone. Micro sign and Greek mu stay as they are.
_LOOKALIKES = dict(
    zip(
        "\u0430\u0432\u0435\u043a\u043c\u043d\u043e\u0440\u0441\u0442\u0443\u0445\u0456\u0458\u0455\u04bb\u0501"
        "\u03b1\u03b2\u03b5\u03b9\u03ba\u03bd\u03bf\u03c1\u03c4\u03c5\u03c7"
        "\u1d00\u0299\u1d04\u1d05\u1d07\ua730\u0262\u029c\u026a\u1d0a\u1d0b\u029f\u1d0d\u0274\u1d0f\u1d18\u0280"
        "\ua731\u1d1b\u1d1c\u1d20\u1d21\u028f\u1d22",
        "abekmhopctyxijshdabeikvoptuxabcdefghijklmnoprstuvwyz",
        strict=True,
    )
)
_FRACTION = "\u2044"
"""The slash of a fraction in one sign: it does not belong to the word or number before it."""
_INVISIBLE = frozenset(("Cf", "Mn", "Me", "Cc"))
_FOLDED_LIMIT = 4096
_folded: dict[str, str] = {}


class Plain:
    """A folded copy of a text, with the way back to the original offsets."""

    __slots__ = ("_at", "_origin", "_width", "length", "text")

    def __init__(self, text: str, length: int, at: list[int], origin: list[int], width: list[int]) -> None:
        self.text = text
        self.length = length
        self._at = at
        self._origin = origin
        self._width = width

    def start(self, position: int) -> int:
        """Return the original offset of the character at `position` of the copy."""
        if not self._at:
            return position
        piece = bisect_right(self._at, position) - 1
        if self._width[piece]:
            return self._origin[piece]
        return self._origin[piece] + position - self._at[piece]

    def end(self, position: int) -> int:
        """Return the original offset just after the characters before `position` of the copy."""
        if not self._at:
            return position
        if position >= len(self.text):
            return self.length
        piece = bisect_right(self._at, position) - 1
        if self._width[piece] and position > self._at[piece]:
            # NOTE: a word that ends inside what one sign folds to ends with that sign.
            return self._origin[piece] + self._width[piece]
        return self._origin[piece] + position - self._at[piece]


def normalise(text: str) -> Plain:
    """Fold a text; plain ASCII costs little more than its lower-casing."""
    needed, odd = _patterns()
    if _is_plain(text) or needed.search(text) is None:
        return Plain(text.lower(), len(text), [], [], [])
    pieces: list[str] = []
    at, origin, width = [0], [0], [0]
    size = done = 0
    for found in odd.finditer(text):
        start, end = found.span()
        if start > done:
            pieces.append(text[done:start].lower())
            size += start - done
        folded = _fold(found[0])
        pieces.append(folded)
        if len(folded) != end - start:
            at += (size, size + len(folded))
            origin += (start, end)
            width += (end - start, 0)
        size += len(folded)
        done = end
    pieces.append(text[done:].lower())
    return Plain("".join(pieces), len(text), at, origin, width)


def _is_plain(text: str) -> bool:
    """Say at a first look that nothing in a text can need folding; False is no answer."""
    return (
        text.isascii()
        and text.isprintable()
        and "&" not in text
        and "*" not in text
        and "_" not in text
        and _spaced().search(text) is None
    )


@lru_cache(maxsize=1)
def _spaced() -> re.Pattern[str]:
    return re.compile(_SPACED)


def _fold(odd: str) -> str:
    known = _folded.get(odd)
    if known is None:
        if len(_folded) >= _FOLDED_LIMIT:
            _folded.clear()
        known = _folded[odd] = _fold_reference(odd) if odd[0] == "&" else _fold_sign(odd)
    return known


def _fold_reference(reference: str) -> str:
    name = reference[1:-1]
    if name[0] != "#":
        return _REFERENCES.get(name.lower(), reference.lower())
    code = int(f"0{name[1:]}", 16) if name[1] in "xX" else int(name[1:])
    if code > sys.maxunicode:
        return reference.lower()
    sign = chr(code)
    return sign.lower() if sign.isascii() and sign.isprintable() else _fold_sign(sign)


def _fold_sign(odd: str) -> str:
    if len(odd) > 1 and odd[1] == " ":
        return odd.replace(" ", "").lower()
    if odd[0] in "*_":
        return ""
    if odd[0] in "\r\n":
        return "\n"
    known = _SIGNS.get(odd)
    if known is not None:
        return known
    if odd.isspace():
        return " "
    parts = unicodedata.normalize("NFKD", odd).casefold()
    if _FRACTION in parts:
        parts = f" {parts}"
    return "".join(
        _LOOKALIKES.get(part, _SIGNS.get(part, part)) for part in parts if unicodedata.category(part) not in _INVISIBLE
    )
