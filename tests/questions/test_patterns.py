"""Small schemas are read without the schema library, and both give the same answers."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specvalidator.data import data_path, read_data
from specvalidator.packs import list_packs
from specvalidator.questions.patterns import MOST_SIGNS, is_plain_text, text_test, translate
from specvalidator.schema import Schema
from specvalidator.source import read_documents


def schemas_in(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [found for part in value for found in schemas_in(part)]
    if not isinstance(value, dict):
        return []
    return [
        found
        for key, part in value.items()
        for found in ([part] if key == "matches" and isinstance(part, dict) else schemas_in(part))
    ]


ALL = {
    json.dumps(schema, sort_keys=True): schema
    for name in list_packs()
    for document in read_documents(read_data(f"packs/{name}.yaml"), data_path(f"packs/{name}.yaml"))
    for schema in schemas_in(document.value)
}
READ = [(schema, fits) for schema in ALL.values() if (fits := text_test(schema)) is not None]
WORDS = st.sampled_from(
    [
        *(
            "US",
            "US-CA",
            "EU",
            "IEC 60601-1",
            "ISO 13485:2016",
            "2003",
            "class II",
            "5.2.7",
            "STERILE EO",
            "sterile",
            "K141504",
        ),
        *(
            "pending",
            "approved",
            "Not approved",
            "latex",
            "natural rubber",
            "UV",
            "photometer",
            "Luer",
            "TÜV",
            "tüv",
            "ſ",
            "İ",
        ),
        *(
            "\n",
            " ",
            "\t",
            "\u00a0",
            "\u2028",
            "\ufeff",
            "\x1c",
            "٣",
            "é",
            "°C",
            "µ",
            "-",
            ".",
            ",",
            ":",
            "(",
            ")",
            "0",
            "9",
        ),
    ]
)
TEXTS = st.one_of(
    st.text(max_size=30), st.lists(WORDS, max_size=6).map("".join), st.lists(WORDS, max_size=6).map(" ".join)
)


def test_most_schemas_of_the_packs_are_read() -> None:
    assert len(READ) > 0.7 * len(ALL)


@pytest.mark.parametrize(("schema", "fits"), READ, ids=range(len(READ)))
def test_both_ways_agree(schema: dict[str, Any], fits: Any) -> None:
    """Whatever the text, what is said without the library is what the library says."""
    library = Schema(schema)

    @given(TEXTS)
    def agree(text: str) -> None:
        assert not is_plain_text(text) or fits(text) is library.accepts(text)

    agree()


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+$",
        "(a|a)*b",
        "a*a*a*b",
        r"(x{1,50}){1,50}",
        r"\p{L}",
        r"(?<!a)b",
        r"(?=a)",
        "[[:alpha:]]",
        r"[^\W]",
        "a+?",
        "(?i)a(?i)b",
    ],
)
def test_what_could_be_slow_or_read_otherwise_is_left_to_the_library(pattern: str) -> None:
    assert translate(pattern) is None


def test_no_pattern_of_the_packs_is_slow() -> None:
    """Texts made to be gone through again and again are answered at once."""
    started = time.process_time()
    for _, fits in READ:
        for text in (
            "a" * MOST_SIGNS,
            " " * MOST_SIGNS,
            "natural rubber " * 33,
            "US" * 250,
            "1" * MOST_SIGNS,
            "(" * MOST_SIGNS,
        ):
            fits(text)
    assert time.process_time() - started < 2
