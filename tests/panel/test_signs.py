"""Warning signs: what a tick leaves in the log, what it holds back, and until when."""

import os
from datetime import UTC, date, datetime, timedelta

import pytest

from backlog.log import Log, corrections, pending
from backlog.panel import assets, home, signs

DAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LEVELS = signs.headings(assets.languages())
HEADINGS = assets.texts()["signs"]
FEVER = f"{HEADINGS['same_day']}: Fever"
CHEST = f"{HEADINGS['emergency']}: Chest pain"
WEEKS = f"{HEADINGS['appointment']}: No better after a few weeks"


def tick(note, hours=0, day=DAY):
    return row("signs", note, hours, day)


def seen(hours=1, day=DAY):
    return row("seen", None, hours, day)


def row(kind, note, hours, day):
    at = NOW + timedelta(hours=hours)
    own = {"day_id": f"{at:%Y%m%dT%H%M%S}-1f2e3d4c", "rev": 1, "recorded_at": at}
    return {**own, "kind": kind, "from": day, "to": day, "note": note}


def ticked(day=DAY, id="A"):
    return {"session_id": id, "local_day": day, "warning_signs": "ticked"}


def held(days, sessions=None):
    """What holds after a session of the day in which a sign was ticked, or after `sessions`."""
    return signs.held([ticked()] if sessions is None else sessions, days, LEVELS)


def test_a_tick_is_recorded_in_the_words_that_the_person_saw(tmp_path):
    log = Log(tmp_path, now=lambda: NOW)
    log.extend("days", [row for _, row in signs.rows([FEVER, WEEKS], NOW)])

    told = [(row["kind"], row["from"], row["to"], row["note"]) for row in log.records("days")]
    assert told == [("signs", DAY, DAY, FEVER), ("signs", DAY, DAY, WEEKS)]


def test_nothing_ticked_holds_nothing():
    assert held([], sessions=[]) is None
    assert held([], sessions=[{**ticked(), "warning_signs": "shown"}]) is None


def test_a_sign_for_an_ordinary_appointment_holds_nothing():
    assert held([tick(WEEKS)], sessions=[]) is None


def test_a_same_day_sign_holds_until_a_clinician_has_seen_it():
    assert held([tick(FEVER)]) == {
        "day": "2026-11-22",
        "notes": [FEVER],
        "level": "same_day",
        "rows": ["20261122T090000-1f2e3d4c"],
        "sessions": ["A"],
    }
    assert held([tick(FEVER), seen()]) is None


def test_of_two_levels_the_graver_one_is_told():
    both = held([tick(FEVER), tick(CHEST)])

    assert (both["level"], both["notes"]) == ("emergency", [FEVER, CHEST])


def test_what_is_new_or_worse_since_it_was_seen_holds_again():
    again = held([tick(FEVER), seen(hours=1), tick(FEVER, hours=2)])

    assert again["rows"] == ["20261122T110000-1f2e3d4c"]


def test_a_new_sign_holds_although_the_clock_went_back_since_the_visit():
    """Whoever flies west after a visit ticks at an earlier hour of the same day."""
    new = tick(CHEST, hours=-2)

    assert held([tick(FEVER, hours=-5), seen(), new])["notes"] == [CHEST]
    assert held([tick(FEVER, hours=-5), seen(), new, seen(hours=2)]) is None


def test_a_corrected_tick_that_was_seen_is_seen():
    assert held([seen(), tick(FEVER) | {"rev": 2}]) is None


def test_a_tick_by_a_clock_that_runs_ahead_is_seen_by_what_was_written_after_it():
    ahead = tick(FEVER, hours=3) | {"recorded_at": NOW}

    assert held([ahead, seen(hours=1)]) is None


def test_what_was_said_before_a_tick_has_not_seen_it_although_its_row_came_later():
    """The row of the visit waited for a table that was held, the tick did not."""
    assert held([tick(FEVER, hours=1), seen(hours=0)])["notes"] == [FEVER]


def event(id="A-1", wall="2026-11-22T11:00:00.250+02:00", page="A"):
    said = {"type": "report_signs", "id": id, "level": "same_day", "signs": [FEVER]}
    return {**said, "wall": wall, "mono": 1.0, "page": page}


