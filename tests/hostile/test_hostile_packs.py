"""Hostile packs: refused with their place, never half loaded, never slow, and nothing outside them is opened."""

from __future__ import annotations

import itertools
import os
import stat
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pytest

SHEET = "spec: 1\ndevice: {name: Unit, kind: air-cleaner, manufacturer: Example Air Inc., model: %s}\n"
CONDITION = "  is-air-cleaner: {/device/kind: {equals: air-cleaner}}\n"
WHEN = "when: is-air-cleaner"
ASK = "{/device/model: {present: true}}"
REQUIREMENT = """\
  - id: HOUSE-model
    title: No model
    authority: {name: house, cite: page 1}
    basis: house-policy
    level: note
    when: is-air-cleaner
    ask: {/device/model: {present: true}}
    if_absent: unmet
    message: The sheet names no model.
    repair: Give the model as printed.
    why: Models differ.
    accepts: [{}]
    refuses: [{device: {model: null}}]
"""
PACK = f"""\
pack: house
title: House rules
edition: 2026-01-01
coverage: One habit of the house.
base_sheet:
  spec: 1
  device: {{name: Unit, kind: air-cleaner, model: A1}}
conditions:
{CONDITION}requirements:
{REQUIREMENT}"""


def with_(*changes: str) -> str:
    """Return the pack with parts of it replaced; old and new parts take turns."""
    text = PACK
    for old, new in zip(changes[::2], changes[1::2], strict=True):
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def matching(schema: str) -> str:
    return with_(ASK, f"{{/device/model: {{matches: {schema}}}}}")


def conditions(count: int, each: str, last: str = "is-air-cleaner") -> str:
    """Return the pack with a row of conditions, each named by the one before, and asked for at the top."""
    row = "".join(f"  c{number}: {each.replace('NEXT', f'c{number + 1}')}\n" for number in range(count))
    return with_(CONDITION, f"{CONDITION}{row}  c{count}: {last}\n", WHEN, "when: c0")


def routed(change: str) -> str:
    """Return the pack with a route, one key of which is changed or added."""
    row = "{id: r, title: R, cite: page 2, text_read: 2026-01-01, when: is-air-cleaner, says: a}"
    key = change.partition(":")[0]
    before, found, rest = row.partition(f" {key}:")
    row = f"{before} {change}{rest[rest.index(',' if ',' in rest else '}') :]}" if found else f"{row[:-1]}, {change}}}"
    return with_("requirements:\n", f"routes:\n  - {row}\nrequirements:\n")


