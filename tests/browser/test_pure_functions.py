"""The browser's own pure functions, on tables of cases, in the browser that runs them."""

from __future__ import annotations

import random
from dataclasses import asdict, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from backlog import program as p
from backlog import session as s
from backlog.session.events import NAMES
from backlog.session.table import STATES, as_names

BREATHS = ("breath_in", "breath_out", "back", "settle")
#: A script small enough to read: get ready, then one repetition with a hold, then the end.
SCRIPT = {
    "phases": [
        {"kind": "ready", "seconds": 20, "set": 0, "next": 2, "set_end": 5, "redo": None},
        {"kind": "again", "seconds": 10, "set": 0, "next": 2, "set_end": 5, "redo": 1},
        {"kind": "in", "seconds": 3, "set": 0, "next": 3, "set_end": 5, "redo": 1},
        {"kind": "hold", "seconds": 20, "set": 0, "next": 4, "set_end": 5, "redo": 1},
        {"kind": "return", "seconds": 3, "set": 0, "next": 5, "set_end": 5, "redo": 5},
    ],
    "sets": [{"exercise": "deep-abdominal", "side": "both", "target_reps": 1}],
    "table": as_names(),
    "states": {str(kind): str(state) for kind, state in STATES.items()},
    "pace": {"breath_in": 3},
}


def stamp(mono: float, page: str = "a") -> dict[str, object]:
    return {"wall": "2026-11-22T07:00:00.000+01:00", "mono": mono, "page": page}


def anchor(phase: int, spent: float = 0, since: dict | None = None, state: str = "holding") -> dict:
    seconds = SCRIPT["phases"][phase]["seconds"] if phase < 5 else 0
    clock = {"spent": spent, "since": since, "seconds": seconds, "pace": {"self_paced": False}}
    return {"phase": phase, "state": state, "seq": 3, "unseen": None, "ran": None, **clock}


@pytest.mark.parametrize(
    ("anchor", "at", "remaining"),
    [
        (anchor(3, since=stamp(100)), stamp(100), 20),
        (anchor(3, since=stamp(100)), stamp(107.5), 12.5),
        (anchor(3, since=stamp(100)), stamp(500), 0),
        (anchor(3, since=stamp(100)), stamp(90), 20),
        (anchor(3, since=stamp(100)), stamp(107.5, page="b"), 20),
        (anchor(0, spent=15, since=stamp(100)), stamp(102), 3),
        (anchor(3, spent=4, since=None, state="paused"), stamp(300), 16),
        (anchor(5, state="reviewing"), stamp(0), 0),
    ],
)
def test_remaining_time_is_a_function_of_anchor_and_now(js, anchor, at, remaining):
    found = js.evaluate("([s, a, t]) => backlog.remaining(s, a, t)", [SCRIPT, anchor, at])

    assert found == pytest.approx(remaining)


def test_remaining_in_all_follows_the_straight_way(js):
    here = anchor(0, since=stamp(10))

    found = js.evaluate("([s, a, t]) => backlog.remainingInAll(s, a, t)", [SCRIPT, here, stamp(15)])

    assert found == 15 + 3 + 20 + 3


@pytest.mark.parametrize(
    ("state", "phase", "event", "expected"),
    [
        ("readying", 0, {"type": "phase_done", "phase": 0}, ("moving", 2)),
        ("readying", 0, {"type": "phase_done", "phase": 4}, None),
        ("holding", 3, {"type": "ease_off"}, ("moving", 4)),
        ("holding", 3, {"type": "end_set"}, ("reviewing", 5)),
        ("holding", 3, {"type": "pause"}, ("paused", 3)),
        ("paused", 3, {"type": "resume"}, ("readying", 1)),
        ("paused", 0, {"type": "resume"}, ("readying", 0)),
        ("holding", 3, {"type": "stop"}, ("stopped", 3)),
        ("stopped", 3, {"type": "go_on"}, ("readying", 1)),
        ("stopped", 3, {"type": "end"}, ("reviewing", 5)),
        ("holding", 3, {"type": "rate"}, ("holding", 3)),
        ("moving", 2, {"type": "ease_off"}, None),
        ("reviewing", 5, {"type": "finish"}, ("closed", 5)),
        ("closed", 5, {"type": "pause"}, None),
    ],
)
def test_the_cursor_goes_where_the_table_says(js, state, phase, event, expected):
    here = anchor(phase, since=stamp(1), state=state)

    found = js.evaluate("([s, a, e]) => backlog.step(s, a, e)", [SCRIPT, here, stamp(2) | event])

    assert (found and (found["state"], found["phase"])) == expected


@pytest.mark.parametrize("seed", range(20))
def test_the_browsers_cursor_and_the_session_machine_never_part(js, seed):
    """Any events, allowed or not: the browser predicts what the kernel will say."""
    chance = random.Random(seed)
    session = s.plan("session", script_of(chance))
    script = {**session.script.to_json(), "table": as_names(), "states": SCRIPT["states"]}
    clock, told, predicted = 0.0, [], []
    for _ in range(150):
        clock += chance.choice([0, 0.5, 3, 20])
        event = any_event(chance, session.phase, clock)
        session = after(session, event)
        clocks = [session.seconds, session.unseen, session.ran, asdict(session.pace)]
        of_stop = [session.stop_discomfort, session.stop_reason]
        said = of_stop if session.state is s.State.STOPPED else None
        told.append([str(session.state), session.phase, round(session.spent, 6), *clocks, said])
        predicted.append(event)

    browsers = js.evaluate(
        """([script, events]) => {
          const clocks = { spent: 0, since: null, seconds: 0, unseen: null, ran: null };
          const stop = { discomfort: null, reason: null };
          let now = { state: "planned", phase: -1, pace: script.pace, stop, ...clocks };
          return events.map((event) => {
            now = backlog.step(script, now, event) ?? now;
            const { state, phase, spent, seconds, unseen, ran, pace } = now;
            const said = state === "stopped" ? [now.stop.discomfort, now.stop.reason] : null;
            return [state, phase, Math.round(spent * 1e6) / 1e6, seconds, unseen, ran, pace, said];
          });
        }""",
        [script, predicted],
    )

    assert browsers == told


