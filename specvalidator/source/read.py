"""The loader: one pass over the parser's events makes values, marks, and the faults that a loader can see.

The C parser's events carry positions, which its own loaders drop; building from events is also faster.
"""

from __future__ import annotations

import gc
import re
import unicodedata
from typing import TYPE_CHECKING, Any, Final, NoReturn

import yaml
from yaml._yaml import CParser

from specvalidator.faults import Fault
from specvalidator.source.decode import decode, shield_separators
from specvalidator.source.document import Document, Mark
from specvalidator.source.limits import LIMITS, Limits
from specvalidator.source.scalars import CONSTANTS, CORE_TAGS, LAST_OF_NUMBER, plain_value
from specvalidator.source.syntax import syntax_fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from specvalidator.location import Span
    from specvalidator.source.text import SourceText

__all__ = ["read_documents"]

_NO_KEY: Final = object()
_MOST_USUAL_KEYS: Final = 4096
_usual_keys: set[str] = set()
"""Keys met so far that are plain words, so that nothing about them has to be looked at again; a bounded memory."""
_BLOCKS: Final = ("|", ">")
_WHITE: Final = " \t\r\n"
_TAG_LINE = re.compile("[\n\r\x85\u2028\u2029]%TAG")
_SHOWN: Final = 60
"""Characters of a name that a message repeats."""
_DUPLICATE_REPAIR: Final = "Keep one of the two; the tool does not choose between them."


def read_documents(data: bytes, name: str, *, limits: Limits = LIMITS, decimals: bool = False) -> Iterator[Document]:
    """Read the YAML documents of a file, one by one. Never raises for anything that the bytes hold.

    A file that cannot be read gives one document whose `value` is None and whose `faults` say why; documents before a
    syntax error are kept. No document at all (an empty file) gives none.
    """
    source, fault = decode(data, name, limits)
    if fault is not None:
        yield Document(source, 1, None, (0, 0, None), (fault,))
    else:
        yield from _documents(source, limits, decimals=decimals)


class _StopReading(Exception):
    """The rest of the file is not read, for the reason given."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.id)
        self.fault = fault


def _documents(source: SourceText, limits: Limits, *, decimals: bool) -> Iterator[Document]:
    """Read document after document until the end, or until one cannot be read."""
    text, restore = shield_separators(source.text)
    trouble = _Trouble(source, limits)
    number = 1
    if "%TAG" in text and len(_TAG_LINE.findall(text)) > limits.depth:
        # The parser compares each new %TAG line with all before it: quadratic. A line ends where the parser ends it.
        trouble.report("YAML-tag", "The file declares tags.", "Remove the %TAG lines.", 0, 1)
        yield _unread(trouble, number)
        return
    try:
        parser = CParser(text)
        parser.get_event()  # the start of the stream
        while type(event := parser.get_event()) is not yaml.StreamEndEvent:
            trouble = _Trouble(source, limits)
            if number > limits.documents:
                trouble.stop("LIMIT-nodes", event, f"The file has more than {limits.documents} documents.")
            value, mark = _paused(_Tree(trouble, restore, decimals=decimals).build, parser)
            if trouble.faults:
                value = None
            yield Document(source, number, value, mark, trouble.finished())
            number += 1
    except yaml.YAMLError as error:
        trouble.faults.append(syntax_fault(error, source))
        yield _unread(trouble, number)
    except _StopReading as stop:
        trouble.faults.append(stop.fault)
        yield _unread(trouble, number)


def _paused(build: Callable[[CParser], tuple[Any, Mark]], parser: CParser) -> tuple[Any, Mark]:
    """Build a document with the cyclic collector paused: it would walk the growing tree again and again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        return build(parser)
    finally:
        if was_enabled:
            gc.enable()


def _unread(trouble: _Trouble, number: int) -> Document:
    return Document(trouble.source, number, None, (0, 0, None), trouble.finished())


class _Trouble:
    """What is wrong with one document, as it is found: noted, or a reason to stop."""

    def __init__(self, source: SourceText, limits: Limits) -> None:
        self.source = source
        self.limits = limits
        self.faults: list[Fault] = []
        self.counts: dict[str, int] = {}

    def report(
        self, fault_id: str, message: str, repair: str, start: int, end: int, *related: tuple[Span, str]
    ) -> None:
        """Note a fault; past the limit of one kind, only count."""
        count = self.counts[fault_id] = self.counts.get(fault_id, 0) + 1
        if count <= self.limits.faults:
            self.faults.append(Fault(fault_id, message, repair, self.source.span(start, end), related=related))

    def finished(self) -> tuple[Fault, ...]:
        """Return the faults; where some of a kind were only counted, the last of that kind says how many."""
        for fault_id, count in self.counts.items():
            if count > self.limits.faults:
                last = max(index for index, fault in enumerate(self.faults) if fault.id == fault_id)
                more = count - self.limits.faults + 1
                message = f"{more} more faults of the kind {fault_id} start here and are not listed one by one."
                repair = "Repair those listed and check again."
                self.faults[last] = Fault("SHEET-many", message, repair, self.faults[last].span)
        return tuple(self.faults)

    def stop(self, fault_id: str, event: Any, message: str, repair: str = "") -> NoReturn:
        """Stop reading at an event."""
        start = event.start_mark.index
        span = self.source.span(start, max(start + 1, min(event.end_mark.index, start + 80)))
        raise _StopReading(Fault(fault_id, message, repair or _STOP_REPAIRS[fault_id], span))


