"""The panel driven by messages, as a browser would: what it answers, draws and leaves on disk."""

import errno
import json
import threading
from datetime import timedelta

import pytest

from backlog.log.journal import to_line

SETS = "exercise side reps held status reason discomfort gap_s reviewed"
SESSION = "status warmup warmup_s discomfort_before discomfort_after warning_signs reason"


def lived(page):
    """Go through a whole session: an eased hold, a pause, one rating."""
    page.begin(discomfort=1, warning_signs="shown")
    page.event("choose_warm_up", warmup="walk")
    page.until("holding", rep=1)
    page.next()
    page.until("holding", rep=2)
    page.seconds += 12
    page.event("ease_off")
    page.next()
    page.event("pause", gap_s=4.5)
    page.seconds += 60
    page.event("resume")
    page.event("rate", exercise="lower-back-stretch", discomfort=3)
    page.until("reviewing")
    page.event("finish", discomfort=2, reviewed=True)


ROWS = [
    "lower-back-stretch both 2 32.0 done - 3 4.5 yes",
    "lower-tummy left 1 - done - - - yes",
    "lower-tummy right 1 - done - - - yes",
]


def test_the_first_run_writes_the_program_that_was_chosen(bare):
    page = bare.page()

    assert page.panel.home["first_run"]
    page.send("first_run", days_per_week=3, postpone_at=5)

    assert not page.panel.home["first_run"]
    assert bare.rows(
        "program", "from exercise sets reps hold days_per_week postpone_at author"
    ) == [
        "2026-11-22 lower-back-stretch 1 6 20.0 3 - default",
        "2026-11-22 lower-tummy 1 6 - 3 5 person",
        "2026-11-22 deep-abdominal 1 5 5.0 3 - default",
    ]


def test_a_first_run_without_answers_leaves_them_open(bare):
    page = bare.page()
    page.send("first_run", days_per_week=None, postpone_at=None)

    assert bare.rows("program", "days_per_week postpone_at") == ["- -", "- 1", "- -"]
    assert page.panel.home["counts"]["planned"] is None


def test_a_second_tap_at_the_first_run_prescribes_nothing_more(bare):
    page = bare.page()
    page.send("first_run", days_per_week=3, postpone_at=5)
    page.send("first_run", days_per_week=7, postpone_at=None)

    assert bare.rows("program", "days_per_week postpone_at") == ["3 -", "3 5", "3 -"]


def test_a_number_of_days_that_no_week_has_is_told_and_nothing_is_written(bare):
    page = bare.page()
    (answer,) = page.send("first_run", days_per_week=8, postpone_at=None)

    assert "days_per_week: '8' must be a whole number from 1 to 7" in answer["text"]
    assert page.panel.home["first_run"]
    assert not (bare.folder / "program.csv").exists()


def test_a_whole_session_by_messages_ends_in_the_tables(desk):
    page = desk.page()
    lived(page)

    assert page.panel.saved == {"folder": str(desk.folder), "status": "finished", "filed": True}
    assert desk.rows("sets", SETS) == ROWS
    assert desk.rows("sessions", SESSION) == ["finished walk 180.0 1 2 shown -"]
    assert desk.rows("sessions", "tz local_day started_at entry") == [
        "Europe/Vienna 2026-11-22 2026-11-22 07:12:03+01:00 live"
    ]
    assert all(answer["refused"] is None for answer in page.panel.answers)


def test_home_counts_the_session_when_it_is_come_back_to(desk):
    page = desk.page()
    assert page.panel.home["counts"] == {"today": 0, "sessions": 0, "weeks": 0, "planned": None}
    lived(page)
    page.send("home")

    assert page.panel.home["counts"] == {"today": 1, "sessions": 1, "weeks": 1, "planned": 3}
    assert (page.panel.script, page.panel.anchor, page.panel.saved) == (None, None, None)


def test_what_was_not_answered_stays_empty(desk):
    page = desk.page()
    page.begin(discomfort=None)
    page.event("skip_warm_up", instead="skipped")
    page.until("reviewing")
    page.event("finish", discomfort=None, reviewed=False)

    assert desk.rows("sets", SETS) == [
        "lower-back-stretch both 2 40.0 done - - - -",
        "lower-tummy left 0 - skipped_by_rule not_rated - - -",
        "lower-tummy right 0 - skipped_by_rule not_rated - - -",
    ]
    assert desk.rows("sessions", SESSION) == ["finished skipped 0.0 - - - -"]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"discomfort": 3}, "not_attempted -"),
        ({"discomfort": 4}, "skipped_by_rule over_limit"),
        ({"discomfort": None}, "skipped_by_rule not_rated"),
        ({"discomfort": 4, "anyway": ["lower-tummy"]}, "not_attempted -"),
    ],
)
def test_the_limit_of_an_exercise_decides_at_the_check_in(desk, said, told):
    page = desk.page()
    page.begin(**said)
    page.event("end")
    page.event("finish")

    left, right = desk.rows("sets", "exercise status reason")[1:]
    assert (left, right) == (f"lower-tummy {told}", f"lower-tummy {told}")


