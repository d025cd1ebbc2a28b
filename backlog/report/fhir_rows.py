"""From the log's rows to FHIR Observations: one for each rating, each set and each session.

A rating that was not given is an Observation that says so, and why as far as the log knows. A time
that was made up for a row without one (noon of a day) is told as the day alone. Values go out as
plain JSON values; `backlog.report.fhir` joins and validates them. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID, uuid5

from backlog.log.incoming.parcel import name_of
from backlog.report import fhir_codes as codes
from backlog.report.fhir_codes import Json
from backlog.report.fhir_values import (
    amount,
    answer,
    as_known,
    choice,
    components,
    moment,
    plain,
    quantity,
)

Row = Mapping[str, Any]
Rows = Mapping[str, Sequence[Row]]

#: A set of one of these never began, so that there was no discomfort during it.
_NEVER = ("skipped", "skipped_by_rule", "not_attempted")
#: What a check-in is called among the ratings.
_CHECKINS = {"daily": "daily", "morning_after": "next-morning"}


@dataclass(frozen=True)
class Observed:
    """The rows of a period, told as Observations.

    Parameters
    ----------
    rows : mapping of str to sequence of mapping
        Rows of ``sets``, ``sessions`` and ``checkins`` by table.
    patient, device : uuid.UUID
        Whom they are about and what recorded them.
    notes : bool
        Whether free text goes out.
    """

    rows: Rows
    patient: UUID
    device: UUID
    notes: bool = False

    def all(self) -> Iterator[Json]:
        """Yield every Observation, in the order of the tables and their lines."""
        for row in self.rows["sessions"]:
            yield from (self._session(row), self._before(row), self._after(row))
        for row in self.rows["sets"]:
            yield from (self._set(row), self._worst(row))
        for row in self.rows["checkins"]:
            yield self._checkin(row)

    @cached_property
    def _exact(self) -> Mapping[str, bool]:
        """Whether the times of a session are known, by its id."""
        return {row["session_id"]: row["time_known"] == "exact" for row in self.rows["sessions"]}

    @cached_property
    def _unrated(self) -> frozenset[str]:
        """The sessions in which an exercise was left out because the check-in was not rated."""
        sets = self.rows["sets"]
        return frozenset(row["session_id"] for row in sets if row["reason"] == "not_rated")

    @cached_property
    def _members(self) -> Mapping[str, list[Json]]:
        """What belongs to a session, by its id: its sets, their ratings, the morning after."""
        found: dict[str, list[Json]] = {}
        for table, row, kind in self._belonging():
            member = {"reference": self._uuid(table, row, kind).urn}
            found.setdefault(row["session_id"], []).append(member)
        return found

    def _belonging(self) -> Iterator[tuple[str, Row, str]]:
        for row in self.rows["sessions"]:
            yield from (("sessions", row, "before"), ("sessions", row, "after"))
        for row in self.rows["sets"]:
            yield from (("sets", row, "set"), ("sets", row, "worst"))
        for row in self.rows["checkins"]:
            yield "checkins", row, _CHECKINS[row["kind"]]

    def _session(self, row: Row) -> Json:
        parts = [
            answer("lighter", row["lighter"]),
            choice("furthest", row["furthest"]),
            choice("reason", row["reason"]),
        ]
        return {
            **self._observation("sessions", row, "session", "activity"),
            "code": codes.concept("session"),
            **_lasted(row),
            "valueCodeableConcept": codes.concept(row["status"]),
            "hasMember": self._members[row["session_id"]],
            **components(parts),
            **self._note(row),
        }

    def _before(self, row: Row) -> Json:
        why = "asked-declined" if row["session_id"] in self._unrated else "unknown"
        exact = row["time_known"] == "exact"
        return {
            **self._rating("sessions", row, "before", row["discomfort_before"], why),
            "effectiveDateTime": as_known(row["started_at"], row["local_day"], exact),
        }

    def _after(self, row: Row) -> Json:
        why = "not-applicable" if row["status"] == "not_started" else "unknown"
        exact = row["time_known"] == "exact"
        return {
            **self._rating("sessions", row, "after", row["discomfort_after"], why),
            "effectiveDateTime": as_known(row["ended_at"], row["local_day"], exact),
        }

    def _set(self, row: Row) -> Json:
        parts = [
            choice("side", row["side"]),
            {"code": codes.concept("set-number"), "valueInteger": row["set_no"]},
            amount("target-reps", row["target_reps"], "reps"),
            amount("reps", row["reps"], "reps"),
            *_held(row),
            choice("reason", row["reason"]),
        ]
        return {
            **self._observation("sets", row, "set", "activity"),
            "code": codes.exercise(row["exercise"]),
            "effectiveDateTime": self._performed(row),
            "valueCodeableConcept": codes.concept(row["status"]),
            **components(parts),
            **self._note(row),
        }

    def _worst(self, row: Row) -> Json:
        why = "not-applicable" if row["status"] in _NEVER else "unknown"
        exercise = codes.exercise(row["exercise"])
        parts = [
            {"code": codes.concept("exercise"), "valueCodeableConcept": exercise},
            choice("side", row["side"]),
        ]
        return {
            **self._rating("sets", row, "worst", row["discomfort"], why),
            "effectiveDateTime": self._performed(row),
            **components(parts),
        }

    def _checkin(self, row: Row) -> Json:
        parts = [choice("furthest", row["furthest"]), answer("settled", row["settled"])]
        exact = row["entry"] != "backfilled"
        return {
            **self._rating("checkins", row, _CHECKINS[row["kind"]], row["discomfort"], "unknown"),
            "effectiveDateTime": as_known(row["at"], row["local_day"], exact),
            **components(parts),
            **self._note(row),
        }

    def _performed(self, row: Row) -> str:
        """Return when a set began; a session that was entered later tells for its sets."""
        exact = self._exact.get(row["session_id"], row["entry"] == "live")
        return as_known(row["performed_at"], row["local_day"], exact)

    def _rating(self, table: str, row: Row, kind: str, given: int | None, why: str) -> Json:
        """Return a rating, or, where none was given, an Observation that says why."""
        missing = {"dataAbsentReason": codes.absent(why)}
        return {
            **self._observation(table, row, kind, "survey"),
            "code": codes.rating(f"rating-{kind}"),
            **(missing if given is None else {"valueQuantity": quantity(given, "score")}),
        }

    def _observation(self, table: str, row: Row, kind: str, category: str) -> Json:
        """Return what every Observation has."""
        return {
            "resourceType": "Observation",
            "id": str(self._uuid(table, row, kind)),
            "identifier": [{"system": codes.OWN, "value": self._identifier(table, row, kind)}],
            "status": "final" if row["rev"] == 1 else "amended",
            "category": codes.category(category),
            "subject": {"reference": self.patient.urn},
            "performer": [{"reference": self.patient.urn}],
            "device": {"reference": self.device.urn},
            "issued": moment(row["recorded_at"]),
            "method": codes.concept(row["entry"]),
        }

    def _identifier(self, table: str, row: Row, kind: str) -> str:
        """Return what a row keeps when it is corrected; the name of an import does not go out."""
        id = _id(table, row)
        return f"{table}/{uuid5(self.patient, id) if name_of(id) else id}/{kind}"

    def _uuid(self, table: str, row: Row, kind: str) -> UUID:
        return uuid5(self.patient, f"{table}/{_id(table, row)}/{row['rev']}/{kind}")

    def _note(self, row: Row) -> Json:
        text = plain(row["note"] or "") if self.notes else ""
        return {"note": [{"text": text}]} if text else {}


def _id(table: str, row: Row) -> str:
    return str(row[f"{table.removesuffix('s')}_id"])


def _lasted(row: Row) -> Json:
    """Return from when to when a session went, or what is known of it."""
    start, end = row["started_at"], row["ended_at"]
    exact = row["time_known"] == "exact"
    if exact and end is not None and start <= end:
        return {"effectivePeriod": {"start": moment(start), "end": moment(end)}}
    return {"effectiveDateTime": as_known(start, row["local_day"], exact)}


def _held(row: Row) -> list[Json]:
    """Return the hold that was prescribed and the time that was held, where there is a hold."""
    if row["target_hold"] is None:
        return []
    unit = row["hold_unit"]
    return [amount("target-hold", row["target_hold"], unit), amount("held", row["held"], unit)]
