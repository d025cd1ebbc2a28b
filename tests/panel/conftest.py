"""A desk: one person's data folder, and panels that open over it without any kernel.

`desk.page()` is a browser's page that shows a panel: it sends what happens, with the page's own
times, and says what comes next as the browser does, from script and anchor.
"""

import errno
import json
import os
import subprocess
import sys
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from zlib import crc32

import pytest

from backlog.log import Log, fallback_folder
from backlog.panel import SessionPanel
from backlog.program import Prescription

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 11, 22, 7, 12, 3, tzinfo=timezone(timedelta(hours=1)))
STRETCH = Prescription(date(2026, 11, 1), "lower-back-stretch", 1, 2, 20.0, "s", days_per_week=3)
TUMMY = Prescription(date(2026, 11, 1), "lower-tummy", 1, 1, days_per_week=3, postpone_at=4)


class Page:
    """One life of a browser's page; `name` tells its clock from that of another."""

    def __init__(self, panel, name, seconds):
        self.panel, self.name, self.seconds = panel, name, seconds
        #: Every message that this page sent.
        self.sent = []

    def send(self, kind, **values):
        """Send a message as it is; return what the panel answered."""
        before = len(self.panel.answers)
        message = json.loads(json.dumps({"kind": kind, **values}))
        self.sent.append(message)
        self.panel._handle_custom_msg(message, [])
        return self.panel.answers[before:]

    def again(self, message):
        """Send a message once more."""
        return self.send(**message)

    def begin(self, discomfort=0, **values):
        values = {"tz": "Europe/Vienna", "id": f"{self.name}-begin", **values}
        return self.send("begin", seq=0, discomfort=discomfort, **values, **self.now())

    def event(self, type, **values):
        """Send the next event of the running session; return what the panel answered."""
        seq = values.pop("seq", self.panel.anchor["seq"] + 1)
        place = {"session": self.panel.anchor["session"], "seq": seq, "id": f"{self.name}-{seq}"}
        return self.send("event", type=type, **{**place, **self.now(), **values})

    def next(self):
        """The running phase takes its seconds and is over."""
        phase = self.panel.anchor["phase"]
        self.seconds += self.panel.script["phases"][phase]["seconds"]
        return self.event("phase_done", phase=phase)

    def until(self, state, rep=None):
        """Go on until a state, and a repetition, is come to."""
        while not self.stands_at(state, rep):
            self.next()

    def stands_at(self, state, rep):
        anchor, phases = self.panel.anchor, self.panel.script["phases"]
        if rep is None or anchor["state"] != state:
            return anchor["state"] == state
        return phases[anchor["phase"]]["rep"] == rep

    def live(self):
        """Go through a whole session: an eased hold, a pause with a gap, one rating."""
        self.begin(discomfort=1, warning_signs="shown")
        self.event("choose_warm_up", warmup="walk")
        self.until("holding", rep=1)
        self.next()
        self.until("holding", rep=2)
        self.seconds += 12
        self.event("ease_off")
        self.next()
        self.event("pause", gap_s=4.5)
        self.seconds += 60
        self.event("resume")
        self.event("rate", exercise="lower-back-stretch", discomfort=3)
        self.until("reviewing")
        self.event("finish", discomfort=2, reviewed=True)

    def now(self):
        wall = NOW + timedelta(seconds=self.seconds)
        return {"wall": wall.isoformat(), "mono": self.seconds, "page": self.name}


