"""An explanation of an id as text for people or as JSON for programs."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING, Final

from specvalidator.catalogue import HEADINGS, Example
from specvalidator.report.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from specvalidator.catalogue import Explanation

__all__ = ["explanations_as_json", "explanations_as_text"]

_WIDTH: Final = 100


def explanations_as_text(explanations: Iterable[Explanation]) -> Iterator[str]:
    """Yield each explanation under its fixed headings, with an empty line between two."""
    for number, explanation in enumerate(explanations):
        yield "".join(_text(explanation, is_first=not number))


def _text(explanation: Explanation, *, is_first: bool) -> Iterator[str]:
    if not is_first:
        yield "\n"
    yield _wrapped(f"{explanation.id}  {explanation.title}", "", "  ")
    yield _wrapped(explanation.origin, "", "  ")
    for heading in HEADINGS:
        yield f"\n{heading}\n"
        for block in explanation.sections[heading]:
            if isinstance(block, Example):
                yield from (f"      {visible(line)}\n" for line in block.text.split("\n"))
            else:
                for level, line in block.lines():
                    indent = "  " + "    " * level
                    yield _wrapped(line, indent[:-2] + "- " if level else indent, indent + ("" if level else "  "))


def _wrapped(text: str, first: str, rest: str) -> str:
    """Return a line, wrapped and indented; long words are left whole."""
    lines = textwrap.wrap(
        visible(text),
        _WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_on_hyphens=False,
        break_long_words=False,
    )
    return "\n".join(lines or [first.rstrip()]) + "\n"


def explanations_as_json(explanations: Iterable[Explanation], version: str) -> Iterator[str]:
    """Yield one object in ASCII with all explanations as data."""
    found = {
        "format": "specvalidator-explanations",
        "version": 1,
        "tool": version,
        "explanations": [dict(one.data) for one in explanations],
    }
    yield json.dumps(found, indent=2).replace("##", "#\\u0023") + "\n"
