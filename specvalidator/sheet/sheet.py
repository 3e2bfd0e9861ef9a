"""What a sheet is once read: its values by route, its words, its quantities, and what is wrong with its form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from specvalidator.faults import Fault
from specvalidator.location import Location, Place, pointer, route_of
from specvalidator.sheet.fields import Measured, Words, fields_of
from specvalidator.sheet.structure import root_fault, structure_faults
from specvalidator.sheet.variants import home_of, name_of, overlaid, unusable_in, variant_count, variant_faults
from specvalidator.source import LIMITS, MISSING, Document, Limits, SourceText, read_documents

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specvalidator.location import Route, Span

__all__ = ["Sheet", "fault_sheet", "models_of", "read_sheets"]


class Sheet(NamedTuple):
    """One device's sheet, as written in one YAML document.

    `faults` are what is wrong with its form. A value with a fault counts as not stated; when the document could
    not be read at all, nothing is stated and `is_readable` is false.
    """

    document: Document
    faults: tuple[Fault, ...]
    words: tuple[Words, ...]
    artefact_words: Mapping[int, tuple[Words, ...]]
    """The words of each artefact, by its index."""
    measured: Mapping[Route, Measured]
    not_stated: frozenset[tuple[str, ...]]
    """Places that the sheet lists as looked for and not there."""
    unusable: frozenset[Route]
    """Places where something is stated that cannot be used, because its form is wrong."""
    is_readable: bool
    readings: dict[tuple[str, Route], Any]
    """What other rooms have read in its words, kept so that each text is read once. Says nothing of its own."""
    written: Document | None = None
    """For one of the models that a sheet covers: the document as written; `document` is what it is for that model."""
    variant: int = 0
    """Which of the models it is."""

    @property
    def file(self) -> str:
        """Return the name of the file as it was given."""
        return self.document.source.name

    @property
    def number(self) -> int:
        """Return which document of the file this is, counted from 1."""
        return self.document.number

    @property
    def name(self) -> str:
        """Return the device's name as printed, or the empty text."""
        name = self.get(("device", "name"))
        name = name.get("text") if isinstance(name, dict) else name
        return str(name) if isinstance(name, str | int) else ""

    @property
    def model(self) -> str:
        """Return how the model is called that this sheet is of; empty for a sheet that is not one of several."""
        return "" if self.written is None else name_of(self.written, self.variant)

    def get(self, route: Route) -> Any:
        """Return the value stated at a route, or MISSING. A key without a value states nothing."""
        value = self.document.get(route) if self.is_readable else MISSING
        return MISSING if value is None else value

    def is_listed_missing(self, route: Route) -> bool:
        """Say whether the sheet lists this place, or one above it, as looked for and not there."""
        if not self.not_stated:
            return False
        steps = tuple(str(step) for step in route)
        return any(steps[:length] in self.not_stated for length in range(1, len(steps) + 1))

    def is_unusable(self, route: Route) -> bool:
        """Say whether something is stated at this place, or above it, that cannot be used."""
        return bool(self.unusable) and any(route[:length] in self.unusable for length in range(1, len(route) + 1))

    def span(self, place: Place) -> Span:
        """Return where a place stands in the file; for a missing one, the key of its nearest parent."""
        return self.document.span(place) if self.written is None else self.written.span(self._home(place))

    def locate(self, place: Place) -> Location:
        """Return a place with file, document, pointer and span; what a model states of its own, where it is written."""
        if self.written is not None:
            place = self._home(place)
            return Location(self.file, self.number, pointer(place.route), self.written.span(place), place.note)
        return Location(self.file, self.number, pointer(place.route), self.document.span(place), place.note)

    def pointer(self, route: Route) -> str:
        """Return where something stands, as a pointer into the file."""
        return pointer(route if self.written is None else home_of(self.written, self.variant, route))

    def _home(self, place: Place) -> Place:
        document = self.written or self.document
        return place._replace(route=home_of(document, self.variant, place.route))


