"""The real command line, run on hostile input: bounded in time and memory, and nothing in its output that acts."""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import jsonschema_rs
import pytest

if sys.platform == "win32":
    collect_ignore_glob = ["*.py"]
else:
    import resource

SCHEMA = Path(__file__).parents[2] / "schemas" / "review-v1.schema.json"

CEILING = 10.0
"""Seconds after which a run counts as hung."""
SLACK = 15.0 if "COVERAGE_PROCESS_CONFIG" in os.environ else 3.0
"""Seconds of processor time that a busy machine may add to both runs of a case."""
MEMORY = 1 << 30
"""Bytes of address space that one run may take: the largest file allowed fits, an alias bomb does not."""

FORGED = re.compile(r"^[ \t]*::[\w-]+[ :]|##\w*\[", re.MULTILINE)
"""What a CI system takes for a command: at the start of a line, or anywhere in it."""
ACTIVE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e0fff]"
)
"""Characters that a terminal or a viewer acts on; line ends are the only ones that a report has."""
SHOWN = re.compile(r"^(?:error|warning|note)\[([\w.-]+)\]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Done:
    """What one case gave: exit status, the text, the error stream, and what the JSON holds (None: none was asked)."""

    status: int
    text: str
    errors: str
    review: Any
    size: int
    """Bytes of the longest report."""
    seconds: float
    """Processor time of all runs of the case."""

    @property
    def findings(self) -> list[dict[str, Any]]:
        """Return all findings, sheet by sheet."""
        return [finding for sheet in self.review["sheets"] for finding in sheet["findings"]]

    @property
    def faults(self) -> list[dict[str, Any]]:
        """Return the findings about files, YAML, limits and form, without those of requirements."""
        ours = ("FILE-", "YAML-", "LIMIT-", "SHEET-")
        return [finding for finding in self.findings if finding["id"].startswith(ours)]

    @property
    def by_file(self) -> dict[str, list[str]]:
        """Return the ids of the faults of each file."""
        found: dict[str, list[str]] = {}
        for sheet in self.review["sheets"]:
            found.setdefault(sheet["file"], []).extend(finding["id"] for finding in sheet["findings"])
        return found


Check = Callable[..., Done]


@dataclass(frozen=True, slots=True)
class Pace:
    """How long ordinary input takes: to start, and per byte; processor time of a text and a JSON report together."""

    start: float
    per_byte: float

    def allowed(self, size: int) -> float:
        """Return the time that hostile input of a size may take: three times an ordinary file, and slack."""
        return 3 * (self.start + self.per_byte * size) + SLACK


class Runs:
    """Runs `specvalidator check` in a folder, once per format, at the same time."""

    def __init__(self, folder: Path, pace: Pace | None = None) -> None:
        self.folder = folder
        self.pace = pace
        self.files = contextlib.ExitStack()
        self.fits = jsonschema_rs.validator_for(json.loads(SCHEMA.read_text("utf-8"))).validate

    def __call__(
        self,
        *arguments: str | bytes,
        size: int = 0,
        stdin: bytes = b"",
        environment: Mapping[str, str] | None = None,
        formats: tuple[str, ...] = ("text", "json"),
    ) -> Done:
        """Check; assert what holds for any input. `size` is how large the input is, for the time allowed."""
        started = children_time()
        running = [self.start(arguments, name, environment or {}, stdin) for name in formats]
        deadline = time.monotonic() + CEILING
        outputs: dict[str, tuple[int, str, str]] = {}
        try:
            for name, (process, out, err) in zip(formats, running, strict=True):
                process.wait(max(0.01, deadline - time.monotonic()))
                outputs[name] = (process.returncode, written(out), written(err))
        except subprocess.TimeoutExpired:
            pytest.fail(f"no answer within {CEILING:.0f} seconds")
        finally:
            for process, _, _ in running:
                process.kill()
                process.wait()
            self.files.close()
        seconds = children_time() - started
        statuses = {status for status, _, _ in outputs.values()}
        assert len(statuses) == 1, f"the exit status depends on the format: {outputs}"
        for _, out, err in outputs.values():
            assert_harmless(out, err)
        if self.pace is not None:
            assert seconds < self.pace.allowed(size), f"{seconds:.2f} s for {size} bytes, ordinary is {self.pace}"
        text = outputs.get("text", (0, "", ""))[1]
        written_json = outputs.get("json", (0, "", ""))[1]
        review = self.reviewed(written_json)
        done = Done(
            statuses.pop(),
            text,
            next(iter(outputs.values()))[2],
            review,
            max(len(out) for _, out, _ in outputs.values()),
            seconds,
        )
        if text and review is not None:
            assert SHOWN.findall(text) == [finding["id"] for finding in done.findings], "text and JSON differ"
        return done

    def start(
        self, arguments: tuple[str | bytes, ...], name: str, environment: Mapping[str, str], stdin: bytes
    ) -> tuple[subprocess.Popen[bytes], IO[bytes], IO[bytes]]:
        """Start one run, with its output in files, so that no run waits for another one's reader."""
        out, err = (self.files.enter_context(tempfile.TemporaryFile()) for _ in range(2))  # noqa: SIM115 - closed with the stack
        command = [sys.executable, "-m", "specvalidator", "check", "--format", name, *arguments]
        surroundings = {**clean_environment(), **environment}
        with tempfile.TemporaryFile() as given:
            given.write(stdin)
            given.seek(0)
            process = subprocess.Popen(command, cwd=self.folder, env=surroundings, stdin=given, stdout=out, stderr=err)
        limit_memory(process.pid)
        return process, out, err

    def reviewed(self, written_json: str) -> Any:
        """Return what a JSON report holds; it has to fit its schema. None when nothing was reported."""
        if not written_json:
            return None
        review = json.loads(written_json, parse_constant=pytest.fail)
        self.fits(review)
        return review


def clean_environment() -> dict[str, str]:
    """Return the environment without what changes how Python or a terminal behaves."""
    given = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG", "PYTHON"))}
    kept = {key: value for key, value in os.environ.items() if key == "PYTHONPATH"}
    return {**given, **kept, "LC_ALL": "C.UTF-8"}


def limit_memory(pid: int) -> None:
    """Bound the address space of a process that has just been started, where the platform can."""
    if hasattr(resource, "prlimit"):
        resource.prlimit(pid, resource.RLIMIT_AS, (MEMORY, MEMORY))


def children_time() -> float:
    """Return the processor time of all runs so far, in seconds; unlike wall time it does not count waiting."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def written(file: IO[bytes]) -> str:
    """Return what a run wrote; bytes that are no UTF-8 stay visible as lone surrogates, which no report may hold."""
    file.seek(0)
    return file.read().decode("utf-8", "surrogateescape")


def assert_harmless(out: str, err: str) -> None:
    """Assert that nothing in the output acts on a terminal or a CI log, and that nothing crashed."""
    for stream in (out, err):
        assert "Traceback" not in stream, stream[-2000:]
        for pattern in (ACTIVE, FORGED):
            found = pattern.search(stream)
            assert found is None, repr(stream[max(0, found.start() - 80) : found.end() + 80])
    assert all(line.startswith("specvalidator: ") for line in err.splitlines()), err[:2000]


ORDINARY = """\
- kind: instructions
  language: en
  texts:
    warning: [Do not breathe the gas. Keep children away from the unit while it runs.]
    instruction:
      - Connect the oxygen source, open the valve and wait until the display shows the set value.
      - Clean the housing with a damp cloth once a week and replace the filter every 12 months.
    marketing: [The unit produces ozone from oxygen at 20 to 80 µg/mL and a flow of 0.5 L/min.]
"""
"""What an ordinary large sheet is made of."""


@pytest.fixture(scope="session")
def pace(tmp_path_factory: pytest.TempPathFactory) -> Pace:
    """How long ordinary files take on this machine now."""
    folder = tmp_path_factory.mktemp("pace")
    head = "spec: 1\ndevice: {name: Unit, kind: air-cleaner, manufacturer: Example Air Inc.}\n"
    large = head + "artefacts:\n" + ORDINARY * (1_000_000 // len(ORDINARY))
    (folder / "small.yaml").write_text(head, "utf-8")
    (folder / "large.yaml").write_text(large, "utf-8")
    run = Runs(folder)
    start = max(run("small.yaml").seconds for _ in range(2))
    return Pace(start, max(0.0, run("large.yaml").seconds - start) / len(large))


@pytest.fixture(scope="session")
def runs_in(pace: Pace) -> Callable[[Path], Check]:
    """Run `specvalidator check` in folders of the test's own."""
    return lambda folder: Runs(folder, pace)


@pytest.fixture
def check(tmp_path: Path, pace: Pace) -> Check:
    """Run `specvalidator check` with these arguments in an empty folder."""
    return Runs(tmp_path, pace)
