"""Measures the goals for speed and memory, against peers, in paired runs on this machine.

It sets up its peers by itself in a private folder, makes its sheets with `sheets.py`, and prints one table of ratios.
Only ratios mean something: runs are interleaved (A B A B …), and the median of the ratios of the pairs is quoted.
It looks for the traps of measuring: every tool is shown a sheet that it has to refuse, and the number of sheets
that it reports has to be the number that it was given. Only the standard library; needs os.wait4 (not Windows).
"""

from __future__ import annotations

import argparse
import filecmp
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

__all__ = ["main"]

_HERE: Final = os.path.dirname(os.path.abspath(__file__))
_PEERS: Final = ("check-jsonschema==0.39.0", "PyYAML==6.0.3")
_TOOL: Final = "specvalidator"
_LIMIT: Final = 900.0
_HOSTILE_LIMIT: Final = 60.0
"""Seconds after which a run is ended: it hangs."""
_TAIL: Final = 4096
_MEBI: Final = 1024
_LOADER: Final = """
import sys, yaml
documents = 0
for path in sys.argv[1:]:
    with open(path, "rb") as file:
        for document in yaml.load_all(file, Loader=yaml.CSafeLoader):
            documents += 1
print(documents, "documents")
"""
_KEEPING_LOADER: Final = """
import sys, yaml
with open(sys.argv[1], "rb") as file:
    documents = list(yaml.load_all(file, Loader=yaml.CSafeLoader))
print(len(documents), "documents")
"""
_VERSIONS: Final = """
import sys, importlib.metadata as metadata
print(", ".join(f"{name} {metadata.version(name)}" for name in sys.argv[1:]))
"""


class MeasuringError(Exception):
    """Something went wrong that would make a number worthless; the text says what."""


# -- runs --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sample:
    """What one run of a process took: seconds, and KiB at the peak."""

    wall: float
    cpu: float
    peak: int


@dataclass(frozen=True, slots=True)
class Command:
    """A command line, and how to tell that it did its work."""

    label: str
    line: tuple[str, ...]
    shows: str = ""
    """A pattern that the end of its output matches."""
    holds: str = ""
    """A text that stands somewhere in its output."""
    limit: float = _LIMIT
    statuses: tuple[int, ...] = (0,)
    may_crash: bool = False
    """Whether a traceback is an answer: of a loader that is shown a broken file."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two runs, one after the other."""

    ours: Sample
    other: Sample


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. `values` are ratios, or what `unit` says, one for each pair."""

    goal: str
    what: str
    values: tuple[float, ...]
    must: float
    stretch: float
    ours: str
    other: str
    unit: str = ""

    @property
    def verdict(self) -> str:
        """Say whether the median meets the goal."""
        if not self.values:
            return "**missed**: no answer"
        value = median(self.values)
        if value <= self.stretch:
            return "met (stretch)"
        if value <= self.must:
            return "met"
        return f"**missed** by {value - self.must:.2f}{self.unit} ({value / self.must:.1f} × the must)"

    def cells(self) -> tuple[str, ...]:
        """Return the cells of the row."""
        shown = "none"
        if self.values:
            shown = (
                f"{_number(median(self.values))} ({_number(min(self.values))}–{_number(max(self.values))}){self.unit}"
            )
        must, stretch = (f"≤ {limit:g}{self.unit}" for limit in (self.must, self.stretch))
        return (self.goal, self.what, shown, must, stretch, self.verdict, self.ours, self.other)


def median(values: Iterable[float]) -> float:
    """Return the middle of some numbers."""
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _number(value: float) -> str:
    return f"{value:.3f}" if abs(value) < 1 else f"{value:.2f}"


class Runner:
    """Runs commands in the work folder, with an environment of its own and output to files."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        # Nothing of the caller's environment: no other path of modules, no bytecode switched off, no colour.
        self.environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "HOME": folder}

    def run(self, command: Command, output: str = "output") -> Sample | None:
        """Run a command and return what it took; None when it had to be ended. Raises `MeasuringError`."""
        out_path, error_path = os.path.join(self.folder, output), os.path.join(self.folder, "errors")
        with open(out_path, "wb") as out, open(error_path, "wb") as errors:
            start = time.perf_counter()
            process = subprocess.Popen(
                command.line,
                cwd=self.folder,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=errors,
            )
            guard = threading.Timer(command.limit, process.kill)
            guard.start()
            try:
                _, status, usage = os.wait4(process.pid, 0)
            finally:
                guard.cancel()
            wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if wall >= command.limit:
            return None
        self._verify(command, process.returncode, out_path, error_path)
        return Sample(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss)

    def _verify(self, command: Command, status: int, out_path: str, error_path: str) -> None:
        """Raise when a command failed, or did not say what it has to say when it did its work."""
        errors = _end_of(error_path)
        end = _end_of(out_path)
        problem = ""
        if status not in command.statuses or ("Traceback" in errors and not command.may_crash):
            problem = f"ended with status {status}"
        elif command.shows and not re.search(command.shows, end, re.MULTILINE):
            problem = f"did not report what it was given (looked for {command.shows!r})"
        elif command.holds and not _holds(out_path, command.holds):
            problem = f"did not report {command.holds}"
        if problem:
            line = " ".join(command.line[:4])
            message = f"{command.label} {problem}: {line} …\n{errors or end}"
            raise MeasuringError(message)

    def text_of(self, line: Sequence[str]) -> str:
        """Return what a command writes; for setting up, not for timing."""
        done = subprocess.run(line, cwd=self.folder, env=self.environment, capture_output=True, text=True, check=False)
        if done.returncode:
            message = f"{' '.join(line[:6])} … ended with status {done.returncode}\n{done.stderr[-2000:]}"
            raise MeasuringError(message)
        return done.stdout.strip()


