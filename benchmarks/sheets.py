"""Sheets to measure with: made by a seeded generator, valid, and different from each other in every text and number.

A tool that keeps what it has read would look fast on a thousand copies of one sheet; here it has nothing to keep.
Only the standard library, apart from `--self-test`, which loads PyYAML and jsonschema to referee.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import textwrap
import zlib
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

__all__ = [
    "BIG",
    "clean_sheet",
    "faulty_sheet",
    "hostile_pairs",
    "long_sheet",
    "ordinary_sheet",
    "self_test",
    "stream_of_sheets",
    "write_sheets",
]

BIG: Final = 5_000_000
"""Bytes of the big files."""
_MOST_SHEETS: Final = 10_007
"""A prime: how many sheets can have numbers of their own at every place."""
_SMALLEST: Final = 6_600
_FEW_SENTENCES: Final = 5
_LONG_TEXT: Final = 88
_DECIMAL_COMMA: Final = 2
"""Digits after a comma up to which it can only be a decimal comma."""
_DOUBTFUL: Final = 3
_SHARED_LENGTH: Final = 12
"""Texts up to this length may stand in two sheets: codes, short units."""

Section = dict[str, Any]


# -- chance ------------------------------------------------------------------------------------------------------


class _Chance:
    """A small generator of pseudo-random numbers (splitmix64), the same on every Python."""

    _MASK: Final = (1 << 64) - 1

    def __init__(self, seed: int, stream: str) -> None:
        self.state = (seed * 0x9E3779B97F4A7C15 + zlib.crc32(stream.encode())) & self._MASK

    def below(self, limit: int) -> int:
        """Return a number from 0 up to, not including, `limit`."""
        self.state = (self.state + 0x9E3779B97F4A7C15) & self._MASK
        mixed = self.state
        mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & self._MASK
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & self._MASK
        return (mixed ^ (mixed >> 31)) % limit

    def one(self, choices: Sequence[Any]) -> Any:
        """Return one of the choices."""
        return choices[self.below(len(choices))]


_SYLLABLES: Final = tuple(first + second for first in "bdfgklmnprtv" for second in "aeiou")
_WORDS: Final = len(_SYLLABLES) ** 4


def _invented(number: int) -> str:
    """Return the invented word of a number; no two numbers have the same."""
    code = number * 7_368_787 % _WORDS if number < _WORDS else number
    parts: list[str] = []
    while code or len(parts) < 4:  # noqa: PLR2004 - four syllables, or more past the last word of four
        code, rest = divmod(code, len(_SYLLABLES))
        parts.append(_SYLLABLES[rest])
    return "".join(parts).capitalize()


def _choices(text: str) -> tuple[str, ...]:
    """Return the choices that a text separates by bars."""
    return tuple(text.split("|"))


# -- words -------------------------------------------------------------------------------------------------------

_PARTS: Final = _choices(
    "discharge chamber|gas inlet|outlet valve|needle valve|catalyst bed|flow meter|front panel|foot switch|power cord|"
    "sample line|sensor head|check valve|pressure regulator|dust filter|silicone seal|quartz tube|drip chamber|"
    "service door|exhaust hose|vacuum pump|touch screen|oxygen hose|relief valve|sealing ring|probe holder"
)
_VERBS: Final = _choices(
    "check|clean|inspect|replace|remove|tighten|close|open|disconnect|connect|rinse|dry|store|label|record|test"
)
_TIMES: Final = _choices(
    "before each use|after each use|once a week|at every start|when the lamp lights|during set-up|"
    "at the yearly service|before the cover is opened|while the fan runs|after transport|"
    "at the end of the day|when the filter is changed"
)
_PEOPLE: Final = _choices(
    "operator|technician|nurse|clinic|user|service partner|owner|trained person|physician|patient"
)
_HARMS: Final = _choices(
    "coughing|headache|dizziness|irritation of the eyes|a dry throat|tightness of the chest|bruising|nausea|fatigue"
)
_STATES: Final = _choices(
    "pregnancy|an overactive thyroid|a recent stroke|uncontrolled bleeding|known ozone allergy|severe anaemia"
)
_MATERIALS: Final = _choices(
    "PTFE|PVDF|316L steel|borosilicate glass|quartz|silicone|anodised aluminium|ceramic|FKM|PFA"
)
_METHODS: Final = _choices("UV photometry|iodometric titration|electrochemical cell|semiconductor sensor|thermal mass")

_SENTENCES: Final[dict[str, tuple[str, ...]]] = {
    "warning": (
        "Ozone is a toxic gas; keep the {part} {name} closed and do not inhale gas from the {part2}.",
        "Do not operate model {name} in a room smaller than {number} m2 without ventilation.",
        "Never open the {part} of unit {name} {time}; the voltage inside reaches {number} V.",
        "Leave the room at once if the alarm of monitor {name} sounds for more than {number} s.",
        "Oxygen supports fire: keep oil and grease {number} cm away from the {part} {name}.",
        "Use only the {part} {name} that is supplied; other parts have not been tested with {number} µg/mL.",
    ),
    "precaution": (
        "Let the {person} {verb} the {part} {name} {time} and wait {number} min.",
        "Keep the {part} {name} between {number} and 40 °C and out of the sun.",
        "The {part} may be hot for {number} min after use; see drawing {name}.",
        "If the display shows code {name}, {verb} the {part} and call the {person} within {number} h.",
    ),
    "contraindication": (
        "Not for use with {state} or with the accessory {name} above {number} mbar.",
        "Do not use kit {name} in the presence of {state} or within {number} days of surgery.",
        "The device must not be used by a {person} with {state} (see leaflet {name}, line {number}).",
    ),
    "side_effect": (
        "{Harm} was reported by {number} % of those asked in survey {name}.",
        "{Harm} and {harm} may occur; report them to {name} within {number} h.",
        "In file {name}, {harm} lasted for {number} min at most.",
    ),
    "instruction": (
        "{Verb} the {part} {name} {time}, then wait {number} s.",
        "Turn the knob {name} to {number} and {verb} the {part}.",
        "Set the flow to {number} L/min on scale {name} and {verb} the {part} {time}.",
        "The {person} has to {verb} the {part} and the {part2} {name} every {number} h.",
        "Press key {name} for {number} s until the {part} is shown on the display.",
        "{Verb} the {part2}; a torque of {number} is enough for joint {name}.",
    ),
    "statement": (
        "Caution: read booklet {name}, revision {number}, before the {part} is touched.",
        "The {part} {name} has been tested for {number} cycles; results are kept on file.",
        "These statements, form {name} number {number}, were not reviewed by any authority.",
        "Serial numbers of series {name} start at {number} and stand on the {part}.",
    ),
    "marketing": (
        "The quiet {part} of the {name} series saves {number} W a day.",
        "Every {person} likes the light {part} of the {name}, only {number} g.",
        "{name} relieves joint pain for {number} of our customers.",
        "With {number} hours of service life the {part} {name} pays for itself.",
        "Made by hand in the {name} works since batch {number}, with a {part} of our own.",
        "Order the {part2} {name} today and receive {number} spare seals.",
        "A clever {part} keeps the {name} within {number} % of its setting.",
        "Our {person} says that {name} is easy to {verb} after {number} minutes.",
    ),
    "description": (
        "The {part} {name} is made of {material} and holds {number} mL.",
        "Gas flows through the {part} and the {part2} {name} at {number} kPa.",
        "A {material} plate of {number} mm separates the {part} from the {part2} {name}.",
        "The converter {name} drives the electrodes at {number} kHz; no part of it touches the {person}.",
        "Unused ozone is turned back into oxygen in the catalyst {name} at {number} °C.",
        "The housing {name} is closed by {number} screws and opened by a {person} only.",
    ),
}
_INSTRUCTIONS_ROLES: Final = ("description", "instruction", "warning", "precaution", "contraindication", "side_effect")
_LEAFLET_ROLES: Final = ("marketing", "statement")

_CONCENTRATIONS: Final = ("µg/mL", "mg/L", "ug/mL", "g/m3", "mcg/mL")
"""Names of one unit, so that the output fits whichever is printed."""
_PRESSURES: Final = ("kPa absolute", "kPa (gauge)", "kPa(g)", "kPa abs", "kPa")
_MEDICAL: Final = (
    "medical-ozone-generator",
    "injection-system",
    "blood-treatment-system",
    "dental-ozone-unit",
    "topical-ozone-system",
)
_OTHERS: Final = (
    "sterilizer",
    "cpap-cleaner",
    "air-cleaner",
    "water-ozone-system",
    "industrial-ozone-generator",
    "ozone-monitor",
)
_STERILIZING: Final = ("sterilizer", "cpap-cleaner", "water-ozone-system")
_STATUSES: Final = {
    "US": ("registered", "listed", "exempt", "not-authorised", "not-a-device"),
    "EU": ("ce-declared", "ce-certified", "not-a-device"),
}
_PLACES: Final = ("home", "clinic", "office", "laboratory", "industrial-site", "dental-practice", "unoccupied-room")
_STANDARDS: Final = ("IEC 60601-1", "ISO 14971", "ISO 13485", "IEC 62304", "ISO 10993-1", "UL 867", "IEC 62366-1")


# -- one sheet ---------------------------------------------------------------------------------------------------


class _Writer:
    """Makes the sheets of one set, in order; remembers the texts used so that none comes twice."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.used: set[str] = set()
        self.index = 0
        self.names = 0
        self.added = 0
        self.chance = _Chance(seed, "")

    def begin(self, index: int, stream: str) -> None:
        """Turn to a sheet, or to another part of it that is to have chance and names of its own."""
        if index >= _MOST_SHEETS:
            message = f"at most {_MOST_SHEETS} sheets can differ in every number"
            raise ValueError(message)
        self.index = index
        self.names = zlib.crc32(stream.encode()) % 7 * 1_000_000 if stream else 0
        self.chance = _Chance(self.seed * 1_000_003 + index, stream)

    def name(self) -> str:
        """Return an invented word that stands nowhere else."""
        self.names += 1
        return _invented(self.names * _MOST_SHEETS + self.index)

    def fresh(self, make: Callable[[int], str]) -> str:
        """Return the first text of `make(0)`, `make(1)` … that no sheet has yet."""
        attempt = 0
        while (text := make(attempt)) in self.used:
            attempt += 1
        self.used.add(text)
        return text

    def number(self, place: str, low: float, high: float, attempt: int = 0) -> str:
        """Return a number between bounds that no other sheet of the set has at this place."""
        slot = (self.index * 4_639 + zlib.crc32(f"{self.seed} {place}".encode())) % _MOST_SHEETS
        decimals = 0
        while (high - low) * 10**decimals < _MOST_SHEETS:
            decimals += 1
        decimals += decimals == _DOUBTFUL  # three digits after a point may be thousands: rare in print
        text = f"{low + (high - low) * slot / _MOST_SHEETS:.{decimals}f}"
        if attempt:
            text += ("" if decimals else ".") + "".join(str(1 + self.chance.below(9)) for _ in range(attempt))
        return text

    # -- quantities ------------------------------------------------------------------------------------------

    def exact(self, place: str, low: float, high: float, unit: str, before: str = "") -> str:
        """Return one number with its unit."""
        has_comma = not self.chance.below(12)

        def quantity(attempt: int) -> str:
            number = self.number(place, low, high, attempt)
            if has_comma and len(number.partition(".")[2]) <= _DECIMAL_COMMA:
                number = number.replace(".", ",")
            return f"{before}{number} {unit}"

        return self.fresh(quantity)

    def span(self, place: str, low: float, high: float, unit: str) -> str:
        """Return a range in one of the usual notations."""
        middle = (low + high) / 2
        form = self.chance.one(("{} to {} {}", "{}–{} {}", "{} – {} {}", "{} - {} {}", "{0} {2} to {1} {2}"))
        return self.fresh(
            lambda attempt: form.format(
                self.number(f"{place} low", low, middle), self.number(f"{place} high", middle, high, attempt), unit
            )
        )

    def around(self, place: str, low: float, high: float, unit: str) -> str:
        """Return a value with a tolerance, in one of the usual notations."""
        form = self.chance.one(("{0} {1} ± {2} %", "{0} {1} ±{2} %", "{0} ± {3} {1}"))
        small = (high - low) / 50
        return self.fresh(
            lambda attempt: form.format(
                self.number(place, low, high, attempt),
                unit,
                self.number(f"{place} share", 1, 9),
                self.number(f"{place} tolerance", small / 2, small),
            )
        )

    def limit(self, place: str, low: float, high: float, unit: str) -> str:
        """Return an upper bound, in one of the usual notations."""
        return self.exact(place, low, high, unit, self.chance.one(("≤ ", "<", "up to ", "max. ", "")))

    def figure(self, place: str, quantity: str) -> str | Section:
        """Return a quantity as a text, or at times with how it was found."""
        if self.chance.below(4):
            return quantity
        return {
            "value": quantity,
            "kind": self.chance.one(("design", "typical", "maximum-measured", "declared")),
            "method": f"{self.chance.one(_METHODS)}, set-up {self.name()}",
            "report": f"TR-{self.number(f'{place} report', 10_000, 99_999)}",
            "date": self.date(place),
        }

    # -- texts -----------------------------------------------------------------------------------------------

    def date(self, place: str) -> str:
        """Return a day that no other sheet has at this place."""
        slot = int(self.number(f"{place} day", 0, _MOST_SHEETS))
        years, rest = divmod(slot, 12 * 28)
        return f"{1996 + years}-{rest // 28 + 1:02}-{rest % 28 + 1:02}"

    def sentence(self, role: str) -> str:
        """Return a sentence as an artefact prints it."""
        one = self.chance.one
        form: str = one(_SENTENCES[role])
        harm, verb = one(_HARMS), one(_VERBS)
        return form.format(
            part=one(_PARTS),
            part2=one(_PARTS),
            name=self.name(),
            number=f"{1 + self.chance.below(9_000) / 10:g}",
            time=one(_TIMES),
            person=one(_PEOPLE),
            state=one(_STATES),
            material=one(_MATERIALS),
            verb=verb,
            Verb=verb.capitalize(),
            harm=one(_HARMS),
            Harm=harm.capitalize(),
        )

    def passages(self, role: str, size: int) -> list[str]:
        """Return texts of one role: passages of one to four sentences, `size` bytes together or a little more."""
        texts = []
        while size > 0:
            text = " ".join(self.sentence(role) for _ in range(1 + self.chance.below(4)))
            texts.append(text)
            size -= len(text.encode())
            self.added += len(text.encode())
        return texts

    # -- sections --------------------------------------------------------------------------------------------

    def sheet(self, index: int, prose: int = 0) -> Section:
        """Return a sheet; with `prose`, so many bytes of sentences are laid over what it has without."""
        self.begin(index, "")
        kind = self.chance.one(_MEDICAL + _OTHERS)
        sheet: Section = {"spec": 1}
        sheet["document"] = {
            "id": f"D-{self.name()}",
            "title": f"Specification of the {self.name()} unit",
            "revision": f"Rev. {self.number('revision', 1, 99)}",
            "date": self.date("document"),
            "language": "en",
        }
        sheet["documents"] = [self.document(number) for number in range(2)]
        sheet["not_stated"] = ["/ozone/dissolved", "/device/software"]
        sheet["device"] = self.device(kind)
        sheet["markets"] = [self.market("US"), self.market("EU")]
        sheet["intended_use"] = self.intended_use()
        sheet["ozone"] = self.ozone(kind)
        if kind in _MEDICAL:
            sheet["treatment"] = self.treatment()
        elif kind in _STERILIZING:
            sheet["sterilization"] = self.sterilization()
        sheet["monitoring"] = [self.room_monitor(), self.gas_monitor(), self.flow_monitor()]
        sheet["electrical"] = self.electrical()
        sheet["environment"] = self.environment()
        sheet["physical"] = self.physical()
        sheet["materials"] = [self.material() for _ in range(2)]
        sheet["standards"] = [self.standard(number) for number in range(2)]
        sheet["artefacts"] = self.artefacts()
        sheet["claims"] = [
            {"id": f"C-{self.name()}", "text": f"Keeps {self.name()} rooms fresh.", "category": "function"}
        ]
        sheet["evidence"] = [self.evidence()]
        self.fill(sheet)
        if prose:
            self.lay_prose(sheet, prose)
        return sheet

    def fill(self, sheet: Section, least: int = _SMALLEST) -> None:
        """Lengthen the lists in turn until the sheet has `least` bytes."""
        turn = 0
        size = len(to_yaml(sheet).encode())
        while size < least:
            items, item = (
                (sheet["materials"], self.material),
                (sheet["documents"], lambda: self.document(len(sheet["documents"]))),
                (sheet["device"]["components"], self.component),
                (sheet["standards"], lambda: self.standard(len(sheet["standards"]))),
            )[turn % 4]
            items.append(item())
            size += len("".join(_item(items[-1], 1)).encode())
            turn += 1

    def lay_prose(self, sheet: Section, prose: int) -> None:
        """Add sentences to the artefacts; what else stands in the sheet does not change."""
        self.begin(self.index, "prose")
        instructions, leaflet = sheet["artefacts"]
        share = prose // (len(_INSTRUCTIONS_ROLES) + len(_LEAFLET_ROLES))
        for artefact, roles in ((instructions, _INSTRUCTIONS_ROLES), (leaflet, _LEAFLET_ROLES)):
            for role in roles:
                artefact["texts"].setdefault(role, []).extend(self.passages(role, share))

    def document(self, number: int) -> Section:
        """Return an entry of the register."""
        return {
            "id": f"R-{self.name()}",
            "title": f"{self.chance.one(('Test report', 'Manual', 'Certificate', 'Data sheet'))} {self.name()}",
            "number": f"No. {self.number(f'document {number}', 10_000, 99_999)}",
            "date": self.date(f"document {number}"),
        }

    def device(self, kind: str) -> Section:
        """Return the device with its components."""
        return {
            "name": f"{self.name()} {self.number('device', 100, 20_000)}",
            "manufacturer": {
                "name": f"{self.name()} Instruments",
                "address": f"{self.number('street', 1, 20_000)} {self.name()} Road, {self.name()}",
                "country": self.chance.one(("Germany", "Italy", "United States", "Japan", "Spain")),
            },
            "model": f"M-{self.name()}",
            "kind": kind,
            "principle": f"Corona discharge in a {self.chance.one(_MATERIALS)} cell, type {self.name()}",
            "ozone_generation": self.chance.one(("by-design", "by-design", "by-product")),
            "prescription": bool(self.chance.below(2)),
            "lifetime": f"{self.number('lifetime', 1_000, 90_000)} h",
            "warranty": f"{self.number('warranty', 6, 120)} months, terms {self.name()}",
            "modes": [f"Mode {self.name()}", f"Mode {self.name()}"],
            "components": [self.component() for _ in range(2)],
        }

    def component(self) -> Section:
        """Return a component."""
        return {
            "name": f"{self.chance.one(_PARTS).capitalize()} {self.name()}",
            "kind": self.chance.one(("tubing", "filter", "sensor", "destructor", "oxygen-source", "syringe", "other")),
            "maker": f"{self.name()} Parts",
            "sterile": bool(self.chance.below(2)),
            "material": f"{self.chance.one(_MATERIALS)} grade {self.name()}",
        }

    def market(self, market: str) -> Section:
        """Return a market with the device's status there."""
        entry: Section = {"market": market, "status": self.chance.one(_STATUSES[market])}
        entry["number"] = f"{market}-{self.number(f'market {market}', 100_000, 999_999)}"
        entry["device_class"] = self.chance.one(("I", "II", "IIa", "IIb"))
        entry["legal_manufacturer"] = f"{self.name()} Holding"
        entry["valid_from"] = self.date(f"market {market}")
        if market == "EU":
            entry["representative"] = f"{self.name()} Services, {self.name()}"
        return entry

    def intended_use(self) -> Section:
        """Return the intended use; sober words, no claims."""
        return {
            "statement": f"To supply ozone for work {self.name()} by a trained {self.chance.one(_PEOPLE)}.",
            "users": [f"{self.chance.one(_PEOPLE).capitalize()} with course {self.name()}"],
            "environments": [self.chance.one(_PLACES)],
        }

    def ozone(self, kind: str) -> Section:
        """Return the figures of the ozone: concentration, flow and an output that fits them."""
        unit = self.chance.one(_CONCENTRATIONS)
        low, high = self.number("concentration low", 2, 12), self.number("concentration high", 40, 90)
        slow, fast = self.number("flow low", 0.1, 0.4), self.number("flow high", 0.8, 1.6)
        output = [float(mass) * float(flow) * 0.06 for mass, flow in ((low, slow), (high, fast))]
        sheet: Section = {
            "feed_gas": f"oxygen, grade {self.name()}",
            "concentration": self.figure("concentration", self.fresh(lambda n: f"{low} to {high}{'5' * n} {unit}")),
            "concentration_step": self.exact("step", 0.5, 1.9, unit),
            "concentration_accuracy": self.exact("accuracy", 2, 15, "%", "±"),
            "flow": self.fresh(lambda n: f"{slow}{self.chance.one((' to ', '–'))}{fast}{'5' * n} L/min"),
            "output": self.fresh(lambda n: f"{output[0]:.5f} to {output[1]:.{5 + n}f} g/h"),
            "pressure": self.exact("pressure", 80, 250, self.chance.one(_PRESSURES)),
            "chart": [self.level(step) for step in range(3)],
            "stabilisation_time": self.exact("stabilisation", 5, 90, "s"),
            "feed_gas_purity": self.exact("purity", 90, 99.9, "% v/v"),
            "reference_conditions": {
                "temperature": self.exact("reference temperature", 15, 25, "°C"),
                "pressure": self.exact("reference pressure", 980, 1040, "hPa"),
            },
            "released_to_room": kind in _OTHERS,
            "room_air": {
                "max": self.limit("room air", 31, 45, "ppb"),
                "smallest_room_area": self.exact("room area", 8, 60, "m2"),
            },
            "residual_destruction": {
                "method": f"Catalyst of manganese oxide, bed {self.name()}",
                "efficiency": self.exact("destruction", 95, 99.99, "%"),
            },
        }
        if kind in _OTHERS:
            sheet["emission"] = {
                "max": self.figure("emission", self.limit("emission", 0.005, 0.045, "ppm")),
                "distance": self.exact("emission distance", 5, 60, "cm"),
            }
        return sheet

    def level(self, step: int) -> Section:
        """Return a row of the chart of settings, inside the ranges that are stated."""
        return {
            "level": f"Level {self.name()}",
            "flow": self.exact(f"chart flow {step}", 0.41, 0.79, "L/min"),
            "concentration": self.exact(f"chart {step}", 13, 39, "µg/mL"),
        }

    def treatment(self) -> Section:
        """Return volumes and times of a treatment."""
        return {
            "gas_volume": self.span("gas volume", 5, 60, "mL"),
            "temperature": self.exact("treatment temperature", 18, 38, "°C"),
            "session_time": self.span("session", 5, 45, "min"),
        }

    def sterilization(self) -> Section:
        """Return the cycle of a sterilizer."""
        return {
            "method": f"Ozone with humidity, cycle {self.name()}",
            "cycle_time": self.exact("cycle", 30, 300, "min"),
            "aeration_time": self.exact("aeration", 10, 90, "min"),
            "residual_max": self.limit("residual", 0.01, 0.09, "ppm"),
        }

    def room_monitor(self) -> Section:
        """Return a monitor of the room air with an alarm inside its range, under the level that is stated."""
        return {
            "what": "ozone-in-room-air",
            "where": f"Wall by the {self.chance.one(_PARTS)} {self.name()}",
            "method": f"{self.chance.one(_METHODS)}, cell {self.name()}",
            "real_time": True,
            "range": self.fresh(lambda n: f"0 to {self.number('room range', 0.5, 5, n)} ppm"),
            "accuracy": self.exact("room accuracy", 2, 12, "%", "± "),
            "response_time": self.limit("room response", 5, 90, "s"),
            "calibration_interval": self.exact("room calibration", 6, 24, "months"),
            "alarm": {
                "value": self.exact("room alarm", 0.012, 0.029, "ppm"),
                "priority": self.chance.one(("low", "medium", "high")),
                "action": f"Stops the generator by relay {self.name()}",
            },
            "sensor_failure": f"Shows code {self.name()} and stops",
        }

    def gas_monitor(self) -> Section:
        """Return a monitor of the ozone in the gas, for more than the generator delivers."""
        return {
            "what": "ozone-in-gas",
            "method": f"{self.chance.one(_METHODS)}, bench {self.name()}",
            "range": self.fresh(
                lambda n: (
                    f"{self.number('gas range low', 0.5, 1.9)} to {self.number('gas range high', 95, 150, n)} µg/mL"
                )
            ),
            "accuracy": self.exact("gas accuracy", 1, 4, self.chance.one(("%", "µg/mL")), "±"),
            "resolution": self.exact("gas resolution", 0.1, 1, "mg/L"),
            "traceability": f"National standard by certificate {self.name()}",
        }

    def flow_monitor(self) -> Section:
        """Return a monitor of the flow or the pressure."""
        if self.chance.below(2):
            quantity = {"what": "flow", "range": self.span("flow range", 0.05, 5, "L/min")}
        else:
            quantity = {"what": "pressure", "range": self.span("pressure range", 10, 400, self.chance.one(_PRESSURES))}
        return {
            **quantity,
            "method": f"{self.chance.one(_METHODS)}, part {self.name()}",
            "accuracy": self.exact("flow accuracy", 1, 8, "%", "±"),
            "interval": self.exact("flow interval", 0.2, 9, "s"),
        }

    def electrical(self) -> Section:
        """Return the ratings."""
        return {
            "voltage": self.chance.one((self.around, self.span))("voltage", 100, 240, "V"),
            "frequency": self.span("frequency", 47, 63, "Hz"),
            "power": self.limit("power", 30, 900, "W"),
            "current": self.exact("current", 100, 9_000, "mA"),
        }

    def environment(self) -> Section:
        """Return what the surroundings have to be."""
        return {
            "operating_temperature": self.span("operating", 5, 40, "°C"),
            "storage_temperature": self.span("storage", -20, 60, "°C"),
            "humidity": self.span("humidity", 10, 90, "%"),
            "noise": self.limit("noise", 30, 65, "dB(A)"),
        }

    def physical(self) -> Section:
        """Return sizes and weight."""
        return {
            "width": self.exact("width", 100, 900, "mm"),
            "depth": self.around("depth", 100, 700, "mm"),
            "height": self.exact("height", 10, 160, "cm"),
            "weight": self.around("weight", 1, 80, "kg"),
        }

    def material(self) -> Section:
        """Return a part with its material."""
        return {
            "part": f"{self.chance.one(_PARTS).capitalize()} {self.name()}",
            "material": f"{self.chance.one(_MATERIALS)}, lot {self.name()}",
            "ozone_resistant": True,
        }

    def standard(self, number: int) -> Section:
        """Return a standard with edition and report."""
        return {
            "id": _STANDARDS[(self.index + number) % len(_STANDARDS)],
            "edition": f"{1995 + self.chance.below(30)}, print {self.name()}",
            "extent": self.chance.one(("full", "partial")),
            "report": f"TR-{self.name()}",
        }

    def artefacts(self) -> list[Section]:
        """Return instructions and a web page with a few short sentences."""
        roles = ["instruction", "warning", "description"]
        texts = {role: [self.sentence(role)] for role in roles}
        leaflet = {"marketing": [self.sentence("marketing")]}
        for _ in range(_FEW_SENTENCES - len(roles) - 1):
            texts["instruction"].append(self.sentence("instruction"))
        return [
            {
                "id": f"A-{self.name()}",
                "kind": kind,
                "language": "en",
                "transcribed": self.chance.one(("whole", "part")),
                "texts": held,
            }
            for kind, held in (("instructions", texts), ("web-page", leaflet))
        ]

    def evidence(self) -> Section:
        """Return a study or report."""
        return {
            "id": f"E-{self.name()}",
            "kind": self.chance.one(("bench-test", "test-report", "in-vitro", "case-series")),
            "n": int(self.number("subjects", 8, 20_000)),
            "concentration": self.exact("studied", 5, 60, "µg/mL"),
            "outcome": f"Stability of the {self.chance.one(_PARTS)} {self.name()}",
            "direction": self.chance.one(("favours", "no-difference", "mixed")),
            "reference": f"{self.name()} and {self.name()}, Journal of {self.name()}",
            "date": self.date("evidence"),
        }


