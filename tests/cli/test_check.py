"""The command line: what it checks, how it reports, and how it says by its exit status how it went."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from specvalidator.cli import main
from specvalidator.packs import family_of, list_packs, load_pack

CLEAN = """\
spec: 1
device: {name: Unit, kind: ozone-monitor, manufacturer: Example Instruments, ozone_generation: none}
markets: [{market: NZ, status: registered}]
"""
NOTE = CLEAN.replace(", manufacturer: Example Instruments", "")
WARNING = CLEAN + "environment: {humidity: 120 %}\n"
ERROR = CLEAN.replace("kind: ozone-monitor", "kind: ozone-monitr")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")


@pytest.mark.parametrize(
    ("text", "fail_on", "status"),
    [
        (CLEAN, [], 0), (NOTE, [], 0), (WARNING, [], 0), (ERROR, [], 1),
        (NOTE, ["note"], 1), (WARNING, ["warning"], 1), (NOTE, ["warning"], 0), (CLEAN, ["note"], 0),
        (CLEAN, ["undetermined"], 1), (ERROR, ["undetermined"], 1), (CLEAN, ["error", "undetermined"], 1),
        ("a: [", [], 1), ("", [], 1), ("\x00", [], 1),
    ],
)  # fmt: skip
@pytest.mark.parametrize("format_name", ["text", "json"])
def test_the_exit_status_says_how_it_went_whatever_the_format(
    folder: Path, text: str, fail_on: list[str], status: int, format_name: str
) -> None:
    put(folder, sheet=text)
    options = [part for level in fail_on for part in ("--fail-on", level)]
    assert main(["check", "sheet.yaml", "--format", format_name, *options]) == status


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["check", "nowhere.yaml"], "nowhere.yaml does not exist"),
        (["check", "no*.yaml"], "does not exist"),
        (["check", "empty"], "holds no sheet"),
        (["check", "--format", "xml"], "xml"),
        (["check", "--pack", "nope"], "there is no pack 'nope'"),
        (["check", "--pack", "./nope.yaml"], "no such pack file"),
        (["check", "--market", "XX"], "no pack for 'XX'"),
        (["check", "--as-of", "yesterday"], "YYYY-MM-DD"),
        (["check", "--as-of", "2026-02-30"], "YYYY-MM-DD"),
        (["check", "--as-of", "20260201"], "YYYY-MM-DD"),
        (["check", "--fail-on", "doom"], "doom"),
        (["check", "--jobs", "-1"], "-1"),
        (["chek"], "chek"),
        (["check", "--nope"], "--nope"),
        (["check", "\x1b[2Jx.yaml"], "\\x1b[2Jx.yaml"),
        (["check", "a\n::error::b"], "a\\n:\\:error:\\:b"),
    ],
)
def test_a_wrong_call_ends_with_status_2_and_a_plain_line(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], says: str
) -> None:
    (folder / "empty").mkdir()
    put(folder, sheet=CLEAN)
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert says in captured.err
    assert "Traceback" not in captured.err
    assert all(line.startswith("specvalidator: ") for line in captured.err.splitlines())


def test_files_folders_patterns_and_this_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(folder, a=CLEAN, b=CLEAN)
    (folder / "deep" / "er").mkdir(parents=True)
    (folder / ".hidden").mkdir()
    (folder / "deep" / "er" / "c.YML").write_text(CLEAN)
    (folder / ".hidden" / "d.yaml").write_text(CLEAN)
    (folder / "notes.txt").write_text("no sheet")

    def files(*arguments: str) -> list[str]:
        assert main(["check", "--format", "json", *arguments]) == 0
        return [sheet["file"] for sheet in json.loads(capsys.readouterr().out)["sheets"]]

    assert files() == ["./a.yaml", "./b.yaml", "./deep/er/c.YML"]
    assert files(".") == files()
    assert files("a.yaml", "deep") == ["a.yaml", "deep/er/c.YML"]
    assert files("deep", "a.yaml", "a.yaml") == ["a.yaml", "deep/er/c.YML"]
    assert files("*.yaml") == ["a.yaml", "b.yaml"]
    assert files("**/*.YML") == ["deep/er/c.YML"]
    assert files(str(folder / "a.yaml")) == [str(folder / "a.yaml")]


def test_standard_input_is_a_file_like_any_other(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "specvalidator", "check", "-", "--format", "json"],
        input=ERROR.encode(), capture_output=True, check=False, cwd=folder,
    )  # fmt: skip
    (sheet,) = json.loads(done.stdout)["sheets"]
    assert (done.returncode, sheet["file"], sheet["findings"][0]["id"]) == (1, "<stdin>", "SHEET-value")


def test_several_documents_of_a_file_are_sheets_of_their_own(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(folder, two=CLEAN + "---\n" + ERROR)
    assert main(["check", "two.yaml"]) == 1
    out = capsys.readouterr().out
    assert "== two.yaml (document 2)" in out
    assert "two.yaml:6:28" in out
    assert "2 sheets: 1 error" in out


def test_packs_and_markets_are_chosen(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(folder, sheet=CLEAN)

    def review(*arguments: str) -> dict[str, object]:
        main(["check", "sheet.yaml", "--format", "json", *arguments])
        return json.loads(capsys.readouterr().out)["sheets"][0]

    everywhere = [name for name in list_packs() if not load_pack(name).market]
    assert review()["packs"] == everywhere
    not_run = review()["packs_not_run"]
    assert isinstance(not_run, list)
    assert {"pack": "us", "because": "/markets/0/market is NZ"} in not_run
    assert review("--pack", "core")["packs_not_run"] == []
    asked = review("--market", "US")
    assert set(everywhere) | {"us"} <= set(asked["packs"])
    assert any(verdict["pack"] == "us" for verdict in asked["verdicts"])


def test_a_faulty_pack_of_the_users_is_a_wrong_call_with_its_place(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(folder, sheet=CLEAN)
    (folder / "packs").mkdir()
    (folder / "packs" / "mine.yaml").write_text("pack: mine\n")
    assert main(["check", "sheet.yaml", "--pack", "packs"]) == 2
    assert "packs/mine.yaml:1:1: " in capsys.readouterr().err


HOUSE = """\
pack: house
title: House rules
edition: 2026-01-01
coverage: One habit of the house.
base_sheet: {spec: 1, device: {name: Unit, kind: air-cleaner, model: A1}}
requirements:
  - id: HOUSE-model
    title: No model
    authority: {name: house, cite: page 1}
    basis: house-policy
    level: note
    in_force: {from: 2026-06-01}
    ask: {/device/model: {present: true}}
    if_absent: unmet
    message: The sheet names no model.
    repair: Give the model as printed.
    why: Models differ.
    accepts: [{}]
    refuses: [{device: {model: null}}]
