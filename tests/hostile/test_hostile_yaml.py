"""Hostile YAML: each file gives the finding that says what is wrong and where, in bounded time and memory."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

Data = str | bytes | Callable[[], str | bytes]

HEAD = "spec: 1\ndevice: {name: Unit, kind: air-cleaner, manufacturer: Example Air Inc.}\n"
"""A sheet without fault; what is hostile is put behind it, from line 3 on."""
MODELS = "spec: 1\ndevice:\n  name: Unit\n  kind: air-cleaner\n  manufacturer: Example Air Inc.\n"
"""A sheet without fault whose device goes on, from line 6."""
MEGABYTE = 1_000_000
PRIVATE = "".join(map(chr, range(0xE000, 0xF900)))
"""Every character of the area from which the loader takes stand-ins."""


class Case(NamedTuple):
    """A hostile file: the ids of the faults found (none: the sheet is judged as usual), and the first one's words."""

    name: str
    data: Data
    finds: tuple[str, ...]
    says: str = ""
    at: tuple[int, int] | None = None


def bomb(levels: int) -> str:
    names = "abcdefghijkl"[: levels + 1]
    first = f"x-a: &a [{','.join('1' * 9)}]\n"
    return first + "".join(
        f"x-{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n" for before, name in itertools.pairwise(names)
    )


def models(count: int) -> str:
    return "".join(f"  - {{model: M{number}}}\n" for number in range(count))


def tag_lines(end: str, count: int = 10_000) -> str:
    return end.join(f"%TAG !a{number}! x" for number in range(count))


