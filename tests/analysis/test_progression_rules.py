"""A therapist's rule is held against the last sessions; what is not known does not meet it."""

from datetime import date

import pytest

from backlog.analysis.progression import proposals
from backlog.analysis.words.progression import NO_RULES, progression
from backlog.program.progression import Rule

LOG = """
program
from,exercise,sets,reps,days_per_week
2026-11-01,pelvic-tilt,1,6,7

sessions
session_id,local_day
{sessions}

sets
session_id,set_id,exercise,target_reps,reps,discomfort,status
{sets}

checkins
checkin_id,at,local_day,kind,session_id,settled
{mornings}
"""
RULE = Rule(date(2026, 11, 3), "pelvic-tilt", 3, worst=3, settled=True, add_reps=2, most_reps=8)


@pytest.fixture
def found(read):
    """`found("18: 6 of 6 at 2, yes", ...)`: day, what was done, worst and the morning after."""

    def of(*told, rule=RULE, through="2026-11-22"):
        record = read(LOG.format(**tables(told)), through)
        return proposals(record, [rule])

    return of


def tables(told):
    rows = [line.replace(":", "").replace(",", "").split() for line in told]
    return {
        "sessions": "\n".join(f"s{day},2026-11-{day}" for day, *_ in rows),
        "sets": "\n".join(
            f"s{day},s{day}-1,pelvic-tilt,{target},{reps},{worst.strip('-')},{status(reps)}"
            for day, reps, _, target, _, worst, _ in rows
        ),
        "mornings": "\n".join(
            f"c{day},2026-11-{int(day) + 1}T07:00:00+01:00,2026-11-{int(day) + 1},"
            f"morning_after,s{day},{settled}"
            for day, *_, settled in rows
            if settled != "-"
        ),
    }


def status(reps):
    return "done" if int(reps) else "skipped_by_rule"


GOOD = ("18: 6 of 6 at 2, yes", "19: 6 of 6 at 3, yes", "20: 6 of 6 at 0, yes")


def test_a_rule_that_is_met_proposes_its_step_and_names_the_sessions(found):
    (proposal,) = found(*GOOD)

    assert proposal.is_met
    assert proposal.next.reps == 8
    assert progression([proposal]) == (
        "Pelvic tilt: Your therapist's rule of 3 November 2026 is met: 3 sessions in a row at full "
        "dose, worst discomfort 3 at most, settled by the next morning (18 November 2026, "
        "19 November 2026 and 20 November 2026). It proposes repetitions 6 → 8. Nothing changes "
        "unless you confirm it."
    )


@pytest.mark.parametrize(
    ("last", "lacks"),
    [
        ("21: 5 of 6 at 2, yes", "not at full dose"),
        ("21: 0 of 6 at -, yes", "not at full dose, discomfort not rated"),
        ("21: 6 of 6 at 4, yes", "discomfort 4"),
        ("21: 6 of 6 at -, yes", "discomfort not rated"),
        ("21: 6 of 6 at 2, no", "not settled by the next morning"),
        ("21: 6 of 6 at 2, -", "next morning not known"),
    ],
)
def test_a_session_that_lacks_something_does_not_meet_it_and_says_what(found, last, lacks):
    (proposal,) = found(*GOOD, last)

    assert not proposal.is_met
    assert progression([proposal]).endswith(
        f"is not met. 0 of 3 sessions so far. "
        f"The one of 21 November 2026 does not meet it: {lacks}."
    )


def test_what_the_rule_does_not_look_at_is_not_asked_for(found):
    rule = Rule(date(2026, 11, 3), "pelvic-tilt", 2, add_reps=2)

    (proposal,) = found("20: 6 of 6 at -, -", "21: 6 of 6 at 9, no", rule=rule)

    assert proposal.is_met


def test_sessions_at_another_dose_or_before_the_rule_are_no_evidence(found):
    (other,) = found("17: 5 of 5 at 0, yes", *GOOD[1:])
    (before,) = found(*GOOD, rule=Rule(date(2026, 11, 19), "pelvic-tilt", 3, add_reps=2))

    assert [each.day.day for each in other.evidence] == [20, 19]
    assert [each.day.day for each in before.evidence] == [20, 19]
    assert not other.is_met
    assert not before.is_met
    assert progression([other]).endswith("is not met. 2 of 3 sessions so far.")