def test_the_id_of_a_tick_begins_with_its_moment_by_the_clock_of_the_log():
    """The browser is two hours east of the kernel: what is seen later gets the kernel's time."""
    ((_, row),) = signs.of_event(event(), NOW + timedelta(minutes=5))

    assert row["day_id"].startswith("20261122T090000-")
    assert row["from"] == DAY


def test_a_tick_makes_the_same_row_again_under_another_id_of_its_event():
    (first,), (again,), (elsewhere,), (later,) = (
        signs.of_event(each, NOW)
        for each in (
            event("A-1"),
            event("A-2"),
            event("A-3", page="B"),
            event("A-4", wall="2026-11-22T11:00:00.251+02:00"),
        )
    )

    assert again == first
    assert len({row["day_id"] for _, row in (first, elsewhere, later)}) == 3


def test_what_an_unseen_tick_of_the_day_says_already_is_nothing_new():
    new = [("days", tick(FEVER, hours=2))]

    assert signs.new(new, [tick(FEVER)]) == []
    assert signs.new(new, [tick(FEVER), seen()]) == new
    assert signs.new(new, [tick(WEEKS)]) == new
    assert signs.new(new, [tick(FEVER, day=DAY - timedelta(1))]) == new


def test_a_visit_before_the_tick_has_not_seen_it():
    assert held([tick(FEVER), seen(hours=1, day=DAY - timedelta(1))])["level"] == "same_day"


def test_words_that_nobody_knows_any_more_hold_all_the_same():
    assert held([tick("Fever")])["level"] == "same_day"
    assert held([tick(None)])["notes"] == []


def test_a_tick_whose_words_were_lost_holds_by_the_session_alone():
    assert held([])["sessions"] == ["A"]
    assert held([seen()]) is None


def test_the_headings_are_known_in_every_language():
    german = assets.texts("de")["signs"]["emergency"]

    assert (LEVELS[german], LEVELS[HEADINGS["emergency"]]) == ("emergency", "emergency")
    assert len(LEVELS) == 6


def test_what_a_clinician_has_seen_last_is_told_with_its_day():
    earlier = row("seen", FEVER, hours=1, day=DAY - timedelta(3))
    later = row("seen", CHEST, hours=2, day=DAY)

    assert signs.last_seen([later, earlier]) is later
    assert signs.last_seen([tick(FEVER)]) is None


# --- by messages ----------------------------------------------------------------------------------


def test_a_ticked_sign_ends_the_session_and_home_says_what_to_do(desk):
    page = desk.page()
    page.begin(discomfort=2, warning_signs="ticked", signs=[FEVER])
    home = page.panel.home

    assert desk.rows("sessions", "status warning_signs") == ["not_started ticked"]
    assert desk.rows("days", "kind note") == [f"signs {FEVER}"]
    assert (home["held"]["notes"], home["held"]["level"]) == ([FEVER], "same_day")
    assert page.panel.anchor["state"] == "closed"


def test_no_session_begins_before_a_clinician_has_seen_it(desk):
    page = desk.page()
    page.begin(warning_signs="ticked", signs=[FEVER])
    page.send("home")
    (told,) = page.begin(id="A-again")

    assert told["kind"] == "trouble"
    assert page.panel.anchor is None

    page.send("form", form="seen", values={"from": "2026-11-22", "held": page.panel.home["held"]})
    page.begin(id="A-third")

    assert page.panel.home["held"] is None
    assert page.panel.anchor["state"] == "warming_up"
    assert desk.rows("days", "kind from note") == [
        f"signs 2026-11-22 {FEVER}",
        f"seen 2026-11-22 {FEVER}",
    ]


@pytest.mark.parametrize(
    ("day", "why"),
    [("", "day"), ("soon", "day"), ("2026-11-23", "ahead"), ("2026-11-21", "before_tick")],
)
def test_a_day_on_which_nobody_can_have_seen_it_is_told_at_the_field(desk, day, why):
    page = desk.page()
    page.begin(warning_signs="ticked", signs=[FEVER])
    (told,) = page.send("form", form="seen", values={"from": day, "held": page.panel.home["held"]})

    assert (told["kind"], told["field"], told["text"]) == ("field", "from", why)
    assert page.panel.home["held"]
    assert why in HEADINGS["wrong"]


def test_a_slip_is_taken_back_with_the_session_that_it_ended(desk):
    page = desk.page()
    page.begin(warning_signs="ticked", signs=[FEVER])
    page.send("not_signs")

    assert page.panel.home["held"] is None
    assert [desk.rows(table, "status") for table in ("sessions", "sets", "days")] == [[], [], []]
    assert "deleted" in (desk.folder / "days.csv").read_text()