# -- YAML --------------------------------------------------------------------------------------------------------

_PLAIN: Final = re.compile(r"[A-Za-z0-9±≤][^\n:#{}\[\]&*!|>'\"%@`]*%?\Z")
_NOT_TEXT: Final = re.compile(r"[-+.0-9eE_:]+\Z|[0-9]{4}-[0-9]{2}|(?i:true|false|yes|no|on|off|null|y|n)\Z")


def to_yaml(value: Section) -> str:
    """Return a sheet as people write YAML, so that every loader reads each text as a text."""
    return "".join(_lines(value, 0))


def _lines(section: Section, depth: int) -> Iterator[str]:
    indent = "  " * depth
    for key, value in section.items():
        if isinstance(value, dict):
            yield f"{indent}{key}:\n"
            yield from _lines(value, depth + 1)
        elif isinstance(value, list):
            yield f"{indent}{key}:\n"
            for item in value:
                yield from _item(item, depth + 1)
        else:
            yield f"{indent}{key}: {_scalar(value, depth + 1)}\n"


def _item(item: Any, depth: int) -> Iterator[str]:
    """Write an item of a list; the first key of a section stands beside the dash."""
    indent = "  " * depth
    if isinstance(item, dict):
        for number, line in enumerate(_lines(item, depth + 1)):
            yield f"{indent}- {line.lstrip(' ')}" if number == 0 else line
    else:
        yield f"{indent}- {_scalar(item, depth + 1)}\n"