_STOP_REPAIRS: Final = {
    "YAML-key": "Write a short text as the key.",
    "YAML-alias": "Write the values out where they are meant.",
    "LIMIT-depth": "A sheet needs no more than ten levels; check the brackets and the indentation.",
    "LIMIT-nodes": "Write values once, where they are meant, and split very long sheets.",
    "LIMIT-scalar": "Split the text, for instance by the sections of the document that it comes from.",
}


class _Tree:
    """Builds one document from its events, without recursion: what is open lies on a stack.

    `holder` is the list or section being filled and `marks` its marks. `key` says what comes next: in a list it is
    None; in a section it is _NO_KEY until a key has been read, then the key that waits for its value.
    """

    __slots__ = ("added", "anchors", "decimals", "holder", "key", "key_mark", "limits", "marks", "nodes", "restore",
                 "source", "stack", "trouble")  # fmt: skip

    def __init__(self, trouble: _Trouble, restore: dict[int, str] | None, *, decimals: bool) -> None:
        self.trouble = trouble
        self.source = trouble.source
        self.limits = trouble.limits
        self.restore = restore
        self.decimals = decimals
        self.holder: Any = []  # the root is the only item of a list, so that it is attached like any other value
        self.marks: Any = []
        self.key: Any = None
        self.key_mark: tuple[int, int] = (0, 0)
        self.stack: list[tuple[Any, Any, Any, tuple[int, int], Any, int]] = []
        self.anchors: dict[str, tuple[Any, Mark, int] | None] = {}
        self.nodes = 0
        """Values written so far."""
        self.added = 0
        """Values that aliases have added."""

    def build(self, parser: CParser) -> tuple[Any, Mark]:  # noqa: C901, PLR0912, PLR0915 - see the note
        """Read the events of one document, its end included.

        NOTE: nearly all events of a sheet are keys, texts and blocks without anchors and tags. For them nothing is
        called that can be done in place, with what is open at hand; all others go to the handlers below, which work
        on the same things where they are kept.
        """
        handlers = {
            yaml.ScalarEvent: self.scalar,
            yaml.MappingStartEvent: self.open,
            yaml.SequenceStartEvent: self.open,
            yaml.MappingEndEvent: self.close,
            yaml.SequenceEndEvent: self.close,
            yaml.AliasEvent: self.alias,
        }
        next_event = parser.get_event
        usual_scalar = None if self.restore is not None else yaml.ScalarEvent
        start_section, start_list, end_section, end_list = list(handlers)[1:5]
        longest, most, deepest = self.limits.digits, self.limits.nodes, self.limits.depth
        holder, marks, key, stack, nodes = self.holder, self.marks, self.key, self.stack, self.nodes
        first, last = self.key_mark
        while True:
            event: Any = next_event()
            kind = type(event)
            if kind is usual_scalar:
                text = event.value
                if event.anchor is None and event.tag is None and len(text) <= longest:
                    if key is _NO_KEY:
                        if text in _usual_keys and text not in holder:
                            key = text
                            first = event.start_mark.index
                            last = first + len(text) if event.implicit[0] else event.end_mark.index
                            continue
                    elif nodes < most and (event.implicit[0] or event.style not in _BLOCKS):
                        nodes += 1
                        value = text
                        if event.implicit[0] and (text[-1:] in LAST_OF_NUMBER or text in CONSTANTS):
                            value = plain_value(text, decimals=self.decimals)
                        if key is None:
                            holder.append(value)
                            marks.append((event.start_mark.index, event.end_mark.index, None))
                        else:
                            holder[key] = value
                            marks[key] = (first, last, event.start_mark.index, event.end_mark.index, None)
                            key = _NO_KEY
                        continue
            elif kind is end_section or kind is end_list:
                opened = stack[-1][4]
                if marks and opened.anchor is None and not opened.flow_style:
                    value, inside = holder, marks
                    holder, marks, key, (first, last), _, _ = stack.pop()
                    start, end = _block_ends(opened, inside)
                    if key is None:
                        holder.append(value)
                        marks.append((start, end, inside))
                    else:
                        holder[key] = value
                        marks[key] = (first, last, start, end, inside)
                        key = _NO_KEY
                    continue
            elif (
                (kind is start_section or kind is start_list)
                and (key is not _NO_KEY and event.anchor is None and event.tag is None)
                and (nodes < most and len(stack) < deepest)
            ):
                nodes += 1
                stack.append((holder, marks, key, (first, last), event, nodes + self.added))
                holder, marks, key = ({}, {}, _NO_KEY) if kind is start_section else ([], [], None)
                continue
            handler = handlers.get(kind)
            if handler is None:  # the end of the document
                return holder[0], marks[0]
            self.holder, self.marks, self.key, self.key_mark, self.nodes = holder, marks, key, (first, last), nodes
            handler(event)
            holder, marks, key, (first, last), nodes = self.holder, self.marks, self.key, self.key_mark, self.nodes

    def attach(self, value: Any, mark: Mark) -> None:
        """Put a finished value where it belongs."""
        key = self.key
        if key is None:
            self.holder.append(value)
            self.marks.append(mark)
        else:
            self.holder[key] = value
            self.marks[key] = (*self.key_mark, *mark)
            self.key = _NO_KEY

    # -- events --------------------------------------------------------------------------------------------------

    def scalar(self, event: Any) -> None:
        """Read a key or a text."""
        text = event.value
        start = event.start_mark.index
        end = event.end_mark.index
        limits = self.limits
        if len(text) > limits.digits:
            self.check_length(event, text, start, end)
        if self.restore is not None:
            text = text.translate(self.restore)
        has_properties = event.tag is not None or event.anchor is not None
        if has_properties:
            start = _past_properties(self.source.text, start, end)
        if self.key is _NO_KEY:
            self.read_key(event, text, start, end)
            return
        self.nodes += 1
        if self.nodes > limits.nodes:
            self.trouble.stop("LIMIT-nodes", event, f"The document has more than {limits.nodes} values.")
        value: Any
        if event.tag is not None:
            value = self.tagged(event, text)
        elif event.implicit[0]:
            value = plain_value(text, decimals=self.decimals)
        else:
            value = text
            if event.style in _BLOCKS:
                end = _block_end(self.source.text, start, end)
        mark: Mark = (start, end, None)
        if event.anchor is not None:
            self.anchors[event.anchor] = (value, mark, 1)
        self.attach(value, mark)

    def open(self, event: Any) -> None:
        """Start a list or a section."""
        if self.key is _NO_KEY:
            self.trouble.stop("YAML-key", event, "A list or section stands where a key should be.")
        if len(self.stack) >= self.limits.depth:
            self.trouble.stop("LIMIT-depth", event, f"Sections are nested more than {self.limits.depth} deep here.")
        if event.tag is not None:
            self.tagged(event, None)
        self.nodes += 1
        if self.nodes > self.limits.nodes:
            self.trouble.stop("LIMIT-nodes", event, f"The document has more than {self.limits.nodes} values.")
        if event.anchor is not None:
            self.anchors[event.anchor] = None
        self.stack.append((self.holder, self.marks, self.key, self.key_mark, event, self.nodes + self.added))
        if type(event) is yaml.MappingStartEvent:
            self.holder, self.marks, self.key = {}, {}, _NO_KEY
        else:
            self.holder, self.marks, self.key = [], [], None

    def close(self, event: Any) -> None:
        """End a list or a section and put it where it belongs."""
        value, inside = self.holder, self.marks
        self.holder, self.marks, self.key, self.key_mark, opened, before = self.stack.pop()
        mark = _container_mark(opened, event, inside)
        if opened.anchor is not None:
            self.anchors[opened.anchor] = (value, mark, self.nodes + self.added - before + 1)
        self.attach(value, mark)

    def alias(self, event: Any) -> None:
        """Put what an alias stands for where the alias stands."""
        name = event.anchor
        if self.key is _NO_KEY:
            self.trouble.stop("YAML-key", event, "An alias stands where a key should be.")
        if name not in self.anchors:
            self.trouble.stop("YAML-alias", event, f"The alias `*{_shown(name)}` names no anchor before it.")
        found = self.anchors[name]
        if found is None:
            self.trouble.stop("YAML-alias", event, f"The alias `*{_shown(name)}` stands inside what it names.")
        value, mark, size = found
        self.added += size
        if self.added > self.limits.alias_nodes:
            message = f"Aliases repeat more than {self.limits.alias_nodes} values up to here."
            self.trouble.stop("LIMIT-nodes", event, message)
        self.attach(value, (event.start_mark.index, event.end_mark.index, mark[2]))

    # -- parts of events -----------------------------------------------------------------------------------------

    def read_key(self, event: Any, text: str, start: int, end: int) -> None:
        """Take a key; a duplicate is reported with both places and read as another key."""
        if len(text) > self.limits.key:
            # Composing accents takes quadratic time in the worst text, and every message repeats its keys.
            message = f"A key is longer than {self.limits.key} characters."
            self.trouble.stop("LIMIT-scalar", event, message, _STOP_REPAIRS["YAML-key"])
        if event.implicit[0]:
            self.check_plain_key(text, start, end)
        if not text.isascii():
            text = unicodedata.normalize("NFC", text)
        elif text.replace("_", "a").isalpha() and isinstance(plain_value(text), str):
            if len(_usual_keys) >= _MOST_USUAL_KEYS:
                _usual_keys.clear()
            _usual_keys.add(text)
        if text in self.holder:
            first = self.marks[text]
            place = (self.source.span(first[0], first[1]), "first given here")
            message = f"`{_shown(text)}` stands twice in this section."
            self.trouble.report("YAML-duplicate-key", message, _DUPLICATE_REPAIR, start, end, place)
            text = f"{text}\x00{len(self.holder)}"
        self.key = text
        self.key_mark = (start, end)

    def check_plain_key(self, text: str, start: int, end: int) -> None:
        """Report a key that is no text, and the merge key of YAML 1.1."""
        if text == "<<":
            message = "`<<` merges keys from elsewhere; YAML 1.2 has no such key."
            self.trouble.report("YAML-merge-key", message, "Write the keys out where they are meant.", start, end)
        elif not isinstance(plain_value(text), str):
            shown = f"`{_shown(text)}` is no text" if text else "a key is empty"
            repair = "Write the key as a text, in quotes where it is a number."
            self.trouble.report("YAML-key", f"A key has to be a text; {shown}.", repair, start, end)

    def tagged(self, event: Any, text: str | None) -> Any:
        """Return the value of a tagged node; anything but plain data of the named type is refused."""
        wanted = CORE_TAGS.get(event.tag)
        if text is None:
            value: Any = {} if type(event) is yaml.MappingStartEvent else []
        else:
            value = text if wanted is str else plain_value(text)
        if wanted is None or type(value) is not wanted:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            message = f"The tag `{_shown(tag)}` asks for something that a sheet does not hold."
            start = event.start_mark.index
            repair = "Remove the tag and write the value as it is printed."
            self.trouble.report("YAML-tag", message, repair, start, start + 1)
        return value

    def check_length(self, event: Any, text: str, start: int, end: int) -> None:
        """Stop at a text that is too long, and report a number with too many digits."""
        if len(text) > self.limits.scalar:
            self.trouble.stop("LIMIT-scalar", event, f"A text is longer than {self.limits.scalar} characters.")
        if event.implicit[0] and text.lstrip("-+")[: self.limits.digits + 1].isdigit():
            message = f"A number has more than {self.limits.digits} digits."
            self.trouble.report("LIMIT-digits", message, "Write the number as it is printed.", start, end)


