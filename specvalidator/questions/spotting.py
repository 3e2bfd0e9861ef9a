"""Plain search for words and symbols in what an artefact prints: no meaning, no language.

Signs between words do not count, nor whether there is a blank before a number (`CE0123`). Words that are given in
capitals (`LOT`, `EU REP`) have to stand in capitals; a `*` at the end of a word leaves its end open.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple

from specvalidator.finding import Ground
from specvalidator.location import Place
from specvalidator.source import MISSING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from specvalidator.questions.artefacts import Artefact
    from specvalidator.sheet import Sheet

__all__ = ["Spotted", "is_symbol_known", "reduced", "spot", "spot_symbol", "spotted"]

_BETWEEN = re.compile(r"[\W_]+|(?<=[^\W\d_])(?=\d)")


class Spotted(NamedTuple):
    """Words to look for, reduced: those in capitals, and the others."""

    capitals: tuple[str, ...]
    others: tuple[str, ...]


def reduced(text: str) -> str:
    """Return the words of a text with one blank before, between and behind them."""
    return f" {_BETWEEN.sub(' ', text).strip()} "


@functools.lru_cache(maxsize=1024)
def spotted(words: tuple[str, ...]) -> Spotted:
    """Reduce words to look for."""
    capitals, others = [], []
    for word in words:
        is_open = word.endswith("*")
        phrase = reduced(word)
        phrase = phrase.rstrip() if is_open else phrase
        if word.isupper():
            capitals.append(phrase)
        else:
            others.append(phrase.casefold())
    return Spotted(tuple(capitals), tuple(others))


class _Texts(NamedTuple):
    """The texts of an artefact, reduced: each of them, and all of them as lines; as written and without capitals."""

    pieces: tuple[tuple[str, str], ...]
    written: str
    folded: str


def spot(sheet: Sheet, artefact: Artefact, wanted: Spotted) -> Ground | None:
    """Return where one of the words stands in an artefact, if any does."""
    texts = _texts(sheet, artefact)
    if not _stands(wanted, texts.written, texts.folded):
        return None
    pieces = zip(texts.pieces, artefact.words, strict=True)
    words = next(words for (written, folded), words in pieces if _stands(wanted, written, folded))
    return Ground(Place(words.route), words.text)


def _stands(wanted: Spotted, written: str, folded: str) -> bool:
    for phrase in wanted.others:
        if phrase in folded:
            return True
    return any(phrase in written for phrase in wanted.capitals)


def _texts(sheet: Sheet, artefact: Artefact) -> _Texts:
    """Return the texts of an artefact, made once a sheet."""
    found: _Texts | None = sheet.readings.get(("spotting", artefact.route))
    if found is None:
        reductions = [reduced(words.text) for words in artefact.words]
        pieces = tuple([(text, text.casefold()) for text in reductions])
        written = "\n".join(reductions)
        found = sheet.readings["spotting", artefact.route] = _Texts(pieces, written, written.casefold())
    return found


def spot_symbol(sheet: Sheet, artefact: Artefact, wanted: Spotted) -> Ground | None:
    """Return which of the symbols printed on an artefact is one of those, if any is."""
    listed = sheet.get((*artefact.route, "symbols"))
    for index, symbol in enumerate(_listed(listed)):
        written = reduced(symbol)
        if _stands(wanted, written, written.casefold()):
            return Ground(Place((*artefact.route, "symbols", index)), symbol)
    return None


def _listed(value: object) -> Iterable[str]:
    return (str(one) for one in value if isinstance(one, str | int)) if isinstance(value, list) else ()


def is_symbol_known(sheet: Sheet, artefact: Artefact) -> bool:
    """Say whether the symbols of an artefact are stated, or were looked for."""
    route = (*artefact.route, "symbols")
    return sheet.get(route) is not MISSING or sheet.is_listed_missing(route)
