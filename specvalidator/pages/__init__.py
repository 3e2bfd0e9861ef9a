"""Read pages: Markdown, HTML or plain text in, passages with role, language and place out.

This is the door of the room: other rooms import from here only. It may not judge any words, and reads no files.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from specvalidator.faults import Fault
from specvalidator.pages.decode import decode_page
from specvalidator.pages.html import read_html
from specvalidator.pages.markdown import read_markdown
from specvalidator.pages.passages import Passage, Passages
from specvalidator.pages.plain import read_plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specvalidator.source import SourceText

__all__ = ["ENDINGS", "Page", "Passage", "read_page", "role_of_context"]

ENDINGS: Final[Mapping[str, str]] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mkd": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "plain",
    ".text": "plain",
}
"""Endings of file names that say what a page is written in."""
_LOOKED_AT: Final = 8192
_HTML: Final = re.compile(
    r"<(?:!doctype\s+html|/?(?:html|head|body|meta|title|div|p|span|h[1-6]|ul|ol|li|table|tr|td|section|article|br|img|a|script)[\s/>])",
    re.IGNORECASE,
)
_MARKDOWN: Final = re.compile(
    r"^(?:#{1,6} \S|```|~~~|={3,}[ \t]*$|\|.*\|[ \t]*$)|\]\((?:https?:|/|#|\.)|\*\*\S|~~\S|<!--", re.MULTILINE
)
_UNCLOSED: Final = "A comment, a piece of code or a tag begins here and is never closed; what follows was not judged."


class Page(NamedTuple):
    """A page as read. With a fault that kept it from being read there are no passages."""

    source: SourceText
    kind: str
    """`markdown`, `html` or `plain`."""
    passages: tuple[Passage, ...]
    fault: Fault | None = None
    """Why it was not read, or why a part of it was not (`TEXT-unclosed`)."""


def read_page(data: bytes, name: str) -> Page:
    """Read the bytes of a page; `name` is how the file is called. Never raises for anything that the bytes hold."""
    source, fault = decode_page(data, name)
    kind = _kind(name, source.text)
    if fault is None and not source.text.strip():
        fault = _empty(source)
    if fault is not None:
        return Page(source, kind, (), fault)
    joined = Passages()
    unclosed = None
    if kind == "html":
        unclosed = read_html(source.text, joined.put)
    elif kind == "markdown":
        unclosed = read_markdown(source.text, joined.put)
    else:
        read_plain(source.text, joined.put)
    passages = joined.finished()
    if not passages:
        return Page(source, kind, (), _empty(source))
    if unclosed is not None:
        repair = "Close it, or take it out, and check again."
        fault = Fault("TEXT-unclosed", _UNCLOSED, repair, source.span(unclosed, unclosed + 1))
    return Page(source, kind, tuple(passages), fault)


def _empty(source: SourceText) -> Fault:
    repair = "Save the page with its text; what a program shows only while it runs is not in the file."
    return Fault("TEXT-empty", "The file holds no text that can be read.", repair, source.span(0, 0))


def role_of_context(context: str) -> str:
    """Return the role that the heading a text stands under gives to it, or the empty text."""
    from specvalidator.pages.headings import role_of_heading  # noqa: PLC0415 - most texts have none

    return role_of_heading(context)


def _kind(name: str, text: str) -> str:
    """Say what a page is written in: by the ending of its name, else by what stands in it."""
    lower = name.lower()
    for ending, kind in ENDINGS.items():
        if lower.endswith(ending):
            return kind
    beginning = text[:_LOOKED_AT]
    if _HTML.search(beginning):
        return "html" if beginning.lstrip()[:1] == "<" or not _MARKDOWN.search(beginning) else "markdown"
    return "markdown" if _MARKDOWN.search(beginning) else "plain"