def bomb() -> str:
    names = "abcdefghij"
    rows = "".join(f"  x-{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in itertools.pairwise(names))
    return with_("  device:", f"  x-a: &a [1,1,1,1,1,1,1,1,1]\n{rows}  device:")


class Case(NamedTuple):
    """A hostile pack, what its refusal says, and the line that it names."""

    name: str
    pack: str | bytes | Callable[[], str | bytes]
    says: str
    line: int = 0


REFUSED = [
    # The file.
    Case("empty", "", "the file is empty", 1),
    Case("comments", "# none\n", "the file is empty", 1),
    Case("null", "---\n", "does not have the form"),
    Case("root-list", "- a\n" * 1000, "does not have the form", 1),
    Case("root-text", "hello", "does not have the form", 1),
    Case("too-large", lambda: PACK + "#" * (4 << 20), "larger than 4 MiB", 1),
    Case("two-documents", PACK + "---\n" + PACK, "holds one document"),
    Case("not-utf8", PACK.encode() + b"# \xff\n", "is not UTF-8", 24),
    Case("utf16", PACK.encode("utf-16"), "UTF-16 or UTF-32", 1),
    Case("nul", PACK + "# \0\n", "U+0000", 24),
    Case("escape", with_("House rules", "\x1b[2J"), "U+001B", 2),
    Case("syntax", with_("pack: house", "pack: [house"), "comma is missing"),
    Case("syntax-seam", with_("pack: house", "pack: {a##[error]boo"), "comma is missing"),
    Case("duplicate-key", PACK + "pack: other\n", "`pack` stands twice", 24),
    Case("merge-key", with_("  device:", "  <<: {a: b}\n  device:"), "merges keys", 7),
    Case("tag", with_("House rules", "!!python/object/apply:os.system [touch made]"), "!!python/object", 2),
    Case("alias-bomb", bomb, "Aliases repeat more than 10000"),
    Case("alias-cycle", with_("title: House rules", "title: &a [*a]"), "inside what it names", 2),
    Case("deep", with_(WHEN, "when: " + "[" * 3000 + "is-air-cleaner" + "]" * 3000), "more than 64 deep", 16),
    # The form.
    Case("title-list", with_("House rules", "[a]"), "does not have the form", 2),
    Case("id-path", with_("pack: house", "pack: ../../house"), "does not have the form", 1),
    Case("id-control", with_("pack: house", 'pack: "house\\n::error::x"'), "does not have the form", 1),
    Case("keys-100k", lambda: PACK + "".join(f"k{number}: 1\n" for number in range(60_000)), "is not known here"),
    Case("requirements-empty-100k", lambda: PACK + "  - {}\n" * 60_000, "is missing", 24),
    Case("key-acts", with_(ASK, '{/device/model: {"\\e[2J\\n::error::x": true}}'), "\\x1b[2J\\n:\\:error::x", 17),
    Case("edition-no-day", with_("2026-01-01", "2026-13-45"), "does not have the form", 3),
    Case("filler-attribute", with_("names no model", "{value.__class__}"), "`{value.__class__}` is not one of", 19),
    Case("url-script", with_("cite: page 1", "cite: x, url: 'javascript:alert(1)'"), "does not have the form", 13),
    Case("extends", PACK + "extends: https://example.org/pack.yaml\n", "`extends` is not known here", 24),
    # Ids that are somebody else's.
    Case("id-of-ours-us", with_("pack: house", "pack: us"), "there is another pack `us`", 1),
    Case("id-of-ours-core", with_("pack: house", "pack: core"), "there is another pack `core`", 1),
    Case("id-of-a-fault", with_("HOUSE-model", "SHEET-root"), "`SHEET-root` is an id of the form of sheets", 11),
    Case("id-twice", PACK + REQUIREMENT, "the id HOUSE-model stands twice", 24),
    # Conditions.
    Case("condition-unknown", with_(WHEN, "when: nobody"), "there is no condition `nobody`", 16),
    Case("condition-unknown-where", with_(WHEN, "each: /markets\n    where: nobody"), "there is no condition `nobody`", 17),
    Case("condition-of-itself", conditions(1, "NEXT", "c0"), "`c0` refers to itself"),
    Case("condition-circle", conditions(2, "{not: NEXT}", "{any: [c0]}"), "`c0` refers to itself"),
    Case("condition-bomb", conditions(40, "[NEXT, NEXT]"), "more than 10000 conditions"),
    Case("condition-bomb-any", conditions(30, "{any: [NEXT, {not: NEXT}]}"), "more than 10000 conditions"),
    Case("condition-chain", conditions(3000, "NEXT"), "more than 100 deep"),
    Case("condition-deep-chain", conditions(30, "{not: {not: {not: {not: NEXT}}}}"), "more than 100 deep"),
    Case("condition-wide", lambda: conditions(1, "{any: [" + "is-air-cleaner," * 100_000 + "]}"), "more than 10000"),
    # Routes.
    Case("route-condition", routed("when: nobody"), "there is no condition `nobody`", 11),
    Case("route-requirement", routed("brings: [HOUSE-x]"), "there is no requirement `HOUSE-x`", 11),
    Case("route-exempts-nothing", routed("exempts: [HOUSE-x*]"), "there is no requirement `HOUSE-x*`", 11),
    Case("route-not-read", routed("exempts: [HOUSE-model]").replace(", text_read: 2026-01-01", ""), "has to be read", 11),
    Case("route-twice", routed("says: b").replace("requirements:\n", routed("says: b").partition("routes:\n")[2].partition("requirements:")[0] + "requirements:\n", 1), "the route `r` stands twice", 12),
    Case("route-every", routed("exempts: ['*']"), "does not have the form", 11),
    Case("routes-100k", lambda: with_("requirements:\n", "routes:\n" + "".join(f"  - {{id: r{n}}}\n" for n in range(60_000)) + "requirements:\n"), "is missing", 11),
    # Ids of others.
    Case("id-of-a-shipped-requirement", with_("HOUSE-model", "CORE-maker"), "is that of a requirement of the pack `core`", 11),
    # Places and quantities.
    Case("place-unknown", with_(ASK, "{/device/modl: {present: true}}"), "is not a field of the sheet", 17),
    Case("place-up", with_(ASK, "{/../../x: {present: true}}"), "is not a field of the sheet", 17),
    Case("place-file", with_(ASK, "{'file:///x': {present: true}}"), "is not known here", 17),
    Case("place-long", lambda: with_(ASK, f"{{/device{'/x' * 100_000} : {{present: true}}}}"), "A key is longer", 17),
    Case("quantity-power", with_(ASK, "{/ozone/room_air/max: {quantity: {of: volume_fraction, at_most: 9**9**9 ppm}}}"), "9**9**9", 17),
    Case("quantity-exponent", with_(ASK, "{/ozone/room_air/max: {quantity: {of: volume_fraction, at_most: 1e999999999 ppm}}}"), "1e999999999", 17),
    Case("quantity-long", lambda: with_(ASK, f"{{/ozone/room_air/max: {{quantity: {{of: volume_fraction, at_most: '{'9' * 99_999} ppm'}}}}}}"), "longer", 17),
    # Patterns and schemas.
    Case("pattern-open", matching("{type: string, pattern: '('}"), "the schema cannot be used", 17),
    Case("pattern-look-ahead", matching("{type: string, pattern: '(?=a)'}"), "the schema cannot be used", 17),
    Case("pattern-reference", matching("{type: string, pattern: '(a)\\1'}"), "the schema cannot be used", 17),
    Case("pattern-huge", matching("{type: string, pattern: '(a{1000}){1000}'}"), "the schema cannot be used", 17),
    Case("pattern-huge-classes", matching("{type: string, pattern: '(\\p{L}{99}){99}'}"), "the schema cannot be used", 17),
    Case("pattern-deep", matching(f"{{type: string, pattern: '{'(' * 9000}{')' * 9000}'}}"), "the schema cannot be used", 17),
    Case("pattern-of-keys", matching("{type: object, patternProperties: {'(': {}}}"), "the schema cannot be used", 17),
    Case("ref-file", matching("{type: string, $ref: 'file:///etc/passwd'}"), "`$ref` may not stand", 17),
    Case("ref-web", matching("{type: string, allOf: [{$ref: 'http://127.0.0.1:9/x'}]}"), "`$ref` may not stand", 17),
    Case("ref-itself", matching("{type: object, properties: {a: {$ref: '#'}}}"), "`$ref` may not stand", 17),
    Case("ref-dynamic", matching("{type: string, $dynamicRef: '#x'}"), "`$dynamicRef` may not stand", 17),
    Case("dialect", matching("{type: string, $schema: 'http://127.0.0.1:9/x'}"), "`$schema` may not stand", 17),
    Case("schema-id", matching("{type: string, $id: 'http://127.0.0.1:9/x'}"), "`$id` may not stand", 17),
    Case("schema-large", matching("{type: string, allOf: [" + "{type: string}," * 300 + "]}"), "at most 200 parts", 17),
    Case("schema-no-type", matching("{pattern: a}"), "is missing", 17),
    Case("schema-wrong-type", matching("{type: nonsense}"), "the schema cannot be used", 17),
    Case("schema-wrong-number", matching("{type: integer, multipleOf: 0}"), "the schema cannot be used", 17),
    Case("schema-infinity", matching("{type: number, maximum: .inf}"), "the schema cannot be used", 17),
    Case("schema-wrong-all", matching("{type: string, allOf: 5}"), "the schema cannot be used", 17),
    # Examples.
    Case("example-no-sheet", with_("accepts: [{}]", "accepts: [{device: [], spec: {a: b}}]"), "the example is not a sheet", 22),
    Case("example-wrong", with_("accepts: [{}]", "accepts: [{device: {model: null}}]"), "comes out unmet", 22),
    Case("base-no-sheet", with_("base_sheet:\n  spec: 1\n", "base_sheet:\n"), "the example is not a sheet"),
    Case("examples-large", lambda: with_("  device:", f"  x-a: '{'a' * 900_000}'\n  device:", "accepts: [{}]", f"accepts: [{'{},' * 2000}]"), "larger than 16 MiB"),
]  # fmt: skip


@pytest.fixture(scope="module")
def refusals(tmp_path_factory: pytest.TempPathFactory, runs_in) -> Iterator[dict[str, Future]]:
    """Run the tool on all packs in the background, as many at a time as there are processors."""

    def refusal(case: Case, folder: Path) -> tuple[object, Path]:
        data = case.pack() if callable(case.pack) else case.pack
        data = data.encode() if isinstance(data, str) else data
        (folder / "sheet.yaml").write_text(SHEET % "B2", "utf-8")
        (folder / "house.yaml").write_bytes(data)
        return runs_in(folder)("sheet.yaml", "--pack", "./house.yaml", formats=("text",), size=len(data)), folder

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield {case.name: pool.submit(refusal, case, tmp_path_factory.mktemp(case.name)) for case in REFUSED}
        pool.shutdown(cancel_futures=True)


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.name)
def test_a_hostile_pack_is_refused_at_its_place(case: Case, refusals) -> None:
    done, folder = refusals[case.name].result()
    assert done.status == 2
    assert done.text == ""
    assert case.says in done.errors
    assert len(done.errors) < 1500
    assert not (folder / "made").exists()
    assert f"--pack: ./house.yaml:{case.line or ''}" in done.errors