def _end_of(path: str) -> str:
    """Return the end of a file, and no more: this process has to stay small (see `Bench.floor`)."""
    with open(path, "rb") as file:
        file.seek(max(0, os.path.getsize(path) - _TAIL))
        return file.read().decode("utf-8", "replace")


def _holds(path: str, text: str) -> bool:
    with open(path, encoding="utf-8", errors="replace") as file:
        return any(text in line for line in file)


# -- the bench ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is measured."""

    pairs: int
    cold_pairs: int
    many: int
    most: int
    wordy: int


class Bench:
    """The tools, the sheets and the goals."""

    def __init__(self, root: str, folder: str, sizes: Sizes, format_name: str) -> None:
        self.root = root
        self.folder = folder
        self.sizes = sizes
        self.format_name = format_name
        self.runner = Runner(folder)
        self.python = os.path.join(folder, "ours", "bin", "python")
        self.peer_python = os.path.join(folder, "peers", "bin", "python")
        self.measured: dict[str, list[Pair]] = {}
        self.versions = ""
        self.floor = 0
        self.added = 0
        self.hostile: list[tuple[str, str]] = []

    # -- setting up ------------------------------------------------------------------------------------------

    def set_up(self, goals: Sequence[str]) -> None:
        """Install the peers and the project, write the sheets, and make sure that every tool works."""
        self._install()
        self._write_sheets(goals)
        self._control()

    def _install(self) -> None:
        run = self.runner.text_of
        pip = ("-m", "pip", "--disable-pip-version-check", "--quiet", "install")
        for name in ("ours", "peers"):
            if not os.path.exists(os.path.join(self.folder, name, "bin", "python")):
                _say(f"setting up {name}")
                run((sys.executable, "-m", "venv", os.path.join(self.folder, name)))
        run((self.peer_python, *pip, *_PEERS))
        run((self.python, *pip, self.root))
        run((self.python, *pip, "--force-reinstall", "--no-deps", self.root))
        place = run((self.python, "-c", f"import {_TOOL}; print({_TOOL}.__file__)"))
        if not place.startswith(os.path.join(self.folder, "ours")):
            message = f"the project is not measured as installed: it is imported from {place}"
            raise MeasuringError(message)
        ours = run((self.python, "-c", _VERSIONS, _TOOL, "click", "jsonschema-rs", "PyYAML"))
        peers = run((self.peer_python, "-c", _VERSIONS, "check-jsonschema", "jsonschema", "ruamel.yaml", "PyYAML"))
        self.versions = f"measured: {ours}; peers: {peers}"

    def _write_sheets(self, goals: Sequence[str]) -> None:
        sizes = self.sizes
        self._generate("single", "--what", "clean")
        self._generate("single", "--what", "faulty")
        if {"P2", "P3", "P5", "P7", "P9"} & set(goals):
            self._generate("many", "--count", str(max(sizes.most, sizes.many) if "P7" in goals else sizes.many))
        if "P2w" in goals:
            self._generate("plain", "--count", str(sizes.wordy), "--seed", "2")
            told = self._generate("wordy", "--count", str(sizes.wordy), "--seed", "2", "--prose", "5")
            self.added = int(told.split()[2])
        if {"P8", "P9"} & set(goals):
            self._generate("single", "--what", "long")
            self._generate("single", "--what", "stream")
        if "P12" in goals:
            self._generate("hostile", "--what", "hostile")
            with open(self._path("hostile/list.txt"), encoding="utf-8") as file:
                for line in file:
                    name, _, finding = line.rstrip("\n").partition("\t")
                    self.hostile.append((name, finding))
        shutil.copy(os.path.join(self.root, "schemas", "device-spec.schema.json"), self._path("schema.json"))
        for name in ("spinal-injection-clean.yaml", "joint-generator-faulty.yaml"):
            path = os.path.join(self.root, "specs", name)
            if os.path.exists(path):
                shutil.copy(path, self._path(f"single/{name}"))

    def _generate(self, folder: str, *options: str) -> str:
        """Write sheets in a process of its own, so that this one stays small."""
        if options[0] != "--what":
            shutil.rmtree(self._path(folder), ignore_errors=True)
        _say(f"writing {folder} {' '.join(options)}")
        return self.runner.text_of((sys.executable, os.path.join(_HERE, "sheets.py"), self._path(folder), *options))

    def _control(self) -> None:
        """Show every tool a sheet that it has to refuse, and let the peer count the sheets that it checks."""
        with open(self._path("single/clean.yaml"), encoding="utf-8") as file:
            text = file.read()
        for name, old, new in (
            ("wrong", "kind: industrial-ozone-generator", "kind: toaster"),
            ("broken", "device:\n", "device: [\n"),
        ):
            with open(self._path(f"single/{name}.yaml"), "w", encoding="utf-8") as file:
                file.write(text.replace(old, new, 1))
        self.run(self.peer(["single/wrong.yaml"], statuses=(1,), holds="'toaster' is not one of"))
        self.run(self.check(["single/wrong.yaml"], holds="SHEET-value"))
        self.run(self.load(["single/broken.yaml"], statuses=(1,), shows="", may_crash=True))
        self.floor = self.run(Command("python", (self.python, "-c", "pass"))).peak

    def count_by_peer(self, files: Sequence[str]) -> None:
        """Raise when the peer skips files."""
        self.run(self.peer(["-vv", *files], holds="ok -- validation done"))
        with open(self._path("output"), encoding="utf-8") as file:
            named = sum(line.strip().endswith(".yaml") for line in file)
        if named != len(files):
            message = f"check-jsonschema checked {named} of {len(files)} files"
            raise MeasuringError(message)

    # -- commands --------------------------------------------------------------------------------------------

    def _path(self, name: str) -> str:
        return os.path.join(self.folder, name)

    def check(self, files: Sequence[str], sheets: int = 0, jobs: int = 1, holds: str = "") -> Command:
        """Return the command under test; it has to report as many sheets as it was given."""
        count = sheets or len(files)
        shows = rf"^{count} sheets?: " if self.format_name == "text" else rf'"counts": \{{"sheets": {count},'
        line = (self._path(f"ours/bin/{_TOOL}"), "check", "--jobs", str(jobs), "--format", self.format_name, *files)
        return Command(_TOOL, line, shows=shows, holds=holds, statuses=(0, 1))

    def peer(self, files: Sequence[str], statuses: tuple[int, ...] = (0,), holds: str = "") -> Command:
        """Return the peer's command; sheets of ours fit the schema, so that its status has to be 0."""
        line = (self._path("peers/bin/check-jsonschema"), "--schemafile", "schema.json", *files)
        return Command("check-jsonschema", line, holds=holds, statuses=statuses)

    def load(self, files: Sequence[str], documents: int = 0, script: str = _LOADER, **options: Any) -> Command:
        """Return a bare loop of PyYAML's C loader."""
        line = (self.peer_python, "-c", script, *files)
        return Command("the bare loader", line, **{"shows": rf"^{documents or len(files)} documents", **options})

    # -- measuring -------------------------------------------------------------------------------------------

    def run(self, command: Command, output: str = "output") -> Sample:
        """Run a command that has to come to an end."""
        sample = self.runner.run(command, output)
        if sample is None:
            message = f"{command.label} did not end within {command.limit:g} s: {' '.join(command.line[:4])} …"
            raise MeasuringError(message)
        return sample

    def pairs(self, ours: Command, other: Command, count: int = 0) -> list[Pair]:
        """Run two commands in turn, after one run each that warms caches and compiles modules."""
        self.run(ours)
        self.run(other)
        return [Pair(self.run(ours), self.run(other)) for _ in range(count or self.sizes.pairs)]

    def many(self) -> list[str]:
        """Return the names of the many different sheets."""
        return _names("many", self.sizes.many)

    def documents(self, name: str) -> int:
        """Return how many documents a file holds."""
        with open(self._path(name), encoding="utf-8") as file:
            return sum(line == "---\n" for line in file) or 1

    # -- goals -----------------------------------------------------------------------------------------------

    def cold(self) -> Iterator[tuple[str, list[Pair]]]:
        """Measure one file, each time in a new process, against the peer; once for P1 and P6."""
        for usual, spec in (("clean", "spinal-injection-clean"), ("faulty", "joint-generator-faulty")):
            has_spec = os.path.exists(self._path(f"single/{spec}.yaml"))
            file = f"single/{spec if has_spec else usual}.yaml"
            size = os.path.getsize(self._path(file)) / 1000
            ours, peer = self.check([file]), self.peer([file], statuses=(0, 1))
            if file not in self.measured:
                self.measured[file] = self.pairs(ours, peer, self.sizes.cold_pairs)
            yield f"{spec if has_spec else usual} sheet of {size:.1f} kB, cold", self.measured[file]

    def p1(self) -> Iterator[Row]:
        """Time of one file against the peer."""
        for what, pairs in self.cold():
            yield _ratio("P1", f"{what}: wall ÷ check-jsonschema", pairs, "wall", (0.50, 0.35))

    def p2(self) -> Iterator[Row]:
        """Time of many files against loading them."""
        files = self.many()
        pairs = self.pairs(self.check(files), self.load(files))
        what = f"{len(files)} different files, little prose, 1 process: CPU ÷ bare loader"
        yield _ratio("P2", what, pairs, "cpu", (1.5, 1.0))

    def p2_words(self) -> Iterator[Row]:
        """Time that reading words adds."""
        count = self.sizes.wordy
        pairs = self.pairs(self.check(_names("wordy", count)), self.check(_names("plain", count)))
        kilobytes = self.added / 1000
        values = tuple((pair.ours.cpu - pair.other.cpu) * 1000 / kilobytes for pair in pairs)
        what = f"{count} files with 5 kB of prose more − the same without: CPU per kB of prose, its loading included"
        yield Row("P2w", what, values, 1.5, 0.8, *_medians(pairs, "cpu"), unit=" ms")

    def p3(self) -> Iterator[Row]:
        """Time of many files against the peer."""
        files = self.many()
        self.count_by_peer(files)
        pairs = self.pairs(self.check(files), self.peer(files))
        yield _ratio("P3", f"{len(files)} files: CPU ÷ check-jsonschema", pairs, "cpu", (0.10, 0.05))

    def p5(self) -> Iterator[Row]:
        """Time with two processes against one, and the same output."""
        files = self.many()
        two, one = self.check(files, jobs=2), self.check(files)
        pairs = []
        for number in range(self.sizes.pairs + 1):
            pair = Pair(self.run(two, "output-2"), self.run(one, "output-1"))
            if not filecmp.cmp(self._path("output-1"), self._path("output-2"), shallow=False):
                message = "--jobs 2 writes another report than --jobs 1"
                raise MeasuringError(message)
            if number:
                pairs.append(pair)
        what = f"{len(files)} files: wall, 2 jobs ÷ 1 job (reports byte for byte the same)"
        yield _ratio("P5", what, pairs, "wall", (0.65, 0.58))

    def p6(self) -> Iterator[Row]:
        """Memory of one file against the peer."""
        for what, pairs in self.cold():
            yield _ratio("P6", f"{what}: peak memory ÷ check-jsonschema", pairs, "peak", (1.0, 0.8))

    def p7(self) -> Iterator[Row]:
        """Memory that more files take."""
        most, many = self.sizes.most, self.sizes.many
        pairs = self.pairs(self.check(_names("many", most)), self.check(_names("many", many)))
        values = tuple((pair.ours.peak - pair.other.peak) / _MEBI for pair in pairs)
        what = f"peak memory at {most} files − at {many} files"
        yield Row("P7", what, values, 6, 3, *_medians(pairs, "peak"), unit=" MiB")

    def p8(self) -> Iterator[Row]:
        """Time and memory of big files against loading them.

        A loop that drops each document has no memory to speak of; the loader that memory is measured against holds
        the whole file, as it does when the file is one document.
        """
        one, many = "single/long.yaml", "single/stream.yaml"
        pairs = self.pairs(self.check([one]), self.load([one]))
        yield _ratio("P8", "one sheet of 5 MB: CPU ÷ bare loader", pairs, "cpu", (1.0, 0.5))
        yield _ratio("P8", "one sheet of 5 MB: peak memory ÷ bare loader", pairs, "peak", (1.2, 0.8))
        count = self.documents(many)
        what = f"5 MB of {count} sheets in one file"
        pairs = self.pairs(self.check([many], count), self.load([many], count))
        yield _ratio("P8", f"{what}: CPU ÷ bare loader that drops each", pairs, "cpu", (1.0, 0.5))
        pairs = self.pairs(self.check([many], count), self.load([many], count, _KEEPING_LOADER))
        yield _ratio("P8", f"{what}: peak memory ÷ bare loader that keeps all", pairs, "peak", (1.2, 0.8))

    def p9(self) -> Iterator[Row]:
        """Time for a byte of a big file against small ones."""
        files = self.many()
        small = sum(os.path.getsize(self._path(file)) for file in files)
        for file, name in (("single/long.yaml", "one sheet of 5 MB"), ("single/stream.yaml", "5 MB of many sheets")):
            pairs = self.pairs(self.check([file], self.documents(file)), self.check(files))
            share = small / os.path.getsize(self._path(file))
            values = tuple(pair.ours.cpu / pair.other.cpu * share for pair in pairs)
            what = f"CPU per byte: {name} ÷ {len(files)} small files"
            yield Row("P9", what, values, 2.0, 1.3, *_medians(pairs, "cpu"))

    def p11(self) -> Iterator[Row]:
        """Time of the smallest calls against an empty Python."""
        tool = self._path(f"ours/bin/{_TOOL}")
        nothing = Command("python -c pass", (self.python, "-c", "pass"))
        for option, shows in (("--version", r"version \d"), ("--help", "Usage: ")):
            pairs = self.pairs(Command(_TOOL, (tool, option), shows=shows), nothing, self.sizes.cold_pairs)
            yield _ratio("P11", f"`{option}`: wall ÷ `python -c pass`", pairs, "wall", (6, 4.5))

    def p12(self) -> Iterator[Row]:
        """Time of hostile files against ordinary ones of the same size."""
        for number, (name, finding) in enumerate(self.hostile):
            hostile = replace(self.check([f"hostile/hostile-{number:02}.yaml"], holds=finding), limit=_HOSTILE_LIMIT)
            ordinary = self.check([f"hostile/ordinary-{number:02}.yaml"])
            what = f"{name}: CPU ÷ ordinary file of the same size"
            self.run(ordinary)
            if self.runner.run(hostile) is None:
                other = self.run(ordinary)
                yield Row("P12", what, (), 3, 1.5, f"> {_HOSTILE_LIMIT:g} s", f"{other.cpu:.3f} s")
            else:
                yield _ratio("P12", what, self.pairs(hostile, ordinary), "cpu", (3, 1.5))

    def p13(self) -> Iterator[Row]:
        """Time of one file with a unit that no list has, which must be refused, against the peer."""
        with open(self._path("single/clean.yaml"), encoding="utf-8") as file:
            text, count = re.subn(r"(?m)^(  flow: .* )\S+$", r"\g<1>furlong3/fortnight", file.read(), count=1)
        if count != 1:
            message = "the sheet for P13 has no flow whose unit could be changed"
            raise MeasuringError(message)
        name = "single/unknown-unit.yaml"
        with open(self._path(name), "w", encoding="utf-8") as file:
            file.write(text)
        ours, peer = self.check([name], holds="SHEET-quantity"), self.peer([name], statuses=(0, 1))
        pairs = self.pairs(ours, peer, self.sizes.cold_pairs)
        yield _ratio("P13", "a sheet with an unknown unit, cold: wall ÷ check-jsonschema", pairs, "wall", (1.6, 1.3))


