"""Who needs a look first is decided by counts that anybody can make again."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backlog.caseload import GROUNDS, Sign, Unread, flags, ordered
from backlog.caseload.order import QUIET

DAY = date(2026, 11, 15)
STOPS = flags.Rule("*", "stops", 1, None, "Dr B", "")
README = Path(__file__).parents[2] / "backlog" / "caseload" / "README.md"


def names(looks):
    return [look.row.name for look in looks]


def test_people_stand_in_the_order_of_the_first_ground_that_tells_them_apart(row):
    sign = Sign(date(2026, 11, 12), "fever")
    rows = [
        row("i none"),
        row("h aside", set_aside=2),
        row("g nothing", first=None, last_entry=None, days_ago=None),
        row("f quiet", days_ago=9),
        row("e little", state="a little worse"),
        row("d stopped", stops=1, last_stop=DAY),
        row("c worse", state="worse"),
        Unread("b unread", "is not there"),
        row("a sign", signs=(sign,)),
    ]

    assert names(ordered(rows, [], DAY)) == sorted(look.name for look in rows)


def test_more_of_the_same_comes_first(row):
    rows = [row("one", stops=1, last_stop=DAY), row("three", stops=3, last_stop=DAY)]

    assert names(ordered(rows, [], DAY)) == ["three", "one"]


def test_where_a_ground_is_even_the_next_one_decides(row):
    rows = [row("a", days_ago=8, stops=2, last_stop=DAY), row("b", days_ago=12)]
    rows.append(row("c", days_ago=30, stops=2, last_stop=DAY))

    assert names(ordered(rows, [], DAY)) == ["c", "a", "b"]


def test_a_rule_that_is_met_stands_between_stops_and_silence(row):
    worst = flags.Rule("*", "worst_at", 7, None, "", "")
    rows = [row("quiet", days_ago=90), row("met", worst=8), row("stop", stops=1, last_stop=DAY)]

    assert names(ordered(rows, [worst], DAY)) == ["stop", "met", "quiet"]


@pytest.mark.parametrize(
    ("special", "expected"),
    [
        ({"days_ago": QUIET - 1}, ()),
        ({"days_ago": QUIET}, ("no entry for 7 days",)),
        ({"days_ago": 12, "away": 4}, ("no entry for 8 days (and 4 days away)",)),
        ({"days_ago": 9, "away": 4}, ()),
        (
            {"stops": 1, "last_stop": DAY},
            ("1 session with a stop for pain, last on 15 November 2026",),
        ),
        ({"ends": date(2026, 11, 1), "behind": 14}, ("the shared file ends on 1 November 2026",)),
        ({"ends": date(2026, 11, 9), "behind": 6}, ()),
        ({"set_aside": 1}, ("1 row could not be read",)),
        (
            {"state": "worse", "start": 3.0, "recent": 5.4, "interim": True},
            ("discomfort is higher than at the start: 3, now 5.4 of 10, interim",),
        ),
        ({"state": "no clear change", "start": 3.0, "recent": 4.4}, ()),
        (
            {"signs": (Sign(date(2026, 11, 2), "fever"), Sign(DAY, "numbness"))},
            ("warning sign ticked on 15 November 2026, not seen yet (2 days in all): numbness",),
        ),
    ],
)
def test_the_reason_stands_there_in_words(special, expected, row):
    (look,) = ordered([row(**special)], [], DAY)

    assert look.reasons == expected


def test_of_a_log_that_cannot_be_read_the_reason_is_told_with_its_notes():
    note = flags.Rule("anna", "note", None, None, "", "sends a new copy on Monday")

    (look,) = ordered([Unread("anna", "is not there")], [STOPS, note], DAY)

    assert look.reasons == ("cannot be read: is not there",)
    assert look.notes == ("sends a new copy on Monday",)


def test_nobody_is_called_well_or_safe(row):
    (look,) = ordered([row(state="clear important improvement")], [], DAY)

    assert look.reasons == ()
    grounds = " ".join(ground.means for ground in GROUNDS)
    assert not re.search(r"\b(?:safe|well|fine|risk|score|urgent)\b", grounds)


@given(st.permutations(range(6)))
def test_the_order_does_not_depend_on_who_was_read_first(row, places):
    rows = [row(f"p{at}", stops=at % 3, last_stop=DAY, days_ago=7 * (at % 2)) for at in range(6)]

    assert ordered([rows[at] for at in places], [STOPS], DAY) == ordered(rows, [STOPS], DAY)


def test_the_readme_tells_the_order_as_it_is():
    told = re.findall(r"^\d+\. (.+)$", README.read_text(encoding="utf-8"), re.MULTILINE)

    assert told == [ground.means for ground in GROUNDS]


def test_the_readme_tells_every_column_and_kind_of_rule():
    told = README.read_text(encoding="utf-8").partition("## `flags.csv`")[2]
    wanted = [*flags.TABLE.names, *flags.KINDS, flags.NOTE]

    assert [name for name in wanted if f"`{name}`" not in told] == []
