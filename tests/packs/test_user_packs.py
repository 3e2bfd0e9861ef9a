"""Packs that users add: no Python, refused with place and reason when they do not hold together."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from specvalidator import PackError, review_text
from specvalidator.data import read_data
from specvalidator.packs import list_packs, load_pack, load_pack_paths
from specvalidator.packs.load import examine_pack_paths
from specvalidator.schema import Schema
from specvalidator.source import read_documents

GOOD = """\
pack: house
title: House rules
edition: 2026-01-01
coverage: Two habits of the house.
base_sheet:
  spec: 1
  device: {name: Unit, kind: air-cleaner, model: A1}
  ozone: {room_air: {max: 0.01 ppm}}
conditions:
  is-air-cleaner: {/device/kind: {equals: air-cleaner}}
requirements:
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
  - id: HOUSE-level
    title: Ozone above the house level
    authority: {name: house, cite: page 2}
    basis: house-policy
    level: note
    when: [is-air-cleaner]
    ask: {/ozone/room_air/max: {quantity: {of: volume_fraction, at_most: 0.02 ppm, presume: by volume}}}
    message: "`{value}` is above the house level."
    repair: Ask the maker.
    why: We are careful.
    accepts: [{}]
    refuses: [{ozone: {room_air: {max: 0.03 ppm}}}]
