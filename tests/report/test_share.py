"""backlog.report.share: what was told leaves, what was not chosen stays, and nobody is named."""

import base64
import csv
import html
import io
import json
import re
import stat
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from backlog.analysis import reading, summary
from backlog.log import Log, LogError
from backlog.log.corrections import delete, revise
from backlog.log.incoming import arrival
from backlog.log.incoming.parcel import Parcel, When, session
from backlog.program import Prescription
from backlog.report.share import Choices, Sharing, bundle, form, lines, plan, write
from backlog.report.share.choices import TABLES

EXAMPLE = Log(Path(__file__).parents[2] / "data" / "example")
NOW = datetime(2026, 11, 15, 20, 0, tzinfo=UTC)
START, FIRST, LAST = date(2026, 8, 18), date(2026, 10, 1), date(2026, 11, 15)
PERIOD = Choices(FIRST, LAST)
BACK = 61
WHO = ("wilhelmine", "wilhelmines-laptop", "/home/someone/wilhelmine")

A_SET = {
    "performed_at": NOW,
    "exercise": "lower-back-stretch",
    "side": "both",
    "set_no": 1,
    "target_reps": 6,
    "reps": 6,
    "status": "done",
    "entry": "backfilled",
}


def rated(day, discomfort=4, **told):
    """Return a check-in of a day."""
    row = {"checkin_id": f"c-{day}", "at": datetime.combine(day, time(12), UTC), "local_day": day}
    kinds = {"kind": "daily", "discomfort": discomfort, "entry": "live", "status": "kept"}
    return row | kinds | told


def said(kind, day, **told):
    """Return what is said about a day."""
    return {
        "day_id": f"{kind}-{day}",
        "from": day,
        "to": day,
        "kind": kind,
        "status": "kept",
    } | told


def days_of(first, last):
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def text_of(made):
    """Return the words of a bundle's page."""
    return html.unescape(re.sub(r"<[^>]*>", " ", opened(made)["page.html"].decode()))


def told_before(made):
    """Return what the preview says of days before the period."""
    return [line for line in lines(made) if "before the period" in line]


@pytest.fixture(scope="module")
def log(tmp_path_factory):
    """Return the example's log with a word of its own in every note, name and author."""
    made = Log(tmp_path_factory.mktemp("wilhelmine") / "data", now=lambda: NOW)
    for table in TABLES[:-1]:
        made.extend(table, [worded(row, n) for n, row in enumerate(EXAMPLE.records(table))])
    program = EXAMPLE.program()[0]
    made.prescribe(
        replace(it, note=f"snote{n}", author=f"sauthor{n}") for n, it in enumerate(program)
    )
    return made


def worded(row, number):
    words = {"note": f"snote{row['recorded_at']:%f}x{number}"}
    return row | words | ({"name": f"sname{row['name']}"} if row.get("name") else {})


@pytest.fixture(scope="module")
def shared(log):
    """`shared(**choices)`: the plan of these choices, each worked out once."""
    known = {}

    def of(**chosen):
        key = tuple(sorted(chosen.items()))
        if key not in known:
            known[key] = plan(log, replace(PERIOD, **chosen), NOW, BACK, WHO)
        return known[key]

    return of


def opened(made):
    """Return the files of a plan's bundle by their names."""
    with zipfile.ZipFile(io.BytesIO(bundle.packed(made))) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def everything(made):
    """Return all text of a bundle: names, files, the pictures in them, and the zip itself."""
    files = opened(made)
    parts = [bundle.packed(made), *map(str.encode, files), *files.values()]
    pictures = re.findall(rb"base64,([A-Za-z0-9+/=]+)", b"".join(files.values()))
    parts += [base64.b64decode(each) for each in pictures]
    return b"\n".join(parts + printed(files)).decode(errors="replace")


def printed(files):
    """Return the words and the metadata of a page that goes as PDF."""
    if "page.pdf" not in files:
        return []
    from pypdf import PdfReader

    page = PdfReader(io.BytesIO(files["page.pdf"]))
    told = [*(sheet.extract_text() for sheet in page.pages), str(page.metadata)]
    told += [page.xmp_metadata.stream.get_data().decode()] if page.xmp_metadata else []
    return [text.encode(errors="replace") for text in told]


def table(made, name):
    return list(csv.DictReader(io.StringIO(opened(made)[f"{name}.csv"].decode())))


COMBINATIONS = [
    {},
    {"notes": True},
    {"names": True},
    {"shift_dates": True},
    {"tables": ("sessions", "checkins"), "shift_dates": True, "pdf": True},
    {"pdf": True, "notebooks": True},
    {"notes": True, "names": True, "shift_dates": True, "notebooks": True},
]


