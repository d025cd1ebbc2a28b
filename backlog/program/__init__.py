"""What is prescribed: the catalogue of exercises and dated prescriptions. Pure."""

from backlog.program.catalog import CATALOG, Exercise, id_of
from backlog.program.prescription import (
    UNKNOWN_EXERCISE,
    Prescription,
    default,
    from_record,
    from_records,
    in_force,
    version,
)

__all__ = [
    "CATALOG",
    "UNKNOWN_EXERCISE",
    "Exercise",
    "Prescription",
    "default",
    "from_record",
    "from_records",
    "id_of",
    "in_force",
    "version",
]