def test_at_the_end_that_the_rule_names_nothing_more_is_proposed(found):
    (proposal,) = found(*GOOD, rule=Rule(date(2026, 11, 3), "pelvic-tilt", 3, 3, True, 2, None, 6))

    assert proposal.is_met
    assert proposal.next is None
    assert progression([proposal]).endswith(
        "Its end is reached: it proposes nothing more than 6 repetitions."
    )


def test_a_rule_of_an_exercise_that_is_not_prescribed_finds_nothing(found):
    assert found(*GOOD, rule=Rule(date(2026, 11, 3), "knee-rolls", 3, add_reps=1)) == ()


def test_without_a_session_nothing_is_met_and_without_a_rule_nothing_is_proposed(found):
    assert progression(found()).endswith("is not met. 0 of 3 sessions so far.")
    assert progression(()) == NO_RULES


STRETCH = """
program
from,exercise,sets,reps,hold,hold_unit,days_per_week
2026-11-01,lower-back-stretch,3,8,30,s,7
2026-11-01,lower-tummy,1,6,,,7

sessions
session_id,local_day
a,2026-11-20

sets
session_id,set_id,set_no,exercise,side,target_reps,target_hold,hold_unit,reps,held
{}
"""
#: One set of the session on 20 November, of three that were prescribed.
CAT = "a,c{0},{0},lower-back-stretch,both,8,30,s,8,240"
#: One side of the session, of two.
TUMMY = "a,{0},1,lower-tummy,{0},6,,,6,"


@pytest.mark.parametrize(
    ("exercise", "sets", "lacks"),
    [
        ("lower-back-stretch", [CAT.format(1)], ("not at full dose",)),
        ("lower-back-stretch", [CAT.format(1), CAT.format(3)], ("not at full dose",)),
        ("lower-back-stretch", [CAT.format(1), CAT.format(2), CAT.format(3)], ()),
        ("lower-tummy", [TUMMY.format("left")], ("not at full dose",)),
        ("lower-tummy", [TUMMY.format("left"), TUMMY.format("right")], ()),
    ],
)
def test_full_dose_is_every_set_on_every_side(read, exercise, sets, lacks):
    record = read(STRETCH.format("\n".join(sets)), "2026-11-22")

    (proposal,) = proposals(record, [Rule(date(2026, 11, 3), exercise, 1, add_reps=1)])

    assert [each.lacks for each in proposal.evidence] == [lacks]


def test_sessions_before_more_sets_were_prescribed_are_no_evidence(read):
    log = STRETCH.format(CAT.format(1)).replace("lower-back-stretch,3,8", "lower-back-stretch,1,8")
    more = "2026-11-21,lower-back-stretch,3,8,30,s,7\n2026-11-01,lower-tummy"
    rule = Rule(date(2026, 11, 3), "lower-back-stretch", 1, add_reps=1)

    (before,) = proposals(read(log, "2026-11-22"), [rule])
    (after,) = proposals(read(log.replace("2026-11-01,lower-tummy", more), "2026-11-22"), [rule])

    assert before.is_met
    assert after.evidence == ()


def test_a_session_of_today_waits_for_its_morning(found):
    (proposal,) = found(*GOOD, "21: 6 of 6 at 1, -", through="2026-11-21")

    assert [each.day.day for each in proposal.evidence] == [20, 19, 18]
    assert proposal.is_met


@pytest.mark.parametrize(
    ("today", "lacks"),
    [
        ("21: 6 of 6 at 7, -", ("discomfort 7", "next morning not known")),
        ("21: 3 of 6 at 1, -", ("not at full dose", "next morning not known")),
    ],
)
def test_a_session_of_today_that_lacks_something_itself_does_not_wait(found, today, lacks):
    (proposal,) = found(*GOOD, today, through="2026-11-21")

    assert proposal.evidence[0].lacks == lacks
    assert not proposal.is_met


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("1,8", "It proposes repetitions 6 → 8. This is already accepted, and holds from 23"),
        ("2,6", "But the program changes from 23 November 2026: it is 2 sets of 6 repetitions."),
        ("0,1", "But the program changes from 23 November 2026: the exercise ends."),
    ],
)
def test_what_holds_from_tomorrow_on_is_told_and_no_word_is_asked_for(read, line, told):
    tomorrow = f"2026-11-01,pelvic-tilt,1,6,7\n2026-11-23,pelvic-tilt,{line},7"
    log = LOG.format(**tables(GOOD)).replace("2026-11-01,pelvic-tilt,1,6,7", tomorrow)

    (proposal,) = proposals(read(log, "2026-11-22"), [RULE])

    assert told in progression([proposal])
    assert not proposal.waits
