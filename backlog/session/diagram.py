"""The state diagram of a session, drawn from its table. A test keeps the README in step.

``python -m backlog.session.diagram`` prints it. The states in which a phase runs are drawn within
one box; what an event does inside a box is written there, and only what leads out is an arrow.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from backlog.session.script import Kind
from backlog.session.table import STATES, Move, State, as_names

#: The states in which a phase runs, in the order in which a session meets them.
RUNNING = tuple(str(state) for state in State if state in STATES.values())
#: The box around them.
BOX = "a_phase"
#: Jumps from one phase to another.
JUMPS = frozenset(Move) - {Move.STAY, Move.END}

Allowed = Mapping[str, str]


def mermaid() -> str:
    """Return the diagram as Mermaid text."""
    table = as_names()
    common = _common(table)
    boxes = {state: allowed for state, allowed in table.items() if state not in RUNNING}
    lines = [
        *_box(table, common),
        *(line for box, allowed in boxes.items() for line in _state(box, allowed)),
        f"[*] --> {State.PLANNED}",
        *(line for box, allowed in {**boxes, BOX: common}.items() for line in _out(box, allowed)),
        f"{BOX} --> {State.REVIEWING} : after the last phase",
        f"{State.CLOSED} --> [*]",
    ]
    return "\n".join(["stateDiagram-v2", *(f"    {line}" for line in lines)])


def _common(table: Mapping[str, Allowed]) -> Allowed:
    """Return what every running state allows, and where it leads."""
    everywhere = set.intersection(*(set(table[state].items()) for state in RUNNING))
    return dict(item for item in table[RUNNING[0]].items() if item in everywhere)


def _box(table: Mapping[str, Allowed], common: Allowed) -> Iterator[str]:
    """Yield the box of the running states: what all of them allow, then what each one does."""
    always = [label for event, target in common.items() if (label := _inside(BOX, event, target))]
    yield f'state "a phase runs: {", ".join(always)}" as {BOX} {{'
    for state in RUNNING:
        own = {event: target for event, target in table[state].items() if event not in common}
        yield from (f"    {line}" for line in _state(state, own))
    yield "}"


def _state(state: str, allowed: Allowed) -> Iterator[str]:
    """Yield the state's name and, below it, the events that lead out of no box."""
    yield f"{state} : {state}"
    for event, target in allowed.items():
        if label := _inside(state, event, target):
            yield f"{state} : {label}"


def _inside(state: str, event: str, target: str) -> str:
    """Return the event as it is written in its box; empty when it leads out of it."""
    jumps = target in JUMPS and state in {BOX, *RUNNING}
    return _label(event, target) if jumps or target in (Move.STAY, Move.PAST) else ""


def _out(state: str, allowed: Allowed) -> Iterator[str]:
    """Yield one arrow for each box that events lead to, with their names."""
    arrows: dict[str, list[str]] = defaultdict(list)
    for event, target in allowed.items():
        if not _inside(state, event, target):
            arrows[_end(target)].append(_label(event, target))
    return (f"{state} --> {end} : {', '.join(labels)}" for end, labels in arrows.items())


def _end(target: str) -> str:
    """Return the box that a target leads to."""
    if target in JUMPS:
        return BOX
    return str(State.REVIEWING) if target == Move.END else target


def _label(event: str, target: str) -> str:
    """Return the event, with the jump that it makes."""
    return f"{event} ({target})" if target in JUMPS else event


def phases() -> str:
    """Return a Markdown table: each kind of phase and the state that it puts a session into."""
    rows = [f"| `{kind}` | `{STATES[kind]}` |" for kind in Kind]
    return "\n".join(["| phase | state |", "| --- | --- |", *rows])


if __name__ == "__main__":
    print(f"```mermaid\n{mermaid()}\n```\n\n{phases()}")