def test_a_session_that_was_left_can_not_be_resumed_while_a_sign_holds(desk):
    page = desk.page()
    page.begin()
    session = page.panel.anchor["session"]
    page.panel._live.release()
    other = desk.page(name="B", seconds=60)
    other.begin(warning_signs="ticked", signs=[FEVER])
    other.send("home")
    (told,) = other.send("resume", session=session)

    assert "until a clinician has seen it" in told["text"]
    assert other.panel.anchor is None
    assert [each["session"] for each in other.panel.home["unfinished"]] == [session]


def reports(page, **values):
    return page.event("report_signs", level="same_day", signs=[FEVER], **values)


@pytest.mark.parametrize("state", ["warming_up", "readying", "moving", "holding", "reviewing"])
def test_a_sign_that_is_ticked_on_the_way_closes_the_session_as_it_stands(desk, state):
    page = desk.page()
    page.begin()
    page.until(state)
    (told,) = reports(page)

    assert (told["kind"], told["refused"]) == ("ack", None)
    assert page.panel.anchor["state"] == "closed"
    assert page.panel.home["held"]["notes"] == [FEVER]
    assert desk.rows("sessions", "warning_signs discomfort_after") == ["ticked -"]
    assert desk.rows("days", "kind note") == [f"signs {FEVER}"]


@pytest.mark.parametrize("before", [["pause"], ["stop"]])
def test_a_sign_that_is_ticked_in_a_stop_keeps_what_was_done(desk, before):
    page = desk.page()
    page.begin()
    page.until("holding", rep=2)
    for each in before:
        page.event(each)
    reports(page)

    assert desk.rows("sets", "reps held status reviewed")[0] == "1 20.0 partial -"
    assert desk.rows("sessions", "status warning_signs reason") == ["partial ticked -"]


def test_a_sign_that_is_sent_again_is_recorded_once(desk):
    page = desk.page()
    page.begin()
    reports(page)
    (told,) = page.again(page.sent[-1])

    assert (told["kind"], told["refused"]) == ("ack", None)
    assert desk.rows("days", "kind note") == [f"signs {FEVER}"]


def test_a_sign_holds_also_when_its_session_was_closed_elsewhere_meanwhile(desk):
    page = desk.page()
    page.begin()
    page.panel._live.release()
    other = desk.page(name="B", seconds=60)
    other.send("save_partial", session=page.panel.anchor["session"])
    values = {"seq": 1, "session": page.panel.anchor["session"]}
    other.send("event", type="report_signs", id="A-1", level="emergency", signs=[FEVER], **values)
    other.send("home")

    assert other.panel.home["held"]["notes"] == [FEVER]


def test_a_sign_that_only_the_browser_knew_of_is_recorded_with_what_it_kept(desk):
    page = desk.page()
    page.begin()
    session = page.panel.anchor["session"]
    page.panel._live.release()
    kept = {"type": "report_signs", "seq": 1, "id": "A-1", "level": "same_day", "signs": [FEVER]}
    other = desk.page(name="B", seconds=60)
    other.send("save_partial", session=session, events=[{**kept, **page.now()}])

    assert desk.rows("sessions", "status warning_signs reason") == ["not_started ticked -"]
    assert other.panel.home["held"]["notes"] == [FEVER]


def test_a_slip_on_the_way_leaves_what_was_done(desk):
    page = desk.page()
    page.begin()
    page.until("holding", rep=2)
    reports(page)
    page.send("not_signs")

    assert page.panel.home["held"] is None
    assert desk.rows("sessions", "status warning_signs") == ["partial shown"]
    assert desk.rows("sets", "reps status")[0] == "1 partial"


@pytest.mark.parametrize("first", [{}, {"warning_signs": "shown", "signs": [WEEKS]}])
def test_a_sign_that_is_ticked_at_a_second_begin_ends_the_session_that_runs(desk, first):
    """The kernel was busy, and the person ticked a sign and tapped Begin once more."""
    page = desk.page()
    page.begin(discomfort=1, **first)
    answers = page.begin(id="B-begin", discomfort=6, warning_signs="ticked", signs=[CHEST])
    again = page.again(page.sent[-1])

    assert [answer["refused"] for answer in answers + again] == [None, None]
    assert page.panel.anchor["signs"] == "emergency"
    assert (page.panel.home["held"]["notes"], page.panel.home["held"]["level"]) == (
        [CHEST],
        "emergency",
    )
    assert desk.rows("sessions", "status warning_signs discomfort_after") == [
        "not_started ticked -"
    ]
    assert desk.rows("days", "note")[-1] == CHEST


