"""Every clause of a covered text, and every recorded fact, is said to be checked, wholly or partly, or not and why."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from specvalidator.data import data_path, read_data
from specvalidator.packs import list_packs
from specvalidator.packs.coverage import CoveredText, read_coverage
from specvalidator.source import read_documents

COVERAGE = read_coverage()
ROWS = [(text, row) for text in COVERAGE for row in text.rows]
PACKS = {
    name: next(iter(read_documents(read_data(f"packs/{name}.yaml"), data_path(f"packs/{name}.yaml")))).value
    for name in list_packs()
}
REQUIREMENTS: dict[str, dict[str, Any]] = {one["id"]: one for pack in PACKS.values() for one in pack["requirements"]}
SHARED = Path(__file__).parents[2].parent / "shared"


def questions(value: Any) -> set[str]:
    """Return the questions that an expression of a pack asks, with `role` for texts that only have to be there."""
    found: set[str] = set()
    if isinstance(value, dict):
        for key, inner in value.items():
            if key.startswith(("/", ".")) and isinstance(inner, dict):
                ((question, options),) = inner.items()
                is_role = question == "states" and isinstance(options, dict) and "role" in options
                found.add("role" if is_role else question)
            else:
                found |= questions(inner)
    elif isinstance(value, list):
        for inner in value:
            found |= questions(inner)
    return found


def test_rows_name_requirements_that_are_asked() -> None:
    """A row that says it is checked names active requirements."""
    wrong = [
        (row.key, one)
        for _, row in ROWS
        for one in row.by
        if one not in REQUIREMENTS or REQUIREMENTS[one].get("status", "active") != "active"
    ]
    assert wrong == []
    assert [row.key for _, row in ROWS if row.how != "not" and not row.by] == []


def test_presence_alone_is_partly() -> None:
    """What is checked wholly is more than there: some question looks at what stands at the place."""
    wrong = [
        row.key
        for _, row in ROWS
        if row.how == "wholly" and all(questions(REQUIREMENTS[one]["ask"]) <= {"present", "role"} for one in row.by)
    ]
    assert wrong == []


def test_no_clause_stands_twice() -> None:
    """A clause has one row in its text, and a fact one row at all."""
    facts = [row.key for text, row in ROWS if text.is_facts]
    assert len(facts) == len(set(facts))
    titles = [text.title for text in COVERAGE]
    assert len(titles) == len(set(titles))


def test_every_requirement_of_law_stands_in_a_row() -> None:
    """A requirement of a market is found from the clause or the fact that it rests on."""
    listed = {one for _, row in ROWS for one in row.by}
    of_law = [
        one["id"]
        for name, pack in PACKS.items()
        if name != "core"
        for one in pack["requirements"]
        if one.get("status", "active") == "active"
    ]
    assert sorted(set(of_law) - listed) == []


def test_facts_named_by_requirements_are_checked_by_them() -> None:
    """A requirement and the row of its fact name each other."""
    by_fact = {row.key: row.by for text, row in ROWS if text.is_facts}
    wrong = [
        (one["id"], fact)
        for one in REQUIREMENTS.values()
        if one.get("status", "active") == "active"
        for fact in one.get("facts", ())
        if one["id"] not in by_fact.get(fact, ())
    ]
    assert wrong == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="the records of the law are not here")
@pytest.mark.parametrize("name", ["us", "international"])
def test_every_recorded_fact_has_a_row(name: str) -> None:
    """No recorded fact is passed over."""
    facts = re.findall(r"(?m)^- id: (\S+)", (SHARED / "facts" / f"{name}.yaml").read_text("utf-8"))
    rows = {row.key for text, row in ROWS if text.is_facts}
    assert sorted(set(facts) - rows) == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="the texts of the law are not here")
def test_every_section_of_the_parts_that_are_covered_has_a_row() -> None:
    """Of a part of 21 CFR that is covered, every section has a row, at least one of its own or of its paragraphs."""
    missing = []
    for text in COVERAGE:
        part = re.match(r"21 CFR part (\d+)", text.title)
        if part:
            missing += sections_without_a_row(text, part[1])
    assert missing == []


def sections_without_a_row(text: CoveredText, part: str) -> list[str]:
    """Return the sections of a part of 21 CFR of which the coverage says nothing."""
    file = next(path for path in (SHARED / "law" / "us-21cfr").glob(f"part-{part}*.md"))
    sections = set(re.findall(rf"§\s*({part}\.\d+)", "\n".join(heads(file.read_text("utf-8")))))
    assert sections
    rows = {re.match(r"[\d.]*\d", row.key)[0] for row in text.rows if re.match(r"\d", row.key)}  # type: ignore[index]
    return sorted(sections - rows)


def heads(text: str) -> list[str]:
    """Return the headings of a text in Markdown."""
    return [line for line in text.splitlines() if line.startswith("#")]
