"""A visit, and the ratings that a therapist gave: a row each, none where nobody rated."""

import pytest


def test_a_visit_without_ratings_is_one_row(desk):
    desk.page().send("form", form="visit", values={"note": "new chair"})

    assert desk.rows("days", "kind from exercise quality note") == [
        "visit 2026-11-22 - - new chair"
    ]


def test_each_rating_is_a_row_of_the_same_day(desk):
    quality = {"lower-back-stretch": 4, "lower-tummy": None, "knee-rolls": 5}
    values = {"from": "2026-11-20", "note": "new chair", "quality": quality}

    desk.page().send("form", form="visit", values=values)

    assert desk.rows("days", "kind from to reason exercise quality note") == [
        "visit 2026-11-20 2026-11-20 - - - new chair",
        "visit 2026-11-20 2026-11-20 therapist lower-back-stretch 4 -",
        "visit 2026-11-20 2026-11-20 therapist knee-rolls 5 -",
    ]


@pytest.mark.parametrize(
    ("quality", "field"),
    [({"lower-tummy": 6}, "quality/lower-tummy"), ({"headstand": 3}, "quality/headstand")],
)
def test_what_is_no_rating_is_named_and_nothing_is_written(desk, quality, field):
    answer = desk.page().send("form", form="visit", values={"quality": quality})[-1]

    assert (answer["kind"], answer["field"], answer["text"]) == ("field", field, "choose")
    assert desk.rows("days", "kind") == []
