"""The reference under `docs/`: requirements, scope and coverage as Markdown, made from the packs.

Written by `python -m specvalidator.generate` into a checkout; not used by a check, and not part of the installed tool.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from specvalidator.catalogue import HEADINGS, Example, Library, said, summarise
from specvalidator.catalogue.summary import PRESENCE
from specvalidator.packs.coverage import NOT_CHECKED, PARTLY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from specvalidator.catalogue import Explanation, PackSummary, Phrase
    from specvalidator.packs.coverage import CoveredText, Row
    from specvalidator.packs.source import PackSource

__all__ = ["pages"]

_HEADINGS: Final = HEADINGS[: HEADINGS.index("Why") + 1]
"""What of an explanation stands on a page; `specvalidator explain` shows the examples as well."""
_ACTIVE: Final = re.compile(r"([\\*_\[\]<>#|~])|(?<![\w`])&(?=#?\w+;)")
_CODE: Final = re.compile(r"`[^`\n]+`")
_MADE: Final = "<!-- Made by `python -m specvalidator.generate`; changes belong into the packs. -->\n"


def pages(commands: Iterable[tuple[str, str]]) -> Mapping[str, bytes]:
    """Return the pages by their names under `docs/`; `commands` are the commands with their help."""
    library = Library.read()
    summaries = [summarise(source, library.covered) for source in library.sources]
    made: dict[str, Iterator[str]] = {
        "README.md": _index(summaries),
        "scope.md": _scope(summaries),
        "coverage.md": _coverage(library, summaries),
        "commands.md": _commands(commands),
    }
    for source, summary in zip(library.sources, summaries, strict=True):
        made[f"requirements/{source.pack.id}.md"] = _requirements(library, source, summary)
    return {name: "".join(parts).encode() for name, parts in made.items()}


# -- pages -----------------------------------------------------------------------------------------------------


def _index(summaries: Sequence[PackSummary]) -> Iterator[str]:
    yield "# Reference\n\n" + _MADE + "\n"
    yield "- [Scope](scope.md): which route to a market brings what, and what it exempts from.\n"
    yield "- [Coverage](coverage.md): of each clause of the covered texts, what checks it, or why nothing does.\n"
    yield "- [Commands](commands.md): the help of each command.\n\n"
    yield "Requirements by pack:\n\n"
    rows = [
        (
            f"[{one.id}](requirements/{one.id}.md)",
            one.market or "any",
            one.edition,
            *(str(one.levels[level]) for level in ("error", "warning", "note")),
            str(one.drafts),
            _plain(one.title) + (" (a fragment)" if one.is_fragment else ""),
        )
        for one in summaries
    ]
    yield from _table(("Pack", "Market", "Edition", "Errors", "Warnings", "Notes", "Drafts", "Title"), rows)


def _requirements(library: Library, source: PackSource, summary: PackSummary) -> Iterator[str]:
    yield f"# {_plain(summary.title)}: requirements of the pack `{summary.id}`\n\n{_MADE}\n"
    yield f"Market: {summary.market or 'any'}. Edition: {summary.edition}.\n\n"
    if summary.is_fragment:
        yield "A fragment: only some facts of this market could be verified, so that silence says little.\n\n"
    yield f"It covers: {_plain(summary.coverage)}\n\n"
    yield "`specvalidator explain ID` shows each requirement with its examples.\n\n"
    rows = [
        (f"[{line.id}](#{_anchor(line.id)})", line.level if line.status == "active" else line.status,
         _plain(line.clause), _plain(line.title))
        for line in summary.requirements
    ]  # fmt: skip
    yield from _table(("Id", "Level", "Clause", "What it looks for"), rows)
    conditions = source.data.get("conditions", {})
    if conditions:
        yield "\n## Conditions\n\n"
    for name, condition in conditions.items():
        phrase = said(condition)
        yield from _blocks([phrase._replace(text=f"`{name}`: {phrase.text}")])
    for requirement in source.pack.requirements:
        yield "\n" + "".join(_explained(library.explain(requirement.id, spells_out=False)))


def _explained(explanation: Explanation) -> Iterator[str]:
    yield f"## {explanation.id}\n\n{_plain(explanation.title)}\n"
    for heading in _HEADINGS:
        yield f"\n### {heading}\n\n"
        yield from _blocks(explanation.sections[heading])


def _blocks(blocks: Iterable[Phrase | Example]) -> Iterator[str]:
    """Yield sentences as the entries of a list, what belongs under them set in."""
    for block in blocks:
        if not isinstance(block, Example):
            for level, line in block.lines():
                yield f"{'  ' * level}- {_plain(line)}\n"


def _scope(summaries: Sequence[PackSummary]) -> Iterator[str]:
    yield f"# Scope\n\n{_MADE}\n"
    yield (
        "Which route to a market a sheet is on follows from what it states. A route that is not known exempts from\n"
        "nothing: what it would exempt from stays undetermined.\n"
    )
    for one in summaries:
        if not one.routes:
            continue
        yield f"\n## {_plain(one.title)}\n\n"
        head = ("Route", "Clause", "Brings", "Exempts from")
        rows = [
            (_plain(route.title), _clause(route.clause, route.url), _ids(route.brings), _ids(route.exempts))
            for route in one.routes
        ]
        yield from _table(head, rows)
        for route in one.routes:
            day = f"Read on {route.text_read}." if route.text_read else "Not read."
            yield f"\n### {_plain(route.title)}\n\n{_plain(route.says)} {day}\n\nA sheet is on it where\n\n"
            yield from _blocks([route.when, *route.conditions])
    without = [f"`{one.id}`" for one in summaries if not one.routes]
    if without:
        yield f"\nPacks without routes: {', '.join(without)}.\n"


def _coverage(library: Library, summaries: Sequence[PackSummary]) -> Iterator[str]:
    yield f"# Coverage\n\n{_MADE}\n"
    yield "Of every clause of a covered text, and of every recorded fact: what checks it, or why nothing does.\n"
    yield "\n## What the reasons mean\n\n"
    yield from _table(("Not checked", "Meaning"), [(reason, _plain(text)) for reason, text in NOT_CHECKED.items()])
    yield "\n"
    yield from _table(("Partly checked", "Meaning"), [(reason, _plain(text)) for reason, text in PARTLY.items()])
    yield "\n## Questions by pack\n\nHow many active requirements ask each question; one may ask several.\n\n"
    names = list(summaries[0].questions)
    heads = ["Presence alone" if name == PRESENCE else name for name in names]
    yield from _table(
        ("Pack", *heads), [(f"`{one.id}`", *(str(one.questions[name]) for name in names)) for one in summaries]
    )
    packs = {one.id: source.pack.id for source in library.sources for one in source.pack.requirements}
    for text in library.covered:
        yield "".join(_covered(text, packs))


def _covered(text: CoveredText, packs: Mapping[str, str]) -> Iterator[str]:
    counts = [sum(row.how == how for row in text.rows) for how in ("wholly", "partly", "not")]
    yield f"\n## {_plain(text.title)}\n\n"
    if text.url:
        yield f"{_clause('Text', text.url)}. "
    day = f"Read on {text.read}. " if text.read else "" if text.is_facts else "Not read. "
    yield f"{day}{counts[0]} wholly, {counts[1]} partly, {counts[2]} not.\n\n"
    rows = [(_plain(row.key), *_row(row, packs), _plain(row.note)) for row in text.rows]
    yield from _table(("Fact" if text.is_facts else "Clause", "Checked", "By, or why not", "Note"), rows)


def _row(row: Row, packs: Mapping[str, str]) -> tuple[str, str]:
    if row.how == "not":
        return "not", f"{row.reason}: {_plain(NOT_CHECKED[row.reason])}"
    links = [f"[{one}](requirements/{packs[one]}.md#{_anchor(one)})" if one in packs else _plain(one) for one in row.by]
    return row.how + (f" ({row.reason})" if row.reason else ""), ", ".join(links)


def _commands(commands: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield f"# Commands\n\n{_MADE}"
    for name, text in commands:
        yield f"\n## {name}\n\n" + _fenced(text.rstrip("\n"), "text")


# -- Markdown --------------------------------------------------------------------------------------------------


def _plain(text: str) -> str:
    """Return a text in which nothing acts in Markdown but `code`."""
    parts, at = [], 0
    for found in _CODE.finditer(text):
        parts += [_escaped(text[at : found.start()]), found.group()]
        at = found.end()
    return "".join([*parts, _escaped(text[at:])])


def _escaped(text: str) -> str:
    return _ACTIVE.sub(lambda found: "\\" + found.group(), text).replace("`", "\\`")


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |\n|{'---|' * len(head)}\n"
    for row in rows:
        yield f"| {' | '.join(map(_in_cell, row))} |\n"


def _in_cell(text: str) -> str:
    """Return a text for a cell of a table: what is code may hold a line of its own in it."""
    return re.sub(r"(?<!\\)\|", r"\\|", " ".join(text.split()))


def _fenced(text: str, language: str = "yaml") -> str:
    """Return a block of code, with a fence that is longer than any in it."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text}\n{fence}\n"


def _clause(text: str, url: str) -> str:
    return f"[{_plain(text)}](<{url}>)" if url else _plain(text)


def _ids(ids: Sequence[str]) -> str:
    return ", ".join(f"`{one}`" for one in ids) or "none of this pack"


def _anchor(text: str) -> str:
    """Return the name by which a heading is linked to."""
    return re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-")
