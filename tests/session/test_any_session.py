"""What holds for every session, whatever comes: refused events, other pages, clocks gone back."""

import json
from datetime import date, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backlog.log.schema import table
from backlog.program import Prescription, in_force, version
from backlog.session import (
    CheckIn,
    NotAllowed,
    Pace,
    Script,
    State,
    handle,
    parse,
    plan,
    rows,
    write,
)
from backlog.session.events import NAMES
from backlog.session.script import Kind

SUNDAY = date(2026, 11, 22)
BEGAN = datetime.fromisoformat("2026-11-22T23:50:00+01:00")
REASONS = ["pain", "tired", "time"]

#: A busy machine is no failure.
calmly = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

ratings = st.none() | st.integers(0, 10)
paces = st.builds(Pace, *[st.integers(1, 12)] * 8)


@st.composite
def prescriptions(draw, exercise):
    held = exercise != "lower-tummy"
    return Prescription(
        SUNDAY,
        exercise,
        sets=draw(st.integers(1, 2)),
        reps=draw(st.integers(1, 3)),
        hold=draw(st.sampled_from([1.0, 5.0, 20.0])) if held else None,
        hold_unit=draw(st.sampled_from(["s", "breaths"])) if held else None,
        side_order=draw(st.sampled_from(["block", "alternate"])),
        postpone_at=draw(st.none() | st.integers(0, 10)),
    )


@st.composite
def scripts(draw):
    known = ["lower-back-stretch", "lower-tummy", "deep-abdominal"]
    chosen = draw(st.lists(st.sampled_from(known), max_size=3, unique=True))
    lines = in_force([draw(prescriptions(each)) for each in chosen], SUNDAY)
    anyway = frozenset(draw(st.lists(st.sampled_from(known), max_size=1)))
    return write(lines, version(lines), CheckIn(draw(ratings), anyway), draw(paces))


#: The values of any event, right and wrong ones.
VALUES = {
    "discomfort": ratings,
    "reason": st.none() | st.sampled_from(REASONS),
    "last_good": st.none() | st.integers(0, 4),
    "set": st.none() | st.integers(0, 6),
    "reps": st.integers(0, 4),
    "exercise": st.sampled_from(["lower-back-stretch", "lower-tummy", "jumping"]),
    "gap_s": st.none() | st.floats(0, 86400),
    "warmup": st.sampled_from(["walk", "march"]),
    "instead": st.sampled_from(["already_warm", "skipped"]),
    "reviewed": st.booleans(),
    "seconds": st.sampled_from([0, 3, 7.5, 600]),
    **dict.fromkeys(["breath_in", "breath_out", "back", "settle"], st.integers(1, 8)),
    "self_paced": st.booleans(),
}
#: What a person does next: some phases run out, then comes any event, allowed or not.
OFTEN = ["go_on", "go_on", "resume", "stop", "answer", "rate", "ease_off", "skip"]
OFTEN += ["back", "pause", "vouch"]
acts = st.fixed_dictionaries(
    {
        "phases": st.integers(0, 9),
        "type": st.sampled_from([*OFTEN, *(name for name in NAMES if name != "phase_done")]),
        "after": st.sampled_from([0.0, 0.2, 3.0, 5.0, 20.0, 4000.0, -30.0]),
        "page": st.sampled_from("AAAB"),
        "values": st.fixed_dictionaries(VALUES),
    }
)
lives = st.lists(acts, min_size=2, max_size=25)


class Run:
    """A script with everything that came, and what each event made of it.

    The clock of a page may go back, but not below 0.
    """

    def __init__(self, script, lived):
        self.now = plan("20261122T235000-1f2e3d4c", script)
        self.wall, self.clock, self.upward = BEGAN, {"A": 0.0, "B": 0.0}, 0.0
        #: Seconds that the person spoke for.
        self.vouched = 0.0
        self.steps = []
        self.take("begin", "A", 0.0, {"discomfort": None})
        for act in lived:
            for _ in range(act["phases"]):
                running = self.now.running
                seconds = running.seconds if running else 1.0
                self.take("phase_done", act["page"], seconds, {"phase": max(0, self.now.phase)})
            self.take(act["type"], act["page"], act["after"], act["values"])

    def take(self, name, page, after, values):
        clock = max(0.0, self.clock[page] + after)
        self.upward += max(0.0, clock - self.clock[page])
        self.clock[page] = clock
        self.wall += timedelta(seconds=after)
        times = {"wall": self.wall.isoformat(), "mono": clock, "page": page}
        before = self.now
        told = repr(before)
        try:
            self.now = handle(
                before, parse(json.loads(json.dumps({**values, **times, "type": name})))
            )
        except (NotAllowed, ValueError):
            assert self.now is before
        if self.now is not before and name == "vouch":
            self.vouched += values["seconds"]
        assert repr(before) == told
        self.steps.append((before, name, self.now))


@calmly
@given(scripts(), lives)
def test_nothing_is_counted_that_was_not_started_and_held(script, lived):
    run = Run(script, lived)

    for _, _, session in run.steps:
        for planned, progress in zip(script.sets, session.sets, strict=True):
            assert 0 <= progress.reps <= progress.started <= planned.target_reps
            assert len(progress.held) <= progress.started
            seconds = (planned.target_hold or 0) * breath(planned, script)
            assert all(0 <= held <= seconds for _, held in progress.held)
        seen = sum(progress.held_s for progress in session.sets) - run.vouched
        assert seen <= run.upward + 1e-6
        assert session.warmup_s <= run.upward + 1e-6