LOAD = [
    # Aliases.
    Case("alias-bomb", lambda: HEAD + bomb(9), ("LIMIT-nodes",), "Aliases repeat more than 10000 values", (7, 10)),
    Case("alias-bomb-cut-off", lambda: HEAD + bomb(9) + "x: [", ("LIMIT-nodes",), "Aliases repeat"),
    Case("alias-small-then-error", lambda: HEAD + bomb(2) + "x: [", ("YAML-syntax",), "A value is missing inside brackets"),
    Case("alias-cycle-section", "a: &a {b: *a}\n", ("YAML-alias",), "`*a` stands inside what it names", (1, 11)),
    Case("alias-cycle-list", HEAD + "x-a: &a [1, *a]\n", ("YAML-alias",), "inside what it names", (3, 13)),
    Case("alias-cycle-of-two", HEAD + "x-a: &a {b: &b {c: *a}}\n", ("YAML-alias",), "inside what it names"),
    Case("alias-unknown", HEAD + "x-a: *nobody\n", ("YAML-alias",), "`*nobody` names no anchor", (3, 6)),
    Case("alias-long-name", lambda: HEAD + f"x-a: *{'a' * MEGABYTE}\n", ("YAML-alias",), "names no anchor"),
    Case("alias-as-key", HEAD + "x-a: &a b\n*a : 1\n", ("YAML-key",), "alias stands where a key"),
    Case("anchors", lambda: HEAD + "x-a:\n" + "".join(f"  - &a{n} {n}\n" for n in range(20_000)), ()),
    Case("anchors-same", lambda: HEAD + "x-a:\n" + "".join(f"  - &a {n}\n" for n in range(20_000)), ()),
    Case("anchor-long-name", lambda: HEAD + f"x-a: &{'a' * MEGABYTE} 1\n", ()),
    # Depth.
    Case("deep-flow", lambda: HEAD + "x-a: " + "[" * 3000 + "]" * 3000, ("LIMIT-depth",), "more than 64 deep", (3, 69)),
    Case("deep-flow-sections", lambda: HEAD + "x-a: " + "{a: " * 3000 + "}" * 3000, ("LIMIT-depth",), "64 deep"),
    Case("deep-flow-open", lambda: HEAD + "x-a: " + "[" * MEGABYTE, ("LIMIT-depth",), "64 deep", (3, 69)),
    Case("deep-block", lambda: HEAD + "".join(" " * n + "x-a:\n" for n in range(1200)), ("LIMIT-depth",), "64 deep"),
    Case("deep-dashes", lambda: HEAD + "x-a:\n" + "- " * 100_000, ("LIMIT-depth",), "64 deep"),
    Case("wide-indentation", lambda: f"spec: 1\ndevice:\n{' ' * 10_000}name: Unit\n{' ' * 10_000}kind: air-cleaner\n", ()),
    # Keys.
    Case("duplicate", HEAD + "x-a: 1\nx-a: 2\n", ("YAML-duplicate-key",), "`x-a` stands twice", (4, 1)),
    Case("duplicate-quoted", HEAD + 'x-a: 1\n"x-a": 2\n', ("YAML-duplicate-key",), "`x-a` stands twice", (4, 1)),
    Case("duplicate-composed", HEAD + "x-\u00e9: 1\nx-e\u0301: 2\n", ("YAML-duplicate-key",), "stands twice", (4, 1)),
    Case("duplicate-inside", "spec: 1\ndevice: {name: a, name: b}\n", ("YAML-duplicate-key",), "`name`", (2, 19)),
    Case("duplicate-20k", lambda: HEAD + "x-a: 1\n" * 20_000, ("YAML-duplicate-key", "SHEET-many"), "twice", (4, 1)),
    Case("merge-key", HEAD + "x-a: &a {b: 1}\nx-c:\n  <<: *a\n", ("YAML-merge-key",), "`<<` merges keys", (5, 3)),
    Case("key-list", HEAD + "? [a, b]\n: 1\n", ("YAML-key",), "A list or section stands where a key", (3, 3)),
    Case("key-section", HEAD + "? {a: b}\n: 1\n", ("YAML-key",), "A list or section stands where a key", (3, 3)),
    Case("key-empty", HEAD + "?\n: 1\n", ("YAML-key",), "a key is empty"),
    Case("key-null", HEAD + "~: 1\n", ("YAML-key",), "`~` is no text", (3, 1)),
    Case("key-number", HEAD + "12: 1\n", ("YAML-key",), "`12` is no text", (3, 1)),
    Case("key-boolean", HEAD + "true: 1\n", ("YAML-key",), "`true` is no text", (3, 1)),
    Case("key-long", lambda: HEAD + f"? {'k' * MEGABYTE}\n: 1\n", ("LIMIT-scalar",), "A key is longer than 1000", (3, 3)),
    Case("key-accents", lambda: HEAD + f'? "x-{chr(0x301) * 200_000}{chr(0x327) * 200_000}"\n: 1\n', ("LIMIT-scalar",), "A key is longer"),
    Case("keys-without-end", lambda: "? " * 400_000, ("YAML-key",), "A list or section stands where a key"),
    Case("keys-short", lambda: HEAD + "x-a:\n" + "".join(f" k{n}: 1\n" for n in range(60_000)), ()),
    Case("keys-unknown", lambda: HEAD + "".join(f"k{n}: 1\n" for n in range(20_000)), ("SHEET-unknown-key", "SHEET-many"), "`k0`", (3, 1)),
    # Tags and directives.
    Case("tag-python-apply", HEAD + 'x-a: !!python/object/apply:os.system ["touch made"]\n', ("YAML-tag",), "`!!python/object/apply:os.system`", (3, 6)),
    Case("tag-python-new", HEAD + "x-a: !!python/object/new:os.system [touch made]\n", ("YAML-tag",), "`!!python/object/new"),
    Case("tag-python-name", HEAD + "x-a: !!python/name:os.system ''\n", ("YAML-tag",), "`!!python/name"),
    Case("tag-unknown", HEAD + "x-a: !mine 1\n", ("YAML-tag",), "`!mine`"),
    Case("tag-binary", HEAD + "x-a: !!binary aGk=\n", ("YAML-tag",), "`!!binary`"),
    Case("tag-set", HEAD + "x-a: !!set {a, b}\n", ("YAML-tag",), "`!!set`"),
    Case("tag-wrong", HEAD + "x-a: !!int ten\n", ("YAML-tag",), "`!!int`"),
    Case("tag-20k", lambda: HEAD + "x-a:\n" + "- !!python/none 1\n" * 20_000, ("YAML-tag", "SHEET-many"), "!!python/none"),
    Case("tag-long", lambda: HEAD + f"x-a: !{'a' * MEGABYTE} 1\n", ("YAML-tag",), "aaa…`"),
    Case("tag-lines", lambda: tag_lines("\n") + "\n---\n" + HEAD, ("YAML-tag",), "declares tags"),
    Case("tag-lines-cr", lambda: tag_lines("\r", 60_000) + "\r---\r" + HEAD, ("YAML-tag",), "declares tags"),
    Case("tag-lines-nel", lambda: f"#{PRIVATE}\n{tag_lines(chr(0x85))}\n---\n{HEAD}", ("YAML-tag",), "declares tags"),
    Case("tag-lines-ls", lambda: f"#{PRIVATE}\n{tag_lines(chr(0x2028))}\n---\n{HEAD}", ("YAML-tag",), "declares tags"),
    Case("directive-known", "%YAML 1.2\n---\n" + HEAD, ()),
    Case("directive-other", "%YAML 3.0\n---\n" + HEAD, ("YAML-syntax",), "another version of YAML"),
    Case("directive-twice", "%YAML 1.1\n%YAML 1.1\n---\n" + HEAD, ("YAML-syntax",), "A directive stands twice"),
    Case("tag-handle-undeclared", HEAD + "x-a: !m!b 1\n", ("YAML-syntax",), "A tag is used that nobody declared"),
    # Size.
    Case("digits-10k", lambda: HEAD + f"x-a: {'9' * 10_000}\n", ("LIMIT-digits",), "more than 100 digits", (3, 6)),
    Case("digits-megabyte", lambda: HEAD + f"x-a: -{'9' * (MEGABYTE - 1)}\n", ("LIMIT-digits",), "more than 100 digits"),
    Case("text-too-long", lambda: HEAD + f"x-a: {'a' * (MEGABYTE + 1)}\n", ("LIMIT-scalar",), "longer than 1000000", (3, 6)),
    Case("file-too-large", lambda: HEAD.encode() + b"#" * (16 << 20), ("LIMIT-bytes",), "larger than 16 MiB", (1, 1)),
    Case("long-line", lambda: f"{HEAD}x-a: [{'1,' * 200_000}]\nx-a: 1\n", ("YAML-duplicate-key",), "`x-a`", (4, 1)),
    Case("long-line-fault-at-its-end", lambda: f"{HEAD}x-a: {{b: '{'é' * 500_000}', b: 1}}\n", ("YAML-duplicate-key",), "`b`", (3, 500_014)),
    Case("long-comment", lambda: HEAD + "#" + "a" * MEGABYTE, ()),
    Case("blank-lines", lambda: HEAD + "\n" * MEGABYTE + "x-a: 1\nx-a: 1\n", ("YAML-duplicate-key",), "`x-a`", (MEGABYTE + 4, 1)),
    Case("quote-open", lambda: HEAD + 'x-a: "' + "a" * MEGABYTE, ("YAML-syntax",), "quotation mark is not closed"),
    Case("quote-open-quotes", lambda: HEAD + "x-a: '" + "''" * 400_000, ("YAML-syntax",), "quotation mark is not closed"),
    Case("block-open", lambda: HEAD + "x-a: |\n" + "  a\n" * 200_000, ()),
    Case("values", lambda: HEAD + "x-a: [" + "1," * 1_000_001 + "]", ("LIMIT-nodes",), "more than 1000000 values"),
    # Characters and encodings.
    Case("nul", HEAD + "x-a: a\0b\n", ("YAML-character",), "U+0000", (3, 7)),
    Case("escape", HEAD + "x-a: \x1b[2J\n", ("YAML-character",), "U+001B", (3, 6)),
    Case("bell", HEAD + "# \a\n", ("YAML-character",), "U+0007", (3, 3)),
    Case("delete", HEAD + "# \x7f\n", ("YAML-character",), "U+007F", (3, 3)),
    Case("c1-csi", HEAD + "x-a: \x9b2J\n", ("YAML-character",), "U+009B", (3, 6)),
    Case("no-character", HEAD + "x-a: \uffff\n", ("YAML-character",), "U+FFFF", (3, 6)),
    Case("not-utf8", HEAD.encode() + b"x-a: caf\xe9\n", ("FILE-encoding",), "another encoding", (3, 9)),
    Case("not-utf8-overlong", HEAD.encode() + b"x-a: \xc0\xaf\n", ("FILE-encoding",), "not UTF-8", (3, 6)),
    Case("not-utf8-surrogate", HEAD.encode() + b"x-a: \xed\xa0\x80\n", ("FILE-encoding",), "not UTF-8", (3, 6)),
    Case("not-utf8-cut", HEAD.encode() + b"x-a: \xe2\x82", ("FILE-encoding",), "not UTF-8", (3, 6)),
    Case("utf16-le", b"\xff\xfe" + HEAD.encode("utf-16-le"), ("FILE-encoding",), "UTF-16 or UTF-32", (1, 1)),
    Case("utf16-be", b"\xfe\xff" + HEAD.encode("utf-16-be"), ("FILE-encoding",), "UTF-16 or UTF-32", (1, 1)),
    Case("utf16-unmarked", HEAD.encode("utf-16-le"), ("YAML-character",), "U+0000", (1, 2)),
    Case("utf32", HEAD.encode("utf-32"), ("FILE-encoding",), "UTF-16 or UTF-32", (1, 1)),
    Case("program", b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 4, ("FILE-encoding",), "not UTF-8"),
    Case("archive", b"PK\x03\x04" + b"\x00" * 100, ("YAML-character",), "U+0003", (1, 3)),
    Case("byte-order-mark", b"\xef\xbb\xbf" + HEAD.encode(), ()),
    Case("byte-order-mark-alone", b"\xef\xbb\xbf", ("FILE-empty",), "The file is empty", (1, 1)),
    Case("surrogate-written-out", HEAD + 'x-a: "\\ud800"\n', ("YAML-syntax",), "escape", (3, 9)),
    Case("escape-unknown", HEAD + 'x-a: "\\q"\n', ("YAML-syntax",), "escape"),
    Case("separators", HEAD + "x-a: a\x85b\u2028c\u2029d\n", ()),
    Case("separators-and-private-use", lambda: f"{HEAD}x-a: \x85\n#{'a' * 2 * MEGABYTE}{PRIVATE}\n", ()),
    # Line ends.
    Case("line-ends-crlf", (HEAD + "x-a: 1\nx-a: 2\n").replace("\n", "\r\n"), ("YAML-duplicate-key",), "twice", (4, 1)),
    Case("line-ends-cr", (HEAD + "x-a: 1\nx-a: 2\n").replace("\n", "\r"), ("YAML-duplicate-key",), "twice", (4, 1)),
    Case("line-ends-mixed", "spec: 1\r\ndevice: {name: a, kind: air-cleaner}\rx-a: 1\nx-a: 2\n", ("YAML-duplicate-key",), "twice", (4, 1)),
    Case("line-ends-that-are-none", HEAD + "x-a: a\u2028b\nx-a: 2\n", ("YAML-duplicate-key",), "twice", (4, 1)),
    Case("tab", "spec: 1\ndevice:\n\tname: Unit\n", ("YAML-syntax",), "tab", (3, 1)),
    # Nothing, and something else.
    Case("empty", "", ("FILE-empty",), "The file is empty", (1, 1)),
    Case("blank", " \n\n  \n", ("FILE-empty",), "The file is empty", (1, 1)),
    Case("comments", "# nothing\n# here\n", ("FILE-empty",), "The file is empty"),
    Case("dashes", "---\n", ("FILE-empty",), "The document is empty"),
    Case("dots", "...\n", ("YAML-syntax",), "A value is missing"),
    Case("null", "--- null\n", ("FILE-empty",), "The document is empty"),
    Case("root-list", "- spec: 1\n", ("SHEET-root",), "not a device spec sheet"),
    Case("root-text", "Dear reader\n", ("SHEET-root",), "not a device spec sheet"),
    Case("root-number", "12\n", ("SHEET-root",), "not a device spec sheet"),
    Case("root-stranger", "apiVersion: v1\nkind: Pod\n", ("SHEET-root",), "not a device spec sheet"),
    Case("root-html", "<html><body onload='x()'>\n<a href='x'>a: b</a>\n", ("YAML-syntax",), ""),
    Case("json", '{"spec": 1, "device": {"name": "Unit", "kind": "air-cleaner"}}', ()),
    Case("documents", lambda: "---\n" * 20_000, ("FILE-empty", "LIMIT-nodes"), "The document is empty"),
    # Form.
    Case("pointers", HEAD + "not_stated: [ozone/flow, '/', '//', /~2, /device/*/x, '/markets/99999999999999999999/act']\n",
         ("SHEET-value", "SHEET-pointer"), "ozone/flow"),
    Case("pointer-long", lambda: HEAD + f"not_stated: ['/x-a{'/b' * 200_000}']\n", ()),
    Case("pointers-20k", lambda: HEAD + "not_stated:\n" + "- ozone/flow\n" * 20_000, ("SHEET-value", "SHEET-many"), "ozone/flow"),
    # Models, sources and records.
    Case("models-text", MODELS + "  variants: many\n", ("SHEET-type",), "a list belongs here"),
    Case("models-empty", MODELS + "  variants: []\n", ("SHEET-empty",), "an empty list"),
    Case("models-odd", MODELS + "  variants: [a, 5, null, [], {}, {overrides: 5}, {overrides: {device: {}}}]\n",
         ("SHEET-type", "SHEET-empty", "SHEET-unknown-key"), ""),
    Case("models-1000", lambda: MODELS + "  variants:\n" + models(1000), ("SHEET-value",), "lists 1000 entries"),
    Case("models-themselves", MODELS + "  variants: &v [{overrides: {x-a: *v}}]\n", ("YAML-alias",), "inside what it names"),
    Case("models-deep", lambda: MODELS + "  variants: [{overrides: " + "{ozone: " * 50 + "1" + "}" * 50 + "}]\n",
         ("SHEET-unknown-key",), "`ozone` is not a key"),
    Case("models-long", lambda: MODELS + "  variants:\n" + models(60) + "x-a:\n" + "- some text\n" * 60_000,
         ("LIMIT-variants",), "The sheet lists 60 models"),
    Case("source-places", HEAD + "sources: [{at: /}, {at: /-1}, {at: /~2}, {at: /device/variants/99999999999}, {at: x}]\n",
         ("SHEET-pointer", "SHEET-value"), "leads to nothing"),
    Case("sources-20k", lambda: HEAD + "sources:\n" + "- {at: /x}\n" * 20_000, ("SHEET-pointer", "SHEET-many"), "leads to nothing"),
    Case("ids-20k", lambda: HEAD + "documents:\n" + "- {id: E}\n" * 20_000, ("SHEET-id", "SHEET-many"), "another entry"),
    Case("id-control", HEAD + 'evidence: [{id: "\\e[2J"}, {id: "\\e[2J"}]\n', ("SHEET-id",), "another entry"),
    Case("papers-20k", lambda: HEAD + "documents: [{id: D}]\nsources:\n" + "- {at: /spec, document: x}\n" * 20_000,
         ("SHEET-source", "SHEET-many"), "not registered"),
    Case("sections-everywhere", "spec: {a: b}\ndevice: [1]\nmarkets: {a: 1}\nozone: 5\nclaims: text\n", ("SHEET-value", "SHEET-type"), ""),
]  # fmt: skip


