"""What is wrong with a pack: our data, or a user's, is at fault, never the sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specvalidator.location import Place

if TYPE_CHECKING:
    from specvalidator.location import Part, Route
    from specvalidator.source import Document

__all__ = ["PackError"]


class PackError(Exception):
    """A pack cannot be used. `str()` gives file, line, column and the reason in one line."""

    def __init__(self, reason: str, file: str, line: int = 1, column: int = 1) -> None:
        super().__init__(f"{file}:{line}:{column}: {reason}")
        self.reason = reason
        self.file = file
        self.line = line
        self.column = column

    @classmethod
    def at(cls, document: Document, route: Route, reason: str, part: Part = "value") -> PackError:
        """Return the trouble at a route of a pack file."""
        span = document.span(Place(route, part))
        return cls(reason, document.source.name, span.line, span.column)