ACCEPTED = [
    ("plain", PACK),
    ("ids-long", with_("HOUSE-model", "HOUSE-" + "a" * 50)),
    ("conditions-nested", with_(WHEN, "when: " + "{not: {not: " * 25 + "is-air-cleaner" + "}}" * 25)),
    ("conditions-in-a-row", conditions(90, "NEXT")),
    ("conditions-doubled", conditions(10, "[NEXT, NEXT]")),
    ("conditions-many", with_(CONDITION, CONDITION + "".join(f"  c{n}: is-air-cleaner\n" for n in range(20_000)))),
    ("requirements-many", PACK + "".join(REQUIREMENT.replace("-model", f"-m{number}") for number in range(1500))),
    ("examples-many", with_("accepts: [{}]", f"accepts: [{'{},' * 4000}]")),
    ("values-many", with_(ASK, "{/device/model: {equals: [" + "A1,B2," * 20_000 + "]}}")),
]


@pytest.mark.parametrize("pack", [row[1] for row in ACCEPTED], ids=[row[0] for row in ACCEPTED])
def test_a_large_pack_that_holds_together_is_judged_by(pack: str, tmp_path: Path, check) -> None:
    (tmp_path / "sheet.yaml").write_text(SHEET % "B2", "utf-8")
    (tmp_path / "house.yaml").write_text(pack, "utf-8")
    done = check("sheet.yaml", "--pack", "core", "--pack", "./house.yaml", size=len(pack) * 4)
    assert done.status == 0
    (sheet,) = done.review["sheets"]
    verdicts = [verdict for verdict in sheet["verdicts"] if verdict["pack"] == "house"]
    assert verdicts
    assert {verdict["outcome"] for verdict in verdicts} == {"met"}