def _shown(name: str) -> str:
    """Return a name for a message, shortened."""
    return name if len(name) <= _SHOWN else name[:_SHOWN] + "…"


def _past_properties(text: str, start: int, end: int) -> int:
    """Step over the anchor and the tag before a scalar, so that its span is the scalar alone."""
    while start < end and text[start] in "&!":
        while start < end and text[start] not in _WHITE:
            start += 1
        while start < end and text[start] in _WHITE:
            start += 1
    return start


def _block_end(text: str, start: int, end: int) -> int:
    """Cut the line ends and indentation that the parser counts to a block text."""
    while end > start and text[end - 1] in _WHITE:
        end -= 1
    return end


def _container_mark(opened: Any, closed: Any, inside: Any) -> Mark:
    """Return the mark of a list or section: a block ends with its last value, not at the next token."""
    start: int = opened.start_mark.index
    if opened.flow_style:
        if opened.anchor is not None or opened.tag is not None:
            start = opened.end_mark.index - 1
        return (start, closed.end_mark.index, inside)
    if not inside:
        return (start, opened.end_mark.index, inside)
    return (*_block_ends(opened, inside), inside)


def _block_ends(opened: Any, inside: Any) -> tuple[int, int]:
    """Return where a block list or section starts and where its last value ends."""
    if type(inside) is dict:
        values = inside.values()
        last = next(reversed(values))
        return next(iter(values))[0], max(last[1], last[3])
    start: int = opened.start_mark.index
    return start, max(start, inside[-1][1])
