"""How a verdict comes about: the table of DESIGN, quantifiers, items, days, and what a pack's market rules out."""

from __future__ import annotations

import pytest

from specvalidator.finding import Outcome, Verdict
from specvalidator.judge import judge, ruled_out
from specvalidator.packs.check import checked_pack
from specvalidator.requirement import Pack
from specvalidator.sheet import Sheet, read_sheets

HEAD = """\
pack: trial
title: Trial
edition: 2026-01-01
coverage: Nothing.
base_sheet: {}
"""
BODY = """
    title: Fault
    authority: {name: house, cite: page 1}
    basis: house-policy
    level: note
    message: It is so.
    repair: Ask.
    why: Because.
    accepts: [{}]
    refuses: [{}]
"""


def pack(requirement: str, conditions: str = "", extra: str = "") -> Pack:
    indented = "\n".join("    " + line for line in requirement.strip().splitlines())
    text = f"{HEAD}{extra}{conditions}requirements:\n  - id: T-1{BODY}{indented}\n"
    return checked_pack(text.encode(), "trial")[0]


def sheet(text: str = "") -> Sheet:
    (found,) = read_sheets(f"spec: 1\ndevice: {{name: Unit, kind: air-cleaner}}\n{text}".encode(), "t")
    assert not [fault for fault in found.faults if fault.id != "SHEET-quantity"], found.faults
    return found


def verdict(requirement: str, text: str = "", as_of: str = "2026-01-01", conditions: str = "") -> Verdict:
    (found,) = judge(sheet(text), pack(requirement, conditions), as_of)
    return found


FALSE, TRUE = "{/device/kind: {equals: sterilizer}}", "{/device/kind: {equals: air-cleaner}}"
UNKNOWN = "{/device/model: {equals: A1}}"


@pytest.mark.parametrize(
    ("when", "ask", "if_absent", "outcome"),
    [
        (FALSE, TRUE, "unmet", "not-applicable"),
        (FALSE, FALSE, "unmet", "not-applicable"),
        (FALSE, UNKNOWN, "unmet", "not-applicable"),
        (UNKNOWN, TRUE, "met", "undetermined"),
        (UNKNOWN, FALSE, "unmet", "undetermined"),
        (UNKNOWN, UNKNOWN, "unmet", "undetermined"),
        (TRUE, TRUE, "unmet", "met"),
        (TRUE, FALSE, "met", "unmet"),
        (TRUE, UNKNOWN, "undetermined", "undetermined"),
        (TRUE, UNKNOWN, "unmet", "unmet"),
        (TRUE, UNKNOWN, "met", "met"),
    ],
)
def test_the_verdict_follows_from_when_and_ask(when: str, ask: str, if_absent: str, outcome: str) -> None:
    found = verdict(f"when: {when}\nask: {ask}\nif_absent: {if_absent}")
    assert found.outcome.value == outcome
    assert all(item.grounds for item in found.items)


def test_what_is_stated_and_does_not_decide_stays_open_whatever_if_absent_says() -> None:
    ask = "ask: {/ozone/room_air/max: {quantity: {of: volume_fraction, at_most: 0.05 ppm, presume: by volume}}}"
    for if_absent in ("unmet", "met"):
        found = verdict(f"{ask}\nif_absent: {if_absent}", "ozone: {room_air: {max: 0.048 ppm ± 10 %}}")
        assert found.outcome is Outcome.UNDETERMINED
        found = verdict(f"{ask}\nif_absent: {if_absent}", "ozone: {room_air: {max: plenty}}")
        assert found.outcome is Outcome.UNDETERMINED
        assert found.items[0].grounds[0].because == "what is stated cannot be used"


MARKETS = "markets: [{market: US, status: cleared}, {market: EU, status: ce-declared}, {market: JP}]"


