"""`specvalidator text`: the claims and statements of pages and of lines of text, without any sheet."""

from __future__ import annotations

import contextlib
import gc
import sys
from typing import TYPE_CHECKING, Any, Final

import click

from specvalidator import __version__
from specvalidator.cli import SETTINGS, flush, has_colour, prepare_output, write
from specvalidator.cli.jsonl import NO_ROW, answer_lines, row_of
from specvalidator.files import STDIN, find_files, read_file
from specvalidator.page_reviews import review_page, total, unread_page
from specvalidator.pages import ENDINGS
from specvalidator.report.pages import PAGE_FORMATS, PageRun
from specvalidator.reviews import FAIL_ON, fails
from specvalidator.source import LIMITS
from specvalidator.texts import ROLES, read_row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specvalidator.files import SheetFile
    from specvalidator.page_reviews import PageReview

__all__ = ["command"]

_DEFAULT_ROLE: Final = "marketing"
_COLLECT_AFTER: Final = 50_000
"""New objects after which the cyclic collector looks: what is read goes with its page, without cycles."""


@click.command("text", context_settings=SETTINGS)
@click.argument("files", nargs=-1, metavar="[FILES]...")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(list(PAGE_FORMATS)),
    default="text",
    show_default=True,
    help="Form of the report.",
)
@click.option(
    "--role",
    type=click.Choice(ROLES),
    default=_DEFAULT_ROLE,
    show_default=True,
    metavar="ROLE",
    help=f"What texts do to which no heading gives a role: {', '.join(ROLES)}.",
)
@click.option("--lang", default="", metavar="CODE", help="Language of all texts.  [default: told by their words]")
@click.option(
    "--fail-on",
    type=click.Choice(FAIL_ON),
    multiple=True,
    default=("warning",),
    show_default=True,
    help="Exit with 1 for findings of this level or above; `undetermined` for texts in a language that is not read"
    " as well. May be repeated.",
)
@click.option("--show-text", is_flag=True, help="List every sentence that was read, with its verdict and why.")
@click.option(
    "--jsonl",
    type=click.File("rb"),
    metavar="FILE|-",
    help='Read lines {"id", "text", "role"?, "context"?, "lang"?} and write one JSON line each, in order.',
)
def command(  # noqa: PLR0913, PLR0917 - one parameter per option
    files: tuple[str, ...],
    format_name: str,
    role: str,
    lang: str,
    fail_on: tuple[str, ...],
    show_text: bool,  # noqa: FBT001 - click passes it by name
    jsonl: Any,
) -> int:
    """Report the claims and known statements in FILES: Markdown, HTML or plain text; `-` is standard input.

    A folder stands for the pages under it. No sheet says what is authorised: a claim that is certain is a warning,
    one that is only likely a note, and a file that cannot be read an error.
    """
    if bool(files) == (jsonl is not None):
        message = "give either files or --jsonl with a file or `-`."
        raise click.UsageError(message)
    if jsonl is not None:
        prepare_output()
        return answer_lines(jsonl, lambda line: _answer(line, role, lang))
    found = _files(files)
    stdin = _stdin() if any(file.path == STDIN for file in found) else b""
    run = PageRun(__version__, role, lang, format_name == "text" and has_colour(), show_text)
    counts: dict[str, int] = {}
    prepare_output()
    gc.freeze()  # the words stay for the whole run; the collector need not look at them again
    gc.set_threshold(_COLLECT_AFTER, 20, 100)
    for piece in PAGE_FORMATS[format_name](_reviews(found, stdin, run, counts), run):
        write(piece)
    flush()
    return int(fails(counts, fail_on))


def _files(paths: Sequence[str]) -> tuple[SheetFile, ...]:
    try:
        return find_files(paths, tuple(ENDINGS))
    except FileNotFoundError as error:
        message = (
            f"nothing to read: {error.args[0]} does not exist or holds no page (a file that ends in"
            f" {', '.join(ENDINGS)})."
        )
        raise click.UsageError(message) from None


def _stdin() -> bytes:
    with contextlib.suppress(OSError):
        if sys.stdin is not None:  # None: the tool was started with standard input closed
            return sys.stdin.buffer.read(LIMITS.size + 1)
    message = "standard input is closed or cannot be read."
    raise click.UsageError(message)


def _reviews(files: Sequence[SheetFile], stdin: bytes, run: PageRun, counts: dict[str, int]) -> Iterator[PageReview]:
    """Review file by file, and keep the counts that decide the exit status."""
    for file in files:
        data = stdin if file.path == STDIN else read_file(file, LIMITS.size)
        if isinstance(data, bytes):
            review = review_page(data, file.shown, role=run.role, language=run.language, lists_texts=run.shows_texts)
        else:
            review = unread_page(data, file.shown)
        total(counts, review)
        yield review


def _answer(line: bytes, role: str, language: str) -> dict[str, Any]:
    """Read one line and say what stands in its text; a line that cannot be read is answered, not skipped."""
    row, name = row_of(line)
    found: dict[str, Any] = {"id": name, **_NOTHING, "judged": False, "error": NO_ROW}
    if row is None:
        return found
    stated = {key: row.get(key) for key in ("role", "context", "lang")}
    wrong = [key for key, value in stated.items() if value is not None and not isinstance(value, str)]
    if wrong:
        return {**found, "error": f"`{wrong[0]}` is no text"}
    asked = (stated["role"] or "").strip().lower().replace(" ", "_").replace("-", "_")
    if asked and asked not in ROLES:
        return {**found, "error": f"there is no role {asked!r:.80}; roles are {', '.join(ROLES)}"}
    reading = read_row(row["text"], asked, stated["context"] or "", stated["lang"] or language, default=role)
    return {"id": name, **reading, "error": None}


_NOTHING: Final[dict[str, Any]] = {"claims": [], "possible": [], "statements": [], "near_misses": [], "lang": None}
