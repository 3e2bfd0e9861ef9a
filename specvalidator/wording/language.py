"""Say which languages are read, and in which of them a text is whose language is not stated.

It may not translate, nor read more of a text than its frequent words.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from specvalidator.wording.lexicon import claim_words, load_index, statement_words
from specvalidator.wording.tokens import tokenise

if TYPE_CHECKING:
    from specvalidator.wording.lexicon import Tells

__all__ = ["detect_language", "is_read", "reading_language", "told_language"]

_LOOKED_AT = 2000
"""Characters that are looked at; more would not change the answer."""
_FUNCTION_SHARE = 0.2
_KNOWN_SHARE = 0.5
_USUAL = "en"
"""The language of a text without a sign of any other, if we know its words or it has none: most data are in it."""


def is_read(language: str) -> bool:
    """Say whether texts in a language are read: ``en``, ``en-US`` … An unstated language ("") is none."""
    known = load_index().languages.get(_primary(language))
    return known is not None and not known.is_draft


def reading_language(text: str, language: str) -> str | None:
    """Return the language whose words to read a text with, or nothing if it is not read.

    A stated language counts, whatever the text looks like; an unstated one ("") is told from the text.
    """
    if not language.strip():
        return detect_language(text)
    return _primary(language) if is_read(language) else None


def detect_language(text: str) -> str | None:
    """Return the language of those that are read which a text is in, by its share of frequent words, or nothing.

    A text without any word is taken as English: it says nothing in any language.
    """
    code = told_language(text)
    return code if code is not None and is_read(code) else None


def told_language(text: str) -> str | None:
    """Return the language of those that have words which a text is in, also if they are too few yet to read it."""
    words = [word for word in tokenise(text[:_LOOKED_AT]).words if word[0].isalpha() and not _is_sign(word)]
    if not words:
        return _USUAL
    index = load_index()
    shown = text[:_LOOKED_AT].lower()
    hits = {code: _hits(words, shown, language.tells) for code, language in index.languages.items()}
    strange = max((_hits(words, shown, tells) for tells in index.others), default=0)
    usual = hits[_USUAL]
    most = max(*hits.values(), strange)
    best = [code for code, count in hits.items() if count == most]
    is_told = len(best) == 1 and strange < most and most >= _FUNCTION_SHARE * len(words)
    if usual + 1 >= most and not (is_told and best == [_USUAL]):
        # One word more than English has, such as "die", tells little where the others are English.
        share = _known_share(words)
        if share > _KNOWN_SHARE or (share == _KNOWN_SHARE and usual == most):
            return _USUAL
    return best[0] if is_told else None


def _is_sign(word: str) -> bool:
    """Say whether a word is a single letter, which may be a unit or a number in any language."""
    return len(word) == 1 and word.isascii()


def _hits(words: list[str], shown: str, tells: Tells) -> int:
    """Count the words and letters of a text that tell a language."""
    frequent = tells.function_words
    count = 0
    for word in words:
        if word in frequent or (tells.word_endings and word.endswith(tells.word_endings)):
            count += 1
        elif "'" in word:
            count += word[: word.index("'") + 1] in frequent
    for letter in tells.letters:
        count += shown.count(letter)
    return count


def _known_share(words: list[str]) -> float:
    """Say how many of the words are among those of the usual language."""
    tells = load_index().languages[_USUAL].tells
    lists = (tells.function_words, claim_words(_USUAL).vocabulary.trie, statement_words(_USUAL).vocabulary.trie)
    return sum(any(word in known for known in lists) for word in words) / len(words)


@lru_cache(maxsize=256)
def _primary(language: str) -> str:
    return language.strip().lower().replace("_", "-").partition("-")[0]
