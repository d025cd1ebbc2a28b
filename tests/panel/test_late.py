"""What is said of a session after its close: saved as the next revision of its rows, or refused."""

import pytest

from backlog.log import corrections

SETS = "exercise rev reps status reason discomfort"
OVER = [
    "lower-back-stretch 1 1 partial - -",
    "lower-tummy 1 0 not_attempted - -",
    "lower-tummy 1 0 not_attempted - -",
]


def told(desk, columns=SETS):
    """The sets by exercise, for a revision stands at the end of its table."""
    return sorted(desk.rows("sets", columns))


@pytest.fixture
def closed(desk):
    """A page whose session is over: stopped in the second hold, ended, nothing answered."""
    page = desk.page()
    page.begin(discomfort=1)
    page.event("skip_warm_up", instead="skipped")
    page.until("holding", rep=2)
    page.event("stop")
    page.event("end")
    page.event("finish")
    assert told(desk) == OVER
    return page


def in_another_kernel(desk, closed):
    """A page of a later kernel, at Home, that sends its events to the session that is over."""
    page = desk.page(name="B")
    session = closed.panel.anchor["session"]
    page.late = lambda type, **values: page.send(
        "event", session=session, type=type, **{"seq": 40, "id": type, **page.now(), **values}
    )
    return page


def test_a_late_answer_is_the_next_revision_of_the_rows_that_it_changes(desk, closed):
    (answer,) = closed.event("answer", reason="pain", discomfort=7)

    assert answer["refused"] is None
    assert told(desk) == ["lower-back-stretch 2 1 stopped_pain pain 7", *OVER[1:]]
    assert desk.rows("sessions", "rev status reason") == ["2 stopped_pain pain"]


def test_a_late_rating_leaves_every_other_row_as_it_was(desk, closed):
    closed.event("rate", exercise="lower-back-stretch", discomfort=3)

    assert told(desk) == ["lower-back-stretch 2 1 partial - 3", *OVER[1:]]
    assert desk.rows("sessions", "rev status ended_at") == ["1 partial 2026-11-22 07:13:03+01:00"]


def test_the_second_late_correction_is_one_to_the_first(desk, closed):
    closed.event("correct", set=0, reps=2, id="A-first")
    closed.event("correct", set=0, reps=1, id="A-second")

    assert told(desk)[0] == "lower-back-stretch 3 1 partial - -"


def test_a_late_event_that_comes_twice_is_one_revision(desk, closed):
    closed.event("rate", exercise="lower-back-stretch", discomfort=3)
    again = closed.again(closed.sent[-1])

    assert again[0]["refused"] is None
    assert told(desk)[0] == "lower-back-stretch 2 1 partial - 3"


def test_a_late_event_reaches_its_session_in_another_kernel(desk, closed):
    page = in_another_kernel(desk, closed)
    (answer,) = page.late("answer", reason="cramp")

    assert answer == {"kind": "ack", "seq": 40, "id": "answer", "refused": None}
    assert told(desk)[0] == "lower-back-stretch 2 1 partial cramp -"


@pytest.mark.parametrize(
    ("type", "values", "why"),
    [
        ("phase_done", {"phase": 3}, "PhaseDone while reviewing"),
        ("end", {}, "End while reviewing"),
        ("finish", {}, "the session is over"),
        ("correct", {"set": 0, "reps": 5}, "set 0 has no 5 repetitions that were started"),
        ("rate", {"exercise": "juggling", "discomfort": 1}, "juggling is not in this session"),
        ("rate", {"exercise": "lower-tummy", "discomfort": 11}, "discomfort: '11' must be"),
    ],
)
def test_what_cannot_be_said_any_more_is_refused_and_changes_nothing(
    desk, closed, type, values, why
):
    (answer,) = in_another_kernel(desk, closed).late(type, **values)

    assert answer["refused"].startswith(why)
    assert told(desk) == OVER


def test_the_journal_of_a_closed_session_is_not_written_any_more(desk, closed):
    (path,) = desk.journals()
    before = path.read_bytes()
    closed.event("answer", reason="pain")

    assert path.read_bytes() == before
    assert desk.page().panel.home["told"] == []


