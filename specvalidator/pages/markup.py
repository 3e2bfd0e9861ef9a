"""Cut HTML into text, tags and comments with their places in the file, whatever is unclosed or broken in it.

The parser of the standard library is not used: versions of it in use take time that grows with the square of unclosed
markup, and no parser that builds a tree keeps columns. Everything here goes once through the text, as the HTML
standard's tokeniser does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Attribute", "Tag", "Token", "read_tag", "tokens_of"]

_NAME: Final = re.compile(r"/?[A-Za-z][^\s/>]*")
_ATTRIBUTE: Final = re.compile(r"[\s/]*(?:([^\s/>=][^\s/>=]*)|=)(?:\s*=\s*(?=[^\s>]))?")
_UNQUOTED: Final = re.compile(r"[^\s>]+")
_TO_END: Final = re.compile(r"[\s/]*>")
_RAW: Final = frozenset(("script", "style", "xmp", "iframe", "noembed", "noframes", "textarea", "title"))
"""Elements in which no other tag counts until their own ends."""


class Attribute(NamedTuple):
    """A value of an attribute as written, with its place in the file."""

    value: str
    start: int


class Tag(NamedTuple):
    """A tag: its name in small letters, its attributes (of two with one name the first), and where it has ended."""

    name: str
    is_end: bool
    attributes: dict[str, Attribute]
    end: int
    is_cut_off: bool = False
    """The text ends inside it."""


class Token(NamedTuple):
    """A piece of HTML: `text`, `raw` (the inside of a script and the like), `tag`, `comment` or `declaration`."""

    kind: str
    start: int
    end: int
    tag: Tag | None = None
    is_cut_off: bool = False
    """The file ends inside it."""


def tokens_of(text: str) -> Iterator[Token]:
    """Yield the pieces of an HTML text in order; together they are the text."""
    done = at = 0
    size = len(text)
    while (at := text.find("<", at)) >= 0:
        token = _token(text, at, size)
        if token is None:
            at += 1
            continue
        if done < at:
            yield Token("text", done, at)
        yield token
        done = at = token.end
        tag = token.tag
        if tag is not None and not tag.is_end and tag.name in _RAW:
            end = _end_of_raw(text, at, tag.name)
            yield Token("raw", at, size if end is None else end, tag, is_cut_off=end is None)
            done = at = size if end is None else end
    if done < size:
        yield Token("text", done, size)


def _token(text: str, at: int, size: int) -> Token | None:
    """Return the tag or comment that starts at a `<`, if one does."""
    following = text[at + 1 : at + 2]
    if following in ("!", "?") or (following == "/" and not _NAME.match(text, at + 1)):
        return _comment(text, at, size)
    tag = read_tag(text, at)
    return None if tag is None else Token("tag", at, tag.end, tag, is_cut_off=tag.is_cut_off)


def _comment(text: str, at: int, size: int) -> Token:
    if not text.startswith("<!--", at):
        end = text.find(">", at)
        return Token("declaration", at, size if end < 0 else end + 1, is_cut_off=end < 0)
    if text.startswith((">", "->"), at + 4):
        return Token("comment", at, text.index(">", at) + 1)
    end = text.find("-->", at + 4)
    return Token("comment", at, size if end < 0 else end + 3, is_cut_off=end < 0)


def _end_of_raw(text: str, at: int, name: str) -> int | None:
    found = re.compile(rf"</{name}(?=[\s/>]|\Z)", re.IGNORECASE).search(text, at)
    return None if found is None else found.start()


def read_tag(text: str, at: int) -> Tag | None:
    """Return the tag that starts at a `<`; None where it is only a sign."""
    found = _NAME.match(text, at + 1)
    if found is None:
        return None
    name = found[0].lower()
    attributes: dict[str, Attribute] = {}
    place = found.end()
    while (end := _TO_END.match(text, place)) is None:
        named = _ATTRIBUTE.match(text, place)
        if named is None or named.end() >= len(text):
            return Tag(name.lstrip("/"), name[0] == "/", {}, len(text), is_cut_off=True)
        place = named.end()
        value = Attribute("", place)
        if "=" in named[0]:
            quote = text[place]
            if quote in "\"'":
                close = text.find(quote, place + 1)
                if close < 0:
                    return Tag(name.lstrip("/"), name[0] == "/", {}, len(text), is_cut_off=True)
                value, place = Attribute(text[place + 1 : close], place + 1), close + 1
            else:
                written = _UNQUOTED.match(text, place)
                if written is not None:  # not so after a lone `=`
                    value, place = Attribute(written[0], place), written.end()
        if named[1]:
            attributes.setdefault(named[1].lower(), value)
    return Tag(name.lstrip("/"), name[0] == "/", attributes, end.end())
