"""What a loader can see to be wrong: each kind with its id, its place and its repair, in bounded time."""

from __future__ import annotations

import time

import pytest

from specvalidator.faults import FAULTS, Fault
from specvalidator.source import LIMITS, Limits, read_documents

SMALL = Limits(size=200, depth=4, nodes=20, alias_nodes=10, scalar=40, digits=10, faults=3)


def faults_of(data: str | bytes, limits: Limits = LIMITS) -> list[Fault]:
    data = data.encode() if isinstance(data, str) else data
    return [fault for document in read_documents(data, "t", limits=limits) for fault in document.faults]


@pytest.mark.parametrize(
    ("text", "fault_id", "line", "column"),
    [
        ("a: 1\nb: 2\na: 3\n", "YAML-duplicate-key", 3, 1),
        ("a: 1\n'a': 3\n", "YAML-duplicate-key", 2, 1),
        ("\u00e9: 1\ne\u0301: 2\n", "YAML-duplicate-key", 2, 1),
        ("a: {b: 1, b: 2}\n", "YAML-duplicate-key", 1, 11),
        ("x: &x {a: 1}\ny: {<<: *x, a: 2}\n", "YAML-merge-key", 2, 5),
        ("1: a\n", "YAML-key", 1, 1),
        ("true: a\n", "YAML-key", 1, 1),
        ("~: a\n", "YAML-key", 1, 1),
        ("? [a, b]\n: c\n", "YAML-key", 1, 3),
        ("? {a: b}\n: c\n", "YAML-key", 1, 3),
        ("a: &x b\n*x : c\n", "YAML-key", 2, 1),
        ("a: *nowhere\n", "YAML-alias", 1, 4),
        ("a: &x {b: *x}\n", "YAML-alias", 1, 11),
        ("a: !!python/object/apply:os.system [ls]\n", "YAML-tag", 1, 4),
        ("a: !mine {b: 1}\n", "YAML-tag", 1, 4),
        ("a: !mine b\n", "YAML-tag", 1, 4),
        ("a: !!int word\n", "YAML-tag", 1, 4),
        ("a: !!seq {b: 1}\n", "YAML-tag", 1, 4),
        ("a: !!float 1.5\n", "YAML-tag", 1, 4),
        ("a: b: c\n", "YAML-syntax", 1, 5),
        ("a: [1, 2\n", "YAML-syntax", 2, 1),
        ("\ta: 1\n", "YAML-syntax", 1, 1),
        ("a: 'open\n", "YAML-syntax", 2, 1),
        ("a: @x\n", "YAML-syntax", 1, 4),
        ("%YAML 2.0\n---\na: 1\n", "YAML-syntax", 1, 1),
        ('a: "\\q"\n', "YAML-syntax", 1, 5),
        ('a: "\\ud800"\n', "YAML-syntax", 1, 7),
        ("- a\nb: 1\n", "YAML-syntax", 2, 1),
        ("a:\n  - b\n c: 1\n", "YAML-syntax", 3, 2),
        ("a: \x07b\n", "YAML-character", 1, 4),
        ("a: \x00b\n", "YAML-character", 1, 4),
        ("b: 1\na: \x9b31m\n", "YAML-character", 2, 4),
        ("a: \ufffe\n", "YAML-character", 1, 4),
    ],
)  # fmt: skip
def test_a_fault_is_named_at_its_place(text: str, fault_id: str, line: int, column: int) -> None:
    fault = faults_of(text)[0]
    assert (fault.id, fault.span.line, fault.span.column) == (fault_id, line, column)
    assert fault.message.endswith(".")
    assert fault.repair.endswith(".")
    assert fault_id in FAULTS


def test_a_duplicate_key_names_both_places() -> None:
    (fault,) = faults_of("a: 1\nb: 2\na: 3\n")
    ((first, note),) = fault.related
    assert (first.line, first.column, note) == (1, 1, "first given here")


def test_every_duplicate_of_a_file_is_reported_up_to_the_limit() -> None:
    assert len(faults_of("a: 1\n" * 3)) == 2
    assert len(faults_of("a: 1\n" * 10, SMALL)) == SMALL.faults


@pytest.mark.parametrize(
    ("data", "column"),
    [(b"a: \xff\n", 4), ("a: é\n".encode("latin-1"), 4), ("a: 1".encode("utf-16"), 1), (b"a: \xc3", 4)],
)
def test_another_encoding_is_named_where_it_shows(data: bytes, column: int) -> None:
    (fault,) = faults_of(data)
    assert (fault.id, fault.span.line, fault.span.column) == ("FILE-encoding", 1, column)


@pytest.mark.parametrize(
    ("text", "fault_id"),
    [
        ("a: " + "x" * 300, "LIMIT-bytes"),
        ("a: [[[[[1]]]]]", "LIMIT-depth"),
        ("a: {b: {c: {d: {e: 1}}}}", "LIMIT-depth"),
        ("[" + "1," * 30 + "1]", "LIMIT-nodes"),
        ("a: &a [1, 2, 3, 4, 5]\nb: [*a, *a, *a]", "LIMIT-nodes"),
        ("a: " + "x" * 41, "LIMIT-scalar"),
        ("'" + "x" * 41 + "': 1", "LIMIT-scalar"),
        ("a: 12345678901", "LIMIT-digits"),
        ("a: -12345678901", "LIMIT-digits"),
    ],
)
def test_each_limit_has_a_finding_of_its_own(text: str, fault_id: str) -> None:
    assert [fault.id for fault in faults_of(text, SMALL)] == [fault_id]


def test_just_below_a_limit_nothing_is_found() -> None:
    assert faults_of("a: {b: {c: {d: 1}}}", SMALL) == []
    assert faults_of("a: &a [1, 2, 3]\nb: [*a, *a]", SMALL) == []
    assert faults_of("a: 1234567890", SMALL) == []
    assert faults_of("a: " + "x" * 40, SMALL) == []


HOSTILE = {
    "alias bomb": "\n".join(["a0: &a0 [x,x,x,x,x,x,x,x,x]"] + [f"a{i}: &a{i} [{','.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 9)]),
    "flow depth": "a: " + "[" * 3000,
    "flow depth closed": "a: " + "[" * 3000 + "]" * 3000,
    "block depth": "\n".join(" " * i + "a:" for i in range(1200)),
    "dashes": "- " * 100_000,
    "question marks": "? " * 100_000,
    "short keys": "\n".join(f"k{i}: 1" for i in range(100_000)),
    "anchors": "\n".join(f"k{i}: &a{i} 1" for i in range(100_000)),
    "wide indentation": "a:\n" + " " * 100_000 + "b: 1",
    "long integer": "a: " + "9" * 10_000,
    "long line": "a: " + "x y " * 200_000,
    "tags": "%TAG !a! tag:x,1:\n" * 20_000 + "---\na: 1",
    "documents": "---\na: 1\n" * 20_000,
    "quotes": "a: " + "'" * 100_000,
    "escapes": 'a: "' + "\\n" * 100_000 + '"',
    "colons": "a" + ": a" * 50_000,
    "braces": "{" * 50_000,
    "percent": "%" * 100_000,
    "ampersands": "a: " + "&" * 100_000,
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_read_or_refused_in_bounded_time(name: str) -> None:
    start = time.perf_counter()
    tuple(read_documents(HOSTILE[name].encode(), "t"))
    assert time.perf_counter() - start < 3
