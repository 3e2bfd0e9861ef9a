"""The loader: one pass over the parser's events makes values, marks, and the faults that a loader can see.

The C parser's events carry positions, which its own loaders drop; building from events is also faster.
"""

from __future__ import annotations

import gc
import unicodedata
from typing import TYPE_CHECKING, Any

import yaml
from yaml._yaml import CParser

from specvalidator.faults import Fault
from specvalidator.source.decode import decode, shield_separators
from specvalidator.source.document import Document, Mark
from specvalidator.source.limits import LIMITS, Limits
from specvalidator.source.scalars import CORE_TAGS, plain_value
from specvalidator.source.syntax import syntax_fault

if TYPE_CHECKING:
    from specvalidator.source.text import SourceText

__all__ = ["read_documents"]

_NO_KEY = object()
_DUPLICATE_REPAIR = "Keep one of the two; the tool does not choose between them."


def read_documents(
    data: bytes, name: str, *, limits: Limits = LIMITS, decimals: bool = False
) -> tuple[Document, ...]:
    """Read every YAML document of a file. Never raises for anything that the bytes hold.

    A file that cannot be read gives one document whose `value` is None and whose `faults` say why; documents
    before a syntax error are kept. No document at all (an empty file) gives an empty tuple.
    """
    source, fault = decode(data, name, limits)
    if fault is not None:
        return (Document(source, 1, None, (0, 0, None), (fault,)),)
    was_enabled = gc.isenabled()
    gc.disable()  # NOTE: a document is one growing tree; the collector would walk it again and again.
    try:
        return _Builder(source, limits, decimals=decimals).documents()
    finally:
        if was_enabled:
            gc.enable()


