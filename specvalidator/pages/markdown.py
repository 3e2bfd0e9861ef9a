"""Read Markdown line by line: headings, paragraphs, lists, tables, quotations, code and the HTML among them, to blocks.

What stands inside a line is read by `spans`. It may not decide what a role is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from specvalidator.pages.elements import Elements
from specvalidator.pages.spans import put_spans
from specvalidator.pages.writing import Writing

if TYPE_CHECKING:
    from collections.abc import Callable

    from specvalidator.pages.blocks import Block

__all__ = ["read_markdown"]

_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_APART: Final = re.compile(
    r"^[ \t]*(?:>[ \t]?)*(?:[-*+][ \t]+|[0-9]{1,9}[.)][ \t]+)?(?P<fence>`{3,}|~{3,})[^\r\n`]*$"
    r"|(?P<comment><!--)|<(?P<raw>script|style|template)(?=[\s>])",
    re.MULTILINE | re.IGNORECASE,
)
_HEADING: Final = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|$)")
_UNDERLINE: Final = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_RULE: Final = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_ITEM: Final = re.compile(r"[ \t]*(?:[-*+•]|[0-9]{1,9}[.)])(?:[ \t]+(?:\[[ xX]\][ \t]+)?|$)")
_QUOTED: Final = re.compile(r"(?: {0,3}>[ \t]?)+")
_REFERENCE: Final = re.compile(r" {0,3}\[([^\[\]]{1,200})\]:[ \t]*\S")
_CODE: Final = re.compile(r"(?: {4}|\t)[ \t]*\S")
_FRONT: Final = re.compile(r"---[ \t]*\r?\n(?:[^\r\n]*\r?\n){0,500}?(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
_ESCAPED_BAR: Final = "\\|"


def read_markdown(text: str, put: Callable[[Block], None]) -> int | None:
    """Pass the blocks of a Markdown text on; return where a comment or code begins that is never closed, or None."""
    elements = Elements(put)
    front = _FRONT.match(text)
    start = 0
    if front is not None:
        elements.aside(front[0], 0, "about the file, not in it")
        start = front.end()
    masked, unclosed = _masked(text, start, elements)
    _Lines(masked, elements, _references(masked)).read(start)
    elements.finish()
    return unclosed


def _masked(text: str, start: int, elements: Elements) -> tuple[str, int | None]:
    """Return the text with blanks for comments, fenced code and programs, which are put aside; places stay as they are.

    A comment that never ends goes to the end of the file only when it begins a line, as Markdown has it.
    """
    parts = [" " * start]
    done = at = start
    unclosed = None
    while (found := _APART.search(text, at)) is not None:
        end, is_closed = _end_of(text, found)
        if found["comment"] and not is_closed and text[text.rfind("\n", 0, found.start()) + 1 : found.start()].strip():
            at = len(text)  # none after it is closed either
            continue
        if not is_closed and unclosed is None:
            unclosed = found.start()
        begin = found.start("fence") if found["fence"] else found.start()
        if not found["raw"]:
            elements.aside(text[begin:end], begin, "a comment" if found["comment"] else "code")
        parts += [text[done:begin], _blank(text[begin:end])]
        done = at = max(end, found.end())
    parts.append(text[done:])
    return "".join(parts), unclosed


def _blank(text: str) -> str:
    """Return white space of the same length that counts neither as indentation nor as a line end asked for."""
    return re.sub(r"[^\r\n]", "\x1f", text)


def _end_of(text: str, found: re.Match[str]) -> tuple[int, bool]:
    """Return where what is put aside has ended, and whether it says so itself."""
    if found["comment"]:
        end = text.find("-->", found.end())
        return (len(text), False) if end < 0 else (end + 3, True)
    if found["raw"]:
        close = re.compile(rf"</{found['raw']}[^>]{{0,100}}>", re.IGNORECASE).search(text, found.end())
    else:
        fence = found["fence"]
        sign, length = re.escape(fence[0]), min(len(fence), 1000)
        close = re.compile(rf"^[ \t>]*{sign}{{{length},}}[ \t]*$", re.MULTILINE).search(text, found.end())
    return (len(text), False) if close is None else (close.end(), True)


def _references(text: str) -> frozenset[str]:
    """Return the labels that links can refer to."""
    return frozenset(found[1].casefold() for found in re.finditer(f"^{_REFERENCE.pattern}", text, re.MULTILINE))


class _Lines:
    """Goes through the lines, and gathers those of a paragraph until it ends."""

    def __init__(self, text: str, elements: Elements, references: frozenset[str]) -> None:
        self._text = text
        self._elements = elements
        self._references = references
        self._words = Writing()
        self._name = "p"
        self._was_blank = True
        self._is_in_list = False
        self._table = 0
        """Columns of the table that is open; 0: none is."""

    def read(self, start: int) -> None:
        """Read all lines from a place on."""
        for found in _LINE.finditer(self._text, start):
            if found.start() < found.end():
                self._line(found[0].rstrip("\r\n"), found.start(), found.end())
        self._end()
        self._end_table()

    def _line(self, line: str, start: int, end: int) -> None:
        quoted = _QUOTED.match(line)
        if quoted is not None:
            start += quoted.end()
            line = line[quoted.end() :]
        if not line.strip():
            self._end()
            self._end_table()
            self._was_blank = True
            return
        was_blank, self._was_blank = self._was_blank, False
        if self._table:
            if "|" in line:
                self._row(line, start, "td")
                return
            self._end_table()
        if self._is_special(line, start, end, was_blank=was_blank):
            return
        self._gather(line, start)

    def _is_special(self, line: str, start: int, end: int, *, was_blank: bool) -> bool:
        """Read a line that is more than a line of a paragraph."""
        if self._is_heading(line, start):
            return True
        item = None if _RULE.match(line) else _ITEM.match(line)
        if item is not None:
            self._end()
            self._is_in_list = True
            self._name = "li"
            if line[item.end() :].strip():
                self._gather(line[item.end() :], start + item.end())
            return True
        if was_blank and not line[0].isspace():
            self._is_in_list = False
        if was_blank and not self._is_in_list and _CODE.match(line):
            self._elements.aside(line, start, "code")
            self._was_blank = True
            return True
        if self._words.size:
            return False
        return bool(_REFERENCE.match(line)) or ("|" in line and self._is_head(line, start, end))

    def _is_heading(self, line: str, start: int) -> bool:
        """Read a heading, the line under one, or a rule."""
        heading = _HEADING.match(line)
        underline = _UNDERLINE.match(line) if self._words.size and self._name == "p" else None
        if heading is not None:
            self._end()
            self._name = f"h{len(heading[1])}"
            self._gather(line[heading.end() :].rstrip().rstrip("#"), start + heading.end())
        elif underline is not None:
            self._name = "h1" if underline[1][0] == "=" else "h2"
        elif _RULE.match(line) is None:
            return False
        self._end()
        self._is_in_list = False
        return True

    def _is_head(self, line: str, start: int, end: int) -> bool:
        """Open a table when the next line draws the rule under its head."""
        found = _LINE.match(self._text, end)
        rule = found[0].strip() if found else ""
        if "-" not in rule or rule.strip("|:- \t>") or ("|" not in rule and ":" not in rule):
            return False
        self._table = max(1, line.count("|"))
        self._elements.open("table", {}, start, 0)
        self._row(line, start, "th")
        return True

    def _row(self, line: str, start: int, name: str) -> None:
        if not line.strip("|:- \t"):
            return
        self._elements.open("tr", {}, start, 0)
        at = len(line) - len(line.lstrip())
        at += line.startswith("|", at)
        last = len(line.rstrip())
        while at < last:
            end = at
            while (end := line.find("|", end)) >= 0 and line[end - 1 : end + 1] == _ESCAPED_BAR:
                end += 1
            end = last if end < 0 else end
            self._elements.open(name, {}, start + at, 0)
            cell = Writing()
            cell.put(line[at:end], start + at)
            put_spans(cell, self._elements, self._references)
            self._elements.close(name)
            at = end + 1
        self._elements.close("tr")

    def _end_table(self) -> None:
        if self._table:
            self._elements.close("table")
            self._table = 0

    def _gather(self, line: str, start: int) -> None:
        """Add a line to the paragraph; the white space before it is none of it."""
        begin = len(line) - len(line.lstrip())
        if self._words.size:
            self._words.put("\n", start, 0)
        self._words.put(line[begin:], start + begin)

    def _end(self) -> None:
        """Read the paragraph that has ended."""
        if self._words.size:
            self._elements.open(self._name, {}, self._words.start(0), 0)
            put_spans(self._words, self._elements, self._references)
            self._elements.close(self._name)
            self._words = Writing()
        self._name = "p"