@pytest.mark.parametrize("case", LOAD, ids=lambda case: case.name)
def test_a_hostile_file_gives_the_finding_that_says_what_is_wrong(case: Case, tmp_path: Path, check) -> None:
    data = case.data() if callable(case.data) else case.data
    data = data.encode() if isinstance(data, str) else data
    (tmp_path / "sheet.yaml").write_bytes(data)
    done = check("sheet.yaml", size=len(data))
    assert done.status == (1 if case.finds else 0)
    assert set(case.finds) == {finding["id"] for finding in done.faults}
    assert not (tmp_path / "made").exists()
    assert done.errors == ""
    if case.finds:
        first = next(finding for finding in done.faults if finding["id"] == case.finds[0])
        assert case.says in first["message"]
        assert case.says[:40] in done.text
        if case.at is not None:
            assert (first["location"]["line"], first["location"]["column"]) == case.at
            assert f"sheet.yaml:{case.at[0]}:{case.at[1]}\n" in done.text
    if case.name != "documents":  # it is a thousand sheets, each with a finding
        assert done.size < 900_000  # a sheet that states no market is judged by every pack


def test_faults_that_are_not_listed_are_counted(tmp_path: Path, check) -> None:
    data = HEAD + "x-a: 1\n" * 20_000
    (tmp_path / "sheet.yaml").write_text(data, "utf-8")
    faults = check("sheet.yaml", size=len(data)).faults
    assert faults[-1]["id"] == "SHEET-many"
    assert f"{20_000 - 1 - (len(faults) - 1)} more faults of the kind YAML-duplicate-key" in faults[-1]["message"]


