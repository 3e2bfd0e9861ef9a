"""Nothing of a sheet acts on a terminal or a CI log, and no stream, locale or terminal makes the tool fail."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SHEET = "spec: 1\ndevice: {name: Unit, kind: air-cleaner, manufacturer: Example Air Inc.}\n"
FAULTY = SHEET.replace("air-cleaner", "air-cleanr")

# Texts as YAML writes them in double quotes; with what the report has to show of them.
ACTS = {
    "newline-error": ("a\\n::error file=x,line=1::boo", "a\\n:\\:error file=x,line=1::boo"),
    "return-error": ("a\\r\\n::error::boo", "a\\r\\n:\\:error::boo"),
    "stop-commands": ("\\n::stop-commands::x", "\\n:\\:stop-commands::x"),
    "set-output": ("\\n::set-output name=a::b", "\\n:\\:set-output name=a::b"),
    "four-colons": ("\\n:::error::b", "\\n::\\:error::b"),
    "separator": ("a\\u2028::error::b", "a\\u2028:\\:error::b"),
    "group": ("##[group]x", "#\\#[group]x"),
    "azure": ("##vso[task.setvariable variable=a]b", "#\\#vso[task"),
    "teamcity": ("##teamcity[buildStop comment='x']", "#\\#teamcity[build"),
    "three-hashes": ("###[error]x", "##\\#[error]x"),
    "clear-screen": ("\\e[2J\\e[H", "\\x1b[2J\\x1b[H"),
    "title": ("\\e]0;owned\\a", "\\x1b]0;owned\\x07"),
    "clipboard": ("\\e]52;c;YQ==\\a", "\\x1b]52;c;YQ==\\x07"),
    "hyperlink": ("\\e]8;;http://x\\e\\\\", "\\x1b]8;;http://x\\x1b\\"),
    "c1": ("\\x9b2J\\x9d0;x\\x9c", "\\x9b2J\\x9d0;x\\x9c"),
    "next-line": ("a\\Nb", "a\\x85b"),
    "backspace": ("ok\\b\\b", "ok\\x08\\x08"),
    "return": ("bad\\rgood", "bad\\rgood"),
    "bell-nul-delete": ("\\a\\0\\x7f", "\\x07\\x00\\x7f"),
    "override": ("\\u202edesrever\\u202c", "\\u202edesrever\\u202c"),
    "isolate": ("\\u2066x\\u2069\\u200f\\u061c", "\\u2066x\\u2069\\u200f\\u061c"),
    "invisible": ("a\\u200bb\\u2060c\\ufeffd\\xade", "a\\u200bb\\u2060c\\ufeffd\\xade"),
    "tags": ("\\U000E0041\\U000E007F", "\\U000e0041\\U000e007f"),
}


@pytest.mark.parametrize(("text", "shown"), ACTS.values(), ids=ACTS)
def test_no_value_or_key_acts_wherever_it_is_repeated(text: str, shown: str, tmp_path: Path, check) -> None:
    """As name, kind, unknown key, duplicate key, place, quantity, pointer and words that are found, escaped and bare."""
    quoted = f'"{text}"'
    bare = text.encode().decode("unicode_escape") if "\\e" not in text and "\\N" not in text else ""
    (tmp_path / "sheet.yaml").write_text(
        f"spec: 1\ndevice: {{name: {quoted}, kind: {quoted}}}\n{quoted}: 1\nnot_stated: [{quoted}, {quoted[:1]}/{quoted[1:]}]\n"
        f"ozone: {{room_air: {{max: {quoted}}}}}\nmarkets: [{{market: {quoted}, status: {quoted}}}]\n"
        f"artefacts: [{{kind: brochure, language: {quoted}, transcribed: whole, texts: {{marketing: [{quoted}]}}}}]\n"
        f"---\nspec: 1\ndevice: {{name: a, kind: air-cleaner}}\nx-a: {{{quoted}: 1, {quoted}: 2}}\n",
        "utf-8",
    )  # fmt: skip
    done = check("sheet.yaml", "--show-met", "--market", "US", "--fail-on", "undetermined")
    assert done.status == 1
    assert f"== sheet.yaml · {shown}" in done.text
    assert {"SHEET-value", "SHEET-unknown-key", "SHEET-quantity", "YAML-duplicate-key"} <= {
        f["id"] for f in done.faults
    }
    if bare.isprintable() and bare.isascii() and bare:
        (tmp_path / "bare.yaml").write_text(f"{FAULTY}# {bare}\nx-{bare}: 1\nx-{bare}: 2\n", "utf-8")
        assert check("bare.yaml").status == 1


SEAMS = {
    "bracket-after-hashes": "{a##[error]boo",
    "bracket-after-command": "{a##vso[task.x]boo",
    "hash-after-version": "%YAML 1##[error]boo",
    "comment-line": "a: b: c ##[error]boo",
    "comment-line-indented": "x-a: 1 ##[error]boo\nx-a: 2 ##[error]boo",
    "colons": "a: b: ::error::boo",
    "tag": "spec: 1\nx-a: !x##[error] 1",
    "anchor": "x-a: &a##[error] 1\nx-b: *b##[error]",
    "key": "? [##[error]]\n: 1",
    "flow": "{a: b, a##[error]: [[",
}


@pytest.mark.parametrize("text", SEAMS.values(), ids=SEAMS)
def test_no_command_comes_together_where_an_excerpt_is_marked(text: str, tmp_path: Path, check) -> None:
    (tmp_path / "sheet.yaml").write_text(text, "utf-8")
    done = check("sheet.yaml")
    assert done.status == 1
    assert done.findings
    long = "é" * 90 + text.replace("\n", " ")
    (tmp_path / "long.yaml").write_text(f"{FAULTY}x-a: {long}{'ü' * 500}\nx-a: ##[error]\n", "utf-8")
    assert check("long.yaml").status == 1


def test_json_holds_values_as_they_are_though_no_log_finds_a_command_in_it(tmp_path: Path, check) -> None:
    (tmp_path / "sheet.yaml").write_text(
        'spec: 1\ndevice: {name: "##[error]a ##vso[b]c ###d", kind: air-cleaner}\n', "utf-8"
    )
    (sheet,) = check("sheet.yaml").review["sheets"]
    assert sheet["device"] == "##[error]a ##vso[b]c ###d"


def run(folder: Path, command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a line of the shell in which `sv` is the tool."""
    given = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG", "PYTHON"))}
    return subprocess.run(
        ["bash", "-c", f'sv() {{ "{sys.executable}" -m specvalidator check "$@"; }}; {command}'],
        cwd=folder, env={**given, "LC_ALL": "C.UTF-8", **environment}, capture_output=True, check=False,
        timeout=10, encoding="utf-8", errors="surrogateescape",
    )  # fmt: skip