@pytest.mark.parametrize(
    ("ask", "text", "outcome"),
    [
        ("{some: /markets, have: {./market: {equals: US}}}", MARKETS, "met"),
        ("{some: /markets, have: {./market: {equals: KR}}}", MARKETS, "unmet"),
        ("{some: /markets, have: {./market: {equals: US}}}", "", "undetermined"),
        ("{none: /markets, have: {./market: {equals: US}}}", MARKETS, "unmet"),
        ("{none: /markets, have: {./market: {equals: KR}}}", MARKETS, "met"),
        ("{none: /markets, have: {./market: {equals: US}}}", "", "undetermined"),
        ("{every: /markets, have: {./market: {equals: [US, EU, JP]}}}", MARKETS, "met"),
        ("{every: /markets, have: {./market: {equals: [US, EU]}}}", MARKETS, "unmet"),
        ("{every: /markets, have: {./status: {equals: [cleared, ce-declared]}}}", MARKETS, "undetermined"),
        ("{every: /markets, where: {./market: {equals: US}}, have: {./status: {equals: cleared}}}", MARKETS, "met"),
        ("{every: /markets, where: {./market: {equals: KR}}, have: {./status: {equals: cleared}}}", MARKETS, "undetermined"),
        ("{some: /markets, where: {./market: {equals: US}}, have: {./status: {equals: cleared}}}", MARKETS, "met"),
        ("{some: /markets, where: {./market: {equals: EU}}, have: {./status: {equals: cleared}}}", MARKETS, "unmet"),
        ("{some: /markets, where: {./market: {equals: JP}}, have: {./status: {equals: cleared}}}", MARKETS, "undetermined"),
        ("{some: /markets, where: {./status: {equals: cleared}}, have: {./market: {equals: JP}}}", MARKETS, "undetermined"),
        ("{none: /markets, where: {./market: {equals: KR}}, have: {./status: {present: true}}}", MARKETS, "met"),
        ("{/markets/*/market: {equals: [US, EU, JP]}}", MARKETS, "met"),
        ("{/markets/*/market: {equals: [US, EU]}}", MARKETS, "unmet"),
        ("{/markets/*/status: {equals: [cleared, ce-declared]}}", MARKETS, "undetermined"),
        ("{/markets/*/market: {equals: US}}", "", "undetermined"),
        ("{/artefacts/*/markets/*: {equals: US}}", "artefacts: [{kind: carton, markets: [US]}, {kind: carton}]", "undetermined"),
        ("{some: /intended_use/environments, have: {.: {equals: home}}}", "intended_use: {environments: [home]}", "met"),
        ("{any: [{not: is-unit}, is-unit]}", "", "met"),
        ("{all: [is-unit, {not: is-unit}]}", "", "unmet"),
        ("[is-unit, {/markets: {present: true}}]", MARKETS, "met"),
    ],
)  # fmt: skip
def test_quantifiers_and_connectives(ask: str, text: str, outcome: str) -> None:
    conditions = "conditions: {is-unit: {/device/kind: {equals: air-cleaner}}}\n"
    assert verdict(f"ask: {ask}", text, conditions=conditions).outcome.value == outcome


def test_a_requirement_asked_of_each_item_has_a_verdict_per_item_and_the_worst_for_all() -> None:
    each = "each: /markets\nask: {./status: {equals: cleared}}"
    found = verdict(each, MARKETS)
    assert [item.outcome.value for item in found.items] == ["met", "unmet", "undetermined"]
    assert [item.item for item in found.items] == [("markets", 0), ("markets", 1), ("markets", 2)]
    assert found.outcome is Outcome.UNMET
    found = verdict(each + "\nwhere: {./market: {equals: US}}", MARKETS)
    assert [item.outcome.value for item in found.items] == ["met", "not-applicable", "not-applicable"]
    assert found.outcome is Outcome.MET


SHARED = (
    "each: /markets\nask: {./status: {equals: cleared}}",
    "each: /markets\nask: {/device/model: {equals: A1}}",
    "each: /markets\nwhere: {./market: {equals: US}}\nask: {./status: {equals: cleared}}",
    "each: /markets\nwhere: {./market: {equals: US}}\nwhen: {./number: {present: true}}\nask: {./status: {present: true}}",
    f"each: /markets\nwhere: {{./market: {{equals: US}}}}\nwhen: {FALSE}\nask: {{./status: {{present: true}}}}",
    f"each: /markets\nwhere: {{./status: {{equals: cleared}}}}\nwhen: {UNKNOWN}\nask: {{./market: {{equals: US}}}}",
    "each: /markets\nwhere: {./market: {equals: US}, ./status: {equals: cleared}}\nask: {./market: {equals: EU}}",
    "ask: {/markets/*/status: {equals: [cleared, ce-declared]}}",
    "ask: {/markets/*/number: {present: true}}",
)


@pytest.mark.parametrize("text", ["", MARKETS, "not_stated: [/markets]", "not_stated: [/markets/2/status]\n" + MARKETS])
def test_requirements_that_ask_of_the_same_items_have_the_verdicts_that_each_has_alone(text: str) -> None:
    alone = [verdict(one, text) for one in SHARED]
    several = "\n".join(
        f"  - id: T-{number}{BODY}" + "\n".join(f"    {line}" for line in one.splitlines())
        for number, one in enumerate(SHARED)
    )
    trial = checked_pack(f"{HEAD}requirements:\n{several}\n".encode(), "trial")[0]
    together = judge(sheet(text), trial, "2026-01-01")
    for one, other in zip(alone, together, strict=True):
        assert other.outcome is one.outcome
        assert [(item.item, item.outcome, item.reason, item.grounds) for item in other.items] == [
            (item.item, item.outcome, item.reason, item.grounds) for item in one.items
        ]


def test_without_any_item_the_requirement_stays_open_and_never_unmet() -> None:
    found = verdict("each: /markets\nask: {./status: {equals: cleared}}\nif_absent: unmet")
    assert found.outcome is Outcome.UNDETERMINED


