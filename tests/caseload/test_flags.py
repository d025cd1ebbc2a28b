"""The therapist's own rules: read line by line, held against the counts, and shown when met."""

from datetime import date

import pytest

from backlog.analysis.adherence import Adherence
from backlog.caseload import Unread, flags

HEADER = "person,flag,limit,from,author,note\n"
PEOPLE = ["anna", "ben.zip"]


@pytest.fixture
def read(tmp_path):
    """Return a function that reads lines of ``flags.csv``."""

    def read(*lines):
        (tmp_path / "flags.csv").write_text(HEADER + "".join(f"{it}\n" for it in lines))
        return flags.read(tmp_path, PEOPLE)

    return read


def month(done, prescribed):
    return Adherence(float(prescribed), float(done), 0.0, 0.0, done, 7, 0.0)


def test_without_a_file_there_is_no_rule_and_nothing_wrong(tmp_path):
    assert flags.read(tmp_path, PEOPLE) == ((), [])


def test_a_line_is_a_rule(read):
    (rule,), problems = read("anna,stops,2,2026-11-01,M. Example,ring her")

    assert problems == []
    assert rule == flags.Rule("anna", "stops", 2, date(2026, 11, 1), "M. Example", "ring her")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("anna,stop,2,,,", "flags.csv, line 2, flag: 'stop' must be no_entry_days, worst_at,"),
        ("anna,stops,many,,,", "flags.csv, line 2, limit: 'many' must be a whole number"),
        ("anna,stops,,,,", "line 2, limit: must be a whole number from 1 to 100 for stops"),
        ("anna,worst_at,11,,,", "line 2, limit: '11' must be a whole number from 1 to 10"),
        ("anna,adherence_below,0,,,", "line 2, limit: '0' must be"),
        ("anna,stops,2,1.11.2026,,", "line 2, from: '1.11.2026' must be a date such as"),
        ("ana,stops,2,,,", "line 2, person: 'ana' is nobody in this folder; * means everybody"),
        (",stops,2,,,", "line 2, person: must be text"),
        ("anna,note,,,,", "line 2, note: must hold the words"),
        ("anna,stops", "line 2: 'anna,stops' has 2 fields instead of 6"),
    ],
)
def test_a_line_that_is_no_rule_says_what_is_allowed_and_costs_only_itself(line, expected, read):
    rules, problems = read(line, "anna,stops,3,,,")

    assert [rule.limit for rule in rules] == [3]
    assert len(problems) == 1
    assert expected in str(problems[0])


def test_a_file_that_is_no_table_is_one_problem(tmp_path):
    (tmp_path / "flags.csv").write_text("who;what\n")

    rules, (problem,) = flags.read(tmp_path, PEOPLE)

    assert rules == ()
    assert "is not the header (person, flag, limit, ...)" in str(problem)


def test_a_spreadsheets_semicolons_are_read(tmp_path):
    (tmp_path / "flags.csv").write_text(HEADER.replace(",", ";") + "anna;stops;2;;;\n")

    rules, problems = flags.read(tmp_path, PEOPLE)

    assert ([rule.kind for rule in rules], problems) == (["stops"], [])


@pytest.mark.parametrize(
    ("line", "special", "expected"),
    [
        ("*,stops,2,,,", {"stops": 2}, "rule: 2 sessions with a stop for pain in 28 days (from 2)"),
        ("*,stops,3,,,", {"stops": 2}, None),
        ("*,no_entry_days,5,,,", {"days_ago": 5}, "rule: no entry for 5 days (from 5)"),
        ("*,no_entry_days,5,,,", {"days_ago": 5, "away": 1}, None),
        ("*,no_entry_days,5,,,", {"last_entry": None, "days_ago": None}, None),
        ("*,worst_at,7,,Dr B,", {"worst": 7}, "rule of Dr B: discomfort reached 7 in 28 days"),
        ("*,worst_at,7,,,", {"worst": 6}, None),
        ("*,worst_at,7,,,", {"worst": None}, None),
        ("*,adherence_below,50,,,call", {"last_28": month(4, 10)}, "40\xa0% done in 28 days"),
        ("*,adherence_below,50,,,", {"last_28": month(5, 10)}, None),
        ("*,adherence_below,50,,,", {"last_28": month(0, 4)}, None),
        ("*,adherence_below,50,,,", {"last_28": month(0, 0)}, None),
    ],
)
def test_a_rule_is_met_by_what_was_counted_and_by_nothing_else(line, special, expected, read, row):
    rules, _ = read(line)

    told = list(flags.met(row(**special), rules))

    assert bool(told) is bool(expected)
    assert all(expected in sentence for sentence in told)


def test_the_words_of_a_rule_end_in_its_note(read, row):
    rules, _ = read("anna,stops,1,,Dr B,ring her")

    (told,) = flags.met(row(stops=1), rules)
    assert told == "rule of Dr B: 1 session with a stop for pain in 28 days (from 1), ring her"


def held(rules, name="anna", day=date(2026, 11, 15)):
    return [(rule.kind, rule.limit) for rule in flags.holding(rules, name, day)]


def test_a_later_line_replaces_an_earlier_one_from_its_day_on(read):
    rules, _ = read("anna,stops,5,2026-11-10,,", "anna,stops,2,,,")

    assert held(rules, day=date(2026, 11, 9)) == [("stops", 2)]
    assert held(rules, day=date(2026, 11, 10)) == [("stops", 5)]


def test_a_persons_own_line_replaces_the_one_for_everybody(read):
    rules, _ = read("anna,stops,5,,,", "*,stops,2,2026-11-01,,", "*,worst_at,8,,,")

    assert held(rules) == [("stops", 5), ("worst_at", 8)]
    assert held(rules, "ben.zip") == [("stops", 2), ("worst_at", 8)]


def test_a_rule_is_for_the_folder_and_for_the_bundle_of_a_person(read):
    rules, problems = read("ben,stops,2,,,")

    assert problems == []
    assert held(rules, "ben.zip") == held(rules, "ben") == [("stops", 2)]


def test_a_note_is_shown_and_is_no_rule_that_is_met(read, row):
    rules, _ = read("anna,note,,,Dr B,likes mornings")

    assert list(flags.notes(rules)) == ["Dr B: likes mornings"]
    assert list(flags.met(row(), rules)) == []


def test_of_a_log_that_cannot_be_read_no_rule_is_met(read):
    rules, _ = read("*,no_entry_days,1,,,")

    assert list(flags.met(Unread("anna", "damaged"), rules)) == []


def test_the_words_of_a_therapist_are_made_harmless(read):
    (rule,), _ = read("anna,note,,,Dr\x1b[2J,\u202edaer")

    assert "\x1b" not in rule.author + rule.note
    assert "\u202e" not in rule.author + rule.note


def test_people_whose_long_names_begin_alike_are_not_mixed_up(tmp_path):
    one, other = "x" * 100 + "1", "x" * 100 + "2"
    (tmp_path / "flags.csv").write_text(f"{HEADER}{one},stops,2,,,\n")

    rules, problems = flags.read(tmp_path, [one, other])

    assert problems == []
    assert (held(rules, one), held(rules, other)) == ([("stops", 2)], [])
