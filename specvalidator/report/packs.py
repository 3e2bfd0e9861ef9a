"""Lists, summaries, checks and audits of packs as text for people or as JSON for programs."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING, Any, Final

from specvalidator.report.visible import visible, width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from specvalidator.catalogue import Audit, PackSummary, Phrase
    from specvalidator.catalogue.audit import Dated
    from specvalidator.catalogue.summary import Covered, Line, Scope

__all__ = ["audit_as_json", "audit_as_text", "list_as_json", "list_as_text", "summary_as_json", "summary_as_text"]

_WIDTH: Final = 120
_FRAGMENT: Final = "a fragment: only some facts of this market could be verified, so that silence says little"
_ANY: Final = "any"


def list_as_text(summaries: Sequence[PackSummary]) -> Iterator[str]:
    """Yield a table of packs."""
    yield "".join(
        table(
            ("pack", "market", "edition", "errors", "warnings", "notes", "drafts", "title"),
            [
                (
                    one.id,
                    one.market or _ANY,
                    one.edition,
                    *(str(one.levels[level]) for level in ("error", "warning", "note")),
                    str(one.drafts),
                    one.title + (" (a fragment)" if one.is_fragment else ""),
                )
                for one in summaries
            ],
            right=(3, 4, 5, 6),
        )
    )
    yield "errors, warnings and notes: active requirements by the level of their findings\n"


def list_as_json(summaries: Sequence[PackSummary], version: str) -> Iterator[str]:
    """Yield one object with what is known of each pack in short."""
    yield dumped("packs", version, {"packs": [_short(one) for one in summaries]})


def _short(one: PackSummary) -> dict[str, Any]:
    return {
        "id": one.id,
        "market": one.market or None,
        "title": one.title,
        "edition": one.edition,
        "coverage": one.coverage,
        "fragment": one.is_fragment,
        "active": dict(one.levels),
        "drafts": one.drafts,
        "withdrawn": one.withdrawn,
    }


# -- one pack --------------------------------------------------------------------------------------------------


def summary_as_text(one: PackSummary) -> Iterator[str]:
    """Yield what a pack holds under fixed headings."""
    yield f"{visible(one.id)}  {visible(one.title)}\n"
    yield f"market {one.market or _ANY}, edition {one.edition}{', ' + _FRAGMENT if one.is_fragment else ''}\n"
    yield "\nWhat it covers\n" + wrapped(one.coverage)
    yield "\nRoutes\n"
    for route in one.routes:
        yield "".join(_route(route))
    if not one.routes:
        yield "  none\n"
    yield "\nRequirements\n"
    yield "".join(
        table(
            ("level", "id", "clause", "what it looks for"),
            [(_level(line), line.id, line.clause, line.title) for line in one.requirements],
            most={2: 34},
            indent="  ",
        )
    )
    yield "\nQuestions, and how many active requirements ask them\n"
    yield "".join(table((), [(name, str(count)) for name, count in one.questions.items()], right=(1,), indent="  "))
    yield "\nTexts behind it, and how many of their clauses are checked\n"
    for text in one.texts:
        yield wrapped(f"{text.title}: {_how_far(text)}")
    if not one.texts:
        yield "  none recorded\n"
    yield "\nBase sheet, which the examples are laid over\n"
    yield "".join(f"  {visible(line)}\n" for line in one.base_sheet.split("\n"))


def _level(line: Line) -> str:
    return line.level if line.status == "active" else line.status


def _route(route: Scope) -> Iterator[str]:
    day = f", read on {route.text_read}" if route.text_read else ", not read"
    yield wrapped(f"{route.title} ({route.clause}{day})")
    yield "".join(phrase_lines(route.when, "when: ", "      "))
    for condition in route.conditions:
        yield "".join(phrase_lines(condition, "", "        "))
    yield wrapped(f"says: {route.says}", "      ")
    yield wrapped(f"brings: {', '.join(route.brings) or 'none of this pack'}", "      ")
    yield wrapped(f"exempts from: {', '.join(route.exempts) or 'none of this pack'}", "      ")


def _how_far(text: Covered) -> str:
    others = f", {text.by_others} by other packs" if text.by_others else ""
    reasons = ", ".join(f"{count} {reason}" for reason, count in text.unchecked.items())
    return f"{text.wholly} wholly, {text.partly} partly{others}, {sum(text.unchecked.values())} not" + (
        f" ({reasons})" if reasons else ""
    )


def summary_as_json(one: PackSummary, version: str) -> Iterator[str]:
    """Yield what a pack holds as one object."""
    yield dumped(
        "pack",
        version,
        {
            **_short(one),
            "routes": [
                {
                    "id": route.id,
                    "title": route.title,
                    "clause": route.clause,
                    "url": route.url or None,
                    "text_read": route.text_read or None,
                    "condition": route.condition,
                    "when": ["  " * level + line for level, line in route.when.lines()],
                    "conditions": [
                        "  " * level + line for condition in route.conditions for level, line in condition.lines()
                    ],
                    "says": route.says,
                    "brings": list(route.brings),
                    "exempts": list(route.exempts),
                }
                for route in one.routes
            ],
            "requirements": [line._asdict() for line in one.requirements],
            "questions": dict(one.questions),
            "texts": [{**text._asdict(), "unchecked": dict(text.unchecked)} for text in one.texts],
        },
    )


# -- audit -----------------------------------------------------------------------------------------------------


def audit_as_text(found: Audit) -> Iterator[str]:
    """Yield what an audit found under fixed headings."""
    yield f"as of {found.as_of}; older than {found.older_than} days counts as old\n"
    yield from _dated(f"Clauses read more than {found.older_than} days ago", found.older)
    yield from _dated("Clauses that nobody has read", found.never_read)
    yield from _dated("Drafts", found.drafts)
    yield from _ids("Requirements that name no recorded fact", found.without_facts, found.active)
    yield from _ids(
        "Requirements without seeded faults of their own (the first refused example stands for them)",
        found.without_seeds,
        found.active,
    )
    yield "\nClauses of covered texts that nothing checks, by reason\n"
    for gap in found.gaps:
        yield wrapped(f"{gap.reason} ({gap.meaning}): {len(gap.clauses)}")
    if not found.gaps:
        yield "  none recorded\n"
    yield "\nQuestions by pack, and how many active requirements ask them\n"
    names = next(iter(found.questions.values()), {})
    short = [name if " " not in name else "presence only" for name in names]
    yield "".join(
        table(
            ("pack", *short),
            [(pack, *map(str, counts.values())) for pack, counts in found.questions.items()],
            right=tuple(range(1, len(short) + 1)),
            indent="  ",
        )
    )


def _dated(heading: str, rows: Sequence[Dated]) -> Iterator[str]:
    yield f"\n{heading}: {len(rows)}\n"
    if rows:
        yield "".join(
            table(
                (),
                [
                    (one.pack, one.id, f"read on {one.text_read}" if one.text_read else "not read", one.clause)
                    for one in rows
                ],
                indent="  ",
            )
        )


def _ids(heading: str, ids: Sequence[str], active: int) -> Iterator[str]:
    yield f"\n{heading}: {len(ids)} of {active}\n"
    if ids and len(ids) < active:
        yield wrapped(", ".join(ids))


def audit_as_json(found: Audit, version: str) -> Iterator[str]:
    """Yield what an audit found as one object."""
    yield dumped(
        "audit",
        version,
        {
            "as_of": found.as_of,
            "older_than": found.older_than,
            "older": [one._asdict() for one in found.older],
            "never_read": [{"pack": one.pack, "id": one.id, "clause": one.clause} for one in found.never_read],
            "drafts": [{"pack": one.pack, "id": one.id, "clause": one.clause} for one in found.drafts],
            "without_facts": list(found.without_facts),
            "without_seeds": list(found.without_seeds),
            "active": found.active,
            "unchecked": [
                {
                    "reason": gap.reason,
                    "meaning": gap.meaning,
                    "clauses": [{"text": title, "clause": clause} for title, clause in gap.clauses],
                }
                for gap in found.gaps
            ],
            "questions": {pack: dict(counts) for pack, counts in found.questions.items()},
        },
    )


# -- lines -----------------------------------------------------------------------------------------------------


def table(
    head: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    right: Sequence[int] = (),
    most: Mapping[int, int] | None = None,
    indent: str = "",
) -> Iterator[str]:
    """Yield the lines of a table.

    Columns named in `right` are set to the right; those named in `most` are at most so wide, and the last one as wide
    as the line leaves room for: what is longer is wrapped.
    """
    shown = [[visible(cell) for cell in row] for row in ([head] if head else []) + list(rows)]
    if not shown:
        return
    widths = [max(width(row[column]) for row in shown) for column in range(len(shown[0]))]
    for column, columns in (most or {}).items():
        widths[column] = min(widths[column], columns)
    before = len(indent) + sum(widths[:-1]) + 2 * (len(widths) - 1)
    widths[-1] = min(widths[-1], max(20, _WIDTH - before))
    for row in shown:
        cells = [_cell(cell, columns) for cell, columns in zip(row, widths, strict=True)]
        for number in range(max(map(len, cells))):
            line = [cell[number] if number < len(cell) else "" for cell in cells]
            pads = [" " * max(0, columns - width(text)) for text, columns in zip(line, widths, strict=True)]
            padded = [
                pad + text if at in right else text + pad for at, (text, pad) in enumerate(zip(line, pads, strict=True))
            ]
            yield (indent + "  ".join(padded)).rstrip() + "\n"


def _cell(text: str, columns: int) -> list[str]:
    if width(text) <= columns:
        return [text]
    return textwrap.wrap(text, columns, break_long_words=False, break_on_hyphens=False)


def wrapped(text: str, indent: str = "  ") -> str:
    """Return a text as lines with a hanging indent."""
    lines = textwrap.wrap(
        visible(text),
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=indent + "  ",
        break_on_hyphens=False,
        break_long_words=False,
    )
    return "\n".join(lines) + "\n"


def phrase_lines(phrase: Phrase, lead: str, indent: str) -> Iterator[str]:
    """Yield a phrase with what belongs under it, each level set in further."""
    for level, line in phrase.lines():
        yield wrapped(f"{lead}{line}" if not level else f"- {line}", indent + "    " * level)


def dumped(kind: str, version: str, value: Mapping[str, Any]) -> str:
    """Return an object as JSON in ASCII, in which no CI system finds a command."""
    whole = {"format": f"specvalidator-{kind}", "version": 1, "tool": version, **value}
    return json.dumps(whole, indent=2).replace("##", "#\\u0023") + "\n"
