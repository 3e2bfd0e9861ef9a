"""Say which languages are read, and in which of them a text is whose language is not stated.

It may not translate, nor read more of a text than its frequent words.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from specvalidator.wording.lexicon import claim_words, load_index, statement_words
from specvalidator.wording.tokens import tokenise

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
    words = [word for word in tokenise(text[:_LOOKED_AT]).words if word[0].isalpha()]
    if all(_is_sign(word) for word in words):
        return _USUAL
    hits = _hits(words, text[:_LOOKED_AT])
    usual, most = hits[_USUAL], max(hits.values())
    best = [code for code, count in hits.items() if count == most]
    is_told = len(best) == 1 and most >= _FUNCTION_SHARE * len(words)
    if best == [_USUAL] and is_told:
        return _USUAL
    if usual + 1 >= most:
        # One word more than English has, such as "die", tells little where the others are English.
        share = _known_share(words)
        if share > _KNOWN_SHARE or (share == _KNOWN_SHARE and not is_told):
            return _USUAL
    return best[0] if is_told and best[0] in load_index().languages else None


def _is_sign(word: str) -> bool:
    """Say whether a word is a single letter, which may be a unit or a number in any language."""
    return len(word) == 1 and word.isascii()


def _hits(words: list[str], shown: str) -> Counter[str]:
    """Count for each language the words and letters of a text that tell it."""
    index = load_index()
    frequent, endings = index.function_words, tuple(index.word_endings)
    hits = Counter(dict.fromkeys(index.languages, 0))
    for word in words:
        telling = frequent.get(word)
        if telling is None:
            if word.endswith(endings):
                said = {code for ending in endings if word.endswith(ending) for code in index.word_endings[ending]}
                telling = list(said)
            elif "'" in word:
                telling = frequent.get(word[: word.index("'") + 1])
        if telling and not _is_sign(word):
            hits.update(telling)
    if not shown.isascii():
        for letter, count in Counter(shown.lower()).items():
            for code in index.letters.get(letter, ()):
                hits[code] += count
    return hits


def _known_share(words: list[str]) -> float:
    """Say how many of the words are among those of the usual language."""
    tries = (claim_words(_USUAL).vocabulary.trie, statement_words(_USUAL).vocabulary.trie)
    frequent = load_index().function_words
    known = sum(_USUAL in frequent.get(word, ()) or any(word in trie for trie in tries) for word in words)
    return known / len(words)


@lru_cache(maxsize=256)
def _primary(language: str) -> str:
    return language.strip().lower().replace("_", "-").partition("-")[0]
