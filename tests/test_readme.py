"""The README shows what the tool really says; `--update-scenarios` writes it in."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

README = Path(__file__).parent.parent / "README.md"


def block(name: str) -> str:
    found = re.search(rf"<!-- {name} -->\n```\w+\n(.*?)```\n", README.read_text("utf-8"), re.DOTALL)
    assert found, name
    return found.group(1)


def run(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "specvalidator", *arguments],
        capture_output=True, text=True, check=False, cwd=folder, env={"PATH": "", "COLUMNS": "100", "PYTHONUTF8": "1"},
    )  # fmt: skip
    return done.stdout


def keep(name: str, text: str, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update-scenarios"):
        whole = README.read_text("utf-8")
        README.write_text(
            re.sub(
                rf"(<!-- {name} -->\n```\w+\n).*?```\n", lambda m: f"{m.group(1)}{text}```\n", whole, flags=re.DOTALL
            ),
            "utf-8",
        )
    assert block(name) == text


def test_the_help_is_the_help(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    keep("help", run(tmp_path, "check", "--help"), request)


def test_the_finding_is_what_the_sheet_gives(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    (tmp_path / "sheet.yaml").write_text(block("sheet"), "utf-8")
    output = run(tmp_path, "check", "sheet.yaml")
    (finding,) = re.findall(r"^error\[US-801\.415-c1-room\].*?\n\n", output, re.DOTALL | re.MULTILINE)
    keep("finding", finding.rstrip("\n") + "\n", request)


def test_the_commands_for_a_newcomer_are_there_for_ci() -> None:
    assert "check specs" in block("check")
    assert "pytest" in block("test")


def test_the_figures_are_those_that_the_benchmark_printed() -> None:
    printed = (README.parent / "benchmarks" / "latest.md").read_text("utf-8")
    rows = re.findall(
        r"^\| (P\d+w?) \| (?:the worst of \d+ hostile inputs, )?(.*?) \| (.*?) \| (.*?) \|",
        README.read_text("utf-8"),
        re.MULTILINE,
    )
    assert len(rows) >= 15
    for goal, what, measured, must in rows:
        assert f"| {goal} | {what} | {measured} | {must} |" in printed
