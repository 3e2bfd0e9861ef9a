"""The table of rooms is a promise: no room imports another that it may not, and one library has one room."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "specvalidator"

# Room -> the rooms of ours that it may import. Data flows down this table: nothing calls back up.
MAY_IMPORT = {
    "location": set(),
    "data": set(),
    "market": set(),
    "faults": {"location"},
    "schema": {"location"},
    "source": {"location", "faults"},
    "quantity": {"data"},
    "wording": {"data"},
    "sheet": {"location", "data", "faults", "schema", "source", "quantity"},
    "requirement": set(),
    "finding": {"location", "requirement"},
    "pages": {"location", "data", "faults", "source"},
    "questions": {"location", "data", "market", "source", "schema", "sheet", "quantity", "wording", "finding"},
    "judge": {"location", "market", "source", "sheet", "requirement", "finding", "questions"},
    "packs": {
        "location", "data", "files", "source", "schema", "sheet", "requirement", "finding", "questions", "judge",
    },
    "catalogue": {"location", "faults", "sheet", "requirement", "packs"},
    "texts": {"location", "pages", "questions", "sheet", "wording"},
    "reviews": {"location", "market", "faults", "sheet", "requirement", "finding", "judge", "texts"},
    "page_reviews": {"location", "faults", "finding", "pages", "requirement", "source", "texts"},
    "files": {"location", "faults"},
    "run": {"files", "requirement", "reviews", "sheet", "source"},
    "compare": {"location", "market", "requirement", "finding", "questions", "reviews"},
    "report": {"catalogue", "compare", "location", "requirement", "finding", "reviews", "page_reviews", "texts"},
    "api": {"files", "finding", "packs", "requirement", "reviews", "run", "sheet"},
    "cli": {"api", "catalogue", "data", "files", "market", "packs", "page_reviews", "pages", "quantity", "report", "requirement", "reviews", "run", "source", "texts"},
    "manual": {"catalogue", "packs"},
    "generate": {"cli", "data", "manual", "packs", "quantity", "wording"},
    "__main__": {"cli"},
    "__init__": {"api", "finding", "packs", "reviews"},
}  # fmt: skip

# Outside library -> the only room that knows it.
ONE_ROOM = {
    "yaml": {"source", "wording", "quantity"},
    "jsonschema_rs": {"schema"},
    "pint": {"quantity"},
    "click": {"cli"},
}
# The generators of word lists and unit words read YAML too; they do not run in a check.
GENERATORS = {"wording/compiling.py", "quantity/table.py"}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_imports_only_what_the_table_allows(path: Path) -> None:
    room = room_of(path)
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "specvalidator" and len(parts) > 1 and parts[1] != "__version__":
            target = parts[1]
            assert target == room or target in MAY_IMPORT[room], f"{room} imports {target}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_an_outside_library_has_one_room(path: Path) -> None:
    for name in imports(path):
        library = name.split(".")[0]
        if library in ONE_ROOM:
            room = room_of(path)
            assert room in ONE_ROOM[library], f"{room} imports {library}"
            if library == "yaml" and room != "source":
                assert str(path.relative_to(PACKAGE)) in GENERATORS


def test_every_room_is_in_the_table() -> None:
    assert {room_of(path) for path in modules()} == set(MAY_IMPORT)


def test_every_module_says_what_it_is_for_and_what_it_offers() -> None:
    for path in modules():
        tree = ast.parse(path.read_text("utf-8"))
        assert ast.get_docstring(tree), f"{path} has no docstring"
        names = {target.id for node in tree.body if isinstance(node, ast.Assign) for target in node.targets
                 if isinstance(target, ast.Name)}  # fmt: skip
        assert "__all__" in names, f"{path} has no __all__"
