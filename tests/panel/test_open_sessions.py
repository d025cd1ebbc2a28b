"""A session that is not closed: the exercise that ended in it has ended, whatever became of it."""

from dataclasses import replace

import pytest

STEPS = ["answer", "skip", "end"]


@pytest.fixture
def limited(bare, a_desk):
    """A desk whose stretch ends for the day at a discomfort of 6."""
    stretch, tummy = a_desk.program
    bare.log.prescribe([replace(stretch, stop_at=6), tummy])
    return bare


def hurt(desk, last):
    """A page whose stretch came to its limit, and then went as far as the event `last`."""
    page = desk.page()
    page.begin(discomfort=1)
    page.event("skip_warm_up", instead="skipped")
    page.until("holding", rep=1)
    page.event("stop")
    told = [("answer", {"discomfort": 8, "reason": "pain"}), ("skip", {}), ("end", {})]
    for type, values in told[: STEPS.index(last) + 1]:
        page.event(type, **values)
    return page


def begun_anew(desk):
    """What a new session of another kernel leaves out."""
    page = desk.page(name="B")
    page.begin(discomfort=1)
    return {each["exercise"]: each["rule"] for each in page.panel.script["sets"]}


@pytest.mark.parametrize("last", STEPS)
def test_an_exercise_that_ended_stays_ended_when_the_kernel_dies(limited, last):
    hurt(limited, last).panel._live.release()
    home = limited.panel().home

    assert home["so_far"]["ended"] == {"lower-back-stretch": 8}
    assert home["counts"]["today"] == 0
    assert begun_anew(limited) == {"lower-back-stretch": "over_limit", "lower-tummy": None}


def test_an_exercise_that_ended_in_a_session_that_runs_elsewhere_has_ended(limited):
    hurt(limited, "skip")

    assert begun_anew(limited) == {"lower-back-stretch": "over_limit", "lower-tummy": None}


def test_a_session_that_was_discarded_holds_nothing(limited):
    page = hurt(limited, "skip")
    page.panel._live.release()
    other = limited.page(name="B")
    other.send("discard", session=page.panel.anchor["session"])

    assert other.panel.home["so_far"]["ended"] == {}


def test_a_journal_that_tells_of_no_session_is_no_hindrance(limited):
    page = hurt(limited, "skip")
    page.panel._live.release()
    (path,) = limited.journals()
    rest = path.read_bytes().splitlines(keepends=True)[1:]
    path.write_bytes(limited.line({"kind": "opening"}) + b"".join(rest))

    assert limited.panel().home["so_far"]["ended"] == {}


def test_a_session_that_is_taken_over_and_cannot_go_on_is_offered_to_be_saved_as_partial(limited):
    """Whoever asks for it may have no other way to it: its own page may be gone."""
    running = limited.page()
    running.begin(discomfort=1)
    page = hurt(limited, "end")
    page.event("finish")
    other = limited.page(name="B", seconds=60)
    (told,) = other.send("take_over", session=running.panel.anchor["session"])

    assert told["text"].startswith("Lower back stretch ended for today meanwhile")
    assert other.panel.anchor is None
    assert [each["session"] for each in other.panel.home["unfinished"]] == [
        running.panel.anchor["session"]
    ]
    assert other.panel.home["elsewhere"] == []


def test_a_session_that_was_left_is_not_resumed_into_what_ended_in_a_later_one(limited):
    left = limited.page()
    left.begin(discomfort=1)
    left.panel._live.release()
    page = hurt(limited, "end")
    page.event("finish")
    other = limited.page(name="B", seconds=60)
    (told,) = other.send("resume", session=left.panel.anchor["session"])

    assert told["text"].startswith("Lower back stretch ended for today meanwhile")
    assert other.panel.anchor is None
    other.send("save_partial", session=left.panel.anchor["session"])
    assert other.panel.home["unfinished"] == []
