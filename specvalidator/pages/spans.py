"""Read what stands inside a paragraph of Markdown: emphasis, links, images, code, struck-out words, HTML tags.

Every sign is looked at once; what is never closed is a sign like any other.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from specvalidator.pages.markup import read_tag

if TYPE_CHECKING:
    from specvalidator.pages.elements import Elements
    from specvalidator.pages.writing import Writing

__all__ = ["put_spans"]

_SIGN: Final = re.compile(r"\\[!-/:-@\[-`{-~\n]|`+|~~+|!\[|\[|\]|<|\*+|_+| {2,}\n|\n")
_AUTOLINK: Final = re.compile(r"<(?:https?|ftp|mailto):[^<>\s]{0,2000}>|<[^<>\s@]{1,100}@[^<>\s]{1,200}>")
_TARGET: Final = re.compile(
    r"\]\([ \t]*(?:<[^<>\n]{0,2000}>|[^\s()<>]{0,2000}(?:\([^\s()]{0,500}\)[^\s()<>]{0,500})?)"
    r"(?:\s{1,20}(\"[^\"]{0,1000}\"|'[^']{0,1000}'|\([^()]{0,1000}\)))?[ \t\n]{0,20}\)"
)
_LABEL: Final = re.compile(r"\]\[[^\[\]]{0,200}\]")
_IMAGE: Final = re.compile(r"!\[([^\[\]]{0,2000})(?=\][(\[])")
_MOST_CUT_OFF: Final = 3
"""Tags without an end after which a `<` is looked at no more: each of them is searched to the end of the paragraph."""


def put_spans(words: Writing, elements: Elements, references: frozenset[str]) -> None:
    """Pass a paragraph on, without the signs of its markup."""
    _Spans(words, elements, references).read()


class _Spans:
    def __init__(self, words: Writing, elements: Elements, references: frozenset[str]) -> None:
        self._words = words
        self._text = words.text
        self._elements = elements
        self._references = references
        self._closing: dict[int, int] = {}
        """For the `]` of a link, where its target or label has ended."""
        self._opening: set[int] = set()
        """The `[` of links."""
        self._titles: dict[int, tuple[int, int]] = {}
        self._ticks: dict[int, list[int]] | None = None
        self._last_strike = self._text.rfind("~~")
        self._is_struck = False
        self._cut_off = 0
        if "]" in self._text:
            self._match_brackets()

    def read(self) -> None:
        """Go through the signs; what stands between them is text."""
        done = 0
        while (found := _SIGN.search(self._text, done)) is not None:
            at = found.start()
            self._put(done, at)
            done = self._sign(found[0], at)
        self._put(done, len(self._text))
        if self._is_struck:
            self._elements.close("del")

    def _put(self, start: int, end: int, *, has_references: bool = True) -> None:
        """Pass a stretch on, line by line: each line has its own place in the file."""
        while start < end:
            stop = self._text.find("\n", start, end)
            stop = end if stop < 0 else stop
            piece = self._text[start:stop]
            if piece:
                self._elements.text(piece, self._words.start(start), has_references=has_references)
            if stop < end:
                self._elements.text(" ", self._words.start(stop))
            start = stop + 1

    def _sign(self, sign: str, at: int) -> int:
        """Deal with a sign, and return where to go on."""
        end = at + len(sign)
        first = sign[0]
        if sign == "\n":
            self._elements.text(" ", self._words.start(at))
        elif first == "\\" or sign.endswith("\n"):
            self._escape(sign, at)
        elif first == "`":
            return self._code(sign, at)
        elif first == "~":
            self._strike(at, end)
        elif sign == "![":
            return self._image(at)
        elif first == "[":
            self._keep(at, end, is_kept=at not in self._opening)
        elif first == "]":
            return self._close_bracket(at)
        elif first == "<":
            return self._angle(at)
        else:
            self._keep(at, end, is_kept=not self._is_emphasis(first, at, end))
        return end

    def _keep(self, at: int, end: int, *, is_kept: bool) -> None:
        if is_kept:
            self._elements.text(self._text[at:end], self._words.start(at))

    def _escape(self, sign: str, at: int) -> None:
        if sign.endswith("\n"):
            self._elements.line_end(self._words.start(at), 1)
        else:
            self._elements.text(sign[1], self._words.start(at) + 1, has_references=False)

    def _code(self, sign: str, at: int) -> int:
        """Pass what stands in backquotes on as words; without its other end the sign is none."""
        if self._ticks is None:
            self._ticks = {}
            for found in re.finditer("`+", self._text):
                self._ticks.setdefault(len(found[0]), []).append(found.start())
        places = self._ticks.get(len(sign), [])
        number = bisect_right(places, at)
        if number == len(places):
            self._keep(at, at + len(sign), is_kept=True)
            return at + len(sign)
        self._put(at + len(sign), places[number], has_references=False)
        return places[number] + len(sign)

    def _strike(self, at: int, end: int) -> None:
        if self._is_struck:
            self._elements.close("del")
            self._is_struck = False
        elif at < self._last_strike and end - at == 2:  # noqa: PLR2004 - two signs
            self._elements.open("del", {}, self._words.start(at), 2)
            self._is_struck = True
        else:
            self._keep(at, end, is_kept=True)

    def _is_emphasis(self, sign: str, at: int, end: int) -> bool:
        """Say whether stars or underlines mark words, rather than stand for themselves as in `2 * 3` or `a_b`."""
        before, after = self._text[at - 1 : at] if at else " ", self._text[end : end + 1] or " "
        if before.isspace() and after.isspace():
            return False
        return sign == "*" or not (before.isalnum() and after.isalnum())

    # -- links, images, tags -----------------------------------------------------------------------------------------

    def _match_brackets(self) -> None:
        """Find the brackets that make links, in one pass."""
        waiting: list[int] = []
        for found in re.finditer(r"\\.|[\[\]]", self._text):
            at = found.start()
            if found[0] == "[":
                waiting.append(at)
            elif found[0] == "]" and waiting:
                opened = waiting.pop()
                end = self._end_of_link(opened, at)
                if end is not None:
                    self._opening.add(opened)
                    self._closing[at] = end

    def _end_of_link(self, opened: int, at: int) -> int | None:
        following = self._text[at + 1 : at + 2]
        if following == "(":
            target = _TARGET.match(self._text, at)
            if target is not None:
                if target[1]:
                    self._titles[at] = (target.start(1) + 1, target.end(1) - 1)
                return target.end()
        if following == "[":
            label = _LABEL.match(self._text, at)
            if label is not None:
                return label.end()
        is_reference = at - opened <= 201 and self._text[opened + 1 : at].casefold() in self._references  # noqa: PLR2004 - as in a definition
        return at + 1 if is_reference else None

    def _close_bracket(self, at: int) -> int:
        end = self._closing.get(at)
        if end is None:
            self._keep(at, at + 1, is_kept=True)
            return at + 1
        if at in self._titles:
            start, stop = self._titles[at]
            self._elements.caption(self._text[start:stop], self._words.start(start))
        return end

    def _image(self, at: int) -> int:
        """Take the text of an image as a caption."""
        found = _IMAGE.match(self._text, at)
        end = None if found is None else self._closing.get(found.end())
        if found is None or end is None:
            self._keep(at, at + 1, is_kept=True)
            return at + 1
        self._elements.caption(found[1], self._words.start(found.start(1)))
        return self._close_bracket(found.end())

    def _angle(self, at: int) -> int:
        link = _AUTOLINK.match(self._text, at)
        if link is not None:
            self._put(at + 1, link.end() - 1)
            return link.end()
        tag = read_tag(self._text, at) if self._cut_off < _MOST_CUT_OFF else None
        if tag is None or tag.is_cut_off:
            self._cut_off += tag is not None
            self._keep(at, at + 1, is_kept=True)
            return at + 1
        if tag.is_end:
            self._elements.close(tag.name)
        else:
            attributes = {
                name: one._replace(start=self._words.start(min(one.start, len(self._text) - 1)))
                for name, one in tag.attributes.items()
            }
            self._elements.open(tag.name, attributes, self._words.start(at), tag.end - at)
        return tag.end