_GOALS: Final[dict[str, Callable[[Bench], Iterator[Row]]]] = {
    "P1": Bench.p1,
    "P2": Bench.p2,
    "P2w": Bench.p2_words,
    "P3": Bench.p3,
    "P5": Bench.p5,
    "P6": Bench.p6,
    "P7": Bench.p7,
    "P8": Bench.p8,
    "P9": Bench.p9,
    "P11": Bench.p11,
    "P12": Bench.p12,
    "P13": Bench.p13,
}


def _names(folder: str, count: int) -> list[str]:
    return [f"{folder}/sheet-{index:05}.yaml" for index in range(count)]


def _ratio(goal: str, what: str, pairs: Sequence[Pair], measure: str, limits: tuple[float, float]) -> Row:
    """Return the row of a ratio."""
    values = tuple(getattr(pair.ours, measure) / getattr(pair.other, measure) for pair in pairs)
    return Row(goal, what, values, *limits, *_medians(pairs, measure))


def _medians(pairs: Sequence[Pair], measure: str) -> tuple[str, str]:
    """Return the medians of both sides, to be read."""
    ours = median(getattr(pair.ours, measure) for pair in pairs)
    other = median(getattr(pair.other, measure) for pair in pairs)
    if measure == "peak":
        return f"{ours / _MEBI:.1f} MiB", f"{other / _MEBI:.1f} MiB"
    return f"{ours:.3f} s", f"{other:.3f} s"


