"""Which places of a sheet hold words and which hold quantities: the keywords `role` and `quantity`, walked.

A requirement about words never searches the sheet itself; it is given the words with their role and language.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, NamedTuple

from specvalidator.quantity import read_quantity
from specvalidator.schema import KeywordRefusal
from specvalidator.sheet.form import QuantityKeyword, measured_text, sheet_schema

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specvalidator.location import Route
    from specvalidator.quantity import Quantity

__all__ = ["Fields", "Measured", "Words", "described", "fields_of", "is_known_place", "known_keys", "schema_at"]


class Words(NamedTuple):
    """A text of the sheet with what it does there (`role`), its language, and the artefact that it stands in."""

    route: Route
    text: str
    role: str
    language: str
    artefact: int | None


class Measured(NamedTuple):
    """A quantity of the sheet, which can be read: where its text stands, and in which language."""

    route: Route
    text: str
    language: str
    needs_basis: bool
    """The place takes a share by volume or by mass and does not presume which."""

    @property
    def quantity(self) -> Quantity:
        """Return the quantity; what was read once is remembered."""
        return read_quantity(self.text, language=self.language)


class _Field(NamedTuple):
    """What the schema says about one place: what is under it, and whether it holds words or a quantity."""

    keys: Mapping[str, _Field]
    items: _Field | None
    role: str
    quantity: QuantityKeyword | None
    needs_basis: bool


def schema_at(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a part of the sheet schema with its reference followed, its own keywords on top."""
    target = schema.get("$ref")
    if target is None:
        return schema
    definition: Mapping[str, Any] = sheet_schema()
    for step in target.removeprefix("#/").split("/"):
        definition = definition[step]
    if len(schema) == 1:
        return definition
    return {**definition, **{key: value for key, value in schema.items() if key != "$ref"}}


@functools.cache
def _root() -> _Field:
    sections = {name: _section(name) for name in sheet_schema()["properties"]}
    return _Field({name: field for name, field in sections.items() if field}, None, "", None, needs_basis=False)


@functools.cache
def _section(name: str) -> _Field | None:
    """Compile a section of the sheet, once: models override the same sections that the sheet has."""
    return _field(sheet_schema()["properties"][name])


def _field(schema: Mapping[str, Any]) -> _Field | None:
    """Compile a part of the schema; None when nothing under it holds words or quantities."""
    if schema.keys() == {"$ref"} and schema["$ref"].startswith("#/properties/"):
        return _section(schema["$ref"].removeprefix("#/properties/"))
    schema = schema_at(schema)
    role = schema.get("role", "")
    spec = schema.get("quantity")
    if role or spec:
        needs_basis = spec is not None and "presume" not in spec and "fraction" not in spec["of"]
        inside = schema.get("properties", {}) if spec else {}
        return _Field(_fields(inside), None, role, QuantityKeyword(schema, spec) if spec else None, needs_basis)
    keys = _fields(schema.get("properties", {}))
    items = _field(schema["items"]) if "items" in schema else None
    return _Field(keys, items, "", None, needs_basis=False) if keys or items else None


def _fields(properties: Mapping[str, Any]) -> Mapping[str, _Field]:
    """Compile what holds words or quantities among some keys."""
    found = ((key, _field(inner)) for key, inner in properties.items())
    return {key: field for key, field in found if field is not None}


class Fields(NamedTuple):
    """Words and quantities of a sheet in its order, and quantities that cannot stand where they do."""

    words: tuple[Words, ...]
    measured: dict[Route, Measured]
    doubtful: tuple[Measured, ...]
    """Those of which something can be read in more than one way."""
    refused: tuple[tuple[Route, KeywordRefusal], ...]


def fields_of(sheet: Mapping[str, Any]) -> Fields:
    """Return all words and all quantities of a sheet."""
    collected = _Collected(sheet)
    collected.walk(sheet, _root(), ())
    return Fields(tuple(collected.words), collected.measured, tuple(collected.doubtful), tuple(collected.refused))