@pytest.mark.parametrize("chosen", COMBINATIONS, ids=lambda it: " ".join(it) or "by default")
def test_what_was_not_chosen_is_nowhere_in_the_bundle(shared, log, chosen, monkeypatch):
    found = everything(shared(**chosen))
    names = [str(log.folder), str(Path.home()), *WHO]

    assert [name for name in names if len(name) > 2 and name in found] == []
    assert ("snote" in found) is chosen.get("notes", False)
    assert ("sname" in found or "sauthor" in found) is chosen.get("names", False)


def test_moved_dates_take_every_day_id_and_version_with_them(shared, log):
    rows = [row for name in TABLES for row in log.records(name)]
    days = {row[name] for row in rows for name in ("local_day", "from", "to") if name in row}
    ids = {value for row in rows for name, value in row.items() if name.endswith("_id") and value}
    versions = {row["program"] for row in rows if row.get("program")}

    found = everything(shared(shift_dates=True))

    told = [f"{day:%Y-%m-%d}" for day in days] + [f"{day.day} {day:%B %Y}" for day in days]
    assert [each for each in [*told, *ids, *versions, "2026"] if each in found] == []


@pytest.mark.parametrize("chosen", COMBINATIONS, ids=lambda it: " ".join(it) or "by default")
def test_the_preview_tells_each_file_row_and_column_that_the_bundle_holds(shared, chosen):
    told = lines(shared(**chosen))

    files = opened(shared(**chosen))
    assert sorted(line.split(":")[0].strip() for line in told if line[0] == " ") == sorted(files)
    for name in (name for name in files if name.endswith(".csv")):
        header, *rows = csv.reader(io.StringIO(files[name].decode()))
        line = next(line for line in told if line.startswith(f"  {name}:"))
        empty = line.partition("; emptied: ")[2].split(", ") if "; emptied: " in line else []
        assert f": {len(rows)} row" in line
        assert f"columns: {', '.join(header)}" in line
        assert {row[header.index(column)] for row in rows for column in empty} <= {""}


def test_a_table_that_was_not_chosen_is_in_no_file(shared):
    made = shared(tables=("sessions", "checkins"), shift_dates=True)

    assert [name for name in opened(made) if name.endswith(".csv")] == [
        "checkins.csv",
        "sessions.csv",
    ]
    described = json.loads(opened(made)["datapackage.json"])
    assert [it["name"] for it in described["resources"]] == ["sessions", "checkins"]


def test_what_was_told_is_what_is_written_whatever_is_logged_meanwhile(log, tmp_path):
    own = Log(tmp_path / "data", now=lambda: NOW)
    row = next(log.records("checkins"))
    own.append("checkins", row)
    sharing = Sharing(own.folder, now=lambda: NOW)
    chosen = {"file": str(tmp_path / "x.zip"), "from": "2026-08-01", "shift_dates": True}

    told = sharing.preview(chosen)
    own.append("checkins", row | {"checkin_id": "later"})
    written = sharing.write(chosen | {"file": str(tmp_path / "y.zip")})

    assert any("checkins.csv: 1 row " in line for line in told)
    with zipfile.ZipFile(written) as packed:
        assert len(packed.read("checkins.csv").splitlines()) == 2


def test_the_same_plan_gives_the_same_bytes_and_no_entry_tells_who_or_when(shared):
    made = shared()

    assert bundle.packed(made) == bundle.packed(replace(made, files=made.files[::-1]))
    with zipfile.ZipFile(io.BytesIO(bundle.packed(made))) as packed:
        entries = packed.infolist()
        assert packed.comment == b""
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.external_attr >> 16 for entry in entries} == {stat.S_IFREG | 0o600}
    assert {(entry.extra, entry.comment) for entry in entries} == {(b"", b"")}


def test_the_file_is_its_owners_alone_and_is_never_written_over(shared, tmp_path):
    path = write(shared(), tmp_path / "x.zip")

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(LogError, match="is there already"):
        write(shared(), path)


@pytest.mark.parametrize("chosen", [{}, {"shift_dates": True}], ids=["as they are", "moved"])
def test_the_unzipped_bundle_is_a_log_without_problems_whose_numbers_are_in_it(
    shared, tmp_path, chosen
):
    made = shared(first=START, **chosen)
    with zipfile.ZipFile(io.BytesIO(bundle.packed(made))) as packed:
        packed.extractall(tmp_path)
    last = LAST - timedelta(weeks=BACK) if chosen else LAST

    read = reading.read(Log(tmp_path), last)

    assert read.problems == ()
    assert summary.as_json(summary.of(read)) == (tmp_path / "summary.json").read_text()
    assert read.fingerprint in (tmp_path / "page.html").read_text()


