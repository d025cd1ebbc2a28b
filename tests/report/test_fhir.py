"""backlog.report.fhir: every row is told once, what is missing says so, and FHIR allows all."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from fhir.resources.R4B.bundle import Bundle
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backlog.log import schema
from backlog.report import fhir
from backlog.report.fhir_codes import LOINC, OWN, WORDS
from backlog.report.fhir_values import plain

HOSTILE = json.loads((Path(__file__).parents[1] / "hostile.json").read_text(encoding="utf-8"))

VIENNA = timezone(timedelta(hours=1))
NOW = datetime(2026, 11, 22, 7, 12, 3, tzinfo=VIENNA)
SESSION = "20261122T071203-1f2e3d4c"


def a_session(**changes):
    values = {
        "session_id": SESSION,
        "rev": 1,
        "started_at": NOW,
        "ended_at": NOW + timedelta(minutes=12),
        "time_known": "exact",
        "tz": "Europe/Vienna",
        "local_day": NOW.date(),
        "status": "finished",
        "discomfort_before": 3,
        "discomfort_after": 2,
        "entry": "live",
        "recorded_at": NOW + timedelta(minutes=12),
    }
    return schema.table("sessions").check(values | changes)


def a_set(number=1, **changes):
    values = {
        "set_id": f"{SESSION}-{number:02d}",
        "rev": 1,
        "session_id": SESSION,
        "performed_at": NOW + timedelta(minutes=number),
        "local_day": NOW.date(),
        "exercise": "lower-back-stretch",
        "side": "both",
        "set_no": number,
        "target_reps": 6,
        "target_hold": 20,
        "hold_unit": "s",
        "reps": 6,
        "held": 119.5,
        "status": "done",
        "discomfort": 4,
        "entry": "live",
        "recorded_at": NOW + timedelta(minutes=12),
    }
    return schema.table("sets").check(values | changes)


def a_checkin(number=1, **changes):
    values = {
        "checkin_id": f"20261123T070000-0000000{number}",
        "rev": 1,
        "at": NOW + timedelta(days=1),
        "local_day": NOW.date() + timedelta(days=1),
        "kind": "daily",
        "discomfort": 3,
        "status": "kept",
        "entry": "live",
        "recorded_at": NOW + timedelta(days=1),
    }
    return schema.table("checkins").check(values | changes)


def a_bundle(sessions=(), sets=(), checkins=(), **asked):
    rows = {"sessions": list(sessions), "sets": list(sets), "checkins": list(checkins)}
    return fhir.bundle(rows, made=NOW, version="1.2.3", **asked)


def told(bundle):
    """Return the Observations of a bundle as a receiving system reads them, by our own code."""
    resources = [entry["resource"] for entry in json.loads(fhir.as_bytes(bundle))["entry"]]
    return {
        coding["code"]: each
        for each in resources
        if each["resourceType"] == "Observation"
        for coding in each["code"]["coding"]
        if coding["system"] == OWN
    }


def parts(observation):
    return {part["code"]["coding"][0]["code"]: part for part in observation["component"]}


def why(observation):
    return observation["dataAbsentReason"]["coding"][0]["code"]


def test_every_row_is_told_once():
    sets = [a_set(number) for number in (1, 2, 3)]
    bundle = a_bundle([a_session()], sets, [a_checkin(1), a_checkin(2)])
    again = Bundle.model_validate_json(fhir.as_bytes(bundle))
    found = [each["identifier"][0]["value"] for each in fhir.observations(again)]

    assert len(found) == len(set(found))
    assert [value.rsplit("/", 1)[1] for value in found] == [
        *("session", "before", "after"),
        *("set", "worst") * 3,
        *("daily",) * 2,
    ]


def test_a_rating_carries_the_published_code_and_ours_that_says_when():
    before = told(a_bundle([a_session()]))["rating-before"]

    assert before["code"]["coding"][0]["system"] == LOINC
    assert before["code"]["coding"][0]["code"] == "72514-3"
    assert before["code"]["text"] == "Discomfort 0-10 before the session"
    assert before["valueQuantity"]["value"] == 3
    assert before["effectiveDateTime"] == "2026-11-22T07:12:03+01:00"
    assert before["status"] == "final"
    assert before["category"][0]["coding"][0]["code"] == "survey"


def test_the_five_kinds_of_rating_are_kept_apart():
    morning = a_checkin(2, kind="morning_after", session_id=SESSION, settled="yes", discomfort=1)
    found = told(a_bundle([a_session()], [a_set()], [a_checkin(), morning]))
    ratings = {code: each for code, each in found.items() if code.startswith("rating-")}

    assert {code: each["valueQuantity"]["value"] for code, each in ratings.items()} == {
        "rating-before": 3,
        "rating-after": 2,
        "rating-worst": 4,
        "rating-daily": 3,
        "rating-next-morning": 1,
    }
    assert parts(found["rating-next-morning"])["settled"]["valueBoolean"] is True
    worst = parts(found["rating-worst"])["exercise"]["valueCodeableConcept"]
    assert worst["text"] == "Lower back stretch"


def test_a_rating_that_was_not_given_is_no_zero():
    found = told(a_bundle([a_session(discomfort_before=0, discomfort_after=None)]))

    assert found["rating-before"]["valueQuantity"]["value"] == 0
    assert "valueQuantity" not in found["rating-after"]
    assert why(found["rating-after"]) == "unknown"


def test_why_a_rating_is_missing_is_told_where_the_log_knows_it():
    postponed = a_set(1, status="skipped_by_rule", reason="not_rated", reps=0, discomfort=None)
    session = a_session(discomfort_before=None, discomfort_after=None, status="not_started")
    found = told(a_bundle([session], [postponed]))

    assert why(found["rating-before"]) == "asked-declined"
    assert why(found["rating-worst"]) == "not-applicable"
    assert why(found["rating-after"]) == "not-applicable"


def test_a_set_tells_what_was_done_and_what_was_prescribed():
    found = told(a_bundle([a_session()], [a_set(held=119.5, status="partial", reason="tired")]))
    one = found["lower-back-stretch"]

    assert one["valueCodeableConcept"]["text"] == "Done in part"
    assert one["category"][0]["coding"][0]["code"] == "activity"
    assert parts(one)["reps"]["valueQuantity"]["value"] == 6
    assert parts(one)["target-reps"]["valueQuantity"]["value"] == 6
    assert parts(one)["held"]["valueQuantity"] == {
        "value": 119.5,
        "unit": "s",
        "system": "http://unitsofmeasure.org",
        "code": "s",
    }
    assert parts(one)["reason"]["valueCodeableConcept"]["text"] == "Tired"


def test_an_exercise_without_a_hold_has_no_hold_and_a_missing_one_says_so():
    tummy = a_set(1, exercise="lower-tummy", target_hold=None, hold_unit=None, held=None)
    stretch = a_set(2, held=None)
    found = told(a_bundle([a_session()], [tummy, stretch]))

    assert "held" not in parts(found["lower-tummy"])
    assert why(parts(found["lower-back-stretch"])["held"]) == "unknown"


def test_a_corrected_row_is_amended_under_the_same_identifier():
    first = told(a_bundle([a_session()]))["rating-after"]
    second = told(a_bundle([a_session(rev=2, discomfort_after=5)]))["rating-after"]

    assert (first["status"], second["status"]) == ("final", "amended")
    assert first["identifier"] == second["identifier"]
    assert first["id"] != second["id"]


def test_the_name_that_a_person_gave_an_import_is_not_told():
    """It is suggested from the name of their file."""
    first, second = (f"import_wilhelmines-diary_{n:016x}" for n in (1, 2))
    one, other, corrected = (
        a_bundle([a_session(session_id=id, rev=rev)])
        for id, rev in ((first, 1), (second, 1), (first, 2))
    )
    before, another, amended = (
        told(each)["session"]["identifier"] for each in (one, other, corrected)
    )

    assert b"wilhelmine" not in fhir.as_bytes(one)
    assert before == amended != another


def test_a_time_that_nobody_knows_is_told_as_the_day():
    late = {"entry": "backfilled", "recorded_at": NOW + timedelta(days=3)}
    session = a_session(time_known="part_of_day", ended_at=None, **late)
    recalled = a_checkin(at=NOW, local_day=NOW.date(), **late)
    found = told(a_bundle([session], [a_set(**late)], [recalled]))

    assert {each["effectiveDateTime"] for each in found.values()} == {"2026-11-22"}
    assert found["session"]["method"]["text"] == "Entered on a later day, from memory"


def test_a_session_holds_what_belongs_to_it():
    morning = a_checkin(kind="morning_after", session_id=SESSION, settled="yes", discomfort=None)
    bundle = a_bundle([a_session()], [a_set()], [morning])
    found = told(bundle)
    urls = {entry.fullUrl for entry in bundle.entry}
    members = [member["reference"] for member in found["session"]["hasMember"]]

    assert len(members) == 5
    assert urls.issuperset(members)
    assert f"urn:uuid:{found['rating-next-morning']['id']}" in members
    assert found["session"]["effectivePeriod"]["end"] == "2026-11-22T07:24:03+01:00"


def test_the_patient_has_an_id_and_nothing_else():
    resources = [entry["resource"] for entry in json.loads(fhir.as_bytes(a_bundle()))["entry"]]
    patient = resources[0]

    assert patient.keys() == {"resourceType", "id"}
    assert [each["resourceType"] for each in resources] == ["Patient", "Device", "CodeSystem"]


def test_two_logs_are_two_patients_and_one_log_stays_one():
    one, other = a_checkin(1), a_checkin(2, recorded_at=NOW)
    later = a_checkin(3, recorded_at=NOW + timedelta(days=9))
    patients = [a_bundle(checkins=rows).entry[0].fullUrl for rows in ([one], [other], [one, later])]

    assert patients[0] != patients[1]
    assert patients[0] == patients[2]


def test_notes_go_out_only_when_they_are_asked_for():
    rows = [a_session(note="after the party")], [a_set(note="<b>sharp</b>")]

    assert b"party" not in fhir.as_bytes(a_bundle(*rows))
    assert b"sharp" not in fhir.as_bytes(a_bundle(*rows))
    with_notes = told(a_bundle(*rows, notes=True))
    assert with_notes["session"]["note"] == [{"text": "after the party"}]
    assert with_notes["lower-back-stretch"]["note"] == [{"text": "<b>sharp</b>"}]


def test_text_that_fhir_cannot_hold_is_told_as_far_as_it_can():
    note = "a\x00b\ud800c\u2028d\te\u00a0f"
    found = told(a_bundle([a_session(note=note)], notes=True))

    assert found["session"]["note"] == [{"text": "a\ufffdb\ufffdc d\te f"}]
    assert "note" not in told(a_bundle([a_session(note="\u2003 \n")], notes=True))["session"]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_stays_text(name):
    """Printable text is as it was; no field but the note holds it, and nothing is markup in FHIR.

    A reader shows a note as text; the narrative, which would be XHTML, is not used.
    """
    bundle = a_bundle([a_session(note=HOSTILE[name])], notes=True)
    data = json.loads(fhir.as_bytes(bundle))
    notes = told(bundle)["session"]["note"]

    assert notes == [{"text": plain(HOSTILE[name])}]
    assert b'"div"' not in fhir.as_bytes(bundle)
    assert fhir.as_bytes(a_bundle([a_session(note=HOSTILE[name])])) == fhir.as_bytes(
        a_bundle([a_session()])
    )
    assert len(data["entry"]) == 6


def test_a_period_leaves_the_other_days_out():
    rows = [a_session()], [a_set()], [a_checkin()]

    assert set(told(a_bundle(*rows, first=date(2026, 11, 23)))) == {"rating-daily"}
    assert "rating-daily" not in told(a_bundle(*rows, last=date(2026, 11, 22)))


def test_the_same_rows_make_the_same_bytes():
    rows = [a_session()], [a_set()], [a_checkin()]

    assert fhir.as_bytes(a_bundle(*rows)) == fhir.as_bytes(a_bundle(*rows))


def test_an_offset_that_fhir_does_not_know_is_told_in_utc():
    far = timezone(timedelta(hours=20))
    found = told(a_bundle([a_session(started_at=NOW.astimezone(far))]))

    assert found["rating-before"]["effectiveDateTime"] == "2026-11-22T06:12:03Z"


def test_no_plan_and_no_goal_is_in_it():
    kinds = {entry.resource.get_resource_type() for entry in a_bundle([a_session()]).entry}

    assert kinds == {"Patient", "Device", "CodeSystem", "Observation"}


def of_column(column):
    """Return a strategy for the values that the schema allows in a column."""
    if column.enum:
        values = st.sampled_from(column.enum)
    elif column.pattern:
        values = st.from_regex(
            column.pattern, fullmatch=True, alphabet=st.characters(codec="ascii")
        )
    else:
        values = _free(column)
    return values if column.required else st.none() | values


def _free(column):
    if column.type == "text":
        return st.text(st.characters(), min_size=1, max_size=20)
    if column.type == "integer":
        return st.integers(column.minimum, column.maximum)
    if column.type == "number":
        return st.floats(column.minimum, column.maximum)
    offsets = st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes)))
    first, last = datetime(2000, 1, 2), datetime(2199, 12, 30)
    times = st.datetimes(first, last, timezones=offsets)
    return times if column.type == "datetime" else st.dates(first.date(), last.date())


def rows_of(name):
    id, *_ = schema.table(name).key
    columns = {column.name: of_column(column) for column in schema.table(name).values}
    rows = st.fixed_dictionaries(columns).filter(lambda row: row["status"] != "deleted")
    return st.lists(rows.map(schema.table(name).check), max_size=3, unique_by=lambda row: row[id])


@given(sessions=rows_of("sessions"), sets=rows_of("sets"), checkins=rows_of("checkins"))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_log_that_the_schema_allows_makes_a_bundle_that_validates(sessions, sets, checkins):
    bundle = a_bundle(sessions, sets, checkins, notes=True)
    again = Bundle.model_validate_json(fhir.as_bytes(bundle))

    assert len(fhir.observations(again)) == 3 * len(sessions) + 2 * len(sets) + len(checkins)


def test_every_choice_of_the_schema_has_its_words():
    choices = {
        choice
        for name in fhir.TABLES
        for column in schema.table(name).columns
        if column.name in ("status", "reason", "furthest", "side", "entry")
        for choice in column.enum
    }

    assert choices - {"deleted", "kept"} <= WORDS.keys()


@pytest.mark.parametrize("made", [NOW, datetime(2026, 11, 22, tzinfo=UTC)])
def test_the_time_of_making_is_stated(made):
    bundle = fhir.bundle({name: [] for name in fhir.TABLES}, made, "1.2.3")

    assert bundle.timestamp == made
