"""The catalogue: three exercises and some optional ones, within the log's own limits."""

from datetime import date

import pytest

from backlog.log.schema import table
from backlog.program import CATALOG, default, id_of

COLUMNS = {column.name: column for column in table("program").columns}

every = pytest.mark.parametrize("exercise", CATALOG.values(), ids=list(CATALOG))


def test_the_exercises_stand_in_the_order_in_which_a_session_runs_them():
    seed = [id for id, exercise in CATALOG.items() if not exercise.optional]

    assert seed == ["lower-back-stretch", "lower-tummy", "deep-abdominal"]
    assert list(CATALOG)[: len(seed)] == seed


@pytest.mark.parametrize("words", ["Lower back stretch", "LOWER-BACK-STRETCH"])
def test_an_exercise_is_known_by_its_name_and_its_id(words):
    assert id_of(words) == "lower-back-stretch"
    assert id_of("yoga") == "yoga"


def test_an_optional_exercise_is_in_no_program_until_somebody_puts_it_there():
    optional = {id for id, exercise in CATALOG.items() if exercise.optional}

    assert optional == {"knee-rolls", "pelvic-tilt", "back-extension", "knee-to-chest"}
    assert not optional & {line.exercise for line in default(date(2026, 11, 22))}


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
