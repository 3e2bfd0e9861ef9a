"""Positions by table: text, route, part -> four numbers; and the law that a span cuts out its value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specvalidator.location import Place, Route, Span
from specvalidator.source import Document, read_documents

BLOCK = "a: 1\nb:\n  c: two words\n  d:\n    - x\n    - {e: 'f g', h: [1, 2]}\nlast: end\n"
TEXTS = "t: |\n  line one\n   line two\nu: >-\n  folded\n  here\nv: \"x\\ty\"\nw: 'it''s'\nx: plain\n  goes on\n"


def read(text: str) -> Document:
    (document,) = read_documents(text.encode(), "t")
    assert not document.faults
    return document


@pytest.mark.parametrize(
    ("text", "route", "part", "span"),
    [
        (BLOCK, ("a",), "value", (1, 4, 1, 5)),
        (BLOCK, ("a",), "key", (1, 1, 1, 2)),
        (BLOCK, ("b",), "value", (3, 3, 6, 28)),
        (BLOCK, ("b",), "key", (2, 1, 2, 2)),
        (BLOCK, ("b", "c"), "value", (3, 6, 3, 15)),
        (BLOCK, ("b", "d", 0), "value", (5, 7, 5, 8)),
        (BLOCK, ("b", "d", 1), "value", (6, 7, 6, 28)),
        (BLOCK, ("b", "d", 1, "e"), "value", (6, 11, 6, 16)),
        (BLOCK, ("b", "d", 1, "e"), "key", (6, 8, 6, 9)),
        (BLOCK, ("b", "d", 1, "h", 1), "value", (6, 25, 6, 26)),
        (BLOCK, (), "value", (1, 1, 7, 10)),
        (BLOCK, ("b", "missing"), "value", (2, 1, 2, 2)),
        (BLOCK, ("b", "missing", "deeper"), "key", (2, 1, 2, 2)),
        (BLOCK, ("b", "d", 7), "value", (4, 3, 4, 4)),
        (BLOCK, ("b", "d", 1, "missing"), "value", (6, 8, 6, 9)),
        (BLOCK, ("missing",), "value", (1, 1, 1, 2)),
        (TEXTS, ("t",), "value", (1, 4, 3, 12)),
        (TEXTS, ("u",), "value", (4, 4, 6, 7)),
        (TEXTS, ("v",), "value", (7, 4, 7, 10)),
        (TEXTS, ("x",), "value", (9, 4, 10, 10)),
        ("a: &anchor b", ("a",), "value", (1, 12, 1, 13)),
        ("a: !!str 5", ("a",), "value", (1, 10, 1, 11)),
        ("&k a: 1", ("a",), "key", (1, 4, 1, 5)),
        ("a: &m [1, 2]", ("a",), "value", (1, 7, 1, 13)),
        ("a: &m\n  b: 1\n", ("a",), "value", (2, 3, 2, 7)),
        ("a:\nb: 1\n", ("a",), "value", (1, 3, 1, 3)),
        ("a: []\nb: 1\n", ("a",), "value", (1, 4, 1, 6)),
        ("\ufeffa: 1", ("a",), "value", (1, 4, 1, 5)),
        ("é: 😀\nb: x", ("é",), "value", (1, 4, 1, 5)),
        ("a: 1\r\nb: 2\r\n", ("b",), "value", (2, 4, 2, 5)),
        ("a: 1\rb: 2\r", ("b",), "value", (2, 4, 2, 5)),
        ("a: x\u2028y\nb: 2", ("b",), "value", (2, 4, 2, 5)),
    ],
)  # fmt: skip
def test_a_place_stands_where_the_table_says(text: str, route: Route, part: str, span: tuple[int, ...]) -> None:
    assert read(text).span(Place(route, part)) == Span(*span)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("key", "words", "span"),
    [
        ("t", "line two", (3, 4, 3, 12)),
        ("u", "folded here", (5, 3, 6, 7)),
        ("u", "here", (6, 3, 6, 7)),
        ("v", "y", (7, 8, 7, 9)),
        ("w", "'s", (8, 7, 8, 10)),
        ("x", "goes on", (10, 3, 10, 10)),
        ("x", "plain", (9, 4, 9, 9)),
    ],
)
def test_words_inside_a_text_are_found_through_its_writing(key: str, words: str, span: tuple[int, ...]) -> None:
    document = read(TEXTS)
    start = document.value[key].index(words)
    found = document.span(Place((key,), words=(start, start + len(words))))
    assert (found.line, found.column, found.end_line) == span[:3]
    assert found.end_column in (span[3], span[3] - 1)


def test_words_outside_a_text_give_the_whole_text() -> None:
    document = read("a: bcd")
    assert document.span(Place(("a",), words=(2, 9))) == document.span(Place(("a",)))


def cut(text: str, span: Span) -> str:
    """Return the part of a text that a span covers, its first line moved to its column."""
    lines = text.splitlines(keepends=True)[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = " " * (span.column - 1) + lines[0][span.column - 1 :]
    return "".join(lines)


scalars = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co")), max_size=20)
keys = st.text("abcdefgh_é", min_size=1, max_size=6)
values = st.recursive(
    scalars | st.integers(-999, 999) | st.booleans(),
    lambda inner: st.lists(inner, min_size=1, max_size=4) | st.dictionaries(keys, inner, min_size=1, max_size=4),
    max_leaves=12,
)


def routes(value: object, route: Route = ()) -> list[Route]:
    found = [route]
    if isinstance(value, dict):
        for key, inner in value.items():
            found += routes(inner, (*route, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            found += routes(inner, (*route, index))
    return found


@given(values, st.booleans(), st.sampled_from([2, 4]))
def test_a_span_cuts_out_its_value(value: object, is_flow: bool, indent: int) -> None:
    """Cutting the text at any reported span gives a text that reads as the same value."""
    import yaml

    text = yaml.safe_dump(
        {"top": value}, allow_unicode=True, default_flow_style=is_flow, indent=indent, sort_keys=False, width=30
    )
    document = read(text)
    for route in routes(document.value):
        stated = document.get(route)
        piece = cut(text, document.span(Place(route)))
        (again,) = read_documents((piece + "\n").encode(), "t")
        assert again.value == stated or (isinstance(stated, str) and again.value == plain(stated)), (route, piece)


def plain(text: str) -> object:
    """Cut out a quoted text with its quotes; only an empty one may read as nothing."""
    return text or None


@given(values, st.data())
def test_words_map_to_their_own_characters(value: object, data: st.DataObject) -> None:
    """Letters and digits of a text value stand in the file where the words map says."""
    import yaml

    text = yaml.safe_dump({"top": value}, allow_unicode=True, width=20)
    document = read(text)
    texts = [route for route in routes(document.value) if isinstance(document.get(route), str) and document.get(route)]
    if not texts:
        return
    route = data.draw(st.sampled_from(texts))
    stated = document.get(route)
    at = data.draw(st.integers(0, len(stated) - 1))
    if not stated[at].isalnum():
        return
    span = document.span(Place(route, words=(at, at + 1)))
    line, cut = document.source.excerpt(span.line, span.column, 1000)
    written = line[span.column - 1 - cut : span.end_column - 1 - cut]
    assert written in (stated[at], "\\")  # an escape starts with its backslash
