"""Corrections: the newest revision counts, its history stays."""

from datetime import timedelta

from backlog.log import line


def notes(log):
    return [record["note"] for record in log.records("sets")]


def test_the_highest_revision_counts_wherever_it_stands(log, given):
    log.append("sets", given.a_set(1, note="first"))
    log.append("sets", given.a_set(1, rev=3, note="third"))
    log.append("sets", given.a_set(1, rev=2, note="second"))

    assert notes(log) == ["third"]
    assert log.read("sets")[0]["note"].tolist() == ["third"]
    assert (log.folder / "sets.csv").read_bytes().count(b"\n") == 4


def test_a_deleted_row_is_left_out_and_comes_back_with_the_next_revision(log, given):
    log.append("sets", given.a_set(1))
    log.append("sets", given.a_set(1, rev=2, status="deleted"))

    assert notes(log) == []
    assert len(log.read("sets")[0]) == 0

    log.append("sets", given.a_set(1, rev=3, note="undone"))

    assert notes(log) == ["undone"]


def test_equal_rows_with_one_revision_count_once_and_are_no_problem(log, given):
    log.append("sets", given.a_set(1))
    log.append("sets", given.a_set(1))

    frame, problems = log.read("sets")
    assert len(frame) == 1
    assert problems == []


def test_of_unequal_rows_with_one_revision_one_is_used_and_both_are_named(log, given):
    log.append("sets", given.a_set(1, note="one"))
    log.append("sets", given.a_set(1, note="other"))

    assert notes(log) == ["one"]
    first, second = log.problems("sets")
    assert (first.line, first.used) == (2, True)
    assert str(first).endswith("is used, though line 3 has the same revision with other values")
    assert (second.line, second.used) == (3, False)
    assert "set aside: line 2 has the same revision" in str(second)


def test_of_unequal_rows_the_one_recorded_later_is_used_wherever_it_stands(log, given):
    early, late = (given.now + timedelta(minutes=minutes) for minutes in (1, 2))
    log.append("sets", given.a_set(1, note="late", recorded_at=late))
    log.append("sets", given.a_set(1, note="early", recorded_at=early))

    assert notes(log) == ["late"]
    assert [problem.line for problem in log.problems("sets")] == [2, 3]


def test_a_later_revision_settles_which_of_two_rows_is_right(log, given):
    log.append("sets", given.a_set(1, note="one"))
    log.append("sets", given.a_set(1, note="other"))
    log.append("sets", given.a_set(1, rev=2, note="the other, indeed"))

    assert notes(log) == ["the other, indeed"]
    assert log.problems("sets") == []


def test_a_row_that_was_edited_never_takes_the_place_of_a_proven_one(log, given):
    log.folder.mkdir()
    data = given.a_file([given.a_set(1), given.a_set(2)])
    edited = data.replace(b"1f2e3d4c-1,1", b"1f2e3d4c-2,1", 1)
    (log.folder / "sets.csv").write_bytes(edited)

    assert [record["set_no"] for record in log.records("sets")] == [2]
    assert [(problem.line, problem.used) for problem in log.problems("sets")] == [
        (2, False),
        (3, True),
    ]


def test_a_correction_keeps_the_order_in_which_lines_were_written(log, given):
    for number in (1, 2, 3):
        log.append("sets", given.a_set(number))
    log.append("sets", given.a_set(1, rev=2))

    assert [record["set_no"] for record in log.records("sets")] == [2, 3, 1]
    assert log.read("sets")[0]["set_no"].tolist() == [2, 3, 1]


def test_history_is_never_rewritten(log, given):
    log.append("sets", given.a_set(1))
    before = (log.folder / "sets.csv").read_bytes()
    log.append("sets", given.a_set(1, rev=2, status="deleted"))

    assert (log.folder / "sets.csv").read_bytes().startswith(before)
    assert all(map(line.proven, before.split(b"\n")[1:-1]))
