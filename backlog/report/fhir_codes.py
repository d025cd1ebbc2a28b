"""The words of the FHIR bundle: published codes where there are any, our own where there are none.

A rating carries the published code for a 0-10 rating and beside it our own, narrower one that says
when it was given: whoever knows only the first still reads a rating, whoever reads both keeps the
kinds apart. Our code system has a name that nobody else can own (``urn:uuid``), and goes with the
bundle. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from backlog.program import CATALOG

Json = dict[str, Any]

LOINC = "http://loinc.org"
UCUM = "http://unitsofmeasure.org"
ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
OWN = "urn:uuid:5d3c2a0f-6a1e-4b53-9a57-6f2f9b1b7c14"

#: LOINC 72514-3 by its long common name; backlog asks for *discomfort* on the same scale.
RATING: Mapping[str, str] = MappingProxyType(
    {
        "system": LOINC,
        "code": "72514-3",
        "display": "Pain severity - 0-10 verbal numeric rating [Score] - Reported",
    }
)

#: Each code of our own and what it says.
WORDS: Mapping[str, str] = MappingProxyType(
    {
        "rating-before": "Discomfort 0-10 before the session",
        "rating-worst": "Worst discomfort 0-10 during the exercise",
        "rating-after": "Discomfort 0-10 after the session",
        "rating-next-morning": "Discomfort 0-10 on the morning after the session",
        "rating-daily": "Discomfort 0-10 at the daily check-in",
        "session": "Session of home exercises",
        "lighter": "Declared a lighter session",
        "reason": "Why it was not done as prescribed",
        "furthest": "Furthest point from the back at which discomfort is felt",
        "settled": "Back to usual on the morning after",
        "exercise": "Exercise",
        "side": "Side worked",
        "set-number": "Number of the set",
        "target-reps": "Repetitions prescribed",
        "reps": "Repetitions done",
        "target-hold": "Hold prescribed for each repetition",
        "held": "Time held, summed over the set",
        "done": "Done",
        "finished": "Finished",
        "partial": "Done in part",
        "stopped_pain": "Stopped for pain",
        "skipped": "Skipped",
        "skipped_by_rule": "Left out by a rule of the program",
        "not_attempted": "Not attempted",
        "not_started": "Not started",
        "pain": "Pain",
        "tired": "Tired",
        "time": "No time",
        "interrupted": "Interrupted",
        "position": "Position not possible",
        "dizzy": "Dizzy",
        "cramp": "Cramp",
        "over_limit": "Discomfort at or above the limit in the program",
        "not_rated": "Discomfort not rated",
        "other": "Other reason",
        "back": "Back",
        "buttock": "Buttock",
        "thigh": "Thigh",
        "below_knee": "Below the knee",
        "both": "Both sides together",
        "left": "Left",
        "right": "Right",
        "live": "Recorded as it happened",
        "manual": "Entered by hand on the same day",
        "backfilled": "Entered on a later day, from memory",
    }
)

#: What is counted or timed, as UCUM writes it.
UNITS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "score": ("score", "{score}"),
        "reps": ("repetitions", "{repetitions}"),
        "s": ("s", "s"),
        "breaths": ("breaths", "{breaths}"),
    }
)


def coding(code: str) -> Json:
    """Return one of our own codes with its words."""
    return {"system": OWN, "code": code, "display": WORDS[code]}


def concept(code: str) -> Json:
    """Return one of our own codes as a concept."""
    return {"coding": [coding(code)], "text": WORDS[code]}


def rating(code: str) -> Json:
    """Return the concept of a rating: the published code, and ours that says when."""
    return {"coding": [dict(RATING), coding(code)], "text": WORDS[code]}


def exercise(id: str) -> Json:
    """Return an exercise as a concept; one that the catalogue lacks is told by its id."""
    name = CATALOG[id].name if id in CATALOG else id
    return {"coding": [{"system": OWN, "code": id, "display": name}], "text": name}


def absent(code: str) -> Json:
    """Return why a value is missing."""
    return {"coding": [{"system": ABSENT, "code": code}]}


def category(code: str) -> list[Json]:
    """Return what kind of observation it is."""
    return [{"coding": [{"system": CATEGORY, "code": code}]}]


def code_system() -> Json:
    """Return our codes and the catalogue's exercises, as a resource that goes with the bundle.

    A program may hold exercises that the catalogue lacks, so that it calls itself a fragment.
    """
    words = {**WORDS, **{id: each.name for id, each in CATALOG.items()}}
    return {
        "resourceType": "CodeSystem",
        "url": OWN,
        "name": "BacklogCodes",
        "title": "Codes of backlog, a logbook for the lower back",
        "status": "active",
        "content": "fragment",
        "concept": [{"code": code, "display": display} for code, display in words.items()],
    }
