"""Reviews the paperwork of ozone-generating devices.

It reads spec sheets written in YAML and says, with line, clause and repair, what is missing, inconsistent, over
a limit or claimed without authority. It never says that a device is compliant or a claim true.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from specvalidator.api import Review, review, review_text
    from specvalidator.finding import Finding
    from specvalidator.packs import PackError
    from specvalidator.reviews import SheetReview

__version__ = "0.1.0"
__all__ = ["Finding", "PackError", "Review", "SheetReview", "__version__", "review", "review_text"]

_ROOMS = {
    "Review": "specvalidator.api",
    "review": "specvalidator.api",
    "review_text": "specvalidator.api",
    "Finding": "specvalidator.finding",
    "PackError": "specvalidator.packs",
    "SheetReview": "specvalidator.reviews",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for: `--version` needs none of them."""
    if name in _ROOMS:
        import importlib  # noqa: PLC0415 - only when a name is asked for

        return getattr(importlib.import_module(_ROOMS[name]), name)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
