import json
from datetime import date

from backlog.program import default, version
from backlog.session import CheckIn, Pace, Script, write
from backlog.session.script import Kind

SUNDAY = date(2026, 11, 22)


def default_script(**check_in):
    lines = default(SUNDAY)
    return write(lines, version(lines), CheckIn(**check_in))


def test_the_default_session_takes_about_eleven_and_a_half_minutes():
    script = default_script(discomfort=0)

    assert script.seconds == 180 + (20 + 6 * 33) + (20 + 6 * 13 + 10 + 6 * 13) + (20 + 5 * 16)
    assert round(script.seconds / 60, 1) == 11.4


def test_getting_ready_again_is_no_part_of_the_length():
    script = default_script(discomfort=0)

    again = [phase for phase in script.phases if phase.kind is Kind.AGAIN]
    assert len(again) == 6 + 6 + 6 + 5
    assert sum(phase.seconds for phase in script.phases) == script.seconds + 10 * len(again)


def test_a_script_survives_journal_and_browser():
    script = default_script(discomfort=None)

    assert Script.from_json(json.loads(json.dumps(script.to_json()))) == script


def test_a_kind_of_phase_travels_as_its_word():
    told = json.loads(json.dumps(default_script(discomfort=0).to_json()))

    assert told["phases"][0]["kind"] == "warm_up"


def test_one_breath_is_in_and_out_at_the_persons_pace():
    assert Pace().breath == 7
    assert Pace(breath_in=5, breath_out=6).breath == 11
