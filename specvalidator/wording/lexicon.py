"""Hold the compiled words of languages, loaded once and only when first needed: claims and statements apart.

It may not read the human-written lists (`compiling` does), nor decide what a text says.
"""

from __future__ import annotations

import json
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from specvalidator.data import read_data
from specvalidator.wording.trie import tags_of, unpacked, unpacked_wholly

if TYPE_CHECKING:
    from specvalidator.wording.trie import First, Trie

__all__ = [
    "ClaimWords",
    "Index",
    "Language",
    "Signs",
    "StatementWords",
    "Vocabulary",
    "claim_words",
    "load_index",
    "statement_words",
]

_KNOWN_LIMIT = 8192


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
        self.trie: Trie = unpacked(data["trie"])
        """By the first word; what follows it is unpacked when the word is met."""
        self.sets = [tags_of(numbers) for numbers in data["sets"]]
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
        if node is None and word[-1] == "'":
            node = self.trie.get(word[:-1])  # the apostrophe closes a quotation
        if isinstance(node, int):
            found: First = (self.sets[node], None)
        elif node is None:
            found = (self._by_form(word), None)
        else:
            own = node.get("")
            found = (self.sets[own] if isinstance(own, int) else self._by_form(word), unpacked_wholly(node))
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


class Language:
    """What is known of a language before its words are loaded."""

    __slots__ = ("abbreviations", "elides", "is_draft")

    def __init__(self, data: dict[str, Any]) -> None:
        self.abbreviations = frozenset(data["abbreviations"])
        self.elides: bool = data["elides"]
        """Whether an apostrophe ends a word."""
        self.is_draft: bool = data["draft"]
        """Whether too few words are there yet to read texts with."""


class Index:
    """The languages that have words, what tells them from one another and from others, and the known statements."""

    __slots__ = ("function_words", "languages", "letters", "statements", "word_endings")

    def __init__(self, data: dict[str, Any]) -> None:
        self.languages = {code: Language(each) for code, each in data["languages"].items()}
        self.statements: tuple[str, ...] = tuple(data["statements"])
        everywhere = {**data["others"], **data["languages"]}
        self.function_words = _by_item(everywhere, "function_words")
        """Frequent words, each with the languages that have it; so, too, the next two."""
        self.word_endings = _by_item(everywhere, "word_endings")
        self.letters = _by_item(everywhere, "letters")


def _by_item(languages: dict[str, dict[str, Any]], key: str) -> dict[str, list[str]]:
    told: dict[str, list[str]] = {}
    for code, language in languages.items():
        for item in language[key]:
            told.setdefault(item, []).append(code)
    return told


class ClaimWords:
    """What the claims of one language are read with: its vocabulary, scopes and constructions."""

    __slots__ = ("grammar", "vocabulary")

    def __init__(self, data: dict[str, Any]) -> None:
        self.vocabulary = Vocabulary(data)
        self.grammar = data


class StatementWords:
    """What the statements of one language are read with."""

    __slots__ = ("signs", "vocabulary", "wanted")

    def __init__(self, data: dict[str, Any]) -> None:
        self.vocabulary = Vocabulary(data)
        self.signs = Signs(data["signs"])
        self.wanted: list[dict[str, Any]] = data["wanted"]


@lru_cache(maxsize=1)
def load_index() -> Index:
    """Load what is known of all languages."""
    return Index(json.loads(read_data("generated/languages.json")))


@cache
def claim_words(language: str) -> ClaimWords:
    """Load what claims are read with in a language of the index."""
    return ClaimWords(json.loads(read_data(f"generated/claims-{language}.json")))


@cache
def statement_words(language: str) -> StatementWords:
    """Load what statements are read with in a language of the index."""
    return StatementWords(json.loads(read_data(f"generated/statements-{language}.json")))
