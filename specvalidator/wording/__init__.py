"""Read words: the claims a text makes, the known statements it holds, and prescribed wording.

This is the door of the room: other rooms import from here only. It may not judge whether a claim is allowed
or a statement required; it says what stands where. Every function takes any text, and never raises on one.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from specvalidator.data import data_path, has_data, read_data
from specvalidator.wording.claims import claims_in
from specvalidator.wording.language import detect_language, is_read, reading_language
from specvalidator.wording.letter import find_wording
from specvalidator.wording.lexicon import load_index
from specvalidator.wording.listing import Sentence, sentences_in
from specvalidator.wording.nearly import near_wording
from specvalidator.wording.statements import statements_in
from specvalidator.wording.values import (
    CATEGORIES,
    NOTHING,
    Claim,
    NearMiss,
    NearWording,
    Statement,
    StatementReading,
    Withheld,
)

__all__ = [
    "CATEGORIES",
    "STATEMENTS",
    "Claim",
    "NearMiss",
    "NearWording",
    "Sentence",
    "Statement",
    "StatementReading",
    "Withheld",
    "compile_words",
    "detect_language",
    "find_wording",
    "is_read",
    "language_read",
    "near_wording",
    "read_claims",
    "read_sentences",
    "read_statements",
    "reading_language",
    "word_files",
]


class _KnownStatements(AbstractSet[str]):
    """The ids of the known statements, read from the data when first asked for; they are the same in all languages."""

    def __contains__(self, name: object) -> bool:
        return name in load_index().statements

    def __iter__(self) -> Iterator[str]:
        return iter(load_index().statements)

    def __len__(self) -> int:
        return len(load_index().statements)


STATEMENTS: AbstractSet[str] = _KnownStatements()


def read_claims(text: str, *, role: str = "marketing", language: str = "en") -> tuple[Claim, ...]:
    """Return the claims of a text in its order; none for a language that is not read (ask `is_read`).

    `role` says what the words do: a bare condition is a claim as an indication or intended use, and in a
    contraindication, warning, precaution or side effect only clear assertions of safety or status count.
    """
    reading = reading_language(text, language)
    if reading is None:
        return ()
    return claims_in(text, role, reading)


def read_sentences(text: str, *, role: str = "marketing", language: str = "en") -> tuple[Sentence, ...]:
    """Return every sentence of a text with its verdict, its claims and what was withheld.

    Together they hold all of the text but white space. In a language that is not read, none is judged.
    """
    return sentences_in(text, role, reading_language(text, language))


def language_read(text: str, language: str = "") -> str | None:
    """Return the language that a text is read with, by the code that is given or, without one, by its words.

    None when it is not read.
    """
    return reading_language(text, language)


def read_statements(text: str, *, language: str = "en", near: bool = True) -> StatementReading:
    """Return the known statements of a text and the near misses, each in the order of the text.

    Without `near`, only the statements are looked for: most texts can be put aside at once.
    """
    reading = reading_language(text, language)
    if reading is None:
        return NOTHING
    return statements_in(text, reading, near=near)


def compile_words(name: str) -> bytes:
    """Compile human-written words into one of the forms that ship, by its name; same sources, same bytes.

    The names are ``languages`` for what is known of all languages, and for each of them ``claims-en`` and
    ``statements-en``. Raises `WordsError`, a `ValueError`, that says what is at fault.
    """
    from specvalidator.wording import compiling  # noqa: PLC0415 (it needs YAML, no run does)

    grammar = read_data("words/grammar.yaml")
    part, _, language = name.partition("-")
    if part == "languages":
        sources = {code: read_data(f"words/{code}.yaml") for code in _written_languages()}
        return compiling.compile_index(grammar, sources, read_data("words/others.yaml"))
    words = read_data(f"words/{language}.yaml")
    if part == "statements":
        return compiling.compile_statements(grammar, words)
    vocabulary = f"words/vocabulary-{language}.yaml"
    return compiling.compile_claims(grammar, words, read_data(vocabulary) if has_data(vocabulary) else b"")


def _written_languages() -> list[str]:
    """Return the codes of the languages that have a human-written list, sorted."""
    names = (name.removesuffix(".yaml") for name in os.listdir(data_path("words")) if name.endswith(".yaml"))
    return sorted(name for name in names if len(name) == _CODE_LENGTH)


_CODE_LENGTH = 2
"""Languages are named by their codes of two letters; other files beside them belong to all of them."""


def word_files() -> list[str]:
    """Return the names of the forms that ship, as `compile_words` takes them."""
    return ["languages", *(f"{part}-{code}" for code in _written_languages() for part in ("claims", "statements"))]
