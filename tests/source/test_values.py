"""YAML as written: what a scalar means, and what stays as it was printed."""

from __future__ import annotations

import pytest

from specvalidator.source import read_documents


def value_of(text: str) -> object:
    (document,) = read_documents(text.encode(), "t")
    assert not document.faults, document.faults
    return document.value


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("NO", "NO"), ("yes", "yes"), ("on", "on"), ("off", "off"), ("y", "y"),
        ("1.10", "1.10"), ("3.0", "3.0"), ("010", "010"), ("0o17", "0o17"), ("0x1F", "0x1F"),
        ("12:30", "12:30"), ("12:30:45", "12:30:45"), ("1_000", "1_000"), ("1e3", "1e3"), ("+5", "+5"),
        ("-0", "-0"), (".inf", ".inf"), (".nan", ".nan"), ("=", "="), ("2026-01-31", "2026-01-31"),
        ("2026-13-45", "2026-13-45"), ("5", 5), ("-5", -5), ("0", 0),
        ("123456789012345", 123456789012345), ("1234567890123456", "1234567890123456"),
        ("true", True), ("False", False), ("TRUE", True), ("tRue", "tRue"),
        ("~", None), ("null", None), ("NULL", None), ("", None), ("nUll", "nUll"),
        ("'5'", "5"), ('"true"', "true"), ("!!str 5", "5"), ("!!str", ""), ("! 5", "5"), ("!!int 5", 5), ("!!bool true", True),
        ("!!null ~", None), ("!!map {a: 1}", {"a": 1}), ("!!seq [1]", [1]),
    ],
)  # fmt: skip
def test_a_scalar_means_what_yaml_1_2_says_and_stays_as_written(written: str, means: object) -> None:
    value = value_of(f"a: {written}")
    assert value == {"a": means}
    assert type(value["a"]) is type(means)  # type: ignore[index]


def test_separators_that_yaml_1_1_breaks_at_are_ordinary_characters() -> None:
    assert value_of("a: x\u2028y\u2029z\x85w\nb: 1") == {"a": "x\u2028y\u2029z\x85w", "b": 1}


def test_a_byte_order_mark_is_no_character() -> None:
    (document,) = read_documents(b"\xef\xbb\xbfa: 1", "t")
    assert document.value == {"a": 1}


def test_keys_that_look_alike_composed_and_decomposed_are_one_key() -> None:
    assert value_of("e\u0301: 1") == {"\u00e9": 1}


def test_several_documents_are_read_each() -> None:
    documents = tuple(read_documents(b"a: 1\n---\nb: 2\n...\n---\n", "t"))
    assert [(document.number, document.value) for document in documents] == [(1, {"a": 1}), (2, {"b": 2}), (3, None)]


@pytest.mark.parametrize("text", ["", "# only a comment\n", "\n\n", "%YAML 1.2\n"])
def test_nothing_is_no_document_or_a_fault(text: str) -> None:
    documents = tuple(read_documents(text.encode(), "t"))
    assert all(document.faults for document in documents)


def test_a_document_before_a_syntax_error_is_kept() -> None:
    first, second = read_documents(b"a: 1\n---\nb: [\n", "t")
    assert first.value == {"a": 1}
    assert [fault.id for fault in second.faults] == ["YAML-syntax"]


def test_decimals_are_read_for_packs_only() -> None:
    (document,) = read_documents(b"a: 0.5\nb: 1e3\nc: .5\nd: 1.\ne: 1.1.1", "t", decimals=True)
    assert document.value == {"a": 0.5, "b": "1e3", "c": 0.5, "d": 1.0, "e": "1.1.1"}


def test_an_alias_stands_for_its_value_at_its_own_place() -> None:
    from specvalidator.location import Place

    (document,) = read_documents(b"a: &x {b: [1, two]}\nc: *x\n", "t")
    assert document.value == {"a": {"b": [1, "two"]}, "c": {"b": [1, "two"]}}
    assert document.span(Place(("c",))).line == 2
    assert document.span(Place(("c", "b", 1))).line == 1