PATTERNS = {
    "nested": "^(a+)+$",
    "alternatives": "^(a|a)*$",
    "alternatives-many": "^(a|aa|aaa|b?)*$",
    "dots": "^(.*a){20}$",
    "optional": "^" + "a?" * 400 + "a" * 400 + "$",
    "any-order": "^(.*)*(.*)*(.*)*$x?b",
}


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS)
def test_no_pattern_of_a_pack_is_slow_on_any_value(pattern: str, tmp_path: Path, check) -> None:
    pack = with_(ASK, f"{{/device/model: {{matches: {{type: string, not: {{pattern: '{pattern}'}}}}}}}}",
                 "accepts: [{}]", "accepts: [{device: {model: '!'}}]", "refuses: [{device: {model: null}}]",
                 "refuses: [{device: {model: " + "a" * 400 + "}}]", "if_absent: unmet", "if_absent: undetermined")  # fmt: skip
    pack = pack.replace("accepts: [{device: {model: '!'}}]", "accepts: [{device: {model: '!'}}]\n    status: active")
    (tmp_path / "sheet.yaml").write_text(SHEET % ("a" * 100_000 + "!"), "utf-8")
    (tmp_path / "house.yaml").write_text(pack, "utf-8")
    done = check("sheet.yaml", "--pack", "./house.yaml", size=len(pack) + 100_000)
    assert done.status in (0, 2)  # judged, or refused because the pattern is not what its examples say
    if done.status == 2:
        assert "should come out" in done.errors or "cannot be used" in done.errors


def test_words_of_a_pack_do_not_act(tmp_path: Path, check) -> None:
    acts = '"\\e[2J\\e]0;x\\a a\\n::error::b ##vso[c]d \\u202e\\u200b {value} {0} {"'
    pack = with_("House rules", acts, "One habit of the house.", acts, "No model", acts, "page 1", acts,
                 "name: house, ", f"name: {acts}, ", "The sheet names no model.", acts.replace(" {0} {", ""),
                 "Give the model as printed.", acts.replace(" {0} {", ""), "Models differ.", acts)  # fmt: skip
    pack = pack.replace("if_absent: unmet", f"if_absent: unmet\n    missing: {acts.replace(' {0} {', '')}")
    (tmp_path / "sheet.yaml").write_text(SHEET.replace(", model: %s", ""), "utf-8")
    (tmp_path / "house.yaml").write_text(pack, "utf-8")
    done = check("sheet.yaml", "--pack", "./house.yaml", "--show-met", "--fail-on", "note")
    assert done.status == 1
    (found,) = [finding for finding in done.findings if finding["id"] == "HOUSE-model"]
    assert "::error::b ##vso[c]d" in found["message"]
    assert "\\x1b[2J" in done.text