class Desk:
    """A data folder with a short program: two stretches, then each knee once."""

    now, program = NOW, (STRETCH, TUMMY)

    def __init__(self, folder):
        self.folder = folder

    @property
    def log(self):
        return Log(self.folder, now=lambda: NOW)

    def panel(self, later=timedelta(0), zone=NOW.tzinfo):
        """A panel in a kernel of its own; `answers` are the messages that it sent."""
        now = (NOW + later).astimezone(zone)
        panel = SessionPanel(Log(self.folder, now=lambda: now), now=lambda: now)
        panel.answers = []
        panel.send = lambda content, buffers=None: panel.answers.append(content)
        return panel

    def page(self, panel=None, name="A", seconds=0.0):
        return Page(panel or self.panel(), name, seconds)

    def rows(self, table, columns):
        """One line of text for each row, with - for what is empty."""
        records = [[row[name] for name in columns.split()] for row in self.log.records(table)]
        return [" ".join("-" if each is None else str(each) for each in row) for row in records]

    def journals(self):
        """Every journal of the folder and of its fallback."""
        places = (self.folder, fallback_folder(self.folder))
        return sorted(path for place in places for path in place.glob("journal/*.jsonl"))

    def journal(self):
        """The records of the only journal."""
        (path,) = self.journals()
        return [json.loads(line[9:]) for line in path.read_text().splitlines()]

    @staticmethod
    def line(record):
        """A record as one line of a journal: CRC-32 and JSON."""
        text = json.dumps(record).encode()
        return b"%08x %s\n" % (crc32(text), text)

    def events(self):
        """The events in the only journal: type, and "refused" where they were."""
        records = [record for record in self.journal() if record["kind"] == "event"]
        return [each["type"] + (" refused" if each["refused"] else "") for each in records]


KERNEL = """
import json, sys
from datetime import datetime
from pathlib import Path
from zlib import crc32
from backlog.log import Log
from backlog.panel import SessionPanel

now = datetime.fromisoformat(sys.argv[2])
panel = SessionPanel(Log(Path(sys.argv[1]), now=lambda: now), now=lambda: now)
panel.send = lambda content, buffers=None: print(json.dumps(content), flush=True)
for line in sys.stdin:
    panel._handle_custom_msg(json.loads(line), [])
"""


class Kernel:
    """A panel in a process of its own, that can be killed."""

    def __init__(self, folder):
        command = [sys.executable, "-W", "error", "-c", KERNEL, str(folder), NOW.isoformat()]
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def send(self, kind, **values):
        """Send a message and wait for its acknowledgement."""
        print(json.dumps({"kind": kind, **values}), file=self._process.stdin, flush=True)
        answer = json.loads(self._process.stdout.readline())
        assert answer == {"kind": "ack", "seq": values["seq"], "id": values["id"], "refused": None}

    def kill(self):
        """Kill it, with no chance to tidy up, and wait until it is gone."""
        self._process.kill()
        self._process.communicate()


class Disk:
    """Fails, when it is told to, for files whose path ends as told."""

    def __init__(self, monkeypatch):
        self._open, self._fsync, self.refused, self.unsynced = os.open, os.fsync, {}, 0
        monkeypatch.setattr(os, "open", self.open)
        monkeypatch.setattr(os, "fsync", self.fsync)

    def refuse(self, end, error=errno.ENOSPC):
        self.refused[end] = error

    def mend(self):
        self.refused.clear()

    def open(self, path, flags, *rest, **named):
        writes = flags & (os.O_WRONLY | os.O_RDWR)
        for end, error in self.refused.items():
            if writes and str(path).removesuffix(".new").endswith(end):
                raise OSError(error, os.strerror(error))
        return self._open(path, flags, *rest, **named)

    def fsync(self, handle):
        if self.unsynced:
            self.unsynced -= 1
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        self._fsync(handle)


@pytest.fixture(autouse=True)
def _own_place(tmp_path_factory, monkeypatch):
    """Keep the fallback folder out of the place of whoever runs the tests."""
    place = str(tmp_path_factory.mktemp("user"))
    for name in ("XDG_DATA_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, place)


@pytest.fixture(scope="session")
def a_desk():
    """`a_desk(folder)`: a desk over any folder."""
    return Desk


@pytest.fixture
def bare(tmp_path):
    """A desk whose folder is not there yet."""
    return Desk(tmp_path / "data")


@pytest.fixture
def desk(bare):
    """A desk with the short program in force."""
    bare.log.prescribe(bare.program)
    return bare


@pytest.fixture
def kernel():
    """`kernel(folder)`: another kernel over the same folder; killed at the latest afterwards."""
    begun = []

    def begin(folder):
        begun.append(Kernel(folder))
        return begun[-1]

    yield begin
    for each in begun:
        each.kill()


@pytest.fixture
def disk(monkeypatch):
    return Disk(monkeypatch)
