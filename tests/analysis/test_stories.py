"""Which story a synthetic person is told, beside what really happened to them."""

import pytest

from backlog.analysis import change, days, discomfort, findings, reading, words
from backlog.log import Log
from backlog.synthetic import person, save

#: Courses with the starts of a flare in 42 days.
COURSES = {
    "improver": ("improver", 1.2),
    "slow": ("slow", 1.2),
    "stable": ("stable", 1.2),
    "worse": ("worse", 1.2),
    "prone to flares": ("stable", 3.5),
}
CAUTION = "You began in a flare-up."


@pytest.fixture
def story(tmp_path):
    """Return a function that gives state and words of one synthetic person."""

    def told(name, seed, length):
        course, flares = COURSES[name]
        log = Log(tmp_path / f"{seed}-{length}-{course}")
        made = person(seed, length, course, flares=flares)
        save(made, log)
        record = reading.read(log, made.until)
        series = discomfort.daily(record, days.table(record))
        found = findings.change(series)
        return found.state, words.change(found, series)

    return told


@pytest.mark.parametrize(
    ("course", "seed", "length", "state", "begins"),
    [
        ("improver", 1, 168, change.CLEAR, "Discomfort went down from 5.9 to 3.2"),
        ("slow", 1, 42, change.NO_CLEAR_CHANGE, "No clear change since the start"),
        ("slow", 1, 168, change.CLEAR, "Discomfort went down from 6.4 to 3.8"),
        ("stable", 1, 168, change.NO_CLEAR_CHANGE, "No clear change since the start"),
        ("worse", 1, 84, change.WORSE, "Discomfort is higher than at the start"),
        ("worse", 2, 84, change.LITTLE_WORSE, "Discomfort is a little higher, steadily so"),
        ("prone to flares", 1, 168, change.NO_CLEAR_CHANGE, "No clear change since the start"),
    ],
)
def test_each_course_is_told_its_own_story(story, course, seed, length, state, begins):
    found, told = story(course, seed, length)

    assert found == state
    assert told.startswith(begins)
    assert CAUTION not in told


@pytest.mark.parametrize("seed", [0, 3])
@pytest.mark.parametrize("course", ["stable", "worse"])
def test_who_did_not_improve_is_not_told_of_less_discomfort(story, course, seed):
    found, told = story(course, seed, 84)

    assert found in (change.NO_CLEAR_CHANGE, change.LITTLE_WORSE, change.WORSE)
    assert [part for part in ("went down", "dropped", "lower") if part in told] == []


def test_a_drop_from_a_first_flare_is_told_with_its_caution(story):
    """Nothing changed but the flare they began in: a known limit of comparing two windows."""
    found, told = story("prone to flares", 4, 42)

    assert found == change.CLEAR
    assert CAUTION in told