def test_a_sign_that_is_ticked_at_a_second_begin_holds_also_when_the_first_is_over(desk):
    page = desk.page()
    page.live()
    page.begin(id="B-begin", warning_signs="ticked", signs=[FEVER])

    assert page.panel.home["held"]["notes"] == [FEVER]
    assert desk.rows("sessions", "status warning_signs") == ["finished shown"]


@pytest.mark.parametrize("full", ["sets.csv", "sessions.csv", "days.csv", ".csv"])
@pytest.mark.parametrize("on_the_way", [False, True])
def test_what_to_do_about_a_sign_is_said_whatever_cannot_be_written(desk, disk, full, on_the_way):
    page = desk.page()
    if on_the_way:
        page.begin()
    disk.refuse(full)
    if on_the_way:
        page.event("report_signs", level="emergency", signs=[CHEST])
    else:
        page.begin(warning_signs="ticked", signs=[CHEST])
    held, saved = page.panel.home["held"], page.panel.saved
    disk.mend()
    page.send("home")

    assert (held["level"], held["notes"], held["day"]) == ("emergency", [CHEST], "2026-11-22")
    assert saved["filed"] is (full == "days.csv")
    assert page.panel.home["held"] == {
        **held,
        "sessions": [row["session_id"] for row in desk.log.records("sessions")],
    }
    assert desk.rows("days", "kind note") == [f"signs {CHEST}"]
    assert desk.rows("sessions", "warning_signs") == ["ticked"]


def test_no_session_begins_while_the_row_of_a_sign_waits_for_its_table(desk, disk):
    page = desk.page()
    disk.refuse("days.csv")
    page.send("form", form="signs", id="A-signs", values={"notes": [FEVER]})
    (told,) = page.begin()

    assert "until a clinician has seen it" in told["text"]
    assert page.panel.anchor is None


def test_a_sign_holds_also_when_its_session_cannot_begin(desk, disk):
    page = desk.page()
    page.panel._log.open_session = lambda *_: disk.open("there.jsonl", os.O_WRONLY)
    disk.refuse("there.jsonl")
    page.begin(warning_signs="ticked", signs=[FEVER])

    assert page.panel.anchor is None
    assert page.panel.home["held"]["notes"] == [FEVER]


def test_a_sign_that_can_be_kept_nowhere_is_not_called_saved_and_can_be_sent_again(desk, disk):
    page = desk.page()
    for end in ("days.csv", "pending.jsonl"):
        disk.refuse(end)
    (told,) = page.begin(warning_signs="ticked", signs=[FEVER])
    before = page.panel.anchor
    disk.mend()
    page.again(page.sent[-1])

    assert (told["kind"], before) == ("trouble", None)
    assert told["text"].startswith("The disk is full")
    assert page.panel.home["held"]["notes"] == [FEVER]
    assert desk.rows("sessions", "warning_signs") == ["ticked"]


def test_where_the_row_of_a_sign_waits_is_told_when_the_session_is_there(desk, disk):
    """A browser that opens a session forgets what was wrong before."""
    page = desk.page()
    disk.refuse("days.csv")
    order = []
    page.panel.observe(lambda _: order.append("session"), names=["anchor"])
    page.panel.send = lambda content, buffers=None: order.append(content["kind"])
    page.begin(warning_signs="shown", signs=[WEEKS])

    assert order == ["session", "trouble", "ack"]


def test_how_it_feels_after_the_session_is_kept_with_the_sign_that_is_ticked_then(desk):
    page = desk.page()
    page.begin(discomfort=2)
    page.until("reviewing")
    reports(page, discomfort=8)

    assert desk.rows("sessions", "status warning_signs discomfort_before discomfort_after") == [
        "finished ticked 2 8"
    ]


