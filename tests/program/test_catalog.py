"""The catalogue: three exercises, complete, and within the log's own limits."""

import pytest

from backlog.log.schema import table
from backlog.program import CATALOG

COLUMNS = {column.name: column for column in table("program").columns}

every = pytest.mark.parametrize("exercise", CATALOG.values(), ids=list(CATALOG))


def test_the_exercises_stand_in_the_order_in_which_a_session_runs_them():
    assert list(CATALOG) == ["lower-back-stretch", "lower-tummy", "deep-abdominal"]


@every
def test_a_dose_may_stand_in_the_programs_file(exercise):
    for name, value in exercise.dose.items():
        assert COLUMNS[name].check(value) == value


@every
def test_a_dose_is_the_lower_end_of_its_range(exercise):
    for name, (low, high) in exercise.range.items():
        assert exercise.dose[name] == low <= high


@every
def test_a_hold_has_its_unit_and_no_hold_has_none(exercise):
    assert exercise.has_hold == ("hold" in exercise.dose) == ("hold_unit" in exercise.dose)


@every
def test_every_text_that_a_person_reads_is_there(exercise):
    texts = [
        exercise.name, exercise.position, exercise.start, exercise.movement, exercise.source,
        *exercise.cautions, *exercise.cues.values(),
    ]  # fmt: skip

    assert all(text.strip() == text != "" for text in texts)
    assert exercise.cautions
    assert {"in", "out", "return"} <= set(exercise.cues)


@every
def test_an_exercise_is_for_both_sides_together_or_for_each(exercise):
    assert exercise.sides in ("both", "each")


@every
def test_nothing_of_the_catalogue_can_be_changed(exercise):
    for mapping in (CATALOG, exercise.cues, exercise.dose, exercise.range):
        with pytest.raises(TypeError):
            mapping["x"] = 1
