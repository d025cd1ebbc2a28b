"""A therapist's rules: when the next dose is proposed, and which one."""

from datetime import date

import pytest
from hypothesis import given, strategies

from backlog.log import Log
from backlog.problem import Problem
from backlog.program import Prescription
from backlog.program.progression import Rule, from_record, from_records, in_force

DAY = date(2026, 11, 3)
STRETCH = Prescription(DAY, "lower-back-stretch", 1, 6, 20.0, "s")
RULE = {"from": DAY, "exercise": "lower-back-stretch", "sessions": 3, "add_reps": 2}


def test_a_rule_is_built_from_its_record():
    built = from_record(RULE | {"worst": 3, "settled": "yes", "most_reps": 8, "author": "A. Huber"})

    assert built == Rule(DAY, "lower-back-stretch", 3, 3, True, 2, most_reps=8, author="A. Huber")


@pytest.mark.parametrize(
    ("changes", "column", "said"),
    [
        ({"exercise": "headstand"}, "exercise", "is not in the catalogue; it has lower-back-st"),
        ({"add_reps": None}, "add_reps", "must be filled in, or add_hold: a rule proposes a step"),
        ({"exercise": "lower-tummy", "add_hold": 5.0}, "add_hold", "must be empty: lower-tummy"),
        ({"exercise": "lower-tummy", "most_hold": 30.0}, "most_hold", "must be empty: lower-tummy"),
    ],
)
def test_what_makes_no_rule_is_told_with_its_column(changes, column, said):
    wrong = from_record(RULE | changes, line=4)

    assert isinstance(wrong, Problem)
    assert (wrong.file, wrong.line, wrong.column) == ("progression.csv", 4, column)
    assert wrong.allowed.startswith(said)


def test_the_next_dose_is_one_step_up_and_never_above_the_end_that_was_named():
    rule = Rule(DAY, "lower-back-stretch", 3, add_reps=2, add_hold=5, most_reps=7, most_hold=30)

    proposed = rule.next_dose(STRETCH)

    assert proposed is not None
    assert (proposed.reps, proposed.hold) == (7, 25)


def test_at_the_end_that_was_named_nothing_is_proposed():
    assert Rule(DAY, "lower-back-stretch", 3, add_reps=2, most_reps=6).next_dose(STRETCH) is None


@given(
    strategies.integers(1, 100),
    strategies.integers(1, 50),
    strategies.none() | strategies.integers(1, 100),
)
def test_a_proposal_never_lowers_a_dose(reps, step, most):
    line = Prescription(DAY, "lower-tummy", 1, reps)

    proposed = Rule(DAY, "lower-tummy", 3, add_reps=step, most_reps=most).next_dose(line)

    assert proposed is None or proposed.reps > reps


def test_a_later_rule_replaces_an_earlier_one_and_sessions_0_ends_it():
    rules, problems = from_records(
        [(2, RULE), (3, RULE | {"from": date(2026, 12, 1), "sessions": 0, "add_reps": None})]
    )

    assert problems == []
    assert in_force(rules, date(2026, 11, 2)) == ()
    assert in_force(rules, date(2026, 11, 30)) == (rules[0],)
    assert in_force(rules, date(2026, 12, 1)) == ()


def test_the_log_reads_the_rules_and_names_the_wrong_ones(tmp_path):
    (tmp_path / "progression.csv").write_text(
        "from,exercise,sessions,worst,settled,add_reps,add_hold,most_reps,most_hold,author,note\n"
        "2026-11-03,lower-tummy,3,3,yes,2,,8,,A. Huber,\n"
        "2026-11-03,lower-tummy,3,11,yes,2,,8,,A. Huber,\n"
    )

    rules, problems = Log(tmp_path).progression()

    expected = Rule(DAY, "lower-tummy", 3, 3, True, 2, most_reps=8, author="A. Huber")
    assert rules == (expected,)
    assert [(each.line, each.column) for each in problems] == [(3, "worst")]
