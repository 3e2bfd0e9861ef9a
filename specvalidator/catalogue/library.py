"""All packs as they are written, and the ids of their requirements and of the faults of form."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from specvalidator.catalogue.explanation import explain_requirement
from specvalidator.catalogue.forms import explain_fault
from specvalidator.faults import FAULTS
from specvalidator.packs import list_packs
from specvalidator.packs.coverage import read_coverage
from specvalidator.packs.source import shipped_source, user_sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from specvalidator.catalogue.explanation import Explanation
    from specvalidator.packs.coverage import CoveredText
    from specvalidator.packs.source import PackSource

__all__ = ["Library", "UnknownIdError"]

_MOST_LIKELY = 3


class UnknownIdError(Exception):
    """There is no such id; `likely` are ids that may have been meant."""

    def __init__(self, wanted: str, likely: Sequence[str]) -> None:
        super().__init__(wanted)
        self.wanted = wanted
        self.likely = tuple(likely)


class Library:
    """The shipped packs and, beside them, packs of the user's own."""

    def __init__(self, sources: Iterable[PackSource], covered: Sequence[CoveredText]) -> None:
        self.sources = tuple(sources)
        self.covered = tuple(covered)

    @classmethod
    def read(cls, paths: Iterable[str] = (), names: Iterable[str] | None = None) -> Library:
        """Read the shipped packs (all, or those named) and users' packs from paths. Raises `PackError`."""
        shipped = tuple(shipped_source(name) for name in (list_packs() if names is None else names))
        return cls((*shipped, *user_sources(paths)), read_coverage())

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all requirements, pack by pack, and then those of the faults of form."""
        return (*(one.id for source in self.sources for one in source.pack.requirements), *FAULTS)

    def matching(self, wanted: str) -> tuple[str, ...]:
        """Return the ids that an id stands for: itself, or all that begin with what stands before its star.

        Raises `UnknownIdError`.
        """
        known = self.ids()
        if wanted.endswith("*"):
            found = tuple(one for one in known if one.startswith(wanted[:-1]))
        else:
            found = tuple(one for one in known if one == wanted)
        if not found:
            raise UnknownIdError(wanted, _likely(wanted.rstrip("*"), known))
        return found

    def explain(self, wanted: str, *, spells_out: bool = True) -> Explanation:
        """Explain one id, the conditions that it names written out or only named. Raises `UnknownIdError`."""
        for source in self.sources:
            for index, requirement in enumerate(source.pack.requirements):
                if requirement.id == wanted:
                    return explain_requirement(source, index, self.covered, spells_out=spells_out)
        if wanted in FAULTS:
            return explain_fault(wanted)
        raise UnknownIdError(wanted, _likely(wanted, self.ids()))


def _likely(wanted: str, known: Sequence[str]) -> list[str]:
    """Return the ids that are nearest to one that does not exist, whatever its capitals."""
    by_small = {one.lower(): one for one in known}
    small = wanted.lower()
    begun = [one for key, one in by_small.items() if small and key.startswith(small)]
    near = difflib.get_close_matches(small, by_small, _MOST_LIKELY, 0.7)
    return list(dict.fromkeys([*begun, *(by_small[key] for key in near)]))[:_MOST_LIKELY]
