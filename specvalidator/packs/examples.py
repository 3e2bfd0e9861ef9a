"""A requirement's examples are its tests: what it accepts has to come out met, what it refuses unmet."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from specvalidator.finding import Outcome
from specvalidator.judge import judge
from specvalidator.packs.trouble import PackError
from specvalidator.requirement import with_drafts
from specvalidator.sheet import read_sheets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specvalidator.location import Route
    from specvalidator.requirement import Pack, Requirement
    from specvalidator.source import Document

__all__ = ["check_examples", "example_faults", "example_sheets"]


_MAX_SIZE: Final = 16 * 1024 * 1024


def laid_over(base: Any, patch: Any) -> Any:
    """Return `base` with `patch` laid over it (RFC 7396): sections merge, null removes, all else replaces."""
    if not isinstance(patch, dict):
        return patch
    merged = dict(base) if isinstance(base, dict) else {}
    for key, value in patch.items():
        if value is None:
            merged.pop(key, None)
        else:
            merged[key] = laid_over(merged.get(key), value)
    return merged


def example_sheets(data: dict[str, Any]) -> Iterator[tuple[Route, str, Outcome, dict[str, Any]]]:
    """Return every example of a pack: where it stands, whose it is, what has to come out, and the whole sheet."""
    for index, requirement in enumerate(data["requirements"]):
        for key, outcome in (("accepts", Outcome.MET), ("refuses", Outcome.UNMET)):
            for number, patch in enumerate(requirement[key]):
                route = ("requirements", index, key, number)
                yield route, requirement["id"], outcome, laid_over(data["base_sheet"], patch)


def check_examples(pack: Pack, document: Document) -> None:
    """Judge every example of a pack. Raises `PackError` for the first that does not come out as it should."""
    for fault in example_faults(pack, document):
        raise fault


def example_faults(pack: Pack, document: Document) -> Iterator[PackError]:
    """Judge the examples of a pack, and yield what is wrong with those that do not come out as they should."""
    by_id = {requirement.id: requirement for requirement in with_drafts(pack).requirements}
    size = 0
    for route, requirement_id, wanted, value in example_sheets(document.value):
        requirement = by_id[requirement_id]
        if requirement.status == "withdrawn":
            continue
        data = json.dumps(value, ensure_ascii=False).encode()
        size += len(data)
        if size > _MAX_SIZE:
            reason = f"the examples up to here, each with its base sheet, are larger than {_MAX_SIZE >> 20} MiB"
            yield PackError.at(document, route, reason)
            return
        reason = _wrong_with(data, wanted, requirement, pack)
        if reason:
            yield PackError.at(document, route, reason)


def _wrong_with(data: bytes, wanted: Outcome, requirement: Requirement, pack: Pack) -> str:
    """Judge one example; return the empty text when it comes out as it should."""
    (sheet,) = read_sheets(data, "example")
    if sheet.faults:
        return f"the example is not a sheet: {sheet.faults[0].message}"
    alone = pack._replace(requirements=(requirement,))  # the others do not change its verdict
    (verdict,) = judge(sheet, alone, requirement.in_force_from or pack.edition)
    if verdict.outcome is wanted:
        return ""
    return f"{requirement.id}: the example should come out {wanted.value} and comes out {verdict.outcome.value}"
