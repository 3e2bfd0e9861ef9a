"""Read an HTML page: its elements, texts and attributes, with their places, to blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specvalidator.pages.elements import Elements
from specvalidator.pages.markup import tokens_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from specvalidator.pages.blocks import Block

__all__ = ["read_html"]

_TEXTS = frozenset(("title", "textarea"))
"""Elements without tags in them whose text is shown."""


def read_html(text: str, put: Callable[[Block], None]) -> int | None:
    """Pass the blocks of an HTML text on; return where markup begins that is never closed, or None."""
    elements = Elements(put)
    unclosed = None
    for token in tokens_of(text):
        if token.is_cut_off and unclosed is None:
            unclosed = token.start
        if token.kind == "text":
            elements.text(text[token.start : token.end], token.start)
        elif token.kind == "comment":
            elements.aside(text[token.start : token.end], token.start, "a comment")
        elif token.is_cut_off and token.kind != "raw":
            elements.aside(text[token.start : token.end], token.start, "in markup that is never closed")
        elif token.tag is None:
            continue
        elif token.kind == "raw":
            if token.tag.name in _TEXTS:
                elements.text(text[token.start : token.end], token.start)
        elif token.tag.is_end:
            elements.close(token.tag.name)
        else:
            elements.open(token.tag.name, token.tag.attributes, token.start, token.end - token.start)
    elements.finish()
    return unclosed