def test_a_thousand_documents_are_a_thousand_sheets(tmp_path: Path, check) -> None:
    data = "---\n".join(f"spec: 1\ndevice: {{name: Unit {number}, kind: ozone-monitr}}\n" for number in range(1000))
    (tmp_path / "sheet.yaml").write_text(data, "utf-8")
    done = check("sheet.yaml", "--pack", "core", size=len(data), formats=("text",))
    assert done.status == 1
    assert done.text.count("error[SHEET-value]") == 1000
    assert "sheet.yaml (document 1000) · Unit 999" in done.text


def test_documents_before_one_that_cannot_be_read_are_judged(tmp_path: Path, check) -> None:
    (tmp_path / "sheet.yaml").write_text(f"{HEAD}---\n{HEAD}---\na: [\n---\n{HEAD}", "utf-8")
    done = check("sheet.yaml")
    assert done.status == 1
    assert [sheet["judged"] for sheet in done.review["sheets"]] == [True, True, False]
    assert done.review["counts"]["not_judged"] == 1
    assert "1 sheet could not be read and was not judged" in done.text


AS_WRITTEN = [
    "NO", "yes", "off", "010", "012", "0o17", "0x1F", "1:30", "12:30:45", "1_000", "1.10", "1e3", ".inf", "-.inf",
    ".nan", "=", "2026-13-45", "2026-02-30T25:61:61Z", "1e999999999", "0.1e-999999999", "+1", "-0", "1,5", "9" * 99,
]  # fmt: skip


