"""Whether the records of a sheet hold together: ids that stand once, and sources that name a registered paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specvalidator.location import Route
    from specvalidator.source import Document

__all__ = ["check_records"]

_LISTS: Final = ("documents", "artefacts", "claims", "evidence")
"""Lists whose entries are named by an id from elsewhere in the sheet."""
_SHOWN: Final = 60
_SOURCE: Final = re.compile("source")
_INSIDE_A_WORD: Final = re.compile(r"[\w-]")


class _Add(Protocol):
    """Notes one fault at a place of the document."""

    def __call__(self, fault_id: str, route: Route, message: str, repair: str) -> None: ...


def check_records(document: Document, add: _Add) -> None:
    """Report ids that stand twice in one list, and sources that name a paper which is not registered."""
    sheet: dict[str, Any] = document.value
    for name in _LISTS:
        _check_ids((name,), sheet.get(name), "id", add)
    _check_ids(("device", "variants"), document.get(("device", "variants")), "model", add)
    papers = sheet.get("documents")
    if isinstance(papers, list) and _may_name_sources(document):
        registered = {text for paper in (*papers, sheet.get("document")) for text in _names(paper)}
        for route, named in _sources(sheet):
            if named.strip() not in registered:
                message = f"The source names `{named[:_SHOWN]}`, which is not registered under `documents`."
                add("SHEET-source", route, message, "Register the paper, or name it by its `id` or `title` there.")


def _may_name_sources(document: Document) -> bool:
    """Say whether `source` or `sources` may stand in a document as a key; a backslash may write it otherwise."""
    text = document.source.text
    first, last, _ = document.mark
    if text.find("\\", first, last) >= 0:
        return True
    return any(not _INSIDE_A_WORD.match(text, found.start() - 1) for found in _SOURCE.finditer(text, first, last))


def _check_ids(route: Route, entries: object, key: str, add: _Add) -> None:
    seen = set()
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        own = entry.get(key) if isinstance(entry, dict) else None
        if isinstance(own, str | int) and not isinstance(own, bool):
            text = str(own).strip()
            if text in seen:
                message = f"`{text[:_SHOWN]}` is the {key} of another entry of `{route[-1]}` already."
                repair = (
                    f"Give each entry a{'n' if key == 'id' else ''} {key} of its own, and correct what refers to it."
                )
                add("SHEET-id", (*route, index, key), message, repair)
            seen.add(text)


def _names(paper: object) -> Iterator[str]:
    if isinstance(paper, dict):
        yield from (str(paper[key]).strip() for key in ("id", "title") if isinstance(paper.get(key), str | int))


def _sources(sheet: dict[str, Any]) -> Iterator[tuple[Route, str]]:
    """Yield the paper that each `source` of the sheet names, in the order of the sheet."""
    for index, entry in enumerate(sheet["sources"] if isinstance(sheet.get("sources"), list) else ()):
        if isinstance(entry, dict) and isinstance(entry.get("document"), str):
            yield ("sources", index, "document"), entry["document"]
    waiting: list[tuple[Route, Any]] = [((), sheet)]
    while waiting:
        route, value = waiting.pop()
        if isinstance(value, dict):
            source = value.get("source")
            if isinstance(source, dict) and isinstance(source.get("document"), str):
                yield (*route, "source", "document"), source["document"]
            within = [(key, inner) for key, inner in value.items() if not key.startswith("x-")]
        else:
            within = list(enumerate(value))
        waiting += [((*route, step), inner) for step, inner in reversed(within) if type(inner) in (dict, list)]
