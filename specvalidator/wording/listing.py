"""List every sentence of a text with its verdict, so that what was passed over can be seen.

It may not read words itself: it sorts the claims that were found into the sentences that they stand in.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from specvalidator.wording.claims import claims_in, withheld_in
from specvalidator.wording.lexicon import load_index
from specvalidator.wording.sentences import cut_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specvalidator.wording.sentences import CutText
    from specvalidator.wording.values import Claim, Withheld

__all__ = ["Sentence", "sentences_in"]


class Sentence(NamedTuple):
    """One sentence by its offsets in the original text, with what was found in it."""

    start: int
    end: int
    verdict: str
    """`claim` (certain or likely), `unsure` (only possible claims), `none`, or `not judged` (language not read)."""
    claims: tuple[Claim, ...]
    withheld: tuple[Withheld, ...]


def sentences_in(text: str, role: str, language: str | None) -> tuple[Sentence, ...]:
    """Return the sentences of a text in order; together they hold every character of it that is no white space."""
    claims: deque[Claim] = deque()
    withheld: deque[Withheld] = deque()
    if language is None:
        cut = cut_text(text, frozenset(), elides=False)
    else:
        settings = load_index().languages[language]
        cut = cut_text(text, settings.abbreviations, elides=settings.elides)
        claims.extend(claims_in(text, role, language))
        withheld.extend(withheld_in(text, role, language))
    found = []
    for start, end in _spans(text, cut):
        inside = tuple(_taken(claims, end))
        kept_back = tuple(_taken(withheld, end))
        first, last = _trimmed(text, start, end)
        if first < last:
            found.append(Sentence(first, last, _verdict(language, inside), inside, kept_back))
    return tuple(found)


_Placed = TypeVar("_Placed", "Claim", "Withheld")


def _taken(placed: deque[_Placed], end: int) -> Iterator[_Placed]:
    """Take what starts before an offset off the front."""
    while placed and placed[0].start < end:
        yield placed.popleft()


def _spans(text: str, cut: CutText) -> Iterator[tuple[int, int]]:
    """Yield where each sentence starts and the next one does: what is no word belongs to the sentence before it."""
    tokens = cut.tokens
    start = 0
    for after, _ in cut.cuts:
        end = tokens.span(after, after + 1)[0] if after < len(tokens.words) else len(text)
        yield start, end
        start = end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the offsets of a stretch without the white space around it."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _verdict(language: str | None, claims: tuple[Claim, ...]) -> str:
    if language is None:
        return "not judged"
    if not claims:
        return "none"
    return "unsure" if all(claim.certainty == "possible" for claim in claims) else "claim"
