"""Which places of a sheet hold words and which hold quantities: the keywords `role` and `quantity`, walked.

A requirement about words never searches the sheet itself; it is given the words with their role and language.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from specvalidator.quantity import Quantity, QuantityError, read_quantity
from specvalidator.sheet.form import measured_text, sheet_schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from specvalidator.location import Route

__all__ = ["Measured", "Words", "fields_of", "is_known_place", "known_keys", "schema_at"]


@dataclass(frozen=True, slots=True)
class Words:
    """A text of the sheet with what it does there (`role`), its language, and the artefact that it stands in."""

    route: Route
    text: str
    role: str
    language: str
    artefact: int | None


@dataclass(frozen=True, slots=True)
class Measured:
    """A quantity of the sheet: where its text stands, and how it was read (None: it cannot be read)."""

    route: Route
    text: str
    quantity: Quantity | None
    presume: str


@dataclass(frozen=True, slots=True)
class _Field:
    """What the schema says about one place: what is under it, and whether it holds words or a quantity."""

    keys: Mapping[str, _Field]
    items: _Field | None
    role: str
    quantity: Mapping[str, Any] | None


def schema_at(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a part of the sheet schema with its reference followed, its own keywords on top."""
    target = schema.get("$ref")
    if target is None:
        return schema
    definition = sheet_schema()["$defs"][target.rpartition("/")[2]]
    return {**definition, **{key: value for key, value in schema.items() if key != "$ref"}}


@functools.cache
def _root() -> _Field:
    field = _field(sheet_schema())
    if field is None:  # pragma: no cover - a schema without words and quantities is no sheet schema
        raise AssertionError
    return field


def _field(schema: Mapping[str, Any]) -> _Field | None:
    """Compile a part of the schema; None when nothing under it holds words or quantities."""
    schema = schema_at(schema)
    role = schema.get("role", "")
    quantity = schema.get("quantity")
    if role or quantity:
        return _Field({}, None, role, quantity)
    keys = {}
    for key, inner in schema.get("properties", {}).items():
        found = _field(inner)
        if found is not None:
            keys[key] = found
    items = _field(schema["items"]) if "items" in schema else None
    return _Field(keys, items, "", None) if keys or items else None


def fields_of(sheet: Mapping[str, Any]) -> tuple[tuple[Words, ...], tuple[Measured, ...]]:
    """Return all words and all quantities of a sheet, in the order of the sheet."""
    words: list[Words] = []
    measured: list[Measured] = []
    document = sheet.get("document")
    default = _language(document) if isinstance(document, dict) else ""
    for route, value, field in _walk(sheet, _root(), ()):
        artefact = route[1] if route[0] == "artefacts" and isinstance(route[1], int) else None
        language = default
        if artefact is not None:
            language = _language(sheet["artefacts"][artefact]) or default
        if field.role:
            text = value.get("text") if isinstance(value, dict) else value
            if isinstance(text, str) and text:
                here = (*route, "text") if isinstance(value, dict) else route
                words.append(Words(here, text, field.role, language, artefact))
        else:
            found = measured_text(value)
            if found is not None:
                here = (*route, "value") if isinstance(value, dict) else route
                presume = (field.quantity or {}).get("presume", "")
                measured.append(Measured(here, found, _read(found, language), presume))
    return tuple(words), tuple(measured)


def _language(section: Mapping[str, Any]) -> str:
    language = section.get("language")
    return language if isinstance(language, str) else ""


def _read(text: str, language: str) -> Quantity | None:
    try:
        return read_quantity(text, language=language)
    except QuantityError:
        return None


def _walk(value: Any, field: _Field, route: Route) -> Iterator[tuple[Route, Any, _Field]]:
    """Go through a sheet and its compiled schema side by side."""
    if field.role or field.quantity is not None:
        yield route, value, field
    elif isinstance(value, dict):
        for key, inner in value.items():
            below = field.keys.get(key)
            if below is not None:
                yield from _walk(inner, below, (*route, key))
    elif isinstance(value, list) and field.items is not None:
        for index, inner in enumerate(value):
            yield from _walk(inner, field.items, (*route, index))


def is_known_place(steps: Sequence[str]) -> bool:
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


@functools.cache
def known_keys() -> Mapping[str, tuple[str, ...]]:
    """Return every key of the schema with the pointers of the places where it is known (`*` for list items)."""
    found: dict[str, list[str]] = {}

    def collect(schema: Mapping[str, Any], pointer: str) -> None:
        schema = schema_at(schema)
        for key, inner in schema.get("properties", {}).items():
            found.setdefault(key, []).append(f"{pointer}/{key}")
            collect(inner, f"{pointer}/{key}")
        if "items" in schema:
            collect(schema["items"], f"{pointer}/*")

    collect(sheet_schema(), "")
    return {key: tuple(pointers) for key, pointers in found.items()}
