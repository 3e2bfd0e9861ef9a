"""`matches`: does the value fit a plain JSON Schema?

Only for what no other question asks; the schema must name a type, so that a value of another form never passes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from specvalidator.questions.answer import Answer
from specvalidator.questions.asking import OptionFault
from specvalidator.questions.patterns import is_plain_text, text_test
from specvalidator.schema import Schema, SchemaFault

if TYPE_CHECKING:
    from collections.abc import Callable

    from specvalidator.questions.asking import Asking

__all__ = ["ask", "check", "prepare"]

_FOREIGN: Final = ("$schema", "$ref", "$dynamicRef", "$id", "$defs", "quantity", "role")
_MAX_PARTS: Final = 200


class _Lazy:
    """A schema that is compiled when it is first asked: most runs ask few of them."""

    __slots__ = ("_compiled", "_fits", "source", "takes_text")

    def __init__(self, source: dict[str, Any]) -> None:
        self.source = source
        types = source["type"]
        self.takes_text = types == "string" or (isinstance(types, list) and "string" in types)
        self._compiled: Schema | None = None
        self._fits: Callable[[str], bool] | bool | None = None
        """Says so of short texts without the schema library; False when that cannot be; None before the first one."""

    def accepts(self, value: Any) -> bool:
        """Say whether a value fits."""
        if type(value) is str and is_plain_text(value):
            if self._fits is None:
                self._fits = text_test(self.source) or False
            if callable(self._fits):
                return self._fits(value)
        if self._compiled is None:
            self._compiled = Schema(self.source)
        return self._compiled.accepts(value)


_known: Final[dict[str, _Lazy]] = {}
"""The same schema stands at many places of a pack, and is compiled once."""


def prepare(options: Any) -> _Lazy:
    """Take a JSON Schema without references and without keywords of ours; it has to name a `type`."""
    if not isinstance(options, dict) or "type" not in options:
        message = "`matches` takes a JSON Schema with a `type`"
        raise OptionFault(message)
    _refuse_foreign(options)
    return _known.setdefault(repr(options), _Lazy(options))


def check(schema: _Lazy) -> None:
    """Compile the schema, so that a pack with a faulty one is refused. Raises `OptionFault`."""
    try:
        Schema(schema.source)
    except SchemaFault as fault:
        message = f"the schema cannot be used: {fault}"
        raise OptionFault(message) from fault


def _refuse_foreign(schema: dict[str, Any]) -> None:
    """Refuse what would leave the schema or change its dialect, and schemas that are too large to be read."""
    parts: list[Any] = [schema]
    for count, part in enumerate(parts):
        if count > _MAX_PARTS:
            message = f"a schema under `matches` has at most {_MAX_PARTS} parts"
            raise OptionFault(message)
        if isinstance(part, dict):
            for key in part:
                if key in _FOREIGN:
                    message = f"`{key}` may not stand under `matches`"
                    raise OptionFault(message)
            parts.extend(part.values())
        elif isinstance(part, list):
            parts.extend(part)


def ask(asking: Asking, schema: _Lazy) -> Answer:
    """Yes when the value fits the schema.

    A whole number is taken as the text that it is written as, where the schema takes texts: JSON Schema lets a number
    pass every pattern.
    """
    value = asking.value
    if schema.takes_text and isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return Answer(schema.accepts(value), asking.grounds)
