"""One session running: from a dose to timed phases, from events to rows. Pure."""

from backlog.session.events import Event
from backlog.session.limits import postponed
from backlog.session.machine import handle
from backlog.session.message import parse
from backlog.session.progress import Session, plan
from backlog.session.rows import Rows, local_day, rows
from backlog.session.script import CheckIn, Pace, PlannedSet, Script
from backlog.session.table import NotAllowed, State
from backlog.session.writing import write

__all__ = [
    "CheckIn",
    "Event",
    "NotAllowed",
    "Pace",
    "PlannedSet",
    "Rows",
    "Script",
    "Session",
    "State",
    "handle",
    "local_day",
    "parse",
    "plan",
    "postponed",
    "rows",
    "write",
]