# -- the table ---------------------------------------------------------------------------------------------------


def _head(bench: Bench, date: str) -> str:
    """Return what has to be known to read the table."""
    sizes = bench.sizes
    when = f", {date}" if date else ""
    return (
        f"# Speed and memory{when}\n\n"
        f"Python {'.'.join(map(str, sys.version_info[:3]))}, {os.cpu_count()} CPUs. {bench.versions}.\n"
        f"{sizes.pairs} interleaved pairs a line, {sizes.cold_pairs} for single cold files; report format:"
        f" {bench.format_name}, written to a file. Ratios are medians of the pairs (least–greatest); the absolute"
        f" figures are medians and hold for this machine only. Peaks below {bench.floor / _MEBI:.1f} MiB cannot be"
        " seen.\n\n"
        "| Goal | What is measured | Measured | Must | Stretch | Verdict | Ours | Against |\n"
        "|---|---|---|---|---|---|---|---|\n"
    )


def _note(load: float) -> str:
    """Return what to think of the wall times when others used the machine as well."""
    return (
        f"\nGreatest load average seen: {load:.1f} on {os.cpu_count()} CPUs. The measurement itself makes 1, and 2 for"
        " P5; with more, wall times (P1, P5, P11) say little.\n"
    )


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _goals(text: str) -> tuple[str, ...]:
    """Read the argument of `--only`."""
    known = {name.lower(): name for name in _GOALS}
    asked = [part.strip().lower() for part in text.split(",") if part.strip()]
    for part in asked:
        if part not in known:
            message = f"{part} is not measured here; there are {', '.join(_GOALS)}"
            raise argparse.ArgumentTypeError(message)
    return tuple(known[part] for part in asked)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--only", type=_goals, default=tuple(_GOALS), metavar="P1,P11", help="goals to measure")
    parser.add_argument("--pairs", type=int, default=7, metavar="N", help="pairs of runs a line (default: 7)")
    parser.add_argument("--quick", action="store_true", help="3 pairs and fewer files: a look, not a measurement")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="report format (default: text)")
    parser.add_argument("--work", metavar="DIR", help="folder to keep the peers and sheets in for the next time")
    parser.add_argument("--root", default=os.path.dirname(_HERE), metavar="DIR", help="checkout to measure")
    parser.add_argument("--date", default="", metavar="TEXT", help="a date to put over the table")
    parser.add_argument("--write", action="store_true", help="write the table to benchmarks/latest.md as well")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and print the table."""
    options = _options(arguments)
    if options.quick:
        sizes = Sizes(pairs=3, cold_pairs=5, many=200, most=1000, wordy=60)
    else:
        sizes = Sizes(max(1, options.pairs), max(21, options.pairs), many=1000, most=5000, wordy=300)
    folder = os.path.abspath(options.work) if options.work else tempfile.mkdtemp(prefix="measure-")
    os.makedirs(folder, exist_ok=True)
    bench = Bench(os.path.abspath(options.root), folder, sizes, options.format)
    try:
        bench.set_up(options.only)
        table = _head(bench, options.date)
        print(table, end="", flush=True)
        load = 0.0
        for goal in options.only:
            for row in _GOALS[goal](bench):
                line = f"| {' | '.join(row.cells())} |\n"
                print(line, end="", flush=True)
                table += line
            load = max(load, os.getloadavg()[0])
        note = _note(load)
        print(note, end="", flush=True)
        table += note
    except MeasuringError as error:
        _say(f"the measurement stops: {error}")
        return 1
    finally:
        if not options.work:
            shutil.rmtree(folder, ignore_errors=True)
    if options.write:
        with open(os.path.join(_HERE, "latest.md"), "w", encoding="utf-8") as file:
            file.write(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
