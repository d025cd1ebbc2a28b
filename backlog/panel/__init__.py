"""What a person touches: the session panel.

`session_panel` returns the one live panel of this kernel, so running its cell twice shows the
session that runs. Imports neither pandas nor matplotlib.
"""

from __future__ import annotations

import os
import tempfile
from datetime import datetime
from math import inf
from pathlib import Path

from backlog.log import Log, data_folder
from backlog.panel.widget import SessionPanel

__all__ = ["SessionPanel", "session_panel"]

_PANELS: dict[tuple[Path, float], SessionPanel] = {}
_SCRATCH: dict[float, Path] = {}


def session_panel(data: str | Path | None = None, speed: float | None = None) -> SessionPanel:
    """Return the session panel over a data folder; the same one each time it is asked for.

    Parameters
    ----------
    data : path, optional
        The data folder; by default the person's own (see `backlog.log.data_folder`).
    speed : float, optional
        How many times faster than life the panel runs, for demonstrations and tests; by default
        the environment variable ``BACKLOG_SPEED``, else 1. At any other speed than 1 the sessions
        go to a scratch folder and never into the person's log.

    Raises
    ------
    ValueError
        When `speed` is no number above 0.
    """
    speed = float(os.environ.get("BACKLOG_SPEED", "1")) if speed is None else float(speed)
    if not 0 < speed < inf:
        raise ValueError(f"speed: {speed} must be a number above 0")
    folder = data_folder(data) if speed == 1 else _scratch(speed)
    if (folder, speed) in _PANELS:
        _PANELS[folder, speed].refresh()  # perhaps it is another day
    else:
        _PANELS[folder, speed] = SessionPanel(Log(folder), now=_local_now, speed=speed)
    return _PANELS[folder, speed]


def _scratch(speed: float) -> Path:
    """Return the folder of this kernel's demonstrations, made when first asked for."""
    if speed not in _SCRATCH:
        _SCRATCH[speed] = Path(tempfile.mkdtemp(prefix="backlog-demonstration-"))
    return _SCRATCH[speed]


def _local_now() -> datetime:
    return datetime.now().astimezone()
