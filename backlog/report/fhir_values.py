"""The values of the FHIR bundle: times, amounts, choices and free text, as FHIR can hold them.

Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from backlog.log.column import written
from backlog.report import fhir_codes as codes
from backlog.report.fhir_codes import Json

#: The largest offset from UTC that a FHIR time may have.
_WIDEST = timedelta(hours=14)
#: What FHIR text cannot hold: white space other than these four, control characters, surrogates.
_BLANK = re.compile(r"[^\S \r\n\t]")
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff]")


def moment(at: datetime) -> str:
    """Return a time as FHIR writes it; in UTC where its offset is one that FHIR does not know."""
    offset = at.utcoffset()
    return written(at if offset is not None and abs(offset) <= _WIDEST else at.astimezone(UTC))


def as_known(at: datetime | None, day: date, exact: bool) -> str:
    """Return when something was, as exactly as it is known: the time, else the day alone."""
    return moment(at) if exact and at is not None else written(day)


def quantity(value: float, unit: str | None) -> Json:
    """Return an amount with its unit."""
    number = {"value": Decimal(written(value))}
    if unit is None:
        return number
    name, code = codes.UNITS[unit]
    return number | {"unit": name, "system": codes.UCUM, "code": code}


def plain(text: str) -> str:
    """Return free text as FHIR can hold it: what it cannot is a space or the replacement sign."""
    return _BLANK.sub(" ", _UNPRINTABLE.sub("\ufffd", text)).strip()


def amount(code: str, value: float | None, unit: str | None) -> Json:
    """Return a component with an amount, or one that says that it is not known."""
    part = {"code": codes.concept(code)}
    if value is None:
        return part | {"dataAbsentReason": codes.absent("unknown")}
    return part | {"valueQuantity": quantity(value, unit)}


def choice(code: str, value: str | None) -> Json:
    """Return a component with one of our codes as its value, nothing where the cell is empty."""
    if value is None:
        return {}
    return {"code": codes.concept(code), "valueCodeableConcept": codes.concept(value)}


def answer(code: str, cell: str | None) -> Json:
    """Return a component with a yes or a no as its value, nothing where the cell is empty."""
    return {"code": codes.concept(code), "valueBoolean": cell == "yes"} if cell else {}


def components(parts: Sequence[Json]) -> Json:
    """Return the components that hold something, as an Observation holds them."""
    kept = [part for part in parts if part]
    return {"component": kept} if kept else {}
