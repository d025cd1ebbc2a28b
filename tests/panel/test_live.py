"""Events on their way: journalled, applied and acknowledged, in any order in which they come."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backlog.log import LogError
from backlog.panel.live import Live
from backlog.session import Script, events


def test_an_event_is_on_disk_before_it_is_acknowledged_or_drawn(desk):
    panel = desk.panel()
    seen = []

    def look(*_):
        seen.append((panel.anchor["seq"], len(desk.events())))

    panel.observe(look, names=["anchor"])
    panel.send = look
    panel.answers = []
    desk.page(panel).live()

    assert all(seq < on_disk for seq, on_disk in seen)
    assert {seq for seq, _ in seen} == set(range(panel.anchor["seq"] + 1))


def test_an_event_that_could_not_be_written_is_told_and_not_acknowledged(desk, disk):
    page = desk.page()
    page.begin()
    disk.refuse(".jsonl")
    (told,) = page.event("skip_warm_up", instead="skipped")
    before = page.panel.anchor
    disk.mend()
    answers = page.again(page.sent[-1])

    assert told["kind"] == "trouble"
    assert told["text"].startswith("The disk is full")
    assert (before["seq"], before["state"]) == (0, "warming_up")
    assert answers == [{"kind": "ack", "seq": 1, "id": "A-1", "refused": None}]
    assert desk.events() == ["begin", "skip_warm_up"]


def test_a_repeat_is_acknowledged_again_and_changes_nothing(desk):
    page = desk.page()
    page.begin()
    page.event("skip_warm_up", instead="skipped")
    page.event("skip")
    before = page.panel.anchor

    assert page.again(page.sent[-1]) == [{"kind": "ack", "seq": 2, "id": "A-2", "refused": None}]
    assert page.panel.anchor == before
    assert desk.events() == ["begin", "skip_warm_up", "skip"]


def test_two_taps_on_begin_make_one_session(desk):
    page = desk.page()
    first = page.begin(discomfort=1)
    again = page.again(page.sent[-1])
    (other,) = page.begin(discomfort=7, id="B-begin")

    assert again == first == [{"kind": "ack", "seq": 0, "id": "A-begin", "refused": None}]
    assert other["refused"] == "another event has this place already"
    assert len(desk.journals()) == 1
    assert desk.events() == ["begin"]


def test_an_event_whose_place_is_taken_is_turned_away_once_and_kept(desk):
    page = desk.page()
    page.begin()
    page.event("pause")
    before = page.panel.anchor
    (answer,) = page.event("stop", seq=1, id="B-1")
    (again,) = page.again(page.sent[-1])

    assert (
        answer
        == {**again}
        == {
            "kind": "ack",
            "seq": 1,
            "id": "B-1",
            "refused": "another event has this place already",
            "again": True,
        }
    )
    assert page.panel.anchor == before
    assert desk.events() == ["begin", "pause"]
    assert [each["type"] for each in desk.journal() if each["kind"] == "turned_away"] == ["stop"]


def test_an_event_waits_for_the_one_before_it(desk):
    page = desk.page()
    page.begin()
    waits = page.event("resume", seq=2)
    before = page.panel.anchor["seq"]
    answers = page.event("pause", seq=1)

    assert (waits, before) == ([], 0)
    assert [(answer["seq"], answer["refused"]) for answer in answers] == [(1, None), (2, None)]
    assert desk.events() == ["begin", "pause", "resume"]


def test_of_two_events_that_wait_for_one_place_the_first_has_it(desk):
    page = desk.page()
    page.begin()
    page.event("stop", seq=2, id="A-2")
    page.event("skip", seq=2, id="B-2")
    first, second = page.event("pause", seq=1)
    (late,) = page.again(page.sent[-2])

    assert (first["id"], second["id"], second["refused"]) == ("A-1", "A-2", None)
    assert late["refused"] == "another event has this place already"


def test_what_waits_for_the_end_of_a_session_comes_too_late(desk):
    page = desk.page()
    page.begin()
    page.event("end")
    page.event("pause", seq=3)
    page.event("finish", seq=2)
    (late,) = page.again(page.sent[-2])

    assert late["refused"] == "Pause while reviewing"
    assert [record["kind"] for record in desk.journal()[-2:]] == ["closing", "settled"]


def test_a_session_that_runs_is_not_shown_as_saved(desk):
    page = desk.page()
    page.begin()
    page.event("pause")

    assert page.panel.saved is None


def test_an_event_that_is_not_allowed_is_kept_as_refused_and_changes_nothing(desk):
    page = desk.page()
    page.begin()
    before = page.panel.anchor
    (answer,) = page.event("ease_off")

    assert answer["refused"] == "EaseOff while warming_up"
    assert page.panel.anchor == {**before, "seq": 1}
    assert desk.events() == ["begin", "ease_off refused"]


@pytest.mark.parametrize(
    "values",
    [
        {"type": "dance"},
        {"type": None},
        {"type": "rate", "exercise": "lower-tummy", "discomfort": 11},
        {"type": "rate"},
        {"type": "pause", "gap_s": -1},
        {"type": "pause", "wall": "soon"},
        {"type": "pause", "wall": "2026-11-22T07:12:03"},
        {"type": "pause", "mono": None},
        {"type": "phase_done", "phase": [0]},
    ],
)
def test_a_malformed_event_is_kept_as_refused_and_changes_nothing(desk, values):
    page = desk.page()
    page.begin()
    before = page.panel.anchor
    (answer,) = page.event(**values)

    assert answer["seq"] == 1
    assert answer["refused"]
    assert page.panel.anchor == {**before, "seq": 1}
    assert desk.journal()[-1]["refused"] == answer["refused"]


@pytest.mark.parametrize("place", [{"seq": "1"}, {"seq": None}, {"seq": 1.5}, {"id": None}])
def test_an_event_without_a_place_is_turned_away_and_kept(desk, place):
    page = desk.page()
    page.begin()
    (answer,) = page.event("pause", **place)

    assert answer["refused"] == "seq must be a whole number, id a text"
    assert page.panel.anchor["seq"] == 0
    assert (
        desk.journal()[-1] | place | {"kind": "turned_away", "type": "pause"}
        == (desk.journal()[-1])
    )


def test_an_event_of_another_session_is_refused(desk):
    page = desk.page()
    page.begin()
    (answer,) = page.event("pause", session="20261121T071203-00000000")

    assert answer["refused"] == "not this session"
    assert desk.events() == ["begin"]


def test_an_event_without_any_session_is_refused(desk):
    (answer,) = desk.page().send("event", type="pause", session="x", seq=0, id="A-0")

    assert (answer["refused"], answer["unknown"]) == ("not this session", True)


def test_nothing_is_added_to_a_session_that_is_over(desk):
    page = desk.page()
    page.live()
    path = desk.journals()[0]
    before = path.read_bytes()
    (answer,) = page.event("pause")
    page.event("rate", exercise="lower-tummy", discomfort=9)
    page.send("home")

    assert answer["refused"] == "Pause while reviewing"
    assert path.read_bytes() == before
    assert page.panel.home["told"] == []


@pytest.mark.parametrize(
    "values", [{"discomfort": 11}, {"discomfort": "3"}, {"warning_signs": "maybe"}, {"wall": "x"}]
)
def test_a_malformed_check_in_is_told_and_makes_nothing(desk, values):
    page = desk.page()
    message = {"seq": 0, "id": "A-begin", "discomfort": 3, **page.now(), **values}
    (told,) = page.send("begin", **message)
    page.begin(discomfort=2)

    assert told["kind"] == "trouble"
    assert len(desk.journals()) == 1
    assert page.panel.anchor["state"] == "warming_up"


def test_a_check_in_that_could_not_be_written_leaves_nothing_for_the_next_one(desk, disk):
    page = desk.page()
    opened = page.panel._log.open_session

    def full_after_opening(*given):
        journal = opened(*given)
        disk.refuse(".jsonl")
        return journal

    page.panel._log.open_session = full_after_opening
    (told,) = page.begin(discomfort=0)
    disk.mend()
    page.panel._log.open_session = opened
    page.begin(discomfort=7, id="A-second")
    page.event("end")
    page.event("finish")

    assert told["kind"] == "trouble"
    assert desk.rows("sets", "exercise status") == [
        "lower-back-stretch not_attempted",
        "lower-tummy skipped_by_rule",
        "lower-tummy skipped_by_rule",
    ]


@pytest.mark.parametrize("tz", [None, "", "not a zone", 7, "x" * 100])
def test_a_time_zone_that_no_row_can_hold_does_not_cost_the_session(desk, tz):
    page = desk.page()
    page.begin(tz=tz)
    page.event("end")
    page.event("finish")

    assert page.panel.saved["filed"]
    assert desk.rows("sessions", "tz status") == ["- not_started"]


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
    | st.sampled_from(["2026-11-22T07:13:03+01:00", "lower-tummy", "pain", "walk"]),
    lambda inside: st.lists(inside, max_size=2) | st.dictionaries(st.text(), inside, max_size=2),
    max_leaves=4,
)
NAMES = st.sampled_from(
    ["wall", "mono", "page", "phase", "discomfort", "exercise", "reason", "set"]
)


@settings(max_examples=40, deadline=None)
@given(
    sent=st.lists(
        st.tuples(st.sampled_from(sorted(events.NAMES)) | JSON, st.dictionaries(NAMES, JSON)),
        max_size=8,
    )
)
def test_whatever_an_event_holds_the_next_one_is_handled(a_desk, sent):
    with tempfile.TemporaryDirectory() as folder:
        desk = a_desk(Path(folder))
        desk.log.prescribe(desk.program)
        page = desk.page()
        page.begin()
        for type, values in sent:
            answers = page.event(**{"type": type, **values})
            assert [answer["kind"] for answer in answers] == ["ack"]
        shown = page.panel.anchor
        page.panel._live.release()

        if shown["state"] != "closed":
            assert Live.resume(desk.log, shown["session"]).anchor() == shown


# --- taken up again -----------------------------------------------------------------------------


def rewritten(path, change):
    """Write the journal anew with `change` made to the list of its lines."""
    path.write_bytes(b"".join(change(path.read_bytes().splitlines(keepends=True))))


def test_a_session_is_resumed_to_the_event(desk):
    page = desk.page()
    page.begin(discomfort=1)
    page.event("choose_warm_up", warmup="march")
    page.event("ease_off")
    page.until("holding", rep=2)
    page.event("rate", exercise="lower-tummy", discomfort=3)
    page.panel._live.release()
    resumed = Live.resume(desk.log, page.panel.anchor["session"])

    assert resumed.anchor() == page.panel.anchor
    assert resumed.script() == page.panel.script


def test_an_event_that_was_acknowledged_before_is_a_repeat_afterwards(desk):
    page = desk.page()
    page.begin()
    page.event("ease_off")
    page.event("pause")
    _, *sent = map(as_event, page.sent)
    page.panel._live.release()
    resumed = Live.resume(desk.log, page.panel.anchor["session"])

    assert [resumed.receive(message)[0][1] for message in sent] == [
        "EaseOff while warming_up",
        None,
    ]
    assert resumed.anchor() == page.panel.anchor


def test_a_torn_last_event_costs_only_itself_and_can_be_sent_again(desk):
    page = desk.page()
    page.begin()
    page.event("skip_warm_up", instead="skipped")
    page.panel._live.release()
    rewritten(desk.journals()[0], lambda lines: [*lines[:-1], lines[-1][:-20]])
    later = desk.page()
    later.send("resume", session=page.panel.anchor["session"])
    torn = later.panel.anchor["seq"]
    later.again(page.sent[-1])

    assert torn == 0
    assert later.panel.anchor == page.panel.anchor
    later.panel._live.release()
    assert Live.resume(desk.log, later.panel.anchor["session"]).anchor() == page.panel.anchor


def test_an_event_that_stands_twice_in_the_journal_happened_once(desk):
    page = desk.page()
    page.begin()
    page.event("skip_warm_up", instead="skipped")
    page.event("skip")
    page.panel._live.release()
    rewritten(desk.journals()[0], lambda lines: [*lines, lines[-1]])
    resumed = Live.resume(desk.log, page.panel.anchor["session"])

    assert resumed.anchor() == page.panel.anchor


def test_an_event_that_was_refused_stays_refused(desk):
    page = desk.page()
    page.begin()
    page.panel._live.release()
    (path,) = desk.journals()
    at = {"seq": 1, "id": "A-1", **page.now()}
    refused = {"kind": "event", "type": "pause", **at, "refused": "so it was told"}
    rewritten(path, lambda lines: [*lines, desk.line(refused)])
    resumed = Live.resume(desk.log, page.panel.anchor["session"])

    assert resumed.anchor() == {**page.panel.anchor, "seq": 1}
    assert resumed.receive({"type": "pause", **at})[0][1] == "so it was told"


def test_a_damaged_line_in_the_middle_is_told_at_home_and_costs_only_what_it_held(desk):
    page = desk.page()
    page.begin(discomfort=2)
    page.event("rate", exercise="lower-tummy", discomfort=3)
    page.event("rate", exercise="lower-back-stretch", discomfort=4)
    page.panel._live.release()
    rewritten(desk.journals()[0], lambda lines: [*lines[:2], b"x" + lines[2][1:], lines[3]])
    later = desk.page()
    later.send("resume", session=page.panel.anchor["session"])

    assert later.panel.home["problems"][0].startswith(f"journal/{desk.journals()[0].name}, line 3")
    assert later.panel.anchor["ratings"] == {"lower-back-stretch": 4}
    assert later.event("pause")[0] == {"kind": "ack", "seq": 3, "id": "A-3", "refused": None}


def cannot_be_followed(desk, change, told):
    """Whether a changed journal is offered, and says why it can only be discarded."""
    page = desk.page()
    page.begin()
    page.event("pause")
    page.panel._live.release()
    session = page.panel.anchor["session"]
    rewritten(desk.journals()[0], change)
    later = desk.page()

    assert [left["session"] for left in later.panel.home["unfinished"]] == [session]
    for kind in ("resume", "save_partial"):
        assert told in later.send(kind, session=session)[0]["text"]
    assert later.panel.anchor is None
    assert later.send("discard", session=session) == []
    return later.panel.home["unfinished"] == []


@pytest.mark.parametrize("kept", [2, 3])
def test_a_session_whose_first_event_is_damaged_says_so_and_can_be_discarded(desk, kept):
    def damaged(lines):
        return [lines[0], b"x" + lines[1][1:], *lines[2:kept]]

    assert cannot_be_followed(desk, damaged, "does not tell how the session began")


@pytest.mark.parametrize("opening", [{}, {"script": {}}, {"script": {"phases": 1}}])
def test_a_journal_of_another_version_says_so_and_can_be_discarded(desk, opening):
    def reopened(lines):
        return [desk.line({"kind": "opening", **opening}), *lines[1:]]

    assert cannot_be_followed(desk, reopened, "another version of backlog")


def test_a_journal_that_can_not_be_followed_is_given_free(desk):
    page = desk.page()
    page.begin()
    page.panel._live.release()
    opening = desk.line({"kind": "opening"})
    rewritten(desk.journals()[0], lambda lines: [opening, *lines[1:]])
    with pytest.raises(LogError, match="another version") as told:
        Live.resume(desk.log, page.panel.anchor["session"])

    assert told.value.__traceback__  # which keeps the journal's object alive
    assert desk.log.running() == []


# --- in any order -------------------------------------------------------------------------------

SESSION = "20261122T071203-1f2e3d4c"


@pytest.fixture(scope="module")
def story(a_desk, tmp_path_factory):
    """The script and every event of a session, some of them not allowed."""
    desk = a_desk(tmp_path_factory.mktemp("story"))
    desk.log.prescribe(desk.program)
    page = desk.page()
    page.begin(discomfort=1)
    page.event("skip_warm_up", instead="skipped")
    page.event("ease_off")
    page.until("holding", rep=1)
    page.event("pause", gap_s=3.5)
    page.event("resume")
    page.event("rate", exercise="lower-tummy", discomfort=12)
    page.until("holding", rep=2)
    page.event("stop")
    page.event("answer", reason="tired", last_good=1)
    page.event("skip")
    page.until("reviewing")
    page.event("correct", set=1, reps=0)
    page.event("finish", discomfort=1, reviewed=True)
    return Script.from_json(page.panel.script), [as_event(message) for message in page.sent]


def as_event(message):
    """Return a message as the widget hands it on."""
    plain = {key: value for key, value in message.items() if key not in ("kind", "session")}
    return {"type": "begin", **plain}


def left_behind(desk, story, deliveries):
    """Deliver events by their numbers (None: the kernel dies), then all; return the tables."""
    script, events = story
    log = desk.log
    live = Live.begin(log, SESSION, script, "Europe/Vienna")
    for each in deliveries:
        if each is not None:
            live.receive(events[each])
        elif live.session.begun and not live.closed:
            live.release()
            live = Live.resume(log, SESSION)
    for event in events:
        ((_, refused),) = live.receive(event)[:1]
        assert (refused is not None) == (
            event["type"] == "ease_off" or event.get("discomfort") == 12
        )
    return [(desk.folder / name).read_text() for name in ("sets.csv", "sessions.csv")]


@pytest.fixture(scope="module")
def in_order(a_desk, story, tmp_path_factory):
    return left_behind(a_desk(tmp_path_factory.mktemp("in-order")), story, [])


@settings(max_examples=25, deadline=None)
@given(deliveries=st.lists(st.one_of(st.integers(0, 31), st.none()), max_size=60))
def test_whatever_comes_late_twice_or_in_any_order_leaves_the_same_rows(
    a_desk, story, in_order, deliveries
):
    assert len(story[1]) == 32
    with tempfile.TemporaryDirectory() as folder:
        assert left_behind(a_desk(Path(folder)), story, deliveries) == in_order
