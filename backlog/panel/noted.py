"""What was said on a form, brought into the log.

Knows that rows may wait; must not know widgets.
"""

from __future__ import annotations

from backlog.log import Log, PendingError
from backlog.panel.beside import Rows


def write(log: Log, rows: Rows) -> list[str]:
    """Write rows, table by table; return where those are that cannot be written yet.

    Raises
    ------
    LogError
        When rows could be kept nowhere: they are not saved.
    """
    told = []
    for table in dict(rows):
        try:
            log.extend(table, [row for name, row in rows if name == table])
        except PendingError as waits:
            told.append(str(waits))
    return told
