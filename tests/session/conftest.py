"""A small language for sessions: a story, line by line, lived through by script and machine.

A line of a story is an event by the name that the journal uses (``answer discomfort=7``), or one of
these; a semicolon ends a line, too.

``wait 12``              twelve seconds pass
``next``                 the running phase takes its seconds and is over
``until hold 3 left``    ``next`` until that kind of phase (of that repetition, on that side) runs
``page B``               the page is loaded anew: another monotonic clock, from 0

Everything goes through `parse`, as from the journal. The clock is told, never asked.
"""

import json
from datetime import date, datetime, timedelta

import pytest

from backlog.program import Prescription, version
from backlog.session import CheckIn, NotAllowed, Pace, handle, parse, plan, rows, write

SUNDAY = "2026-11-22T07:12:03+01:00"
STRETCH = Prescription(date(2026, 11, 1), "lower-back-stretch", 1, 2, 20.0, "s")
TUMMY = Prescription(date(2026, 11, 1), "lower-tummy", 1, 2, postpone_at=1)
ABDOMINAL = Prescription(date(2026, 11, 1), "deep-abdominal", 1, 2, 5.0, "s")


class Life:
    """One session of `lines`, as somebody lived it from `began` on."""

    def __init__(self, lines, discomfort=0, anyway=(), began=SUNDAY, pace=None, lighter=False):
        check_in = CheckIn(discomfort, frozenset(anyway), lighter)
        script = write(lines, version(lines), check_in, pace or Pace())
        self.session = plan("20261122T071203-1f2e3d4c", script)
        self.began, self.seconds = datetime.fromisoformat(began), 0.0
        self.page, self.loaded = "A", 0.0
        #: What was sent, as "seconds name values".
        self.sent = []

    def live(self, story):
        """Go through the lines of a story; return the life itself."""
        for line in filter(None, map(str.strip, story.replace(";", "\n").splitlines())):
            name, *rest = line.split()
            getattr(self, f"_{name}", lambda *rest, name=name: self.event(name, *rest))(*rest)
        return self

    def refuses(self, line):
        """Whether the machine refuses the event of `line`, and the session is as it was."""
        before = self.session
        try:
            self.live(line)
        except NotAllowed:
            return self.session is before
        return False

    def event(self, name, *pairs):
        values = {key: _value(text) for key, text in (pair.split("=") for pair in pairs)}
        if name == "phase_done":
            values.setdefault("phase", self.session.phase)
        message = {"type": name, **values, **self.now()}
        self.session = handle(self.session, parse(json.loads(json.dumps(message))))
        self.sent.append(" ".join([f"{self.seconds:g}", name, *pairs]))

    def now(self):
        wall = self.began + timedelta(seconds=self.seconds)
        mono = self.seconds - self.loaded
        return {"wall": wall.isoformat(), "mono": mono, "page": self.page}

    def _wait(self, seconds):
        self.seconds += float(seconds)

    def _next(self):
        since, spent = self.session.since, self.session.spent
        if since.page == self.page:
            spent += self.seconds - self.loaded - since.mono
        self.seconds += max(0.0, (self.session.seconds or 0.0) - spent)
        self.event("phase_done")

    def _until(self, kind, rep=None, side=None):
        while not self._at(kind, rep, side):
            self._next()

    def _at(self, kind, rep, side):
        phase = self.session.running
        if phase is None:
            assert kind == "end", f"the session never came to {kind} {rep} {side}"
            return True
        if phase.kind != kind or (rep is not None and phase.rep != int(rep)):
            return False
        return side is None or self.session.script.sets[phase.set].side == side

    def _page(self, name):
        self.page, self.loaded = name, self.seconds

    @property
    def running(self):
        """The phase under the cursor, as "kind rep"."""
        phase = self.session.running
        return f"{phase.kind} {phase.rep}" if phase else "end"

    def sets(self, columns):
        """One line of text for each set, with - for what is empty."""
        return [_line(row, columns) for row in rows(self.session, "Europe/Vienna").sets]

    def row(self, columns):
        """The session's own row, as text."""
        return _line(rows(self.session, "Europe/Vienna").session, columns)


def _value(text):
    try:
        return json.loads(text)
    except ValueError:
        return text


def _line(row, columns):
    values = (row[column] for column in columns.split())
    return " ".join("-" if value is None else str(value) for value in values)


@pytest.fixture
def life():
    """`life(*lines, discomfort=..., ...)`: a session that waits for its story."""
    return lambda *lines, **given: Life(lines, **given)


@pytest.fixture
def stretch():
    return STRETCH


@pytest.fixture
def tummy():
    return TUMMY


@pytest.fixture
def abdominal():
    return ABDOMINAL