def models_of(sheet: Sheet) -> tuple[Sheet, ...]:
    """Return what is judged of a sheet: each of the models that it lists, or, where it lists none, the sheet."""
    models = variant_count(sheet.document) if sheet.is_readable else 0
    return tuple(_model(sheet, index) for index in range(models)) or (sheet,)


def _model(sheet: Sheet, index: int) -> Sheet:
    value = overlaid(sheet.document, index)
    fields = fields_of(value)
    return sheet._replace(
        document=sheet.document._replace(value=value),
        faults=(),
        words=fields.words,
        artefact_words=_by_artefact(fields.words),
        measured=fields.measured,
        unusable=unusable_in(sheet.document, index, sheet.unusable),
        readings={},
        written=sheet.document,
        variant=index,
    )


def read_sheets(data: bytes, name: str, *, limits: Limits = LIMITS) -> Iterator[Sheet]:
    """Read the sheets of one file, one per YAML document; at least one, and never an error for any bytes.

    `name` is how the file is called in locations. What cannot be read is a sheet with faults and no values.
    """
    is_empty = True
    for document in read_documents(data, name, limits=limits):
        is_empty = False
        yield _sheet(document)
    if is_empty:
        start = SourceText(name, "").span(0, 0)
        fault = Fault("FILE-empty", "The file is empty.", "Start with `spec: 1` and a `device`.", start)
        yield fault_sheet(fault, name)


def fault_sheet(fault: Fault, name: str) -> Sheet:
    """Return the sheet of a file that could not be opened or holds nothing: it states nothing but its fault."""
    return _sheet(Document(SourceText(name, ""), 1, None, (0, 0, None), (fault,)))


def _sheet(document: Document) -> Sheet:
    if document.faults:
        return _unread(document, document.faults)
    fault = root_fault(document)
    if fault is not None:
        return _unread(document, (fault,))
    value = document.value
    fields = fields_of(value)
    faults, unusable = structure_faults(document, fields)
    _forget(value, unusable)
    listed = value.get("not_stated") or ()
    not_stated = frozenset(route_of(text) for text in listed if text) if isinstance(listed, list) else frozenset()
    return Sheet(
        document=document,
        faults=faults + _ambiguities(document, fields.doubtful) + tuple(variant_faults(document)),
        words=fields.words,
        artefact_words=_by_artefact(fields.words),
        measured=fields.measured,
        not_stated=not_stated,
        unusable=frozenset(unusable),
        is_readable=True,
        readings={},
    )


def _unread(document: Document, faults: tuple[Fault, ...]) -> Sheet:
    return Sheet(document, faults, (), {}, {}, frozenset(), frozenset(), is_readable=False, readings={})


def _by_artefact(words: tuple[Words, ...]) -> dict[int, tuple[Words, ...]]:
    grouped: dict[int, list[Words]] = {}
    for one in words:
        if one.artefact is not None:
            grouped.setdefault(one.artefact, []).append(one)
    return {index: tuple(group) for index, group in grouped.items()}


def _forget(value: Any, routes: tuple[Route, ...]) -> None:
    """Put None where a faulty value stands, so that it counts as not stated.

    NOTE: in place, once, before anybody else has seen the tree; copying for each fault would be quadratic.
    """
    for route in routes:
        holder: Any = value
        steps: tuple[Any, ...] = route
        for step in steps[:-1]:
            holder = holder[step] if isinstance(holder, (dict, list)) else None
        if isinstance(holder, (dict, list)):
            holder[steps[-1]] = None


def _ambiguities(document: Document, measured: tuple[Measured, ...]) -> tuple[Fault, ...]:
    """Report each quantity that can be read in two ways, naming both."""
    faults = []
    for found in measured:
        for ambiguity in found.quantity.ambiguities:
            if ambiguity.code == "basis" and not found.needs_basis:
                continue
            where = pointer(found.route)
            readings = " or ".join(ambiguity.readings)
            message = f"{where} holds `{found.text}`, which can be read in two ways: {readings}."
            span = document.span(Place(found.route))
            repair = "Write which of them the paper means; when it does not say, ask for it."
            faults.append(Fault("SHEET-ambiguous", message, repair, span, where))
    return tuple(faults[: LIMITS.faults])