def test_a_sign_is_of_the_day_on_which_it_was_ticked(desk):
    """The kernel had died: the browser kept the sign, and a clinician saw it the day after."""
    page = desk.page()
    page.begin()
    page.panel._live.release()
    event = {"type": "report_signs", "seq": 1, "id": "A-1", "level": "same_day", "signs": [FEVER]}
    kept = {**event, **page.now()}
    later = desk.page(desk.panel(later=timedelta(days=2)))
    later.send("save_partial", session=page.panel.anchor["session"], events=[kept])
    held = later.panel.home["held"]
    later.send("form", form="seen", values={"from": "2026-11-23", "held": held})

    assert (held["day"], len(held["sessions"])) == ("2026-11-22", 1)
    assert later.panel.home["held"] is None
    assert desk.rows("days", "from kind") == ["2026-11-22 signs", "2026-11-23 seen"]


def awaited(desk):
    return [row["note"] for row in pending.awaited(desk.folder)]


def kinds(answers):
    return [answer["kind"] for answer in answers]


@pytest.fixture
def draws(monkeypatch):
    """One entry for each time that Home is drawn."""
    drawn, made = home.drawn, []
    monkeypatch.setattr(home, "drawn", lambda *all: [made.append(None), drawn(*all)][1])
    return made


def test_a_sign_that_is_sent_again_waits_once_and_is_told_once(desk, disk):
    page = desk.page()
    page.begin()
    disk.refuse("days.csv")
    first = reports(page)
    again = [page.again(page.sent[-1]) for _ in range(2)]

    assert (kinds(first), [kinds(each) for each in again]) == (["trouble", "ack"], [["ack"]] * 2)
    assert awaited(desk) == [FEVER]
    assert len(page.panel.home["held"]["rows"]) == 1


def test_a_sign_that_comes_to_two_kernels_waits_once(desk, disk):
    page = desk.page()
    page.begin()
    disk.refuse("days.csv")
    reports(page)
    desk.page(name="B").again(page.sent[-1])

    assert awaited(desk) == [FEVER]


def test_a_sign_holds_while_its_table_cannot_be_read(desk):
    (desk.folder / "days.csv").write_bytes(b"PK\x03\x04 a workbook")
    page = desk.page()
    page.begin()
    reports(page)
    page.again(page.sent[-1])

    assert page.panel.home["held"]["notes"] == [FEVER]
    assert awaited(desk) == [FEVER]


def test_a_sign_whose_folder_is_gone_waits_once_and_one_trouble_is_told_from_then_on(desk):
    page = desk.page()
    page.begin()
    desk.folder.rename(desk.folder.with_name("unplugged"))
    reports(page)
    again = [page.again(page.sent[-1]) for _ in range(2)]

    assert awaited(desk) == [FEVER]
    assert kinds(again[0]) == ["trouble"]
    assert again[0] == again[1]


def test_a_sign_of_a_session_that_nobody_knows_is_kept_once_and_changes_home_once(desk, disk):
    """The browser sends what no kernel knows with each Home that it is shown."""
    page = desk.page()
    disk.refuse("days.csv")
    left = {**event(), "session": "20261101T080000-1f2e3d4c", "seq": 3}
    page.send("event", **left)
    before = page.panel.home
    (told,) = page.send("event", **left)

    assert told["unknown"]
    assert page.panel.home is before
    assert awaited(desk) == [FEVER]


def test_home_is_not_drawn_again_for_a_sign_that_is_sent_again(desk, draws):
    page = desk.page()
    page.begin()
    reports(page)
    draws.clear()
    page.again(page.sent[-1])

    assert draws == []


def test_a_sign_whose_place_another_event_had_is_one_row(desk):
    """Another tab took the lead with a stop; the page sends the sign again under a new id."""
    page = desk.page()
    page.begin()
    page.event("stop")
    (refused,) = reports(page, seq=1, id="B-1")
    (taken,) = reports(page, seq=2, id="B-2")

    assert (refused["again"], taken["refused"]) == (True, None)
    assert desk.rows("days", "kind note") == [f"signs {FEVER}"]


def test_a_sign_that_is_said_at_each_begin_that_is_refused_is_one_row_until_it_is_seen(desk):
    page = desk.page()
    desk.page(name="B").begin(warning_signs="ticked", signs=[FEVER])
    for id in ("A-1", "A-2"):
        page.seconds += 60
        page.begin(id=id, warning_signs="shown", signs=[WEEKS])
    notes = desk.rows("days", "note")
    values = {"from": "2026-11-22", "held": page.panel.home["held"]}
    page.send("form", form="seen", values=values)
    page.seconds += 60
    page.begin(id="A-3", warning_signs="shown", signs=[WEEKS])

    assert notes == [FEVER, WEEKS]
    assert desk.rows("days", "kind note") == [
        f"signs {FEVER}",
        f"signs {WEEKS}",
        f"seen {FEVER}",
        f"signs {WEEKS}",
    ]


