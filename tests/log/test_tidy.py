"""Tidying: what another program saved can be added to again, and nothing is lost by it."""

import csv
import hashlib
import io
import random
from contextlib import suppress
from pathlib import Path

import pytest

from backlog.log import LogError, reader
from backlog.log.upkeep import rewrite, tidy


def in_semicolons(data):
    """Let a spreadsheet save the file."""
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(csv.reader(io.StringIO(data.decode())))
    return b"\xef\xbb\xbf" + out.getvalue().encode()


@pytest.fixture
def path(log):
    """Return where the log's sets stand; the folder is there."""
    log.folder.mkdir()
    return log.folder / "sets.csv"


def rows(data, given):
    return [row.record for row in reader.reading(data, given.sets).rows]


def tidied(log):
    return tidy.apply(log, tidy.plan(log, "sets"))


def test_a_file_of_ours_needs_no_tidying(log, path, given):
    for data in (b"", given.healthy(0), given.healthy(0)[:-9], given.healthy(3)):
        path.write_bytes(data)
        assert tidy.plan(log, "sets") is None


def test_planning_writes_nothing(log, path, given):
    path.write_bytes(in_semicolons(given.healthy(3)))

    plan = tidy.plan(log, "sets")
    assert "semicolons between the fields" in plan.foreign
    assert [each.name for each in log.folder.iterdir()] == ["sets.csv"]


def test_a_foreign_file_can_be_added_to_afterwards(log, path, given):
    path.write_bytes(in_semicolons(given.healthy(3)))
    with pytest.raises(LogError, match="saved by another program"):
        log.append("sets", given.a_set(4))

    tidied(log)
    assert path.read_bytes() == given.healthy(3)
    log.append("sets", given.a_set(4))
    assert len(list(log.records("sets"))) == 4


def test_the_file_as_it_was_is_kept_with_its_checksum(log, path, given):
    before = in_semicolons(given.healthy(3))
    path.write_bytes(before)

    copy = Path(tidied(log).copy)
    assert copy.name == "sets-before-tidy-2026-11-22.csv"
    assert copy.read_bytes() == before
    seal = copy.with_name(f"{copy.name}.sha256").read_text()
    assert seal == f"{hashlib.sha256(before).hexdigest()}  {copy.name}\n"


def test_bad_lines_are_moved_aside_byte_for_byte(log, path, given):
    header, *good = given.healthy(3).split(b"\n")[:-1]
    bad = [good[0].replace(b"both", b"links"), b"\xff\x00=1+1", good[2][:-30]]
    path.write_bytes(b"\n".join([header, good[0], bad[0], bad[1], good[1], bad[2]]))

    plan = tidy.plan(log, "sets")
    assert [problem.line for problem in plan.problems] == [3, 4, 6]
    aside = Path(tidied(log).aside)
    assert aside.relative_to(log.folder).as_posix() == "set-aside/sets-2026-11-22.csv"
    assert aside.read_bytes() == b"\n".join([header, *bad, b""])
    assert path.read_bytes() == b"\n".join([header, good[0], good[1], b""])


def test_a_row_that_was_edited_by_hand_stays_flagged(log, path, given):
    edited = given.healthy(3).replace(b"done,,2,", b"done,,9,", 1)
    typed = edited[:-5] + b"\n"
    path.write_bytes(typed.replace(b"\n", b"\r\n"))

    tidied(log)
    assert path.read_bytes() == typed
    edited_line, typed_line = log.problems("sets")
    assert "was edited by hand" in edited_line.allowed
    assert "was typed by hand" in typed_line.allowed


def test_a_reformatted_date_is_restored_in_the_file(log, path, given):
    path.write_bytes(given.healthy(3).replace(b",2026-11-22,", b",22.11.26,", 1))

    tidied(log)
    assert path.read_bytes() == given.healthy(3)


def test_columns_of_a_persons_own_are_kept_behind_the_others(log, path, given):
    first, *others = given.healthy(2).decode().splitlines()
    lines = [f"weather,{first},", *(f'"rain, {n}",{line},' for n, line in enumerate(others))]
    path.write_text("\n".join([*lines, ""]))

    tidied(log)
    expected = [f"{first},weather", *(f'{line},"rain, {n}"' for n, line in enumerate(others))]
    assert path.read_text() == "\n".join([*expected, ""])
    log.append("sets", given.a_set(3))
    assert log.problems("sets") == []


def test_rows_that_contradict_each_other_stay(log, path, given):
    path.write_bytes(in_semicolons(given.a_file([given.a_set(1), given.a_set(1, reps=5)])))

    tidied(log)
    assert path.read_bytes().count(b"\n") == 3
    assert len(log.problems("sets")) == 2


def test_a_program_that_was_typed_in_a_spreadsheet_is_tidied_too(log):
    log.folder.mkdir()
    header = "from,exercise,sets,reps,hold,hold_unit,rest_s,side_order,times_per_day,"
    header += "days_per_week,postpone_at,stop_at,author,note"
    typed = header.replace(",", ";") + "\r\n2026-11-22;lower-tummy;2;8;;;;;;;;;;slowly, please\r\n"
    (log.folder / "program.csv").write_text(typed, newline="")
    before, _ = log.program()

    tidy.apply(log, tidy.plan(log, "program"))
    assert log.program() == (before, [])
    log.prescribe(before)
    assert len(log.program()[0]) == 2


def test_a_file_that_changed_since_the_plan_is_left_as_it_is(log, path, given):
    path.write_bytes(in_semicolons(given.healthy(3)))
    plan = tidy.plan(log, "sets")
    path.write_bytes(in_semicolons(given.healthy(4)))

    with pytest.raises(LogError, match="has changed meanwhile"):
        tidy.apply(log, plan)
    assert path.read_bytes() == in_semicolons(given.healthy(4))
    assert not (log.folder / rewrite.ASIDE).exists()


def test_a_file_that_is_no_log_is_left_as_it_is(log, path):
    path.write_bytes(b"<html>")

    with pytest.raises(LogError, match="is a web page"):
        tidy.plan(log, "sets")


def test_whatever_the_damage_no_row_and_no_line_is_lost_and_twice_is_once(given):
    chance = random.Random(20261122)
    header, *good = given.healthy(6).split(b"\n")[:-1]
    filling = [b"", b",,;", b"x,y", good[0][:-9], b"\xff\xfe", b'a,"b', header]
    ends = [b"\n", b"\r\n"]

    for _ in range(400):
        picked = chance.choices([*good, *filling], k=8)
        data = b"".join(raw + chance.choice(ends) for raw in [header, *picked])
        if chance.random() < 0.5:
            place = chance.randrange(len(header), len(data))
            data = data[:place] + chance.randbytes(chance.randrange(3)) + data[place + 1 :]
        with suppress(LogError):
            plan = tidy.planned(data, given.sets)
            if plan is None:
                continue
            assert tidy.planned(plan.after, given.sets) is None
            assert rows(plan.after, given) == rows(data, given)
            found = reader.reading(plan.after, given.sets).problems
            assert all(problem.used for problem in found)
            assert plan.aside.count(b"\n") == (1 + len(plan.problems) if plan.problems else 0)
