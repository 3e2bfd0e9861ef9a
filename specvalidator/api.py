"""The same check from Python: paths or texts in, a typed review out."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from specvalidator.files import find_files
from specvalidator.packs import closed_pack, family_of, list_packs, load_pack_paths
from specvalidator.requirement import with_drafts
from specvalidator.reviews import SheetReview, fails, review_sheet, total
from specvalidator.run import Job, review_files
from specvalidator.sheet import read_sheets

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from specvalidator.finding import Finding
    from specvalidator.requirement import ClosedPack

__all__ = ["Review", "chosen_packs", "review", "review_text"]


class Review(NamedTuple):
    """The reviews of several sheets, in the order of their paths."""

    sheets: tuple[SheetReview, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return all findings, sheet by sheet."""
        return tuple(finding for sheet in self.sheets for finding in sheet.findings)

    @property
    def counts(self) -> Mapping[str, int]:
        """Return how many sheets, findings of each level and verdicts of each kind there are."""
        counts: dict[str, int] = {}
        for sheet in self.sheets:
            total(counts, sheet)
        return counts

    def fails(self, fail_on: str | Iterable[str] = "error") -> bool:
        """Say whether the command line would exit with 1: a finding at or above a level, or `undetermined`."""
        return fails(self.counts, [fail_on] if isinstance(fail_on, str) else fail_on)


def chosen_packs(names: Iterable[str], *, drafts: bool = False) -> tuple[ClosedPack, ...]:
    """Load packs: shipped ones by id, users' from a YAML file or a folder of them.

    An id stands for the packs that continue it with a dash as well: `us` for `us-ca`.
    Paths are added to the shipped packs; when shipped ones are named, only those named run. With `drafts`, what rests
    on a clause that nobody has read is asked as well. Raises `KeyError` for an unknown id and `PackError` for a pack
    that does not hold together.
    """
    chosen: list[str] = []
    paths: list[str] = []
    for name in names:
        is_path = name not in list_packs() and (
            os.sep in name or name.endswith((".yaml", ".yml")) or os.path.isdir(name)
        )
        if is_path:
            paths.append(name)
        else:
            chosen += family_of(name)
    packs: tuple[ClosedPack, ...] = tuple(
        closed_pack(name, drafts=drafts) for name in dict.fromkeys(chosen or list_packs())
    )
    if not paths:
        return packs
    own = load_pack_paths(paths, [pack.id for pack in packs])
    return (*packs, *(map(with_drafts, own) if drafts else own))


def review(  # noqa: PLR0913 - one parameter per option
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    packs: Iterable[str] = (),
    markets: Iterable[str] = (),
    as_of: str = "",
    drafts: bool = False,
    jobs: int = 1,
) -> Review:
    """Review the sheets that paths (files, folders, patterns) stand for, with every verdict recorded.

    `packs`: ids of shipped packs or paths of users' ones; `markets`: judged for even if the sheet does not state
    them; `as_of`: the day judged by, YYYY-MM-DD, by default the edition of each pack; `drafts`: ask what rests on a
    clause that nobody has read as well; `jobs`: processes.
    Raises `FileNotFoundError`, `KeyError` (no such pack) and `PackError`; never an error for a faulty sheet.
    """
    several = [paths] if isinstance(paths, (str, os.PathLike)) else paths
    files = find_files([os.fspath(path) for path in several])
    job = Job(chosen_packs(packs, drafts=drafts), as_of, tuple(markets), detailed=True)
    return Review(tuple(sheet for reviews in review_files(files, job, jobs) for sheet in reviews))


def review_text(  # noqa: PLR0913 - one parameter per option
    text: str | bytes,
    name: str = "<text>",
    *,
    packs: Iterable[str] = (),
    markets: Iterable[str] = (),
    as_of: str = "",
    drafts: bool = False,
) -> Review:
    """Review the sheets in a YAML text; options as in `review`."""
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    chosen = chosen_packs(packs, drafts=drafts)
    sheets = read_sheets(data, name)
    asked = tuple(markets)
    return Review(tuple(review_sheet(sheet, chosen, as_of=as_of, markets=asked, detailed=True) for sheet in sheets))
