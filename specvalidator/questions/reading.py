"""Each text of a sheet is read once, however many requirements ask about its words."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple

from specvalidator.wording import detect_language, read_claims, read_statements, reading_language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from specvalidator.location import Route
    from specvalidator.sheet import Sheet, Words
    from specvalidator.wording import Claim, NearMiss, Statement

_CODE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*\Z")

_PACKS = "en"
"""The language of the single words that packs ask for."""

__all__ = [
    "Heard",
    "claims_among",
    "is_in_words_of_packs",
    "is_judged",
    "language_of",
    "near_misses_in",
    "statements_among",
]


def is_judged(sheet: Sheet, words: Words) -> bool:
    """Say whether words are in a language that is read; without a language code, whether they look it."""
    return _language(sheet, words) is not None


def is_in_words_of_packs(sheet: Sheet, words: Words) -> bool:
    """Say whether words are in the language of the single words of packs; in another, they say it otherwise."""
    return _language(sheet, words) == _PACKS


def _language(sheet: Sheet, words: Words) -> str | None:
    """Return the language to read words in, by its code or, without one, by the words; None if it is not read.

    Single words do not show their language: those of one artefact, or all outside artefacts, are looked at together.
    """
    if _is_code(words.language):
        return _by_code(words.language)
    place = ("language", (words.artefact or 0, words.artefact is None))
    if place not in sheet.readings:
        group = (one.text for one in sheet.words if one.artefact == words.artefact)
        sheet.readings[place] = detect_language("\n".join(group))
    found: str | None = sheet.readings[place]
    return found


def language_of(sheet: Sheet, words: Words) -> str | None:
    """Return the language that words are read with, or None where they are not judged."""
    return _language(sheet, words)


@functools.lru_cache(maxsize=256)
def _is_code(language: str) -> bool:
    return _CODE.match(language) is not None


@functools.lru_cache(maxsize=256)
def _by_code(language: str) -> str | None:
    """Return the language to read with for a code, None if it is not read."""
    return reading_language("", language)


class Heard(NamedTuple):
    """What several texts say together, each piece with the words that it stands in."""

    claims: tuple[tuple[Words, Claim], ...]
    unread: tuple[Words, ...]
    """Words in a language that is not read."""


def claims_among(sheet: Sheet, route: Route, texts: tuple[Words, ...]) -> Heard:
    """Return the claims in the texts that stand at a route; found once, for many requirements ask for them."""
    found: Heard | None = sheet.readings.get(("claims among", route))
    if found is None:
        read = [words for words in texts if is_judged(sheet, words)]
        claims = tuple([(words, claim) for words in read for claim in _claims_in(sheet, words)])
        unread = () if len(read) == len(texts) else tuple(words for words in texts if not is_judged(sheet, words))
        found = sheet.readings["claims among", route] = Heard(claims, unread)
    return found


def statements_among(
    sheet: Sheet, route: Route, texts: tuple[Words, ...]
) -> Mapping[str, Sequence[tuple[Words, Statement]]]:
    """Return the statements in those of the texts at a route that are read, by id, each with its words."""
    found: dict[str, list[tuple[Words, Statement]]] | None = sheet.readings.get(("statements among", route))
    if found is None:
        found = {}
        for words in texts:
            language = _language(sheet, words)
            if language is not None:
                for one in read_statements(words.text, language=language, near=False).found:
                    found.setdefault(one.id, []).append((words, one))
        sheet.readings["statements among", route] = found
    return found


def _claims_in(sheet: Sheet, words: Words) -> tuple[Claim, ...]:
    """Return the claims in a text of the sheet."""
    found: tuple[Claim, ...] | None = sheet.readings.get(("claims", words.route))
    if found is None:
        language = _language(sheet, words)
        found = () if language is None else read_claims(words.text, role=words.role, language=language)
        sheet.readings["claims", words.route] = found
    return found


def near_misses_in(sheet: Sheet, words: Words) -> tuple[NearMiss, ...]:
    """Return what comes near to a statement in a text of the sheet; looked for where a statement is missing."""
    found: tuple[NearMiss, ...] | None = sheet.readings.get(("near misses", words.route))
    if found is None:
        language = _language(sheet, words)
        found = () if language is None else read_statements(words.text, language=language).near_misses
        sheet.readings["near misses", words.route] = found
    return found