@pytest.mark.parametrize(
    ("as_of", "outcome"),
    [("2025-12-31", "not-applicable"), ("2026-01-01", "met"), ("2026-06-30", "met"), ("2026-07-01", "not-applicable")],
)
def test_a_requirement_is_asked_while_it_is_in_force_both_days_included(as_of: str, outcome: str) -> None:
    found = verdict(f"ask: {TRUE}\nin_force: {{from: 2026-01-01, until: 2026-06-30}}", as_of=as_of)
    assert found.outcome.value == outcome
    assert as_of in found.items[0].reason or outcome == "met"


def test_drafts_and_withdrawn_requirements_are_not_asked() -> None:
    for status in ("draft", "withdrawn"):
        assert judge(sheet(), pack(f"ask: {TRUE}\nstatus: {status}"), "2026-01-01") == ()


APPLIES = "market: US\napplies: in-us\n"
IN_US = "conditions: {in-us: {some: /markets, have: {./market: {equals: US}}}}\n"


def test_stated_markets_rule_a_pack_out_and_unstated_ones_do_not() -> None:
    trial = pack(f"when: in-us\nask: {TRUE}", IN_US, APPLIES)
    assert ruled_out(sheet("markets: [{market: EU}]"), trial)[0].value == "EU"
    for text in ("", MARKETS, "markets: [{status: listed}]"):
        (found,) = read_sheets(f"spec: 1\ndevice: {{name: U, kind: air-cleaner}}\n{text}".encode(), "t")
        assert ruled_out(found, trial) == ()


def test_a_market_that_is_asked_for_is_judged_whatever_the_sheet_states() -> None:
    trial = pack(f"when: in-us\nask: {TRUE}", IN_US, APPLIES)
    (found,) = judge(sheet("markets: [{market: EU}]"), trial, "2026-01-01", is_asked_for=True)
    assert found.outcome is Outcome.MET


def test_a_place_listed_as_not_stated_is_known_to_be_missing() -> None:
    text = "not_stated: [/device/model]"
    assert verdict("ask: {/device/model: {present: true}}").outcome is Outcome.UNDETERMINED
    assert verdict("ask: {/device/model: {present: true}}", text).outcome is Outcome.UNMET
    assert verdict(f"ask: {UNKNOWN}", text).outcome is Outcome.UNDETERMINED
    assert verdict("ask: {not: {/ozone/flow: {present: true}}}", "not_stated: [/ozone]").outcome is Outcome.MET


ABSENT = "each: /markets\nask: {./number: {identifies: us-510k}}"


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("markets: [{market: US}]", "not stated"),
        ("not_stated: [/markets/0/number]\nmarkets: [{market: US}]", "looked for and not there"),
        ("not_stated: [/ozone/flow]\nmarkets: [{market: US}]", "not stated"),
    ],
)
def test_what_is_absent_says_so_on_each_sheet_for_itself(text: str, because: str) -> None:
    """The answer for places of which nothing is said is one for all sheets; the others are not."""
    for given, expected in ((text, because), ("markets: [{market: US}]", "not stated")):
        (item,) = verdict(ABSENT, given).items
        (ground,) = item.grounds
        assert ground.because == expected
        assert ground.place.route == ("markets", 0, "number")
        found = verdict("ask: {/ozone/flow: {quantity: {of: volume_rate}}}", given).items[0].grounds[0]
        assert found.because == ("looked for and not there" if "flow" in given else "not stated")


SOLD_IN_TWO = (
    "markets: [{market: US, status: cleared}, {market: EU, status: ce-declared}, {market: EU, status: cleared}]"
)


@pytest.mark.parametrize(
    ("ask", "places"),
    [
        ("{some: /markets, where: {./market: {equals: EU}}, have: {./status: {equals: listed}}}", [1, 2]),
        ("{some: /markets, where: {./market: {equals: US}}, have: {./status: {equals: listed}}}", [0]),
        ("{some: /markets, where: {./market: {equals: KR}}, have: {./status: {equals: listed}}}", [0, 1, 2]),
        ("{none: /markets, where: {./market: {equals: EU}}, have: {./status: {equals: listed}}}", [1, 2]),
        ("{none: /markets, where: {./market: {equals: KR}}, have: {./status: {equals: listed}}}", [0, 1, 2]),
    ],
)
def test_only_items_that_are_admitted_decide_unless_none_is(ask: str, places: list[int]) -> None:
    found = verdict(f"ask: {ask}", SOLD_IN_TWO)
    assert found.outcome.value == ("unmet" if "some" in ask else "met")
    assert [ground.place.route[1] for item in found.items for ground in item.grounds] == places


def test_an_item_that_may_be_admitted_decides_and_one_that_is_not_does_not() -> None:
    ask = "ask: {some: /markets, where: {./status: {equals: cleared}}, have: {./market: {equals: JP}}}"
    found = verdict(ask, "markets: [{market: EU, status: listed}, {market: KR}]")
    assert found.outcome is Outcome.UNMET
    assert [ground.place.route for ground in found.items[0].grounds] == [("markets", 1, "market")]
