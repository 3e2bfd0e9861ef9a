"""JSON Schema: a compiled schema asked for what a value violates, as routes and plain facts.

The only room that knows the schema library, a fast one that is still 0.x. It writes no messages and never
reaches outside the schema it is given: no reference to a file or an address is followed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import jsonschema_rs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specvalidator.location import Route

__all__ = ["KeywordRefusal", "Schema", "SchemaFault", "Violation"]


class SchemaFault(ValueError):
    """The schema itself cannot be used: our data or a user's pack is at fault, not the sheet."""


class KeywordRefusal(ValueError):
    """What a keyword of ours raises when it refuses a value: a code and the facts for a message."""

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class Violation(NamedTuple):
    """One place where a value does not fit: the keyword that says so, the route, and the keyword's own facts."""

    keyword: str
    route: Route
    schema_route: Route
    facts: Any
    """For `required` the missing key, for `additionalProperties` the unknown ones, for a keyword of ours its
    `KeywordRefusal`, else what the schema states (`type`: the type names, `enum`: the values)."""


class Schema:
    """A compiled schema. Compiling is cheap (under a millisecond) and checking is cheaper still."""

    __slots__ = ("_validator",)

    def __init__(self, schema: Mapping[str, Any], keywords: Mapping[str, type] | None = None) -> None:
        """Compile; `keywords` maps a keyword of ours to a class called with (its value's parent, value, path).

        Patterns run on an engine without backtracking, so that no pattern can be slow.
        Raises `SchemaFault` when the schema is not valid or refers outside itself.
        """
        try:
            self._validator = jsonschema_rs.Draft202012Validator(
                dict(schema),
                keywords=dict(keywords or {}),
                offline=True,
                pattern_options=jsonschema_rs.RegexOptions(),
            )
        except (ValueError, jsonschema_rs.ReferencingError) as error:
            raise SchemaFault(str(error).partition("\n")[0]) from error

    def accepts(self, value: Any) -> bool:
        """Say whether a value fits; the fast question."""
        return self._validator.is_valid(value)

    def first_violation(self, value: Any) -> Violation | None:
        """Return one place where a value does not fit, or None; the work does not grow with how many there are."""
        try:
            self._validator.validate(value)
        except jsonschema_rs.ValidationError as error:
            return _violation(error)
        return None

    def violations(self, value: Any) -> list[Violation]:
        """Return every place where a value does not fit, in the order of the schema.

        An error inside a keyword of ours that is no refusal is our fault and is raised, not reported.
        """
        return [_violation(error) for error in self._validator.iter_errors(value)]


def _violation(error: Any) -> Violation:
    kind = error.kind
    name = kind.name
    facts = kind.value
    if isinstance(kind, jsonschema_rs.ValidationErrorKind.Custom):
        cause = error.__cause__
        if not isinstance(cause, KeywordRefusal):
            raise cause or error
        facts = cause
    return Violation(name, tuple(error.instance_path), tuple(error.evaluation_path), facts)
