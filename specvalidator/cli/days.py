"""Days on the command line: no clock is ever read, so that they come from options."""

from __future__ import annotations

import click

__all__ = ["check_day"]


def check_day(text: str) -> None:
    """Refuse what is no day as YYYY-MM-DD; the empty text is none and is left alone."""
    if not text:
        return
    import datetime as dt  # noqa: PLC0415 - only when a day is given

    try:
        is_day = dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        is_day = False
    if not is_day:
        message = f"--as-of takes a day as YYYY-MM-DD; {text!r} is none."
        raise click.UsageError(message)
