"""Which files are sheets, and their bytes: folders walked, links kept inside, nothing but ordinary files opened.

The only room that touches the file system for sheets. It does not look inside a file.
"""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, Final, NamedTuple

from specvalidator.faults import Fault
from specvalidator.location import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["STDIN", "SheetFile", "find_files", "leads_outside", "read_file", "read_ordinary"]

STDIN: Final = "-"
_ENDINGS: Final = (".yaml", ".yml")
_SIGNS: Final = "*?["
"""What makes a path a pattern."""
_START: Final = Span(1, 1, 1, 1)
_NONBLOCKING: Final = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


class SheetFile(NamedTuple):
    """A file that may hold sheets: its path, the folder that it may not lead out of, and how it is shown."""

    path: str
    root: str
    shown: str
    fault: Fault | None = None
    """Why it is not read, when that is known from its name alone."""


def find_files(paths: Iterable[str], endings: tuple[str, ...] = _ENDINGS) -> tuple[SheetFile, ...]:
    """Return the files that paths stand for, sorted by path, each once.

    A folder stands for every file under it with one of the endings (by default `.yaml` and `.yml`), hidden folders
    left out; a pattern with `*`, `?` or `[` for what it matches. Raises `FileNotFoundError` for a path or pattern that
    stands for nothing.
    """
    found: dict[str, SheetFile] = {}
    for path in paths:
        files = list(_stands_for(path, endings))
        if not files:
            raise FileNotFoundError(path)
        for file in files:
            found.setdefault(os.path.normpath(file.path) if file.path != STDIN else STDIN, file)
    return tuple(sorted(found.values(), key=lambda file: file.shown.encode()))


def _stands_for(path: str, endings: tuple[str, ...]) -> Iterator[SheetFile]:
    if path == STDIN:
        yield SheetFile(STDIN, "", "<stdin>")
    elif os.path.isdir(path):
        yield from _walk(path, endings)
    elif os.path.lexists(path):
        yield _file(path, os.path.dirname(path) or ".")
    elif any(sign in path for sign in _SIGNS):
        # A pattern can run through a link to a folder; what it finds has to lie under the part without signs.
        fixed = path[: min(path.find(sign) for sign in _SIGNS if sign in path)]
        root = os.path.dirname(fixed) or "."
        for match in sorted(set(_matches(path))):
            if leads_outside(match, root):
                yield SheetFile(match, root, shown_path(match), _outside())
            elif os.path.isdir(match):
                yield from _walk(match, endings)
            else:
                yield _file(match, root)


def _matches(pattern: str) -> Iterator[str]:
    """Return the paths that fit a pattern, hidden names left out.

    Unlike the standard library's, it never goes through a link to a folder that a sign stands for: two links that
    lead back make more paths than can be listed. Such a link is returned itself when it leads out of this folder.
    """
    drive, rest = os.path.splitdrive(pattern.replace(os.altsep or os.sep, os.sep))
    steps = [step for step in rest.split(os.sep) if step]
    found = {drive + os.sep if rest.startswith(os.sep) else drive: None}
    for number, step in enumerate(steps, start=1):
        is_last = number == len(steps)
        fitting: dict[str, None] = {}
        for here in found:
            if any(sign in step for sign in _SIGNS):
                for path, is_link_outside in _fitting(here, step, is_last=is_last):
                    if is_link_outside:
                        yield path
                    else:
                        fitting[path] = None
            elif _is_there(path := os.path.join(here, step), is_last=is_last):
                fitting[path] = None
        found = fitting
    yield from found


def _fitting(folder: str, step: str, *, is_last: bool) -> Iterator[tuple[str, bool]]:
    """Return what fits one step of a pattern in a folder, and whether it is a link that leads outside."""
    import fnmatch  # noqa: PLC0415 - most shells expand patterns themselves

    is_deep = step == "**"
    if is_deep and (folder or not is_last):
        yield folder, False
    waiting = [folder]
    while waiting:
        for name, path, is_folder in _entries(waiting.pop()):
            if name.startswith(".") and not step.startswith("."):
                continue
            if is_deep or fnmatch.fnmatch(name, step):
                if is_folder or is_last:
                    yield path, False
                elif os.path.isdir(path) and leads_outside(path, "."):
                    yield path, True
            if is_deep and is_folder:
                waiting.append(path)