def test_a_sign_is_seen_although_the_kernel_is_in_a_zone_further_west(desk):
    page = desk.page(desk.panel(zone=UTC))
    page.begin()
    reports(page)
    page.send("form", form="seen", values={"from": "2026-11-22", "held": page.panel.home["held"]})

    assert page.panel.home["held"] is None


def test_a_sign_whose_words_were_corrected_is_seen_by_a_kernel_further_west(desk):
    page = desk.page(desk.panel(zone=UTC))
    page.begin()
    reports(page)
    (row,) = page.panel.home["held"]["rows"]
    corrections.revise(desk.log, "days", row, {"note": f"{FEVER}, 39.2"})
    page.send("form", form="seen", values={"from": "2026-11-22", "held": page.panel.home["held"]})

    assert page.panel.home["held"] is None


def test_the_day_of_a_tick_does_not_lie_ahead_where_the_kernel_has_still_the_day_before(desk):
    page = desk.page(desk.panel(zone=UTC))
    page.begin()
    reports(page, wall="2026-11-23T05:00:00+10:00")
    held = page.panel.home["held"]
    page.send("form", form="seen", values={"from": "2026-11-23", "held": held})

    assert (held["day"], page.panel.home["held"]) == ("2026-11-23", None)


def test_a_slip_stays_taken_back_while_the_row_of_another_table_still_waits(desk, disk):
    page = desk.page()
    for table in ("days.csv", "checkins.csv"):
        disk.refuse(table)
    page.send("form", form="check_in", id="A-1", values={"discomfort": 6, "signs": [FEVER]})
    disk.refused.pop("days.csv")
    page.send("home")
    page.send("not_signs")

    assert page.panel.home["held"] is None
    assert desk.rows("days", "note") == desk.rows("checkins", "discomfort") == []


def test_a_sign_that_comes_to_two_kernels_is_one_row(desk):
    page = desk.page()
    page.begin()
    reports(page)
    other = desk.page(name="B")
    other.again(page.sent[-1])

    assert desk.rows("days", "kind note") == [f"signs {FEVER}"]


def test_a_slip_that_was_taken_back_stays_so_when_its_event_comes_again(desk):
    page = desk.page()
    page.begin()
    reports(page)
    page.send("not_signs")
    desk.page(name="B").again(page.sent[-2])

    assert desk.page().panel.home["held"] is None


def test_a_late_sign_is_told_at_home_at_once(desk):
    page = desk.page()
    page.begin()
    page.event("end")
    page.event("finish")
    session = page.panel.anchor["session"]
    other = desk.page(name="B")
    other.send(
        "event", type="report_signs", session=session, seq=3, id="B-3", level="same_day",
        signs=[FEVER], **other.now(),
    )  # fmt: skip

    assert other.panel.home["held"]["notes"] == [FEVER]


def test_a_sign_that_is_ticked_at_the_check_in_of_a_day_holds_too(desk):
    page = desk.page()
    values = {"discomfort": 6, "furthest": "thigh", "signs": [FEVER]}
    page.send("form", form="check_in", values=values)

    assert desk.rows("checkins", "discomfort furthest") == ["6 thigh"]
    assert page.panel.home["held"]["notes"] == [FEVER]


def test_a_sign_for_an_appointment_can_be_recorded_on_the_way(desk):
    page = desk.page()
    page.begin()
    (noted,) = page.send("form", form="signs", id="A-signs", values={"notes": [WEEKS]})

    assert (noted["kind"], noted["id"]) == ("noted", "A-signs")
    assert page.panel.anchor["state"] == "warming_up"
    assert desk.rows("days", "kind note") == [f"signs {WEEKS}"]


def test_a_sign_for_an_ordinary_appointment_is_recorded_and_the_session_goes_on(desk):
    page = desk.page()
    page.begin(warning_signs="shown", signs=[WEEKS])

    assert page.panel.anchor["state"] == "warming_up"
    assert desk.rows("days", "kind note") == [f"signs {WEEKS}"]