"""


def test_the_day_judged_by_decides_what_is_in_force(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(folder, sheet=CLEAN)
    (folder / "rules").mkdir()
    (folder / "rules" / "house.yaml").write_text(HOUSE)

    def outcome(*arguments: str) -> str:
        main(["check", "sheet.yaml", "--format", "json", "--pack", "rules", *arguments])
        (sheet,) = json.loads(capsys.readouterr().out)["sheets"]
        (found,) = [verdict for verdict in sheet["verdicts"] if verdict["requirement"] == "HOUSE-model"]
        return found["outcome"]

    assert outcome() == "not-applicable"
    assert outcome("--as-of", "2026-05-31") == "not-applicable"
    assert outcome("--as-of", "2026-06-01") == "unmet"


def test_drafts_are_asked_on_request_and_never_weigh_more_than_a_note(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(folder, sheet=CLEAN)
    (folder / "rules").mkdir()
    draft = HOUSE.replace("basis: house-policy\n    level: note", "basis: legal-content\n    level: warning")
    draft = draft.replace("    in_force: {from: 2026-06-01}\n", "    status: draft\n")
    (folder / "rules" / "house.yaml").write_text(draft)

    def found(*arguments: str) -> list[dict[str, object]]:
        main(["check", "sheet.yaml", "--format", "json", "--pack", "rules", *arguments])
        (sheet,) = json.loads(capsys.readouterr().out)["sheets"]
        return [finding for finding in sheet["findings"] if finding["id"] == "HOUSE-model"]

    assert found() == []
    (finding,) = found("--drafts")
    assert finding["level"] == "note"
    assert finding["basis"] == "draft, its clause remembered and not read"
    assert main(["check", "sheet.yaml", "--pack", "rules", "--drafts", "--fail-on", "warning"]) == 0
    assert main(["check", "sheet.yaml", "--pack", "rules", "--drafts", "--fail-on", "note"]) == 1
    assert main(["check", "sheet.yaml", "--pack", "rules", "--fail-on", "note"]) == 0


def test_a_pack_stands_for_those_that_continue_its_id(monkeypatch: pytest.MonkeyPatch) -> None:
    from specvalidator.packs import load

    monkeypatch.setattr(load, "_SHIPPED", ("core", "us", "us-ca", "us-ca-la", "use", "eu", "eu-technical"))
    assert family_of("us") == ("us", "us-ca", "us-ca-la")
    assert family_of("us-ca") == ("us-ca", "us-ca-la")
    assert family_of("use") == ("use",)
    assert family_of("eu") == ("eu", "eu-technical")
    for name in ("u", "us-", "us-tx", ""):
        with pytest.raises(KeyError):
            family_of(name)


ROUTED = HOUSE.replace("model: A1}}", "model: A1}, markets: [{market: US, status: listed}]}").replace(
    "requirements:\n",
    """\
