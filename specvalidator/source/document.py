"""One YAML document: its value, and where in the file every key and value stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from specvalidator.faults import Fault
    from specvalidator.location import Place, Route, Span
    from specvalidator.source.text import SourceText

__all__ = ["MISSING", "Document", "Mark"]

MISSING: Final = type("Missing", (), {"__repr__": lambda _: "MISSING", "__slots__": ()})()
"""What stands at a route where the document has nothing; never confused with a stated `null`."""

Mark = tuple[int, int, Any]
"""First character, last character (exclusive), and the marks inside: None for a scalar, a list for a list,
and for a mapping a dict of key -> the first character of the key and its last, then the mark of the value."""


class Document(NamedTuple):
    """A document as read. `value` is None when a fault kept it from being read."""

    source: SourceText
    number: int
    value: Any
    mark: Mark
    faults: tuple[Fault, ...] = ()

    def get(self, route: Route) -> Any:
        """Return the value at a route, or MISSING."""
        value = self.value
        try:
            for step in route:
                if type(value) is str:
                    return MISSING  # NOTE: a text has characters by index, and they are no values
                value = value[step]
        except (KeyError, IndexError, TypeError):
            return MISSING
        return value

    def span(self, place: Place) -> Span:
        """Return where a place stands; for a place that is not there, the key of the nearest parent that is."""
        mark = self.mark
        key: tuple[int, int] | None = None
        for step in place.route:
            inside = mark[2]
            if isinstance(inside, dict) and step in inside:
                entry = inside[step]
                key, mark = entry[:2], entry[2:]
            elif isinstance(inside, list) and isinstance(step, int) and 0 <= step < len(inside):
                mark = inside[step]
                key = None
            else:
                return self._parent_span(mark, key)
        if place.part == "key":
            return self._parent_span(mark, key)
        first, last = mark[0], mark[1]
        if place.words is not None and mark[2] is None:
            offsets = self.source.word_offsets(first, last, self.get(place.route))
            start, end = place.words
            if 0 <= start < end < len(offsets):
                return self.source.span(first + offsets[start], first + offsets[end - 1] + 1)
        return self.source.span(first, last)

    def _parent_span(self, mark: Mark, key: tuple[int, int] | None) -> Span:
        """Return the key of a section; for a list item its first key, and for the root the document's first."""
        if key is not None:
            return self.source.span(*key)
        inside = mark[2]
        if isinstance(inside, dict) and inside:
            first = next(iter(inside.values()))
            return self.source.span(first[0], first[1])
        return self.source.span(mark[0], mark[1])