class _StopReading(Exception):  # noqa: N818 - no error of ours: the rest of the file is not read
    """The rest of the file is not read, for the reason given."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.id)
        self.fault = fault


class _Builder:
    """Builds the documents of one file. Lives as long as one call of `read_documents`."""

    def __init__(self, source: SourceText, limits: Limits, *, decimals: bool) -> None:
        self.source = source
        self.limits = limits
        self.decimals = decimals
        self.faults: list[Fault] = []
        self.counts: dict[str, int] = {}
        self.restore: dict[int, str] | None = None

    def documents(self) -> tuple[Document, ...]:
        """Read document after document until the end, or until one cannot be read."""
        documents: list[Document] = []
        text, self.restore = shield_separators(self.source.text)
        if text.count("\n%TAG") > self.limits.depth:
            # The parser compares each new %TAG line with all before it: quadratic.
            self.report("YAML-tag", "The file declares tags.", "Remove the %TAG lines.", 0, 1)
            return (self._unread(1),)
        try:
            parser = CParser(text)
            parser.get_event()
            while type(parser.get_event()) is not yaml.StreamEndEvent:
                self.faults = []
                value, mark = self._document(parser)
                if self.faults:
                    value = None
                documents.append(Document(self.source, len(documents) + 1, value, mark, tuple(self.faults)))
        except yaml.YAMLError as error:
            self.faults.append(syntax_fault(error, self.source))
            documents.append(self._unread(len(documents) + 1))
        except _StopReading as stop:
            self.faults.append(stop.fault)
            documents.append(self._unread(len(documents) + 1))
        return tuple(documents)

    def _unread(self, number: int) -> Document:
        return Document(self.source, number, None, (0, 0, None), tuple(self.faults))

    def _document(self, parser: CParser) -> tuple[Any, Mark]:
        """Build one document from its events, the document-end event included. No recursion, one pass."""
        next_event = parser.get_event
        max_depth, max_nodes, max_scalar = self.limits.depth, self.limits.nodes, self.limits.scalar
        anchors: dict[str, tuple[Any, Mark, int] | None] = {}
        stack: list[tuple[Any, Any, Any, Any, Any, int]] = []
        holder: Any = []  # the root is the only item of a list, so that it is attached like any other value
        marks: Any = []
        key: Any = None  # None: in a list; _NO_KEY: a key comes next; else the key that waits for its value
        key_mark: Any = None
        nodes = added = 0
        while True:
            event = next_event()
            kind = type(event)
            if kind is yaml.ScalarEvent:
                start, end = event.start_mark.index, event.end_mark.index
                text = event.value
                if len(text) > max_scalar:
                    self._too_long(start, end)
                if self.restore is not None:
                    text = text.translate(self.restore)
                if key is _NO_KEY:
                    key, key_mark = self._key(event, text, start, end, holder, marks)
                    continue
                nodes += 1
                value: Any
                if event.tag is None and event.implicit[0]:
                    value = plain_value(text, decimals=self.decimals)
                    if len(text) > self.limits.digits:
                        self._digits(text, start, end)
                else:
                    value = text if event.tag is None else self._tagged(event, text)
                    end = self._block_end(start, end) if event.style in ("|", ">") else end
                if event.tag is not None or event.anchor is not None:
                    start = self._past_properties(start, end)
                mark: Mark = (start, end, None)
                if event.anchor is not None:
                    anchors[event.anchor] = (value, mark, 1)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                if key is _NO_KEY:
                    self._stop("YAML-key", event, "A list or section stands where a key should be.")
                if len(stack) >= max_depth:
                    self._stop("LIMIT-depth", event, f"Sections are nested more than {max_depth} deep here.")
                if event.tag is not None:
                    self._tagged(event, None)
                nodes += 1
                if event.anchor is not None:
                    anchors[event.anchor] = None
                stack.append((holder, marks, key, key_mark, event, nodes + added))
                if kind is yaml.MappingStartEvent:
                    holder, marks, key = {}, {}, _NO_KEY
                else:
                    holder, marks, key = [], [], None
                continue
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                value, inside = holder, marks
                holder, marks, key, key_mark, opened, before = stack.pop()
                mark = _container_mark(opened, event, inside)
                if opened.anchor is not None:
                    anchors[opened.anchor] = (value, mark, nodes + added - before + 1)
            elif kind is yaml.AliasEvent:
                value, mark, size = self._alias(event, anchors, is_key=key is _NO_KEY)
                added += size
                if added > self.limits.alias_nodes:
                    message = f"Aliases repeat more than {self.limits.alias_nodes} values up to here."
                    self._stop("LIMIT-nodes", event, message)
            elif kind is yaml.DocumentEndEvent:
                return holder[0], marks[0]
            else:  # pragma: no cover - the parser has no other events inside a document
                raise AssertionError(kind)
            if nodes > max_nodes:
                self._stop("LIMIT-nodes", event, f"The document has more than {max_nodes} values.")
            if key is None:
                holder.append(value)
                marks.append(mark)
            else:
                holder[key] = value
                marks[key] = (*key_mark, mark)
                key = _NO_KEY

    # -- keys ---------------------------------------------------------------------------------------------

    def _key(
        self, event: yaml.ScalarEvent, text: str, start: int, end: int, holder: Any, marks: Any
    ) -> tuple[str, tuple[int, int]]:
        """Return the key and its mark; a duplicate is reported with both places and read as another key."""
        if event.tag is not None or event.anchor is not None:
            start = self._past_properties(start, end)
        if event.implicit[0]:
            if text == "<<":
                self.report("YAML-merge-key", "`<<` merges keys from elsewhere; YAML 1.2 has no such key.",
                            "Write the keys out where they are meant.", start, end)
            elif not isinstance(plain_value(text), str):
                shown = f"`{text}` is no text" if text else "a key is empty"
                self.report("YAML-key", f"A key has to be a text; {shown}.",
                            "Write the key as a text, in quotes where it is a number.", start, end)
        if not text.isascii():
            text = unicodedata.normalize("NFC", text)
        if text in holder:
            first = marks[text]
            related = ((self.source.span(first[0], first[1]), "first given here"),)
            self.report("YAML-duplicate-key", f"`{text}` stands twice in this section.", _DUPLICATE_REPAIR,
                        start, end, related)
            text = f"{text}\x00{len(holder)}"
        return text, (start, end)

    # -- values that are not plain --------------------------------------------------------------------------

    def _tagged(self, event: Any, text: str | None) -> Any:
        """Return the value of a tagged node; anything but plain data of the named type is refused."""
        wanted = CORE_TAGS.get(event.tag)
        if text is None:
            value: Any = {} if type(event) is yaml.MappingStartEvent else []
        else:
            value = text if wanted is str else plain_value(text)
        if wanted is None or type(value) is not wanted:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            start = event.start_mark.index
            self.report("YAML-tag", f"The tag `{tag}` asks for something that a sheet does not hold.",
                        "Remove the tag and write the value as it is printed.", start, start + 1)
        return value

    def _alias(self, event: Any, anchors: dict[str, Any], *, is_key: bool) -> tuple[Any, Mark, int]:
        """Return what an alias stands for, placed where the alias stands, and how many values that adds."""
        start, end = event.start_mark.index, event.end_mark.index
        if is_key:
            self._stop("YAML-key", event, "An alias stands where a key should be.")
        if event.anchor not in anchors:
            self._stop("YAML-alias", event, f"The alias `*{event.anchor}` names no anchor before it.")
        found = anchors[event.anchor]
        if found is None:
            self._stop("YAML-alias", event, f"The alias `*{event.anchor}` stands inside what it names.")
        value, mark, size = found
        return value, (start, end, mark[2]), size

    def _past_properties(self, start: int, end: int) -> int:
        """Step over the anchor and the tag before a scalar, so that its span is the scalar alone."""
        text = self.source.text
        while start < end and text[start] in "&!":
            while start < end and text[start] not in " \t\r\n":
                start += 1
            while start < end and text[start] in " \t\r\n":
                start += 1
        return start

    def _block_end(self, start: int, end: int) -> int:
        """Cut the line ends and indentation that the parser counts to a block text."""
        text = self.source.text
        while end > start and text[end - 1] in " \t\r\n":
            end -= 1
        return end

    # -- faults ---------------------------------------------------------------------------------------------

    def _digits(self, text: str, start: int, end: int) -> None:
        if text.lstrip("-+")[: self.limits.digits + 1].isdigit():
            message = f"A number has more than {self.limits.digits} digits."
            self.report("LIMIT-digits", message, "Write the number as it is printed.", start, end)

    def _too_long(self, start: int, end: int) -> None:
        message = f"A text is longer than {self.limits.scalar:,} characters.".replace(",", " ")
        repair = "Split the text, for instance by the sections of the document that it comes from."
        raise _StopReading(Fault("LIMIT-scalar", message, repair, self.source.span(start, min(end, start + 1))))

    def _stop(self, fault_id: str, event: Any, message: str) -> None:
        start = event.start_mark.index
        span = self.source.span(start, max(start + 1, min(event.end_mark.index, start + 80)))
        raise _StopReading(Fault(fault_id, message, _STOP_REPAIRS[fault_id], span))

    def report(
        self,
        fault_id: str,
        message: str,
        repair: str,
        start: int,
        end: int,
        related: tuple[tuple[Any, str], ...] = (),
    ) -> None:
        """Note a fault; past the limit of one kind, only count."""
        count = self.counts[fault_id] = self.counts.get(fault_id, 0) + 1
        if count <= self.limits.faults:
            self.faults.append(Fault(fault_id, message, repair, self.source.span(start, end), related=related))


_STOP_REPAIRS = {
    "YAML-key": "Write a short text as the key.",
    "YAML-alias": "Write the values out where they are meant.",
    "LIMIT-depth": "A sheet needs no more than ten levels; check the brackets and the indentation.",
    "LIMIT-nodes": "Write values once, where they are meant, and split very long sheets.",
}


def _container_mark(opened: Any, closed: Any, inside: Any) -> Mark:
    """Return the mark of a list or section: a block ends with its last value, not at the next token."""
    start = opened.start_mark.index
    if opened.flow_style:
        if opened.anchor is not None or opened.tag is not None:
            start = opened.end_mark.index - 1
        return (start, closed.end_mark.index, inside)
    if not inside:
        return (start, opened.end_mark.index, inside)
    if isinstance(inside, dict):
        first = next(iter(inside.values()))
        last = next(reversed(inside.values()))
        return (first[0], last[2][1] if last[2][1] > last[1] else last[1], inside)
    return (start, max(start, inside[-1][1]), inside)
