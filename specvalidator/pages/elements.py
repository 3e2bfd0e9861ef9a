"""Elements of a page, opened and closed in any order, to blocks: what a browser shows, in the order of the page.

Both readers of markup call this; it knows what an element does to the words in it, not how one is written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from specvalidator.pages.blocks import CAPTION, HEADING, ITEM, PROSE, Block, Cell
from specvalidator.pages.writing import Writing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from specvalidator.pages.markup import Attribute

__all__ = ["Elements"]

_BLOCKS: Final = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "button",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "option",
        "p",
        "pre",
        "search",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "td",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
_VOID: Final = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_UNREAD: Final = frozenset(["script", "style", "template", "noembed", "noframes", "iframe", "xmp"])
"""Elements whose inside is no text of the page."""
_STRUCK: Final = frozenset(("del", "s", "strike"))
_CLOSED_BY: Final[Mapping[str, tuple[frozenset[str], frozenset[str]]]] = {
    "li": (frozenset(("li",)), frozenset(("ul", "ol", "menu", "dir"))),
    "dt": (frozenset(("dt", "dd")), frozenset(("dl",))),
    "dd": (frozenset(("dt", "dd")), frozenset(("dl",))),
    "tr": (frozenset(("tr", "td", "th")), frozenset(("table",))),
    "td": (frozenset(("td", "th")), frozenset(("tr", "table"))),
    "th": (frozenset(("td", "th")), frozenset(("tr", "table"))),
    "option": (frozenset(("option",)), frozenset(("select", "datalist"))),
}
"""Which open elements an element ends, and how far up they are looked for."""
_LOOKED_UP: Final = 32
"""Open elements that are looked at for one that has ended without saying so."""
_CAPTIONS: Final = ("alt", "title", "aria-label", "placeholder")
_META: Final = frozenset(
    [
        "description",
        "og:title",
        "og:description",
        "og:image:alt",
        "twitter:title",
        "twitter:description",
        "twitter:image:alt",
    ]
)
_LONGEST_CODE: Final = 40
_MOST_SPANNED: Final = 1000
"""What HTML allows as `colspan`."""


class _Open(NamedTuple):
    """An open element, and how things stood before it."""

    name: str
    aside: str
    language: str
    keeps_lines: bool


class _Table:
    """Where in a table the page is."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.row = -1
        self.column = -1
        self.next_column = 0
        self.is_head = False
        self.is_in_cell = False


