"""Walk once over the tagged words and note every construction that is complete.

A construction is a row of data: the tags that must follow one another, how many words may lie between, and
in what light they do not count. Each keeps one unfinished match per step, the latest, so the walk is linear.
It may not hold words, nor decide what a match is worth beyond its row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from specvalidator.wording.scope import Scopes
from specvalidator.wording.sentences import QUESTION
from specvalidator.wording.trie import tags_of

if TYPE_CHECKING:
    from specvalidator.wording.scope import Light
    from specvalidator.wording.sentences import Cut
    from specvalidator.wording.trie import Item

__all__ = ["Construction", "Grammar", "Match", "Walk", "WalkedSentence"]

Piece = tuple[int, int]
"""First token, token after the last."""


class Construction:
    """One row of the table of constructions, with its tags and scopes as sets of bits."""

    __slots__ = (
        "absent",
        "across",
        "asked",
        "category",
        "certainty",
        "from_first",
        "gaps",
        "name",
        "needs",
        "roles",
        "steps",
        "stops",
        "veto",
    )

    def __init__(self, row: dict[str, Any]) -> None:
        self.name: str = row["name"]
        self.category: str = row["category"]
        self.certainty: str = row["certainty"]
        self.steps = [tags_of(numbers) for numbers in row["steps"]]
        self.gaps: list[int] = row["gaps"]
        self.veto: Light = row["veto"]
        self.from_first: bool = row.get("from_first", False)
        self.across: bool = row.get("across", False)
        self.asked: bool = row.get("asked", False)
        self.stops = tags_of(row.get("stops", ()))
        self.absent = tags_of(row.get("absent", ()))
        self.needs = tags_of(row.get("needs", ()))
        self.roles: frozenset[str] = frozenset(row["roles"])


class Match:
    """A completed construction inside one sentence."""

    __slots__ = ("end", "light", "pieces", "rule", "start")

    def __init__(self, rule: Construction, pieces: tuple[Piece, ...], light: Light) -> None:
        self.rule = rule
        self.pieces = pieces
        self.start = pieces[0][0]
        self.end = pieces[-1][1]
        self.light = light


Lit = tuple[int, "Light", int, int]
"""Tags with the light they stand in, the first token, the token after the last."""
Line = tuple[int, list[Lit]]
"""The first token of a line, and what is tagged in it."""


class WalkedSentence:
    """What a walk found in one sentence."""

    __slots__ = ("after", "lines", "matches", "withheld")

    def __init__(self, after: int, lines: list[Line]) -> None:
        self.after = after
        """The token after its last."""
        self.lines = lines
        """The sentence as one line, or the lines of the list that it is; each but the first begins with a bullet."""
        self.matches: list[Match] = []
        self.withheld: list[Match] = []
        """Constructions that do not count, with the light that forbids them as their light."""


Move = tuple[int, tuple[int, ...], bool]
"""A construction that tags touch: its number, the steps it may make, last first; whether it breaks off."""
Plan = tuple[list[int], list[Move]]
"""The constructions that only begin, and all other moves."""
Partial = tuple[tuple[Piece, ...], int, "Light"]
"""An unfinished match: its pieces, the token after it, and the light on it."""


class Grammar:
    """Scopes and constructions of one language, and what each set of tags sets in motion."""

    __slots__ = ("_opinions", "_plans", "bullet", "ends_clause", "heading", "roles", "rules", "scopes", "stops")

    def __init__(self, data: dict[str, Any]) -> None:
        self.scopes = Scopes(data["scopes"])
        self.rules = [Construction(row) for row in data["constructions"]]
        self.roles: dict[str, str] = data["roles"]
        self._opinions: dict[str, str] = data["second_opinion"]
        self.ends_clause: int = data["ends_clause"]
        self.stops: int = data["stops"]
        self.heading: int = data["heading"]
        self.bullet: int = data["bullet"]
        self._plans: dict[tuple[str, int], Plan] = {}

    def reading(self, role: str) -> str:
        """Return the way in which words of a role are read."""
        return self.roles.get(role, "full")

    def second_opinion(self, role: str) -> str:
        """Return how a second opinion counts on words of a role: `usual`, `sober` (less easily) or `none`."""
        return self._opinions.get(role, "usual") if self.reading(role) == "full" else "none"

    def plan(self, reading: str, tags: int) -> Plan:
        """Return what a set of tags may do under a way of reading."""
        known = self._plans.get((reading, tags))
        if known is None:
            known = self._plans[reading, tags] = self._planned(reading, tags)
        return known

    def _planned(self, reading: str, tags: int) -> Plan:
        begins: list[int] = []
        moves: list[Move] = []
        for number, rule in enumerate(self.rules):
            if reading not in rule.roles:
                continue
            steps = tuple(step for step in reversed(range(len(rule.steps))) if tags & rule.steps[step])
            stops = bool(tags & rule.stops) and not any(steps)
            if steps == (0,) and not stops and len(rule.steps) > 1:
                begins.append(number)
            elif steps or stops:
                moves.append((number, steps, stops))
        return begins, moves


_POLITE = 1
"""How many words, such as "please", may stand before the first word of a sentence that counts as such."""


class _Partials(dict[int, "list[Partial | None]"]):
    """The unfinished matches of each construction, by its number; most constructions never begin in a text."""

    def __init__(self, rules: list[Construction]) -> None:
        super().__init__()
        self._rules = rules

    def __missing__(self, number: int) -> list[Partial | None]:
        fresh: list[Partial | None] = [None] * len(self._rules[number].steps)
        self[number] = fresh
        return fresh


class Walk:
    """One pass over one text, sentence by sentence."""

    __slots__ = (
        "_backs",
        "_barrier",
        "_begin",
        "_clause",
        "_floor",
        "_grammar",
        "_heading",
        "_light",
        "_lines",
        "_partial",
        "_pending",
        "_reading",
        "_seen",
        "_sentences",
        "_withheld",
    )

    def __init__(self, grammar: Grammar, role: str) -> None:
        self._grammar = grammar
        self._reading = grammar.reading(role)
        self._partial = _Partials(grammar.rules)
        self._pending: dict[tuple[int, int], tuple[Match, int, int]] = {}
        self._backs: dict[int, tuple[int, Light]] = {}
        self._light: Light = 0
        self._heading: Light = 0
        self._clause = self._barrier = self._floor = self._begin = 0
        self._seen = [0]
        self._lines: list[Line] = [(0, [])]
        self._withheld: dict[tuple[int, int], Match] = {}
        self._sentences: list[WalkedSentence] = []

    def run(self, items: list[Item], cuts: list[Cut]) -> list[WalkedSentence]:
        """Walk over the items and return every sentence."""
        bullet = self._grammar.bullet
        rest = iter(cuts)
        cut, kind = next(rest)
        last = 0
        for tags, first, after in items:
            while first >= cut:
                self._close_sentence(max(cut, last), kind)
                cut, kind = next(rest)
            last = after
            if tags & bullet:
                self._start_line(after)
            else:
                self._read(tags, first, after)
        self._close_sentence(max(cut, last), kind)
        for cut, kind in rest:
            self._close_sentence(max(cut, last), kind)
        return self._sentences

    def _start_line(self, after: int) -> None:
        """Begin a line of a list: it stands in the light of the heading and knows nothing of the line before."""
        self._light = self._heading
        self._clause += 1
        self._seen.append(0)
        self._lines.append((after, []))
        self._begin = after

    def _read(self, tags: int, first: int, after: int) -> None:
        grammar = self._grammar
        keep, opened, opened_first, back = grammar.scopes.change(tags)
        self._seen[-1] |= tags
        self._light &= keep
        self._lines[-1][1].append((tags, self._light, first, after))
        if tags & grammar.ends_clause:
            self._clause += 1
        begins, moves = grammar.plan(self._reading, tags)
        if begins:
            begun = (((first, after),), after, self._light)
            for number in begins:
                self._partial[number][0] = begun
        for number, steps, stops in moves:
            self._advance(number, steps, stops, (first, after))
        if tags & grammar.stops:
            self._barrier = first
        if opened_first and first <= self._begin + _POLITE:
            opened |= opened_first
        self._light |= opened
        if back:
            known = self._backs.get(self._clause, (0, 0))
            self._backs[self._clause] = (first, known[1] | back)
        if tags & grammar.heading:
            self._heading = self._light

    def _advance(self, number: int, steps: tuple[int, ...], stops: bool, piece: Piece) -> None:  # noqa: FBT001 (a column of the plan)
        rule = self._grammar.rules[number]
        partial = self._partial[number]
        if stops:
            partial[:] = [None] * len(partial)
        oldest = self._floor if rule.across else max(self._barrier, self._floor)
        light = self._light
        final = len(partial) - 1
        for step in steps:
            if step == 0:
                pieces: tuple[Piece, ...] = (piece,)
            else:
                before = partial[step - 1]
                if before is None or before[1] <= oldest or piece[0] - before[1] > rule.gaps[step - 1]:
                    continue
                pieces = (*before[0], piece)
                light = before[2] | (light & self._grammar.scopes.hedged if rule.from_first else light)
                if step == final:
                    partial[step - 1] = (before[0], piece[1], before[2])
            if step < final:
                partial[step] = (pieces, piece[1], light)
            elif light & rule.veto:
                self._withheld.setdefault((number, pieces[0][0]), Match(rule, pieces, light & rule.veto))
            else:
                self._note(number, rule, pieces, light)
            light = self._light

    def _note(self, number: int, rule: Construction, pieces: tuple[Piece, ...], light: Light) -> None:
        place = (number, pieces[0][0])
        earlier = self._pending.get(place)
        if earlier is None:
            self._pending[place] = (Match(rule, pieces, light), self._clause, len(self._seen) - 1)
        else:
            earlier[0].end = pieces[-1][1]
            earlier[0].light |= light

    def _close_sentence(self, cut: int, kind: int) -> None:
        """Drop what the end of the sentence or its later words take back, and forget the sentence."""
        scopes = self._grammar.scopes
        common = self._seen[0]
        asked = scopes.question if kind == QUESTION and not (common | self._seen[-1]) & scopes.excused else 0
        sentence = WalkedSentence(cut, self._lines)
        for place, (match, clause, line) in self._pending.items():
            rule = match.rule
            seen = common | self._seen[line]
            before, back = self._backs.get(clause, (0, 0))
            light = (asked | (back if match.start < before else 0)) & rule.veto
            if light:
                match.light = light
                self._withheld[place] = match
            elif (
                (not rule.needs or rule.needs & seen)
                and (not rule.asked or kind == QUESTION)
                and not rule.absent & seen
            ):
                sentence.matches.append(match)
                self._withheld.pop(place, None)
        sentence.withheld = list(self._withheld.values())
        self._sentences.append(sentence)
        self._pending.clear()
        self._withheld = {}
        self._lines = [(cut, [])]
        self._backs.clear()
        self._seen = [0]
        self._floor = self._begin = cut
        self._light = self._heading = 0
