"""Which files are sheets, and their bytes: folders walked, links kept inside, nothing but ordinary files opened.

The only room that touches the file system for sheets. It does not look inside a file.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from specvalidator.faults import Fault
from specvalidator.location import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["STDIN", "SheetFile", "find_files", "read_file"]

STDIN: Final = "-"
_ENDINGS: Final = (".yaml", ".yml")
_START: Final = Span(1, 1, 1, 1)
_NONBLOCKING: Final = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


@dataclass(frozen=True, slots=True)
class SheetFile:
    """A file that may hold sheets: its path, the folder that it may not lead out of, and how it is shown."""

    path: str
    root: str
    shown: str
    fault: Fault | None = None
    """Why it is not read, when that is known from its name alone."""


def find_files(paths: Iterable[str]) -> tuple[SheetFile, ...]:
    """Return the files that paths stand for, sorted by path, each once.

    A folder stands for every `.yaml` and `.yml` file under it, hidden folders left out; a pattern with `*`, `?`
    or `[` for what it matches. Raises `FileNotFoundError` for a path or pattern that stands for nothing.
    """
    found: dict[str, SheetFile] = {}
    for path in paths:
        files = list(_stands_for(path))
        if not files:
            raise FileNotFoundError(path)
        for file in files:
            found.setdefault(os.path.normpath(file.path) if file.path != STDIN else STDIN, file)
    return tuple(sorted(found.values(), key=lambda file: file.shown.encode()))


def _stands_for(path: str) -> Iterator[SheetFile]:
    if path == STDIN:
        yield SheetFile(STDIN, "", "<stdin>")
    elif os.path.isdir(path):
        yield from _walk(path)
    elif os.path.lexists(path):
        yield _file(path, os.path.dirname(path) or ".")
    elif any(sign in path for sign in "*?["):
        import glob  # noqa: PLC0415 - most shells expand patterns themselves

        # A pattern can run through a link to a folder; what it finds has to lie under the part without signs.
        fixed = path[: min(path.find(sign) for sign in "*?[" if sign in path)]
        root = os.path.dirname(fixed) or "."
        for match in sorted(glob.glob(path, recursive=True)):
            if _leads_outside(match, root):
                yield SheetFile(match, root, shown_path(match), _outside())
            elif os.path.isdir(match):
                yield from _walk(match)
            else:
                yield _file(match, root)


def _walk(folder: str) -> Iterator[SheetFile]:
    """Walk a folder without recursion, so that its depth does not matter; links to folders are not followed."""
    root = os.path.realpath(folder)
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(here) as entries:
                inside = sorted(entries, key=lambda entry: os.fsencode(entry.name))
        except OSError as error:
            yield SheetFile(here, folder, shown_path(here), _unreadable(error))
            continue
        for entry in inside:
            if entry.is_dir(follow_symlinks=False):
                if not entry.name.startswith("."):
                    waiting.append(entry.path)
            elif entry.is_symlink() and os.path.isdir(entry.path):
                if not _is_inside(os.path.realpath(entry.path), root):
                    yield SheetFile(entry.path, folder, shown_path(entry.path), _outside())
            elif entry.name.lower().endswith(_ENDINGS):
                yield _file(entry.path, folder)


def _file(path: str, root: str) -> SheetFile:
    return SheetFile(path, root, shown_path(path))


def shown_path(path: str) -> str:
    """Return a path as a text that can be written anywhere: bytes that are no UTF-8 become `\\xNN`."""
    return os.fsencode(path).decode("utf-8", "backslashreplace").replace(os.sep, "/")


def _is_inside(real: str, root: str) -> bool:
    return real == root or real.startswith(root.rstrip(os.sep) + os.sep)


def _leads_outside(path: str, root: str) -> bool:
    """Say whether a path, links followed, lies neither under `root` nor under the current folder."""
    real = os.path.realpath(path)
    return not any(_is_inside(real, os.path.realpath(folder)) for folder in (root, "."))


def read_file(file: SheetFile, limit: int) -> bytes | Fault:
    """Return the bytes of a file, at most one more than `limit`; or why it cannot be read. Never waits."""
    if file.fault is not None:
        return file.fault
    try:
        if os.path.islink(file.path) and _leads_outside(file.path, file.root):
            return _outside()
        if not stat.S_ISREG(os.stat(file.path).st_mode):
            return _not_regular()
        return _bytes(file.path, limit)
    except (OSError, ValueError) as error:
        return _unreadable(error)


def _bytes(path: str, limit: int) -> bytes | Fault:
    """Read without blocking, and look again at what was opened: the path may have changed meanwhile."""
    descriptor = os.open(path, os.O_RDONLY | _NONBLOCKING)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return _not_regular()
        parts = []
        left = limit + 1
        while left > 0 and (part := os.read(descriptor, min(left, 1 << 20))):
            parts.append(part)
            left -= len(part)
        return b"".join(parts)
    finally:
        os.close(descriptor)


def _outside() -> Fault:
    message = "The link leads out of the folder that is checked and was not followed."
    return Fault("FILE-link-outside", message, "Put the sheet itself there, or check the folder it is in.", _START)


def _not_regular() -> Fault:
    message = "The path is not an ordinary file and was not opened."
    return Fault("FILE-not-regular", message, "Name a file with a sheet in it.", _START)


def _unreadable(error: Exception) -> Fault:
    reason = (getattr(error, "strerror", None) or "the path cannot be used").lower()
    return Fault("FILE-unreadable", f"The file cannot be read: {reason}.", "Check the path and its permissions.", _START)
