"""Which packs there are, and how they are loaded: shipped ones from their generated form, users' from YAML.

The generated form is what the checked YAML says, without examples and reasons; a check reads nothing else.
"""

from __future__ import annotations

import functools
import itertools
import json
import os
from typing import TYPE_CHECKING, Any, Final

from specvalidator.data import data_path, read_data
from specvalidator.files import leads_outside, read_ordinary
from specvalidator.packs.build import build_pack
from specvalidator.packs.trouble import PackError
from specvalidator.requirement import with_drafts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from specvalidator.requirement import ClosedPack, Pack
    from specvalidator.source import Document

__all__ = [
    "ExaminedFile",
    "closed_pack",
    "compile_index",
    "compile_pack",
    "examine_pack_paths",
    "family_of",
    "list_packs",
    "load_pack",
    "load_pack_paths",
    "sound_packs",
]

_NOT_ASKED: Final = frozenset({"accepts", "refuses", "seeds", "companions", "facts", "why", "reviewed"})
_MAX_SIZE: Final = 4 * 1024 * 1024
_SHIPPED: Final = (
    "core",
    "us",
    "us-ca",
    "us-agencies",
    "eu",
    "eu-technical",
    "eu-biocides",
    "au",
    "br",
    "ca",
    "ch",
    "cn",
    "de",
    "es",
    "fr",
    "gb",
    "in",
    "it",
    "jp",
    "my",
    "tr",
    "standards",
    "reference",
)


def list_packs() -> tuple[str, ...]:
    """Return the ids of the packs that ship with the tool."""
    return _SHIPPED


def family_of(name: str) -> tuple[str, ...]:
    """Return the shipped packs that an id stands for: its own, and those that continue it with a dash.

    `us` stands for `us-ca` as well. `KeyError` when there is no pack of that id.
    """
    if name not in _SHIPPED:
        raise KeyError(name)
    return tuple(one for one in _SHIPPED if one == name or one.startswith(f"{name}-"))


def load_pack(name: str) -> Pack:
    """Load a shipped pack by id; `KeyError` when there is none of that name."""
    if name not in _SHIPPED:
        raise KeyError(name)
    return build_pack(json.loads(read_data(f"generated/pack-{name}.json")))


class _ClosedPack:
    """A shipped pack that is loaded when a sheet of its market is met."""

    __slots__ = ("_has_drafts", "_pack", "coverage", "edition", "id", "is_fragment", "market", "title")

    def __init__(self, head: dict[str, Any], *, drafts: bool) -> None:
        self.id = head["pack"]
        self.title = head["title"]
        self.edition = head["edition"]
        self.coverage = head["coverage"]
        self.market = head["market"]
        self.is_fragment = head["fragment"]
        self._has_drafts = drafts
        self._pack: Pack | None = None

    def open(self) -> Pack:
        """Return the pack."""
        if self._pack is None:
            pack = load_pack(self.id)
            self._pack = with_drafts(pack) if self._has_drafts else pack
        return self._pack


def closed_pack(name: str, *, drafts: bool = False) -> ClosedPack:
    """Return a shipped pack by id, to be opened when it is needed; `KeyError` when there is none of that name."""
    return _ClosedPack(_index()[name], drafts=drafts)


@functools.cache
def _index() -> dict[str, dict[str, Any]]:
    heads: list[dict[str, Any]] = json.loads(read_data("generated/packs.json"))
    return {head["pack"]: head for head in heads}


def compile_index() -> bytes:
    """Return the heads of the shipped packs, in their order: what a report says of a pack without opening it."""
    heads = []
    for name in _SHIPPED:
        data: dict[str, Any] = json.loads(read_data(f"generated/pack-{name}.json"))
        keys = ("pack", "title", "edition", "coverage", "market")
        heads.append({**{key: data.get(key, "") for key in keys}, "fragment": data.get("fragment", False)})
    return (json.dumps(heads, ensure_ascii=False, indent=1) + "\n").encode()


def compile_pack(name: str) -> bytes:
    """Return the generated form of a shipped pack, checked whole, examples included. Raises `PackError`."""
    from specvalidator.packs.check import checked_pack  # noqa: PLC0415 - not needed to run a check
    from specvalidator.packs.examples import check_examples  # noqa: PLC0415

    pack, document = checked_pack(read_data(f"packs/{name}.yaml"), data_path(f"packs/{name}.yaml"))
    check_examples(pack, document)
    data = {key: value for key, value in document.value.items() if key != "base_sheet"}
    data["requirements"] = [
        {key: value for key, value in requirement.items() if key not in _NOT_ASKED}
        for requirement in data["requirements"]
    ]
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def load_pack_paths(paths: Iterable[str], taken: Iterable[str] = ()) -> tuple[Pack, ...]:
    """Load users' packs from YAML files and folders of them, checked whole, examples included.

    `taken` are ids in use. Raises `PackError` with file and line for the first fault; nothing is half loaded.
    """
    return tuple(pack for pack, _ in sound_packs(paths, taken))


