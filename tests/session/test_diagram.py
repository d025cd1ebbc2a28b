from pathlib import Path

import backlog.session
from backlog.session import diagram
from backlog.session.script import Kind
from backlog.session.table import Move, State, as_names

README = Path(backlog.session.__file__).with_name("README.md").read_text(encoding="utf-8")


def test_the_readme_shows_the_table_as_it_is():
    told = f"```mermaid\n{diagram.mermaid()}\n```\n\n{diagram.phases()}\n"

    assert told in README, (
        "The drawing in backlog/session/README.md is out of step with backlog/session/table.py. "
        "Put in what this prints: python -m backlog.session.diagram"
    )


def test_the_readme_says_what_each_target_means():
    assert [target for target in Move if f"| `{target}` |" not in README] == []


def test_the_readme_names_each_module():
    modules = sorted(path.stem for path in Path(backlog.session.__file__).parent.glob("*.py"))

    assert [name for name in modules if f"| `{name}` |" not in README] == ["__init__"]


def test_every_state_and_every_event_is_in_the_drawing():
    words = set(diagram.mermaid().replace(",", " ").split())

    assert set(State) <= words
    assert {event for allowed in as_names().values() for event in allowed} <= words


def test_running_states_are_drawn_within_one_box():
    text = diagram.mermaid()
    box = text[text.index("{") : text.index("}")]

    assert [state for state in State if f"{state} : {state}" in box] == [
        "warming_up",
        "readying",
        "moving",
        "holding",
    ]


def test_only_what_leads_out_of_a_box_is_an_arrow():
    arrows = [line.strip() for line in diagram.mermaid().splitlines() if "-->" in line]

    assert arrows == [
        "[*] --> planned",
        "planned --> a_phase : begin (next)",
        "paused --> a_phase : resume (resume), back (back), skip (exercise_end)",
        "paused --> stopped : stop",
        "paused --> reviewing : end, report_signs",
        "stopped --> a_phase : go_on (resume), skip (exercise_end)",
        "stopped --> reviewing : end, report_signs",
        "reviewing --> reviewing : report_signs",
        "reviewing --> closed : finish",
        "a_phase --> paused : pause",
        "a_phase --> stopped : stop",
        "a_phase --> reviewing : end, report_signs",
        "a_phase --> reviewing : after the last phase",
        "closed --> [*]",
    ]


def test_every_kind_of_phase_is_in_the_table():
    rows = diagram.phases().splitlines()[2:]

    assert [row.split("`")[1] for row in rows] == list(Kind)
    assert "| `hold` | `holding` |" in rows
