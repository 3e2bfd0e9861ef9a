"""A comparison of markets as text that fits 120 columns, and as plain data for JSON."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any, Final

from specvalidator.finding import Outcome
from specvalidator.report.visible import visible, width

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from specvalidator.compare import Cell, Comparison, Row, Side
    from specvalidator.reviews import RouteRecord

__all__ = ["comparison_as_data", "comparison_as_text"]

_WIDTH: Final = 120
_MOST_SILENT: Final = 3
_MOST_VALUE: Final = 60
_SAID: Final = {
    Outcome.MET: "met",
    Outcome.UNDETERMINED: "open",
    Outcome.NOT_APPLICABLE: "not applicable",
    Outcome.UNMET: "met here",
}
"""What a market without a finding at a place says there; one that is unmet elsewhere says where."""


def comparison_as_text(found: Comparison, route_line: Callable[[RouteRecord], str]) -> Iterator[str]:
    """Yield the sides, their routes, and the places where one of them finds something."""
    if not found.sides:
        stated = ", ".join(map(visible, found.without_pack))
        what = f"no pack for {stated} is loaded" if stated else "the sheet states no market"
        yield f"   nothing to compare: {what}; --market names markets to judge for\n\n"
        return
    yield from _counts(found)
    yield "   no market: the form of the sheet and packs of no market; a check without --compare-markets lists them\n"
    if found.without_pack:
        yield f"   no pack is loaded for {', '.join(map(visible, found.without_pack))}\n"
    yield "\n   routes\n"
    for side in found.sides:
        yield from _routes(side, route_line)
    yield "\n   by place: what each market's requirements find there\n"
    if not found.rows:
        yield "     none finds anything\n"
    for row in found.rows:
        yield from _row(row)
    yield "\n"


def _counts(found: Comparison) -> Iterator[str]:
    """Yield a table with a column for each market, and one for what belongs to none."""
    heads = [visible(side.market) for side in found.sides]
    rows: list[tuple[str, list[str]]] = []
    for level, name in (("error", "errors"), ("warning", "warnings"), ("note", "notes")):
        rows.append((name, [*(str(side.levels[level]) for side in found.sides), str(found.other_levels[level])]))
    rows += [
        (outcome.value.replace("-", " "), [*(str(side.outcomes[outcome.value]) for side in found.sides), ""])
        for outcome in Outcome
    ]
    columns = [max(9, width(head)) for head in heads]
    yield f"   {'':<16}{''.join(f'  {head:>{size}}' for head, size in zip(heads, columns, strict=True))}  no market\n"
    for name, cells in rows:
        counts = "".join(f"  {cell:>{size}}" for cell, size in zip(cells, [*columns, 9], strict=True))
        yield f"   {name:<16}{counts}".rstrip() + "\n"
    for side in found.sides:
        whose = "" if side.market in side.stated else _whose(side)
        part = ", a fragment: its silence says little" if side.is_fragment else ""
        yield _wrapped(f"{visible(side.market)}: judged by {', '.join(map(visible, side.packs))}{whose}{part}", "   ")


def _whose(side: Side) -> str:
    stated = ", ".join(map(visible, side.stated))
    return f", since the sheet states {stated}" if stated else ", asked for by name"


def _routes(side: Side, route_line: Callable[[RouteRecord], str]) -> Iterator[str]:
    lines = [" ".join(route_line(route).split()) for route in sorted(side.routes, key=lambda one: not one.is_certain)]
    for line in lines or ["on none of the routes that its packs describe"]:
        yield _wrapped(f"{visible(side.market)}  {line}", "     ")


def _row(row: Row) -> Iterator[str]:
    values = " … ".join(one if len(one) <= _MOST_VALUE else one[:_MOST_VALUE] + "…" for one in row.values)
    yield _wrapped(visible(f"{row.pointer or '/'} (line {row.line})" + (f": {values}" if values else "")), "     ")
    column = max(width(visible(cell.market)) for cell in row.cells)
    for cell in row.cells:
        lines = list(_lines(cell))
        market = visible(cell.market)
        for number, line in enumerate(lines):
            name = market if not number else ""
            yield _wrapped(f"{name}{' ' * (column - width(name))}  {line}", "       ", " " * (column + 4))


def _lines(cell: Cell) -> Iterator[str]:
    """Yield what a market says at a place: a line for each finding, or for each verdict that its silence has."""
    for finding in cell.findings:
        sure = "" if finding.certainty == "certain" else f" ({finding.certainty})"
        yield f"{finding.level}{sure}  {finding.id}  {visible(finding.title)}"
    if cell.findings:
        return
    if not cell.silent:
        yield "no requirement"
    order = list(_SAID)
    silent = sorted(cell.silent, key=lambda one: order.index(one.outcome))
    for one in silent[:_MOST_SILENT]:
        why = f": {visible(one.reason)}" if one.reason else ""
        yield f"{_SAID[one.outcome]}{why}  {one.id}, looked for: {visible(one.title)}"
    if len(silent) > _MOST_SILENT:
        yield f"and {len(silent) - _MOST_SILENT} more requirements that look here"


def _wrapped(text: str, indent: str, hang: str = "  ") -> str:
    """Return a line, wrapped; what stands at its start stays where it is."""
    lines = textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=indent + hang,
        break_on_hyphens=False,
        drop_whitespace=True,
        break_long_words=True,
    )
    return "\n".join(lines) + "\n"


def comparison_as_data(
    found: Comparison, route: Callable[[RouteRecord], dict[str, Any]], text: Callable[[str], str]
) -> dict[str, Any]:
    """Return a comparison as plain data; `route` and `text` write a route and a text as the whole report does."""
    return {
        "markets": [
            {
                "market": side.market,
                "stated": [text(one) for one in side.stated],
                "packs": list(side.packs),
                "fragment": side.is_fragment,
                "findings": dict(side.levels),
                "counts": _plain(side.outcomes),
                "routes": [route(one) for one in side.routes],
            }
            for side in found.sides
        ],
        "without_pack": [text(one) for one in found.without_pack],
        "no_market": dict(found.other_levels),
        "places": [
            {
                "pointer": text(row.pointer),
                "line": row.line,
                "column": row.column,
                "values": [text(one) for one in row.values],
                "markets": [_cell_as_data(cell, text) for cell in row.cells],
            }
            for row in found.rows
        ],
    }


def _plain(outcomes: Mapping[str, int]) -> dict[str, int]:
    return {name.replace("-", "_"): count for name, count in outcomes.items()}


def _cell_as_data(cell: Cell, text: Callable[[str], str]) -> dict[str, Any]:
    findings: Sequence[dict[str, Any]] = [
        {"id": one.id, "level": str(one.level), "certainty": one.certainty, "title": one.title} for one in cell.findings
    ]
    silent = [
        {"id": one.id, "title": one.title, "outcome": one.outcome.value, "reason": text(one.reason) or None}
        for one in cell.silent
    ]
    return {"market": cell.market, "findings": findings, "silent": silent}
