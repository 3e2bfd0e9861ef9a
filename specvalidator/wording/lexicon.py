"""Hold the compiled words of one language, loaded once and only when first needed.

It may not read the human-written lists (`compiling` does), nor decide what a text says.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from specvalidator.data import read_data

if TYPE_CHECKING:
    from specvalidator.wording.trie import First, Trie

__all__ = ["LANGUAGES", "Lexicon", "Signs", "Vocabulary", "load"]

LANGUAGES = ("en",)
"""Languages that have a compiled list."""

_KNOWN_LIMIT = 2048


class Vocabulary:
    """Phrases with their tags, names that are single words, and a guess at words that are neither."""

    __slots__ = (
        "_any_ending",
        "_endings",
        "_lengths",
        "_lines",
        "_not_by_ending",
        "_number",
        "_words",
        "dull",
        "known",
        "sets",
        "trie",
    )

    def __init__(self, data: dict[str, Any]) -> None:
        self.trie: Trie = data["trie"]
        self.sets: list[int] = data["sets"]
        """The sets of tags that the phrases have."""
        self._number: int = data["number"]
        self._endings: dict[str, int] = data["endings"]
        self._lengths = sorted({len(ending) for ending in self._endings}, reverse=True)
        self._any_ending = tuple(self._endings)
        self._not_by_ending = frozenset(data["not_by_ending"])
        self._lines: list[tuple[int, str]] = data["words"]
        self._words: dict[str, int] | None = None
        self.known: dict[str, First] = {}
        """What the words met so far say and begin; a bounded memory."""
        self.dull: set[str] = set()
        """Those of them that say and begin nothing: most words of most texts."""

    def learn(self, word: str) -> First:
        """Return what a word says by itself and begins, and remember it."""
        if len(self.known) >= _KNOWN_LIMIT:
            self.known.clear()
            self.dull.clear()
        node = self.trie.get(word)
        if isinstance(node, int):
            found: First = (self.sets[node], None)
        elif node is None:
            found = (self._by_form(word), None)
        else:
            own = node.get("")
            found = (self.sets[own] if isinstance(own, int) else self._by_form(word), node)
        self.known[word] = found
        if found == (0, None):
            self.dull.add(word)
        return found

    def _by_form(self, word: str) -> int:
        """Return the tags of a word that is no phrase: a number, a name, or a word with a known ending."""
        if word[0].isdigit():
            return self._number
        if self._words is None:
            self._words = _words_of(self._lines)
        tags = self._words.get(word)
        if tags is not None:
            return tags
        if not word.endswith(self._any_ending) or word in self._not_by_ending:
            return 0
        for length in self._lengths:
            if len(word) > length + 1 and word[-length:] in self._endings:
                return self._endings[word[-length:]]
        return 0


def _words_of(lines: list[tuple[int, str]]) -> dict[str, int]:
    """Return each word of a vocabulary with its tags; made at the first word that no phrase is."""
    words: dict[str, int] = {}
    for tags, line in lines:
        words.update(dict.fromkeys(line.split(" "), tags))
    return words


class Signs:
    """What the tags of statements mean to the way in which sentences are cut and joined."""

    __slots__ = ("answered", "carried", "closed", "common", "held", "opening", "question")

    def __init__(self, data: dict[str, int]) -> None:
        self.opening = data["opening"]
        """The tag of the beginning of a sentence."""
        self.question = data["question"]
        """The tag of the sign that ends a question,"""
        self.answered = data["answered"]
        """and of the answer that makes a statement of it."""
        self.closed = data["closed"]
        """Tags of phrases inside which nothing else is read."""
        self.common = data["common"]
        """Tags that so many sentences have that they tell nothing by themselves."""
        self.carried = data["carried"]
        """Tags that make a short line a heading,"""
        self.held = data["held"]
        """unless one of these stands in it as well."""


class Lexicon:
    """All that one language brings: vocabularies, scopes, constructions and statements."""

    __slots__ = ("abbreviations", "claims", "function_words", "grammar", "signs", "statements", "wanted")

    def __init__(self, data: dict[str, Any]) -> None:
        self.abbreviations = frozenset(data["abbreviations"])
        self.function_words = frozenset(data["function_words"])
        self.claims = Vocabulary(data["claims"])
        self.grammar: dict[str, Any] = data["claims"]
        self.statements = Vocabulary(data["statements"])
        self.signs = Signs(data["statements"]["signs"])
        self.wanted: list[dict[str, Any]] = data["statements"]["wanted"]


@lru_cache(maxsize=len(LANGUAGES))
def load(language: str) -> Lexicon:
    """Load the compiled words of a language of `LANGUAGES`."""
    return Lexicon(json.loads(read_data(f"generated/words-{language}.json")))