def test_moved_dates_change_no_number(shared):
    plain, moved = (
        json.loads(opened(shared(first=START, shift_dates=moved))["summary.json"])
        for moved in (False, True)
    )

    numbers = [
        [(it["value"], it["interval"], it["n"], it["missing"]) for it in told["items"]]
        for told in (plain, moved)
    ]
    assert numbers[0] == numbers[1]
    assert moved["data_through"] == "2025-09-14"


def test_moved_days_keep_their_weekdays_and_their_distances(shared):
    plain, moved = (
        [date.fromisoformat(row["local_day"]) for row in table(made, "sessions")]
        for made in (shared(), shared(shift_dates=True))
    )

    assert {a - b for a, b in zip(plain, moved, strict=True)} == {timedelta(weeks=BACK)}


def test_only_the_rows_of_the_period_go_and_the_program_that_held_in_it(shared, log):
    made = shared()

    days = {row["local_day"] for row in table(made, "sets")}
    assert min(days) >= f"{FIRST}"
    assert len(table(made, "sets")) == sum(row["local_day"] >= FIRST for row in log.records("sets"))
    in_force = {row["from"] for row in table(made, "program")}
    assert in_force == {f"{line.from_day}" for line in log.program()[0]}


def test_the_summary_of_a_part_compares_with_no_start_and_the_preview_names_the_pages(shared):
    items = json.loads(opened(shared())["summary.json"])["items"]
    change = next(item for item in items if item["id"] == "discomfort.change")

    assert (change["value"], change["interval"]) == (None, None)
    assert "start lies before the period" in change["guard"]
    assert any("program's start, 18 August 2026" in line for line in lines(shared()))
    assert not any("program's start" in line for line in lines(shared(first=START)))


def test_no_single_day_before_the_period_is_in_a_bundle_but_those_that_the_preview_names(shared):
    """Means of the first days are, and the preview says so: 5.4 at the start of the program."""
    first = date(2026, 11, 10)
    made = shared(first=first, pdf=True)
    told = everything(made)
    in_force = {date.fromisoformat(row["from"]) for row in table(made, "program")}
    before = {START + timedelta(days=n) for n in range((first - START).days)} - in_force

    assert "6 ratings on 6 days, 10 November to 15 November 2026" in told
    assert "5.4 to 3.0 of 10" in told
    assert [day for day in before if f"{day:%Y-%m-%d}" in told] == []
    named = [day for day in before if re.search(rf"\b{day.day} {day:%b}\b", told)]
    assert sorted(named) == [START, LAST_VERDICT]
    (before,) = told_before(made)
    assert "program's start, 18 August 2026" in before
    assert "the last verdict with its day" in before
    assert "No other day is named" in before


#: The comparison with the start names when it began, and this day.
LAST_VERDICT = date(2026, 11, 9)


def test_the_preview_names_all_that_the_comparison_with_the_start_tells_of_days_before(tmp_path):
    """A log that began in a flare, with 6 in September and 4 in November."""
    log = Log(tmp_path / "data", now=lambda: NOW)
    first = date(2026, 9, 1)
    log.extend("checkins", [rated(day, 6 - day.month % 9) for day in days_of(first, LAST)])
    log.append("days", said("flare", first))

    made = plan(log, Choices(date(2026, 11, 12), LAST), NOW)

    assert "It began in a declared flare" in text_of(made)
    (before,) = told_before(made)
    for part in (
        "the mean and the middle ratings",
        "how many ratings each has and how many are missing",
        "after how many of their sessions it had settled next morning",
        "whether the first days lay in a declared flare",
        "the last verdict with its day and its means",
    ):
        assert part in before


def test_a_sign_that_nobody_has_seen_is_counted_without_its_day_and_its_words(tmp_path):
    log = Log(tmp_path / "data", now=lambda: NOW)
    log.extend("checkins", [rated(day) for day in days_of(date(2026, 11, 12), LAST)])
    log.append("days", said("signs", date(2026, 10, 20), note="weak in both legs"))

    made = plan(log, Choices(date(2026, 11, 12), LAST, notes=True), NOW)

    assert "Not asked; signs of 1 earlier day not seen by a clinician yet." in text_of(made)
    found = everything(made)
    assert [it for it in ("20 Oct", "2026-10-20", "weak in both") if it in found] == []
    assert told_before(made) == [
        "Of days before the period the page tells this alone. It counts the days with warning "
        "signs that no clinician has seen yet, without their words: 1. No other day is named, and "
        "the tables and summary.json hold none of this."
    ]