def test_a_plain_value_is_kept_as_it_is_written(tmp_path: Path, check) -> None:
    sheets = (f"spec: 1\ndevice:\n  name: {value}\n  kind: air-cleaner\n" for value in AS_WRITTEN)
    (tmp_path / "sheet.yaml").write_text("---\n".join(sheets), "utf-8")
    done = check("sheet.yaml")
    assert done.status == 0
    assert [sheet["device"] for sheet in done.review["sheets"]] == AS_WRITTEN


QUANTITIES = [
    "10**10**8", "9**9**9 ppm", "2^(2^(2^99)) ppm", "6^800000 ppm", "1e999999999 ppm", "1e-999999999 ppm", "1e400 ppm",
    "nan ppm", "inf ppm", "-.inf ppm", "5 " + "m" * 60 + "L", "5 __class__", "5 ppm.__init__", "__import__('os')",
    "5 " + "u" * 10_000, "9" * 10_000 + "e9 ppm", "5/0 ppm", "5 ppm; 6 ppm|", "5 %s%s%n", "${jndi:x}", "5 ppm\\x00",
    "(" * 5_000, "m*" * 3_000, "±" * 5_000, "1 to " * 5_000, "'", "5 \\u202emdd", "5 \\ud83d\\ude00",
]  # fmt: skip


