"""The journal of a session: saved means on disk, one owner, closed once."""

import os
import subprocess
import sys
import textwrap

import pytest

from backlog.log import Journal, LogError, journal
from backlog.log.tables import Tables

EVENTS = [{"kind": "event", "seq": 1, "at": 3.5}, {"kind": "event", "seq": 2, "note": "\ud800\n"}]


@pytest.fixture
def live(log, given):
    opened = log.open_session(given.session_id, {"script": [1, 2], "day": given.now.date()})
    yield opened
    opened.release()


def test_a_record_is_one_write_and_one_sync(live, monkeypatch):
    made = []
    write, fsync = os.write, os.fsync
    monkeypatch.setattr(os, "write", lambda *given: made.append("write") or write(*given))
    monkeypatch.setattr(os, "fsync", lambda *given: made.append("fsync") or fsync(*given))
    live.write(EVENTS[0])

    assert made == ["write", "fsync"]


def test_records_come_back_opening_first(live):
    for event in EVENTS:
        live.write(event)

    opening, *events = live.records()
    assert opening == {"kind": "opening", "script": [1, 2], "day": "2026-11-22"}
    assert events == EVENTS


def test_a_line_is_its_checksum_and_its_record(live):
    live.write({"kind": "event", "seq": 1})

    assert live.path.read_bytes().split(b"\n")[1] == b'ecab5547 {"kind":"event","seq":1}'


def test_a_cut_at_every_byte_leaves_the_records_before_it(live):
    for event in EVENTS:
        live.write(event)
    whole = live.path.read_bytes()

    for end in range(len(whole) + 1):
        live.path.write_bytes(whole[:end])
        records, problems = journal.read(live.path)
        complete = whole[:end].count(b"\n") + (whole[end : end + 1] == b"\n")

        assert len(records) == complete
        assert problems == []


def test_a_record_after_a_torn_tail_begins_on_a_new_line(live):
    live.write(EVENTS[0])
    live.path.write_bytes(live.path.read_bytes()[:-7])
    live.write(EVENTS[1])

    records, problems = journal.read(live.path)
    assert records[1:] == [EVENTS[1]]
    (problem,) = problems
    assert str(problem).startswith(f"journal/{live.session_id}.jsonl, line 2: ")
    assert str(problem).endswith("is damaged; the other lines are used")


def test_a_journal_that_has_vanished_is_told_and_not_made_again(live):
    live.path.unlink()

    with pytest.raises(LogError, match="is not there any more: is a drive missing"):
        live.write(EVENTS[0])
    assert not live.path.exists()


def test_what_is_no_json_is_refused_before_anything_is_written(live):
    before = live.path.read_bytes()

    with pytest.raises(TypeError, match="cannot stand in a journal"):
        live.write({"kind": "event", "value": {1, 2}})
    with pytest.raises(ValueError, match="not JSON compliant"):
        live.write({"kind": "event", "value": float("nan")})
    assert live.path.read_bytes() == before


