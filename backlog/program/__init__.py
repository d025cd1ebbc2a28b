"""What is prescribed: the catalogue of exercises and dated prescriptions. Pure."""

from backlog.program.catalog import CATALOG, Exercise
from backlog.program.prescription import (
    Prescription,
    default,
    from_record,
    from_records,
    in_force,
    version,
)

__all__ = [
    "CATALOG",
    "Exercise",
    "Prescription",
    "default",
    "from_record",
    "from_records",
    "in_force",
    "version",
]