def script_of(chance: random.Random) -> s.Script:
    order = chance.choice(["block", "alternate"])
    lines = [replace(line, side_order=order) for line in p.default(date(2026, 11, 22))]
    return s.write(lines, p.version(lines), s.CheckIn(chance.choice([0, 4, None])))


def any_event(chance: random.Random, phase: int, clock: float) -> dict[str, object]:
    """Mostly the end of the running phase; now and then any other event."""
    often = ["phase_done"] * len(NAMES) + ["pause", "vouch", "resume"]
    type = chance.choice(often + list(NAMES))
    wall = datetime(2026, 11, 22, 7, tzinfo=UTC) + timedelta(seconds=clock)
    times = {"wall": wall.isoformat(), "mono": clock, "page": chance.choice("aaab")}
    values = {
        "phase_done": {"phase": max(0, phase)},
        "choose_warm_up": {"warmup": "walk"},
        "pause": {"gap_s": chance.choice([None, 12.5])},
        "vouch": {"seconds": chance.choice([0, 7, 600])},
        "more_time": {"seconds": 15},
        "choose_pace": {name: chance.choice([2, 3.5, 8]) for name in BREATHS}
        | {"self_paced": chance.random() < 0.3},
        "skip_warm_up": {"instead": "skipped"},
        "report_signs": {"level": "same_day"},
        "rate": {"exercise": "lower-tummy", "discomfort": 2},
        "answer": {"discomfort": chance.choice([None, 3]), "reason": chance.choice([None, "pain"])},
        "correct": {"set": 0, "reps": 0},
        # The session is not over: after a finish nothing would follow.
        "finish": {"reviewed": False},
    }
    return {"type": type, **times, **values.get(type, {})}


def after(session: s.Session, event: dict[str, object]) -> s.Session:
    try:
        return s.handle(session, s.parse(event))
    except s.NotAllowed:
        return session


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0"), (0.04, "0"), (0.2, "1"), (7, "7"), (48.3, "49"), (60, "1:00"), (125, "2:05")],
)
def test_seconds_are_told_as_a_person_reads_them(js, seconds, words):
    assert js.evaluate("(n) => backlog.readable(n)", seconds) == words


@pytest.mark.parametrize(("seconds", "words"), [(0, "0:00"), (48.3, "0:49"), (684, "11:24")])
def test_the_time_of_the_whole_session_has_its_minutes(js, seconds, words):
    assert js.evaluate("(n) => backlog.minutes(n)", seconds) == words


@pytest.mark.parametrize(
    ("offset", "words"),
    [
        (0, "2026-11-22T06:12:03.450+00:00"),
        (60, "2026-11-22T07:12:03.450+01:00"),
        (-210, "2026-11-22T02:42:03.450-03:30"),
        (345, "2026-11-22T11:57:03.450+05:45"),
    ],
)
def test_times_are_local_with_their_offset(js, offset, words):
    at = datetime(2026, 11, 22, 6, 12, 3, 450_000, tzinfo=UTC).timestamp() * 1000

    assert js.evaluate("([ms, o]) => backlog.isoLocal(ms, o)", [at, offset]) == words


@pytest.mark.parametrize(
    ("wall", "mono", "seconds"),
    [
        (1000, 1000, 0),
        (3000, 3000, 0),
        (5000, 1000, 5),
        (1000, 5000, 5),
        (-7000, 1000, 0),
        (250_000_000, 0, 86_400),
    ],
)
def test_a_gap_is_what_either_clock_shows_of_it(js, wall, mono, seconds):
    """A computer that sleeps stops one clock or the other; a clock set back is no gap.

    The kernel takes a gap of a day at most: what it refuses would leave the hold running.
    """
    before, now = {"wall": 10_000, "mono": 10_000}, {"wall": 10_000 + wall, "mono": 10_000 + mono}

    assert js.evaluate("([b, a]) => backlog.gap(b, a)", [before, now]) == seconds


def test_the_outbox_keeps_what_was_not_acknowledged(js):
    found = js.evaluate(
        """() => {
          const stored = new Map();
          const storage = {
            getItem: (key) => stored.get(key) ?? null,
            setItem: (key, value) => stored.set(key, value),
            removeItem: (key) => stored.delete(key),
          };
          const before = backlog.makeOutbox("key", storage);
          ["a", "b", "c"].forEach((id) => before.add({ id }));
          before.acknowledged("b");
          const afterReload = backlog.makeOutbox("key", storage);
          return afterReload.pending();
        }"""
    )

    assert found == [{"id": "a"}, {"id": "c"}]


@pytest.mark.parametrize(
    ("limit", "rating", "postponed"),
    [(1, 0, False), (1, 1, True), (5, 4, False), (5, None, True), (None, 9, False)],
)
def test_the_check_in_says_what_the_kernel_will_leave_out(js, limit, rating, postponed):
    (line,) = (each for each in p.default(date(2026, 11, 22)) if each.exercise == "lower-tummy")
    said = s.postponed(p.Prescription(**{**line.__dict__, "postpone_at": limit}), s.CheckIn(rating))

    found = js.evaluate("([l, r]) => backlog.isPostponed({postpone_at: l}, r)", [limit, rating])

    assert found == postponed == (said is not None)
