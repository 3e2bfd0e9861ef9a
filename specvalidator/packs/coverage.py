"""Coverage: of every clause of a covered text and every recorded fact, what checks it, or why nothing does.

Read from `schemas/coverage/`, one file for each text or group of texts. Not used by a check of sheets.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from specvalidator.data import data_path, read_data
from specvalidator.packs.trouble import PackError
from specvalidator.source import read_documents

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specvalidator.source import Document

__all__ = ["NOT_CHECKED", "PARTLY", "CoveredText", "Row", "read_coverage"]

NOT_CHECKED: Final = {
    "definition": "defines a term",
    "scope": "says what or whom the text concerns; taken up in the routes or conditions of the pack",
    "procedure": "a procedure or a duty of the authority or the firm that leaves nothing on a spec sheet",
    "other-devices": "concerns devices or substances that are not in question here",
    "not-on-paper": "a sheet cannot show it",
    "judgement": "needs a person's judgement of facts that a sheet does not hold",
    "no-field": "could be shown, but the sheet has no field for it yet",
    "not-read": "only remembered; the text was not read",
    "same": "says again what another clause says",
    "no-duty": "an opinion, a figure for comparison or a report; it asks for nothing",
    "reserved": "reserved, repealed or no longer in force",
}
"""Why nothing checks a clause or fact; the list is closed."""

PARTLY: Final = {
    "presence": "that something stands there is asked, not whether it is right or complete",
    "part": "some of what it asks is asked",
    "reference": "that a document is cited is asked, not what the document shows",
}
"""In what sense a clause or fact is checked only partly; the list is closed."""


class Row(NamedTuple):
    """One clause or fact. `how`: wholly, partly or not; `reason`: one of the closed lists; `by`: requirements."""

    key: str
    how: str
    reason: str
    by: tuple[str, ...]
    note: str


class CoveredText(NamedTuple):
    """One text of law, or the recorded facts of one authority (then `is_facts`), and what checks its clauses."""

    file: str
    title: str
    url: str
    read: str
    """Day on which the text was read; empty when it was not."""
    is_facts: bool
    rows: tuple[Row, ...]


def read_coverage() -> tuple[CoveredText, ...]:
    """Read all coverage files. Raises `PackError` with file and line where one does not have the form."""
    folder = data_path("coverage")
    names = sorted(name for name in os.listdir(folder) if name.endswith(".yaml"))
    return tuple(text for name in names for text in _texts(name))


def _texts(name: str) -> Iterator[CoveredText]:
    (document,) = read_documents(read_data(f"coverage/{name}"), data_path(f"coverage/{name}"))
    for fault in document.faults:
        raise PackError(fault.message, name, fault.span.line, fault.span.column)
    for index, text in enumerate(document.value["texts"]):
        rows = tuple(
            _row(document, (*("texts", index, "rows"), key), str(key), value) for key, value in text["rows"].items()
        )
        yield CoveredText(
            name, text["title"], text.get("url", ""), str(text.get("read", "")), bool(text.get("facts")), rows
        )


def _row(document: Document, route: tuple[str | int, ...], key: str, value: Any) -> Row:
    """Read a row: `{wholly: [ids]}`, `{partly: [ids], as: reason}` or `{not: reason}`, each with an optional `note`."""
    for how in ("wholly", "partly", "not"):
        if isinstance(value, dict) and how in value:
            break
    else:
        reason = f"`{key}` needs one of: wholly, partly, not"
        raise PackError.at(document, route, reason)
    unknown = set(value) - {how, "as", "note"}
    if unknown:
        reason = f"`{min(unknown)}` is not known here"
        raise PackError.at(document, route, reason)
    why = value["not"] if how == "not" else value.get("as", "")
    closed = NOT_CHECKED if how == "not" else PARTLY
    if (how != "wholly" and why not in closed) or (how == "wholly" and why):
        reason = f"`{why}` is not one of: {', '.join(closed)}" if how != "wholly" else "`as` goes with `partly`"
        raise PackError.at(document, route, reason)
    by = () if how == "not" else tuple(map(str, value[how]))
    return Row(key, how, why, by, str(value.get("note", "")))
