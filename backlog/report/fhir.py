"""A log as a FHIR R4 bundle, for systems of a practice or a hospital that read such files.

Built with the models of ``fhir.resources``, so that nothing that FHIR does not allow goes out. Its
package for R4B is used: the resources that stand in this bundle are the same in R4 (4.0.1), and
bundles of made-up logs were held against the JSON schema that HL7 publishes for R4. The bundle is a
``collection``: a document to look into, no order to store or change anything, and it holds no plan
and no goal. The patient in it has an id and nothing else. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from backlog.report import fhir_codes as codes
from backlog.report.fhir_codes import Json
from backlog.report.fhir_rows import Observed, Row, Rows
from backlog.report.fhir_values import moment

if TYPE_CHECKING:
    from fhir.resources.R4B.bundle import Bundle

#: The tables that are told.
TABLES = ("sessions", "sets", "checkins")
#: Root of every id that is made here, so that the same row has the same id in every bundle.
NAMESPACE = UUID("91f90a85-6fba-4a75-9b3c-6a8ee74c9bac")


def bundle(
    rows: Rows,
    made: datetime,
    version: str,
    first: date = date.min,
    last: date = date.max,
    notes: bool = False,
) -> Bundle:
    """Return the bundle of a period.

    Parameters
    ----------
    rows : mapping of str to sequence of mapping
        All rows of ``sessions``, ``sets`` and ``checkins``: the newest revision of each.
    made : datetime.datetime
        The stated time of making, with its offset: the only thing that tells two bundles of the
        same rows apart.
    version : str
        Version of backlog.
    first, last : datetime.date
        The local days that are told, both included.
    notes : bool
        Whether free text goes out.

    Raises
    ------
    pydantic.ValidationError
        When the bundle is not as FHIR has it.
    """
    from fhir.resources.R4B.bundle import Bundle

    chosen = {name: [row for row in rows[name] if _within(row, first, last)] for name in TABLES}
    patient, device = _patient(rows), uuid5(NAMESPACE, f"device/{version}")
    entries = [
        _entry(patient, {"resourceType": "Patient"}),
        _entry(device, _device(version)),
        _entry(UUID(codes.OWN), codes.code_system()),
    ]
    told = [*Observed(chosen, patient, device, notes).all()]
    return Bundle.model_validate(
        {
            "resourceType": "Bundle",
            "type": "collection",
            "timestamp": moment(made),
            "entry": entries + [_entry(UUID(each["id"]), each) for each in told],
        }
    )


def as_bytes(made: Bundle) -> bytes:
    """Return a bundle as a JSON file."""
    return f"{made.model_dump_json(indent=1)}\n".encode()


def observations(made: Bundle) -> Sequence[Json]:
    """Return the Observations of a bundle as plain values."""
    resources: list[Any] = [entry.resource for entry in made.entry or ()]
    return [each.model_dump() for each in resources if each.get_resource_type() == "Observation"]


def _within(row: Row, first: date, last: date) -> bool:
    return bool(first <= row["local_day"] <= last)


def _patient(rows: Rows) -> UUID:
    """Return an id that stays the same for one log, and tells two logs apart.

    It is made from the row that was written down first, which later entries do not change.
    """
    written = [
        (row["recorded_at"], row[f"{name.removesuffix('s')}_id"])
        for name in TABLES
        for row in rows[name]
    ]
    return uuid5(NAMESPACE, "patient/" + "/".join(map(str, min(written, default=()))))


def _device(version: str) -> Json:
    return {
        "resourceType": "Device",
        "deviceName": [{"name": "backlog", "type": "user-friendly-name"}],
        "version": [{"value": version}],
    }


def _entry(id: UUID, resource: Json) -> Json:
    return {"fullUrl": id.urn, "resource": {**resource, "id": str(id)}}