def test_a_quantity_that_is_an_expression_or_a_bomb_is_refused(tmp_path: Path, check) -> None:
    texts = [text for text in QUANTITIES if "\\ud83d" not in text]
    sheets = [f'{HEAD}ozone: {{room_air: {{max: "{text}"}}}}\n' for text in texts]
    (tmp_path / "sheet.yaml").write_text("---\n".join(sheets), "utf-8")
    done = check("sheet.yaml", size=sum(map(len, sheets)))
    assert done.status == 1
    found = {
        text: [f["id"] for f in sheet["findings"]] for text, sheet in zip(texts, done.review["sheets"], strict=True)
    }
    assert found == {text: ["SHEET-quantity"] for text in texts}
    assert all(len(finding["message"]) < 500 for finding in done.findings)


FILLERS = {
    "prose": "Ozone is a gas with a sharp smell. ",
    "claims": "This device cures cancer and treats diabetes. ",
    "no-stop": "heals and cures and ",
    "digits": "1234567890",
    "spaces": " ",
    "quote": "'",
    "plus-minus": "±",
    "unit-like": "mgL",
    "operators": "m*",
    "dots": ".",
    "commas": ",",
    "dashes": "–",
    "brackets": "(",
    "accents-out-of-order": "\u0301\u0327",
    "zero-width": "c\u200b",
    "letters-apart": "c u r e s ",
    "negations": "not ",
    "other-alphabet": "сurеs ",
    "powers": "10²",
    "entities": "&amp;",
    "stars": "**c** ",
    "thousands": "1,000 ",
    "ranges": "5 to ",
}


