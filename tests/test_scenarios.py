"""Golden scenarios: files, one command, its output and exit status, in one text file each.

`python -m pytest tests/test_scenarios.py --update-scenarios` rewrites the outputs; the difference is reviewed.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

SCENARIOS = sorted((Path(__file__).parent / "scenarios").glob("*.txt"))
PART = re.compile(r"^=== (?P<name>.+)\n", re.MULTILINE)


def parts_of(path: Path) -> dict[str, str]:
    """Split a scenario into its parts: promise, `$ command`, files by name, and `output, exit N`."""
    text = path.read_text("utf-8")
    pieces = PART.split(text)
    assert len(pieces) > 4, path
    return {"promise": pieces[0], **dict(zip(pieces[1::2], pieces[2::2], strict=True))}


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_a_scenario_goes_as_written(path: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    parts = parts_of(path)
    (command,) = [name for name in parts if name.startswith("$ ")]
    (expected,) = [name for name in parts if name.startswith("output, exit ")]
    for name, text in parts.items():
        if name not in ("promise", command, expected):
            file = tmp_path / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
    arguments = command.removeprefix("$ specvalidator ").split()
    environment = {**os.environ, "PYTHONUTF8": "1", "COLUMNS": "100"}
    done = subprocess.run(
        [sys.executable, "-m", "specvalidator", *arguments],
        cwd=tmp_path, env=environment, capture_output=True, check=False, input=parts[command].encode(),
    )  # fmt: skip
    output = done.stdout.decode() + done.stderr.decode()
    if request.config.getoption("--update-scenarios"):
        updated = path.read_text("utf-8")
        head = updated[: updated.index(f"=== {expected}\n")]
        path.write_text(f"{head}=== output, exit {done.returncode}\n{output}", "utf-8")
        return
    assert output == parts[expected]
    assert expected == f"output, exit {done.returncode}"
