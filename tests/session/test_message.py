import json
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backlog.session import parse
from backlog.session.events import (
    NAMES,
    Answer,
    Begin,
    Finish,
    Pause,
    PhaseDone,
    ReportSigns,
    Stamp,
)

AT = {"wall": "2026-11-22T07:12:03.250+01:00", "mono": 12.5, "page": "A"}


def test_an_event_carries_its_times_and_its_values():
    times = '"wall": "2026-11-22T07:12:03+01:00", "mono": 3, "page": "A"'

    event = parse(json.loads(f'{{"type": "pause", "gap_s": 9.5, {times}}}'))
    assert event == Pause(Stamp(datetime.fromisoformat("2026-11-22T07:12:03+01:00"), 3.0, "A"), 9.5)


def test_what_is_not_answered_is_empty_and_never_zero():
    assert parse({"type": "begin", **AT}).discomfort is None
    assert parse({"type": "begin", "discomfort": None, **AT}).discomfort is None
    assert parse({"type": "finish", "discomfort": 0, **AT}).discomfort == 0


def test_keys_that_belong_to_others_are_left_alone():
    message = {"type": "stop", "seq": 3, "id": "A-3", "kind": "event", "refused": None, **AT}

    assert type(parse(message)) is NAMES["stop"]


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ({"type": "jump"}, "type: 'jump' is none of begin, phase_done"),
        ({}, "type: 'None' is none of"),
        (
            {"type": "begin", "discomfort": 11},
            "discomfort: '11' must be a whole number from 0 to 10",
        ),
        ({"type": "begin", "discomfort": True}, "discomfort: 'True' must be a whole number"),
        ({"type": "begin", "discomfort": 3.5}, "discomfort: '3.5' must be a whole number"),
        ({"type": "rate", "exercise": "x", "discomfort": None}, "discomfort: 'None' must be"),
        ({"type": "rate", "discomfort": 3}, "rate: .*'exercise'"),
        ({"type": "phase_done"}, "phase_done: .*'phase'"),
        ({"type": "phase_done", "phase": -1}, "phase: '-1' must be"),
        (
            {"type": "skip", "reason": "not_rated"},
            "reason: 'not_rated' must be one of pain, tired",
        ),
        (
            {"type": "skip_warm_up", "instead": "walk"},
            "instead: 'walk' must be one of already_warm",
        ),
        ({"type": "pause", "gap_s": 86401}, "gap_s: '86401' must be seconds"),
        ({"type": "pause", "gap_s": float("nan")}, "gap_s: 'nan' must be seconds"),
        (
            {"type": "report_signs", "level": "same_day", "discomfort": 11},
            "discomfort: '11' must be a whole number from 0 to 10",
        ),
        ({"type": "finish", "reviewed": "yes"}, "reviewed: 'yes' must be true or false"),
        ({"type": "begin", "warning_signs": ["shown"]}, "warning_signs: .* must be one of shown"),
        ({"type": "begin", "furthest": "knee"}, "furthest: 'knee' must be one of back, buttock"),
        ({"type": "stop", "wall": "2026-11-22T07:12:03"}, "wall: .* must have an offset"),
        ({"type": "stop", "wall": "1970-01-01T00:00:00Z"}, "a year from 2001 to 2198"),
        ({"type": "stop", "wall": "yesterday"}, "wall, mono, page: .*yesterday"),
        ({"type": "stop", "mono": "NaN"}, "mono: 'nan' must be seconds from 0"),
        ({"type": "stop", "mono": 10**400}, "wall, mono, page"),
        ({"type": "stop", "page": None, "mono": None}, "wall, mono, page"),
    ],
)
def test_a_message_that_no_row_may_hold_is_refused_in_words(message, told):
    with pytest.raises(ValueError, match=told):
        parse({**AT, **message})


def test_a_long_wrong_value_is_shown_short():
    with pytest.raises(ValueError, match="…' must be one of") as refusal:
        parse({"type": "skip", "reason": "x" * 5000, **AT})
    assert len(str(refusal.value)) < 250


scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(0, 12),
    st.floats(),
    st.text("a1:é\n", max_size=20),
    st.sampled_from(["pain", "walk", "shown", "skipped", "NaN", "2026-11-22T07:12:03+01:00"]),
)
anything = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=2) | st.fixed_dictionaries({"a": inner}),
    max_leaves=3,
)
KEYS = ["type", "wall", "mono", "page", "discomfort", "warning_signs", "phase", "warmup", "instead"]
KEYS += ["furthest", "gap_s", "reason", "last_good", "set", "exercise", "reps", "reviewed", "seq"]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from([*NAMES, "jump"]),
    st.dictionaries(st.sampled_from(KEYS), anything, max_size=6),
    st.booleans(),
)
def test_whatever_comes_is_an_event_or_a_value_error(name, values, timely):
    message = {"type": name, **values, **(AT if timely else {})}

    try:
        read = parse(message)
    except ValueError as refusal:
        read = refusal
    assert str(read)
    assert type(read) in {NAMES.get(str(message["type"])), ValueError}


def test_the_values_of_an_event_may_all_be_given():
    answer = parse(
        {"type": "answer", "discomfort": 7, "reason": "pain", "last_good": 2, "set": 1, **AT}
    )
    begin = parse({"type": "begin", "discomfort": 3, "warning_signs": "shown", **AT})
    signs = parse({"type": "report_signs", "level": "emergency", "discomfort": 8, **AT})
    finish = parse({"type": "finish", "discomfort": 4, "reviewed": True, **AT})

    assert answer == Answer(answer.at, 7, "pain", 2, 1)
    assert begin == Begin(begin.at, 3, "shown")
    assert signs == ReportSigns(signs.at, "emergency", 8)
    assert finish == Finish(finish.at, 4, True)
    assert parse({"type": "phase_done", "phase": 4, **AT}) == PhaseDone(answer.at, 4)
