"""The generated forms that ship with the tool, and the reference under `docs/`: made from their sources, or compared.

`python -m specvalidator.generate` writes them; with `--check` it only says which are out of date. Not used by a
check; the only room that imports pint without being asked about an unknown unit.
"""

from __future__ import annotations

import functools
import os
import sys
from typing import TYPE_CHECKING, Final

from specvalidator.cli.help_pages import help_pages
from specvalidator.data import data_path, docs_path, read_data
from specvalidator.manual import pages
from specvalidator.packs import list_packs
from specvalidator.packs.load import compile_index, compile_pack
from specvalidator.quantity.table import compile_units
from specvalidator.wording import compile_words, word_files

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["GENERATED", "main", "stale_pages"]

GENERATED: Final[Mapping[str, Callable[[], bytes]]] = {
    "generated/units.json": compile_units,
    **{f"generated/{name}.json": functools.partial(compile_words, name) for name in word_files()},
    **{f"generated/pack-{name}.json": functools.partial(compile_pack, name) for name in list_packs()},
    "generated/packs.json": compile_index,
}
"""Each generated file, and what makes it; packs come last, since their checks read the others, and then
the list of them, which is made of their generated forms."""


def main(arguments: list[str]) -> int:
    """Write the generated files, or with `--check` return 1 when one differs from its source."""
    only_check = arguments == ["--check"]
    stale = []
    for name, make in GENERATED.items():
        wanted = make()
        try:
            current = read_data(name)
        except FileNotFoundError:
            current = b""
        if current == wanted:
            continue
        stale.append(name)
        if not only_check:
            with open(data_path(name), "wb") as file:
                file.write(wanted)
    stale += stale_pages(only_check=only_check)
    for name in stale:
        print(f"{'out of date' if only_check else 'written'}: {name}")  # noqa: T201 - a maintainer's command
    return int(only_check and bool(stale))


def stale_pages(*, only_check: bool) -> list[str]:
    """Return the pages of the reference that differ from what they are made of, and write them unless only checking.

    A page of requirements whose pack is gone is removed. Outside a checkout there is no reference.
    """
    folder = docs_path("requirements")
    if folder is None:
        return []
    wanted = pages(help_pages())
    stale = []
    for name, page in wanted.items():
        path = str(docs_path(name))
        try:
            with open(path, "rb") as file:
                current = file.read()
        except FileNotFoundError:
            current = b""
        if current != page:
            stale.append(f"docs/{name}")
            if not only_check:
                os.makedirs(os.path.dirname(path), exist_ok=True)
                with open(path, "wb") as file:
                    file.write(page)
    for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else ():
        if name.endswith(".md") and f"requirements/{name}" not in wanted:
            stale.append(f"docs/requirements/{name}")
            if not only_check:
                os.remove(os.path.join(folder, name))
    return stale


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
