"""What a page is made of before it is joined into passages: blocks, each with its words and what it is.

It may not read any markup, nor decide what role a block has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from specvalidator.pages.writing import Writing

__all__ = ["CAPTION", "HEADING", "ITEM", "PROSE", "Block", "Cell"]

PROSE: Final = "prose"
HEADING: Final = "heading"
ITEM: Final = "item"
CAPTION: Final = "caption"


class Cell(NamedTuple):
    """Which cell of which table a block stands in; all count from 0."""

    table: int
    row: int
    column: int
    is_head: bool


class Block(NamedTuple):
    """A heading, a paragraph, an item of a list, a caption, or words that the page does not say (`aside`)."""

    kind: str
    writing: Writing
    level: int = 0
    """Of a heading: 1 is the highest."""
    language: str = ""
    """As the page states it; empty where it does not."""
    aside: str = ""
    """Why the words are not to be read: they are struck out, code, a comment, hidden …"""
    cell: Cell | None = None