def sound_packs(paths: Iterable[str], taken: Iterable[str] = ()) -> Iterator[tuple[Pack, Document]]:
    """Yield users' packs, each with the file that it was read from. Raises `PackError` for the first fault."""
    for examined in examine_pack_paths(paths, taken):
        for fault in examined.faults:
            raise fault
        if examined.pack is not None and examined.document is not None:  # always: there was no fault
            yield examined.pack, examined.document


class ExaminedFile:
    """A user's pack file: its faults, to be gone through once, and then, where there are none, the pack as read."""

    __slots__ = ("document", "faults", "file", "pack")

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: Iterable[PackError] = ()
        self.pack: Pack | None = None
        self.document: Document | None = None


def examine_pack_paths(paths: Iterable[str], taken: Iterable[str] = ()) -> Iterator[ExaminedFile]:
    """Yield users' pack files from files and folders of them; the faults of one are gone through before the next."""
    pack_ids = {*taken, *_SHIPPED}  # an id of ours is never another's, whether or not ours is run
    owners: dict[str, str] = {}
    for path in paths:
        try:
            files = _files(path)
        except PackError as error:
            examined = ExaminedFile(path)
            examined.faults = (error,)
            yield examined
            continue
        for file, root in files:
            examined = ExaminedFile(file)
            examined.faults = _faults_in(examined, root, pack_ids, owners)
            yield examined


def _faults_in(examined: ExaminedFile, root: str, pack_ids: set[str], owners: dict[str, str]) -> Iterator[PackError]:
    """Yield the faults of a pack file, those of its examples last; keep the pack where there are none."""
    from specvalidator.packs.check import Examination  # noqa: PLC0415 - only when a user's pack is named
    from specvalidator.packs.examples import example_faults  # noqa: PLC0415

    try:
        data = _read(examined.file, root)
    except PackError as error:
        yield error
        return
    examination = Examination(data, examined.file)
    yield from examination.faults()
    pack, document = examination.pack, examination.document
    if pack is None or document is None:
        return
    has_faults = False
    for fault in itertools.chain(_taken_ids(pack, document, pack_ids, owners), example_faults(pack, document)):
        has_faults = True
        yield fault
    if not has_faults:
        examined.pack, examined.document = pack, document


def _taken_ids(pack: Pack, document: Document, pack_ids: set[str], owners: dict[str, str]) -> Iterator[PackError]:
    """Yield what has an id that is another's already, and take the others."""
    if pack.id in pack_ids:
        yield PackError.at(document, ("pack",), f"there is another pack `{pack.id}`")
    pack_ids.add(pack.id)
    if not owners:
        owners |= {requirement: name for name in _SHIPPED for requirement in _requirement_ids(name)}
    for index, requirement in enumerate(pack.requirements):
        owner = owners.setdefault(requirement.id, pack.id)
        if owner != pack.id:
            reason = f"the id {requirement.id} is that of a requirement of the pack `{owner}`"
            yield PackError.at(document, ("requirements", index, "id"), reason)


@functools.cache
def _requirement_ids(name: str) -> tuple[str, ...]:
    data = json.loads(read_data(f"generated/pack-{name}.json"))
    return tuple(requirement["id"] for requirement in data["requirements"])


def _files(path: str) -> list[tuple[str, str]]:
    """Return the pack files that a path stands for, each with the folder that it may not lead out of."""
    if not os.path.isdir(path):
        return [(path, os.path.dirname(path) or ".")]
    try:
        names = sorted(name for name in os.listdir(path) if name.endswith((".yaml", ".yml")))
    except OSError as error:
        raise PackError(error.strerror or "cannot be read", path) from error
    if not names:
        reason = "the folder holds no pack (a file that ends in .yaml or .yml)"
        raise PackError(reason, path)
    return [(os.path.join(path, name), path) for name in names]


def _read(path: str, root: str) -> bytes:
    """Read a pack file; an ordinary file of moderate size, nothing else. Never waits."""
    if os.path.islink(path) and leads_outside(path, root):
        reason = "the link leads out of its folder and was not followed"
        raise PackError(reason, path)
    try:
        if not os.path.isfile(path):
            reason = "it is not an ordinary file" if os.path.lexists(path) else "there is no such pack file"
            raise PackError(reason, path)
        data = read_ordinary(path, _MAX_SIZE)
    except OSError as error:
        raise PackError(error.strerror or "cannot be read", path) from error
    if not isinstance(data, bytes):
        reason = "it is not an ordinary file"
        raise PackError(reason, path)
    if len(data) > _MAX_SIZE:
        reason = "the pack is larger than 4 MiB"
        raise PackError(reason, path)
    return data
