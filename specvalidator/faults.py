"""What can be wrong with a sheet as a file and as a form, before any requirement is asked.

One table lists every kind of fault with its id, so that a reader finds each by reading one line.
This room may import `location` only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specvalidator.location import Span

__all__ = ["FAULTS", "Fault", "FaultKind"]


class FaultKind(NamedTuple):
    """One kind of fault: its name, the level of its findings and the rule that it offends."""

    title: str
    level: Literal["error", "warning"]
    rule: str


class Fault(NamedTuple):
    """One fault found in a file: which kind, where, in plain words, and how to repair it."""

    id: str
    message: str
    repair: str
    span: Span
    pointer: str = ""
    related: tuple[tuple[Span, str], ...] = ()


_FILE = "one readable file of UTF-8 text per sheet"
_YAML = "YAML 1.2, core schema"
_TEXT = "every claim is shown where it stands; no sheet says here what is authorised"
_LIMIT = "limits that keep a check short on any input"
_FORM = "sheet format 1 (device-spec.schema.json)"

FAULTS: Final[Mapping[str, FaultKind]] = {
    "FILE-unreadable": FaultKind("The file cannot be read", "error", _FILE),
    "FILE-not-regular": FaultKind("The path is not an ordinary file", "error", _FILE),
    "FILE-link-outside": FaultKind("A link leads out of the folder that is checked", "error", _FILE),
    "FILE-encoding": FaultKind("The text is not UTF-8", "error", _FILE),
    "FILE-binary": FaultKind("The file is not a text", "error", _FILE),
    "FILE-empty": FaultKind("The file holds no sheet", "error", _FILE),
    "YAML-syntax": FaultKind("The text is not YAML", "error", _YAML),
    "YAML-character": FaultKind("A control character stands in the text", "error", _YAML),
    "YAML-duplicate-key": FaultKind("A key stands twice in one section", "error", _YAML),
    "YAML-key": FaultKind("A key is not a text", "error", _YAML),
    "YAML-merge-key": FaultKind("A merge key stands in the sheet", "error", _YAML),
    "YAML-tag": FaultKind("A tag asks for something other than plain data", "error", _YAML),
    "YAML-alias": FaultKind("An alias points nowhere or to itself", "error", _YAML),
    "LIMIT-bytes": FaultKind("The file is too large", "error", _LIMIT),
    "LIMIT-depth": FaultKind("Sections are nested too deeply", "error", _LIMIT),
    "LIMIT-nodes": FaultKind("The sheet has too many values", "error", _LIMIT),
    "LIMIT-scalar": FaultKind("One text is too long", "error", _LIMIT),
    "LIMIT-digits": FaultKind("A number has too many digits", "error", _LIMIT),
    "LIMIT-variants": FaultKind("Too many models are listed in a long sheet", "error", _LIMIT),
    "SHEET-root": FaultKind("The document is not a sheet", "error", _FORM),
    "SHEET-unknown-key": FaultKind("A key is not known in this section", "error", _FORM),
    "SHEET-missing-key": FaultKind("A key that every sheet needs is missing", "error", _FORM),
    "SHEET-type": FaultKind("A value has the wrong form", "error", _FORM),
    "SHEET-value": FaultKind("A value is not one of those known here", "error", _FORM),
    "SHEET-empty": FaultKind("A key has no value", "error", _FORM),
    "SHEET-section": FaultKind("A section does not belong to this kind of device", "error", _FORM),
    "SHEET-quantity": FaultKind("A quantity cannot be read", "error", _FORM),
    "SHEET-dimension": FaultKind("A quantity has the wrong dimension", "error", _FORM),
    "SHEET-implausible": FaultKind("A quantity cannot be as printed", "error", _FORM),
    "SHEET-ambiguous": FaultKind("A quantity can be read in two ways", "warning", _FORM),
    "SHEET-pointer": FaultKind("A pointer leads nowhere", "error", _FORM),
    "SHEET-id": FaultKind("Two entries have the same id", "error", _FORM),
    "SHEET-source": FaultKind("A source names a paper that is not registered", "warning", _FORM),
    "SHEET-overridden": FaultKind("A value describes none of the models listed", "warning", _FORM),
    "SHEET-many": FaultKind("More faults of the same kind follow", "error", _FORM),
    "TEXT-claim": FaultKind("A text makes a claim", "warning", _TEXT),
    "TEXT-empty": FaultKind("A page holds no text", "error", _TEXT),
    "TEXT-many": FaultKind("More claims follow", "warning", _TEXT),
    "TEXT-unclosed": FaultKind("Markup is never closed, and what follows it not judged", "warning", _TEXT),
}
