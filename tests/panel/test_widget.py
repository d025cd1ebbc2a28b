"""The panel driven by messages, as a browser would: what it answers, draws and leaves on disk."""

import threading

import pytest

SETS = "exercise side reps held status reason discomfort gap_s reviewed"
SESSION = "status warmup warmup_s discomfort_before discomfort_after warning_signs reason"


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
    page.live()

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
    page.live()
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


def test_one_message_at_a_time_is_handled(desk, monkeypatch):
    page = desk.page()
    page.begin()
    receive, found_open = page.panel._live.receive, []

    def look_from_another_thread(message):
        look = lambda: found_open.append(page.panel._lock.acquire(blocking=False))  # noqa: E731
        other = threading.Thread(target=look)
        other.start()
        other.join()
        return receive(message)

    monkeypatch.setattr(page.panel._live, "receive", look_from_another_thread)
    page.event("pause")

    assert found_open == [False]


def test_two_threads_that_send_at_once_lose_nothing(desk, tmp_path):
    page = desk.page()
    page.live()
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


@pytest.mark.parametrize(
    "message",
    [{"kind": "home"}, {"kind": "nothing that is known"}, {"kind": "resume", "session": "x"}],
)
def test_whatever_is_asked_beside_a_session_is_said_to_be_seen_to(desk, message):
    answers = desk.page().send(**message, asked="A-7")

    assert answers[-1] == {"kind": "heard", "asked": "A-7"}


def test_a_page_that_lost_its_session_learns_that_another_kernel_has_it(desk):
    page = desk.page()
    page.begin()
    session = page.panel.anchor["session"]

    assert page.send("whose") == []

    desk.page(name="B", seconds=5).send("take_over", session=session)
    (told,) = page.send("whose")

    assert (told["kind"], page.panel.anchor) == ("trouble", None)
    assert "was taken over elsewhere" in told["text"]
