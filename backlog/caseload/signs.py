"""Which warning signs were ticked and not yet seen by a clinician, as a row keeps them. Pure."""

from __future__ import annotations

from backlog.analysis import signs
from backlog.analysis.record import Record
from backlog.caseload.row import Sign
from backlog.problem import shortened

#: What is said of a sign of which no words are kept.
NO_WORDS = "which one is not written down"


def unseen(record: Record) -> tuple[Sign, ...]:
    """Return the signs that no clinician has seen, the oldest first, one a day."""
    return tuple(
        Sign(tick.day, shortened(tick.words or NO_WORDS, 120)) for tick in signs.unseen(record)
    )
