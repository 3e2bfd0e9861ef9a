"""The command `explain`: what an id of a report stands for, under fixed headings."""

from __future__ import annotations

import click

from specvalidator import __version__
from specvalidator.catalogue import Library, UnknownIdError
from specvalidator.cli import SETTINGS, flush, prepare_output, write
from specvalidator.cli.options import in_format, own_packs
from specvalidator.packs import PackError
from specvalidator.report.explain import explanations_as_json, explanations_as_text

__all__ = ["command"]


@click.command("explain", context_settings=SETTINGS)
@click.argument("ids", nargs=-1, metavar="ID...", required=True)
@own_packs
@in_format
def command(ids: tuple[str, ...], paths: tuple[str, ...], format_name: str) -> int:
    """Explain what each ID asks, when, of which places and by which clause.

    An ID is that of a requirement or of a fault of form, as reports show it; one that ends in `*` stands for all
    that begin so.
    """
    try:
        library = Library.read(paths)
    except PackError as error:
        message = f"--pack: {error}"
        raise click.UsageError(message) from None
    try:
        wanted = dict.fromkeys(one for given in ids for one in library.matching(given))
    except UnknownIdError as error:
        likely = f"; did you mean {', '.join(error.likely)}?" if error.likely else "."
        message = f"there is no requirement {error.wanted!r}{likely}"
        raise click.UsageError(message) from None
    explanations = (library.explain(one) for one in wanted)
    prepare_output()
    pieces = (
        explanations_as_text(explanations) if format_name == "text" else explanations_as_json(explanations, __version__)
    )
    for piece in pieces:
        write(piece)
    flush()
    return 0
