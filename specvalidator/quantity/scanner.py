"""Text -> tokens: numbers, words and signs, with the many forms of a sign made one.

It may not know a unit or a word of any language. It refuses what cannot be read for certain: characters that are
not seen, digits of other scripts, over-long texts.
"""

from __future__ import annotations

import functools
import re
from typing import Final

from specvalidator.quantity.errors import QuantityError

__all__ = ["MAX_LENGTH", "Token", "plain", "raised", "scan", "shown"]

MAX_LENGTH: Final = 200
_MAX_DIGITS: Final = 100

_SIGNS: Final = {
    **dict.fromkeys((0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000, 0x9, 0xA, 0xD), " "),
    **dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212, 0xFE63), "-"),
    **dict.fromkeys((0x301C, 0x223C, 0x2053, 0x2242, 0xFF5E), "~"),
    **dict.fromkeys((0x2248, 0x2243, 0x2245, 0x2241), "≈"),
    **dict.fromkeys((0x2022, 0x2219, 0x22C5, 0x30FB, 0x2027), "·"),
    # NOTE: the wide comma of Chinese and Japanese parts things; it never stands before decimals.
    **dict.fromkeys((0xFF0C, 0x3001), ", "),
    **{0xFEE0 + ord(sign): sign for sign in "%()*+-./:;<=>@[]"},
    0x3002: ".",
    **dict.fromkeys((0x2044, 0x2215), "/"),
    **dict.fromkeys((0x2019, 0x2018, 0x2032, 0x02B9, 0xB4), "'"),
    **dict.fromkeys((0x201C, 0x201D, 0x201E, 0x2033), '"'),
    **dict.fromkeys((0xBA, 0x2DA), "°"),
    **dict.fromkeys((0x2264, 0x2A7D, 0x2266), "<="),
    **dict.fromkeys((0x2265, 0x2A7E, 0x2267), ">="),
    0x3BC: "µ",
    0x2026: "...",
    0x2103: "°C",
    0x2109: "°F",
    0x2126: "Ω",
    0x212A: "K",
    0x212B: "Å",
    0x2113: "l",
    0x2236: ":",
    0x2393: "⎓",
    0x3396: "ml",
    0x3397: "dl",
    0x338E: "mg",
    0x338F: "kg",
    0x33C4: "cc",
    0x339C: "mm",
    0x339D: "cm",
    0x33A1: "m^2",
    0x33A5: "m^3",
    0x2206: "Δ",
    0x3382: "µA",
    0x3383: "mA",
    0x338D: "µg",
    0x3390: "Hz",
    0x3391: "kHz",
    0x3392: "MHz",
    0x3395: "µl",
    0x339A: "nm",
    0x339B: "µm",
    0x339E: "km",
    0x339F: "mm^2",
    0x33A0: "cm^2",
    0x33A3: "mm^3",
    0x33A4: "cm^3",
    0x33A7: "m/s",
    0x33A9: "Pa",
    0x33AA: "kPa",
    0x33AB: "MPa",
    0x33B2: "µs",
    0x33B3: "ms",
    0x33B6: "µV",
    0x33B7: "mV",
    0x33B8: "kV",
    0x33BC: "µW",
    0x33BD: "mW",
    0x33BE: "kW",
    0x33C0: "kΩ",
    0x33C1: "MΩ",
    0x33C8: "dB",
    0x33D7: "pH",
    0x33D9: "ppm",
}
"""One sign for all that look and mean alike. µ and μ are the same letter here, and so are K and the kelvin sign."""

_HALVES: Final = {
    "½": "1/2",
    "⅓": "1/3",
    "⅔": "2/3",
    "¼": "1/4",
    "¾": "3/4",
    "⅛": "1/8",
    "⅜": "3/8",
    "⅝": "5/8",
    "⅞": "7/8",
}
_NO_DIGITS: Final = frozenset("0123456789千万萬")
"""Digits that are read, and signs that make words: 千克 is a kilogram, 2万 twenty thousand."""
_RAISED: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_LOWERED: Final = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_RAISE: Final = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_UNSEEN: Final = dict.fromkeys(
    (
        *(0xAD, 0x34F, 0x61C, 0x180E, 0xFEFF),
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        *range(0xFE00, 0xFE10),
    )
)
"""What takes no room on a page: soft hyphens, joiners, marks of direction, selectors of a letter's form."""

# NOTE: the patterns are texts; the one that every scan needs is compiled at the first, the rest are for rare signs.
_PIECE: Final = r"""(?P<n>
          (?: (?<![^\W\d_])[1-9]\d{0,2}(?:[ ]\d{3})+(?!\d)(?:[.,]\d+)?
            | \d+(?:[.,']\d+)*
            | [.,]\d+ )
          (?:[eE][+-]?\d+)?)
      | (?P<x>[xX×](?=\s?\d))
      | (?P<w>[\u2e80-\u9fff\uac00-\ud7af]+
          | [^\W\d_\u2e80-\u9fff\uac00-\ud7af]+(?:\^-?\d+|\d(?!\w|[.,]\d))?)
      | (?P<p><=|>=|=<|=>|\+/-|\+-|\.{2,3}|[^\s\w]|_)"""
