"""Markets side by side: what one finds at a place and what the silence of the others means there."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from specvalidator.compare import Comparison, compare_markets
from specvalidator.data import read_data
from specvalidator.packs.check import checked_pack
from specvalidator.report import FORMATS, Run
from specvalidator.requirement import Pack
from specvalidator.reviews import SheetReview, review_sheet
from specvalidator.sheet import read_sheets

SCHEMA = Draft202012Validator(json.loads(read_data("review-v1.schema.json")))
HEAD = """\
pack: %(id)s
title: Law of %(market)s
edition: 2026-01-01
coverage: Little.
market: %(market)s
applies: there
base_sheet: {spec: 1}
conditions:
  there: {some: /markets, have: {./market: {matches: {type: string, pattern: "^%(pattern)s(-[A-Z]{2})?$"}}}}
  on-trial: {some: /markets, where: {./market: {equals: %(market)s}}, have: {./status: {equals: investigational}}}
routes:
  - {id: trial, title: On trial, cite: Law 9, text_read: 2026-01-01, when: on-trial, says: It is exempt., exempts: [%(id)s-*]}
requirements:
"""
BODY = """\
  - id: %(id)s
    title: %(title)s
    authority: {name: law, cite: Law 1, text_read: 2026-01-01}
    basis: legal-content
    level: %(level)s
    message: It is so.
    repair: Ask.
    why: Because.
    accepts: [{}]
    refuses: [{}]