def test_an_exercise_done_anyway_is_marked_over_its_limit(desk):
    page = desk.page()
    page.begin(discomfort=4, anyway=["lower-tummy"])
    page.until("reviewing")
    page.event("finish")

    assert desk.rows("sets", "exercise reps status reason") == [
        "lower-back-stretch 2 done -",
        "lower-tummy 1 done over_limit",
        "lower-tummy 1 done over_limit",
    ]


def test_all_exercises_postponed_leave_a_warm_up_and_a_session_that_did_not_start(bare):
    bare.log.prescribe(bare.program[1:])
    page = bare.page()
    page.begin(discomfort=9)
    page.next()
    page.event("finish")

    assert bare.rows("sets", "status") == ["skipped_by_rule", "skipped_by_rule"]
    assert bare.rows("sessions", "status warmup_s") == ["not_started 180.0"]


def test_a_ticked_warning_sign_is_recorded_and_nobody_exercises(desk):
    page = desk.page()
    states = []
    page.panel.observe(lambda change: states.append(change["new"]["state"]), names=["anchor"])
    page.begin(discomfort=2, warning_signs="ticked")

    assert states == ["closed"]
    assert page.panel.saved["status"] == "not_started"
    assert desk.rows("sessions", SESSION) == ["not_started - 0.0 2 - ticked -"]
    assert desk.rows("sets", "reps status") == ["0 not_attempted"] * 3


def test_a_ticked_warning_sign_needs_no_rating(desk):
    desk.page().begin(discomfort=None, warning_signs="ticked")

    assert desk.rows("sessions", "status discomfort_before") == ["not_started -"]


def test_a_ticked_warning_sign_sent_twice_is_recorded_once(desk):
    page = desk.page()
    page.begin(warning_signs="ticked")
    page.again(page.sent[-1])
    page.begin(warning_signs="ticked", id="B-begin")
    page.send("home")

    assert desk.rows("sessions", "warning_signs") == ["ticked"]
    assert page.panel.home["told"] == []


def test_a_session_with_a_ticked_warning_sign_can_not_be_led_on_when_the_disk_fails(desk, disk):
    page = desk.page()
    opened, written = page.panel._log.open_session, []

    def full_after_the_first_event(*given):
        journal = opened(*given)
        keep = journal.write

        def write(record):
            if written:
                disk.refuse(".jsonl")
            written.append(record)
            keep(record)

        journal.write = write
        return journal

    page.panel._log.open_session = full_after_the_first_event
    (told,) = page.begin(warning_signs="ticked")
    disk.mend()

    assert told["kind"] == "trouble"
    assert page.panel.anchor is None
    page.send("home")
    assert desk.rows("sessions", "status warning_signs reason") == ["not_started ticked -"]
    assert page.panel.home["unfinished"] == []


# --- acknowledged means on disk ---------------------------------------------------------------


def test_an_event_is_on_disk_before_it_is_acknowledged_or_drawn(desk):
    panel = desk.panel()
    seen = []

    def look(*_):
        seen.append((panel.anchor["seq"], len(desk.events())))

    panel.observe(look, names=["anchor"])
    panel.send = look
    panel.answers = []
    lived(desk.page(panel))

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

    assert answer == {"kind": "ack", "seq": 0, "id": "A-0", "refused": "not this session"}


def test_nothing_is_added_to_a_session_that_is_over(desk):
    page = desk.page()
    lived(page)
    path = desk.journals()[0]
    before = path.read_bytes()
    (answer,) = page.event("rate", exercise="lower-tummy", discomfort=9)
    page.send("home")

    assert answer["refused"] == "the session is over"
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


# --- threads ------------------------------------------------------------------------------------