# Name, the line (in which `sv` is `specvalidator check`), exit status, part of the error stream.
STREAMS = [
    ("output-closed", "sv sheet.yaml >&-", 3, "could not be written: standard output is closed"),
    ("output-closed-json", "sv sheet.yaml --format json >&-", 3, "standard output is closed"),
    ("output-not-for-writing", "sv sheet.yaml >&0 </dev/null", 3, "could not be written: Bad file descriptor"),
    ("output-full", "sv sheet.yaml >/dev/full", 3, "could not be written: No space left on device"),
    ("output-full-many", "sv many.yaml --format json >/dev/full", 3, "could not be written: No space left on device"),
    ("output-closed-early", "sv many.yaml | head -1 >/dev/null; exit ${PIPESTATUS[0]}", 3, ""),
    ("output-closed-at-once", "sv many.yaml | true; exit ${PIPESTATUS[0]}", 3, ""),
    ("errors-closed", "sv sheet.yaml 2>&-", 1, ""),
    ("errors-closed-folder", "sv . 2>&-", 1, ""),
    ("errors-closed-wrong-call", "sv nowhere.yaml 2>&-", 2, ""),
    ("errors-full-wrong-call", "sv nowhere.yaml 2>/dev/full", 2, ""),
    ("both-closed", "sv sheet.yaml >&- 2>&-", 3, ""),
    ("all-closed", "sv sheet.yaml >&- 2>&- <&-", 3, ""),
    ("input-closed", "sv - <&-", 2, "standard input is closed or cannot be read"),
    ("input-closed-not-wanted", "sv sheet.yaml <&-", 1, ""),
    ("input-not-for-reading", "sv - 0>/dev/null", 2, "standard input is closed or cannot be read"),
    ("input-endless", "sv - </dev/zero", 1, ""),
    ("input-endless-text", "yes 'a: b' | sv -", 1, ""),
    ("input-random", "head -c 100000 /dev/urandom | sv -", 1, ""),
    ("input-program", f"sv - <'{os.path.realpath(sys.executable)}'", 1, ""),
    ("input-empty", "sv - </dev/null", 1, ""),
    ("input-twice", "sv - - </dev/null", 1, ""),
    ("input-device", "sv /dev/stdin </dev/null", 1, ""),
    ("no-home", "HOME=/nonexistent sv sheet.yaml", 1, ""),
    ("no-folder", "mkdir gone && cd gone && rmdir ../gone && sv ../sheet.yaml", 1, ""),
    ("no-folder-default", "mkdir gone && cd gone && rmdir ../gone && sv", 2, ""),
]  # fmt: skip