"""


def pack(market: str, *requirements: str, name: str = "") -> Pack:
    """Return a pack of a market; each requirement is a line of YAML."""
    id_ = name or market.lower()
    rows = "".join(
        BODY % {"id": f"{id_.upper()}-{number}", "title": f"Fault {number} of {id_}", "level": "error"} + f"    {row}\n"
        for number, row in enumerate(requirements)
    )
    text = HEAD % {"id": id_, "market": market, "pattern": "(EU|DE|FR)" if market == "EU" else market} + rows
    return checked_pack(text.replace(f"[{id_}-*]", f"[{id_.upper()}-*]").encode(), id_)[0]


def limit(ppm: str, when: str = "there") -> str:
    return f"ask: {{/ozone/room_air/max: {{quantity: {{of: volume_fraction, at_most: {ppm} ppm, presume: by volume}}}}}}\n    when: {when}"


def reviewed(text: str, *packs: Pack, asked: tuple[str, ...] = ()) -> SheetReview:
    sheets = read_sheets(f"spec: 1\ndevice: {{name: U, kind: air-cleaner, model: A1}}\n{text}\n".encode(), "t")
    (sheet,) = sheets
    return review_sheet(sheet, packs, markets=asked, detailed=True)


def compared(text: str, *packs: Pack, asked: tuple[str, ...] = ()) -> Comparison:
    return compare_markets(reviewed(text, *packs, asked=asked), packs, asked)


def cells(found: Comparison) -> dict[str, dict[str, list[str]]]:
    """Return, by place and market, what is found there or how the silent requirements come out."""
    return {
        row.pointer: {
            cell.market: [f"{one.level} {one.id}" for one in cell.findings]
            or [f"{one.outcome.value} {one.id}{': ' + one.reason if one.reason else ''}" for one in cell.silent]
            for cell in row.cells
        }
        for row in found.rows
    }


BOTH = "markets: [{market: US, status: listed}, {market: EU, status: ce-declared}, {market: JP}]"
HIGH = f"{BOTH}\nozone: {{room_air: {{max: 0.08 ppm}}}}"


@pytest.mark.parametrize(
    ("other", "says"),
    [
        (limit("0.05"), ["error EU-0"]),
        (limit("0.1"), ["met EU-0"]),
        (limit("0.05", "[there, {/device/kind: {equals: sterilizer}}]"), ["not-applicable EU-0: /device/kind is air-cleaner"]),
        (limit("0.05", "[there, {/device/prescription: {equals: true}}]"), ["undetermined EU-0: /device/prescription would decide"]),
        ("ask: {/ozone/room_air/max: {present: true}}", ["met EU-0"]),
        ("ask: {/ozone/emission/max: {present: true}}", []),
        ("ask: {/ozone/room_air: {present: true}}", []),
        ("ask: {any: [{not: {/ozone/room_air/max: {quantity: {of: mass_rate}}}}, there]}", ["met EU-0"]),
        (limit("0.05") + "\n    in_force: {from: 2030-01-01}",
         ["not-applicable EU-0: in force from 2030-01-01; judged as of 2026-01-01"]),
    ],
)  # fmt: skip
def test_at_a_place_the_silence_of_a_market_is_told_apart(other: str, says: list[str]) -> None:
    found = compared(HIGH, pack("US", limit("0.05")), pack("EU", other))
    assert cells(found) == {"/ozone/room_air/max": {"US": ["error US-0"], "EU": says}}
    (row,) = found.rows
    assert (row.line, row.values) == (4, ("0.08 ppm",))


def test_an_exemption_is_named_as_the_reason() -> None:
    text = HIGH.replace("EU, status: ce-declared", "EU, status: investigational")
    found = compared(text, pack("US", limit("0.05")), pack("EU", limit("0.05")))
    assert cells(found)["/ozone/room_air/max"]["EU"] == [
        "not-applicable EU-0: exempt by Law 9: On trial, since /markets/1/status is investigational"
    ]
    assert [[route.is_certain for route in side.routes] for side in found.sides] == [[], [True]]


def test_the_value_of_a_section_is_the_value_of_its_place() -> None:
    text = HIGH.replace("max: 0.08 ppm", "max: {value: 0.08 ppm, method: UV}")
    found = compared(text, pack("US", limit("0.05")), pack("EU", limit("0.1")))
    assert cells(found) == {"/ozone/room_air/max/value": {"US": ["error US-0"], "EU": ["met EU-0"]}}


def words(question: str, kinds: str = "instructions") -> str:
    return f"ask: {{/artefacts: {{{question.replace('KINDS', f'in: [{kinds}]')}}}}}"


CLAIM = words("claims: {none_of: [disease], KINDS}", "web-page")
PAGE = (
    f"{BOTH}\nartefacts: [{{kind: web-page, language: en, transcribed: whole, texts: {{marketing: [Cures asthma.]}}}},"
    " {kind: instructions, language: en, transcribed: whole, texts: {warning: [Ozone is a toxic gas.]}}]"
)


@pytest.mark.parametrize(
    ("other", "says"),
    [
        (CLAIM, ["error EU-0"]),
        (words("claims: {none_of: [disease], KINDS}", "instructions"), []),
        (words("claims: {none_of: [safety], KINDS}", "web-page"), []),
        (words("claims: {none_of: [disease, safety], with_words: [nothing]}"), ["met EU-0"]),
        (words("states: {role: warning, KINDS}"), []),
    ],
)
def test_words_are_the_same_where_the_same_is_looked_for_in_the_same_artefacts(other: str, says: list[str]) -> None:
    found = compared(PAGE, pack("US", CLAIM), pack("EU", other))
    assert cells(found) == {"/artefacts/0/texts/marketing/0": {"US": ["error US-0"], "EU": says}}


@pytest.mark.parametrize(
    ("other", "says"),
    [
        (words("states: {role: precaution, KINDS}"), ["error EU-0"]),
        (words("states: {role: precaution, in: [web-page]}"), []),
        (words("states: {role: precaution}") + "\n    when: {/device/kind: {equals: sterilizer}}",
         ["not-applicable EU-0: /device/kind is air-cleaner"]),
        (words("states: {role: warning}"), []),
        (words("states: {wording: Rx only}"), []),
        (words("states: {words: [caution, care], KINDS}"), ["error EU-0"]),
        (words("states: {words: [toxic, care], KINDS}"), []),
        (words("states: {repeated: true, KINDS}").replace("/artefacts:", "/device/model:"), []),
        ("each: /artefacts\n    ask: {.: {states: {role: precaution}}}\n    where: {./kind: {equals: web-page}}",
         ["not-applicable EU-0: /artefacts/1/kind is instructions"]),
        ("ask: {/artefacts/*/kind: {equals: [web-page, instructions]}}", ["met EU-0"]),
    ],
)  # fmt: skip
def test_a_missing_text_is_missing_where_the_others_look_for_it(other: str, says: list[str]) -> None:
    found = compared(PAGE, pack("US", words("states: {role: precaution, KINDS}")), pack("EU", other))
    assert cells(found)["/artefacts/1/kind"] == {"US": ["error US-0"], "EU": says}


def test_a_requirement_of_entries_speaks_for_the_entry_at_hand() -> None:
    each = "each: /markets\n    where: {./market: {equals: %s}}\n    ask: {./status: {equals: approved}}"
    found = compared(BOTH, pack("US", each % "US"), pack("EU", each % "EU"))
    assert cells(found) == {
        "/markets/0/status": {"US": ["error US-0"], "EU": ["not-applicable EU-0: /markets/0/market is US"]},
        "/markets/1/status": {"US": ["not-applicable US-0: /markets/1/market is EU"], "EU": ["error EU-0"]},
    }


def test_what_is_unmet_at_another_place_says_where() -> None:
    some = "ask: {/markets/*/status: {equals: [listed, x]}}"
    every = "ask: {every: /markets, have: {./status: {equals: approved}}}"
    found = compared(BOTH.replace("JP}", "JP, status: listed}"), pack("US", some), pack("EU", every))
    assert cells(found)["/markets/1/status"] == {"US": ["error US-0"], "EU": ["error EU-0"]}
    assert cells(found)["/markets/0/status"] == {
        "US": ["unmet US-0: finds it at /markets/1/status"],
        "EU": ["error EU-0"],
    }


def test_sides_count_findings_and_verdicts_by_market() -> None:
    found = compared(
        HIGH,
        pack("US", limit("0.05"), limit("0.1")),
        pack("US", limit("0.01"), name="us-two"),
        pack("EU", limit("0.1")),
    )
    us, eu = found.sides
    assert (us.market, us.packs, us.stated) == ("US", ("us", "us-two"), ("US",))
    assert us.levels == {"error": 2, "warning": 0, "note": 0}
    assert us.outcomes == {"met": 1, "unmet": 2, "undetermined": 0, "not-applicable": 0}
    assert eu.levels == {"error": 0, "warning": 0, "note": 0}
    assert found.without_pack == ("JP",)
    assert found.other_levels == {"error": 0, "warning": 0, "note": 0}


def test_markets_are_those_stated_and_those_asked_for() -> None:
    packs = (pack("US", limit("0.05")), pack("EU", limit("0.05")), pack("KR", limit("0.05")))

    def sides(text: str, *asked: str) -> list[tuple[str, tuple[str, ...]]]:
        return [(side.market, side.stated) for side in compared(text, *packs, asked=asked).sides]

    assert sides(BOTH) == [("US", ("US",)), ("EU", ("EU",))]
    assert sides(BOTH, "KR") == [("US", ("US",)), ("EU", ("EU",)), ("KR", ())]
    assert sides("markets: [{market: US-CA}, {market: DE}, {market: FR}]") == [("US", ("US-CA",)), ("EU", ("DE", "FR"))]
    assert sides("") == []
    assert sides("", "EU") == [("EU", ())]
    assert sides("markets: [{market: JP}]") == []


RUN = Run(version="0", packs=())


def as_text(text: str, *packs: Pack, asked: tuple[str, ...] = ()) -> str:
    run = RUN._replace(compared=packs, markets=asked)
    return "".join(FORMATS["text"].render([reviewed(text, *packs, asked=asked)], run))


MARKETS = ("US", "EU", "KR", "US-CA", "BR")


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
def test_the_text_fits_120_columns_with_one_to_five_markets(count: int) -> None:
    rows = [limit("0.05"), CLAIM, *[limit("0.1")] * 5, limit("0.05", "[there, {/device/kind: {equals: sterilizer}}]")]
    packs = [pack(market, *(rows if number % 2 else rows[2:])) for number, market in enumerate(MARKETS[:count])]
    markets = ", ".join(f"{{market: {market}, status: listed}}" for market in MARKETS[:count])
    out = as_text(PAGE.replace(BOTH, f"markets: [{markets}]") + "\nozone: {room_air: {max: 0.08 ppm}}", *packs)
    lines = out.splitlines()
    assert all(len(line) <= 120 for line in lines), max(lines, key=len)
    for market in MARKETS[:count]:
        assert f"   {market}: judged by {market.lower()}\n" in out
    if count > 1:
        assert "       US     " in out or "       US  " in out
        assert "and 3 more requirements that look here" in out
    for word in ("easier", "better", "recommend", "advice", "prefer", "strict", "rank"):
        assert word not in out


def test_the_text_says_when_there_is_nothing_to_compare_or_to_find() -> None:
    us = pack("US", limit("0.05"))
    assert "nothing to compare: the sheet states no market; --market names" in as_text("", us)
    assert "nothing to compare: no pack for JP is loaded;" in as_text("markets: [{market: JP}]", us)
    out = as_text("markets: [{market: US, status: listed}, {market: JP}]", us)
    assert "   no pack is loaded for JP\n" in out
    assert "     none finds anything\n" in out
    assert "     US  on none of the routes that its packs describe\n" in out
    out = as_text("markets: [{market: US}]", us, pack("EU", limit("0.05")), asked=("EU",))
    assert "   EU: judged by eu, asked for by name\n" in out
    assert "     US  route not known: On trial (Law 9); /markets/0/status would decide\n" in out
    out = as_text("markets: [{market: DE, status: listed}]", pack("EU", limit("0.05")))
    assert "   EU: judged by eu, since the sheet states DE\n" in out


def test_a_sheet_that_cannot_be_read_is_reported_as_ever() -> None:
    (sheet,) = read_sheets(b"a: [", "t")
    us = pack("US", limit("0.05"))
    out = "".join(FORMATS["text"].render([review_sheet(sheet, [us], detailed=True)], RUN._replace(compared=(us,))))
    assert "error[YAML-syntax]" in out


@pytest.mark.parametrize("text", [HIGH, PAGE, "", "markets: [{market: JP}]"])
def test_the_data_fit_the_published_form(text: str) -> None:
    packs = (pack("US", limit("0.05"), CLAIM), pack("EU", limit("0.1")))
    review = reviewed(text, *packs)
    found = json.loads("".join(FORMATS["json"].render([review], RUN._replace(compared=packs))))
    SCHEMA.validate(found)
    comparison = found["sheets"][0]["comparison"]
    assert [side["market"] for side in comparison["markets"]] == (["US", "EU"] if "US" in text else [])
    assert "comparison" not in json.loads("".join(FORMATS["json"].render([review], RUN)))["sheets"][0]