class _Collected:
    """Goes through a sheet and its compiled schema side by side."""

    def __init__(self, sheet: Mapping[str, Any]) -> None:
        self.words: list[Words] = []
        self.measured: dict[Route, Measured] = {}
        self.doubtful: list[Measured] = []
        self.refused: list[tuple[Route, KeywordRefusal]] = []
        self.artefact: int | None = None
        document = sheet.get("document")
        self.default = self.language = _language(document) if isinstance(document, dict) else ""

    def walk(self, value: Any, field: _Field, route: Route) -> None:
        """Collect what stands at a place and below it."""
        if field.quantity is not None:
            self.take_quantity(value, field, field.quantity, route)
        elif field.role:
            self.take_words(value, field.role, route)
        elif isinstance(value, dict):
            is_artefact = len(route) == 2 and route[0] == "artefacts"  # noqa: PLR2004 - an item of the list
            if is_artefact:
                self.artefact = route[1]  # type: ignore[assignment]
                self.language = _language(value)  # NOTE: never the document's: a manual may be in another language
            self.walk_section(value, field.keys, route)
            if is_artefact:
                self.artefact = None
                self.language = self.default
        elif isinstance(value, list) and field.items is not None:
            for index, inner in enumerate(value):
                self.walk(inner, field.items, (*route, index))

    def walk_section(self, section: Mapping[str, Any], known: Mapping[str, _Field], route: Route) -> None:
        """Collect what stands under the known keys of a section."""
        for key, value in section.items():
            field = known.get(key)
            if field is None:
                continue
            if field.quantity is not None:  # most of them
                self.take_quantity(value, field, field.quantity, (*route, key))
            else:
                self.walk(value, field, (*route, key))

    def take_words(self, value: Any, role: str, route: Route) -> None:
        """Collect a text, or the text of a section with its source."""
        if isinstance(value, dict):
            value, route = value.get("text"), (*route, "text")
        if isinstance(value, str) and value:
            self.words.append(Words(route, value, role, self.language, self.artefact))

    def take_quantity(self, value: Any, field: _Field, keyword: QuantityKeyword, route: Route) -> None:
        """Collect a quantity, or the refusal of what stands in its place."""
        text = value if type(value) is str else measured_text(value)
        if text is None or not text.strip():
            return
        here = route
        if type(value) is dict:
            here = (*route, "value")
            for key in field.keys.keys() & value.keys():  # the conditions that it refers to
                self.walk(value[key], field.keys[key], (*route, key))
        found = tuple.__new__(Measured, (here, text, self.language, field.needs_basis))  # its constructor takes longer
        if not keyword.surely_takes(text):
            try:
                quantity = keyword.read(text, self.language)
            except KeywordRefusal as refusal:
                # NOTE: what was raised holds the frames it went through, and these hold the sheet: a circle.
                refusal.__traceback__ = refusal.__context__ = None
                self.refused.append((route, refusal))
                return
            if quantity.ambiguities:
                self.doubtful.append(found)
        self.measured[here] = found


def _language(section: Mapping[str, Any]) -> str:
    language = section.get("language")
    return language if isinstance(language, str) else ""


@functools.lru_cache(maxsize=1024)
def is_known_place(steps: tuple[str, ...]) -> bool:
    """Say whether the format has a field at a place; a list index or `*` stands for any item of a list."""
    schema: Mapping[str, Any] = sheet_schema()
    for step in steps:
        schema = schema_at(schema)
        if "items" in schema and (step == "*" or step.isdecimal()):
            schema = schema["items"]
        elif step in schema.get("properties", {}):
            schema = schema["properties"][step]
        else:
            return step.startswith("x-")
    return True


def described(steps: tuple[str, ...]) -> str:
    """Return what the format says of the field at a place (`*` for any item); empty for an unknown one."""
    schema: Mapping[str, Any] = schema_at(sheet_schema())
    for step in steps:
        if "items" in schema and (step == "*" or step.isdecimal()):
            schema = schema_at(schema["items"])
        elif step in schema.get("properties", {}):
            schema = schema_at(schema["properties"][step])
        else:
            return ""
    return str(schema.get("description", ""))


@functools.cache
def known_keys() -> Mapping[str, tuple[str, ...]]:
    """Return every key of the schema with the pointers of the places where it is known (`*` for list items)."""
    found: dict[str, list[str]] = {}

    def collect(schema: Mapping[str, Any], pointer: str) -> None:
        schema = schema_at(schema)
        for key, inner in schema.get("properties", {}).items():
            found.setdefault(key, []).append(f"{pointer}/{key}")
            if not inner.get("$ref", "").startswith("#/properties/"):  # told once, where it belongs
                collect(inner, f"{pointer}/{key}")
        if "items" in schema:
            collect(schema["items"], f"{pointer}/*")

    collect(sheet_schema(), "")
    return {key: tuple(pointers) for key, pointers in found.items()}
