"""Read the claims that a text makes, with the words that make them.

A construction that is recognised tells a claim for certain, or likely where its row says so. A sentence in which none
is recognised gets a second opinion from the weights of its words, if the language has any.
It may not judge whether a claim is true or allowed.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from specvalidator.wording.constructions import Grammar, Walk
from specvalidator.wording.features import Names, evidence, match_features
from specvalidator.wording.lexicon import claim_words, load_index
from specvalidator.wording.scorer import scorer_of
from specvalidator.wording.sentences import cut_text
from specvalidator.wording.trie import find_items
from specvalidator.wording.values import CERTAINTIES, Claim, Withheld

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from specvalidator.wording.constructions import Match, WalkedSentence
    from specvalidator.wording.features import Evidence, Line
    from specvalidator.wording.scorer import Scorer
    from specvalidator.wording.tokens import Tokens

__all__ = ["claims_by", "claims_in", "evidence_of", "withheld_in"]


@cache
def _grammar(language: str) -> Grammar:
    return Grammar(claim_words(language).grammar)


@cache
def _names(language: str) -> Names:
    return Names(claim_words(language).grammar["tags"], tuple(_grammar(language).scopes.names))


def claims_in(text: str, role: str, language: str) -> tuple[Claim, ...]:
    """Return the claims of a text in a language that is read, in the order of the text."""
    scorer = None if _grammar(language).second_opinion(role) == "none" else scorer_of(language)
    return claims_by(text, role, language, scorer)


def claims_by(text: str, role: str, language: str, scorer: Scorer | None) -> tuple[Claim, ...]:
    """Return the claims of a text, with the second opinion of a scorer; for trying its weights."""
    tokens, sentences = _walked(text, role, language)
    grammar = _grammar(language)
    claims: list[Claim] = []
    if scorer is None:
        for sentence in sentences:
            claims += _told(sentence.matches, tokens, grammar.scopes.hedged)
    else:
        likely = scorer.sober if grammar.second_opinion(role) == "sober" else scorer.likely
        for unit in _units(sentences, tokens):
            claims += _weighed(unit, tokens, scorer, likely, language)
    claims.sort(key=lambda claim: (claim.start, claim.end, claim.category))
    return tuple(claims)


def withheld_in(text: str, role: str, language: str) -> tuple[Withheld, ...]:
    """Return what would be a claim if it did not stand in the light it does, in the order of the text."""
    tokens, sentences = _walked(text, role, language)
    lights = _grammar(language).scopes.names
    withheld = [
        Withheld(
            match.rule.category,
            _cue(match, tokens),
            next(name for name, bit in lights.items() if bit & match.light),
            *tokens.span(match.start, match.end),
        )
        for sentence in sentences
        for match in sentence.withheld
    ]
    return tuple(sorted(withheld, key=lambda each: (each.start, each.end, each.category)))


def evidence_of(text: str, language: str) -> list[Evidence]:
    """Return what a second opinion on each line of a text rests on; for training."""
    tokens, sentences = _walked(text, "", language)
    return [_evidence(unit, tokens, language) for unit in _units(sentences, tokens)]


def _walked(text: str, role: str, language: str) -> tuple[Tokens, list[WalkedSentence]]:
    settings = load_index().languages[language]
    cut = cut_text(text, settings.abbreviations, elides=settings.elides)
    items, _ = find_items(cut.tokens.words, claim_words(language).vocabulary)
    return cut.tokens, Walk(_grammar(language), role).run(items, cut.cuts)


class _Unit(NamedTuple):
    """What gets one second opinion: a sentence, a line of a list, or a question with its answer."""

    line: Line
    matches: list[Match]
    withheld: list[Match]


def _units(sentences: Iterable[WalkedSentence], tokens: Tokens) -> list[_Unit]:
    units: list[_Unit] = []
    for sentence in sentences:
        for (first, lit), (after, _) in pairwise((*sentence.lines, (sentence.after, []))):
            asked = units and units[-1].line[1] == first and tokens.words[first - 1] == "?"
            line = _bare((first, after, lit), tokens.words)
            if line is not None:
                told, withheld = (_within(first, after, matches) for matches in (sentence.matches, sentence.withheld))
                unit = _Unit(line, told, withheld)
                units.append(_joined(units.pop(), unit) if asked else unit)
    return units


def _bare(line: Line, words: Sequence[str]) -> Line | None:
    """Return a line without the line ends and list marks around it; nothing, if nothing else is in it."""
    first, after, lit = line
    while first < after and words[first][0] in _LIST_MARKS:
        first += 1
    while first < after and (words[after - 1][0] == "\n" or words[after - 1] in _LIST_MARKS):
        after -= 1
    return (first, after, [each for each in lit if each[2] >= first]) if first < after else None


_LIST_MARKS: Final = frozenset("\n-*+•|")


def _within(first: int, after: int, matches: Iterable[Match]) -> list[Match]:
    return [match for match in matches if first <= match.start < after]


def _joined(one: _Unit, other: _Unit) -> _Unit:
    """Return two units as one; the lists of the first grow, so that a row of questions costs no square."""
    one.line[2].extend(other.line[2])
    one.matches.extend(other.matches)
    one.withheld.extend(other.withheld)
    return one._replace(line=(one.line[0], other.line[1], one.line[2]))


def _evidence(unit: _Unit, tokens: Tokens, language: str) -> Evidence:
    told = match_features(
        [(match.rule.name, match.rule.category) for match in unit.matches],
        [(match.rule.name, match.rule.category) for match in unit.withheld],
    )
    return evidence(tokens.words, unit.line, told, _names(language))


def _weighed(unit: _Unit, tokens: Tokens, scorer: Scorer, likely: float, language: str) -> Iterator[Claim]:
    """Give the claims that constructions tell in a unit, and those of other categories that its weights tell."""
    if not unit.matches and unit.line[1] - unit.line[0] < _FEWEST:
        return  # a lone sign or word: texts of dots have very many
    seen = _evidence(unit, tokens, language)
    opinion = scorer.opinion(seen)
    scopes = _grammar(language).scopes
    for claim in _told(unit.matches, tokens, scopes.hedged):
        yield claim if opinion.probability >= scorer.doubted else claim._replace(certainty=CERTAINTIES[0])
    cues = scorer.cues(seen.words) if opinion.probability >= scorer.possible else ()
    if not cues or len(seen.words) < _FEWEST:
        return
    told = {match.rule.category for match in unit.matches}
    first, after, lit = unit.line
    while not tokens.words[first][0].isalnum():  # there are words, since some speak for it
        first += 1
    start, end = tokens.span(first, after)
    hedged = any(scopes.change(tags)[1] & scopes.hedged for tags, *_ in lit)
    cue = " … ".join(cues)
    if len(seen.words) <= _SHORT:
        likely = max(likely, scorer.short)
    withheld = {match.rule.category for match in unit.withheld}
    for category in scorer.categories(opinion, beside=likely if told else 0.0):
        if category not in told:
            wanted = max(likely, scorer.overruling) if category in withheld else likely
            certainty = "likely" if opinion.probability >= wanted else "possible"
            yield Claim(category, hedged, start, end, tokens.original[start:end], cue, certainty)


_FEWEST: Final = 2
"""A word by itself claims nothing unless a construction says so."""
_SHORT: Final = 6
"""So many words and signs, a heading or a name, say little: the weights must be surer."""


def _told(matches: list[Match], tokens: Tokens, hedged: int) -> list[Claim]:
    """Make one claim of all matches of a category that touch one another in a sentence."""
    if not matches:
        return []
    claims: list[Claim] = []
    matches.sort(key=lambda match: (match.rule.category, match.start, -match.end))
    group: list[Match] = []
    reach = 0
    for match in matches:
        if group and (match.rule.category != group[0].rule.category or match.start >= reach):
            claims.append(_claim(group, tokens, hedged))
            group = []
        reach = max(reach, match.end) if group else match.end
        group.append(match)
    claims.append(_claim(group, tokens, hedged))
    return claims


def _claim(group: list[Match], tokens: Tokens, hedged: int) -> Claim:
    best = max(group, key=lambda match: CERTAINTIES.index(match.rule.certainty))
    start, end = tokens.span(group[0].start, max(match.end for match in group))
    return Claim(
        category=best.rule.category,
        hedged=any(match.light & hedged for match in group),
        start=start,
        end=end,
        text=tokens.original[start:end],
        cue=_cue(best, tokens),
        certainty=best.rule.certainty,
    )


def _cue(match: Match, tokens: Tokens) -> str:
    return " … ".join(" ".join(tokens.words[first:after]) for first, after in match.pieces)
