"""What holds for every test: nobody's own data is touched, and long tests are asked for."""

import json
import os
import tempfile
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest


def pytest_addoption(parser):
    parser.addoption("--long", action="store_true", help="run the tests that take minutes, too")
    parser.addoption("--pictures", action="store_true", help="make the README's pictures anew")


def pytest_configure(config):
    """Give tests and notebooks an empty data folder, in place of the person's own."""
    empty = tempfile.TemporaryDirectory(prefix="backlog-test-data-")
    os.environ["BACKLOG_DATA"] = empty.name
    os.environ.pop("BACKLOG_CASELOAD", None)
    config.add_cleanup(empty.cleanup)


def pytest_collection_modifyitems(config, items):
    # Those in the browser wait much and work little: they begin first.
    items.sort(key=lambda item: item.path.parent.name != "browser")
    for item in items:
        for kind in ("long", "pictures"):
            if item.get_closest_marker(kind) and not config.getoption(f"--{kind}"):
                item.add_marker(pytest.mark.skip(reason=f"{kind}: run with --{kind}"))


def pytest_terminal_summary(terminalreporter):
    """Say what pytest's own summary does not: which checks failed before, and first tries."""
    for report in terminalreporter.stats.get("rerun", []):
        terminalreporter.section(f"failed at the first try: {report.nodeid}", yellow=True)
        terminalreporter.line(report.longreprtext)
    failed = os.environ.get("BACKLOG_FAILED_CHECKS")
    if failed:
        terminalreporter.section("failed before pytest, see above", red=True)
        terminalreporter.line(failed)


@pytest.fixture(scope="session")
def crowded(tmp_path_factory):
    """`crowded(seed, days)`: the record of a log in which there is much to say, until 15 November.

    All seven exercises, and the dose of each changed four times; five questions, four changes of
    treatment, four flares.
    """
    return lambda seed, days: _crowded(tmp_path_factory.mktemp("crowded") / "data", seed, days)


def _crowded(folder, seed, days):
    from backlog.analysis import reading
    from backlog.log import Log
    from backlog.synthetic import person, save

    log, until = Log(folder), date(2026, 11, 15)
    save(person(seed, days, until=until), log)
    for number in range(4):
        log.prescribe(_all_seven(until - timedelta(days=number * max(days // 5, 1)), number))
    for kind, entry in (("question", ASKED), ("change", TREATED), ("flare", {})):
        rows = [
            {"day_id": f"{kind}-{n}", "from": day, "to": day, "kind": kind, "status": "kept"}
            | entry
            for n, day in enumerate(until - timedelta(days=n) for n in range(5))
        ]
        log.extend("days", rows)
    return reading.read(log, until)


ASKED = {
    "note": "May I do the exercise for the tummy twice on days with a lot of sitting, "
    "or does that do more harm than good?"
}
TREATED = {"reason": "treatment", "note": "Massage, and a new chair at work for half the day"}


def _all_seven(day, more):
    from backlog.program import CATALOG, Prescription

    limits = {"postpone_at": 4, "stop_at": 6 + more % 2, "author": "therapist"}
    return [
        Prescription(day, id, **(dict(it.dose) | {"reps": it.dose["reps"] + more} | limits))
        for id, it in CATALOG.items()
    ]


@pytest.fixture(scope="session")
def hostile():
    """Texts that mean harm to somebody, or that are easily broken, by what they are."""
    told = json.loads((Path(__file__).parent / "hostile.json").read_text(encoding="utf-8"))
    return told | {"very long": "long text " * 1000}


@pytest.fixture(scope="session")
def hostile_folder(hostile, tmp_path_factory):
    """A log that holds each of these texts wherever free text may stand."""
    folder = tmp_path_factory.mktemp("hostile") / "data"
    now = datetime(2026, 11, 22, 7, 12, 3, tzinfo=timezone(timedelta(hours=1)))
    write_everywhere(folder, list(hostile.values()), now)
    return folder


@pytest.fixture(scope="session")
def hostile_log(hostile):
    """`hostile_log(folder, now)`: the same in any folder, and the first of them said today."""
    return lambda folder, now: write_everywhere(folder, list(hostile.values())[::-1], now)


def write_everywhere(folder, texts, now):
    """Write a log in which each text has a day of its own, the day of `now` being the last."""
    from backlog.log import Log
    from backlog.program import Prescription

    log = Log(folder, now=lambda: now)
    days = [now.date() - timedelta(days=len(texts) - 1 - at) for at in range(len(texts))]
    log.prescribe(
        Prescription(day, "lower-tummy", 1, 6 + at, days_per_week=7, author=it[:200], note=it)
        for at, (day, it) in enumerate(zip(days, texts, strict=True))
    )
    rows = [row for day, it in zip(days, texts, strict=True) for row in _of_a_day(day, it, now)]
    for table in dict(rows):
        log.extend(table, [row for name, row in rows if name == table])


def _of_a_day(day, text, now):
    """Yield (table, row) of a day on which everything that is said is `text`."""
    id, at = f"{day:%Y%m%d}T071203-00000001", datetime.combine(day, now.timetz())
    kept = {"local_day": day, "entry": "live", "note": text}
    discomfort = day.day % 7
    yield (
        "sessions",
        kept
        | {
            "session_id": id,
            "started_at": at,
            "time_known": "exact",
            "status": "finished",
            "discomfort_before": discomfort,
            "discomfort_after": discomfort,
            "warning_signs": "ticked",
        },
    )
    for number, side in enumerate(("left", "right"), 1):
        yield (
            "sets",
            kept
            | {
                "set_id": f"{id}-{number:02d}",
                "session_id": id,
                "performed_at": at,
                "exercise": "lower-tummy",
                "side": side,
                "set_no": 1,
                "target_reps": 6,
                "reps": 5,
                "status": "partial",
                "reason": "other",
                "discomfort": discomfort,
            },
        )
    rated = {"at": at, "status": "kept"}
    yield "checkins", kept | rated | {"checkin_id": id, "kind": "daily", "discomfort": discomfort}
    activity = {"activity_id": id, "name": text[:200], "kind": "activity", "value": discomfort}
    yield "activities", kept | rated | activity
    for kind in ("question", "change", "flare", "excused", "visit", "signs"):
        said = {"from": day, "to": day, "kind": kind, "status": "kept", "note": text}
        yield "days", {"day_id": f"{id}-{kind}", **said}
