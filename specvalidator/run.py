"""From files to reviews: each file read, its sheets judged, in one process or several, always in the same order."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from specvalidator.files import STDIN, read_file
from specvalidator.reviews import review_sheet
from specvalidator.sheet import fault_sheet, read_sheets
from specvalidator.source import LIMITS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from specvalidator.files import SheetFile
    from specvalidator.requirement import ClosedPack
    from specvalidator.reviews import SheetReview

__all__ = ["Job", "WorkerLostError", "review_files"]

_CHUNK = 16


class WorkerLostError(Exception):
    """A process of the check was ended from outside, so that not every file was judged."""


class Job(NamedTuple):
    """What to judge by: packs, the day, markets asked for by name, and whether every verdict is recorded."""

    packs: tuple[ClosedPack, ...]
    as_of: str = ""
    markets: tuple[str, ...] = ()
    detailed: bool = False
    stdin: bytes = b""
    """The text of the file `-`, read by the caller."""
    lists_texts: bool = False
    """Whether every sentence of every text is recorded."""

    def reviews(self, file: SheetFile) -> Iterator[SheetReview]:
        """Review the sheets of one file, one by one: a file can hold many."""
        data = self.stdin if file.path == STDIN else read_file(file, LIMITS.size)
        sheets = read_sheets(data, file.shown) if isinstance(data, bytes) else (fault_sheet(data, file.shown),)
        for sheet in sheets:
            yield review_sheet(
                sheet,
                self.packs,
                as_of=self.as_of,
                markets=self.markets,
                detailed=self.detailed,
                lists_texts=self.lists_texts,
            )


def review_files(files: Sequence[SheetFile], job: Job, jobs: int = 1) -> Iterator[Iterable[SheetReview]]:
    """Return the reviews of each file, in the order of the files, whatever the number of processes.

    Those of one file are to be taken before the next file is asked for.

    Raises `WorkerLostError` when a process is ended from outside.
    """
    if jobs > 1 and len(files) > jobs and sys.platform != "win32":
        yield from _in_processes(files, job, jobs)
    else:
        for file in files:
            yield job.reviews(file)


_job: Job | None = None
"""The job of this process; set before the workers are forked, so that packs are never copied."""


def _reviews(file: SheetFile) -> tuple[SheetReview, ...]:
    if _job is None:  # pragma: no cover - a worker is forked after the job was set
        raise AssertionError
    return tuple(_job.reviews(file))


def _leave_interrupts_to_the_parent() -> None:
    """Let a worker finish its files when the user interrupts; the parent says so, once, and asks for no more."""
    import signal  # noqa: PLC0415 - only in a worker

    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _in_processes(files: Sequence[SheetFile], job: Job, jobs: int) -> Iterator[tuple[SheetReview, ...]]:
    import gc  # noqa: PLC0415 - only when there are several processes
    import multiprocessing  # noqa: PLC0415
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415

    global _job  # noqa: PLW0603 - inherited by the forked workers
    _job = job
    gc.freeze()  # what the workers share stays shared: the collector does not touch it
    # NOTE: unlike multiprocessing's own pool, this one says so when a worker is killed; nothing waits for it.
    executor = ProcessPoolExecutor(
        jobs, mp_context=multiprocessing.get_context("fork"), initializer=_leave_interrupts_to_the_parent
    )
    try:
        yield from executor.map(_reviews, files, chunksize=_CHUNK)
    except BrokenProcessPool as error:
        raise WorkerLostError from error
    finally:
        executor.shutdown(cancel_futures=True)
        _job = None
        gc.unfreeze()