def _scalar(value: Any, depth: int) -> str:
    if not isinstance(value, str):
        return json.dumps(value)
    if len(value) > _LONG_TEXT:
        indent = "  " * depth
        return ">-\n" + textwrap.fill(
            value,
            max(_LONG_TEXT, 40 + len(indent)),
            initial_indent=indent,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
    if _PLAIN.match(value) and not _NOT_TEXT.match(value):
        return value
    return json.dumps(value, ensure_ascii=False)


# -- files -------------------------------------------------------------------------------------------------------


def write_sheets(folder: str, count: int, prose: float = 0, seed: int = 1) -> int:
    """Write `count` sheets, each with `prose` kilobytes of sentences besides the few that every sheet has.

    Return how many bytes of sentences were added in all.
    """
    os.makedirs(folder, exist_ok=True)
    writer = _Writer(seed)
    for index in range(count):
        text = to_yaml(writer.sheet(index, int(prose * 1000)))
        with open(os.path.join(folder, f"sheet-{index:05}.yaml"), "w", encoding="utf-8") as file:
            file.write(text)
    return writer.added


def ordinary_sheet(seed: int = 1, index: int = 0) -> str:
    """Return one sheet of the usual size."""
    return to_yaml(_Writer(seed).sheet(index))


def clean_sheet(seed: int = 2) -> str:
    """Return a sheet of about 7 KB that asks little of a reviewer: no claims, an industrial device, one market."""
    writer = _Writer(seed)
    sheet = writer.sheet(0)
    for key in ("treatment", "sterilization", "claims"):
        sheet.pop(key, None)
    sheet["device"].update(kind="industrial-ozone-generator", ozone_generation="by-design")
    sheet["ozone"]["released_to_room"] = True
    sheet["markets"] = [{**writer.market("EU"), "status": "not-a-device"}]
    sheet["intended_use"]["environments"] = ["industrial-site"]
    instructions = sheet["artefacts"][0]
    instructions["transcribed"] = "whole"
    instructions["texts"]["warning"] = ["Ozone is a toxic gas. Do not inhale it."]
    sheet["artefacts"] = [instructions]
    writer.fill(sheet)
    return to_yaml(sheet)


def faulty_sheet(seed: int = 3) -> str:
    """Return a sheet of about 7 KB with findings of many kinds."""
    sheet = _Writer(seed).sheet(0)
    sheet.pop("sterilization", None)
    sheet["device"].update(kind="medical-ozone-generator", colour="white")
    sheet["markets"][0]["status"] = "registered"
    sheet["markets"][1]["status"] = "approved"
    sheet["intended_use"]["environments"] = ["home", "clinic"]
    sheet["ozone"].update(
        output="100 g/h", concentration_step="300 µg/mL", flow="1,000 L/min", pressure="9 V", released_to_room=True
    )
    sheet["ozone"]["emission"] = {"max": "0.12 ppm"}
    sheet["ozone"]["room_air"]["max"] = "0.2 ppm"
    sheet["artefacts"][1]["transcribed"] = "whole"
    sheet["artefacts"][1]["texts"]["marketing"] += [
        "Ozone cures arthritis and heals herniated discs without side effects.",
        "FDA approved and 100 % safe: nothing works faster against chronic pain.",
        "If you cannot smell ozone, the air is safe.",
    ]
    return to_yaml(sheet)


_LISTS: Final = ("documents", "monitoring", "materials", "standards", "artefacts", "claims", "evidence")


def _long(size: int, seed: int, prose: float) -> Section:
    """Return one sheet whose lists hold what many sheets hold."""
    writer = _Writer(seed)
    long = writer.sheet(0, int(prose * 1000))
    total, index = len(to_yaml(long).encode()), 1
    while total < size:
        other = writer.sheet(index, int(prose * 1000))
        more = {key: other[key] for key in _LISTS}
        more["modes"] = other["device"]["modes"]
        more["components"] = other["device"]["components"]
        more["chart"] = other["ozone"]["chart"]
        for key, items in more.items():
            holder = long["device"] if key in ("modes", "components") else long["ozone"] if key == "chart" else long
            holder[key] += items
        total += len(to_yaml(more).encode())
        index += 1
    return long


def long_sheet(size: int = BIG, seed: int = 4, prose: float = 0) -> str:
    """Return one sheet of about `size` bytes: a single document with very long lists."""
    return to_yaml(_long(size, seed, prose))


def stream_of_sheets(size: int = BIG, seed: int = 5) -> str:
    """Return a file of about `size` bytes that holds many documents."""
    writer = _Writer(seed)
    documents: list[str] = []
    total = 0
    while total < size:
        documents.append("---\n" + to_yaml(writer.sheet(len(documents))))
        total += len(documents[-1].encode())
    return "".join(documents)


# -- hostile input -----------------------------------------------------------------------------------------------

_POWERS: Final = (
    "9**9**9 V",
    "10**10**8 ppm",
    "2**(2**(2**99)) mg/L",
    "5 V**9**9**9",
    "6^800000 Hz",
    "1e999999999 V",
    "9**9**9**9 to 9**9**9**9**9 µg/mL",
    "5 " + "m*" * 60 + "m",
)
_QUANTITIES: Final = frozenset(
    _choices(
        "concentration|concentration_step|flow|output|pressure|range|accuracy|response_time|value|voltage|frequency|"
        "power|operating_temperature|storage_temperature|humidity|weight|width|height|interval|distance|max"
    )
)
_MIDDLE: Final = 250_000
_NEARLY_MEGABYTE: Final = 999_000
_MEGABYTE: Final = 1_050_000
_DEPTH: Final = 3_000
_HERE: Final = "TEXT"


def hostile_pairs() -> Iterator[tuple[str, str, str, str]]:
    """Return hostile files: a name, the file, an ordinary file of the same size, and the id of a finding.

    The finding shows that the tool met what is hostile; it is empty where there is nothing to find.
    """
    usual = ordinary_sheet()
    sheet = _Writer(1).sheet(0)
    sheet["electrical"].update(voltage=_POWERS[0], frequency=_POWERS[4], power=_POWERS[2])
    sheet["ozone"].update(flow=_POWERS[3], concentration=_POWERS[6], pressure=_POWERS[5])
    yield "power expression in 6 quantities", to_yaml(sheet), usual, "SHEET-quantity"
    middle = _long(_MIDDLE, 6, 0)
    yield "power expression in every quantity, 250 kB", to_yaml(_with_powers(middle)), to_yaml(middle), "SHEET-quantity"
    for levels, finding in ((9, "LIMIT-nodes"), (4, "")):
        bomb = usual + _bomb(levels)
        yield f"alias bomb, valid, {levels} levels of 9", bomb, _of_size(len(bomb)), finding
    # The list `evidence` stands last, so that what follows are items of it.
    for levels, finding in ((9, "LIMIT-nodes"), (3, "SHEET-type")):
        bomb = f"{_bomb(levels)}{usual}" + f"  - *l{levels}\n" * 8
        yield f"alias bomb, invalid, {levels} levels of 9", bomb, _of_size(len(bomb)), finding
    faulty = "{kind: none, n: -1, date: never, direction: up, retracted: maybe, concentration: 9 V, extra: 1}"
    repeated = f"x-one: &one {faulty}\n{usual}" + "  - *one\n" * 900
    yield "alias of one faulty section, 900 times", repeated, _of_size(len(repeated)), "SHEET-value"
    for name, opening, closing in (("lists", "[", "]"), ("sections", "{a: ", "}")):
        deep = usual + f"x-deep: {opening * _DEPTH}1{closing * _DEPTH}\n"
        yield f"{name} 3,000 deep", deep, _of_size(len(deep)), "LIMIT-depth"
    lines = usual.splitlines(keepends=True)
    doubled = "".join(line * 2 if line.startswith(("  width", "  power", "  noise")) else line for line in lines)
    yield "3 duplicate keys", doubled, usual, "YAML-duplicate-key"
    doubled = usual + "x-twice:\n" + "  key: value of this key\n" * (_MIDDLE // 25)
    yield "10,000 duplicate keys, 250 kB", doubled, to_yaml(middle), "YAML-duplicate-key"
    ordinary = long_sheet(_NEARLY_MEGABYTE, 7)
    yield "1 MB text without a space", _with_text("a" * _NEARLY_MEGABYTE), ordinary, ""
    yield "text over the limit of 1 MB", _with_text("a b " * (_MEGABYTE // 4)), ordinary, "LIMIT-scalar"
    sheet = _Writer(1).sheet(0)
    sheet["electrical"]["voltage"] = _HERE
    digits = to_yaml(sheet).replace(_HERE, "9" * _NEARLY_MEGABYTE + " V")
    yield "1 MB of digits in a quantity", digits, ordinary, "LIMIT-digits"
    words = "the device cures pain and does not heal, "
    endless = _with_text(words * (_NEARLY_MEGABYTE // len(words)))
    yield "1 MB of prose in one sentence", endless, long_sheet(_NEARLY_MEGABYTE, 8, prose=60), "US-801.415-c4"


def _with_powers(value: Any, key: str = "", count: list[int] | None = None) -> Any:
    """Return a sheet with a power expression in place of every quantity."""
    count = [0] if count is None else count
    if isinstance(value, dict):
        return {name: _with_powers(inner, name, count) for name, inner in value.items()}
    if isinstance(value, list):
        return [_with_powers(inner, key, count) for inner in value]
    if key in _QUANTITIES and isinstance(value, str):
        count[0] += 1
        return _POWERS[count[0] % len(_POWERS)]
    return value


def _bomb(levels: int) -> str:
    """Return lists that each hold the one before nine times."""
    lines = ["x-l1: &l1 [bad, bad, bad, bad, bad, bad, bad, bad, bad]\n"]
    lines += [f"x-l{level}: &l{level} [{', '.join([f'*l{level - 1}'] * 9)}]\n" for level in range(2, levels + 1)]
    return "".join(lines)


def _with_text(text: str) -> str:
    """Return a sheet with a text in an artefact."""
    sheet = _Writer(1).sheet(0)
    sheet["artefacts"][1]["texts"]["description"] = [_HERE]
    return to_yaml(sheet).replace(_HERE, f'"{text}"')


def _of_size(size: int) -> str:
    """Return an ordinary sheet of a size up to some ten kilobytes: the usual one with longer lists."""
    writer = _Writer(1)
    sheet = writer.sheet(0)
    writer.fill(sheet, size)
    return to_yaml(sheet)


# -- self-test ---------------------------------------------------------------------------------------------------


def self_test(count: int, prose: float, seed: int, schema_path: str) -> str:
    """Check sheets of a set against the schema and against each other; return a line that says what was checked."""
    import jsonschema  # noqa: PLC0415 - only the referee needs these
    import yaml  # noqa: PLC0415

    with open(schema_path, encoding="utf-8") as file:
        schema = json.load(file)
    validator = jsonschema.Draft202012Validator(schema)
    enums = set(_enums(schema))
    seen: dict[str, int] = {}
    placed: dict[tuple[str, str], int] = {}
    sizes, lines = [], []
    writer = _Writer(seed)
    for index in range(count):
        text = to_yaml(writer.sheet(index, int(prose * 1000)))
        sheet = yaml.load(text, Loader=yaml.CSafeLoader)
        for error in validator.iter_errors(sheet):
            message = f"sheet {index} does not fit the schema at {error.json_path}: {error.message}"
            raise SystemExit(message)
        sizes.append(len(text.encode()))
        lines.append(text.count("\n"))
        for pointer, value in _leaves(sheet, ""):
            _assert_own(index, pointer, value, (seen, placed, enums))
    for name, text in (("clean", clean_sheet()), ("long", long_sheet(200_000))):
        for error in validator.iter_errors(yaml.load(text, Loader=yaml.CSafeLoader)):
            message = f"the {name} sheet does not fit the schema at {error.json_path}: {error.message}"
            raise SystemExit(message)
    for name, hostile, ordinary, _ in hostile_pairs():
        ratio = len(hostile.encode()) / len(ordinary.encode())
        if not 0.8 < ratio < 1.25:  # noqa: PLR2004 - about the same size
            message = f"{name}: {ratio:.2f} times as long as its ordinary file"
            raise SystemExit(message)
    return (
        f"{count} sheets fit the schema and share no text: {min(sizes)} to {max(sizes)} bytes"
        f" (mean {sum(sizes) // count}), {min(lines)} to {max(lines)} lines"
    )


_CODES: Final = re.compile(r"/language$|/market$|/device_class$|/country$|/standards/\d+/id$|^/not_stated/|^/spec$")
"""Places of codes, which two sheets may share like the values of an enumeration."""


def _assert_own(index: int, pointer: str, value: Any, known: tuple[Any, Any, set[Any]]) -> None:
    """Stop when another sheet has this text, a sentence of it, or this value at this place."""
    seen, placed, enums = known
    if isinstance(value, bool) or value in enums or _CODES.search(pointer):
        return
    other = placed.setdefault((pointer, str(value)), index)
    if other != index:
        message = f"sheets {other} and {index} both have {value!r} at {pointer}"
        raise SystemExit(message)
    for part in {str(value), *re.split(r"(?<=[.]) ", str(value))}:
        other = seen.setdefault(part, index) if len(part) > _SHARED_LENGTH else index
        if other != index:
            message = f"sheets {other} and {index} share {part!r} ({pointer})"
            raise SystemExit(message)


def _enums(schema: Any) -> Iterator[Any]:
    if isinstance(schema, dict):
        yield from (value for value in schema.get("enum", ()) if isinstance(value, str))
        for inner in schema.values():
            yield from _enums(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from _enums(inner)


def _leaves(value: Any, pointer: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, f"{pointer}/{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _leaves(inner, f"{pointer}/{index}")
    else:
        yield pointer, value


def _write_files(folder: str, what: str) -> None:
    """Write the single files that the measurements use."""
    os.makedirs(folder, exist_ok=True)
    files: dict[str, Callable[[], str]] = {
        "clean": clean_sheet,
        "faulty": faulty_sheet,
        "long": long_sheet,
        "stream": stream_of_sheets,
    }
    if what != "hostile":
        _write(os.path.join(folder, f"{what}.yaml"), files[what]())
        return
    listed = []
    for number, (name, hostile, ordinary, finding) in enumerate(hostile_pairs()):
        _write(os.path.join(folder, f"hostile-{number:02}.yaml"), hostile)
        _write(os.path.join(folder, f"ordinary-{number:02}.yaml"), ordinary)
        listed.append(f"{name}\t{finding}\n")
    _write(os.path.join(folder, "list.txt"), "".join(listed))


def _write(path: str, text: str) -> None:
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write sheets, or check them."""
    here = os.path.dirname(os.path.abspath(__file__))
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("out", nargs="?", help="folder to write to")
    parser.add_argument("--count", type=int, default=1000, metavar="N", help="how many sheets (default: 1000)")
    parser.add_argument("--prose", type=float, default=0, metavar="KB", help="kilobytes of sentences to add to each")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    parser.add_argument(
        "--what",
        choices=("sheets", "clean", "faulty", "long", "stream", "hostile"),
        default="sheets",
        help="many sheets, or one of the single files (default: sheets)",
    )
    parser.add_argument("--self-test", action="store_true", help="check against the schema and each other")
    parser.add_argument(
        "--schema", default=os.path.join(here, os.pardir, "schemas", "device-spec.schema.json"), metavar="FILE"
    )
    options = parser.parse_args(arguments)
    if options.self_test:
        print(self_test(options.count, options.prose, options.seed, options.schema))
        return 0
    if options.out is None:
        parser.error("name a folder to write to")
    if options.what == "sheets":
        added = write_sheets(options.out, options.count, options.prose, options.seed)
        print(f"{options.count} sheets, {added} bytes of sentences added")
    else:
        _write_files(options.out, options.what)
    return 0


if __name__ == "__main__":
    sys.exit(main())