def test_a_sign_that_was_seen_before_the_period_is_nowhere_in_a_bundle(tmp_path):
    log = Log(tmp_path / "data", now=lambda: NOW)
    log.extend("checkins", [rated(day) for day in days_of(date(2026, 11, 12), LAST)])
    log.extend("days", [said("signs", date(2026, 10, 20)), said("seen", date(2026, 10, 22))])

    made = plan(log, Choices(date(2026, 11, 12), LAST), NOW)

    assert "earlier" not in text_of(made)
    assert told_before(made) == []


def test_days_that_were_only_entered_later_are_no_start(tmp_path):
    """An import brings days of January; the log is one's own from September on."""
    log = Log(tmp_path / "data", now=lambda: NOW)
    own, january = date(2026, 9, 1), date(2026, 1, 1)
    imported = [rated(january + timedelta(days=n), entry="backfilled") for n in range(5)]
    log.extend("checkins", imported + [rated(day, day.day % 3) for day in days_of(own, LAST)])

    made, later = (plan(log, Choices(first, LAST), NOW) for first in (own, date(2026, 10, 1)))

    assert "from 1 Sep (n 7)" in text_of(made)
    assert told_before(made) == []
    change = {item["id"]: item for item in json.loads(opened(made)["summary.json"])["items"]}
    assert change["discomfort.change"]["value"] is not None
    assert "program's start, 1 September 2026" in told_before(later)[0]


def test_how_far_it_was_felt_before_the_period_is_named_where_it_is_compared(tmp_path):
    """The answers of January were entered later: the ratings begin with the period."""
    log = Log(tmp_path / "data", now=lambda: NOW)
    january = date(2026, 1, 1)
    log.extend(
        "checkins",
        [rated(january + timedelta(days=n), entry="backfilled", furthest="thigh") for n in (0, 1)]
        + [rated(day, furthest="back") for day in days_of(date(2026, 11, 12), LAST)],
    )

    made = plan(log, Choices(date(2026, 11, 12), LAST), NOW)

    assert "First 2 weeks the thigh (n 2)" in text_of(made)
    (before,) = told_before(made)
    assert "how far from the back it was felt in the first and in the last weeks" in before
    assert "program's start" not in before


def test_quality_is_weighted_by_the_plan_of_each_day_where_older_lines_stay_at_home(tmp_path):
    """Of the days since the visit one has a session, with 8 of 8: 8 x 4/5 of 12 x 8 is 7 %."""
    log = Log(tmp_path / "data", now=lambda: NOW)
    log.prescribe(
        Prescription(day, "lower-tummy", 1, reps, days_per_week=7)
        for day, reps in ((date(2026, 9, 1), 4), (date(2026, 9, 15), 6), (date(2026, 10, 1), 8))
    )
    log.extend("checkins", [rated(day) for day in days_of(date(2026, 9, 1), LAST)])
    log.append("days", said("visit", date(2026, 11, 1), exercise="lower-tummy", quality=4))
    parcel, at = Parcel("diary"), datetime(2026, 11, 2, 12, tzinfo=UTC)
    parcel.add("sessions", session("one", When(at, at.date(), True), None))
    for side in ("left", "right"):
        eight = {"exercise": "lower-tummy", "side": side, "target_reps": 8, "reps": 8}
        ids = {"set_id": f"one-{side}", "session_id": "one", "local_day": at.date()}
        parcel.add("sets", A_SET | eight | ids)
    arrival.apply(log, parcel.rows)

    made = plan(log, Choices(date(2026, 10, 25), date(2026, 11, 12)), NOW)

    assert "rated at visits: Lower tummy strengthening 7\N{NO-BREAK SPACE}%" in text_of(made)


def test_rows_that_reach_beyond_the_period_are_counted_in_the_preview(shared):
    made = shared(first=date(2026, 11, 10))

    (told,) = (line for line in lines(made) if "outside the period" in line)
    assert len(table(made, "program")) == 3
    assert told.startswith("3 rows tell of days outside the period, too: lines of the program")


def test_questions_without_their_words_are_counted_on_the_page(shared):
    silent, spoken = (opened(shared(notes=notes))["page.html"].decode() for notes in (False, True))

    assert "2 questions; their words are not shared." in silent
    assert "not shared" not in spoken
    assert "<li></li>" not in silent


def test_names_are_numbered_alike_in_all_periods(shared):
    whole, part = (
        {(row["at"], row["name"]) for row in table(made, "activities")}
        for made in (shared(first=START), shared())
    )

    assert part < whole
    assert {name for _, name in whole} == {"", "activity 1", "activity 2", "activity 3"}


