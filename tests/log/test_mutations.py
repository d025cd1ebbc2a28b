"""Whatever the bytes: nothing changes in silence, no neighbour is lost, nothing crashes."""

import random
from contextlib import suppress

import pytest

from backlog.log import LogError, frame, reader

ROWS = 6


@pytest.fixture
def whole(given):
    notes = ["", "felt fine, really", 'said "ouch"', "müde; =1+1", "two\nlines", "\\ and '"]
    return given.a_file(
        [given.a_set(number + 1, note=note or None) for number, note in enumerate(notes)]
    )


def outcome(data, given):
    """Return the records that are used and the problems."""
    rows, problems = reader.current(data, given.sets)
    return [row.record for row in rows], problems


def mutate(whole, given, count):
    """Change one byte, many times: told, or harmless; at most its own row is lost."""
    chance = random.Random(20261122)
    before, _ = outcome(whole, given)

    for _ in range(count):
        place, byte = chance.randrange(len(whole)), chance.randrange(256)
        damaged = whole[:place] + bytes([byte]) + whole[place + 1 :]
        if damaged == whole:
            continue
        try:
            after, problems = outcome(damaged, given)
        except LogError:
            assert place <= whole.index(b"\n")
            continue
        lost = [record for record in before if record not in after]
        assert len(lost) <= 1, (place, byte)
        assert problems or after == before, (place, byte)


def test_a_changed_byte_is_told_and_costs_at_most_its_own_row(whole, given):
    mutate(whole, given, 2000)


@pytest.mark.long
@pytest.mark.timeout(600)
def test_eight_thousand_changed_bytes_are_told(whole, given, found):
    mutate(whole, given, 8000)
    found("One byte of a table is changed at random", 8000, "0 silent changes, 0 neighbours lost")


def test_a_changed_byte_leads_to_the_same_rows_on_both_ways(whole, given):
    chance = random.Random(1122)

    for _ in range(300):
        place, byte = chance.randrange(len(whole)), chance.randrange(256)
        damaged = whole[:place] + bytes([byte]) + whole[place + 1 :]
        if damaged != whole:
            assert frame.proven(damaged, given.sets) is None


def test_bytes_that_come_and_go_never_crash_the_reader(whole, given):
    chance = random.Random(7)

    for _ in range(1500):
        place, length = chance.randrange(len(whole)), chance.randrange(40)
        filling = chance.randbytes(chance.randrange(40))
        damaged = whole[:place] + filling + whole[place + length :]
        with suppress(LogError):
            records, _ = outcome(damaged, given)
            assert len(records) <= ROWS


def test_a_cut_at_every_byte_of_the_last_row_costs_only_that_row(whole, given):
    before, _ = outcome(whole, given)
    start = whole[:-1].rindex(b"\n") + 1

    for end in range(start, len(whole)):
        after, problems = outcome(whole[:end], given)
        complete = end == len(whole) - 1

        assert after == (before if complete else before[:-1])
        assert bool(problems) == (end > start)


def test_an_append_after_a_cut_at_every_byte_keeps_all_other_rows(whole, given, log):
    before, _ = outcome(whole, given)
    start = whole[:-1].rindex(b"\n") + 1
    log.folder.mkdir()
    path = log.folder / "sets.csv"

    for end in range(start, len(whole)):
        path.write_bytes(whole[:end])
        log.append("sets", given.a_set(50))
        after = list(log.records("sets"))

        assert path.read_bytes().startswith(whole[:end])
        assert after[: ROWS - 1] == before[:-1]
        assert after[-1]["set_no"] == 50
        assert all(record in [*before, after[-1]] for record in after)


def test_a_cut_at_every_byte_of_the_header_is_mended_by_the_next_append(given, log):
    header = given.healthy(0)
    log.folder.mkdir()
    path = log.folder / "sets.csv"

    for end in range(len(header)):
        path.write_bytes(header[:end])
        log.append("sets", given.a_set(1))

        assert path.read_bytes().startswith(header)
        assert [record["set_no"] for record in log.records("sets")] == [1]
        assert log.problems("sets") == []


def test_lines_that_are_used_set_aside_and_blank_make_up_the_file(whole, given):
    chance = random.Random(3)
    lines = whole.split(b"\n")[1:-1]

    for _ in range(300):
        mixed = chance.choices([*lines, b"", b",,;", b"x,y", lines[0][:-9], b"\xff\xfe"], k=9)
        read = reader.reading(given.healthy(0) + b"\n".join(mixed) + b"\n", given.sets)
        aside = sum(not problem.used for problem in read.problems)

        assert len(read.rows) + aside + read.blanks == len(mixed)
