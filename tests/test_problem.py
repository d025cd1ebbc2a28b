"""How a problem reads."""

import pytest

from backlog.problem import Problem, shortened


@pytest.mark.parametrize(
    ("problem", "sentence"),
    [
        (
            Problem("sets.csv", 6, "discomfort", "11", "must be a whole number from 0 to 10"),
            "sets.csv, line 6, discomfort: '11' must be a whole number from 0 to 10",
        ),
        (
            Problem("sets.csv", 6, "side", "", "must be both, left or right"),
            "sets.csv, line 6, side: must be both, left or right",
        ),
        (
            Problem("sets.csv", 6, "", "<<<<<<< HEAD", "has 1 fields instead of 23"),
            "sets.csv, line 6: '<<<<<<< HEAD' has 1 fields instead of 23",
        ),
        (
            Problem("sets.csv", 0, "", "", "was saved by another program"),
            "sets.csv: was saved by another program",
        ),
    ],
)
def test_a_problem_is_one_sentence_naming_place_value_and_limit(problem, sentence):
    assert str(problem) == sentence


def test_a_long_value_is_shortened_in_the_sentence_only():
    problem = Problem("sets.csv", 2, "note", "x" * 500, "is too long")

    assert str(problem) == f"sets.csv, line 2, note: '{'x' * 59}…' is too long"
    assert len(problem.value) == 500


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("as it is", "as it is"),
        ("two\nlines\t  here", "two lines here"),
        ("x" * 61, "x" * 59 + "…"),
    ],
)
def test_a_value_is_shown_on_one_line_of_at_most_sixty_characters(value, shown):
    assert shortened(value) == shown


def test_problems_are_in_the_order_of_the_file():
    later = Problem("sets.csv", 10, "", "", "b")
    sooner = Problem("sets.csv", 9, "side", "", "z")

    assert sorted([later, sooner]) == [sooner, later]


def test_a_problem_sets_its_row_aside_unless_it_says_otherwise():
    assert not Problem("sets.csv", 1, "", "", "").used
    assert Problem("sets.csv", 1, "", "", "", used=True).used


def test_what_a_terminal_would_obey_is_shown_as_a_number():
    assert shortened("a\x1b[31m\u202eb\ud800") == "a\\u001b[31m\\u202eb\\ud800"