@pytest.mark.parametrize("names", [False, True])
def test_the_name_of_an_import_goes_with_the_names_alone(tmp_path, names):
    """It is suggested from the name of somebody's file."""
    made = Log(tmp_path / "data", now=lambda: NOW)
    parcel = Parcel("wilhelmines-diary")
    for day in (FIRST, LAST):
        id, at = parcel.id(day), datetime.combine(day, time(12), UTC)
        parcel.add("sessions", session(id, When(at, day, True), None))
        parcel.add("sets", A_SET | {"set_id": f"{id}-01", "session_id": id, "local_day": day})
    arrival.apply(made, parcel.rows)
    found = plan(made, replace(PERIOD, names=names), NOW)

    assert ("wilhelmine" in everything(found)) is names
    ids = [row["session_id"] for row in table(found, "sessions")]
    assert len(set(ids)) == 2
    assert [row["session_id"] for row in table(found, "sets")] == ids


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (False, "Authors ({}) and the names of activities ({}) do not go; activities are called "),
        (True, "Authors ({}) and the names of activities ({}) go."),
    ],
)
def test_what_does_not_go_is_told_before_any_file(shared, names, told):
    made = shared(names=names)

    _, notes, named, file, *_ = lines(made)

    assert notes.startswith("Notes do not go")
    assert named.startswith(told.format(made.authors, made.names))
    assert file.startswith("  page.html")


def test_without_an_activity_nothing_is_said_of_their_names(shared):
    told = lines(shared(tables=("sessions", "checkins")))

    assert "Authors (0) do not go." in told
    assert not any("activit" in line for line in told)


def test_what_was_deleted_or_corrected_stays_at_home(tmp_path):
    log = Log(tmp_path / "data", now=lambda: NOW)
    ratings = [row | {"note": f"was{n}"} for n, row in enumerate(EXAMPLE.records("checkins"))][:3]
    log.extend("checkins", ratings)
    revise(log, "checkins", ratings[0]["checkin_id"], {"note": "became"})
    delete(log, "checkins", ratings[1]["checkin_id"])

    made = plan(log, Choices(START, LAST, notes=True), NOW)

    assert {row["note"] for row in table(made, "checkins")} == {"became", "was2"}


def test_a_line_that_cannot_be_read_is_counted_and_not_repeated(log, tmp_path):
    own = Log(tmp_path / "data", now=lambda: NOW)
    own.append("checkins", next(log.records("checkins")))
    with (own.folder / "checkins.csv").open("a") as file:
        file.write("wilhelmine was here\n")

    made = plan(own, Choices(START, LAST, notes=True, names=True), NOW)

    assert "1 line that cannot be read does not go." in lines(made)
    assert "wilhelmine" not in everything(made)


def test_days_without_a_row_give_one_clear_sentence(log):
    with pytest.raises(LogError, match="nothing was logged on these days"):
        plan(log, Choices(date(2020, 1, 1), date(2020, 1, 2)), NOW)


def test_a_period_that_nobody_chose_begins_after_the_last_visit(log, monkeypatch):
    sharing = Sharing(log.folder, now=lambda: NOW)
    visit = max(row["from"] for row in log.records("days") if row["kind"] == "visit")

    chosen = sharing.plan({}).choices

    assert (chosen.first, chosen.last) == (visit + timedelta(days=1), LAST)


@pytest.mark.parametrize(
    ("typed", "field", "told"),
    [
        ({"from": "1 October"}, "from", "Write a day such as 2026-11-22."),
        ({"from": "2026-10-02", "to": "2026-10-01"}, "to", "must not come before"),
        ({"tables": ("sets", "diary")}, "tables", "at least one of sets, sessions"),
        ({"tables": ()}, "tables", "at least one of"),
        ({"file": "page.html"}, "file", "ends in .zip"),
        ({"file": "/no/such/folder/x.zip"}, "file", "There is no folder"),
    ],
)
def test_a_wrong_choice_is_told_at_its_field(tmp_path, typed, field, told):
    values = {"file": str(tmp_path / "x.zip")} | typed

    wrong = Sharing(tmp_path).wrong(values)

    assert list(wrong) == [field]
    assert told in wrong[field]


def test_the_words_that_tell_whose_computer_it_is_are_known(monkeypatch, tmp_path):
    monkeypatch.setattr(form.getpass, "getuser", lambda: "wilhelmine")
    monkeypatch.setattr(form.socket, "gethostname", lambda: "wilhelmines-laptop")

    assert {"wilhelmine", "wilhelmines-laptop", str(tmp_path)} <= set(form.private(tmp_path))
