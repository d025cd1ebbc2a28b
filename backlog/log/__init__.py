"""What was done, kept: tables, journal, and the only room that writes data files."""

from backlog.log.error import LogError
from backlog.log.folder import data_folder, fallback_folder
from backlog.log.journal import Journal, TakenOverError, Unfinished
from backlog.log.pending import PendingError
from backlog.log.store import Log, aware_now, new_id

__all__ = [
    "Journal",
    "Log",
    "LogError",
    "PendingError",
    "TakenOverError",
    "Unfinished",
    "aware_now",
    "data_folder",
    "fallback_folder",
    "new_id",
]
