"""Leaving a fact out never helps: no verdict turns to met or not applicable when a field is deleted.

Two things are no such turn: taking words out of an artefact that is stated as wholly transcribed is a repair, and an
artefact without `markets` is stated to go everywhere.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Container, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from specvalidator.data import read_data
from specvalidator.judge import judge, ruled_out
from specvalidator.packs import list_packs, load_pack
from specvalidator.packs.check import checked_pack
from specvalidator.packs.examples import example_sheets
from specvalidator.requirement import Pack
from specvalidator.sheet import Sheet, read_sheets
from specvalidator.source import read_documents

SPECS = sorted((Path(__file__).parent.parent / "specs").glob("*.yaml"))
PACKS = tuple(load_pack(name) for name in list_packs())
HELPS = ("met", "not-applicable")


class _Any:
    def __contains__(self, _: object) -> bool:
        return True


ANY = _Any()


def outcomes(sheet: Sheet, packs: Sequence[Pack]) -> dict[str, str]:
    found: dict[str, str] = {}
    for pack in packs:
        found |= outcomes_of(sheet, pack)
    return found


def outcomes_of(sheet: Sheet, pack: Pack) -> dict[str, str]:
    if ruled_out(sheet, pack):
        return {requirement.id: "not-applicable" for requirement in pack.requirements}
    return {verdict.requirement.id: verdict.outcome.value for verdict in judge(sheet, pack, pack.edition)}


def read(value: Any) -> Sheet:
    (sheet,) = read_sheets(json.dumps(value, ensure_ascii=False).encode(), "t")
    return sheet


def fields(value: Any, route: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Return the routes of all keys, those of list items' fields included."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield (*route, key)
            yield from fields(inner, (*route, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from fields(inner, (*route, index))


def without(value: Any, route: tuple[Any, ...]) -> Any:
    changed = copy.deepcopy(value)
    holder = changed
    for step in route[:-1]:
        holder = holder[step]
    del holder[route[-1]]
    return changed


def is_repair(value: Any, route: tuple[Any, ...]) -> bool:
    """Say whether a deletion takes words out of a wholly transcribed artefact, some words of which stay.

    Or says of an artefact that it goes everywhere: by the format that is what it means to name no markets.
    """
    if route[0] == "artefacts" and route[2:] == ("markets",):
        return True
    if route[0] != "artefacts" or route[2:3] != ("texts",) or len(route) < 4:
        return False
    artefact = value["artefacts"][route[1]]
    return artefact.get("transcribed") == "whole" and len(artefact["texts"]) > 1


def assert_no_deletion_helps(value: Any, packs: Sequence[Pack] = PACKS, sections: Container[str] = ANY) -> int:
    before = outcomes(read(value), packs)
    tried = 0
    for route in fields(value):
        if route[0] not in sections or is_repair(value, route):
            continue
        tried += 1
        after = outcomes(read(without(value, route)), packs)
        for requirement, outcome in after.items():
            was = before[requirement]
            assert outcome == was or outcome not in HELPS, f"without {route}, {requirement}: {was} -> {outcome}"
    return tried


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_deleting_a_field_of_a_sheet_never_helps(path: Path) -> None:
    for document in read_documents(path.read_bytes(), path.name):
        assert assert_no_deletion_helps(document.value) > 10


def documents() -> Iterator[tuple[Pack, Any]]:
    for name in list_packs():
        yield load_pack(name), checked_pack(read_data(f"packs/{name}.yaml"), name)[1].value


@pytest.mark.parametrize("value", [data["base_sheet"] for _, data in documents()], ids=list_packs())
def test_deleting_a_field_of_a_base_sheet_never_helps(value: Any) -> None:
    assert assert_no_deletion_helps(value) > 5


def asked_sections(data: Any, conditions: Any) -> set[str]:
    """Return the sections of a sheet that an expression of a pack looks at, those of its conditions included."""
    found: set[str] = set()
    if isinstance(data, str):
        if data in conditions:  # once each: a value that is asked for may have the name of a condition
            others = {name: condition for name, condition in conditions.items() if name != data}
            found |= asked_sections(conditions[data], others)
        elif data.startswith("/"):
            found.add(data.split("/")[1])
    elif isinstance(data, dict):
        for key, inner in data.items():
            found |= asked_sections(key, {}) | asked_sections(inner, conditions)
    elif isinstance(data, list):
        for inner in data:
            found |= asked_sections(inner, conditions)
    return found


def examples() -> Iterator[tuple[str, Pack, Any, set[str]]]:
    """Yield each example with the requirement that it belongs to, alone in its pack, and the sections it looks at."""
    for pack, data in documents():
        by_id = {one.id: one for one in pack.requirements}
        parts = {
            one["id"]: asked_sections(
                [
                    *(one.get(key) for key in ("each", "where", "when", "ask")),
                    *(exemption.condition for exemption in by_id[one["id"]].exemptions),
                ],
                data.get("conditions", {}),
            )
            for one in data["requirements"]
        }
        for _, name, wanted, value in example_sheets(data):
            alone = pack._replace(requirements=(by_id[name],))
            yield f"{name}-{wanted.value}", alone, value, parts[name]


EXAMPLES = list(examples())


@pytest.mark.parametrize(
    ("pack", "value", "sections"), [rest for _, *rest in EXAMPLES], ids=[name for name, *_ in EXAMPLES]
)
def test_deleting_a_field_of_an_example_never_helps(pack: Pack, value: Any, sections: set[str]) -> None:
    assert_no_deletion_helps(value, [pack], sections)
