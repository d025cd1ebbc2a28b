"""Sessions that a kernel, a disk or a person interrupted: what becomes of them afterwards."""

import errno
import json
from datetime import datetime, timedelta
from functools import partial

SETS = "reps held status reason reviewed"


def at(seconds):
    """The times of a page that was loaded when the session began."""
    wall = datetime.fromisoformat("2026-11-22T07:12:03+01:00") + timedelta(seconds=seconds)
    return {"wall": wall.isoformat(), "mono": float(seconds), "page": "A"}


def test_a_killed_kernels_session_is_nobodys_and_running_elsewhere_until_then(desk, kernel):
    other = kernel(desk.folder)
    other.send("begin", seq=0, id="A-begin", discomfort=1, **at(0))
    (session,) = desk.panel().home["elsewhere"]
    event = partial(other.send, "event", session=session)
    event(type="choose_warm_up", warmup="walk", seq=1, id="A-1", **at(1))
    event(type="phase_done", phase=0, seq=2, id="A-2", **at(180))
    page = desk.page(name="A")
    alive = page.panel.home
    (told,) = page.send("resume", session=session)
    other.kill()
    page.send("home")

    assert (alive["elsewhere"], alive["unfinished"]) == ([session], [])
    assert told["text"] == f"The session {session} is running elsewhere."
    assert page.panel.home["elsewhere"] == []
    assert page.panel.home["unfinished"] == [
        {"session": session, "began": at(0)["wall"], "events": 3, "old": False}
    ]


def test_a_session_that_runs_elsewhere_can_be_taken_over(desk):
    """The other notebook's next event is not taken, and it says why and draws Home."""
    old = desk.page(name="A")
    old.begin(discomfort=1)
    old.event("choose_warm_up", warmup="walk")
    before = old.panel.anchor
    page = desk.page(name="B", seconds=60)
    page.send("take_over", session=before["session"])
    taken = page.panel.anchor
    (told,) = old.event("pause")
    page.next()
    (stale,) = old.send("event", type="pause", session=before["session"], seq=3, id="A-3", **at(70))

    assert taken == before
    assert told["kind"] == "trouble"
    assert "was taken over elsewhere: nothing more is written here" in told["text"]
    assert (old.panel.anchor, old.panel.home["elsewhere"]) == (None, [before["session"]])
    assert stale["refused"] == "not this session"
    assert page.panel.anchor["seq"] == before["seq"] + 1

    page.event("end", reason="time")
    page.event("finish", discomfort=1, reviewed=True)
    assert desk.rows("sessions", "status warmup") == ["not_started walk"]
    assert [path.name.split(".")[1] for path in desk.journals()] == ["2", "jsonl"]


def test_a_session_that_nobody_runs_any_more_is_resumed_by_taking_it_over(desk, kernel):
    other = kernel(desk.folder)
    other.send("begin", seq=0, id="A-begin", discomfort=1, **at(0))
    page = desk.page()
    (session,) = page.panel.home["elsewhere"]
    other.kill()
    page.send("take_over", session=session)

    assert page.panel.anchor["seq"] == 0
    assert len(desk.journals()) == 1


def test_an_unfinished_session_of_more_than_twelve_hours_is_old(desk):
    page = desk.page()
    page.begin()
    page.panel._live.release()

    for hours, old in ((12, False), (13, True)):
        (left,) = desk.panel(later=timedelta(hours=hours)).home["unfinished"]
        assert left["old"] is old


def test_a_killed_kernels_session_goes_on_and_takes_what_the_outbox_kept(desk, kernel):
    other = kernel(desk.folder)
    other.send("begin", seq=0, id="A-begin", discomfort=1, **at(0))
    (session,) = desk.panel().home["elsewhere"]
    other.send("event", session=session, type="phase_done", phase=0, seq=1, id="A-1", **at(180))
    other.kill()
    over = {1: 200, 3: 203, 4: 207, 5: 227}  # ready, in, out, hold: true times
    outbox = [
        {"type": "phase_done", "phase": phase, "seq": seq, "id": f"A-{seq}", **at(seconds)}
        for seq, (phase, seconds) in enumerate(over.items(), start=2)
    ]
    page = desk.page(name="A", seconds=300)
    page.send("resume", session=session)
    answers = [page.send("event", session=session, **event) for event in outbox]
    page.event("end", reason="time")
    page.event("finish")

    assert [answer[0]["refused"] for answer in answers] == [None] * 4
    assert desk.rows("sets", SETS)[0] == "1 20.0 partial time -"
    assert desk.rows("sets", "performed_at")[0] == "2026-11-22 07:15:23+01:00"
    assert desk.rows("sessions", "warmup_s ended_at") == ["180.0 2026-11-22 07:17:03+01:00"]


def test_a_journal_in_which_nothing_began_is_put_away_without_a_word(desk):
    journal = desk.log.open_session("20261122T071203-1f2e3d4c", {"script": {}})
    journal.release()
    panel = desk.panel()

    assert (panel.home["unfinished"], panel.home["told"]) == ([], [])
    assert desk.journal()[-1] == {"kind": "closing", "discarded": True}


def test_a_journal_that_cannot_be_settled_is_told_and_the_others_are(desk):
    finish = {"kind": "event", "type": "finish", "refused": None}
    journal = desk.log.open_session("20261121T071203-00000000", {})
    journal.write(finish)
    journal.release()
    page = desk.page()
    page.begin(warning_signs="shown")
    page.panel._live.release()
    page = desk.page()
    page.send("discard", session=page.panel.home["unfinished"][-1]["session"])
    (told,) = page.panel.home["told"]

    assert told.startswith("The session 20261121T071203-00000000 waits in ")
    assert [each["session"] for each in page.panel.home["unfinished"]] == [journal.session_id]


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
            "old": False,
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
        "1 20.0 partial interrupted -",
        "0 - not_attempted - -",
        "0 - not_attempted - -",
    ]


def test_what_the_browser_still_kept_reaches_a_session_that_is_saved_as_partial(desk):
    page = desk.page()
    page.begin(discomfort=1)
    page.event("skip_warm_up", instead="already_warm")
    page.until("holding", rep=1)
    phase, seq = page.panel.anchor["phase"], page.panel.anchor["seq"]
    page.panel._live.release()
    held = {"type": "phase_done", "phase": phase, "seq": seq + 1, "id": "A-held", **at(47)}
    rated = {"type": "rate", "exercise": "lower-back-stretch", "discomfort": 3, **at(48)}
    events = [held, {**rated, "seq": seq + 2, "id": "A-rated"}]
    desk.page().send("save_partial", session=page.panel.anchor["session"], events=events)

    assert desk.rows("sets", f"{SETS} discomfort")[0] == "1 20.0 partial interrupted - 3"
    assert desk.rows("sessions", "ended_at") == ["2026-11-22 07:12:51+01:00"]


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
    path.write_bytes(b"".join(desk.line(json.loads(record)) for record in records))
    later = desk.page()
    (told,) = later.send("resume", session=session)

    assert told["text"] == "The catalogue has no headstand any more: save as partial."
    assert later.panel.anchor is None
    later.send("save_partial", session=session)
    assert desk.rows("sets", "exercise status")[-1] == "headstand not_attempted"


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
    page.send("home")
    assert page.panel.home["told"] == [
        "No program of your own can be read there now, so this is the default one."
    ]
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
    assert not panel.home["first_run"]


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
    assert desk.rows("sessions", "status reason discomfort_after") == ["partial time 2"]
    assert desk.rows("sets", SETS)[0].endswith("yes")
    assert desk.panel().home["told"] == []