_POWER: Final = r"\^([+-]?\d+)"
_RAISED_RUN: Final = "[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+"
_NOTE: Final = "⁽?[⁰¹²³⁴⁵⁶⁷⁸⁹]⁾"
_LOWERED_RUN: Final = r"(?<=[^\W\d_])[₀-₉]+"
_HALF: Final = r"(\d)?([" + "".join(_HALVES) + "])"


@functools.cache
def _pattern() -> re.Pattern[str]:
    return re.compile(_PIECE, re.VERBOSE)


class Token:
    """A piece of the text: `kind` n (number), w (word) or p (sign), and whether it touches the piece before it."""

    __slots__ = ("glued", "kind", "start", "stop", "text")

    def __init__(self, kind: str, text: str, start: int, stop: int, *, glued: bool) -> None:
        self.kind = kind
        self.text = text
        self.start = start
        self.stop = stop
        self.glued = glued


def shown(text: str) -> str:
    """Return a text as a message may quote it: in full when short, its beginning when long, nothing unseen."""
    if len(text) <= 80 and text.isprintable():  # noqa: PLR2004 - what fits a line
        return f"`{text}`"
    quoted = "".join(sign if sign.isprintable() else f"\\x{ord(sign):02x}" for sign in text[:81])
    return f"`{quoted[:80]}…`" if len(text) > 80 else f"`{quoted}`"  # noqa: PLR2004 - the same


def plain(text: str) -> str:
    """Return the text with one form of each sign; raises `QuantityError` for what may not stand in a quantity."""
    if len(text) > MAX_LENGTH:
        message = f"{shown(text)} is longer than a quantity can be ({len(text)} characters, at most {MAX_LENGTH})"
        raise QuantityError("too-long", message)
    if text.isascii() and text.isprintable():
        return text
    text = text.translate(_SIGNS)
    seen = text.translate(_UNSEEN)
    if seen != text:
        message = f"{shown(text)} holds characters that are not seen, so that it may read other than it looks"
        raise QuantityError("characters", message, seen.strip())
    if not text.isprintable():
        message = f"{shown(text)} holds control characters"
        raise QuantityError("characters", message)
    if text.isascii():
        return text
    if any(map(_is_mark, text)):
        import unicodedata  # noqa: PLC0415 - letters and accents apart are rare

        text = unicodedata.normalize("NFC", text)
    return _digits_settled(text)


def _digits_settled(text: str) -> str:
    """Make raised and lowered digits and fraction signs plain, and refuse the digits of other scripts."""
    text = re.sub(_NOTE, "*", text)
    settled = re.sub(_HALF, lambda found: (found[1] + " " if found[1] else "") + _HALVES[found[2]], text)
    settled = re.sub(_LOWERED_RUN, lambda found: found[0].translate(_LOWERED), settled)
    settled = re.sub(_RAISED_RUN, lambda found: "^" + found[0].translate(_RAISED), settled)
    foreign = next((sign for sign in settled if sign.isnumeric() and sign not in _NO_DIGITS), "")
    wide = next((sign for sign in settled if "\uff01" <= sign <= "\uff5e" or _is_mark(sign)), "")
    if foreign or wide:
        import unicodedata  # noqa: PLC0415 - only a refusal needs it

        kind = "digits" if foreign else "characters"
        message = f"{shown(text)} holds `{foreign or wide}`, which is not written as numbers and units are here"
        likely = unicodedata.normalize("NFKC", settled)
        likely = "".join(str(unicodedata.digit(sign, sign)) for sign in likely)
        raise QuantityError(kind, message, likely if likely != settled and likely.isascii() else None)
    return settled


def _is_mark(sign: str) -> bool:
    """Say whether a sign is one that is set upon the letter before it."""
    return "\u0300" <= sign <= "\u036f" or "\u20d0" <= sign <= "\u20ff"


def raised(text: str) -> str:
    """Return a stretch of plain text with its powers raised again, for a reader."""
    if "^" not in text:
        return text
    return re.sub(_POWER, lambda found: found[1].translate(_RAISE), text)


def scan(text: str) -> list[Token]:
    """Return the tokens of a plain text."""
    tokens: list[Token] = []
    end = -1
    for found in _pattern().finditer(text):
        kind = found.lastgroup or "p"
        piece = found[0]
        start = found.start()
        if kind == "w":
            piece = piece.replace("^", "")
        elif kind == "x":
            kind, piece = "p", "×"
        elif kind == "p":
            piece = _SAME_SIGN.get(piece, piece)
        elif sum(map(str.isdigit, piece)) > _MAX_DIGITS:
            message = f"{shown(text)} has a number of more than {_MAX_DIGITS} digits"
            raise QuantityError("number", message)
        tokens.append(Token(kind, piece, start, found.end(), glued=start == end))
        end = found.end()
    return tokens


_SAME_SIGN: Final = {"+/-": "±", "+-": "±", "..": "...", "=<": "<=", "=>": ">="}
