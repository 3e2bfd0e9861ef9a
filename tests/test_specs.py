"""The example sheets come out as a reviewer said before the first run: every verdict, and every finding's place."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest

from specvalidator import review
from specvalidator.packs import list_packs, load_pack

SPECS = Path(__file__).parent.parent / "specs"
SHEETS = sorted(SPECS.glob("*.yaml"))
REST = "rest not-unmet"
LINE = re.compile(r"(?P<verdict>\S+)\s+(?P<id>\S+)(?P<places>(?:\s+/\S*)*)\s*(?:#.*)?$")
Expected = dict[str, tuple[str, tuple[str, ...]]]


ACTIVE = {name: [one.id for one in load_pack(name).requirements if one.status == "active"] for name in list_packs()}


def expected_of(path: Path) -> Expected:
    """Read what should be found: requirement -> verdict and places; a pack that is not run covers its requirements.

    A star stands for all requirements that begin so and have no line of their own.
    """
    found: Expected = {}
    families: Expected = {}
    for line in path.read_text("utf-8").splitlines():
        if not line.strip() or line.startswith("#") or line == REST:
            continue
        match = LINE.match(line)
        assert match, line
        if match["verdict"] == "not-run":
            found |= dict.fromkeys(ACTIVE[match["id"]], ("not-run", ()))
        else:
            assert match["id"] not in found | families, line
            (families if match["id"].endswith("*") else found)[match["id"]] = (
                match["verdict"],
                tuple(match["places"].split()),
            )
    for family in sorted(families, key=len, reverse=True):
        for name in itertools.chain.from_iterable(ACTIVE.values()):
            if name.startswith(family[:-1]) and name not in found:
                found[name] = families[family]
    return found


Found = dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]]
"""Requirement -> verdict, places of its findings, places that they name beside their own."""


def found_in(path: Path) -> Found:
    """Return what the tool finds; places only for unmet requirements."""
    (sheet,) = review(path).sheets
    found: Found = {}
    for pack, _ in sheet.packs_not_run:
        found |= dict.fromkeys(ACTIVE[pack], ("not-run", (), ()))
    for verdict in sheet.verdicts:
        findings = [finding for finding in sheet.findings if finding.id == verdict.requirement]
        places = tuple(finding.location.pointer for finding in findings)
        beside = tuple(related.pointer for finding in findings for related in finding.related)
        found[verdict.requirement] = (verdict.outcome.value, places, beside)
    return found


def is_near(one: str, other: str) -> bool:
    """Say whether one pointer is the other or leads through it."""
    return one == other or one.startswith(other + "/") or other.startswith(one + "/")


def differences(expected: Expected, found: Found) -> list[str]:
    """Say what differs. Of a gap that has several places, one finding names them all, in any order."""
    lines = []
    for requirement, (verdict, places) in expected.items():
        actual, actual_places, beside = found.get(requirement, ("missing", (), ()))
        if actual != verdict:
            lines.append(
                f"{requirement}: expected {verdict} {' '.join(places)}, found {actual} {' '.join(actual_places)}"
            )
        elif verdict == "unmet":
            missed = [place for place in places if not any(is_near(place, other) for other in actual_places + beside)]
            surplus = [place for place in actual_places if not any(is_near(place, other) for other in places)]
            if missed or surplus:
                lines.append(f"{requirement}: missed {missed}, surplus {surplus}")
    return lines


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_a_sheet_comes_out_as_expected(path: Path) -> None:
    """A line for each requirement; after `rest not-unmet`, of those that came later every one that finds something."""
    file = path.with_suffix(".expected.txt")
    expected, found = expected_of(file), found_in(path)
    if REST in file.read_text("utf-8").splitlines():
        expected |= {name: one[:2] for name, one in found.items() if name not in expected and one[0] != "unmet"}
    assert set(expected) == set(found)
    assert set(found) == set(itertools.chain.from_iterable(ACTIVE.values()))
    assert differences(expected, found) == []


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_a_sheet_has_no_fault_of_form_but_those_it_is_meant_to_have(path: Path) -> None:
    """Faults of form are listed in the expectation as `form ID POINTER`."""
    (sheet,) = review(path).sheets
    found = [
        f"{finding.id} {finding.location.pointer}" for finding in sheet.findings if finding.id.startswith("SHEET-")
    ]
    text = path.with_suffix(".expected.txt").read_text("utf-8")
    meant = [
        line.removeprefix("# form ").split("  ")[0].strip() for line in text.splitlines() if line.startswith("# form ")
    ]
    assert sorted(found) == sorted(meant)


@pytest.mark.parametrize("path", [path for path in SHEETS if path.stem.endswith("-clean")], ids=lambda path: path.stem)
def test_a_clean_sheet_has_no_finding_above_note(path: Path) -> None:
    (sheet,) = review(path).sheets
    assert [finding.id for finding in sheet.findings if str(finding.level) != "note"] == []