"""


def write(folder: Path, text: str, name: str = "house.yaml") -> str:
    path = folder / name
    path.write_text(text, "utf-8")
    return str(path)


def test_a_pack_from_a_file_and_from_a_folder_is_judged_by(tmp_path: Path) -> None:
    sheet = "spec: 1\ndevice: {name: a, kind: air-cleaner}\nozone: {room_air: {max: 30 ppb}}\n"
    path = write(tmp_path, GOOD)
    for named in (path, str(tmp_path)):
        review = review_text(sheet, packs=[named])
        found = {finding.id: finding for finding in review.findings if finding.id.startswith("HOUSE")}
        assert set(found) == {"HOUSE-model", "HOUSE-level"}
        assert found["HOUSE-level"].message == "`30 ppb` is above the house level."
        assert found["HOUSE-level"].location.span.line == 3


def test_a_users_pack_comes_on_top_of_the_shipped_ones_unless_those_are_named(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD)
    sheet = "spec: 1\ndevice: {name: a, kind: air-cleaner}\n"
    assert review_text(sheet, packs=[path]).sheets[0].packs == (*list_packs(), "house")
    assert review_text(sheet, packs=[path, "core"]).sheets[0].packs == ("core", "house")


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "at", "says"),
    [
        ("{present: true}", "{presnt: true}", "presnt", "`presnt` is not known here"),
        ("{present: true}", "{present: false}", "present: false", "does not have the form"),
        ("{present: true}", "{present: true, equals: x}", "present: true", "one question stands at a place"),
        ("at_most: 0.02 ppm", "at_mots: 0.02 ppm", "at_mots", "`at_mots` is not known here"),
        ("at_most: 0.02 ppm", "at_most: 0.02 pmm", "at_most", "pmm"),
        ("at_most: 0.02 ppm", "at_most: 5 V", "at_most", "`5 V` is no volume_fraction"),
        ("of: volume_fraction", "of: loudness", "of: loudness", "`loudness` is none"),
        ("/ozone/room_air/max: {q", "/ozone/room_air/mx: {q", "/ozone/room_air/mx", "is not a field of the sheet"),
        ("when: is-air-cleaner", "when: is-air-cleanr", "is-air-cleanr", "there is no condition `is-air-cleanr`"),
        ("id: HOUSE-level", "id: HOUSE-model", "  - id: HOUSE-model\n    title: Ozone", "stands twice"),
        ("level: note\n    when: is", "level: error\n    when: is", "level: error", "at most a note"),
        ("basis: house-policy\n    level: note\n    when: is", "basis: legal-content\n    level: error\n    when: is",
         "authority: {name: house, cite: page 1}", "text_read"),
        ("    accepts: [{}]\n    refuses: [{device", "    refuses: [{device", "  - id: HOUSE-model", "`accepts` is missing"),
        ("refuses: [{device: {model: null}}]", "refuses: []", "refuses: []", "nothing stands here"),
        ("refuses: [{device: {model: null}}]", "refuses: [{}]", "refuses: [{}]", "should come out unmet and comes out met"),
        ("accepts: [{}]\n    refuses: [{ozone", "accepts: [{ozone: {room_air: {max: 1 ppm}}}]\n    refuses: [{ozone",
         "accepts: [{ozone", "should come out met and comes out unmet"),
        ("refuses: [{device: {model: null}}]", "refuses: [{device: {modle: x}}]", "modle", "the example is not a sheet"),
        ("`{value}` is above", "`{vlaue}` is above", "`{vlaue}`", "`{vlaue}` is not one of"),
        ("`{value}` is above", "`{value.__class__}` is above", "`{value.", "is not one of"),
        ("title: No model", "title: No model\n    colour: red", "colour", "`colour` is not known here"),
        ("pack: house", "pack: House", "pack: House", "does not have the form"),
        ("edition: 2026-01-01", "edition: soon", "edition: soon", "does not have the form"),
        ("why: Models differ.", "why: ''", "why: ''", "nothing stands here"),
        ("{/device/model: {present: true}}", "{/device/model: {matches: {pattern: a}}}", "matches", "`type` is missing"),
        ("{/device/model: {present: true}}", "{/device/model: {matches: {type: string, $ref: 'file:///x'}}}", "matches",
         "`$ref` may not stand"),
        ("{/device/model: {present: true}}", "{/device/model: {matches: {type: string, $schema: 'http://x'}}}", "matches",
         "`$schema` may not stand"),
        ("{/device/model: {present: true}}", "{/device/model: {matches: {type: string, pattern: '(a'}}}", "ask",
         "the schema cannot be used"),
        ("{/device/model: {present: true}}", "{/device/model: {matches: {type: strng}}}", "ask", "the schema cannot be used"),
        ("{/device/model: {present: true}}", "{./model: {present: true}}", "ask", "needs an item to start from"),
        ("{/device/model: {present: true}}", "{/device/model: {identifies: isbn}}", "identifies", "takes one or more of"),
        ("{/device/model: {present: true}}", "{/artefacts: {states: {statement: nope}}}", "ask", "`nope` is no statement"),
        ("{/device/model: {present: true}}", "{/artefacts: {claims: {none_of: [nope]}}}", "claims", "categories of claims"),
        ("{/device/model: {present: true}}", "{/standards: {cites: {}}}", "cites", "`cites` takes"),
        ("{/device/model: {present: true}}", "{/ozone/flow: {agrees: {}}}", "agrees", "`agrees` takes"),
        ("{/device/model: {present: true}}", "{some: /markets}", "ask", "`have` is missing"),
        ("{/device/model: {present: true}}", "{have: is-air-cleaner}", "ask", "need `some`, `every` or `none`"),
        ("is-air-cleaner: {/device/kind: {equals: air-cleaner}}", "is-air-cleaner: {not: is-air-cleaner}",
         "is-air-cleaner: {not", "refers to itself"),
        ("is-air-cleaner: {/device/kind: {equals: air-cleaner}}", "is-air-cleaner: {./kind: {equals: air-cleaner}}",
         "is-air-cleaner: {./", "needs an item"),
        ("if_absent: unmet\n    message: The sheet names no model.", "if_absent: unmet\n    message: No {value}.",
         "if_absent: unmet", "needs `missing`"),
        ("pack: house", "pack: house\npack: house", "pack: house\ntitle", "stands twice"),
        ("pack: house", "pack: [house", "title", "comma is missing"),
    ],
)  # fmt: skip
def test_a_pack_that_does_not_hold_together_is_refused_at_its_place(
    tmp_path: Path, old: str, new: str, at: str, says: str
) -> None:
    assert old in GOOD
    text = GOOD.replace(old, new, 1)
    path = write(tmp_path, text)
    with pytest.raises(PackError) as caught:
        load_pack_paths([path])
    assert says in caught.value.reason, caught.value
    assert caught.value.line == line_of(text, at), caught.value
    assert str(caught.value).startswith(f"{path}:{caught.value.line}:")


ROUTE = """\
routes:
  - id: exempt
    title: Exempt
    cite: page 3
    text_read: 2026-01-01
    when: is-sold
    says: Nothing is asked of it.
    brings: [HOUSE-level]
    exempts: [HOUSE-mod*]