def in_folder(folder: Path, make: Callable[[Path], object]) -> None:
    folder.mkdir()
    (folder / "house.yaml").write_text(PACK, "utf-8")
    make(folder)


def unasked(folder: Path) -> Path:
    """Return a file outside of where the tool runs; a pack that repeats what stands in it would betray it."""
    path = folder.parent.with_name(f"{folder.parent.name}-secret.yaml")
    path.write_text("topsecret\n", "utf-8")
    return path


PATHS: list[tuple[str, Callable[[Path], object], str]] = [
    ("link-out", lambda f: (f / "z.yaml").symlink_to(unasked(f)), "leads out of its folder"),
    ("link-nowhere", lambda f: (f / "z.yaml").symlink_to("gone.yaml"), "is not an ordinary file"),
    ("link-to-itself", lambda f: (f / "z.yaml").symlink_to("z.yaml"), "is not an ordinary file"),
    ("link-to-device", lambda f: (f / "z.yaml").symlink_to("/dev/zero"), "leads out of its folder"),
    ("pipe", lambda f: os.mknod(f / "z.yaml", stat.S_IFIFO | 0o600), "is not an ordinary file"),
    ("folder", lambda f: (f / "z.yaml").mkdir(), "is not an ordinary file"),
    ("twice", lambda f: (f / "z.yaml").write_text(PACK, "utf-8"), "there is another pack `house`"),
    ("name-acts", lambda f: (f / "\n::error::z.yaml").write_text("a", "utf-8"), "\\n:\\:error::z.yaml:1:1: "),
    ("name-not-utf8", lambda f: open(os.fsencode(f) + b"/\xff.yaml", "w").close(), "the file is empty"),
]  # fmt: skip


@pytest.mark.parametrize(("make", "says"), [row[1:] for row in PATHS], ids=[row[0] for row in PATHS])
def test_a_folder_of_packs_with_something_else_in_it_is_refused(
    make: Callable[[Path], object], says: str, tmp_path: Path, check
) -> None:
    (tmp_path / "sheet.yaml").write_text(SHEET % "B2", "utf-8")
    in_folder(tmp_path / "rules", make)
    done = check("sheet.yaml", "--pack", "rules", formats=("text",))
    assert done.status == 2
    assert says in done.errors
    assert "topsecret" not in done.errors
    (tmp_path / "rules" / "house.yaml").unlink()
    assert check("sheet.yaml", "--pack", "rules", formats=("text",)).status == (0 if "another pack" in says else 2)


@pytest.mark.parametrize(
    "path",
    ["/dev/zero", "/dev/stdin", "/", "..", "./gone.yaml", "a" * 5000 + ".yaml", "/proc/self/mem"],
)
def test_a_path_that_is_no_pack_is_a_wrong_call(path: str, tmp_path: Path, check) -> None:
    (tmp_path / "sheet.txt").write_text(SHEET % "B2", "utf-8")
    done = check("sheet.txt", "--pack", path, formats=("text",))
    assert done.status == 2
    assert done.errors.startswith("specvalidator: ")


def test_a_users_pack_never_takes_the_id_of_a_shipped_one_that_is_not_run(tmp_path: Path, check) -> None:
    (tmp_path / "sheet.yaml").write_text(SHEET % "B2", "utf-8")
    (tmp_path / "house.yaml").write_text(with_("pack: house", "pack: us"), "utf-8")
    done = check("sheet.yaml", "--pack", "core", "--pack", "./house.yaml", formats=("text",))
    assert done.status == 2
    assert "there is another pack `us`" in done.errors


def test_files_beside_the_sheets_load_nothing(tmp_path: Path, check) -> None:
    """No configuration, no pack and no module is taken from the folder that is checked."""
    (tmp_path / "sheet.yaml").write_text((SHEET % "B2").replace("air-cleaner", "air-cleanr"), "utf-8")
    for name in ("core", "us", "packs", "schemas"):
        (tmp_path / name).mkdir()
    for name in (".specvalidator.yml", ".specvalidatorrc", "setup.cfg", "pyproject.toml", "core/core.txt", "us/us.txt"):
        (tmp_path / name).write_text("[tool.specvalidator]\nfail-on = []\nignore = ['SHEET-value']\n", "utf-8")
    done = check(
        "sheet.yaml", "--pack", "core", environment={"SPECVALIDATOR_FAIL_ON": "none", "SPECVALIDATOR_PACK": "us"}
    )
    assert done.status == 1
    assert [finding["id"] for finding in done.faults] == ["SHEET-value"]
