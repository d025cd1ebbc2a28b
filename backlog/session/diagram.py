"""The state diagram of a session, drawn from its table. A test keeps the README in step.

``python -m backlog.session.diagram`` prints it.
"""

from __future__ import annotations

from collections import defaultdict

from backlog.session.script import Kind
from backlog.session.table import STATES, Move, State, as_names


def mermaid() -> str:
    """Return the diagram as Mermaid text: one arrow for each pair of states, with its events.

    A jump leads to the state of the phase that it comes to; the diagram names the jump instead of
    drawing an arrow to each state that a phase can have.
    """
    arrows: dict[tuple[str, str], list[str]] = defaultdict(list)
    for state, allowed in as_names().items():
        for event, target in allowed.items():
            end, label = _end(state, event, target)
            arrows[state, end].append(label)
    lines = [f"    {a} --> {b} : {', '.join(labels)}" for (a, b), labels in arrows.items()]
    return "\n".join(["stateDiagram-v2", "    [*] --> planned", *lines, "    closed --> [*]"])


def _end(state: str, event: str, target: str) -> tuple[str, str]:
    """Return the arrow's end and its label; ``a_phase`` stands for any running state."""
    if target == Move.STAY:
        return state, event
    if target == Move.END:
        return str(State.REVIEWING), event
    return ("a_phase", f"{event} ({target})") if target in set(Move) else (target, event)


def phases() -> str:
    """Return a Markdown table: each kind of phase and the state that it puts a session into."""
    rows = [f"| `{kind}` | `{STATES[kind]}` |" for kind in Kind]
    return "\n".join(["| phase | state |", "| --- | --- |", *rows])


if __name__ == "__main__":
    print(f"```mermaid\n{mermaid()}\n```\n\n{phases()}")