requirements:
"""
ROUTED = GOOD.replace("conditions:\n", "conditions:\n  is-sold: {/device/kind: {equals: sterilizer}}\n").replace(
    "requirements:\n", ROUTE, 1
)


def test_routes_that_hold_together_are_taken(tmp_path: Path) -> None:
    (pack,) = load_pack_paths([write(tmp_path, ROUTED)])
    (route,) = pack.routes
    assert (route.id, route.when.name, route.brings, route.exempts) == (
        "exempt", "is-sold", ("HOUSE-level",), ("HOUSE-mod*",),
    )  # fmt: skip
    assert [one.exemptions[0].cite for one in pack.requirements if one.exemptions] == ["page 3"]


@pytest.mark.parametrize(
    ("old", "new", "at", "says"),
    [
        ("when: is-sold", "when: is-slod", "when: is-slod", "there is no condition `is-slod`"),
        ("exempts: [HOUSE-mod*]", "exempts: [HOUSE-modle]", "exempts: ", "there is no requirement `HOUSE-modle`"),
        ("exempts: [HOUSE-mod*]", "exempts: [HOUSE-z*]", "exempts: ", "there is no requirement `HOUSE-z*`"),
        ("brings: [HOUSE-level]", "brings: [HOUSE-lvel]", "brings: ", "there is no requirement `HOUSE-lvel`"),
        ("    text_read: 2026-01-01\n", "", "- id: exempt", "has to be read: `text_read` is missing"),
        ("text_read: 2026-01-01", "text_read: lately", "text_read: lately", "does not have the form"),
        ("    cite: page 3\n", "", "- id: exempt", "`cite` is missing"),
        ("    says: Nothing is asked of it.\n", "", "- id: exempt", "`says` is missing"),
        ("says: Nothing", "colour: red\n    says: Nothing", "colour: red", "`colour` is not known here"),
        ("brings: [HOUSE-level]", "brings: []", "brings: []", "nothing stands here"),
        ("brings: [HOUSE-level]", "brings: ['*']", "brings: ", "does not have the form"),
    ],
)  # fmt: skip
def test_a_route_that_does_not_hold_together_is_refused_at_its_place(
    tmp_path: Path, old: str, new: str, at: str, says: str
) -> None:
    assert old in ROUTED
    text = ROUTED.replace(old, new, 1)
    with pytest.raises(PackError) as caught:
        load_pack_paths([write(tmp_path, text)])
    assert says in caught.value.reason
    assert caught.value.line == line_of(text, at), caught.value


def test_a_route_stands_once(tmp_path: Path) -> None:
    rows = ROUTE.split("\n", 1)[1].replace("requirements:\n", "")
    text = ROUTED.replace(rows, rows + rows)
    with pytest.raises(PackError, match="the route `exempt` stands twice"):
        load_pack_paths([write(tmp_path, text)])


def test_an_id_of_a_requirement_belongs_to_one_pack(tmp_path: Path) -> None:
    taken = load_pack("core").requirements[0].id
    with pytest.raises(PackError, match=f"the id {taken} is that of a requirement of the pack `core`"):
        load_pack_paths([write(tmp_path, GOOD.replace("HOUSE-model", taken))])
    write(tmp_path, GOOD)
    write(tmp_path, GOOD.replace("pack: house", "pack: other"), "other.yaml")
    with pytest.raises(PackError, match=r"other.yaml:.*HOUSE-model is that of a requirement of the pack `house`"):
        load_pack_paths([str(tmp_path)])


def faults(folder: Path, text: str) -> list[tuple[int, str]]:
    (examined,) = examine_pack_paths([write(folder, text)])
    found = [(fault.line, fault.reason) for fault in examined.faults]
    assert (examined.pack is None) is bool(found)
    return found


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({}, []),
        ({"edition: 2026-01-01": "edition: soon", "why: Models differ.": "why: ''", "level: note\n    ask": "level: hi\n    ask"},
         ["does not have the form", "nothing stands here"]),
        ({"{present: true}": "{identifies: isbn}", "at_most: 0.02 ppm": "at_most: 0.02 pmm"}, ["takes one or more of", "pmm"]),
        ({"of: volume_fraction, at_most: 0.02 ppm": "of: loudness", "is-air-cleaner: {/device/kind": "is-air-cleaner: {have: x}\n  b: {/device/kind"},
         ["`have` need", "`loudness` is none"]),
        ({"/device/model: {p": "/device/modle: {p", "/ozone/room_air/max: {q": "/ozone/room_air/mx: {q"},
         ["`/device/modle` is not", "`/ozone/room_air/mx` is not"]),
        ({"when: is-air-cleaner\n": "when: is-air\n", "when: [is-air-cleaner]": "when: [is-cleaner]", "{value}": "{vlaue}"},
         ["no condition `is-air`", "no condition `is-cleaner`", "`{vlaue}` is not one of"]),
        ({"refuses: [{device: {model: null}}]": "refuses: [{}, {device: {modle: x}}, {device: {model: null}}]",
          "accepts: [{}]\n    refuses: [{ozone": "accepts: [{ozone: {room_air: {max: 1 ppm}}}]\n    refuses: [{ozone"},
         ["comes out met", "the example is not a sheet", "comes out unmet"]),
        ({"is-air-cleaner: {/device/kind": "a: {/device/kinds: {equals: x}}\n  b: a\n  c: b\n  is-air-cleaner: {/device/kind"},
         ["`/device/kinds` is not"]),
    ],
)  # fmt: skip
def test_every_fault_that_can_be_found_is_found(tmp_path: Path, changes: dict[str, str], says: list[str]) -> None:
    text = GOOD
    for old, new in changes.items():
        text = text.replace(old, new, 1)
    found = faults(tmp_path, text)
    assert len(found) == len(says), found
    for (_, reason), part in zip(found, says, strict=True):
        assert part in reason


@pytest.mark.parametrize(
    ("text", "says"),
    [("", "empty"), ("- a\n", "does not have the form"), (GOOD + "---\n" + GOOD, "one document"), ("\xff", "form")],
)
def test_what_is_no_pack_says_so(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(PackError, match=says):
        load_pack_paths([write(tmp_path, text)])


def test_two_packs_of_one_id_are_refused(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    write(tmp_path, GOOD, "other.yaml")
    with pytest.raises(PackError, match="another pack `house`"):
        load_pack_paths([str(tmp_path)])
    with pytest.raises(PackError, match="another pack `house`"):
        load_pack_paths([str(tmp_path / "house.yaml")], taken=["house"])


def test_an_empty_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="holds no pack"):
        load_pack_paths([str(tmp_path)])
    with pytest.raises(PackError, match="no such pack file"):
        load_pack_paths([str(tmp_path / "nowhere.yaml")])


def test_a_catastrophic_pattern_is_not_slow(tmp_path: Path) -> None:
    import time

    text = GOOD.replace(
        "ask: {/device/model: {present: true}}",
        'ask: {/device/model: {matches: {type: string, pattern: "^(a+)+$"}}}',
    ).replace("accepts: [{}]\n    refuses: [{device", "accepts: [{device: {model: aaa}}]\n    refuses: [{device")
    text = text.replace("refuses: [{device: {model: null}}]", "refuses: [{device: {model: b}}]")
    start = time.perf_counter()
    review = review_text(
        "spec: 1\ndevice: {name: x, kind: air-cleaner, model: " + "a" * 5000 + "!}", packs=[write(tmp_path, text)]
    )
    assert time.perf_counter() - start < 2
    assert "HOUSE-model" in {finding.id for finding in review.findings}


PACK_FORM = json.loads(read_data("pack.schema.json"))
PACKS = [next(read_documents(read_data(f"packs/{name}.yaml"), name, decimals=True)).value for name in ("core", "us")]
WRONG = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 5),
    st.text(max_size=5),
    st.just([]),
    st.just({}),
    st.just({"x": 1}),
    st.just([{"all": []}]),
)


def routes_in(value: object, route: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [route] * bool(route) + [found for key, below in inner for found in routes_in(below, (*route, key))]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_both_validators_find_the_same_in_a_broken_pack(data: st.DataObject) -> None:
    pack = data.draw(st.sampled_from(PACKS))
    pack = {**pack, "requirements": data.draw(st.lists(st.sampled_from(pack["requirements"]), min_size=1, max_size=2))}
    pack = json.loads(json.dumps(pack))
    route = data.draw(st.sampled_from(routes_in(pack)))
    holder = pack
    for step in route[:-1]:
        holder = holder[step]
    if data.draw(st.booleans()) and isinstance(holder, dict):
        holder[data.draw(st.text(max_size=4))] = data.draw(WRONG)
    else:
        holder[route[-1]] = data.draw(WRONG)
    theirs = {
        (error.validator, tuple(error.absolute_path)) for error in Draft202012Validator(PACK_FORM).iter_errors(pack)
    }
    assert {(found.keyword, found.route) for found in Schema(PACK_FORM).violations(pack)} == theirs


def test_the_shipped_packs_fit_the_form() -> None:
    assert [Schema(PACK_FORM).violations(pack) for pack in PACKS] == [[], []]
