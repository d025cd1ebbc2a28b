"""A visit: that it was, and how well the therapist saw each exercise done, from 1 to 5.

Pure. Each rating is a row of its own; an exercise that nobody rated has none.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from backlog.log import new_id
from backlog.panel.beside import Known, day
from backlog.panel.fields import FieldError, Rows
from backlog.program import CATALOG

#: What a rating may be; 5 is the best.
RATINGS = range(1, 6)


def rows(values: Mapping[str, Any], now: datetime, known: Known) -> Rows:
    """Return the row of a visit, and one for each exercise in ``quality`` that was rated."""
    (visit,) = (row for _, row in day({**values, "about": "visit"}, now, known))
    rated = {id: each for id, each in (values.get("quality") or {}).items() if each is not None}
    for exercise, rating in rated.items():
        if exercise not in CATALOG or rating not in RATINGS:
            raise FieldError(f"quality/{exercise}", "choose")
    shared = {**visit, "reason": "therapist", "note": None}
    return [
        ("days", visit),
        *(
            ("days", {**shared, "day_id": new_id(now), "exercise": exercise, "quality": rating})
            for exercise, rating in rated.items()
        ),
    ]