@pytest.mark.parametrize("filler", FILLERS.values(), ids=FILLERS)
def test_a_long_text_of_any_kind_is_read_in_the_time_of_an_ordinary_one(filler: str, tmp_path: Path, check) -> None:
    """Text where words belong is read; the same where a quantity belongs is refused, and the report stays short."""
    text = (filler * 50_000)[:50_000].replace("'", "''")
    data = (
        f"{HEAD}ozone: {{room_air: {{max: 'a{text}b'}}}}\nclaims: [{{text: 'a{text}b'}}]\n"
        f"artefacts: [{{kind: brochure, language: en, transcribed: whole, texts: {{marketing: ['a{text}b']}}}}]\n"
    )
    (tmp_path / "sheet.yaml").write_text(data, "utf-8")
    done = check("sheet.yaml", size=len(data.encode()))
    assert done.status == 1
    assert [finding["id"] for finding in done.faults] == ["SHEET-quantity"]
    assert len(done.text) < 50_000


HIDING = {
    "nothing": ("", '"'),
    "spaces": ("x" + " " * 400_000, '"'),
    "spaces-single": ("x" + " " * 400_000, "'"),
    "folded-lines": ("x" + "\n   " * 100_000, '"'),
    "folded-lines-single": ("x" + "\n   " * 100_000, "'"),
    "sentences": ("Ozone is a gas with a sharp smell. " * 10_000, "'"),
    "dots": ("x" + "." * 200_000 + " ", '"'),
    "short-sentences": ("No. " * 50_000, "'"),
}


@pytest.mark.parametrize(("hiding", "quote"), HIDING.values(), ids=HIDING)
def test_a_claim_behind_a_long_text_is_found_at_its_place(hiding: str, quote: str, tmp_path: Path, check) -> None:
    head = "spec: 1\ndevice: {name: Unit, kind: air-cleaner, manufacturer: Example Air Inc.}\n"
    head += "markets: [{market: US, status: cleared}]\n"
    line = f"  texts: {{marketing: [{quote}{hiding}It is FDA approved.{quote}]}}\n"
    data = f"{head}artefacts:\n- kind: brochure\n  language: en\n  transcribed: whole\n{line}"
    (tmp_path / "sheet.yaml").write_text(data, "utf-8")
    done = check("sheet.yaml", size=len(data))
    (found,) = [finding for finding in done.findings if finding["id"] == "US-807.97"]
    start = data.index("FDA approved")
    place = found["location"]
    assert place["line"] == data.count("\n", 0, start) + 1
    column = start - data.rfind("\n", 0, start)
    assert place["column"] <= column < place["end_column"]


def test_a_list_of_many_faulty_items_is_reported_in_proportion(tmp_path: Path, check) -> None:
    data = f"{HEAD}markets:\n" + "- {markt: US, status: clerd}\n" * 400
    (tmp_path / "sheet.yaml").write_text(data, "utf-8")
    done = check("sheet.yaml", size=len(data))
    assert done.status == 1
    assert done.size < 900_000 + 300 * len(data)
