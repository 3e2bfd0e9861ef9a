"""`packs`: the list, one pack, one's own packs checked whole, and the audit."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from specvalidator.catalogue import Library, audit
from specvalidator.cli import main
from specvalidator.packs import list_packs
from specvalidator.packs.coverage import CoveredText, Row
from specvalidator.packs.source import shipped_source

HOUSE = """\
pack: house
title: House rules
edition: 2026-01-01
coverage: One habit of the house.
market: US
fragment: true
base_sheet: {spec: 1, device: {name: Unit, kind: air-cleaner, model: A1}, markets: [{market: US, status: listed}]}
conditions:
  on-trial: {some: /markets, have: [{./status: {equals: investigational}}, {./number: {present: true}}]}
  has-model: {/device/model: {present: true}}
routes:
  - {id: trial, title: On trial, cite: page 2, text_read: 2025-01-01, when: on-trial, says: It is exempt.,
     exempts: [HOUSE-model]}
  - {id: sold, title: Sold, cite: page 3, when: has-model, says: It is asked., brings: [HOUSE-label]}
requirements:
  - id: HOUSE-model
    title: No model
    authority: {name: house, cite: page 1, text_read: 2025-06-01}
    basis: legal-content
    level: warning
    ask: has-model
    if_absent: unmet
    message: The sheet names no model.
    repair: Give the model as printed.
    why: Models differ.
    accepts: [{}]
    refuses: [{device: {model: null}}]
  - id: HOUSE-label
    title: No label
    authority: {name: house, cite: page 4}
    facts: [house-4]
    basis: legal-content
    level: warning
    ask: {any: [{/artefacts: {states: {role: warning}}}, {some: /artefacts, have: {./kind: {equals: carton}}}]}
    message: No label.
    repair: Give it.
    why: Labels warn.
    accepts: [{artefacts: [{kind: carton, transcribed: whole, texts: {warning: [Hot]}}]}]
    refuses: [{artefacts: [{kind: brochure, transcribed: whole, texts: {marketing: [Nice]}}]}]
    seeds: [{artefacts: [{kind: brochure, transcribed: whole, texts: {marketing: [Good]}}]}]
  - id: HOUSE-later
    title: No number
    authority: {name: house, cite: page 5}
    basis: legal-content
    level: note
    status: draft
    ask: {/markets/*/number: {present: true}}
    if_absent: unmet
    message: No number.
    repair: Give it.
    why: Numbers tell.
    accepts: [{markets: [{market: US, number: K123456}]}]
    refuses: [{}]
"""


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "house.yaml").write_text(HOUSE, "utf-8")
    return "rules"


def said(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> str:
    assert main(["packs", *arguments]) == status
    return capsys.readouterr().out


def data(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> dict[str, object]:
    out = said(capsys, *arguments, "--format", "json", status=status)
    assert out.isascii()
    return json.loads(out)


def test_the_list_has_every_pack_with_its_levels(rules: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = data(capsys, "list", "--pack", rules)["packs"]
    assert [one["id"] for one in found] == [*list_packs(), "house"]
    assert found[-1] == {
        "id": "house", "market": "US", "title": "House rules", "edition": "2026-01-01", "coverage": "One habit of the house.",
        "fragment": True, "active": {"error": 0, "warning": 2, "note": 0}, "drafts": 1, "withdrawn": 0,
    }  # fmt: skip
    lines = said(capsys, "list", "--pack", rules).splitlines()
    assert lines[0].split() == ["pack", "market", "edition", "errors", "warnings", "notes", "drafts", "title"]
    (line,) = [line for line in lines if line.startswith("house ")]
    assert line.split(maxsplit=7) == ["house", "US", "2026-01-01", "0", "2", "0", "1", "House rules (a fragment)"]
    assert any(line.split()[:2] == ["core", "any"] for line in lines)


def test_a_pack_is_shown_under_fixed_headings(rules: str, capsys: pytest.CaptureFixture[str]) -> None:
    heads = ["What it covers", "Routes", "Requirements", "Questions, and how many active requirements ask them",
             "Texts behind it, and how many of their clauses are checked", "Base sheet, which the examples are laid over"]  # fmt: skip
    for name in (*list_packs(), "house"):
        lines = said(capsys, "show", name, "--pack", rules).splitlines()
        assert [line for line in lines if line in heads] == heads
        assert all(len(line) <= 120 for line in lines)
    out = said(capsys, "show", "house", "--pack", rules)
    for part in (
        "market US, edition 2026-01-01, a fragment: only some facts of this market could be verified",
        "  On trial (page 2, read on 2025-01-01)\n      when: at least one entry of `/markets`: all of this holds:\n",
        "          - its `status` is “investigational”\n",
        "      says: It is exempt.\n      brings: none of this pack\n      exempts from: HOUSE-model\n",
        "  Sold (page 3, not read)\n",
        "  warning  HOUSE-label",
        "  draft    HOUSE-later",
        f"  {'present':<32}  1\n",
        "  only that something stands there  1\n",
        "  none recorded\n",
        "  device:\n    name: Unit\n",
    ):
        assert part in out, part


def test_a_pack_as_data_has_the_same(rules: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = data(capsys, "show", "house", "--pack", rules)
    assert [route["id"] for route in found["routes"]] == ["trial", "sold"]
    assert found["routes"][0]["exempts"] == ["HOUSE-model"]
    assert [one["status"] for one in found["requirements"]] == ["active", "active", "draft"]
    assert found["questions"]["equals"] == 1
    assert found["questions"]["states"] == 1


def test_nothing_of_a_pack_acts_on_a_terminal(rules: str, capsys: pytest.CaptureFixture[str]) -> None:
    acts = '"\\e[2J ##vso[task] \\n::error::x"'
    text = HOUSE.replace("House rules", acts).replace("One habit of the house.", acts).replace("On trial", acts)
    text = (
        text.replace("It is exempt.", acts).replace("No label\n", f"{acts}\n").replace("cite: page 1", f"cite: {acts}")
    )
    text = text.replace("name: Unit", f"name: {acts}")
    (Path(rules) / "house.yaml").write_text(text, "utf-8")
    for arguments in (["list"], ["show", "house"], ["audit", "--as-of", "2025-06-01"]):
        out = said(capsys, *arguments, "--pack", rules)
        assert "\x1b" not in out
        assert "##vso[" not in out
        assert "\n::error" not in out
        assert "##vso" not in said(capsys, *arguments, "--pack", rules, "--format", "json")
    assert main(["explain", "HOUSE-*", "--pack", rules]) == 0
    assert "\x1b" not in capsys.readouterr().out


def test_an_unknown_pack_is_a_wrong_call(rules: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["packs", "show", "nope"]) == 2
    assert "there is no pack 'nope'; there are core" in capsys.readouterr().err
    (Path(rules) / "bad.yaml").write_text("pack: 5\n", "utf-8")
    for arguments in (["list"], ["show", "core"], ["audit"]):
        assert main(["packs", *arguments, "--pack", rules]) == 2
        assert "bad.yaml:1:" in capsys.readouterr().err


def test_coverage_counts_clauses_wholly_partly_and_by_reason() -> None:
    from specvalidator.catalogue import summarise
    from specvalidator.report.packs import summary_as_text

    source = shipped_source("core")
    first, second = source.pack.requirements[0].id, source.pack.requirements[1].id
    rows = (
        Row("1", "wholly", "", (first,), ""),
        Row("2", "partly", "presence", (second, "X-1"), ""),
        Row("3", "partly", "part", ("X-1",), ""),
        Row("4", "not", "definition", (), ""),
        Row("5", "not", "definition", (), ""),
        Row("6", "not", "not-on-paper", (), ""),
    )
    texts = [
        CoveredText("a.yaml", "Law A", "", "2026-01-01", False, rows),
        CoveredText("b.yaml", "Law B", "", "", False, ()),
    ]
    summary = summarise(source, texts)
    out = "".join(summary_as_text(summary))
    assert "  Law A: 1 wholly, 1 partly, 1 by other packs, 3 not (2 definition, 1 not-on-paper)\n" in out
    assert "Law B" not in out
    found = audit(Library([source], texts), "", 0)
    assert [(gap.reason, len(gap.clauses)) for gap in found.gaps] == [("definition", 2), ("not-on-paper", 1)]


# -- check -------------------------------------------------------------------------------------------------------


def test_packs_that_hold_together_are_said_to(rules: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        said(capsys, "check", rules) == "rules/house.yaml: the pack house holds together (3 requirements, 6 examples)\n"
    )
    assert data(capsys, "check", "rules/house.yaml")["files"] == [
        {"file": "rules/house.yaml", "pack": "house", "requirements": 3, "examples": 6, "faults": []}
    ]


def test_every_fault_of_every_file_is_told_with_its_place(rules: str, capsys: pytest.CaptureFixture[str]) -> None:
    folder = Path(rules)
    (folder / "a.yaml").write_text(
        HOUSE.replace("{equals: carton}", "{equals: [[]]}").replace("level: note", "level: x")
    )
    (folder / "b.yaml").write_text("a: [")
    (folder / "c.yaml").write_text(HOUSE.replace("pack: house", "pack: other"))
    (folder / "d.yaml").write_text(
        HOUSE.replace("accepts: [{}]", "accepts: [{device: {model: null}}]").replace("HOUSE-", "D-")
    )
    out = said(capsys, "check", rules, status=1)
    lines = out.splitlines()
    files = [line.partition(":")[0] for line in lines]
    assert files == sorted(files)
    assert files.count("rules/a.yaml") == 2
    assert "`x` is not one of: error, warning, note" in out
    assert "rules/b.yaml:" in out
    found = data(capsys, "check", rules, status=1)["files"]
    assert [one["pack"] for one in found if not one["faults"]]
    assert all(fault["line"] >= 1 and fault["column"] >= 1 for one in found for fault in one["faults"])
    assert [len(one["faults"]) > 0 for one in found][:2] == [True, True]


def test_a_file_of_nothing_but_faults_is_cut_off(rules: str, capsys: pytest.CaptureFixture[str]) -> None:
    (Path(rules) / "house.yaml").write_text(HOUSE + "  - {}\n" * 500)
    out = said(capsys, "check", rules, status=1)
    assert len(out.splitlines()) == 101
    assert out.endswith("rules/house.yaml: more faults may follow; they are not listed\n")


def test_what_cannot_be_read_is_refused_and_what_is_not_there_a_wrong_call(
    rules: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("empty").mkdir()
    assert "empty:1:1: the folder holds no pack" in said(capsys, "check", "empty", rules, status=1)
    (Path(rules) / "\x1b[2J.yaml").write_text("a")
    assert "\\x1b[2J.yaml:1:1: " in said(capsys, "check", rules, status=1)
    assert main(["packs", "check", "nowhere"]) == 2
    assert "nowhere does not exist" in capsys.readouterr().err
    assert main(["packs", "check"]) == 2


# -- audit -------------------------------------------------------------------------------------------------------


def test_the_audit_tells_what_was_read_long_ago_and_what_never(rules: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = data(capsys, "audit", "--pack", rules, "--pack", "core", "--as-of", "2026-06-02", status=1)
    assert [(one["id"], one["days"]) for one in found["older"] if one["pack"] == "house"] == [
        ("HOUSE-model", 366),
        ("route trial", 517),
    ]
    assert [one["id"] for one in found["never_read"] if one["pack"] == "house"] == ["HOUSE-label", "route sold"]
    assert [one["id"] for one in found["drafts"] if one["pack"] == "house"] == ["HOUSE-later"]
    assert "HOUSE-model" in found["without_facts"]
    assert "HOUSE-label" not in found["without_facts"]
    assert "HOUSE-label" not in found["without_seeds"]
    assert found["questions"]["house"]["only that something stands there"] == 1
    assert set(found["questions"]) == {"core", "house"}


@pytest.mark.parametrize(("days", "status"), [("366", 1), ("365", 1), ("516", 1), ("517", 0), ("100000", 0), ("0", 1)])
def test_the_status_says_whether_something_is_older(
    rules: str, capsys: pytest.CaptureFixture[str], days: str, status: int
) -> None:
    arguments = ["audit", "--pack", "core", "--pack", rules, "--as-of", "2026-06-02", "--older-than", days]
    out = said(capsys, *arguments, status=status)
    assert f"as of 2026-06-02; older than {days} days counts as old\n" in out
    assert all(len(line) <= 120 for line in out.splitlines())


def test_a_day_that_no_calendar_has_counts_as_old(rules: str, capsys: pytest.CaptureFixture[str]) -> None:
    (Path(rules) / "house.yaml").write_text(HOUSE.replace("2025-06-01", "2025-02-30"), "utf-8")
    out = said(capsys, "audit", "--pack", rules, "--pack", "core", "--older-than", "3000", status=1)
    assert "HOUSE-model  read on 2025-02-30" in out


def test_without_a_day_the_newest_edition_counts(capsys: pytest.CaptureFixture[str]) -> None:
    found = data(capsys, "audit", "--older-than", "100000")
    assert found["as_of"] == max(shipped_source(name).pack.edition for name in list_packs())
    assert set(found["questions"]) == set(list_packs())
    assert main(["packs", "audit", "--as-of", "lately"]) == 2
    assert main(["packs", "audit", "--older-than", "-1"]) == 2


def test_help_of_the_whole_imports_no_packs() -> None:
    code = "import sys; from specvalidator.cli import main; main(['--help']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert "  packs " in done.stdout
    assert "  explain " in done.stdout
    for module in ("specvalidator.packs", "specvalidator.catalogue", "specvalidator.report", "difflib"):
        assert module not in done.stdout.split()
