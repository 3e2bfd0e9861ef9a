"""Hostile pages and lines, by the real command line: bounded, never a traceback, nothing in the output that acts."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

MEGABYTES = 10_000_000
ACTIVE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
FORGED = re.compile(r"^[ \t]*::[\w-]+[ :]|##\w*\[", re.MULTILINE)


def run(folder: Path, *arguments: str, stdin: bytes = b"", seconds: float = 120) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "specvalidator", "text", *arguments],
        input=stdin, capture_output=True, check=False, cwd=folder, timeout=seconds,
    )  # fmt: skip
    out, err = done.stdout.decode(), done.stderr.decode()
    for stream in (out, err):
        assert "Traceback" not in stream, stream[-2000:]
        for pattern in (ACTIVE, FORGED):
            assert pattern.search(stream) is None
    return done.returncode, out, err


@pytest.mark.outside  # its time is measured: not under coverage
@pytest.mark.parametrize(
    ("name", "sign", "finds"),
    [("a.html", "<div>", "TEXT-empty"), ("a.html", "<!--", "TEXT-unclosed"), ("a.html", '<a b="', "TEXT-unclosed"), ("a.md", "x<!--", None)],
)  # fmt: skip
def test_ten_megabytes_of_markup_are_read(tmp_path: Path, name: str, sign: str, finds: str | None) -> None:
    (tmp_path / name).write_text(sign * (MEGABYTES // len(sign)), "utf-8")
    status, out, err = run(tmp_path, name, "--format", "json")
    found = [finding["id"] for page in json.loads(out)["pages"] for finding in page["findings"]]
    assert found == ([finds] if finds else [])
    assert status == int(bool(finds))
    assert err == ""


@pytest.mark.parametrize("form", ["text", "json"])
def test_nothing_of_a_page_acts_on_a_terminal_or_a_log(tmp_path: Path, form: str) -> None:
    page = "# It treats \x1b[31mpain \u202e ##[error]x\n\n::error file=x::It treats pain\u200b.\n\n<!-- \x9b2J -->\n\n::warning::b"
    for name in ("a.md", "a.html", "a.txt"):
        (tmp_path / name).write_text(page, "utf-8")
        status, out, _ = run(tmp_path, name, "--show-text", "--format", form)
        assert status == 1
        assert "TEXT-claim" in out


def test_names_languages_and_lines_do_not_act_either(tmp_path: Path) -> None:
    (tmp_path / "a\x1b[2J.md").write_text("Ozone treats pain.", "utf-8")
    assert run(tmp_path, ".")[0] == 1
    assert run(tmp_path, ".", "--lang", "x\x1b[31m", "--show-text")[0] == 0
    assert run(tmp_path, "\x1b[2J.md")[0] == 2
    lines = b'{"id": "##[error]\\u001b", "text": "It treats ##[error]\\u202e pain."}\n'
    status, out, _ = run(tmp_path, "--jsonl", "-", stdin=lines)
    assert status == 0
    assert json.loads(out)["id"] == "##[error]\x1b"


def test_many_lines_are_answered_as_they_come(tmp_path: Path) -> None:
    lines = b"".join(b'{"id": %d, "text": "It treats back pain %d."}\n' % (number, number) for number in range(20_000))
    status, out, _ = run(tmp_path, "--jsonl", "-", stdin=lines)
    assert status == 0
    assert [json.loads(line)["id"] for line in out.splitlines()] == list(range(20_000))