def test_two_threads_that_send_at_once_lose_nothing(desk, tmp_path):
    page = desk.page()
    lived(page)
    story = [message for message in page.sent if message["kind"] == "event"]
    other = type(desk)(tmp_path / "other")
    other.log.prescribe(other.program)
    second = other.page()
    second.begin(discomfort=1, warning_signs="shown")
    session = second.panel.anchor["session"]
    both_there = threading.Barrier(2)

    def deliver(messages):
        both_there.wait()
        for message in messages:
            second.panel._handle_custom_msg({**message, "session": session}, [])

    threads = [threading.Thread(target=deliver, args=(story[half::2],)) for half in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    acknowledged = sorted(answer["seq"] for answer in second.panel.answers)
    assert acknowledged == list(range(len(story) + 1))
    assert other.rows("sets", SETS) == ROWS


# --- interrupted --------------------------------------------------------------------------------


def test_a_dead_kernels_session_is_offered_and_goes_on_where_it_was(desk):
    page = desk.page()
    page.begin(discomfort=1)
    page.event("choose_warm_up", warmup="walk")
    page.until("holding", rep=2)
    before = page.panel.anchor
    page.panel._live.release()  # as the end of its process does
    later = desk.page(name="A", seconds=page.seconds + 5)

    assert later.panel.home["unfinished"] == [
        {
            "session": before["session"],
            "began": desk.now.isoformat(),
            "events": before["seq"] + 1,
        }
    ]
    later.send("resume", session=before["session"])
    assert later.panel.anchor == before
    later.event("ease_off")  # waited in the outbox: its true time is 5 s into the hold
    later.until("reviewing")
    later.event("finish", reviewed=True)
    assert desk.rows("sets", "reps held status")[0] == "2 25.0 done"


def test_resume_asked_twice_resumes_once(desk):
    page = desk.page()
    page.begin()
    page.panel._live.release()
    later = desk.page()
    session = later.panel.home["unfinished"][0]["session"]

    assert later.send("resume", session=session) + later.send("resume", session=session) == []
    assert later.panel.anchor["state"] == "warming_up"


def test_a_running_session_is_not_put_aside_for_an_interrupted_one(desk):
    page = desk.page()
    page.begin()
    interrupted = page.panel.anchor["session"]
    page.panel._live.release()
    later = desk.page()
    later.begin(id="B-begin")
    (told,) = later.send("resume", session=interrupted)

    assert told == {"kind": "trouble", "text": "A session is running here. End it first."}
    assert later.event("pause")[0]["refused"] is None


def test_an_interrupted_session_saved_as_partial_keeps_what_was_done(desk):
    page = desk.page()
    page.begin(discomfort=1)
    page.event("skip_warm_up", instead="already_warm")
    page.until("holding", rep=2)
    page.panel._live.release()
    later = desk.page(desk.panel(later=timedelta(hours=14)))
    answers = later.send("save_partial", session=page.panel.anchor["session"])

    assert answers == []
    assert later.panel.home["unfinished"] == []
    assert desk.rows("sessions", "status reason ended_at") == [
        "partial interrupted 2026-11-22 07:13:03+01:00"
    ]
    assert desk.rows("sets", SETS) == [
        "lower-back-stretch both 1 20.0 partial interrupted - - -",
        "lower-tummy left 0 - not_attempted - - - -",
        "lower-tummy right 0 - not_attempted - - - -",
    ]


def test_saving_as_partial_twice_saves_once(desk):
    page = desk.page()
    page.begin()
    page.panel._live.release()
    later = desk.page()
    session = page.panel.anchor["session"]
    later.send("save_partial", session=session)
    (told,) = later.send("save_partial", session=session)

    assert told["text"] == f"The session {session} is closed already."
    assert desk.rows("sessions", "status") == ["not_started"]


def test_a_discarded_session_is_counted_nowhere_and_its_journal_stays(desk):
    page = desk.page()
    page.begin()
    page.panel._live.release()
    later = desk.page()
    later.send("discard", session=page.panel.anchor["session"])

    assert later.panel.home["unfinished"] == []
    assert desk.journal()[-1] == {"kind": "closing", "discarded": True}
    assert desk.rows("sessions", "status") == []
    assert desk.panel().home["counts"]["sessions"] == 0


def test_a_session_that_this_version_cannot_show_can_still_be_saved(desk):
    page = desk.page()
    page.begin()
    page.until("holding", rep=1)
    page.panel._live.release()
    path = desk.journals()[0]
    session = page.panel.anchor["session"]
    records = [json.dumps(record).replace("lower-tummy", "headstand") for record in desk.journal()]
    path.write_bytes(b"".join(to_line(json.loads(record)) for record in records))
    later = desk.page()
    (told,) = later.send("resume", session=session)

    assert told["text"] == "The catalogue has no headstand any more: save as partial."
    assert later.panel.anchor is None
    later.send("save_partial", session=session)
    assert desk.rows("sets", "exercise status")[-1] == "headstand not_attempted"


# --- a log that cannot be written --------------------------------------------------------------


def test_a_vanished_folder_is_told_and_the_session_waits_in_the_fallback(desk):
    page = desk.page()
    away = desk.folder.rename(desk.folder.with_name("unmounted"))
    page.send("home")

    assert "is a drive missing?" in page.panel.home["unusable"]
    assert "this is the default one" in page.panel.home["told"][0]
    page.begin(discomfort=0)
    page.event("end")
    (told,) = page.event("finish")
    assert "is a drive missing?" in told["text"]
    assert page.panel.saved["filed"] is False
    assert page.panel.saved["folder"] == str(desk.journals()[0].parent)
    assert page.panel.saved["folder"].startswith(page.panel.home["fallback"])
    assert not desk.folder.exists()

    away.rename(desk.folder)
    told = desk.panel().home["told"]
    assert len(told) == 1
    assert told[0].endswith("was brought from its journal into the log.")
    assert desk.rows("sessions", "status") == ["not_started"]
    assert desk.panel().home["told"] == []
    assert desk.rows("sessions", "status") == ["not_started"]


def test_a_folder_on_a_read_only_disk_is_told_before_the_session(desk, disk):
    disk.refuse(".lock", errno.EROFS)
    page = desk.page()

    assert "read-only disk" in page.panel.home["unusable"]
    assert page.panel.home["first_run"] is False
    assert [each["reps"] for each in page.panel.home["today"]["exercises"]] == [2, 1]


def test_a_folder_below_a_file_is_told(tmp_path, desk):
    (tmp_path / "file").write_text("no folder")
    panel = type(desk)(tmp_path / "file" / "data").panel()

    assert str(tmp_path / "file") in panel.home["unusable"]


def test_rows_that_did_not_reach_the_tables_are_told_and_settled_at_the_next_home(desk, disk):
    page = desk.page()
    page.begin()
    page.event("end")
    disk.refuse("sessions.csv")
    (told,) = page.event("finish")
    repeated = page.again(page.sent[-1])
    pending = page.panel.saved
    disk.mend()
    page.send("home")

    assert told["text"].startswith("The disk is full")
    assert repeated[0]["refused"] is None
    assert (pending["status"], pending["filed"]) == ("not_started", False)
    assert page.panel.home["told"][0].endswith("was brought from its journal into the log.")
    assert page.panel.home["elsewhere"] == []
    assert desk.rows("sessions", "status") == ["not_started"]
    assert len(desk.rows("sets", "status")) == 3


def test_a_finish_whose_closing_failed_is_settled_at_the_next_start(desk, disk, monkeypatch):
    page = desk.page()
    page.begin()
    page.until("holding", rep=2)
    page.event("end", reason="time")
    close = page.panel._log.close_session

    def full(*rows):
        disk.refuse(".jsonl")
        close(*rows)

    monkeypatch.setattr(page.panel._log, "close_session", full)
    (told,) = page.event("finish", discomfort=2, reviewed=True)
    disk.mend()
    later = desk.panel()

    assert told["text"].startswith("The disk is full")
    assert desk.events()[-1] == "finish"
    assert (later.home["unfinished"], later.home["elsewhere"]) == ([], [])
    assert later.home["told"][0].endswith("was brought from its journal into the log.")
    assert desk.rows("sessions", SESSION) == ["partial - 180.0 0 2 - time"]
    assert desk.rows("sets", SETS)[0].endswith("yes")
    assert desk.panel().home["told"] == []


# --- whatever goes wrong ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "message", [{"kind": "dance"}, {}, {"kind": ["a", "list"]}, {"kind": "resume"}, "text", None, 7]
)
def test_a_message_that_means_nothing_is_told_and_logged(desk, caplog, message):
    panel = desk.panel()
    panel._handle_custom_msg(message, [])

    assert [answer["kind"] for answer in panel.answers] == ["trouble"]
    assert [record.name for record in caplog.records] == ["backlog.panel"]
    assert caplog.records[0].exc_info


def test_an_exception_in_a_callback_is_told_and_logged(desk, caplog, monkeypatch):
    page = desk.page()
    page.begin()

    def broken(_):
        raise RuntimeError("a bug")

    monkeypatch.setattr(page.panel._live, "receive", broken)
    answers = page.event("pause")

    assert answers == [{"kind": "trouble", "text": "RuntimeError: a bug"}]
    assert "RuntimeError: a bug" in caplog.text


def test_a_session_that_is_not_there_is_told_in_one_sentence(desk, caplog):
    (told,) = desk.page().send("resume", session="20261121T071203-00000000")

    assert told["text"].startswith("There is no session 20261121T071203-00000000")
    assert caplog.records == []
