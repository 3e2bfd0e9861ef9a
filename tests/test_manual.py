"""The reference under `docs/`: every requirement on its page, links that lead somewhere, nothing that acts in Markdown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from specvalidator import data, generate, manual
from specvalidator.catalogue import Library
from specvalidator.catalogue.summary import summarise
from specvalidator.cli.help_pages import help_pages
from specvalidator.packs import list_packs, load_pack
from specvalidator.packs.coverage import NOT_CHECKED, CoveredText, Row
from specvalidator.packs.source import user_sources

PAGES = {name: page.decode() for name, page in manual.pages(help_pages()).items()}


@pytest.mark.parametrize("name", list_packs())
def test_every_requirement_has_a_section_on_the_page_of_its_pack(name: str) -> None:
    page = PAGES[f"requirements/{name}.md"]
    for requirement in load_pack(name).requirements:
        assert page.count(f"\n## {requirement.id}\n") == 1
        assert f"| [{requirement.id}](#" in page
    for heading in ("What it asks", "When it applies", "What is looked at", "Clause", "Why"):
        assert page.count(f"\n### {heading}\n") == len(load_pack(name).requirements)


def test_every_link_leads_to_a_page_and_a_heading() -> None:
    for name, page in PAGES.items():
        for target in re.findall(r"(?<!\\)\]\(([^<)]+)\)", re.sub(r"`[^`\n]+`", "", page)):
            path, _, anchor = target.partition("#")
            other = (Path(name).parent / path).as_posix() if path else name
            assert other in PAGES, target
            anchors = {manual._anchor(line.lstrip("# ")) for line in PAGES[other].splitlines() if line.startswith("#")}  # noqa: SLF001
            assert not anchor or anchor in anchors, target


def test_the_help_of_every_command_is_there() -> None:
    for name in (
        "check",
        "explain",
        "packs",
        "packs list",
        "packs show",
        "packs check",
        "packs audit",
        "quantity",
        "schema",
    ):
        assert f"\n## specvalidator {name}\n\n```text\nUsage: specvalidator {name} " in PAGES["commands.md"]
    assert all(len(line) <= 100 for line in PAGES["commands.md"].splitlines() if not line.startswith("<!--"))


def test_the_same_packs_give_the_same_bytes() -> None:
    assert {name: page.decode() for name, page in manual.pages(help_pages()).items()} == PAGES


HOSTILE = """\
pack: house
title: House | rules <b>
edition: 2026-01-01
coverage: "[a](javascript:b) *c* _d_ # e"
fragment: true
base_sheet: {spec: 1, device: {name: "```", kind: air-cleaner, model: A1}}
conditions: {c: {/device/model: {present: true}}}
routes:
  - {id: r, title: "A | B", cite: "<c>", when: c, says: "*x*", brings: [HOUSE-model]}
requirements:
  - id: HOUSE-model
    title: "No model | `a|b` <script>"
    authority: {name: "a_b_", cite: "[x]", url: "https://example.org/a"}
    basis: house-policy
    level: note
    ask: c
    if_absent: unmet
    message: "# `x` &amp; ~y~"
    repair: "Give it ` here."
    why: Models differ.
    accepts: [{}]
    refuses: [{device: {model: null, name: "````"}}]
"""


def test_nothing_of_a_pack_acts_in_markdown(tmp_path: Path) -> None:
    (tmp_path / "house.yaml").write_text(HOSTILE, "utf-8")
    rows = (Row("a|1", "wholly", "", ("HOUSE-model", "X-1"), "*n*"), Row("2", "not", "definition", (), ""))
    partly = (Row("f-1", "partly", "presence", ("HOUSE-model",), ""),)
    covered = [
        CoveredText("a.yaml", "Law <i>", "https://example.org/l", "2026-01-01", False, rows),
        CoveredText("a.yaml", "Facts", "", "", True, partly),
        CoveredText("a.yaml", "Law 2", "", "", False, partly),
    ]
    library = Library(user_sources([str(tmp_path)]), covered)
    summaries = [summarise(source, covered) for source in library.sources]
    pages = {
        "requirements": "".join(manual._requirements(library, library.sources[0], summaries[0])),  # noqa: SLF001
        "scope": "".join(manual._scope(summaries)),  # noqa: SLF001
        "coverage": "".join(manual._coverage(library, summaries)),  # noqa: SLF001
        "index": "".join(manual._index(summaries)),  # noqa: SLF001
    }
    for page in pages.values():
        text = re.sub(r"(`{3,})\w*\n.*?\n\1\n|<!--.*?-->", "", page, flags=re.DOTALL)
        text = re.sub(r"`[^`\n]+`", "", text)
        assert not re.search(r"(?<!\\)<(?!https://)", text), text
        assert not re.search(r"(?<!\\)\*", text), text
        for line in text.splitlines():
            if line.startswith("|"):
                assert len(re.findall(r"(?<!\\)\|", line)) >= 3
    table = [line for line in pages["requirements"].splitlines() if line.startswith("| [HOUSE")]
    assert [len(re.findall(r"(?<!\\)\|", line)) for line in table] == [5]
    assert "A fragment: " in pages["requirements"]
    assert "[\\<c\\>]" not in pages["scope"]
    assert "[HOUSE-model](requirements/house.md#house-model), X-1" in pages["coverage"]
    assert f"| 2 | not | definition: {NOT_CHECKED['definition']} |" in pages["coverage"]
    assert "| partly (presence) |" in pages["coverage"]
    assert "Not read. 0 wholly, 1 partly, 0 not." in pages["coverage"]


def test_a_stale_page_is_told_and_mended_and_one_without_its_pack_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generate, "docs_path", lambda name: str(tmp_path / name))
    monkeypatch.setattr(generate, "pages", lambda _: {"a.md": b"A", "requirements/us.md": b"B"})
    assert generate.stale_pages(only_check=True) == ["docs/a.md", "docs/requirements/us.md"]
    assert list(tmp_path.iterdir()) == []
    assert generate.stale_pages(only_check=False) == ["docs/a.md", "docs/requirements/us.md"]
    (tmp_path / "requirements" / "gone.md").write_text("old")
    (tmp_path / "requirements" / "notes.txt").write_text("kept")
    assert generate.stale_pages(only_check=True) == ["docs/requirements/gone.md"]
    assert generate.stale_pages(only_check=False) == ["docs/requirements/gone.md"]
    assert generate.stale_pages(only_check=True) == []
    assert {path.name for path in (tmp_path / "requirements").iterdir()} == {"us.md", "notes.txt"}
    assert (tmp_path / "a.md").read_bytes() == b"A"


def test_outside_a_checkout_there_is_no_reference(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data, "_ROOT", "elsewhere")
    assert data.docs_path("a.md") is None
    assert generate.stale_pages(only_check=True) == []