@pytest.mark.parametrize(("line", "status", "says"), [row[1:] for row in STREAMS], ids=[row[0] for row in STREAMS])
def test_no_stream_makes_the_tool_fail(line: str, status: int, says: str, tmp_path: Path) -> None:
    if "/dev/" in line and not Path("/dev/full").exists():
        pytest.skip("this platform has other devices")
    (tmp_path / "sheet.yaml").write_text(FAULTY, "utf-8")
    (tmp_path / "many.yaml").write_text("---\n".join([FAULTY] * 100), "utf-8")
    done = run(tmp_path, line)
    assert done.returncode == status, done.stderr[-1000:]
    assert "Traceback" not in done.stderr + done.stdout
    assert "please report" not in done.stderr
    assert says in done.stderr
    if not says and status != 2:
        assert done.stderr == ""


SURROUNDINGS: dict[str, dict[str, str]] = {
    "ascii": {"PYTHONIOENCODING": "ascii"},
    "ascii-strict": {"PYTHONIOENCODING": "ascii:strict"},
    "c-locale": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "no-such-locale": {"LC_ALL": "xx_XX.nonsense"},
    "turkish": {"LC_ALL": "tr_TR.UTF-8"},
    "width-0": {"COLUMNS": "0", "LINES": "0"},
    "width-1": {"COLUMNS": "1"},
    "width-huge": {"COLUMNS": "9" * 30},
    "dumb": {"TERM": "dumb"},
    "colour-forced": {"FORCE_COLOR": "1", "CLICOLOR_FORCE": "1", "TERM": "xterm-256color"},
    "no-colour": {"NO_COLOR": ""},
    "warnings": {"PYTHONWARNINGS": "error"},
}


@pytest.mark.parametrize("environment", SURROUNDINGS.values(), ids=SURROUNDINGS)
def test_no_locale_or_terminal_changes_what_is_found(environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "sheet.yaml").write_text(FAULTY.replace("Unit", "Ünit µ 臭氧"), "utf-8")
    command = "sv sheet.yaml --format json >json & sv sheet.yaml; status=$?; wait; cat json; exit $status"
    done = run(tmp_path, command, **environment)
    assert done.returncode == 1
    assert not [line for line in done.stderr.splitlines() if "setlocale" not in line]  # the shell's own warning
    text, brace, written_json = done.stdout.partition("\n{\n")
    assert "error[SHEET-value]" in text
    assert (
        "Ünit µ 臭氧" in text
        or "\\xdcnit \\xb5 \\u81ed\\u6c27" in text
        or "Ünit µ \\u81ed\\u6c27" in os.fsencode(text).decode("latin-1")
    )
    assert "\x1b" not in text
    assert json.loads(brace + written_json)["sheets"][0]["device"] == "Ünit µ 臭氧"


@pytest.mark.parametrize(
    "arguments",
    [
        ["--format", "text\n::error::x"], ["--format", "\x1b[2J"], ["--pack", "\x1b[2J\n::error::x"], ["--pack", "##[error]x/"],
        ["--pack", "\u202e.yaml"], ["--market", "U\nS\x1b"], ["--as-of", "2026-01-01\n::error::x"],
        ["--as-of", "٢٠٢٦-٠١-٠١"], ["--jobs", "9" * 5000], ["--fail-on", "##[error]"],
        ["--nope=\n::error::x"], ["##vso[a]b.yaml"], ["--", "\n::error::x"],
    ],
    ids=repr,
)  # fmt: skip
def test_a_wrong_call_is_said_harmlessly(arguments: list[str], tmp_path: Path, check) -> None:
    (tmp_path / "sheet.yaml").write_text(SHEET, "utf-8")
    done = check(*arguments[: arguments.index("--")] if "--" in arguments else [], *arguments, formats=("text",))
    assert done.status == 2
    assert done.text == ""
    assert done.errors.startswith("specvalidator: ")
