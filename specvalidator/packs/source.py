"""Packs as they are written, with examples, reasons and facts: for what explains them, not for what judges by them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from specvalidator.data import data_path, read_data
from specvalidator.packs.build import build_pack
from specvalidator.packs.load import list_packs, sound_packs
from specvalidator.source import read_documents

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from specvalidator.requirement import Pack

__all__ = ["PackSource", "shipped_source", "user_sources"]


class PackSource(NamedTuple):
    """A pack, and the plain data that it was built from."""

    pack: Pack
    data: Mapping[str, Any]
    is_shipped: bool


def shipped_source(name: str) -> PackSource:
    """Read a shipped pack as it is written; `KeyError` when there is none of that name.

    It was checked whole when its generated form was made.
    """
    if name not in list_packs():
        raise KeyError(name)
    file = f"packs/{name}.yaml"
    (document,) = read_documents(read_data(file), data_path(file), decimals=True)
    return PackSource(build_pack(document.value), document.value, is_shipped=True)


def user_sources(paths: Iterable[str]) -> tuple[PackSource, ...]:
    """Read users' packs, checked whole, examples included. Raises `PackError` for the first fault."""
    return tuple(PackSource(pack, document.value, is_shipped=False) for pack, document in sound_packs(paths))
