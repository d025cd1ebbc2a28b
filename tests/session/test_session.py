"""Golden lists for each exercise: what is sent from begin to finish, and the rows it leaves."""

from datetime import date

from backlog.program import default

DOSE = "side set_no reps held status reason"


def test_the_stretch_from_begin_to_finish(life, stretch):
    lived = life(stretch).live("""
        begin discomfort=3 warning_signs=shown furthest=thigh
        choose_warm_up warmup=walk
        until hold 1
        next
        until hold 2
        wait 12
        ease_off
        next
        wait 1
        rate exercise=lower-back-stretch discomfort=4
        next
        finish discomfort=2 reviewed=true
    """)

    assert lived.sent == [
        "0 begin discomfort=3 warning_signs=shown furthest=thigh",
        "0 choose_warm_up warmup=walk",
        "180 phase_done",  # warm-up
        "200 phase_done",  # ready
        "203 phase_done",  # in
        "207 phase_done",  # out
        "227 phase_done",  # hold 20 s
        "230 phase_done",  # return
        "233 phase_done",  # settle
        "236 phase_done",  # in
        "240 phase_done",  # out
        "252 ease_off",  # hold 12 s
        "255 phase_done",  # return
        "256 rate exercise=lower-back-stretch discomfort=4",
        "258 phase_done",  # settle
        "258 finish discomfort=2 reviewed=true",
    ]
    assert lived.sets(f"{DOSE} discomfort reviewed") == ["both 1 2 32.0 done - 4 yes"]
    assert lived.row("status warmup warmup_s discomfort_before discomfort_after warning_signs") == (
        "finished walk 180.0 3 2 shown"
    )
    assert lived.row("furthest") == "thigh"


def test_the_knee_to_the_chest_from_begin_to_finish(life, tummy):
    lived = life(tummy).live("""
        begin discomfort=0
        skip_warm_up instead=already_warm
        until end
        rate exercise=lower-tummy discomfort=1
        finish
    """)

    left = ["23 phase_done", "27 phase_done", "30 phase_done", "33 phase_done"]
    left += ["36 phase_done", "40 phase_done", "43 phase_done", "46 phase_done"]
    right = ["59 phase_done", "63 phase_done", "66 phase_done", "69 phase_done"]
    right += ["72 phase_done", "76 phase_done", "79 phase_done", "82 phase_done"]
    assert lived.sent == [
        "0 begin discomfort=0",
        "0 skip_warm_up instead=already_warm",
        "20 phase_done",  # ready
        *left,  # in, out, return, settle, twice
        "56 phase_done",  # change of side
        *right,
        "82 rate exercise=lower-tummy discomfort=1",
        "82 finish",
    ]
    assert lived.sets(f"{DOSE} discomfort reviewed performed_at") == [
        "left 1 2 - done - 1 - 2026-11-22 07:12:23+01:00",
        "right 1 2 - done - 1 - 2026-11-22 07:12:59+01:00",
    ]
    assert lived.row("status warmup warmup_s discomfort_after ended_at") == (
        "finished already_warm 0.0 - 2026-11-22 07:13:25+01:00"
    )


def test_the_deep_abdominal_hold_from_begin_to_finish(life, abdominal):
    lived = life(abdominal).live("""
        begin
        skip_warm_up instead=skipped
        until hold 1
        wait 2
        pause
        wait 30
        resume
        until hold 1
        next
        until hold 2
        wait 3
        end_set
        finish reviewed=true
    """)

    assert lived.sent == [
        "0 begin",
        "0 skip_warm_up instead=skipped",
        "20 phase_done",  # ready
        "23 phase_done",  # in
        "27 phase_done",  # out
        "29 pause",  # 2 s held
        "59 resume",
        "69 phase_done",  # ready again
        "72 phase_done",  # in
        "76 phase_done",  # out
        "81 phase_done",  # hold 5 s: the same repetition
        "85 phase_done",  # return
        "88 phase_done",  # in
        "92 phase_done",  # out
        "95 end_set",  # 3 s held
        "95 finish reviewed=true",
    ]
    assert lived.sets(f"{DOSE} discomfort") == ["both 1 2 8.0 done - -"]
    assert lived.row("status discomfort_before warmup") == "finished - skipped"


def test_the_whole_default_session(life):
    lived = life(*default(date(2026, 11, 1)), discomfort=0).live("""
        begin discomfort=0
        choose_warm_up warmup=march
        until end
        finish discomfort=0 reviewed=true
    """)

    assert lived.seconds == 684
    assert (
        len(lived.sent)
        == 1
        + 1
        + len([phase for phase in lived.session.script.phases if phase.kind != "again"])
        + 1
    )
    assert lived.sets(f"exercise {DOSE} target_reps target_hold") == [
        "lower-back-stretch both 1 6 120.0 done - 6 20.0",
        "lower-tummy left 1 6 - done - 6 -",
        "lower-tummy right 1 6 - done - 6 -",
        "deep-abdominal both 1 5 25.0 done - 5 5.0",
    ]
    assert lived.row("status warmup warmup_s ended_at") == (
        "finished march 180.0 2026-11-22 07:23:27+01:00"
    )


def test_with_discomfort_the_second_exercise_is_postponed_and_the_rest_goes_on(life):
    lived = life(*default(date(2026, 11, 1)), discomfort=3).live("""
        begin discomfort=3
        until end
        finish reviewed=true
    """)

    assert lived.sets(f"exercise {DOSE}") == [
        "lower-back-stretch both 1 6 120.0 done -",
        "lower-tummy left 1 0 - skipped_by_rule over_limit",
        "lower-tummy right 1 0 - skipped_by_rule over_limit",
        "deep-abdominal both 1 5 25.0 done -",
    ]
    assert lived.row("status") == "finished"


def test_without_a_rating_the_second_exercise_is_postponed_too(life, tummy, abdominal):
    lived = life(tummy, abdominal, discomfort=None).live("begin; until end; finish")

    assert lived.sets("exercise status reason") == [
        "lower-tummy skipped_by_rule not_rated",
        "lower-tummy skipped_by_rule not_rated",
        "deep-abdominal done -",
    ]


def test_done_anyway_is_told_even_when_it_was_done(life, tummy):
    lived = life(tummy, discomfort=4, anyway=["lower-tummy"]).live("""
        begin discomfort=4
        until in 1 right
        end_set
        finish
    """)

    assert lived.sets(DOSE) == ["left 1 2 - done over_limit", "right 1 0 - partial over_limit"]