market: US
conditions:
  on-trial: {some: /markets, have: {./status: {equals: investigational}}}
routes:
  - {id: trial, title: On trial, cite: page 2, text_read: 2026-01-01, when: on-trial, says: It is exempt.,
     exempts: [HOUSE-model]}
requirements:
""",
)


def test_routes_are_listed_with_what_shows_them(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head = CLEAN.partition("markets:")[0]
    put(folder, on=f"{head}markets: [{{market: US, status: investigational}}]\n")
    put(folder, open=f"{head}markets: [{{market: US}}]\n")
    (folder / "rules").mkdir()
    (folder / "rules" / "house.yaml").write_text(ROUTED)

    def said(name: str, *arguments: str) -> str:
        main(["check", f"{name}.yaml", "--pack", "rules", *arguments])
        return capsys.readouterr().out

    assert "   route: On trial (page 2), since /markets/0/status is investigational\n" in said("on", "--show-met")
    assert "   route not known: On trial (page 2); /markets/0/status would decide\n" in said("open", "--show-met")
    assert "   route: " not in said("on")
    (sheet,) = json.loads(said("on", "--format", "json"))["sheets"]
    (route,) = [route for route in sheet["routes"] if route["pack"] == "house"]
    assert route["certain"] is True
    assert route["places"][0]["value"] == "investigational"
    (verdict,) = [one for one in sheet["verdicts"] if one["requirement"] == "HOUSE-model"]
    assert verdict["outcome"] == "not-applicable"


def many(folder: Path, count: int) -> None:
    for number in range(count):
        text = [CLEAN, NOTE, WARNING, ERROR, "a: [", ""][number % 6].replace("Unit", f"Unit {number}")
        (folder / f"s{number:03}.yaml").write_text(text, "utf-8")


@pytest.mark.parametrize("format_name", ["text", "json"])
def test_the_number_of_processes_changes_no_byte(folder: Path, format_name: str) -> None:
    many(folder, 70)
    command = [sys.executable, "-m", "specvalidator", "check", ".", "--format", format_name, "--jobs"]
    outputs = {
        jobs: subprocess.run([*command, jobs], capture_output=True, check=False, cwd=folder).stdout
        for jobs in ("1", "2", "5", "0")
    }
    assert len(set(outputs.values())) == 1
    assert outputs["1"].count(b"Unit ") > 30


def test_the_order_of_arguments_locale_zone_and_hash_seed_change_no_byte(folder: Path) -> None:
    many(folder, 8)
    names = [f"s{number:03}.yaml" for number in range(8)]
    base = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG", "TZ", "PYTHON"))}
    outputs = set()
    for order, extra in [
        (names, {"PYTHONHASHSEED": "1"}),
        (names[::-1], {"PYTHONHASHSEED": "2", "TZ": "Pacific/Auckland", "LC_ALL": "C"}),
        (names[3:] + names[:3], {"PYTHONHASHSEED": "3", "LC_ALL": "tr_TR.UTF-8", "COLUMNS": "20"}),
    ]:
        done = subprocess.run(
            [sys.executable, "-m", "specvalidator", "check", *order, "--format", "json"],
            capture_output=True, check=False, cwd=folder, env={**base, **extra},
        )  # fmt: skip
        outputs.add(done.stdout)
    assert len(outputs) == 1


def test_text_is_coloured_on_a_terminal_only(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    put(folder, sheet=ERROR)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    main(["check", "sheet.yaml"])
    assert "\x1b[" not in capsys.readouterr().out
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    main(["check", "sheet.yaml"])
    assert "\x1b[31merror[SHEET-value]\x1b[0m" in capsys.readouterr().out
    for name, value in (("NO_COLOR", "1"), ("TERM", "dumb")):
        with monkeypatch.context() as patch:
            patch.setenv(name, value)
            main(["check", "sheet.yaml"])
            assert "\x1b[" not in capsys.readouterr().out


def test_what_was_met_is_listed_when_asked_for(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(folder, sheet=CLEAN)
    main(["check", "sheet.yaml", "--show-met"])
    out = capsys.readouterr().out
    assert "met            CORE-maker  looked for: No maker named" in out
    assert "/device/manufacturer (line 2): Example Instruments" in out


def test_progress_is_shown_on_a_terminal_after_a_moment(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import time

    many(folder, 4)
    now = iter(range(1000))
    monkeypatch.setattr(time, "monotonic", lambda: float(next(now)))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    main(["check", ".", "--jobs", "1"])
    error = capsys.readouterr().err
    assert "\rchecked 1 of 4 files" in error
    assert error.endswith("\r\x1b[K")


def test_help_and_version_cost_next_to_nothing() -> None:
    for argument in ("--help", "--version"):
        code = f"import sys; from specvalidator.cli import main; main(['{argument}']); print(*sys.modules)"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
        for module in ("yaml", "jsonschema_rs", "pint", "jsonschema", "specvalidator.sheet", "specvalidator.quantity"):
            assert module not in done.stdout.split()
    help_text = subprocess.run(
        [sys.executable, "-m", "specvalidator", "check", "--help"], capture_output=True, check=True, text=True
    ).stdout
    for option in ("--format", "--pack", "--market", "--fail-on", "--as-of", "--jobs", "--show-met"):
        assert option in help_text


@pytest.mark.outside
def test_a_check_imports_neither_pint_nor_the_slow_validator(folder: Path) -> None:
    put(folder, sheet=WARNING)
    code = "import sys; from specvalidator.cli import main; main(['check', 'sheet.yaml']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True, cwd=folder)
    for module in ("pint", "jsonschema", "multiprocessing", "difflib", "datetime.timezone", "rich", "logging"):
        assert module not in done.stdout.split()


def test_a_closed_pipe_is_no_traceback_and_no_success(folder: Path) -> None:
    many(folder, 200)
    command = (
        f"{sys.executable} -m specvalidator check . --format json | head -c 100 >/dev/null; echo ${{PIPESTATUS[0]}}"
    )
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False, cwd=folder, text=True)
    assert done.stdout.strip() == "3"
    assert done.stderr == ""


def test_a_full_disk_is_said_plainly(folder: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    put(folder, sheet=ERROR)
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m specvalidator check sheet.yaml >/dev/full"],
        capture_output=True, check=False, cwd=folder, text=True,
    )  # fmt: skip
    assert done.returncode == 3
    assert done.stderr.strip() == "specvalidator: the report could not be written: No space left on device"


def test_a_terminal_that_knows_only_ascii_gets_escapes(folder: Path) -> None:
    put(folder, sheet=ERROR.replace("Unit", "Ünït µ"))
    done = subprocess.run(
        [sys.executable, "-m", "specvalidator", "check", "sheet.yaml"],
        capture_output=True, check=False, cwd=folder,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"},
    )  # fmt: skip
    assert done.returncode == 1
    assert b"\\xdcn\\xeft \\xb5" in done.stdout


def test_a_crash_of_ours_is_not_taken_for_findings(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from specvalidator import run

    def broken(*_: object) -> None:
        raise RuntimeError("\x1b[2Jboom\n::error::x")

    put(folder, sheet=CLEAN)
    monkeypatch.setattr(run, "read_file", broken)
    assert main(["check", "sheet.yaml"]) == 3
    error = capsys.readouterr().err
    assert "please report it" in error
    assert "\x1b" not in error
    assert all(line.startswith("specvalidator: ") for line in error.splitlines())


def test_an_interrupt_has_a_status_of_its_own(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from specvalidator import run

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    put(folder, sheet=CLEAN)
    monkeypatch.setattr(run, "read_file", interrupted)
    assert main(["check", "sheet.yaml"]) == 130


@pytest.mark.skipif(not Path("/proc").exists(), reason="the workers are found in /proc")
def test_a_worker_that_is_killed_ends_the_check_and_is_said_plainly(folder: Path) -> None:
    many(folder, 1500)
    with subprocess.Popen(
        [sys.executable, "-m", "specvalidator", "check", ".", "--jobs", "2"],
        cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    ) as started:  # fmt: skip
        children = Path(f"/proc/{started.pid}/task/{started.pid}/children")
        ending = time.monotonic() + 10
        while time.monotonic() < ending and not children.read_text().split():
            time.sleep(0.002)
        os.kill(int(children.read_text().split()[0]), signal.SIGKILL)
        _, said = started.communicate(timeout=30)
    assert started.returncode == 3
    assert "ended from outside" in said.decode()
    assert "Traceback" not in said.decode()


@pytest.mark.outside  # an interrupt may meet the lock of what measures coverage
@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupted_check_says_so_and_leaves_no_process(folder: Path, jobs: str) -> None:
    many(folder, 1500)
    with subprocess.Popen(
        [sys.executable, "-m", "specvalidator", "check", ".", "--jobs", jobs],
        cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    ) as started:  # fmt: skip
        assert started.stdout is not None
        started.stdout.read(1)  # the first findings are out, so the check is under way
        os.killpg(started.pid, signal.SIGINT)
        _, said = started.communicate(timeout=30)
    assert started.returncode == 130
    assert "interrupted" in said.decode()
    assert "Traceback" not in said.decode()
    with pytest.raises(ProcessLookupError):
        os.killpg(started.pid, 0)


def test_an_archive_with_the_name_of_a_sheet_is_reported_and_not_unpacked(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with zipfile.ZipFile(folder / "x.yaml", "w") as archive:
        archive.writestr("../evil.yaml", CLEAN)
    assert main(["check", "x.yaml"]) == 1
    assert "error[FILE-encoding]" in capsys.readouterr().out
    assert sorted(os.listdir(folder)) == ["x.yaml"]
    assert not (folder.parent / "evil.yaml").exists()
