"""The page on reading text names what there is, and its example is what the tool answers."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from specvalidator.cli.text import _answer
from specvalidator.data import read_data
from specvalidator.pages import ENDINGS
from specvalidator.texts import ROLES
from specvalidator.wording import CATEGORIES

PAGE = (Path(__file__).parent.parent / "docs" / "text.md").read_text("utf-8")


@pytest.mark.parametrize("name", [*ROLES, *ENDINGS])
def test_every_role_and_ending_is_named(name: str) -> None:
    assert f"`{name}`" in PAGE


def test_every_category_is_named() -> None:
    (listed,) = re.findall(r"\(categories: ([^)]*)\)", PAGE)
    assert set(re.split(r",\s+", listed)) == CATEGORIES


def test_the_example_is_what_is_answered() -> None:
    (shown,) = re.findall(r"```json\n(.*?)\n```", PAGE)
    row = {"id": "a", "text": "It treats back pain."}
    answer = _answer(json.dumps(row).encode(), "marketing", "")
    assert {**answer, "near_misses": []} == json.loads(shown)


def test_the_readme_counts_the_languages_of_headings() -> None:
    assert len(json.loads(read_data("words/headings.json"))["languages"]) == 9