def test_a_session_in_another_process_is_running_elsewhere(log, given, live):
    other = textwrap.dedent(
        """
        import sys
        from pathlib import Path
        from backlog.log import Log, LogError
        log = Log(Path(sys.argv[1]))
        print(log.unfinished(), log.running())
        try:
            log.resume_session(sys.argv[2])
        except LogError as error:
            print(error)
        """
    )
    told = subprocess.run(
        [sys.executable, "-c", other, str(log.folder), given.session_id],
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert told.stdout.splitlines() == [
        f"[] ['{given.session_id}']",
        f"The session {given.session_id} is running elsewhere.",
    ]


def test_a_session_whose_process_has_ended_is_unfinished_and_can_be_resumed(log, given):
    ended = textwrap.dedent(
        """
        import os, sys
        from pathlib import Path
        from backlog.log import Log
        live = Log(Path(sys.argv[1])).open_session(sys.argv[2], {"day": 1})
        live.write({"kind": "event", "seq": 1})
        os._exit(1)
        """
    )
    subprocess.run([sys.executable, "-c", ended, str(log.folder), given.session_id], check=False)

    (session,) = log.unfinished()
    assert session.session_id == given.session_id
    assert session.records == [{"kind": "opening", "day": 1}, {"kind": "event", "seq": 1}]
    assert session.problems == []

    again = log.resume_session(given.session_id)
    again.write({"kind": "event", "seq": 2})
    assert again.path == session.path
    assert [record.get("seq") for record in again.records()] == [None, 1, 2]
    assert log.unfinished() == []
    assert log.running() == [given.session_id]
    again.release()


def test_a_session_is_owned_once_in_one_process_too(log, live):
    with pytest.raises(LogError, match="is running elsewhere"):
        log.resume_session(live.session_id)
    live.release()
    log.resume_session(live.session_id).release()


def test_an_id_is_begun_once(log, given, live):
    live.release()
    with pytest.raises(LogError, match="is there already"):
        log.open_session(given.session_id, {})
    assert len(Journal(live.path).records()) == 1


@pytest.mark.parametrize("session_id", ["", "../sets", "a/b", "a" * 65, ".hidden", "a\n"])
def test_an_id_that_is_none_is_refused(log, session_id):
    with pytest.raises(ValueError, match="is no id of a session"):
        log.open_session(session_id, {})


def test_closing_brings_the_rows_into_the_tables_and_the_journal_stays(log, given, live):
    live.write(EVENTS[0])
    log.close_session(live, [given.a_set(1), given.a_set(2)], given.a_session())

    assert [record["set_no"] for record in log.records("sets")] == [1, 2]
    assert [record["session_id"] for record in log.records("sessions")] == [given.session_id]
    kinds = [record["kind"] for record in journal.read(live.path)[0]]
    assert kinds == ["opening", "event", "closing", "settled"]
    assert (log.unfinished(), log.running(), log.settle()) == ([], [], [])


def test_nothing_but_the_journal_is_left_of_a_session_that_is_over(log, given, live):
    lock = live.path.with_suffix(".lock")
    assert lock.exists()
    log.close_session(live, [given.a_set(1)], given.a_session())

    assert not lock.exists()


def test_an_opening_that_cannot_be_written_leaves_nothing(log, given):
    with pytest.raises(TypeError, match="cannot stand in a journal"):
        log.open_session("other", {"value": {1}})

    assert log.running() == []
    assert not (log.folder / "journal" / "other.jsonl").exists()


def test_the_closing_record_holds_the_finished_lines(log, given, live):
    log.close_session(live, [given.a_set(1), given.a_set(2)], given.a_session())

    closing = journal.closing(journal.read(live.path)[0])
    assert closing["tables"]["sets"].encode() == (log.folder / "sets.csv").read_bytes()
    assert closing["tables"]["sessions"].encode() == (log.folder / "sessions.csv").read_bytes()


def test_closing_twice_is_closing_once(log, given, live):
    log.close_session(live, [given.a_set(1)], given.a_session())
    before = live.path.read_bytes(), (log.folder / "sets.csv").read_bytes()
    log.close_session(live, [given.a_set(1)], given.a_session())

    assert (live.path.read_bytes(), (log.folder / "sets.csv").read_bytes()) == before


def test_a_row_that_is_refused_leaves_the_session_open(log, given, live):
    with pytest.raises(ValueError, match="discomfort: '11' must be a whole number"):
        log.close_session(live, [given.a_set(1, discomfort=11)], given.a_session())

    assert log.running() == [given.session_id]
    log.close_session(live, [given.a_set(1, discomfort=10)], given.a_session())
    assert [record["discomfort"] for record in log.records("sets")] == [10]


def test_a_closed_session_cannot_be_resumed(log, given, live):
    log.close_session(live, [], given.a_session(status="partial"))

    with pytest.raises(LogError, match="is closed already"):
        log.resume_session(given.session_id)


def test_a_session_that_never_was_cannot_be_resumed(log):
    with pytest.raises(LogError, match="There is no session nothing"):
        log.resume_session("nothing")


def test_a_discarded_session_stays_and_counts_nowhere(log, given, live):
    live.release()
    log.discard_session(given.session_id)

    assert live.path.exists()
    assert journal.read(live.path)[0][-1] == {"kind": "closing", "discarded": True}
    assert (log.unfinished(), log.settle(), list(log.records("sessions"))) == ([], [], [])


def test_what_was_closed_but_had_not_reached_the_tables_is_settled_once(log, given, live):
    log.append("sets", given.a_set(9))
    (log.folder / "sets.csv").rename(log.folder / "moved.csv")
    (log.folder / "sets.csv").write_bytes(b"\xef\xbb\xbf" + given.healthy(0))

    with pytest.raises(LogError, match=r"sets\.csv was saved by another program"):
        log.close_session(live, [given.a_set(1)], given.a_session())
    (waiting,) = log.settle()
    assert waiting.startswith(f"The session {given.session_id} waits in {live.path}. sets.csv was")

    (log.folder / "moved.csv").replace(log.folder / "sets.csv")
    assert log.settle() == [
        f"The session {given.session_id} was brought from its journal into the log."
    ]
    assert log.settle() == []
    assert [record["set_no"] for record in log.records("sets")] == [9, 1]
    assert len(list(log.records("sessions"))) == 1


def test_a_crash_between_the_two_tables_is_made_good(log, given, live, monkeypatch):
    rows = [given.a_set(1), given.a_set(2)]
    add = Tables.add

    def crash(self, kind, records):
        if kind.name == "sessions":
            raise KeyboardInterrupt
        add(self, kind, records)

    with monkeypatch.context() as patch:
        patch.setattr(Tables, "add", crash)
        with pytest.raises(KeyboardInterrupt):
            log.close_session(live, rows, given.a_session())
    assert list(log.records("sessions")) == []

    assert len(log.settle()) == 1
    assert [record["set_no"] for record in log.records("sets")] == [1, 2]
    assert (log.folder / "sets.csv").read_bytes().count(b"\n") == 3
    assert len(list(log.records("sessions"))) == 1


def test_a_journal_without_an_intact_opening_is_no_unfinished_session(log, given, live):
    live.release()
    live.path.write_bytes(live.path.read_bytes()[:-9])

    assert log.unfinished() == []
    assert log.settle() == []