def breath(planned, script):
    return script.pace.breath if planned.hold_unit == "breaths" else 1


@calmly
@given(scripts(), lives)
def test_every_session_can_be_closed_and_its_rows_fit_the_log(script, lived):
    run = Run(script, lived)
    at = {"wall": BEGAN.isoformat(), "mono": 0.0, "page": "C"}

    session = run.now
    if session.state not in {State.REVIEWING, State.CLOSED}:
        session = handle(session, parse({"type": "end", "reason": "interrupted", **at}))
    if session.state is not State.CLOSED:
        session = handle(session, parse({"type": "finish", **at}))
    assert session.state is State.CLOSED

    closed = rows(session, "Europe/Vienna")
    own = {"rev": 1, "recorded_at": BEGAN}
    table("sessions").check({**closed.session, **own})
    written = [table("sets").check({**row, **own}) for row in closed.sets]
    assert [row["set_id"][-2:] for row in written] == [
        f"{place:02d}" for place in range(1, len(script.sets) + 1)
    ]
    assert {row["local_day"] for row in [*closed.sets, closed.session]} == {SUNDAY}


@calmly
@given(scripts(), lives)
def test_a_status_says_no_more_than_was_done(script, lived):
    for row in rows(Run(script, lived).now, None).sets:
        match row["status"]:
            case "done":
                assert row["reps"] == row["target_reps"]
                assert row["reason"] in {None, "over_limit", *REASONS}
            case "partial":
                assert row["reps"] < row["target_reps"]
            case "stopped_pain":
                assert row["reason"] in {"pain", "over_limit"}
            case "skipped_by_rule":
                assert row["reason"] in {"over_limit", "not_rated"}
                assert (row["reps"], row["held"] or 0, row["discomfort"]) == (0, 0, None)
            case "skipped" | "not_attempted":
                assert row["reason"] in {None, *REASONS}
                assert (row["reps"], row["held"] or 0, row["discomfort"]) == (0, 0, None)


@calmly
@given(scripts(), lives)
def test_the_same_events_make_the_same_session(script, lived):
    """A session is taken up again from its journal, script and all."""
    again = Script.from_json(json.loads(json.dumps(script.to_json())))

    assert again == script
    assert Run(again, lived).now == Run(script, lived).now


@calmly
@given(scripts())
def test_the_straight_way_visits_each_phase_once_and_ends(script):
    place, visited = 0, []
    while place < len(script.phases):
        visited.append(place)
        place = script.phases[place].next

    straight = [i for i, phase in enumerate(script.phases) if phase.kind is not Kind.AGAIN]
    assert visited == straight
    assert place == len(script.phases)


@calmly
@given(scripts())
def test_every_jump_leads_on_within_the_script(script):
    end = len(script.phases)
    for place, phase in enumerate(script.phases):
        for target in (phase.next, phase.set_end, phase.exercise_end):
            assert place < target <= end
            assert target == end or script.phases[target].kind is not Kind.AGAIN
        assert phase.next <= phase.set_end <= phase.exercise_end


@calmly
@given(scripts())
def test_a_pause_never_leads_past_a_repetition_that_has_not_counted(script):
    for place, phase in enumerate(script.phases):
        if phase.redo is None:
            continue
        skipped = [i for i in range(place, phase.redo) if script.phases[i].counts]
        assert skipped == []
        repeated = [i for i in range(phase.redo, place) if script.phases[i].counts]
        assert repeated == []


@calmly
@given(scripts())
def test_each_set_counts_as_often_as_is_prescribed(script):
    counting = [(phase.set, phase.rep) for phase in script.phases if phase.counts]

    assert len(counting) == len(set(counting))
    for place, planned in enumerate(script.sets):
        wanted = 0 if planned.rule else planned.target_reps
        assert [rep for at, rep in counting if at == place] == list(range(1, wanted + 1))


@calmly
@given(scripts())
def test_doing_everything_in_time_is_done(script):
    session = plan("20261122T235000-1f2e3d4c", script)
    at = {"wall": BEGAN.isoformat(), "mono": 0.0, "page": "A"}
    session = handle(session, parse({"type": "begin", **at}))
    while session.running:
        at["mono"] += session.running.seconds
        session = handle(session, parse({"type": "phase_done", "phase": session.phase, **at}))

    for row in rows(session, None).sets:
        if row["status"] != "skipped_by_rule":
            target = (row["target_hold"] or 0) * row["target_reps"]
            assert (row["status"], row["reps"]) == ("done", row["target_reps"])
            assert abs((row["held"] or 0) - target) < 0.01
    assert abs(at["mono"] - script.seconds) < 1e-6


@calmly
@given(scripts(), lives)
def test_back_leads_to_the_start_of_a_repetition_and_never_on(script, lived):
    for before, name, after in Run(script, lived).steps:
        if name != "back" or after is before:
            continue
        assert after.phase <= before.phase
        assert after.running.kind is Kind.AGAIN or after.phase == before.phase
        assert [each.reps for each in after.sets] == [each.reps for each in before.sets]


@calmly
@given(scripts(), lives)
def test_only_a_persons_word_credits_a_gap_and_it_is_asked_for_once(script, lived):
    for before, name, after in Run(script, lived).steps:
        if after is before:
            continue
        if before.unseen is not None and name != "vouch":
            assert sum(each.reps for each in after.sets) <= sum(each.reps for each in before.sets)
        if name == "vouch":
            assert before.unseen is not None
            assert after.unseen is None
            assert after.state is before.state is State.PAUSED
