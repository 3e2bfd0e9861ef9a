"""A sentence that may have parts below it: how a condition that is made of others is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Example", "Phrase", "joined"]


class Phrase(NamedTuple):
    """A sentence or a part of one, and what belongs under it."""

    text: str
    parts: tuple[Phrase, ...] = ()

    def lines(self, level: int = 0) -> Iterator[tuple[int, str]]:
        """Yield the text and all below it, each with its level."""
        yield level, self.text
        for part in self.parts:
            yield from part.lines(level + 1)


class Example(NamedTuple):
    """A part of a sheet, as YAML."""

    text: str


def joined(words: Sequence[str], last: str = "or") -> str:
    """Return words as one would say them: `a, b or c`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}" if words else "nothing"