class Elements:
    """Takes a page piece by piece, and passes its blocks on when they are finished."""

    def __init__(self, put: Callable[[Block], None]) -> None:
        self._put = put
        self._stack: list[_Open] = []
        self._count: dict[str, int] = {}
        self._aside = ""
        self._language = ""
        self._keeps_lines = False
        self._kind = PROSE
        self._level = 0
        self._words = Writing()
        self._apart = Writing()
        self._tables: list[_Table] = []
        self._table_count = 0

    # -- pieces ------------------------------------------------------------------------------------------------------

    def text(self, piece: str, origin: int, *, has_references: bool = True) -> None:
        """Take a piece of text that stands at a place of the file."""
        if self._aside == _NOTHING:
            return
        into = self._apart if self._aside else self._words
        if self._keeps_lines:
            into.put(piece, origin)
        else:
            into.put_line(piece, origin, has_references=has_references)

    def line_end(self, origin: int, width: int) -> None:
        """Take a line end that the page asks for."""
        if not self._aside:
            self._words.put("\n", origin, width)

    def aside(self, piece: str, origin: int, why: str) -> None:
        """Take words that the page does not say: a comment, a piece of code."""
        apart = Writing()
        apart.put(piece, origin)
        self._put(Block(PROSE, apart, aside=why))

    def caption(self, value: str, origin: int) -> None:
        """Take a text that describes something: of an image, a link, the page itself."""
        writing = Writing()
        writing.put_line(value, origin)
        if self._aside != _NOTHING:
            self._put(Block(CAPTION, writing, language=self._language, aside=self._aside))

    # -- elements ----------------------------------------------------------------------------------------------------

    def open(self, name: str, attributes: Mapping[str, Attribute], origin: int, width: int) -> None:
        """Open an element; one that holds nothing is at once over."""
        if name in _BLOCKS:
            self._end_block()
            self._end_open(name)
        if name == "br":
            self.line_end(origin, width)
        if attributes:
            self._captions(name, attributes)
        if name in _VOID:
            return
        self._stack.append(_Open(name, self._aside, self._language, self._keeps_lines))
        self._count[name] = self._count.get(name, 0) + 1
        self._begin(name, attributes)

    def _begin(self, name: str, attributes: Mapping[str, Attribute]) -> None:
        aside = self._aside or _why_aside(name, attributes, is_in_pre=self._keeps_lines)
        if aside != self._aside:
            self._aside = aside
            if aside == _STRUCK_OUT:
                self._words.put(" ", self._words.size and self._words.end(self._words.size), 0)
        language = attributes.get("lang") or attributes.get("xml:lang")
        if language is not None and name in _BLOCKS:  # not of a word inside a sentence
            self._language = language.value.strip()[:_LONGEST_CODE]
        if name == "pre":
            self._keeps_lines = True
        elif name in _KINDS:
            self._kind, self._level = _KINDS[name]
        elif name == "table":
            self._tables.append(_Table(self._table_count))
            self._table_count += 1
        elif name in ("tr", "td", "th") and self._tables:
            self._begin_cell(name, attributes)

    def _begin_cell(self, name: str, attributes: Mapping[str, Attribute]) -> None:
        table = self._tables[-1]
        if name == "tr":
            table.row += 1
            table.next_column = 0
            table.is_in_cell = False
            return
        table.row = max(table.row, 0)
        table.column = table.next_column
        table.is_head = name == "th"
        table.is_in_cell = True
        spanned = attributes.get("colspan")
        digits = spanned.value.strip() if spanned else ""
        is_number = digits.isascii() and digits.isdigit() and len(digits) <= len(str(_MOST_SPANNED))
        table.next_column += max(1, min(int(digits), _MOST_SPANNED)) if is_number else 1

    def close(self, name: str) -> None:
        """Close an element, and all that is open inside it; one that is not open is passed over."""
        if name in _BLOCKS:
            self._end_block()
        if not self._count.get(name):
            if name == "p":
                self._end_block()
            return
        while self._pop() != name:
            pass

    def _pop(self) -> str:
        opened = self._stack.pop()
        self._count[opened.name] -= 1
        if opened.name in _BLOCKS:
            self._end_block()
        if opened.aside != self._aside:
            self._end_aside()
        if opened.name in _KINDS:
            self._kind, self._level = PROSE, 0
        self._aside, self._language, self._keeps_lines = opened.aside, opened.language, opened.keeps_lines
        if opened.name == "table" and self._tables:
            self._tables.pop()
        elif opened.name in ("td", "th", "tr") and self._tables:
            self._tables[-1].is_in_cell = False
        return opened.name

    def _end_open(self, name: str) -> None:
        """Close what an element ends without its saying so: a paragraph, the item before, the cell before."""
        ended, bounds = _CLOSED_BY.get(name, (_PARAGRAPH, frozenset()))
        if not any(self._count.get(one) for one in ended):
            return
        for place in range(len(self._stack) - 1, max(-1, len(self._stack) - 1 - _LOOKED_UP), -1):
            if self._stack[place].name in bounds:
                return
            if self._stack[place].name in ended:
                while len(self._stack) > place:
                    self._pop()
                if name != "tr":
                    return

    def finish(self) -> None:
        """Pass on what is still open at the end of the page."""
        self._end_block()
        self._end_aside()

    # -- blocks ------------------------------------------------------------------------------------------------------

    def _end_block(self) -> None:
        if not self._words.is_blank:
            table = self._tables[-1] if self._tables and self._tables[-1].is_in_cell else None
            cell = Cell(table.number, table.row, table.column, table.is_head) if table else None
            self._put(Block(self._kind, self._words, self._level, self._language, cell=cell))
            self._kind, self._level = PROSE, 0
        if self._words.size:
            self._words = Writing()
        self._end_aside()

    def _end_aside(self) -> None:
        if self._apart.size:
            self._put(Block(PROSE, self._apart, language=self._language, aside=self._aside or _HIDDEN))
            self._apart = Writing()

    def _captions(self, name: str, attributes: Mapping[str, Attribute]) -> None:
        """Take the texts that attributes hold."""
        if name == "meta":
            said = attributes.get("name") or attributes.get("property")
            content = attributes.get("content")
            if said is not None and content is not None and said.value.strip().lower() in _META:
                self.caption(content.value, content.start)
            return
        if _why_aside(name, attributes, is_in_pre=False):
            return
        for one in _CAPTIONS:
            if one in attributes and name not in ("link", "html"):
                self.caption(attributes[one].value, attributes[one].start)
        value = attributes.get("value")
        if name == "input" and value is not None and _said(attributes, "type") in ("submit", "button", "reset"):
            self.caption(value.value, value.start)


_NOTHING: Final = "unread"
"""No text of the page at all, and not listed either: programs, styles."""
_HIDDEN: Final = "hidden"
_STRUCK_OUT: Final = "struck out"
_PARAGRAPH: Final = frozenset(("p",))
_KINDS: Final = {
    "li": (ITEM, 0),
    "title": (CAPTION, 0),
    **{f"h{level}": (HEADING, level) for level in range(1, 7)},
}
"""What the first words in an element are, with the level of a heading."""


def _said(attributes: Mapping[str, Attribute], name: str) -> str:
    return attributes[name].value.strip().lower() if name in attributes else ""


def _why_aside(name: str, attributes: Mapping[str, Attribute], *, is_in_pre: bool) -> str:
    """Say why the words of an element are none that the page says; empty when it says them."""
    if name in _UNREAD:
        return _NOTHING
    if name == "code" and is_in_pre:
        return "code"
    style = "".join(_said(attributes, "style").split())
    if "hidden" in attributes or "display:none" in style or "visibility:hidden" in style:
        return _HIDDEN
    if name in _STRUCK or "line-through" in style:
        return _STRUCK_OUT
    return ""