def test_what_the_person_corrected_by_hand_meanwhile_stays(desk, closed):
    row = f"{closed.panel.anchor['session']}-01"
    corrections.revise(desk.log, "sets", row, {"note": "on the bed", "reps": 2, "status": "done"})
    closed.event("rate", exercise="lower-back-stretch", discomfort=3)

    assert told(desk, f"{SETS} note")[0] == ("lower-back-stretch 3 2 done - 3 on the bed")


def test_a_row_that_was_deleted_meanwhile_stays_deleted(desk, closed):
    corrections.delete(desk.log, "sets", f"{closed.panel.anchor['session']}-01")
    (answer,) = closed.event("rate", exercise="lower-back-stretch", discomfort=3)

    assert answer["refused"] is None
    assert told(desk) == OVER[1:]


def test_a_late_event_that_could_not_be_written_is_not_acknowledged_and_may_come_again(
    desk, closed, disk
):
    disk.refuse(".csv")
    (trouble,) = closed.event("rate", exercise="lower-back-stretch", discomfort=3)
    disk.mend()
    (answer,) = closed.again(closed.sent[-1])

    assert trouble["kind"] == "trouble"
    assert answer["refused"] is None
    assert told(desk)[0] == "lower-back-stretch 2 1 partial - 3"


@pytest.mark.parametrize("end", ["running", "discarded"])
def test_what_belongs_to_a_session_without_rows_is_said_to_be_unknown(desk, end):
    page = desk.page()
    page.begin()
    page.panel._live.release()
    if end == "discarded":
        desk.page().send("discard", session=page.panel.anchor["session"])
    (answer,) = in_another_kernel(desk, page).late("rate", exercise="lower-tummy", discomfort=3)

    assert (answer["refused"], answer["unknown"]) == ("not this session", True)
    assert desk.rows("sets", "reps") == []


def test_what_is_said_in_a_second_kernel_counts_also_when_it_is_what_the_journal_had(desk, closed):
    closed.event("correct", set=0, reps=2)
    closed.event("rate", exercise="lower-back-stretch", discomfort=6, id="A-rate")
    other = in_another_kernel(desk, closed)
    other.late("correct", set=0, reps=1)
    other.late("rate", exercise="lower-back-stretch", discomfort=3)

    assert told(desk)[0] == "lower-back-stretch 5 1 partial - 3"


def test_what_the_journal_has_already_takes_no_newer_correction_back(desk):
    """A page that got no acknowledgement sends it all again, to a later kernel."""
    page = desk.page()
    page.begin(discomfort=1)
    page.event("skip_warm_up", instead="skipped")
    page.until("reviewing")
    page.event("correct", set=0, reps=1)
    page.event("rate", exercise="lower-back-stretch", discomfort=7)
    page.event("finish")
    row = f"{page.panel.anchor['session']}-01"
    corrections.revise(desk.log, "sets", row, {"discomfort": 4, "reps": 2, "status": "done"})
    other = desk.page(name="B")
    answers = [answer for message in page.sent[-3:] for answer in other.again(message)]

    assert [answer["refused"] for answer in answers] == [None, None, None]
    assert told(desk)[0] == "lower-back-stretch 2 2 done - 4"


def test_what_was_refused_in_the_session_is_refused_again(desk):
    page = desk.page()
    page.begin(discomfort=1)
    page.until("holding", rep=2)
    (refused,) = page.event("correct", set=0, reps=0)
    page.event("end")
    page.event("finish")
    (answer,) = desk.page(name="B").again(page.sent[-3])

    assert answer == refused
    assert refused["refused"] == "Correct while holding"
    assert told(desk)[0] == "lower-back-stretch 1 1 partial - -"


def test_what_a_session_was_saved_as_partial_with_is_no_late_correction(desk):
    page = desk.page()
    page.begin(discomfort=1)
    page.until("holding", rep=2)
    session, seq = page.panel.anchor["session"], page.panel.anchor["seq"]
    page.panel._live.release()
    kept = [
        {"type": "rate", "exercise": "lower-back-stretch", "discomfort": worst, **page.now()}
        | {"seq": seq + nth, "id": f"A-rate-{nth}"}
        for nth, worst in ((1, 7), (2, 5))
    ]
    other = desk.page(name="B")
    other.send("save_partial", session=session, events=kept)
    late = [other.send("event", session=session, **event)[0]["refused"] for event in kept]

    assert late == [None, None]
    assert told(desk)[0] == "lower-back-stretch 1 1 partial interrupted 5"
