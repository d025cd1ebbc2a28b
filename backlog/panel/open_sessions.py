"""Sessions that are not closed: what was said in them holds for the day all the same.

They count nowhere before they are closed, but an exercise that ended in one of them ended. Reads
journals, whoever owns them; must not know widgets.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any

from backlog import session as s
from backlog.log import Log, LogError, Unfinished
from backlog.panel import retold

Record = Mapping[str, Any]


def rows(log: Log, running: Iterable[str], left: Iterable[Unfinished]) -> Iterator[s.Rows]:
    """Yield the rows that each open session would leave now: those that run, those left behind.

    A journal that does not tell how its session began yields nothing.
    """
    told = [(each.session_id, each.records) for each in left]
    for id in running:
        with suppress(LogError):
            told.append((id, log.session_records(id)))
    for id, records in told:
        with suppress(LookupError, TypeError, ValueError):
            yield s.rows(_session(id, records), None)


def _session(id: str, records: Iterable[Record]) -> s.Session:
    """Return a session as its journal tells it; what no longer fits in did not happen."""
    opening, *rest = records
    session = retold.planned(id, opening)
    for event in retold.happened(rest):
        with suppress(s.NotAllowed, ValueError):
            session = s.handle(session, s.parse(event))
    return session
