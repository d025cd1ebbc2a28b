"""backlog: a logbook for the lower back.

``backlog.session_panel()`` is the session panel for a notebook cell. The rooms are told in
CONTRIBUTING.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from backlog.panel import SessionPanel

__all__ = ["session_panel"]


def session_panel(data: str | Path | None = None, speed: float | None = None) -> SessionPanel:
    """Return the one live session panel; see `backlog.panel.session_panel`."""
    from backlog import panel  # the shell's commands need no widgets

    return panel.session_panel(data, speed)
