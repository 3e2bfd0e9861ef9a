"""`specvalidator check`: find the sheets, judge them, write the report, say by the exit status how it went."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
import time
from typing import TYPE_CHECKING, Final

import click

from specvalidator import __version__
from specvalidator.api import chosen_packs
from specvalidator.cli import SETTINGS, StoppedError, flush, has_colour, prepare_output, write
from specvalidator.cli.days import check_day
from specvalidator.files import STDIN, find_files
from specvalidator.market import binds
from specvalidator.packs import PackError, list_packs
from specvalidator.report import FORMATS, Run
from specvalidator.report.run import PackNote
from specvalidator.reviews import FAIL_ON, fails, total
from specvalidator.run import Job, WorkerLostError, review_files
from specvalidator.source import LIMITS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from specvalidator.files import SheetFile
    from specvalidator.requirement import ClosedPack
    from specvalidator.reviews import SheetReview

__all__ = ["command"]

_WRONG_CALL: Final = 2
_WE_FAILED: Final = 3
_MANY_FILES: Final = 64
_MOST_JOBS: Final = 8
_COLLECT_AFTER: Final = 50_000
"""New objects after which the cyclic collector looks: what a check makes goes with its sheet, without cycles."""
_MOMENT: Final = 0.7
"""Seconds after which a person wonders what the tool is doing."""


@click.command("check", context_settings=SETTINGS)
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="Form of the report.",
)
@click.option(
    "--pack",
    "pack_names",
    multiple=True,
    metavar="ID|PATH",
    help=f"Shipped pack ({', '.join(list_packs())}) to run instead of all, with those that continue its id (`us`"
    " for `us-…` as well), or a file or folder of your own packs to run as well. May be repeated.",
)
@click.option(
    "--market",
    "markets",
    multiple=True,
    metavar="CODE",
    help="Judge for this market (US, EU …) even if the sheet does not state it, and for no market that is"
    " not named. May be repeated.",
)
@click.option(
    "--fail-on",
    type=click.Choice(FAIL_ON),
    multiple=True,
    default=("error",),
    show_default=True,
    help="Exit with 1 for findings of this level or above; `undetermined` for open requirements as well."
    " May be repeated.",
)
@click.option(
    "--as-of",
    default="",
    metavar="YYYY-MM-DD",
    help="Judge by the law of this day.  [default: the edition of each pack]",
)
@click.option("--drafts", is_flag=True, help="Ask drafts as well, which rest on clauses that nobody has read.")
@click.option(
    "--jobs",
    type=click.IntRange(min=0),
    default=0,
    metavar="N",
    help="Processes; 0 chooses by the number of files.  [default: 0]",
)
@click.option("--show-met", is_flag=True, help="List what was met, open or not applicable, with its places.")
@click.option("--show-text", is_flag=True, help="List every sentence that was read, with its verdict and why.")
@click.option(
    "--compare-markets",
    is_flag=True,
    help="Set the markets that a sheet states, and those named by --market, side by side: routes, counts, and who"
    " finds what at which place.",
)
def command(  # noqa: PLR0913, PLR0917 - one parameter per option
    paths: tuple[str, ...],
    format_name: str,
    pack_names: tuple[str, ...],
    markets: tuple[str, ...],
    fail_on: tuple[str, ...],
    as_of: str,
    drafts: bool,  # noqa: FBT001 - click passes it by name
    jobs: int,
    show_met: bool,  # noqa: FBT001 - click passes it by name
    show_text: bool,  # noqa: FBT001 - click passes it by name
    compare_markets: bool,  # noqa: FBT001 - click passes it by name
) -> int:
    """Review the sheets in PATHS: files, folders, patterns, or `-` for standard input; by default this folder."""
    check_day(as_of)
    packs = _for_markets(_packs(pack_names, drafts=drafts), markets, keeps_others=compare_markets)
    files = _files(paths or (".",))
    output = FORMATS[format_name]
    job = Job(packs, as_of, markets, output.is_detailed or show_met or compare_markets, _stdin(files), show_text)
    run = Run(
        version=__version__,
        packs=tuple(
            PackNote(pack.id, pack.title, pack.edition, pack.coverage, pack.market, pack.is_fragment) for pack in packs
        ),
        as_of=as_of,
        markets=markets,
        has_colour=format_name == "text" and has_colour(),
        shows_met=show_met,
        shows_texts=show_text,
        compared=packs if compare_markets else (),
    )
    counts: dict[str, int] = {}
    progress = _Progress(len(files))
    gc.freeze()  # packs and schemas stay for the whole run; the collector need not look at them again
    gc.set_threshold(_COLLECT_AFTER, 20, 100)
    reviews = _counted(review_files(files, job, _jobs(jobs, len(files))), counts, progress)
    prepare_output()
    for piece in output.render(reviews, run):
        progress.clear()
        write(piece)
    progress.clear()
    flush()
    return int(fails(counts, fail_on))


def _packs(names: Sequence[str], *, drafts: bool) -> tuple[ClosedPack, ...]:
    try:
        return chosen_packs(names, drafts=drafts)
    except KeyError as error:
        message = f"--pack: there is no pack {error.args[0]!r}; shipped are {', '.join(list_packs())}."
        raise click.UsageError(message) from None
    except PackError as error:
        message = f"--pack: {error}"
        raise click.UsageError(message) from None


def _for_markets(
    packs: tuple[ClosedPack, ...], markets: Sequence[str], *, keeps_others: bool
) -> tuple[ClosedPack, ...]:
    """Keep the packs of the markets named, and those that belong to no market; `keeps_others`: all of them."""
    known = {pack.market for pack in packs if pack.market}
    for market in markets:
        if not any(binds(law_of, market) for law_of in known):
            message = f"--market: no pack for {market!r} is loaded; there are packs for {', '.join(sorted(known))}."
            raise click.UsageError(message)
    if keeps_others:
        return packs
    return tuple(pack for pack in packs if not markets or any(_is_of(pack.market, market) for market in markets))


def _is_of(law_of: str, market: str) -> bool:
    """Say whether a pack may be asked when a market is named: it binds it, binds a part of it, or has no market."""
    return not law_of or binds(law_of, market) or binds(market, law_of)


def _files(paths: Sequence[str]) -> tuple[SheetFile, ...]:
    try:
        return find_files(paths)
    except FileNotFoundError as error:
        path = error.args[0]
        is_folder = os.path.isdir(path)
        reason = "holds no sheet (a file that ends in .yaml or .yml)" if is_folder else "does not exist"
        message = f"nothing to check: {path} {reason}."
        raise click.UsageError(message) from None


def _stdin(files: Sequence[SheetFile]) -> bytes:
    if all(file.path != STDIN for file in files):
        return b""
    with contextlib.suppress(OSError):
        if sys.stdin is not None:  # None: the tool was started with standard input closed
            return sys.stdin.buffer.read(LIMITS.size + 1)
    message = "standard input is closed or cannot be read."
    raise click.UsageError(message)


def _jobs(asked: int, files: int) -> int:
    """Return how many processes to use: as asked, else one unless there are many files."""
    if asked:
        return asked
    return min(os.cpu_count() or 1, _MOST_JOBS) if files >= _MANY_FILES else 1


def _counted(
    reviews: Iterator[Iterable[SheetReview]], counts: dict[str, int], progress: _Progress
) -> Iterator[SheetReview]:
    """Pass reviews on, one by one, and keep the counts that decide the exit status."""
    try:
        for file_reviews in reviews:
            for review in file_reviews:
                total(counts, review)
                yield review
            progress.step()
    except WorkerLostError:
        message = "a process of the check was ended from outside, often for want of memory; try --jobs 1"
        raise StoppedError(message) from None


class _Progress:
    """A line on the terminal that says how far the check is, once it takes longer than a moment."""

    def __init__(self, files: int) -> None:
        self.files = files
        self.done = 0
        self.is_shown = False
        self.is_wanted = files > 1 and sys.stderr is not None and sys.stderr.isatty()
        self.next = time.monotonic() + _MOMENT

    def step(self) -> None:
        """Count one file, and show the count when it is time."""
        self.done += 1
        if self.is_wanted and time.monotonic() >= self.next:
            self.next = time.monotonic() + 0.1
            sys.stderr.write(f"\rchecked {self.done} of {self.files} files")
            sys.stderr.flush()
            self.is_shown = True

    def clear(self) -> None:
        """Take the line away, so that output has the terminal to itself."""
        if self.is_shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self.is_shown = False
