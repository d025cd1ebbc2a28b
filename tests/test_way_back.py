"""A program sent back as CSV changes tomorrow's session and no number of yesterday."""

import json
import shutil
from datetime import datetime, timedelta

import pytest

from backlog.analysis import summary
from backlog.analysis.reading import EXAMPLE_FOLDER, read
from backlog.log import Log
from backlog.log.prescribing import prescribe, preview, take_back, template
from backlog.panel import home
from backlog.session import Pace, local_day
from backlog.synthetic import EXAMPLE

YESTERDAY = EXAMPLE["until"]
TODAY = YESTERDAY + timedelta(1)
TOMORROW = TODAY + timedelta(1)


@pytest.fixture
def log(tmp_path):
    """The example on the day after its last one, at nine in the morning."""
    shutil.copytree(EXAMPLE_FOLDER, tmp_path / "data")
    morning = datetime(TODAY.year, TODAY.month, TODAY.day, 9).astimezone()
    return Log(tmp_path / "data", now=lambda: morning)


def numbers(log):
    """Every number through yesterday; the fingerprint tells one file from another, by design."""
    found = json.loads(summary.as_json(summary.of(read(log, YESTERDAY))))
    assert found.pop("fingerprint")
    return json.dumps(found)


def doses(log, day):
    drawn = home.drawn(log, day, Pace())
    return {each["exercise"]: (each["reps"], each["hold"]) for each in drawn["today"]["exercises"]}


def test_a_program_sent_back_changes_tomorrows_session_and_no_number_of_yesterday(log):
    before, today = numbers(log), doses(log, TODAY)
    sent = template(log).decode().replace(TODAY.isoformat(), TOMORROW.strftime("%d.%m.%Y"))
    edited = sent.replace(",lower-back-stretch,1,8,30,", ",lower-back-stretch,1,10,25,")
    back = edited.replace(",", ";").replace("\n", "\r\n").encode("utf-8-sig")

    found = preview(log, back, "program.csv")
    prescribe(log, found.proposal.new, "A. Huber")

    assert local_day(log.tables.now()) == TODAY
    assert doses(log, TODAY) == today
    assert doses(log, TOMORROW) == today | {"lower-back-stretch": (10, 25.0)}
    assert numbers(log) == before

    take_back(log, "person")

    assert doses(log, TOMORROW) == today
    assert numbers(log) == before
