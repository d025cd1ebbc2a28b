"""backlog program proposals and accept: a rule proposes, a person's word changes the program."""

from datetime import datetime, timedelta

import pytest

from backlog.cli import main
from backlog.log import Log, new_id
from backlog.program import Prescription
from backlog.session import local_day

NOW = datetime.now().astimezone()
TODAY = local_day(NOW)
BEGAN = TODAY - timedelta(20)
TILT = Prescription(BEGAN, "pelvic-tilt", 1, 10, days_per_week=7, author="A. Huber")
HEADER = "from,exercise,sessions,worst,settled,add_reps,add_hold,most_reps,most_hold,author,note\n"


@pytest.fixture
def log(tmp_path):
    """A log with a rule for two sessions, and one full session yesterday."""
    made = Log(tmp_path / "data")
    made.prescribe([TILT])
    (made.folder / "progression.csv").write_text(
        f"{HEADER}{BEGAN},pelvic-tilt,2,3,,2,,12,,A. Huber,\n"
    )
    trained(made, 1)
    return made


def trained(log, days_ago):
    at = NOW - timedelta(days_ago)
    id, day = new_id(at), local_day(at)
    shared = {"session_id": id, "local_day": day, "entry": "live"}
    log.append(
        "sets",
        {"set_id": f"{id}-01", "performed_at": at, "exercise": "pelvic-tilt", "side": "both",
         "set_no": 1, "target_reps": 10, "reps": 10, "status": "done", "discomfort": 2} | shared,
    )  # fmt: skip
    log.append("sessions", {"started_at": at, "time_known": "exact", "status": "finished"} | shared)


def run(log, capsys, *asked):
    code = main(["program", *asked, "--data", str(log.folder)])
    return code, capsys.readouterr().out


def test_a_rule_that_is_not_met_says_how_far_it_is_and_cannot_be_accepted(log, capsys):
    code, told = run(log, capsys, "proposals")

    assert code == 0
    assert "is not met. 1 of 2 sessions so far." in told

    code, told = run(log, capsys, "accept", "pelvic-tilt", "--author", "me")

    assert code == 1
    assert "Nothing was changed." in told
    assert log.program()[0] == (TILT,)


def test_a_rule_that_is_met_changes_nothing_until_a_person_accepts_it(log, capsys):
    trained(log, 2)

    _, told = run(log, capsys, "proposals")

    assert "It proposes repetitions 10 → 12." in told
    assert "python3 start.py program accept pelvic-tilt --author NAME" in told
    assert log.program()[0] == (TILT,)

    code, told = run(log, capsys, "accept", "pelvic-tilt", "--author", "me")

    assert code == 0
    assert "Pelvic tilt: repetitions 10 → 12, from " in told
    new = log.program()[0][-1]
    assert (new.from_day, new.reps, new.author) == (TODAY, 12, "me")
    assert new.note.startswith("rule of ")


def test_without_a_rule_that_is_said(log, capsys):
    (log.folder / "progression.csv").unlink()

    assert "No progression rule holds today" in run(log, capsys, "proposals")[1]
    assert (
        "No rule speaks of pelvic-tilt"
        in run(log, capsys, "accept", "pelvic-tilt", "--author", "me")[1]
    )


def test_a_rule_that_cannot_be_read_is_named(log, capsys):
    with (log.folder / "progression.csv").open("a") as file:
        file.write(f"{BEGAN},pelvic-tilt,2,11,,2,,12,,A. Huber,\n")

    assert "progression.csv, line 3, worst: '11' must be" in run(log, capsys, "proposals")[1]


def test_a_second_word_changes_nothing_and_says_from_when_the_first_one_holds(log, capsys):
    trained(log, 2)
    trained(log, 0)
    run(log, capsys, "accept", "pelvic-tilt", "--author", "me")
    there = log.program()[0]

    code, told = run(log, capsys, "accept", "pelvic-tilt", "--author", "me")

    assert code == 0
    assert "This is already accepted, and holds from " in told
    assert "Done." not in told
    assert log.program()[0] == there
    assert "To confirm it" not in run(log, capsys, "proposals")[1]
