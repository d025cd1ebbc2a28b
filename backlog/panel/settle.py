"""Sessions that were interrupted and ask nothing of the person any more.

Knows which of them close themselves at the next start. Those that can be resumed are left alone:
that is the person's choice.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from backlog.log import Log, LogError, Unfinished
from backlog.panel.live import Live
from backlog.panel.retold import accepted


def settle(log: Log) -> list[str]:
    """Close the sessions that leave nothing open, and say what was done.

    These are sessions that were over but could not be closed, and those in which a warning sign was
    ticked. A journal in which nothing ever began is put away without a word.
    """
    told = log.settle()
    for left in log.unfinished():
        try:
            told += _settled(log, left)
        except (LogError, ValueError) as wrong:
            told.append(f"The session {left.session_id} waits in {left.path}. {wrong}")
    return told


def _settled(log: Log, left: Unfinished) -> list[str]:
    happened = accepted(left.records)
    if any(_leaves_nothing_open(event) for event in happened):
        _close(log, left.session_id)
        return [f"The session {left.session_id} was brought from its journal into the log."]
    if not happened and not left.problems:
        log.discard_session(left.session_id)
    return []


def _leaves_nothing_open(event: Mapping[str, Any]) -> bool:
    over = event.get("type") in ("finish", "report_signs")
    return over or event.get("warning_signs") == "ticked"


def _close(log: Log, session_id: str) -> None:
    live = Live.resume(log, session_id)
    try:
        live.save_as_partial()
    finally:
        live.release()
