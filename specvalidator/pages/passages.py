"""Join blocks to passages: texts of one role and language, long enough that a sentence keeps what introduces it.

A list stands under the line that introduces it, a table row is one line, a heading goes with what follows. It may
not read any markup, nor judge any words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from specvalidator.pages.blocks import CAPTION, HEADING, ITEM
from specvalidator.pages.headings import lead_in, role_of_heading
from specvalidator.pages.writing import Writing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specvalidator.pages.blocks import Block, Cell

__all__ = ["Passage", "Passages"]

_LONG: Final = 2_000
"""Characters after which a new passage begins with the next paragraph, which may be in another language."""
_LONGEST: Final = 50_000
"""Characters of one block that are read as one; no sentence is longer."""
_LOOKED_AT: Final = 120
_ONE_LINE_END: Final = 2
_STOPS: Final = frozenset(".!?;:,…:。！？")
_MOST_COLUMNS: Final = 64
"""Columns of a table whose heads can name a role."""
_MOST_KEPT: Final = 4096
"""Heads of columns and rows that are kept; then those of other tables are forgotten."""


class Passage(NamedTuple):
    """A text to be read as a whole. `role` is empty where the page gives none."""

    writing: Writing
    role: str
    language: str = ""
    aside: str = ""

    @property
    def text(self) -> str:
        """Return the words as a reader of the page sees them."""
        return self.writing.text


class Passages:
    """Joins blocks as they come: the passage that is open, the headings above it, the role that "Warnings:" gives."""

    def __init__(self) -> None:
        self._done: list[Passage] = []
        self._headings: list[tuple[int, str]] = []
        self._named = ""
        """The role that a line gives that is not a heading in the markup, but says what one says;"""
        self._is_fresh = False
        """it holds for the next paragraph and for items that follow."""
        self._columns: dict[tuple[int, int], str] = {}
        self._rows: dict[int, tuple[int, str]] = {}
        self._open: Writing | None = None
        self._beside: Passage | None = None
        self._role = self._language = ""
        self._last: Block | None = None

    def put(self, block: Block) -> None:
        """Take a block."""
        self._done.extend(self._take(block))

    def finished(self) -> list[Passage]:
        """Return all passages in the order of the page."""
        self._done.extend(self._end())
        if self._beside is not None:
            self._done.append(self._beside)
        return sorted(self._done, key=lambda one: one.writing.start(0))

    def _take(self, block: Block) -> Iterator[Passage]:
        """Add a block, and yield what is finished by it."""
        if block.writing.is_blank:
            return
        if block.aside or block.kind == CAPTION:
            yield from self._beside_flow(block)
            return
        text = block.writing.text
        is_new = False
        if block.kind == HEADING:
            role = self._under_heading(block, text)
            is_new = True
        else:
            role, is_new = self._role_of(block, text)
        for piece in _pieces(block.writing):
            if (
                is_new
                or self._open is None
                or (role, block.language) != (self._role, self._language)
                or (self._open.size > _LONG and block.kind != ITEM)
                or self._open.size > _LONGEST
            ):
                yield from self._end()
                self._open, self._role, self._language = Writing(), role, block.language
                self._last = None
                is_new = False
            self._append(self._open, piece, block)
            self._last = block

    def _beside_flow(self, block: Block) -> Iterator[Passage]:
        """Yield what stands beside the flow; words that are not read and follow one another at once are one passage."""
        role = CAPTION if block.kind == CAPTION else ""
        for piece in _pieces(block.writing):
            beside = self._beside
            if (
                beside is not None
                and (role, block.language, block.aside) == ("", beside.language, beside.aside)
                and 0
                <= piece.start(0) - beside.writing.end(beside.writing.size)
                <= (_ONE_LINE_END if block.aside == "code" else 0)
                and beside.writing.size + piece.size < _LONGEST
            ):
                beside.writing.put("\n", piece.start(0), 0)
                beside.writing.put_writing(piece)
                continue
            if beside is not None:
                yield beside
            self._beside = Passage(piece, role, block.language, block.aside)

    def _end(self) -> Iterator[Passage]:
        """Yield the passage that is open, if one is."""
        if self._open is not None:
            yield Passage(self._open, self._role, self._language)
            self._open = None

    def _under_heading(self, block: Block, text: str) -> str:
        """Return the role under a heading: its own, or that of a heading of higher rank above it."""
        while self._headings and self._headings[-1][0] >= block.level:
            self._headings.pop()
        above = self._headings[-1][1] if self._headings else ""
        role = role_of_heading(text) or (above if not _is_mixed(text) else "")
        self._headings.append((block.level, role))
        self._named, self._is_fresh = "", False
        return role

    def _role_of(self, block: Block, text: str) -> tuple[str, bool]:
        """Return the role of a block in the flow, and whether it begins a passage."""
        above = self._headings[-1][1] if self._headings else ""
        own = role_of_heading(text[:_LOOKED_AT]) if len(text) <= _LOOKED_AT else ""
        if block.cell is not None:
            return self._in_cell(block.cell, own, above, text), False
        if own and block.kind != ITEM:
            self._named, self._is_fresh = own, True
            return own, True
        lead = lead_in(text[:_LOOKED_AT])
        if lead:
            if block.kind != ITEM:
                self._named, self._is_fresh = lead, False
            return lead, False
        if self._named and (self._is_fresh or block.kind == ITEM):
            self._is_fresh = False
            return self._named, False
        self._named = ""
        return above, False

    def _in_cell(self, cell: Cell, own: str, above: str, text: str) -> str:
        """Return the role of a cell: of the head of its row or its column, where one names a role."""
        if own and (cell.row == 0 or cell.is_head) and 0 < cell.column < _MOST_COLUMNS:
            self._columns[cell.table, cell.column] = own
        elif own and cell.column == 0:
            self._rows[cell.table] = (cell.row, own)
            if cell.row == 0:
                self._columns[cell.table, 0] = own
        if len(self._columns) + len(self._rows) > _MOST_KEPT:
            self._columns = {place: role for place, role in self._columns.items() if place[0] == cell.table}
            self._rows = {table: role for table, role in self._rows.items() if table == cell.table}
        row, role = self._rows.get(cell.table, (-1, ""))
        if cell.row == 0 and cell.column and not cell.is_head:
            self._columns.pop((cell.table, 0), None)  # the first cell was the head of its row, not of its column
        by_row = role if row == cell.row and not (cell.row == 0 and cell.is_head) else ""
        return own or lead_in(text[:_LOOKED_AT]) or by_row or self._columns.get((cell.table, cell.column), "") or above

    def _append(self, passage: Writing, piece: Writing, block: Block) -> None:
        """Write a block behind what stands in the passage, with the signs that show how they hang together."""
        origin = piece.start(0)
        last = self._last
        if last is None:
            between = "• " if block.kind == ITEM else ""
        elif last is block:
            between = " "
        elif block.cell is not None and last.cell is not None and last.cell[:2] == block.cell[:2]:
            between = " | " if last.cell.column != block.cell.column else "\n\n"
        elif block.kind == ITEM:
            between = _before_item(last) + "• "
        else:
            between = "\n\n"
        passage.put(between, origin, 0)
        passage.put_writing(piece)


def _is_mixed(text: str) -> bool:
    """Say whether a heading names roles of both kinds, so that not even the one above it holds."""
    return any(role_of_heading(word) for word in text.split()[:_LOOKED_AT])


def _before_item(last: Block) -> str:
    """Return what stands between a line and the first item under it: a line without a stop introduces the list."""
    if last.kind == ITEM:
        return "\n"
    end = last.writing.text.rstrip()[-1:]
    if end in (":", "："):
        return "\n"
    return "\n\n" if end in _STOPS or last.cell is not None else ":\n"


def _pieces(writing: Writing) -> Iterator[Writing]:
    """Yield a block, cut at white space where it is too long to be read as one."""
    if writing.size <= _LONGEST:
        yield writing
        return
    text = writing.text
    start = 0
    while start < len(text):
        end = start + _LONGEST
        if end < len(text):
            end = (
                max(text.rfind(". ", start, end), text.rfind("\n", start, end)) + 1
                or text.rfind(" ", start, end) + 1
                or end
            )
        piece = Writing()
        piece.put_writing(writing, start, end)
        if not piece.is_blank:
            yield piece
        start = end
