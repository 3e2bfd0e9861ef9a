"""What the YAML parser says when it stops, in words that help to repair the file.

No raw parser message reaches a user.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from specvalidator.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specvalidator.location import Span
    from specvalidator.source.text import SourceText

__all__ = ["syntax_fault"]

_QUOTE = "Put a text that holds `: `, ` #` or starts with a special sign in quotes."
_INDENT = "Align the keys of a section under each other, with spaces."
_CLOSE = "Close the bracket or the quotation mark that was opened before."

# Part of the parser's message -> what is wrong, what to do. The first that fits is used.
_PROBLEMS: Final[Mapping[str, tuple[str, str]]] = {
    "mapping values are not allowed": (
        "A colon stands inside an unquoted text or on a line indented too far.",
        _QUOTE,
    ),
    "could not find expected ':'": (
        "A key has no colon behind it, or a text goes on at the margin.",
        _INDENT,
    ),
    "found character that cannot start any token": (
        "A tab or a reserved sign (`%`, `@`, `` ` ``) starts this value.",
        "Indent with spaces, and put a text that starts with a sign in quotes.",
    ),
    "found a tab character": ("A tab is used for indentation.", "Indent with spaces."),
    "did not find expected ',' or": ("A bracket is not closed, or a comma is missing inside it.", _CLOSE),
    "found unexpected end of stream": ("A quotation mark is not closed.", _CLOSE),
    "found unexpected document indicator": (
        "A quotation mark is not closed before the next document.",
        _CLOSE,
    ),
    "did not find expected key": ("The indentation does not fit the lines before.", _INDENT),
    "did not find expected '-' indicator": ("A line stands in a list without its dash.", _INDENT),
    "block sequence entries are not allowed": (
        "A list starts on the same line as its key.",
        "Start the list on the next line.",
    ),
    "block mapping": ("The indentation does not fit the lines before.", _INDENT),
    "did not find expected node content": ("A value is missing inside brackets.", _CLOSE),
    "did not find expected <document start>": (
        "A second document starts without a line `---`.",
        "Separate the documents by a line `---`.",
    ),
    "found incompatible YAML document": (
        "The file declares another version of YAML.",
        "Remove the %YAML line; sheets are YAML 1.2.",
    ),
    "unknown escape character": (
        "An escape that YAML does not know stands in double quotes.",
        "Write a backslash in double quotes twice, or use single quotes.",
    ),
    "escape": (
        "An escape in double quotes is not complete.",
        "Write a backslash in double quotes twice, or use single quotes.",
    ),
    "undefined tag handle": ("A tag is used that nobody declared.", "Remove the tag."),
    "duplicate %": ("A directive stands twice.", "Remove the lines that start with `%`."),
}
_UNKNOWN: Final = ("The text cannot be read as YAML from this place on.", _INDENT)


def syntax_fault(error: Any, source: SourceText) -> Fault:
    """Turn a parser error into a fault at its place, with the place where the trouble began as a related one."""
    problem = getattr(error, "problem", None) or ""
    message, repair = next((words for part, words in _PROBLEMS.items() if part in problem), _UNKNOWN)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    at = min(mark.index, len(source.text)) if mark is not None else 0
    began = getattr(error, "context_mark", None)
    related: tuple[tuple[Span, str], ...] = ()
    if began is not None and began.index < at:
        related = ((source.span(began.index, began.index + 1), "what is read here began at this place"),)
    return Fault("YAML-syntax", message, repair, source.span(at, at + 1), related=related)
