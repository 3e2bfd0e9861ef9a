"""Read words: the claims a text makes, the known statements it holds, and prescribed wording.

This is the door of the room: other rooms import from here only. It may not judge whether a claim is allowed
or a statement required; it says what stands where. Every function takes any text, and never raises on one.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from specvalidator.data import read_data
from specvalidator.wording.claims import claims_in
from specvalidator.wording.language import is_read, looks_english, reading_language
from specvalidator.wording.letter import find_wording
from specvalidator.wording.listing import Sentence, Withheld, sentences_in
from specvalidator.wording.nearly import near_wording
from specvalidator.wording.statements import statement_ids, statements_in
from specvalidator.wording.values import CATEGORIES, NOTHING, Claim, NearMiss, NearWording, Statement, StatementReading

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
    "find_wording",
    "is_read",
    "language_read",
    "looks_english",
    "near_wording",
    "read_claims",
    "read_sentences",
    "read_statements",
]


class _KnownStatements(AbstractSet[str]):
    """The ids of the known statements, read from the data when first asked for."""

    def __contains__(self, name: object) -> bool:
        return name in statement_ids("en")

    def __iter__(self) -> Iterator[str]:
        return iter(statement_ids("en"))

    def __len__(self) -> int:
        return len(statement_ids("en"))


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


def compile_words() -> bytes:
    """Compile the human-written English words into the form that ships; same source, same bytes."""
    from specvalidator.wording.compiling import compile_source  # noqa: PLC0415 (it needs YAML, no run does)

    return compile_source(read_data("words/en.yaml"))
