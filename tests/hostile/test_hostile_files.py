"""Hostile file systems: what is no ordinary file inside the folder is reported, never waited for, never followed."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

SHEET = "spec: 1\ndevice: {name: Unit, kind: air-cleaner, manufacturer: Example Air Inc.}\n"
FAULTY = SHEET.replace("air-cleaner", "air-cleanr")
UNASKED = "spec: 1\ndevice: {name: Top secret, kind: air-cleanr}\n"


def special(path: Path, kind: int) -> None:
    """Make a pipe or a socket in the file system."""
    if not hasattr(os, "mknod"):
        pytest.skip("this platform makes no such files")
    try:
        os.mknod(path, kind | 0o600)
    except PermissionError:
        pytest.skip("making such files needs more rights here")


def link(path: Path, target: str | Path) -> None:
    path.symlink_to(target)


def outside(folder: Path) -> Path:
    """Return a folder beside the one in which the tool runs, with a sheet in it that nobody asked for."""
    other = folder.parent.with_name(f"{folder.parent.name}-outside")
    other.mkdir(exist_ok=True)
    (other / "secret.yaml").write_text(UNASKED, "utf-8")
    return other


Make = Callable[[Path], object]

# Name of the case, what is made in the folder, the file that the finding is about, its id, and part of what it says.
SPECIAL: list[tuple[str, Make, str, str, str]] = [
    ("pipe", lambda f: special(f / "x.yaml", stat.S_IFIFO), "x.yaml", "FILE-not-regular", "not an ordinary file"),
    ("socket", lambda f: special(f / "x.yaml", stat.S_IFSOCK), "x.yaml", "FILE-not-regular", "not an ordinary file"),
    ("folder", lambda f: (f / "x.yaml").mkdir(), "x.yaml", "FILE-not-regular", "A folder has the name of a sheet"),
    ("folder-yml", lambda f: (f / "x.YML").mkdir(), "x.YML", "FILE-not-regular", "A folder has the name of a sheet"),
    ("link-to-device", lambda f: link(f / "x.yaml", "/dev/zero"), "x.yaml", "FILE-link-outside", "was not followed"),
    ("link-to-file", lambda f: link(f / "x.yaml", outside(f) / "secret.yaml"), "x.yaml", "FILE-link-outside", "leads out"),
    ("link-up", lambda f: link(f / "x.yaml", f"../../{outside(f).name}/secret.yaml"), "x.yaml", "FILE-link-outside", "leads out"),
    ("link-to-folder", lambda f: link(f / "x", outside(f)), "x", "FILE-link-outside", "leads out"),
    ("link-to-root", lambda f: link(f / "x", "/"), "x", "FILE-link-outside", "leads out"),
    ("link-to-parent", lambda f: link(f / "x", ".."), "x", "FILE-link-outside", "leads out"),
    ("link-nowhere", lambda f: link(f / "x.yaml", "gone.yaml"), "x.yaml", "FILE-unreadable", "cannot be read"),
    ("link-nowhere-outside", lambda f: link(f / "x.yaml", "../../gone.yaml"), "x.yaml", "FILE-link-outside", "leads out"),
    ("link-to-itself", lambda f: link(f / "x.yaml", "x.yaml"), "x.yaml", "FILE-unreadable", "cannot be read"),
    ("link-to-pipe", lambda f: (special(f / "p", stat.S_IFIFO), link(f / "x.yaml", "p")), "x.yaml", "FILE-not-regular", "ordinary"),
    ("link-to-hidden", lambda f: ((f / ".h").mkdir(), link(f / "x", ".h")), "x", "FILE-link-outside", "hidden folder"),
]  # fmt: skip


@pytest.mark.parametrize("row", SPECIAL, ids=[row[0] for row in SPECIAL])
def test_what_is_no_file_of_the_folder_is_reported(row: tuple[str, Make, str, str, str], tmp_path: Path, check) -> None:
    _, make, name, finds, says = row
    folder = tmp_path / "sheets"
    folder.mkdir()
    (folder / "good.yaml").write_text(SHEET, "utf-8")
    make(folder)
    done = check("sheets")
    assert done.status == 1
    assert done.by_file == {f"sheets/{name}": [finds], "sheets/good.yaml": []}
    assert says in done.findings[0]["message"]
    assert "secret" not in done.text
    if (folder / name).is_dir():  # named by itself, a folder is a folder
        return
    named = check(f"sheets/{name}")
    assert named.status == 1
    assert named.by_file == {f"sheets/{name}": [finds]}


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/full", "/dev/random", "/dev/tty", "/proc/kmsg"])
def test_a_device_is_not_opened(device: str, check) -> None:
    if not os.path.exists(device):
        pytest.skip(f"no {device} here")
    done = check(device)
    assert done.status == 1
    # Files of the kernel look ordinary; what cannot be read without waiting is said to be unreadable.
    assert done.findings[0]["id"] in ("FILE-not-regular", "FILE-unreadable")


def test_links_inside_the_folder_are_checked(tmp_path: Path, check) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "real.yaml").write_text(FAULTY, "utf-8")
    link(tmp_path / "x.yaml", "deep/real.yaml")
    link(tmp_path / "again", "deep")
    done = check(".")
    assert done.by_file == {"./deep/real.yaml": ["SHEET-value"], "./x.yaml": ["SHEET-value"]}


def test_links_that_lead_in_circles_end(tmp_path: Path, check) -> None:
    (tmp_path / "good.yaml").write_text(SHEET, "utf-8")
    for name in ("one", "two", "three"):
        link(tmp_path / name, ".")
    for arguments in ((".",), ("**/*.yaml",), ("**",), ("*/" * 30 + "*.yaml", "good.yaml"), ("**/" * 12 + "*.yaml",)):
        if "*/" * 30 in arguments[0]:
            assert check(*arguments, formats=("text",)).status == 2
            continue
        done = check(*arguments)
        assert done.status == 0
        assert {name.removeprefix("./").rpartition("/")[2] for name in done.by_file} == {"good.yaml"}
        assert len(done.by_file) <= 4


def test_a_pattern_does_not_lead_out_through_a_link(tmp_path: Path, check) -> None:
    folder = tmp_path / "sheets"
    folder.mkdir()
    link(folder / "out", outside(folder))
    (folder / "good.yaml").write_text(SHEET, "utf-8")
    for pattern in ("sheets/*/secret.yaml", "sheets/**/secret.yaml", "sheets/*/*.yaml", "sheets/o*"):
        done = check(pattern)
        assert done.status == 1, pattern
        assert done.by_file["sheets/out"] == ["FILE-link-outside"], pattern
        assert "secret" not in done.text, pattern


def test_many_stars_in_a_pattern_take_no_time(tmp_path: Path, check) -> None:
    (tmp_path / ("a" * 200 + ".yaml")).write_text(SHEET, "utf-8")
    assert check("*a" * 60 + "*b.yaml", formats=("text",)).status == 2
    assert check("[" * 100, "*a" * 20 + "*.yaml", formats=("text",)).status == 2
    assert check("*a" * 20 + "*.yaml").status == 0


def test_a_very_deep_folder_is_walked_and_what_is_out_of_reach_is_reported(tmp_path: Path, check) -> None:
    here = os.getcwd()
    try:
        os.chdir(tmp_path)
        for _ in range(30):
            os.mkdir("d" * 200)
            os.chdir("d" * 200)
        Path("sheet.yaml").write_text(SHEET, "utf-8")
    finally:
        os.chdir(here)
    done = check(".")
    assert done.status == 1
    assert list(done.by_file.values()) == [["FILE-unreadable"]]
    assert "File name too long".lower() in done.findings[0]["message"].lower()


def test_an_unreadable_file_and_folder_are_reported(tmp_path: Path, check) -> None:
    if os.geteuid() == 0:
        pytest.skip("root reads every file")
    (tmp_path / "closed.yaml").write_text(SHEET, "utf-8")
    (tmp_path / "closed.yaml").chmod(0)
    (tmp_path / "shut").mkdir(mode=0)
    done = check(".")
    (tmp_path / "shut").chmod(0o700)
    assert done.status == 1
    assert done.by_file == {"./closed.yaml": ["FILE-unreadable"], "./shut": ["FILE-unreadable"]}
    assert "permission denied" in done.text


def test_a_path_that_cannot_be_is_a_wrong_call(check) -> None:
    for path in ("a/" * 3000, "~nobody/x.yaml", "file:///x.yaml", ""):
        done = check(path, formats=("text",))
        assert done.status == 2
        assert done.text == ""


GONE: list[tuple[str, Make, str, str]] = [
    ("removed", Path.unlink, "FILE-unreadable", "no such file"),
    ("a-folder-by-now", lambda path: (path.unlink(), path.mkdir()), "FILE-not-regular", "not an ordinary file"),
    ("a-pipe-by-now", lambda path: (path.unlink(), special(path, stat.S_IFIFO)), "FILE-not-regular", "not an ordinary"),
    ("a-link-by-now", lambda path: (path.unlink(), link(path, "/dev/zero")), "FILE-link-outside", "was not followed"),
    ("emptied", lambda path: path.write_bytes(b""), "FILE-empty", "empty"),
]


@pytest.mark.parametrize(("change", "finds", "says"), [row[1:] for row in GONE], ids=[row[0] for row in GONE])
def test_a_file_that_changes_during_the_run_is_reported(change: Make, finds: str, says: str, tmp_path: Path) -> None:
    """Standard input is read after files were found and before they are read: the change happens in between."""
    sheet = tmp_path / "sheet.yaml"
    sheet.write_text(SHEET, "utf-8")
    command = [sys.executable, "-m", "specvalidator", "check", "-", "sheet.yaml"]
    with subprocess.Popen(
        command, cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        try:
            assert process.stdin is not None
            process.stdin.write(b"#" * (1 << 20))  # more than a pipe holds: this returns when the tool is reading
            process.stdin.flush()
            change(sheet)
            out, _ = process.communicate(b"\n" + SHEET.encode(), timeout=10)
        finally:
            process.kill()
    assert process.returncode == 1
    assert f"error[{finds}]" in out.decode()
    assert says in out.decode().lower()
    assert "Traceback" not in out.decode()


NAMES = [
    b"a\n::error::x.yaml", b"a\r::warning file=x::y.yaml", b"\r\n##[error]x.yaml", b"##vso[task.setvariable variable=x]y.yaml",
    b"##teamcity[buildStop].yaml", b"\x1b[2J\x1b]0;x\x07.yaml", b"\xff\xfe.yaml", b"\x9b2J.yaml", "\x9b2J.yaml".encode(),
    "\u202elmay.txe".encode() + b".yaml", b"-x.yaml", b"--format=json.yaml", b"a b,c:d%2e%0a'\"|.yaml", b"*[a]?.yaml", b"a" * 250 + b".yaml",
    b"\\n.yaml", b"$(touch made).yaml", b"x;touch made.yaml", b"\t.yaml", b"\x7f.yaml", "\u2028.yaml".encode(),
]  # fmt: skip


def test_no_file_name_acts_on_a_terminal_or_a_log(tmp_path: Path, check) -> None:
    for name in NAMES:
        try:
            with open(os.path.join(os.fsencode(tmp_path), name), "wb") as file:
                file.write(FAULTY.encode())
        except OSError:
            continue  # this file system does not take such a name
    for environment in ({}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}):
        done = check(".", environment=environment)
        assert done.status == 1
        assert len(done.by_file) == len(os.listdir(tmp_path))
        assert all(ids == ["SHEET-value"] for ids in done.by_file.values())
        assert "== ./\\xff\\xfe.yaml" in done.text
        assert "== ./a\\n:\\:error::x.yaml" in done.text
        assert not (tmp_path / "made").exists()


@pytest.mark.parametrize("name", NAMES[:7], ids=repr)
def test_a_name_that_does_not_exist_is_said_harmlessly(name: bytes, check) -> None:
    done = check("--", b"no" + name, formats=("text",))
    assert done.status == 2
    assert "does not exist" in done.errors


def test_a_file_that_grows_is_read_up_to_the_limit(tmp_path: Path, check) -> None:
    path = tmp_path / "sheet.yaml"
    path.write_text(SHEET, "utf-8")
    with path.open("r+b") as file:
        file.truncate(1 << 40)  # a hole of a terabyte: takes no room, and reads as zeros
    done = check("sheet.yaml", size=1 << 24)
    assert done.by_file == {"sheet.yaml": ["LIMIT-bytes"]}


def test_time_is_bounded_for_many_files_and_processes(tmp_path: Path, check) -> None:
    for number in range(100):
        (tmp_path / f"{number}.yaml").write_text(["a: [", SHEET, "\0", FAULTY][number % 4], "utf-8")
    special(tmp_path / "pipe.yaml", stat.S_IFIFO)
    started = time.monotonic()
    alone = check(".", "--jobs", "1", size=500_000)
    assert alone.status == 1
    assert check(".", "--jobs", "4", size=500_000).text == alone.text
    assert time.monotonic() - started < 20  # four runs, text and JSON, in which every pack is asked
