"""Say which languages are read, and whether a text whose language is not stated looks like English.

It may not translate, nor guess any other language.
"""

from __future__ import annotations

from functools import lru_cache

from specvalidator.wording.lexicon import LANGUAGES, load
from specvalidator.wording.tokens import tokenise

__all__ = ["is_read", "looks_english", "reading_language"]

_LOOKED_AT = 2000
"""Characters that are looked at; more would not change the answer."""
_FUNCTION_SHARE = 0.2
_KNOWN_SHARE = 0.5


def is_read(language: str) -> bool:
    """Say whether texts in a language are read: ``en``, ``en-US`` … An unstated language ("") is none."""
    return _primary(language) in LANGUAGES


def reading_language(text: str, language: str) -> str | None:
    """Return the language whose words to read a text with, or nothing if it is not read."""
    if not language.strip():
        return "en" if looks_english(text) else None
    primary = _primary(language)
    return primary if primary in LANGUAGES else None


def looks_english(text: str) -> bool:
    """Say whether a text looks English by the share of its frequent words, or of words that we know.

    A text without any word is taken as English: it says nothing in any language.
    """
    lexicon = load("en")
    words = [word for word in tokenise(text[:_LOOKED_AT]).words if word[0].isalpha()]
    if not words:
        return True
    frequent = sum(word in lexicon.function_words for word in words)
    if frequent >= _FUNCTION_SHARE * len(words):
        return True
    lists = (lexicon.function_words, lexicon.claims.trie, lexicon.statements.trie)
    known = sum(any(word in known for known in lists) for word in words)
    return known >= _KNOWN_SHARE * len(words)


@lru_cache(maxsize=256)
def _primary(language: str) -> str:
    return language.strip().lower().replace("_", "-").partition("-")[0]
