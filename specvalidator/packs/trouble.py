"""What is wrong with a pack: our data, or a user's, is at fault, never the sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from specvalidator.location import Place

if TYPE_CHECKING:
    from specvalidator.location import Part, Route
    from specvalidator.source import Document

__all__ = ["PackError"]

_MAX_REASON: Final = 400
"""Characters of a reason: it repeats what stands in the pack, which can be long."""


class PackError(Exception):
    """A pack cannot be used. `str()` gives file, line, column and the reason in one line."""

    def __init__(self, reason: str, file: str, line: int = 1, column: int = 1) -> None:
        if len(reason) > _MAX_REASON:
            reason = reason[:_MAX_REASON] + "…"
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