def _is_there(path: str, *, is_last: bool) -> bool:
    return os.path.lexists(path) if is_last else os.path.isdir(path)


def _entries(folder: str) -> Iterator[tuple[str, str, bool]]:
    """Return name and path of what is in a folder, and whether it is a folder itself; nothing when it is closed."""
    try:
        with os.scandir(folder or ".") as entries:
            inside = [(entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries]
    except OSError:
        return
    for name, is_folder in inside:
        yield name, os.path.join(folder, name), is_folder


def _walk(folder: str, endings: tuple[str, ...]) -> Iterator[SheetFile]:
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
                    if entry.name.lower().endswith(endings):
                        yield SheetFile(entry.path, folder, shown_path(entry.path), _folder())
            elif entry.is_symlink() and os.path.isdir(entry.path):
                fault = _linked_folder(os.path.realpath(entry.path), root)
                if fault is not None:
                    yield SheetFile(entry.path, folder, shown_path(entry.path), fault)
            elif entry.name.lower().endswith(endings):
                yield _file(entry.path, folder)


def _file(path: str, root: str) -> SheetFile:
    return SheetFile(path, root, shown_path(path))


def shown_path(path: str) -> str:
    r"""Return a path as a text that can be written anywhere: bytes that are no UTF-8 become `\xNN`."""
    return os.fsencode(path).decode("utf-8", "backslashreplace").replace(os.sep, "/")


def _is_inside(real: str, root: str) -> bool:
    return real == root or real.startswith(root.rstrip(os.sep) + os.sep)


def _linked_folder(real: str, root: str) -> Fault | None:
    """Say why what a link to a folder leads to is not checked; None when the walk comes to it by itself."""
    if not _is_inside(real, root):
        return _outside()
    if any(step.startswith(".") for step in real[len(root) :].split(os.sep)):
        message = "The link leads to a hidden folder; neither was followed."
        return Fault("FILE-link-outside", message, "Put the sheets in a folder that is not hidden.", _START)
    return None


def leads_outside(path: str, root: str) -> bool:
    """Say whether a path, links followed, lies neither under `root` nor under the current folder."""
    real = os.path.realpath(path)
    return not any(_is_inside(real, os.path.realpath(folder)) for folder in (root, "."))


def read_file(file: SheetFile, limit: int) -> bytes | Fault:
    """Return the bytes of a file, at most one more than `limit`; or why it cannot be read. Never waits."""
    if file.fault is not None:
        return file.fault
    try:
        if os.path.islink(file.path) and leads_outside(file.path, file.root):
            return _outside()
        if not stat.S_ISREG(os.stat(file.path).st_mode):
            return _not_regular()
        return read_ordinary(file.path, limit)
    except (OSError, ValueError) as error:
        return _unreadable(error)


def read_ordinary(path: str, limit: int) -> bytes | Fault:
    """Return the bytes of an ordinary file, at most one more than `limit`; raises `OSError`.

    Reads without blocking, and looks again at what was opened: the path may have changed meanwhile.
    """
    descriptor = os.open(path, os.O_RDONLY | _NONBLOCKING)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            return _not_regular()
        parts = []
        left = limit + 1
        # NOTE: room for what is read is made before; a megabyte of it would take longer than reading a usual sheet.
        size = min(max(status.st_size, 1) + 1, 1 << 20)
        while left > 0 and (part := os.read(descriptor, min(left, size))):
            parts.append(part)
            left -= len(part)
        return b"".join(parts)
    finally:
        os.close(descriptor)


def _outside() -> Fault:
    message = "The link leads out of the folder that is checked and was not followed."
    return Fault("FILE-link-outside", message, "Put the sheet itself there, or check the folder it is in.", _START)


def _folder() -> Fault:
    message = "A folder has the name of a sheet; what is in it is checked as in any folder."
    return Fault("FILE-not-regular", message, "Name the folder without the ending of a sheet.", _START)


def _not_regular() -> Fault:
    message = "The path is not an ordinary file and was not opened."
    return Fault("FILE-not-regular", message, "Name a file with a sheet in it.", _START)


def _unreadable(error: Exception) -> Fault:
    reason = (getattr(error, "strerror", None) or "the path cannot be used").lower()
    return Fault(
        "FILE-unreadable",
        f"The file cannot be read: {reason}.",
        "Check the path and its permissions.",
        _START,
    )
